// Amounts in the organisation's currency, at the rate of the day: close day for a deal won or lost, the as-of day for
// an open one. Amounts without a rate are never added to others: the sum then says which currencies lack one.
import { sql } from 'kysely'
import type { Sql } from './counted-deals.ts'

/** Currencies whose minor unit is not a hundredth (ISO 4217, as the platform's locale data has it). */
const otherDigits: readonly (readonly [string, number])[] = Intl.supportedValuesOf('currency').flatMap(
  (currency) => {
    const digits = digitsOf(currency)
    return digits === 2 ? [] : [[currency, digits] as const]
  },
)

function digitsOf(currency: string): number {
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  )
}

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
    otherDigits.length === 0
      ? '2'
      : `case deal.currency ${otherDigits.map(([code, many]) => `when '${code}' then ${many}`).join(' ')} else 2 end`,
  )
  return sql`case
    when deal.currency is null or deal.currency = ${currency} then deal.amount_minor
    else round((deal.amount_minor * rate.rate * power(10::double precision, ${digitsOf(currency)}::integer - (${digits})))::numeric)::bigint
  end`
}

/** Whether `deal` has an amount that cannot be converted. Needs the join of `ratesOn`. */
export function lacksRate(currency: string): Sql {
  return sql`(coalesce(deal.amount_minor, 0) <> 0 and deal.currency is not null and deal.currency <> ${currency} and rate.rate is null)`
}
