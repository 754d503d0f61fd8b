// Periods of the organisation's calendar: half-open ranges of days, `start <= day < end`.
// A month is '2017-08', a quarter '2017-Q3', a half-year '2017-H2', a year '2017', all of the data 'all'.
// With a fiscal year that starts in another month, '2017-Q1' is the first quarter of fiscal year 2017, the
// year in which it ends (a choice; most companies name a fiscal year after its last month).

export type PeriodKind = 'month' | 'quarter' | 'half-year' | 'year' | 'all'

export interface Period {
  readonly kind: PeriodKind
  /** As in URLs and on the command line. */
  readonly id: string
  /** First day, 'YYYY-MM-DD'; '0001-01-01' for 'all'. */
  readonly start: string
  /** Day after the last; '9999-12-31' for 'all'. */
  readonly end: string
}

export const wholeData: Period = { kind: 'all', id: 'all', start: '0001-01-01', end: '9999-12-31' }

const months: Record<Exclude<PeriodKind, 'all'>, number> = { month: 1, quarter: 3, 'half-year': 6, year: 12 }

/**
 * Reads a period's id.
 * @param fiscalStart month in which the fiscal year starts, 1 to 12
 * @returns null when the text names no period between 1900 and 2199
 */
export function parsePeriod(text: string, fiscalStart = 1): Period | null {
  if (text === 'all') return wholeData
  const match = /^(19\d\d|2[01]\d\d)(?:-(?:Q([1-4])|H([12])|(0[1-9]|1[0-2])))?$/.exec(text)
  if (match === null) return null
  const year = Number(match[1])
  if (match[4] !== undefined) return fromMonths('month', year * 12 + Number(match[4]) - 1, fiscalStart)
  const firstMonth = firstMonthOfFiscalYear(year, fiscalStart)
  if (match[2] !== undefined)
    return fromMonths('quarter', firstMonth + 3 * (Number(match[2]) - 1), fiscalStart)
  if (match[3] !== undefined)
    return fromMonths('half-year', firstMonth + 6 * (Number(match[3]) - 1), fiscalStart)
  return fromMonths('year', firstMonth, fiscalStart)
}

/** The period of a kind that holds a day. */
export function periodOf(day: string, kind: PeriodKind, fiscalStart = 1): Period {
  if (kind === 'all') return wholeData
  const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1
  const length = months[kind]
  const offset = kind === 'month' ? 0 : fiscalStart - 1
  return fromMonths(kind, Math.floor((month - offset) / length) * length + offset, fiscalStart)
}

/** The period `steps` before or after; 'all' has no neighbours. */
export function shiftPeriod(period: Period, steps: number, fiscalStart = 1): Period | null {
  if (period.kind === 'all') return null
  return fromMonths(period.kind, monthNumber(period.start) + steps * months[period.kind], fiscalStart)
}

/** The same period a year earlier; null for 'all'. */
export function yearBefore(period: Period, fiscalStart = 1): Period | null {
  return period.kind === 'all' ? null : shiftPeriod(period, -12 / months[period.kind], fiscalStart)
}

function firstMonthOfFiscalYear(year: number, fiscalStart: number): number {
  return (fiscalStart === 1 ? year : year - 1) * 12 + fiscalStart - 1
}

function fromMonths(kind: Exclude<PeriodKind, 'all'>, first: number, fiscalStart: number): Period {
  return {
    kind,
    id: name(kind, first, fiscalStart),
    start: firstDay(first),
    end: firstDay(first + months[kind]),
  }
}

function name(kind: Exclude<PeriodKind, 'all'>, first: number, fiscalStart: number): string {
  if (kind === 'month') return firstDay(first).slice(0, 7)
  const sinceStart = first - (fiscalStart - 1)
  const fiscalYear = Math.floor(sinceStart / 12) + (fiscalStart === 1 ? 0 : 1)
  const inYear = ((sinceStart % 12) + 12) % 12
  if (kind === 'year') return String(fiscalYear)
  return kind === 'quarter' ? `${fiscalYear}-Q${inYear / 3 + 1}` : `${fiscalYear}-H${inYear / 6 + 1}`
}

function monthNumber(day: string): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1
}

function firstDay(month: number): string {
  const year = Math.floor(month / 12)
  return `${String(year).padStart(4, '0')}-${String(month - year * 12 + 1).padStart(2, '0')}-01`
}

/** The day so many days before another one; below zero, after it. */
export function daysBefore(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() - days)
  return date.toISOString().slice(0, 10)
}

/** The periods moved back by so many days: what is judged in a period so long after it came, came in those. 'all' stays all. */
export function movedBack(periods: readonly Period[], days: number): readonly Period[] {
  return periods.map((period) =>
    period.kind === 'all'
      ? period
      : { ...period, start: daysBefore(period.start, days), end: daysBefore(period.end, days) },
  )
}
