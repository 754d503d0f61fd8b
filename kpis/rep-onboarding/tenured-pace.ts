// What new reps are measured against: deals that a rep here for a year or longer wins in a month of 30 days.
import { sql } from 'kysely'
import type { MetricContext } from '../../metric/definition.ts'
import type { Period } from '../../metric/period.ts'
import { workedOut } from '../../metric/worked-out.ts'
import { monthDays, tenure } from './hires.ts'
import { firstDayOf } from './sold.ts'

interface Tenure {
  readonly stays: readonly { readonly from: number; readonly until: number; readonly many: number }[]
  readonly wins: readonly { readonly month: string; readonly many: number }[]
}

/**
 * The pace from the start of one of the periods to the as-of day; null where nobody was tenured then. Periods start with a month, so that
 * wins by month tell of all of them: they are read once for each state of the data and first of the periods.
 */
export async function tenuredPace(
  context: MetricContext,
  periods: readonly Period[],
): Promise<(period: Period) => number | null> {
  const first = periods.some(({ kind }) => kind === 'all')
    ? ''
    : periods.map(({ start }) => start).toSorted()[0]!
  const { stays, wins } = await workedOut(context, `tenure ${context.asOf} ${first}`, () =>
    readTenure(context, periods),
  )
  return ({ kind, start }) => {
    const from = kind === 'all' ? -Infinity : dayNumber(start)
    const month = kind === 'all' ? '' : start.slice(0, 7)
    const days = stays.reduce(
      (sum, one) => sum + one.many * Math.max(0, one.until - Math.max(from, one.from)),
      0,
    )
    const won = wins.reduce((sum, one) => sum + (one.month >= month ? one.many : 0), 0)
    return days === 0 ? null : (won / days) * monthDays
  }
}

async function readTenure(context: MetricContext, periods: readonly Period[]): Promise<Tenure> {
  const { rows } = await sql<
    | { from_day: string; until_day: string; month: null; many: number }
    | { from_day: null; until_day: null; month: string; many: number }
  >`select * from ${tenure(context, firstDayOf(periods))} as one`.execute(context.query)
  return {
    stays: rows.flatMap(({ from_day, until_day, many }) =>
      from_day === null ? [] : [{ from: dayNumber(from_day), until: dayNumber(until_day), many }],
    ),
    wins: rows.flatMap(({ month, many }) => (month === null ? [] : [{ month, many }])),
  }
}

function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 86_400_000
}
