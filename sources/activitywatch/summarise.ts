// What a computer showed becomes minutes per day and category: windows trimmed by presence, browsers by their tabs, a moment
// counted once. Only these totals leave; titles, addresses and programs are looked at and forgotten, and being away has no total.
import type { ActivityCategory } from '../../model/codes.ts'
import { createZone } from '../files/values/index.ts'
import { subtractTime, unionOfTime } from '../../statistics/time-union.ts'
import type { Computer, SeenEvent, TrackerExport } from './export-file.ts'
import { classifier, type Rule, type Rules } from './rules.ts'
import type { Interval } from './interval.ts'

/** Time of one day under one rule. */
export interface DayTotal {
  /** The organisation's day. */
  readonly day: string
  /** Name of the category in the rules, outermost first; empty for time that no rule names. */
  readonly name: readonly string[]
  readonly category: ActivityCategory | null
  readonly seconds: number
}

/** Of two categories at one moment the first of these counts. */
const order: readonly (ActivityCategory | null)[] = [
  'buyer-facing',
  'prospecting',
  'preparation',
  'content',
  'email',
  'crm',
  'training',
  'internal',
  'admin',
  'travel',
  'other',
  'not-measured',
  null,
]

export interface Summarising {
  /** The organisation's zone. */
  readonly timeZone: string
  /** Time that is known with its hours already, from a calendar: it counts there. */
  readonly known?: readonly Interval[]
}

/** Totals by day and category of an export, by day and then in the order above. */
export function summarise(
  file: TrackerExport,
  rules: Rules,
  { timeZone, known = [] }: Summarising,
): DayTotal[] {
  const spans = new Map<Rule | null, Interval[]>()
  const lookUp = classifier(rules)
  for (const computer of file.computers) gather(computer, lookUp, spans)
  const zone = createZone(timeZone)
  const totals = new Map<string, { total: Omit<DayTotal, 'seconds'>; milliseconds: number }>()
  let counted: Interval[] = unionOfTime(known).merged
  for (const [rule, intervals] of [...spans].toSorted(([a], [b]) => placeOf(a) - placeOf(b))) {
    const { merged } = unionOfTime(intervals)
    for (const part of subtractTime(merged, counted))
      for (const { day, milliseconds } of byDay(part, zone)) {
        const key = `${day} ${JSON.stringify(rule?.name ?? [])}`
        const total = totals.get(key)
        if (total !== undefined) total.milliseconds += milliseconds
        else
          totals.set(key, {
            total: { day, name: rule?.name ?? [], category: rule?.category ?? null },
            milliseconds,
          })
      }
    counted = unionOfTime([...counted, ...merged]).merged
  }
  return [...totals.values()]
    .map(({ total, milliseconds }) => ({ ...total, seconds: Math.round(milliseconds / 1000) }))
    .filter(({ seconds }) => seconds > 0)
    .toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
}

function placeOf(rule: Rule | null): number {
  return rule === null ? order.length : order.indexOf(rule.category)
}

function gather(
  computer: Computer,
  lookUp: (texts: readonly string[]) => Rule | null,
  into: Map<Rule | null, Interval[]>,
): void {
  const add = (rule: Rule | null, parts: readonly Interval[]) => {
    const known = into.get(rule)
    if (known === undefined) into.set(rule, [...parts])
    else for (const part of parts) known.push(part)
  }
  const isPresent = presence(computer)
  const tabs = computer.tabs.toSorted((a, b) => a.start - b.start)
  for (const window of computer.windows) {
    const seen = isPresent(window)
    if (seen.length === 0) continue
    let rest = seen
    for (const tab of tabsOf(window, tabs)) {
      const shown = clip(rest, tab)
      if (shown.length === 0) continue
      rest = subtractTime(rest, shown)
      // What a private window shows is nobody's business.
      if (!tab.isPrivate) add(lookUp([...window.texts, ...tab.texts]), shown)
    }
    add(lookUp(window.texts), rest)
  }
}

/** When she was there: where the watcher says so; where it only says when she was away, the rest. */
function presence({ present, away }: Computer): (window: Interval) => Interval[] {
  const there = unionOfTime(present).merged
  const gone = unionOfTime(away).merged
  return there.length > 0
    ? (window) => clip(there, window)
    : (window) => subtractTime([window], touching(gone, window))
}

const browsers: readonly (readonly [RegExp, RegExp])[] = [
  [/firefox|librewolf|waterfox/i, /firefox|librewolf|waterfox/],
  [/chrome|chromium/i, /chrome|chromium/],
  [/edge|msedge/i, /edge/],
  [/brave/i, /brave/],
  [/opera/i, /opera/],
  [/vivaldi/i, /vivaldi/],
  [/safari/i, /safari/],
  [/\barc\b/i, /arc/],
]

/** The tabs that a window may have shown: those of its own browser. */
function tabsOf(window: SeenEvent, tabs: Computer['tabs']): Computer['tabs'] {
  const [app = ''] = window.texts
  const browser = browsers.find(([program]) => program.test(app))
  return browser === undefined ? [] : near(tabs, window).filter((tab) => browser[1].test(tab.browser))
}

/** Those of some sorted intervals that may touch a span; the longest looked at reaches back a day. */
function near<Of extends Interval>(sorted: readonly Of[], { start, end }: Interval): Of[] {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]!.start < start - longest(sorted)) low = middle + 1
    else high = middle
  }
  const found: Of[] = []
  for (let at = low; at < sorted.length && sorted[at]!.start < end; at++)
    if (sorted[at]!.end > start) found.push(sorted[at]!)
  return found
}

const lengths = new WeakMap<readonly Interval[], number>()

function longest(intervals: readonly Interval[]): number {
  let length = lengths.get(intervals)
  if (length === undefined) {
    length = intervals.reduce((most, { start, end }) => Math.max(most, end - start), 0)
    lengths.set(intervals, length)
  }
  return length
}

/** Those of some sorted, separate intervals that touch a span. One that lasts for days does not make the others be looked at. */
function touching(separate: readonly Interval[], { start, end }: Interval): Interval[] {
  let [low, high] = [0, separate.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (separate[middle]!.end <= start) low = middle + 1
    else high = middle
  }
  const found: Interval[] = []
  for (let at = low; at < separate.length && separate[at]!.start < end; at++) found.push(separate[at]!)
  return found
}

/** What of some sorted, separate intervals lies inside a span. */
function clip(intervals: readonly Interval[], span: Interval): Interval[] {
  return touching(intervals, span).map(({ start, end }) => ({
    start: Math.max(start, span.start),
    end: Math.min(end, span.end),
  }))
}

function byDay(part: Interval, zone: ReturnType<typeof createZone>): { day: string; milliseconds: number }[] {
  const days: { day: string; milliseconds: number }[] = []
  for (let from = part.start; from < part.end;) {
    const day = zone.dayOf(from)
    const midnight = zone.startOfDay(Date.parse(`${day}T00:00:00Z`) + 86_400_000)
    const to = Math.min(part.end, midnight)
    days.push({ day, milliseconds: to - from })
    from = to
  }
  return days
}
