// What customers without a contract are expected to order: how often they come back, and what an order of theirs is worth.
import { bgNbdExpectedOf, type BgNbdFit, fitBgNbd } from '../../statistics/bg-nbd.ts'
import { fitGammaGamma, gammaGammaMean } from '../../statistics/gamma-gamma.ts'
import type { Buyer } from '../../metric/tally.ts'

/** Models are fitted to so many customers at most, taken evenly: more would only take longer. */
const mostFitted = 5_000

/** A mean over customers, money in minor units. */
export interface ExpectedOrders {
  readonly value: number
  readonly orders: number
  readonly orderValue: number
}

/**
 * Mean over customers of what each is expected to order in the next `weeks`: BG/NBD orders x gamma-gamma value, before margin, not
 * discounted. Null without repeat orders, or when the value of an order has no mean under the model.
 */
export function expectedOrders(customers: readonly Buyer[], weeks: number): ExpectedOrders | null {
  const { orders, values } = modelsOf(customers)
  if (orders === null || values === null) return null
  let value = 0
  let count = 0
  for (const customer of customers) {
    const each = gammaGammaMean(customer, values)
    if (each === null) return null
    const expected = bgNbdExpectedOf(customer, weeks, orders)
    value += expected * each
    count += expected
  }
  return {
    value: value / customers.length,
    orders: count / customers.length,
    orderValue: count === 0 ? 0 : value / count,
  }
}

/** Orders that the model forecasts in all over the next `weeks`; null where it cannot be fitted. */
export function forecastOrders(customers: readonly Buyer[], weeks: number): number | null {
  const { orders: model } = modelsOf(customers)
  if (model === null) return null
  return customers.reduce((all, customer) => all + bgNbdExpectedOf(customer, weeks, model), 0)
}

interface Models {
  readonly orders: BgNbdFit | null
  readonly values: ReturnType<typeof fitGammaGamma>
}

// Twelve and twenty-four months ask the same customers: a fit takes a second.
const fitted = new WeakMap<readonly Buyer[], Models>()

function modelsOf(customers: readonly Buyer[]): Models {
  const known = fitted.get(customers)
  if (known !== undefined) return known
  const models = { orders: fitOrders(customers), values: fitGammaGamma(sampleOf(customers)) }
  fitted.set(customers, models)
  return models
}

function fitOrders(customers: readonly Buyer[]): BgNbdFit | null {
  // Who ordered on the last day only has not been watched at all.
  return fitBgNbd(sampleOf(customers).filter((customer) => customer.T > 0))
}

function sampleOf(customers: readonly Buyer[]): readonly Buyer[] {
  const step = Math.ceil(customers.length / mostFitted)
  return step <= 1 ? customers : customers.filter((_, i) => i % step === 0)
}
