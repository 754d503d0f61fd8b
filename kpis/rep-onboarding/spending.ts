// What was spent on each new rep: recruiting, training, tools, salary until she is settled, her mentors' hours; and on winning customers
// in the month of her first sale.
import { sql } from 'kysely'
import { acquisitionOf, acquisitionSplit, wonIn } from '../../metric/rows/acquisition.ts'
import type { Sql } from '../../metric/rows/counted-deals.ts'
import type { MetricContext } from '../../metric/definition.ts'
import { amountIn, lacksRate, ratesOn } from '../../metric/rows/money.ts'
import { periodOf } from '../../metric/period.ts'
import { type Hires, hires } from './hires.ts'
import { everywhere } from './sold.ts'

/** Costs count from so many days before the hire (recruiting) to as many after: the time that standards of onboarding look at. */
export const settledAfter = 180

/**
 * Grain: one row per hire with what was spent on her up to the as-of day: `cost_minor` until she is settled, `to_sale_minor` until her
 * first sale (both in the organisation's currency, mentors' hours at `rate` a piece where it is known), `is_settled` once that time is over.
 */
export function spending(context: MetricContext, everybody: Hires, rate: number | null): Sql {
  const { currency } = context.settings
  const amount = amountIn(currency)
  const untilSale = sql`(hire.first_sale is null or deal.day <= hire.first_sale)`
  const hourly = rate ?? 0
  return sql`(
    select hire.rep_id, hire.team_id, hire.period, hire.day, hire.hired_on, hire.hire_month, hire.left_on, hire.first_sale, hire.ended,
      hire.days, hire.account_id, hire.opportunity_id,
      hire.left_on is not null or hire.hired_on + ${settledAfter}::integer <= ${context.asOf}::date as is_settled,
      coalesce(paid.cost_minor, 0)::bigint + coalesce(mentor.cost_minor, 0)::bigint as cost_minor,
      coalesce(paid.to_sale_minor, 0)::bigint + coalesce(mentor.to_sale_minor, 0)::bigint as to_sale_minor, paid.missing
    from ${hires(everybody)} as hire
    left join (
      select deal.person_id, sum(${amount})::bigint as cost_minor, sum(${amount}) filter (where ${untilSale})::bigint as to_sale_minor,
        array_agg(distinct deal.currency) filter (where ${lacksRate(currency)}) as missing
      from costs as deal
      join ${hires(everybody)} as hire on hire.rep_id = deal.person_id and deal.day <= ${context.asOf}::date
        and deal.day between hire.hired_on - ${settledAfter}::integer and hire.hired_on + ${settledAfter}::integer
      ${ratesOn(sql`deal.day`)}
      group by 1
    ) as paid on paid.person_id = hire.rep_id
    left join (
      select deal.person_id, round(sum(deal.seconds) / 3600.0 * ${hourly}::double precision) as cost_minor,
        round(sum(deal.seconds) filter (where ${untilSale}) / 3600.0 * ${hourly}::double precision) as to_sale_minor
      from (
        select person_id, coach_id, held_on as day, seconds from coaching_sessions where coach_id is not null and held_on <= ${context.asOf}::date
      ) as deal
      join ${hires(everybody)} as hire on hire.rep_id = deal.person_id
        and deal.day between hire.hired_on and hire.hired_on + ${settledAfter}::integer
      group by 1
    ) as mentor on mentor.person_id = hire.rep_id
  )`
}

/** Acquisition spending per new customer in a month. */
export interface MonthlyAcquisition {
  /** In minor units; null when nobody was won in it. */
  readonly perCustomer: bigint | null
  readonly missingRates: readonly string[]
}

/**
 * What the organisation spent to win a customer in each of these months, what was spent on single new reps left out: it is counted
 * under their names already.
 */
export async function acquisitionIn(
  context: MetricContext,
  days: readonly string[],
): Promise<(day: string) => MonthlyAcquisition> {
  const months = [...new Set(days.map((day) => day.slice(0, 7)))].toSorted()
  const periods = months.map((month) => periodOf(`${month}-01`, 'month'))
  if (periods.length === 0) return () => ({ perCustomer: null, missingRates: [] })
  const [whole, by] = [everywhere(context), acquisitionSplit(null)!]
  const found = await acquisitionOf(whole, periods, by, await wonIn(whole, periods, by), {
    only: sql`row.cost_id not in (select cost_id from costs where person_id is not null)`,
  })
  return (day) => {
    const month = found.find((one) => months[one.period] === day.slice(0, 7))
    if (month === undefined || month.won === 0) return { perCustomer: null, missingRates: [] }
    const won = BigInt(month.won)
    return { perCustomer: (2n * month.minor + won) / (2n * won), missingRates: month.missingRates }
  }
}
