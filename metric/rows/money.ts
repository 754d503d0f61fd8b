// Amounts in the organisation's currency, at the rate of the day: close day for a deal won or lost, the as-of day for
// an open one. Amounts without a rate are never added to others: the sum then says which currencies lack one.
import { sql } from 'kysely'
import { minorDigits, unusualDigits } from '../../model/currencies.ts'
import type { Sql } from './counted-deals.ts'

/** Join after counted deals (alias `deal`): `rate` is the rate in force on `day`, if any. */
export function ratesOn(day: Sql): Sql {
  return sql`left join (
      select currency, valid_from, rate,
        lead(valid_from) over (partition by currency order by valid_from) as valid_until
      from currency_rates
    ) as rate
    on rate.currency = deal.currency and rate.valid_from <= ${day}
    and (rate.valid_until is null or ${day} < rate.valid_until)`
}

/**
 * Amount of `deal` in minor units of the organisation's currency, rounded deal by deal so that lines add up to their
 * total. Null when the deal has no amount or no rate. Needs the join of `ratesOn`.
 */
export function amountIn(currency: string): Sql {
  const digits = sql.raw(
    `case deal.currency ${unusualDigits.map(([code, many]) => `when '${code}' then ${many}`).join(' ')} else 2 end`,
  )
  return sql`case
    when deal.currency is null or deal.currency = ${currency} then deal.amount_minor
    else round((deal.amount_minor * rate.rate * power(10::double precision, ${minorDigits(currency)}::integer - (${digits})))::numeric)::bigint
  end`
}

/** Whether `deal` has an amount that cannot be converted. Needs the join of `ratesOn`. */
export function lacksRate(currency: string): Sql {
  return sql`(coalesce(deal.amount_minor, 0) <> 0 and deal.currency is not null and deal.currency <> ${currency} and rate.rate is null)`
}
