// Who was there and who left over whole months, told of the whole organisation without looking at every stay: those that began and
// ended in the same months are looked at together.
import { sql } from 'kysely'
import type { Sql } from '../../metric/rows/counted-deals.ts'
import { customerStays, signedLater } from '../../metric/rows/customer-stays.ts'
import type { MetricContext, Split } from '../../metric/definition.ts'
import { daysBefore, type Period, periodOf } from '../../metric/period.ts'
import { periodRows } from '../../metric/rows/period-rows.ts'
import { grace, isDated, monthOf } from '../../model/rollups/index.ts'

/** How many customers of a period's start there were, and what became of them. */
export interface Stayed {
  readonly period: number
  readonly there: number
  readonly lost: number
  readonly late: number
  /** Known by a list without days: counted in no figure of a period. */
  readonly reckoned: number
  readonly reckoned_lost: number
  readonly described_on: string | null
}

/** Whether months tell it: of the whole organisation, not split, over periods that begin and end with one. */
export function isToldByMonth(
  { scope, seen, isFromRows }: MetricContext,
  { periods, dimension }: Split,
): boolean {
  const isOfAll = scope.kind === 'organisation' && scope.line === undefined && seen === 'everybody'
  // Nobody is there before the first of all days, whenever the last one is.
  const areMonths = periods.every(({ kind, start, end }) => kind === 'all' || isFirst(start, end))
  return isOfAll && dimension === null && areMonths && isFromRows !== true
}

function isFirst(...days: readonly string[]): boolean {
  return days.every((day) => day.endsWith('-01'))
}

/**
 * As `customers`, counted by period; periods without any are left out. A stay of a month holds for each of its days: periods begin and
 * end with months, and who leaves in the month in which she came is there at the start of none. One by one are looked at those of
 * which the as-of day decides whether they have ended, in the months that it and the grace before it touch; those of accounts that
 * signed later; and those of lists without days.
 */
export async function countByMonth(
  context: MetricContext,
  periods: readonly Period[],
): Promise<readonly Stayed[]> {
  const { asOf, query } = context
  const opens = periodOf(daysBefore(asOf, grace), 'month').start
  const closes = periodOf(asOf, 'month').end
  const isOpen = (day: Sql) => sql`(${day} >= ${opens}::date and ${day} < ${closes}::date)`
  const since = sql`${periods.reduce((first, { start }) => (start < first ? start : first), opens)}::date`
  const dated = sql`false as is_late, false as is_reckoned, null::date as described_on`
  const many = (condition: Sql) => sql`coalesce(sum(stay.stays) filter (where ${condition}), 0)::bigint`
  const isLost = sql`stay.lost_on <= p.last_on`
  const month = (day: string) => sql.raw(monthOf(day))
  const { rows } = await sql<Stayed>`
    select p.position as period, ${many(sql`not stay.is_reckoned`)} as there,
      ${many(sql`${isLost} and not stay.is_reckoned`)} as lost, ${many(sql`stay.is_late and not stay.is_reckoned`)} as late,
      ${many(sql`stay.is_reckoned`)} as reckoned, ${many(sql`${isLost} and stay.is_reckoned`)} as reckoned_lost,
      max(stay.described_on) filter (where stay.is_reckoned)::text as described_on
    from (
      select kept.started_in as started_on, kept.ended_in as lost_on, ${dated}, kept.stays
      from stay_months as kept where kept.ended_in >= ${since} and not ${isOpen(sql`kept.ended_in`)}
      union all
      select kept.started_on, kept.ended_on, ${dated}, -1
      from contract_stays as kept
      where ${sql.raw(isDated('kept'))} and kept.ended_on >= ${since} and not ${isOpen(sql`kept.ended_on`)}
        and kept.account_id = any (array(${signedLater(context)}))
      union all
      select ${month('told.started_on')}, ${month('told.lost_on')}, told.is_late, told.is_reckoned, told.described_on, count(*)
      from ${customerStays(context, since, sql`(${isOpen(sql`kept.ended_on`)} or kept.described_on is not null)`)} as told
      where told.is_identified group by 1, 2, 3, 4, 5
    ) as stay
    join ${periodRows(context, periods)} as p
      on stay.started_on < p.starts_on and (stay.lost_on is null or stay.lost_on >= p.starts_on)
    group by 1 having sum(stay.stays) > 0`.execute(query)
  return rows
}
