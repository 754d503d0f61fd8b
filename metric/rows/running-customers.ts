// Customers who are there and pay the same in every period asked for: of those who came on the same day nothing differs but what they
// pay, so that they are added up by that day.
import { sql } from 'kysely'
import { isDated } from '../../model/rollups/index.ts'
import type { MetricContext } from '../definition.ts'
import type { Period } from '../period.ts'
import { lastDayOf, type Sql } from './counted-deals.ts'
import { signedLater } from './customer-stays.ts'
import { periodRows } from './period-rows.ts'
import { monthOfTenure, paidTimes, type Watched, watched } from './tenure.ts'

/**
 * Condition on a row of contract_stays (`alias`): the stay runs on the as-of day, and from its first day, or the last day of the
 * earliest period, to the end the same contracts do, in the organisation's currency. Not of accounts that signed later.
 */
export function runsAlike(context: MetricContext, periods: readonly Period[], alias: string): Sql {
  const { asOf, settings } = context
  const of = (column: string) => sql.raw(`${alias}.${column}`)
  const earliest = periods.map(lastDayOf).reduce((first, day) => (day < first ? day : first), asOf)
  return sql`(${sql.raw(isDated(alias))} and ${of('ended_on')} > ${asOf}::date and not ${of('is_mixed')}
    and (${of('currency')} is null or ${of('currency')} = ${settings.currency})
    and (${of('steady_from')} <= ${of('started_on')} or ${of('steady_from')} <= ${earliest}::date)
    and ${of('account_id')} not in (${signedLater(context)}))`
}

/** Those of them whose amount is known, by period and the months of tenure in which they were watched. */
export async function countRunning(
  context: MetricContext,
  periods: readonly Period[],
): Promise<readonly Watched[]> {
  const { rows } = await sql<Watched>`
    select period, null::text as key, ${monthOfTenure(sql`from_day`)} as from_month, ${monthOfTenure(sql`to_day - 1`)} as until_month,
      true as is_there, sum(customers)::bigint as customers, sum(customers * from_day)::text as from_days,
      sum(customers * to_day)::text as to_days, sum(paid)::text as paid, sum(paid * from_day)::text as from_paid,
      sum(paid * to_day)::text as to_paid, sum(squares)::text as squares
    from (
      select p.position as period, greatest(0, p.last_on - ${watched - 1}::integer - begun.started_on) as from_day,
        p.last_on + 1 - begun.started_on as to_day, begun.customers, begun.paid, begun.squares
      from (
        select row.started_on, count(*) as customers, sum(row.monthly_minor) as paid, ${paidTimes(sql`row.monthly_minor`)} as squares
        from contract_stays as row where row.monthly_minor > 0 and ${runsAlike(context, periods, 'row')} group by 1
      ) as begun
      join ${periodRows(context, periods)} as p on begun.started_on <= p.last_on
    ) as known group by 1, 3, 4`.execute(context.query)
  return rows
}
