// The health of the data by a story: what is there, what lacks in which rows, and that every gap's words and SQL hold.
import { expect, it } from 'vitest'
import { metrics } from '../../api/register.ts'
import { owner } from '../../model/reader.ts'
import { freshDatabase } from '../../test/database.ts'
import { fill } from '../../test/fill.ts'
import { gaps } from './gaps.ts'
import { readDataHealth } from './read-data-health.ts'

const database = await freshDatabase()
const health = () => database.read(owner, (query) => readDataHealth(query, owner, metrics))

it('an empty house says for every metric what to bring, and finds no gap', async () => {
  const { metrics: found, tables } = await health()
  expect(found.map(({ metric }) => metric)).toEqual(metrics.map(({ id }) => id))
  for (const { metric, state, missing, gaps: lacking } of found) {
    expect(state, metric).toBe('not-connected')
    expect(missing.length, metric).toBeGreaterThan(0)
    expect(lacking).toEqual([])
  }
  for (const { rows, feeds } of tables) {
    expect(rows).toBe(0)
    expect(feeds.length).toBeGreaterThan(0)
  }
})

it('every gap touches metrics that exist, and says it in both languages', () => {
  const known = new Set<string>(metrics.map(({ id }) => id))
  expect(new Set(gaps.map(({ id }) => id)).size).toBe(gaps.length)
  for (const { id, metrics: touched, name, bring } of gaps) {
    expect(touched.length, id).toBeGreaterThan(0)
    for (const metric of touched) expect(known, id).toContain(metric)
    for (const words of [name.fr, name.en, bring.fr, bring.en]) expect(words, id).toBeTruthy()
  }
})

const opportunity = (n: number, rest: object) => ({
  account_id: 1,
  opportunity_id: n,
  outcome: 'open',
  outcome_basis: 'stated',
  is_deleted: false,
  opened_on: '2026-01-01',
  owner_id: 1,
  ...rest,
})

it('counts what lacks among the rows that should have it', async () => {
  await fill(database, 'accounts', [
    { account_id: 1, name: 'Delta', name_key: 'delta', is_identified: true },
    { account_id: 2, is_identified: false },
  ])
  await fill(database, 'opportunities', [
    opportunity(1, { outcome: 'won', closed_on: '2026-02-01', amount_minor: 100, type: 'new' }),
    opportunity(2, { outcome: 'won' }),
    opportunity(3, { outcome: 'lost', closed_on: '2026-02-01', owner_id: null }),
    opportunity(4, { opened_on: null, account_id: 2 }),
    // Deleted: looked at by nobody.
    opportunity(5, { is_deleted: true, opened_on: null, owner_id: null }),
  ])
  const { metrics: found, tables } = await health()
  expect(tables.find(({ table }) => table === 'opportunities')).toMatchObject({ rows: 5, about: null })
  const cycle = found.find(({ metric }) => metric === 'sales-cycle')!
  expect(cycle.state).toBe('connected')
  const counted = (metric: string) =>
    Object.fromEntries(
      found
        .find((one) => one.metric === metric)!
        .gaps.map(({ id, lacking, among }) => [id, `${lacking} of ${among}`]),
    )
  expect(counted('sales-cycle')).toEqual({
    'opportunity-closed': '1 of 3',
    'opportunity-opened': '1 of 4',
    'opportunity-owner': '1 of 4',
  })
  expect(counted('cross-sell-upsell')).toMatchObject({
    'opportunity-account': '1 of 4',
    'opportunity-amount': '1 of 2',
    'opportunity-product': '1 of 2',
  })
  expect(counted('voice-of-customer')).toEqual({ 'lost-reason': '1 of 1' })
  const conversion = found.find(({ metric }) => metric === 'conversion-rate')!
  expect(conversion.state).toBe('partly')
  expect(conversion.missing.map(({ table }) => table)).toContain('leads')
  expect(conversion.missing[0]!.answers.length).toBeGreaterThan(0)
})
