// Customers who pay the same in every period asked for, and of whom it is settled whether they left: of those who came on the same day
// and left in the same stretch of time nothing differs but what they pay, so that they are added up by that day, and those who left by
// how long they stayed.
import { sql } from 'kysely'
import { grace, isDated } from '../../model/rollups/index.ts'
import { dateOfDay, dayNumber } from '../../statistics/days.ts'
import type { MetricContext } from '../definition.ts'
import type { Period } from '../period.ts'
import { lastDayOf, type Sql } from './counted-deals.ts'
import { signedLater } from './customer-stays.ts'
import { periodRows } from './period-rows.ts'
import { monthOfTenure, watched, type Watched } from './tenure.ts'

/** An amount below it, times itself or added up over a day and then times days of tenure, is a whole number of eight bytes. */
const large = 2_147_483_648

/**
 * Condition on a row of contract_stays (`alias`): it runs on the as-of day, or its end was a loss by then; and from its first day, or
 * the last day of the earliest period, to the end the same contracts ran, in the organisation's currency, for an amount that is known
 * and not large. Not of accounts that signed later, and not of those who left on the first day of a year looked at: they are watched
 * on no day of it, so that it takes both their days to tell whether they are lost in it.
 */
export function isAlike(context: MetricContext, periods: readonly Period[], alias: string): Sql {
  const { asOf, settings } = context
  const of = (column: string) => sql.raw(`${alias}.${column}`)
  const days = lastDays(context, periods)
  return sql`(${sql.raw(isDated(alias))} and not ${of('is_mixed')}
    and ${of('monthly_minor')} > 0 and ${of('monthly_minor')} < ${large}
    and (${of('steady_from')} <= ${of('started_on')} or ${of('steady_from')} <= ${days[0]}::date)
    and (${of('ended_on')} > ${asOf}::date or ${of('ended_on')} <= ${asOf}::date - ${grace}::integer or ${of('reason')} is not null)
    and (${of('currency')} is null or ${of('currency')} = ${settings.currency})
    and ${of('ended_on')} <> all (${dates(days.map(yearBefore))})
    and ${of('account_id')} not in (${signedLater(context)}))`
}

/** They by period and the months of tenure in which they were watched: of who left, the first and the last apart. */
export async function countAlike(
  context: MetricContext,
  periods: readonly Period[],
): Promise<readonly Watched[]> {
  const days = lastDays(context, periods)
  const since = yearBefore(days[0]!)
  // Between two of these days, all who left did the same in each period: they were there, or were lost, or had left before.
  const turns = dates([...new Set(days.flatMap((day) => [yearBefore(day), daysAfter(day, 1)]))].toSorted())
  const addedBy = (day: Sql, among: Sql) => sql`(
      select day, (${turns})[stretch] as left_from, customers, paid, squares
      from (
        select ${day} as day, width_bucket(row.ended_on, ${turns}) as stretch, count(*) as customers,
          sum(row.monthly_minor)::bigint as paid, sum(row.monthly_minor * row.monthly_minor) as squares
        from contract_stays as row where row.ended_on > ${since}::date and ${among} and ${isAlike(context, periods, 'row')} group by 1, 2
      ) as alike
    )`
  const isThere = sql`begun.left_from > p.last_on`
  const isWatched = (alias: 'begun' | 'stayed') =>
    sql`${sql.ref(`${alias}.left_from`)} > p.last_on - ${watched}::integer`
  const { rows } = await sql<Watched>`
    with begun as materialized ${addedBy(sql`row.started_on`, sql`true`)},
    stayed as materialized ${addedBy(sql`row.ended_on - row.started_on`, sql`row.ended_on <= ${context.asOf}::date`)}
    select period, null::text as key, ${monthOfTenure(sql`from_day`)} as from_month, ${monthOfTenure(sql`to_day - 1`)} as until_month,
      is_there, sum(customers)::bigint as customers, sum(customers * from_day)::text as from_days,
      sum(customers * to_day)::text as to_days, sum(paid)::text as paid, sum(paid * from_day)::text as from_paid,
      sum(paid * to_day)::text as to_paid, sum(squares)::text as squares
    from (
      select p.position as period, greatest(0, p.last_on - ${watched - 1}::integer - begun.day) as from_day,
        case when ${isThere} then p.last_on + 1 - begun.day end as to_day, ${isThere} as is_there, begun.customers, begun.paid,
        case when ${isThere} then begun.squares end as squares
      from begun join ${periodRows(context, periods)} as p on begun.day <= p.last_on and ${isWatched('begun')}
      union all
      select p.position, null, stayed.day, false, stayed.customers, stayed.paid, stayed.squares
      from stayed join ${periodRows(context, periods)} as p on ${isWatched('stayed')} and stayed.left_from <= p.last_on
    ) as known group by 1, 3, 4, 5`.execute(context.query)
  return rows
}

/** Last days of periods, as far as the data goes, and that of the data; the earliest first. */
function lastDays({ asOf }: MetricContext, periods: readonly Period[]): readonly string[] {
  const days = periods.map(lastDayOf).filter((day) => day < asOf)
  return [...new Set([...days, asOf])].toSorted()
}

/** The first day of the year watched that ends with a day. */
function yearBefore(day: string): string {
  return daysAfter(day, 1 - watched)
}

function daysAfter(day: string, days: number): string {
  return dateOfDay(dayNumber(day) + days)
}

function dates(days: readonly string[]): Sql {
  return sql`array[${sql.join(days)}]::date[]`
}
