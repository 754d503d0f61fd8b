// An iCalendar stream cut into what it holds: events, time zones and the calendar's own lines. Only the lines that a figure
// needs leave this file; descriptions, places, links, attachments and alarms are dropped as they pass.

/** A component with the content lines that were kept, unfolded. */
export interface Component {
  readonly kind: string
  readonly lines: string[]
  readonly children: Component[]
}

export interface ComponentSink {
  /** Called at the end of each event, numbered from 1 in the order of the file. */
  event(component: Component, number: number): void
  /** Called at the end of each calendar with its own lines and its time zones. */
  calendar(component: Component): void
}

/** The stream is no whole calendar: cut, or its parts are not closed in order. */
export class CalendarCut extends Error {
  readonly line: number
  constructor(line: number) {
    super(`not a whole calendar (line ${line})`)
    this.name = 'CalendarCut'
    this.line = line
  }
}

const keptOfEvent = new Set(
  [
    'UID',
    'SEQUENCE',
    'DTSTAMP',
    'LAST-MODIFIED',
    'RECURRENCE-ID',
    'DTSTART',
    'DTEND',
    'DURATION',
    'RRULE',
  ].concat(
    [
      'RDATE',
      'EXDATE',
      'EXRULE',
      'STATUS',
      'TRANSP',
      'CLASS',
      'CATEGORIES',
      'SUMMARY',
      'ATTENDEE',
      'ORGANIZER',
    ],
    ['X-MICROSOFT-CDO-BUSYSTATUS', 'X-MICROSOFT-CDO-ALLDAYEVENT'],
  ),
)
const keptOfZone = new Set(['TZID', 'DTSTART', 'TZOFFSETFROM', 'TZOFFSETTO', 'RRULE', 'RDATE'])
const keptOfCalendar = new Set(['METHOD', 'X-WR-CALNAME', 'X-WR-TIMEZONE', 'NAME'])
const keptBy = new Map([
  ['VEVENT', keptOfEvent],
  ['VTIMEZONE', keptOfZone],
  ['STANDARD', keptOfZone],
  ['DAYLIGHT', keptOfZone],
  ['VCALENDAR', keptOfCalendar],
])

/** A longer line holds no date, rule or address that a calendar writes. */
const longestLine = 1 << 20
const deepest = 8

/** Takes the text of a stream piece by piece. */
export class ComponentReader {
  private readonly open: Component[] = []
  private readonly sink: ComponentSink
  private rest = ''
  /** The content line that may go on in the next one; null when it is not kept. */
  private pending: string | null = null
  private line = 0
  private events = 0
  private calendars = 0
  /** Kinds that were passed over, with how many of each: VTODO, VFREEBUSY, VJOURNAL. */
  readonly passedOver = new Map<string, number>()

  constructor(sink: ComponentSink) {
    this.sink = sink
  }

  get eventCount(): number {
    return this.events
  }

  /** @throws CalendarCut */
  write(text: string): void {
    const whole = this.rest + text
    let from = 0
    for (;;) {
      const end = nextLineEnd(whole, from)
      // A carriage return at the very end may be half of a line end.
      if (end === null || (whole[end.at] === '\r' && end.next === whole.length)) break
      this.physicalLine(whole.slice(from, end.at))
      from = end.next
    }
    this.rest = whole.slice(from)
    // What cannot be kept need not be gathered: only the start of an endless line is held.
    if (this.rest.length > 2 * longestLine) this.rest = this.rest.slice(0, longestLine + 1)
  }

  /** @throws CalendarCut when the calendar is not closed */
  end(): void {
    if (this.rest !== '') this.physicalLine(this.rest.replace(/\r$/, ''))
    this.flush()
    if (this.open.length > 0 || this.calendars === 0) throw new CalendarCut(this.line)
  }

  private physicalLine(line: string): void {
    this.line++
    const first = line[0]
    // Before the calendar begins there is nothing to go on with: its first line may be indented.
    if (this.open.length > 0 && (first === ' ' || first === '\t')) {
      if (this.pending !== null && this.pending.length < longestLine) this.pending += line.slice(1)
      return
    }
    this.flush()
    if (line.trim() === '' || this.isEdge(line)) return
    if (this.open.length === 0) throw new CalendarCut(this.line)
    // A line may be folded inside its name: what it is called is known once it is whole.
    if (this.isKept(line) || /^[A-Za-z0-9-]{1,60}$/.test(line)) this.pending = line
  }

  private isEdge(line: string): boolean {
    const mark = /^\s*(BEGIN|END):([A-Za-z0-9-]{1,60})\s*$/i.exec(line)
    if (mark !== null) this.edge(mark[1]!.toUpperCase(), mark[2]!.toUpperCase())
    return mark !== null
  }

  private isKept(line: string): boolean {
    const current = this.open.at(-1)
    if (current === undefined) return false
    const name = /^[A-Za-z0-9-]{1,60}(?=[;:])/.exec(line)
    return name !== null && keptBy.get(current.kind)?.has(name[0].toUpperCase()) === true
  }

  private flush(): void {
    const line = this.pending
    this.pending = null
    if (line === null || line.length > longestLine || this.isEdge(line)) return
    if (this.isKept(line)) this.open.at(-1)?.lines.push(line)
  }

  private edge(edge: string, kind: string): void {
    if (edge === 'BEGIN') {
      if ((this.open.length === 0) !== (kind === 'VCALENDAR') || this.open.length >= deepest)
        throw new CalendarCut(this.line)
      this.open.push({ kind, lines: [], children: [] })
      return
    }
    const closed = this.open.pop()
    if (closed?.kind !== kind) throw new CalendarCut(this.line)
    const parent = this.open.at(-1)
    if (kind === 'VEVENT' && parent?.kind === 'VCALENDAR') this.sink.event(closed, ++this.events)
    else if (kind === 'VTIMEZONE' || kind === 'STANDARD' || kind === 'DAYLIGHT') parent?.children.push(closed)
    else if (kind === 'VCALENDAR') {
      this.calendars++
      this.sink.calendar(closed)
    } else if (parent?.kind === 'VCALENDAR') this.passedOver.set(kind, (this.passedOver.get(kind) ?? 0) + 1)
  }
}

function nextLineEnd(text: string, from: number): { at: number; next: number } | null {
  const lf = text.indexOf('\n', from)
  const cr = text.indexOf('\r', from)
  if (lf === -1 && cr === -1) return null
  if (cr !== -1 && (lf === -1 || cr < lf)) return { at: cr, next: text[cr + 1] === '\n' ? cr + 2 : cr + 1 }
  return { at: lf, next: lf + 1 }
}
