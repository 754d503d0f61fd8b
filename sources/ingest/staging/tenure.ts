// Contracts of a list without days: how long each customer has been one, and who has left, as of one day. Both days are reckoned from it.
import { blank, type RowValues } from './row-values.ts'

/** Which day a list describes where its rows do not say, and who is to know that it was needed. */
export interface DatedBack {
  readonly describedOn: string
  readonly onDatedBack: () => void
}

/** Mean length of a month, for what is left beside whole months. */
const daysOfMonth = 365.25 / 12

/**
 * Gives a row its missing days: the start, its tenure before the day of the list; the end, that day itself where it says that the customer
 * has left, for it says nothing closer. `describedOn` stays on such rows alone: it marks what was reckoned.
 */
export function dateBack({ describedOn, onDatedBack }: DatedBack): (row: RowValues) => void {
  return (row) => {
    const said = row.get('describedOn')
    const day = said ?? describedOn
    const start = row.get('startsOn') === null ? startOf(row, day) : null
    const isEnded = row.get('endsOn') !== null || row.get('lastDay') !== null
    const hasLeft = row.get('hasLeft') === 'true' && !isEnded
    if (start === null && !hasLeft) return row.set('describedOn', blank)
    if (start !== null) row.set('startsOn', start)
    if (hasLeft) row.set('endsOn', day)
    row.set('describedOn', day)
    if (said === null) onDatedBack()
  }
}

function startOf(row: RowValues, day: string): string | null {
  const of = (field: string): number | null => {
    const text = row.get(field)
    return text === null ? null : Number(text)
  }
  const [months, days, weeks, years] = ['tenureMonths', 'tenureDays', 'tenureWeeks', 'tenureYears'].map(of)
  if (months != null) return monthsBefore(day, months)
  if (days != null) return daysBefore(day, days)
  if (weeks != null) return daysBefore(day, weeks * 7)
  return years == null ? null : monthsBefore(day, years * 12)
}

/** The same day of the month so many months before, or the last of a shorter month; a part of a month counts in days. */
function monthsBefore(day: string, months: number): string {
  const whole = Math.floor(months)
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - whole, 0)).getUTCDate()
  const found = new Date(Date.UTC(year, month - 1 - whole, Math.min(date, last))).toISOString().slice(0, 10)
  return daysBefore(found, (months - whole) * daysOfMonth)
}

function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - Math.round(days) * 86_400_000).toISOString().slice(0, 10)
}
