// A person's own calendar: a file that she sends, or the address she subscribed to. Read in memory; times, categories and the
// ids of events are kept, and nothing of what the events say.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { ActivityCategory } from '../../model/codes.ts'
import type { Query } from '../../model/database.ts'
import { readHostList } from '../../model/host-lists.ts'
import { readCalendar } from '../calendar/calendar.ts'
import { accountOfMeeting } from '../calendar/account.ts'
import { type Circle, companyDomains } from '../calendar/circle.ts'
import type { EventFault } from '../calendar/event.ts'
import { countTime, type CountedTime, type LeftOutReason } from '../calendar/pieces.ts'
import { type KnownParties, knownParties, type PartyLists, readPartyLists } from '../mail/known.ts'
import { createZone } from '../files/values/index.ts'
import { addDays, cutAtMidnights, daysBack } from './days.ts'
import type { OwnRow } from './keep.ts'

export interface CalendarReading {
  readonly rows: readonly OwnRow[]
  readonly totals: readonly {
    readonly day: string
    readonly category: ActivityCategory
    readonly seconds: number
  }[]
  readonly faults: readonly EventFault[]
  readonly events: number
  readonly duplicates: number
  readonly leftOut: readonly { readonly reason: LeftOutReason; readonly occurrences: number }[]
  /** Pieces told by words of the event, and by nothing at all. */
  readonly toldByWords: number
  readonly untold: number
  /** Names the calendar among those of one person; its own name stays out. */
  readonly digest: string
  /** The days that it speaks for. */
  readonly from: string
  readonly to: string
}

export interface ReadingCalendar {
  readonly timeZone: string
  readonly now: number
  readonly circle: Circle
  /** Which customers are known, by the domains of their addresses. */
  readonly parties: PartyLists
}

/** Reads a calendar's text. @throws CalendarCut */
export async function readOwnCalendar(
  chunks: AsyncIterable<string> | Iterable<string>,
  { timeZone, now, circle, parties }: ReadingCalendar,
): Promise<CalendarReading> {
  const calendar = await readCalendar(chunks)
  const zone = createZone(timeZone)
  const today = zone.dayOf(now)
  const from = addDays(today, -daysBack)
  const start = zone.startOfDay(Date.parse(`${from}T00:00:00Z`))
  const counted = countTime(calendar, { from: start, to: now, timeZone, circle, now })
  const rows = rowsOf(counted, start, zone, circle, knownParties(parties))
  return {
    rows,
    totals: totalsOf(rows),
    faults: counted.faults,
    events: calendar.count,
    duplicates: counted.duplicates,
    leftOut: [...counted.leftOut].map(([reason, occurrences]) => ({ reason, occurrences })),
    toldByWords: counted.toldByWords,
    untold: counted.untold,
    digest: createHash('sha256').update(calendar.name).digest('hex').slice(0, 8),
    from,
    to: addDays(today, 1),
  }
}

function rowsOf(
  { pieces, accepted }: CountedTime,
  from: number,
  zone: ReturnType<typeof createZone>,
  circle: Circle,
  known: KnownParties,
): OwnRow[] {
  const events = new Map(accepted.map((event) => [event.number, event]))
  const rows: OwnRow[] = []
  for (const { event, id, start, end, category } of pieces) {
    const account = accountOfMeeting(events.get(event)!, circle, known)
    const customer = account === null ? {} : { accountId: account.accountId }
    for (const part of cutAtMidnights(Math.max(start, from), end, zone))
      rows.push({ id, category, seconds: Math.round((part.end - part.start) / 1000), ...customer, ...part })
  }
  return rows.filter(({ seconds }) => seconds > 0)
}

/** By day and category; of two meetings at once each counts here, as in what is kept: figures take their union. */
function totalsOf(rows: readonly OwnRow[]): CalendarReading['totals'] {
  const totals = new Map<string, { day: string; category: ActivityCategory; seconds: number }>()
  for (const { day, category, seconds } of rows) {
    const key = `${day} ${category}`
    const known = totals.get(key)
    if (known === undefined) totals.set(key, { day, category, seconds })
    else known.seconds += seconds
  }
  return [...totals.values()].toSorted((a, b) => (a.day + a.category < b.day + b.category ? -1 : 1))
}

/** What reading a person's calendar needs of the model: whose it is, and which customers are known. */
export async function aboutCalendar(
  query: Query,
  personId: number,
): Promise<Pick<ReadingCalendar, 'circle' | 'parties'>> {
  return { circle: await circleOf(query, personId), parties: await readPartyLists(query) }
}

/** A person's addresses and the company's domains. */
export async function circleOf(query: Query, personId: number): Promise<Circle> {
  const owned = await query
    .selectFrom('person_identities')
    .select('value_key')
    .where('person_id', '=', personId)
    .where('kind', '=', 'email')
    .execute()
  const people = await query
    .selectFrom('people')
    .select(['person_id', 'email'])
    .where('is_provisional', '=', false)
    .where('email', 'is not', null)
    .execute()
  const own = people.filter((person) => person.person_id === personId).map(({ email }) => email!)
  return {
    owner: new Set([...owned.map((row) => row.value_key), ...own].map((email) => email.toLowerCase())),
    domains: companyDomains(
      await readHostList(query, 'company-domains'),
      people.map(({ email }) => email!),
    ),
  }
}

/** Her captured time that is known with its hours, for a tracker's totals to stay clear of. */
export async function knownHours(query: Query, personId: number): Promise<{ start: number; end: number }[]> {
  const { rows } = await sql<{ started_at: Date; ended_at: Date }>`
    select started_at, ended_at from activities
    where rep_id = ${personId} and basis = 'captured' and started_at < ended_at`.execute(query)
  return rows.map((row) => ({ start: row.started_at.getTime(), end: row.ended_at.getTime() }))
}
