// Lifetime value of a customer. Money in one unit, margins and discount as fractions, time in months or weeks as said.
import { assertAllFinite } from './finite.ts'
import { bgNbdExpectedOf, type BgNbdParameters, type CustomerHistory } from './bg-nbd.ts'
import { gammaGammaMean, type GammaGammaParameters } from './gamma-gamma.ts'

/** Value and lifetime by the simple formula; both null at zero churn, which does not mean endless value. */
export type SimpleLifetimeValue = { value: number | null; months: number | null }

/**
 * ARPA x gross margin / churn. For a first look only, never for decisions on young cohorts. RangeError when the churn is outside
 * [0, 1] or a number not finite. Source: Skok, SaaS Metrics 2.0.
 */
export function simpleLifetimeValue(
  arpaMonth: number,
  grossMargin: number,
  churnMonth: number,
): SimpleLifetimeValue {
  if (!(churnMonth >= 0 && churnMonth <= 1))
    throw new RangeError(`Churn lies between 0 and 1, got ${churnMonth}`)
  assertAllFinite([arpaMonth, grossMargin], 'ARPA or margin')
  if (churnMonth === 0) return { value: null, months: null }
  return { value: (arpaMonth * grossMargin) / churnMonth, months: 1 / churnMonth }
}

/**
 * Value over a horizon under contract: sum over months t = 0 .. n - 1 of ARPA x margin x S(t) / (1 + d)^(t / 12), paid at the start
 * of each month. `survival[t]` is the share still there at month t. Null when the curve is shorter than the horizon.
 * RangeError on a horizon that is not a whole number >= 0, a discount of -100 % or below, or a number that is not finite.
 */
export function horizonLifetimeValue(
  arpaMonth: number,
  grossMargin: number,
  survival: readonly number[],
  months: number,
  annualDiscount = 0,
): number | null {
  if (!(Number.isInteger(months) && months >= 0)) throw new RangeError(`Not a number of months: ${months}`)
  if (!(annualDiscount > -1 && annualDiscount < Infinity))
    throw new RangeError(`Not a discount rate: ${annualDiscount}`)
  assertAllFinite([arpaMonth, grossMargin, ...survival.slice(0, months)], 'ARPA, margin or survival')
  if (survival.length < months) return null
  let sum = 0
  for (let t = 0; t < months; t++) sum += survival[t]! / (1 + annualDiscount) ** (t / 12)
  return arpaMonth * grossMargin * sum
}

/**
 * Observed value: cumulative gross margin per customer acquired, month by month, for the months the whole cohort has reached (leave
 * the others out). Null when the cohort is empty. RangeError on a size that is negative or a number that is not finite.
 */
export function observedLifetimeValue(
  cohortSize: number,
  monthlyGrossMargin: readonly number[],
): number[] | null {
  if (!(cohortSize >= 0 && cohortSize < Infinity)) throw new RangeError(`Not a cohort size: ${cohortSize}`)
  assertAllFinite(monthlyGrossMargin, 'A margin')
  if (cohortSize === 0) return null
  let sum = 0
  return monthlyGrossMargin.map((margin) => {
    sum += margin
    return sum / cohortSize
  })
}

/**
 * Value of the next `ahead` time units without contract: BG/NBD expected orders x gamma-gamma expected value, before margin,
 * undiscounted, in the unit of the values. Null when the value model has no finite mean. RangeError as the two models.
 */
export function noncontractualValue(
  customer: CustomerHistory & { meanValue: number },
  ahead: number,
  models: { orders: BgNbdParameters; values: GammaGammaParameters },
): number | null {
  const each = gammaGammaMean(customer, models.values)
  return each === null ? null : bgNbdExpectedOf(customer, ahead, models.orders) * each
}
