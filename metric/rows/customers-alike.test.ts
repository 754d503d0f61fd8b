// What customers pay and how long they stay, those who came on one day or stayed as long added up, is what is told stay by stay: of
// random contracts whose amounts change, in several currencies, with ends in the future, on days in the midst of the data.
import { beforeAll, expect, test } from 'vitest'
import { owner } from '../../model/reader.ts'
import { refreshRollups, touchRows, within } from '../../model/rollups/index.ts'
import type { Query } from '../../model/database.ts'
import fc from '../../test/chance.ts'
import { freshDatabase } from '../../test/database.ts'
import { fill } from '../../test/fill.ts'
import { tell } from '../../test/story.ts'
import { putBack } from '../../test/put-back.ts'
import { traced } from '../../test/traced.ts'
import { contextOf } from '../context.ts'
import type { MetricContext } from '../definition.ts'
import { readFacts } from '../facts.ts'
import { periodOf, shiftPeriod } from '../period.ts'
import { organisation } from '../scope.ts'
import { lifeTallies } from './customer-value.ts'

const database = await freshDatabase()
const accounts = 7

beforeAll(async () => {
  await tell(database, { accounts: { Acme: {}, Bolt: {}, Core: {}, Dyna: {}, Echo: {}, Fox: {} } })
  await fill(database, 'accounts', [
    { account_id: accounts, name: null, name_key: null, is_identified: false },
  ])
  await fill(database, 'currency_rates', [
    { currency: 'USD', valid_from: '2024-01-01', rate: 0.9137, origin: 'ECB' },
    { currency: 'USD', valid_from: '2025-04-01', rate: 0.8519, origin: 'ECB' },
  ])
})

// Day 0 is 1 January 2025.
const dayOf = (number: number) => new Date(Date.UTC(2025, 0, 1 + number)).toISOString().slice(0, 10)
const day = fc.integer({ min: -200, max: 400 })
const listedOn = 300
const contract = fc.record({
  account: fc.integer({ min: 1, max: accounts }),
  // Several begin on one day.
  starts: fc.oneof(day, fc.constantFrom(-60, -30, 0, 31)),
  lasts: fc.option(fc.oneof(fc.integer({ min: 0, max: 500 }), fc.constantFrom(-20, 0, 1)), {
    freq: 2,
    nil: null,
  }),
  reason: fc.constantFrom('price', null, null),
  monthly: fc.option(
    fc.oneof(
      fc.bigInt({ min: 0n, max: 90_000n }),
      fc.constantFrom(2_147_483_647n, 2_147_483_648n, 900_000_000_000n),
    ),
    { freq: 8, nil: null },
  ),
  currency: fc.constantFrom(null, null, 'EUR', 'EUR', 'USD', 'CHF'),
  isListed: fc.integer({ min: 0, max: 6 }).map((number) => number === 0),
})
const dataSet = fc.record({
  contracts: fc.array(contract, { minLength: 3, maxLength: 14 }),
  asked: fc.integer({ min: -20, max: 420 }),
  kind: fc.constantFrom('month', 'quarter', 'year'),
})
type DataSet = typeof dataSet extends fc.Arbitrary<infer Value> ? Value : never

// Who leaves on the first day of the year looked at, when a month of tenure is over, is watched on no day of the month in which she is lost.
const alike = { reason: 'price', monthly: 5_000n, currency: 'EUR', isListed: false } as const
const leftAtOnce: DataSet = {
  contracts: [
    { ...alike, account: 1, starts: -200, lasts: null },
    { ...alike, account: 2, starts: -61, lasts: 61 },
    { ...alike, account: 3, starts: -61, lasts: 62 },
  ],
  asked: 364,
  kind: 'month',
}

async function put(query: Query, { contracts }: DataSet): Promise<void> {
  await query
    .insertInto('subscriptions')
    .values(
      contracts.map((one, i) => ({
        account_id: one.account,
        subscription_id: i + 1,
        starts_on: dayOf(one.starts),
        ends_on: one.lasts === null ? null : dayOf(one.isListed ? listedOn : one.starts + one.lasts),
        end_reason: one.isListed ? null : one.reason,
        described_on: one.isListed ? dayOf(listedOn) : null,
        monthly_minor: one.monthly,
        currency: one.currency,
        ...traced,
        external_id: `c${i}`,
      })),
    )
    .execute()
  await touchRows(within(query), 'subscriptions', 'true')
  await refreshRollups(within(query))
}

test('of five hundred random organisations, by first day and stay by stay', async () => {
  let told = 0
  const check = async (query: Query, set: DataSet): Promise<void> => {
    await put(query, set)
    const asOf = dayOf(set.asked)
    const period = periodOf(asOf, set.kind)
    const periods = [1, 0, -1, -2].map((steps) => shiftPeriod(period, steps)!)
    const facts = await readFacts(query, owner, asOf)
    const context = contextOf(query, facts, { scope: organisation, period, asOf })
    const lives = async (more: Partial<MetricContext>) => {
      const found = await lifeTallies({ ...context, ...more }, periods, null)
      return found.toSorted((a, b) => a.period - b.period)
    }
    const rows = await lives({ isFromRows: true })
    expect(await lives({ isUnattributed: true }), `as of ${asOf}`).toEqual(rows)
    told += rows.length
  }
  const apart = (set: DataSet) => putBack(database, (query) => check(query, set))
  await fc.assert(fc.asyncProperty(dataSet, apart), { numRuns: 500, examples: [[leftAtOnce]] })
  expect(told).toBeGreaterThan(600)
}, 300_000)
