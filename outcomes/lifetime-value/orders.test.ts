// Models of orders where the data cannot tell what they ask: an answer with the reason, and others answered meanwhile.
import { describe, expect, test } from 'vitest'
import { contextOf } from '../../metric/context.ts'
import { readFacts } from '../../metric/facts.ts'
import { wholeData } from '../../metric/period.ts'
import { home } from '../../metric/runner/runner.ts'
import { organisation } from '../../metric/scope.ts'
import type { Buyer } from '../../metric/tallies/tally.ts'
import { nextTurn } from '../../metric/runner/turns.ts'
import { owner } from '../../model/reader.ts'
import { atOnce, inTurns } from '../../statistics/pieces.ts'
import { bgNbdExpectedOf, bgNbdLimit, fitBgNbd, fittingBgNbd } from '../../statistics/bg-nbd.ts'
import { fitGammaGamma, gammaGammaMean } from '../../statistics/gamma-gamma.ts'
import { mean, standardDeviation } from '../../statistics/quantiles.ts'
import { randomGamma, randomIndex, seededRandom } from '../../statistics/random.ts'
import { freshDatabase } from '../../test/database.ts'
import { fill } from '../../test/fill.ts'
import { lifetimeValue } from './definition.ts'
import { expectedOrders, prepareOrders } from './orders.ts'

/** Everybody orders once a week for as long as they are watched. */
const punctual: readonly Buyer[] = Array.from({ length: 400 }, (_, i) => {
  const weeks = 20 + (i % 30)
  return { x: weeks, tx: weeks, T: weeks, meanValue: 50_00 }
})
/** Everybody's orders come by chance, and nobody ever stays away for long. */
const loyal: readonly Buyer[] = Array.from({ length: 400 }, (_, i) => {
  const x = 1 + ((i * 7) % 23)
  return { x, tx: 51 - (i % 3) / 3, T: 52, meanValue: 20_00 + (i % 17) * 100 }
})

test('more customers than a sample would hold are all fitted: the forecast is that of the whole', () => {
  const random = seededRandom('many buyers')
  const many: readonly Buyer[] = Array.from({ length: 6_000 }, () => {
    const T = 20 + Math.floor(random() * 60)
    const x = Math.floor(-3 * Math.log(1 - random()))
    return {
      x,
      tx: x === 0 ? 0 : Math.ceil(random() * T),
      T,
      meanValue: 1_000 + Math.floor(random() * 9_000),
    }
  })
  const model = fitBgNbd(many)!
  const again = many.reduce((sum, one) => sum + bgNbdExpectedOf(one, 52, model), 0) / many.length
  expect(expectedOrders(many, 52)!.orders).toBeCloseTo(again, 9)
})

// Orders at a rate of its own for each customer, who leaves after one in five; of the value of an order some know more than others.
function bought(customers: number): readonly Buyer[] {
  const random = seededRandom('bought')
  return Array.from({ length: customers }, () => {
    const T = 40 + Math.floor(random() * 40)
    const rate = randomGamma(random, 0.8) / 6
    let [x, tx] = [0, 0]
    for (let t = -Math.log(1 - random()) / rate; t < T; t -= Math.log(1 - random()) / rate) {
      x += 1
      tx = t
      if (random() < 0.2) break
    }
    const usual = 3_000 / randomGamma(random, 4)
    return { x, tx, T, meanValue: x === 0 ? 0 : (usual * randomGamma(random, 6 * x)) / x }
  })
}

test('how sure a forecast is: as much as drawing the customers again and fitting anew says', () => {
  const customers = bought(600)
  const { value, logError } = expectedOrders(customers, 52)!
  const random = seededRandom('drawn again')
  const logs = Array.from({ length: 80 }, () => {
    const drawn = customers.map(() => customers[randomIndex(random, customers.length)]!)
    const [orders, worth] = [fitBgNbd(drawn)!, fitGammaGamma(drawn)!]
    const all = customers.reduce(
      (sum, one) => sum + bgNbdExpectedOf(one, 52, orders) * gammaGammaMean(one, worth)!,
      0,
    )
    return Math.log(all / customers.length)
  })
  expect(Math.abs(mean(logs)! - Math.log(value))).toBeLessThan(0.05)
  // Eighty draws tell a standard deviation to about an eighth.
  expect(logError! / standardDeviation(logs)!).toBeGreaterThan(0.75)
  expect(logError! / standardDeviation(logs)!).toBeLessThan(1.33)
  expect(expectedOrders(punctual, 52)!.logError).toBeNull()
})

describe('where the data cannot tell', () => {
  test('nobody leaves: one order a week goes on, and the answer says that it supposes so', () => {
    const found = expectedOrders(punctual, 52)!
    expect(found.limit).toBe('nobody-leaves')
    expect(found.orders).toBeGreaterThan(45)
    expect(found.orders).toBeLessThan(53)
    // All orders are worth the same, so is the next one.
    expect(found.orderValue).toBeCloseTo(50_00, 4)
  })

  test('the search ends after few looks', () => {
    for (const customers of [punctual, loyal]) {
      let looks = 0
      const work = fittingBgNbd(customers)
      while (work.next().done !== true) looks++
      expect(looks).toBeLessThan(30)
    }
  })

  test('values that are all the same are what an order is worth, whatever came before', () => {
    const fit = fitGammaGamma([
      { x: 1, meanValue: 300 },
      { x: 9, meanValue: 300 },
    ])!
    expect(fit.converged).toBe(false)
    expect(gammaGammaMean({ x: 0, meanValue: 0 }, fit)).toBeCloseTo(300, 9)
    expect(gammaGammaMean({ x: 9, meanValue: 300 }, fit)).toBeCloseTo(300, 9)
  })

  test('a fit that the data can tell is at no limit', () => {
    expect(bgNbdLimit({ r: 0.2426, alpha: 4.4136, a: 0.793, b: 2.4259 })).toBeNull()
    expect(bgNbdLimit({ r: 2e3, alpha: 2e3, a: 1, b: 1 })).toBe('all-order-alike')
  })
})

test('in pieces or at once, the same to the last digit', async () => {
  for (const customers of [punctual, loyal]) {
    const [one, other] = [customers.map((each) => ({ ...each })), customers.map((each) => ({ ...each }))]
    await prepareOrders(one, nextTurn)
    expect(expectedOrders(one, 52)).toEqual(expectedOrders(other, 52))
    const model = atOnce(fittingBgNbd(customers))
    expect(await inTurns(fittingBgNbd(customers), nextTurn)).toEqual(model)
    expect(fitBgNbd(customers)).toMatchObject(model!)
  }
})

describe('while a model is fitted', async () => {
  const database = await freshDatabase()
  await fill(
    database,
    'accounts',
    Array.from({ length: 30 }, (_, i) => ({
      account_id: i + 1,
      name: `C${i}`,
      name_key: `c${i}`,
      is_identified: true,
    })),
  )
  // Each orders every week of a year, for the same amount.
  await fill(
    database,
    'revenue',
    Array.from({ length: 30 * 20 }, (_, i) => ({
      account_id: 1 + (i % 30),
      day: new Date(Date.UTC(2025, 0, 6 + 7 * Math.floor(i / 30))).toISOString().slice(0, 10),
      amount_minor: 100_00n,
      currency: 'EUR',
    })),
  )
  const split = { answers: ['orders-12', 'orders-24'], periods: [wholeData], dimension: null }

  test('another page is answered: the fit waits in its middle until it was', async () => {
    const said: string[] = []
    await database.read(owner, async (query) => {
      const facts = await readFacts(query, owner)
      const context = contextOf(query, facts, { scope: organisation, period: wholeData })
      let pauses = 0
      const pause = async () => {
        pauses++
        if (pauses !== 5) return
        const page = await home(database, owner)
        said.push(page.asOf ?? '')
      }
      await lifetimeValue.count!({ ...context, pause }, split)
      said.push('fitted')
      expect(pauses).toBeGreaterThan(20)
    })
    expect(said).toEqual(['2025-05-19', 'fitted'])
  })

  test('by itself it lets others go first, many times', async () => {
    const state = { turns: 0, isOver: false }
    const others = (): void => {
      state.turns++
      if (!state.isOver) setImmediate(others)
    }
    await database.read(owner, async (query) => {
      const facts = await readFacts(query, owner)
      const context = contextOf(query, facts, { scope: organisation, period: wholeData })
      const customers = punctual.map((each) => ({ ...each }))
      setImmediate(others)
      await prepareOrders(customers, context.pause ?? nextTurn)
      state.isOver = true
    })
    expect(state.turns).toBeGreaterThan(20)
  })
})
