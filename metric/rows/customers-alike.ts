// Customers who pay the same in every period asked for, and of whom it is settled whether they left: of those who came in the same
// stretch of time and left in the same nothing differs but their days and what they pay, of which sums are enough.
import { sql } from 'kysely'
import { grace, isDated } from '../../model/rollups/index.ts'
import { dateOfDay, dayNumber } from '../../statistics/days.ts'
import type { MetricContext } from '../definition.ts'
import type { Period } from '../period.ts'
import { lastDayOf, type Sql } from './counted-deals.ts'
import { signedLater } from './customer-stays.ts'
import { periodRows } from './period-rows.ts'
import { bounds, monthOfTenure, watched, type Watched } from './tenure.ts'

/** An amount below it, times itself or days, is a whole number of eight bytes. */
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
  // Between two of these days, all who left did the same in each period: they were there, or were lost, or had left before.
  const turns = cutsAt(days.flatMap((day) => [yearBefore(day), daysAfter(day, 1)]))
  // Between two of these, all who came are in the same months of tenure when a year begins, and when it ends.
  const cuts = cutsAt(
    days
      .flatMap((day) => [yearBefore(day), day])
      .flatMap((day) => bounds.map((bound) => daysAfter(day, 1 - bound))),
  )
  const base = sql`${cuts.days[0]}::date`
  // `part` and `days`: what is told apart, and what is added up.
  const addedBy = (part: Sql, own: Sql, among: Sql) => sql`(
      select width_bucket(row.ended_on, ${turns.sql}) as stretch, ${part} as part, count(*) as customers, sum(${own}) as days,
        sum(row.monthly_minor) as paid, sum(row.monthly_minor * (${own})) as paid_days,
        sum(row.monthly_minor * row.monthly_minor) as squares
      from contract_stays as row
      where row.ended_on > ${turns.days[0]}::date and ${among} and ${isAlike(context, periods, 'row')} group by 1, 2
    )`
  const leftFrom = sql`(${turns.sql})[told.stretch]`
  const isThere = sql`${leftFrom} > p.last_on`
  const isWatched = sql`${leftFrom} > p.last_on - ${watched}::integer`
  const { rows } = await sql<Watched>`
    select period, null::text as key, from_month, until_month, is_there, sum(customers)::bigint as customers,
      sum(from_days)::text as from_days, sum(to_days)::text as to_days, sum(paid)::text as paid, sum(from_paid)::text as from_paid,
      sum(to_paid)::text as to_paid, sum(squares)::text as squares
    from (
      select period, ${monthOfTenure(sql`greatest(0, first_day - came_on)`)} as from_month,
        case when is_there then ${monthOfTenure(sql`last_on - came_on`)} end as until_month, is_there, customers, paid,
        case when came_on < first_day then customers * (first_day - ${base}) - days else 0 end as from_days,
        case when came_on < first_day then paid * (first_day - ${base}) - paid_days else 0 end as from_paid,
        case when is_there then customers * (last_on + 1 - ${base}) - days end as to_days,
        case when is_there then paid * (last_on + 1 - ${base}) - paid_days end as to_paid, case when is_there then squares end as squares
      from (
        select p.position as period, p.last_on, p.last_on - ${watched - 1}::integer as first_day, ${isThere} as is_there,
          coalesce((${cuts.sql})[told.part], ${base} - 1) as came_on, told.*
        from ${addedBy(sql`width_bucket(row.started_on, ${cuts.sql})`, sql`row.started_on - ${base}`, sql`true`)} as told
        join ${periodRows(context, periods)} as p on ${isWatched}
      ) as begun where came_on <= last_on
      union all
      select p.position, null, told.part, false, told.customers, told.paid, null, null, told.days, told.paid_days, told.squares
      from ${addedBy(monthOfTenure(sql`row.ended_on - row.started_on - 1`), sql`row.ended_on - row.started_on`, sql`row.ended_on <= ${context.asOf}::date`)} as told
      join ${periodRows(context, periods)} as p on ${isWatched} and not ${isThere}
    ) as known group by 1, 3, 4, 5`.execute(context.query)
  return rows
}

/** Days in their order, each once. */
function cutsAt(days: readonly string[]): { readonly days: readonly string[]; readonly sql: Sql } {
  const cuts = [...new Set(days)].toSorted()
  return { days: cuts, sql: dates(cuts) }
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
  return sql`${`{${days.join()}}`}::date[]`
}
