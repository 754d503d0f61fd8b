// What customers without a contract are expected to order: how often they come back, and what an order of theirs is worth.
import {
  bgNbdExpectedOf,
  type BgNbdFit,
  type BgNbdLimit,
  type BgNbdParameters,
  bgNbdLimit,
  bgNbdShape,
  fittingBgNbd,
} from '../../statistics/bg-nbd.ts'
import { deltaVariances } from '../../statistics/delta-method.ts'
import {
  fittingGammaGamma,
  gammaGammaShape,
  gammaGammaMean,
  type GammaGammaFit,
  type GammaGammaParameters,
} from '../../statistics/gamma-gamma.ts'
import { atOnce, type InPieces, inTurns } from '../../statistics/pieces.ts'
import type { Buyer } from '../../metric/tallies/tally.ts'

/** Models are fitted to so many customers at most, taken evenly: more would only take longer. */
const mostFitted = 50_000
/** Customers looked at in one piece. */
const piece = 200

/** Weeks ahead that answers ask for. */
export const horizons = [52, 104] as const

/** A mean over customers, money in minor units. */
export interface ExpectedOrders {
  readonly value: number
  readonly orders: number
  readonly orderValue: number
  /** Standard error of the logarithm of `value` that comes from the parameters of both models; null where the data does not tell them. */
  readonly logError: number | null
  /** The data cannot tell something that the model asks: the forecast holds, its parameters do not. */
  readonly limit: BgNbdLimit | null
}

type Weeks = (typeof horizons)[number]

// A fit takes up to a second, and finishing an answer cannot wait: it is made while counting, for the customers as they are.
const known = new WeakMap<readonly Buyer[], ReadonlyMap<Weeks, ExpectedOrders | null>>()

/** Works out what `expectedOrders` will tell of these customers, others going first after every piece. */
export async function prepareOrders(customers: readonly Buyer[], pause: () => Promise<void>): Promise<void> {
  if (!known.has(customers)) known.set(customers, await inTurns(expecting(customers), pause))
}

/**
 * Mean over customers of what each is expected to order in the next `weeks`: BG/NBD orders x gamma-gamma value, before margin, not
 * discounted. Null without repeat orders, or when the value of an order has no mean under the model.
 */
export function expectedOrders(customers: readonly Buyer[], weeks: Weeks): ExpectedOrders | null {
  const found = known.get(customers) ?? atOnce(expecting(customers))
  known.set(customers, found)
  return found.get(weeks) ?? null
}

function* expecting(customers: readonly Buyer[]): InPieces<ReadonlyMap<Weeks, ExpectedOrders | null>> {
  const orders = yield* fittingOrders(customers)
  const values = yield* fittingGammaGamma(sampleOf(customers))
  const found = new Map<Weeks, ExpectedOrders | null>()
  const errors = orders === null || values === null ? null : yield* logErrors(customers, orders, values)
  for (const [i, weeks] of horizons.entries()) {
    const mean =
      orders === null || values === null ? null : yield* averaging(customers, weeks, orders, values)
    found.set(weeks, mean && { ...mean, logError: errors?.[i] ?? null })
  }
  return found
}

function* averaging(
  customers: readonly Buyer[],
  weeks: Weeks,
  orders: BgNbdFit,
  values: GammaGammaFit,
): InPieces<Omit<ExpectedOrders, 'logError'> | null> {
  let value = 0
  let count = 0
  for (const [i, customer] of customers.entries()) {
    if (i % piece === 0) yield
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
    limit: bgNbdLimit(orders),
  }
}

/** So many customers tell how sharply the likelihood falls, and so many how the mean moves with the parameters: taken evenly. */
const mostJudged = 5_000
const mostMoved = 2_000

// Of the mean over these very customers: what their parameters leave open, not what chance will bring. The two models know nothing of
// each other, so their variances add up.
function* logErrors(
  customers: readonly Buyer[],
  orders: BgNbdFit,
  values: GammaGammaFit,
): InPieces<readonly (number | null)[] | null> {
  if (bgNbdLimit(orders) !== null) return null
  const moved = evenly(customers, mostMoved)
  const expectedBy = (model: BgNbdParameters) =>
    horizons.map((weeks) => moved.map((one) => bgNbdExpectedOf(one, weeks, model)))
  const worthBy = (model: GammaGammaParameters) =>
    moved.map((one) => gammaGammaMean(one, model) ?? Number.NaN)
  // The logarithm of a mean over some customers moves much as that over all does.
  const logMeans = (expected: readonly (readonly number[])[], worth: readonly number[]) =>
    expected.map((ahead) => Math.log(ahead.reduce((sum, each, i) => sum + each * worth[i]!, 0)))
  const [expected, worth] = [expectedBy(orders), worthBy(values)]
  const watched = customers.filter(({ T }) => T > 0)
  const seen = evenly(watched, mostJudged)
  const ofOrders = ([r, alpha, a, b]: readonly number[]): BgNbdParameters => ({
    r: Math.exp(r!),
    alpha: Math.exp(alpha!),
    a: Math.exp(a!),
    b: Math.exp(b!),
  })
  const byOrders = yield* deltaVariances({
    units: seen,
    shape: (units, at) => bgNbdShape(units, ofOrders(at)),
    quantities: (at) => logMeans(expectedBy(ofOrders(at)), worth),
    at: [orders.r, orders.alpha, orders.a, orders.b].map(Math.log),
    times: watched.length / seen.length,
  })
  const repeating = customers.filter(({ x, meanValue }) => x > 0 && meanValue > 0)
  const priced = evenly(repeating, mostJudged)
  const ofValues = ([p, q, v]: readonly number[]): GammaGammaParameters => ({
    p: Math.exp(p!),
    q: Math.exp(q!),
    v: Math.exp(v!),
  })
  const byValues = yield* deltaVariances({
    units: priced,
    shape: (units, at) => gammaGammaShape(units, ofValues(at)),
    quantities: (at) => logMeans(expected, worthBy(ofValues(at))),
    at: [values.p, values.q, values.v].map(Math.log),
    times: repeating.length / priced.length,
  })
  if (byOrders === null || byValues === null) return null
  return horizons.map((_, i) => {
    const error = Math.sqrt(byOrders[i]! + byValues[i]!)
    return Number.isFinite(error) ? error : null
  })
}

/** Orders that the model forecasts in all over the next `weeks`, in pieces; null where it cannot be fitted. */
export function* forecastingOrders(customers: readonly Buyer[], weeks: number): InPieces<number | null> {
  const model = yield* fittingOrders(customers)
  if (model === null) return null
  let all = 0
  for (const [i, customer] of customers.entries()) {
    if (i % piece === 0) yield
    all += bgNbdExpectedOf(customer, weeks, model)
  }
  return all
}

function fittingOrders(customers: readonly Buyer[]): InPieces<BgNbdFit | null> {
  // Who ordered on the last day only has not been watched at all.
  return fittingBgNbd(sampleOf(customers).filter((customer) => customer.T > 0))
}

function sampleOf(customers: readonly Buyer[]): readonly Buyer[] {
  return evenly(customers, mostFitted)
}

function evenly(customers: readonly Buyer[], most: number): readonly Buyer[] {
  const step = Math.ceil(customers.length / most)
  return step <= 1 ? customers : customers.filter((_, i) => i % step === 0)
}
