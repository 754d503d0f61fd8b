// What customers pay, read beside their stays, is what their contracts say, looked up one by one: for periods before, while and after
// their contracts change, as of days before the last of them, and in two currencies.
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { customers } from '../kpis/customer-churn/rows.ts'
import { contextOf } from '../metric/context.ts'
import { watchedCustomers } from '../metric/rows/customer-value.ts'
import type { MetricContext } from '../metric/definition.ts'
import { readFacts } from '../metric/facts.ts'
import { parsePeriod } from '../metric/period.ts'
import { organisation } from '../metric/scope.ts'
import { owner } from '../model/reader.ts'
import { seededRandom } from '../statistics/random.ts'
import { freshDatabase } from './database.ts'
import { fill } from './fill.ts'
import { tell } from './story.ts'

const many = 60
const database = await freshDatabase()
const periods = ['2025-Q1', '2025-Q2', '2025-08', '2025-Q4', '2025'].map((id) => parsePeriod(id)!)

beforeAll(async () => {
  const names = Array.from({ length: many }, (_, i) => `Company ${i}`)
  await tell(database, {
    people: { Ada: 'North' },
    accounts: Object.fromEntries(names.map((name) => [name, {}])),
  })
  const random = seededRandom('paid by stay')
  const below = (limit: number) => Math.floor(random() * limit)
  const day = (number: number) => new Date(Date.UTC(2024, 0, 1 + number)).toISOString().slice(0, 10)
  const contracts = Array.from({ length: 4 * many }, () => {
    const start = below(760)
    return {
      account_id: 1 + below(many),
      starts_on: day(start),
      ends_on: below(3) === 0 ? null : day(start + below(300)),
      end_reason: below(4) === 0 ? 'price' : null,
      monthly_minor: below(6) === 0 ? null : BigInt(1 + below(90_000)),
      currency: [null, null, 'EUR', 'USD', 'CHF'][below(5)],
      owner_id: 1,
      product_id: null,
    }
  })
  await fill(database, 'subscriptions', contracts)
  await fill(database, 'currency_rates', [
    { currency: 'USD', valid_from: '2024-01-01', rate: 0.9137, origin: 'ECB' },
    { currency: 'USD', valid_from: '2025-07-01', rate: 0.8519, origin: 'ECB' },
  ])
})

test.each(['2025-06-15', '2025-12-31', '2026-03-01'])('as of %s', async (asOf) => {
  await database.read(owner, async (query) => {
    const facts = await readFacts(query, owner, asOf)
    const looked = contextOf(query, facts, { scope: organisation, period: periods[0]!, asOf })
    const kept: MetricContext = { ...looked, isUnattributed: true }
    const paid = async (context: MetricContext) => {
      const { rows } = await sql`
        select period, account_id, started_on, lost_on, is_there, from_day, to_day, monthly_minor::text as minor, missing
        from ${watchedCustomers(context, periods)} as row order by 1, 2, 3`.execute(query)
      return rows
    }
    const revenue = async (context: MetricContext) => {
      const { rows } = await sql`
        select period, account_id, started_on, lost_on, reason, start_minor::text as minor, end_minor::text as after, missing
        from ${customers(context, periods)} as row order by 1, 2, 3`.execute(query)
      return rows
    }
    for (const told of [paid, revenue]) {
      const found = await told(looked)
      expect(found.length).toBeGreaterThan(many)
      expect(found.filter((row) => (row as { minor: string | null }).minor !== null).length).toBeGreaterThan(
        20,
      )
      expect(found.filter((row) => (row as { missing: unknown }).missing !== null).length).toBeGreaterThan(2)
      expect(await told(kept)).toEqual(found)
      expect(await told({ ...kept, isFromRows: true })).toEqual(found)
      expect(await told({ ...looked, isFromRows: true })).toEqual(found)
    }
  })
})
