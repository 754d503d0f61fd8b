// The pace of those who are here for a year, of random people who come, leave and never sell, and of deals that change hands: what is
// read from some weeks before the first period on says what a naive second computation says that looks at every deal.
import { beforeAll, expect, test } from 'vitest'
import { contextOf } from '../../metric/context.ts'
import { readFacts } from '../../metric/facts.ts'
import { parsePeriod, wholeData } from '../../metric/period.ts'
import { joinByHash } from '../../metric/runner/join-by-hash.ts'
import { organisation } from '../../metric/scope.ts'
import type { Query } from '../../model/database.ts'
import { owner } from '../../model/reader.ts'
import fc from '../../test/chance.ts'
import { freshDatabase } from '../../test/database.ts'
import { fill } from '../../test/fill.ts'
import { tell } from '../../test/story.ts'
import { putBack } from '../../test/put-back.ts'
import { traced } from '../../test/traced.ts'
import { tenuredPace } from './tenured-pace.ts'

const database = await freshDatabase()
const people = 4
/** Whose job is another one sells, and is no rep. */
const manager = people + 1
const account = 1000

beforeAll(async () => {
  await tell(database, { people: {} })
  await fill(
    database,
    'people',
    [1, 2, 3, 4, 5].map((person_id) => ({
      person_id,
      display_name: `P${person_id}`,
      name_key: `p${person_id}`,
      job: person_id === manager ? 'manager' : null,
      is_provisional: false,
    })),
  )
  await fill(database, 'accounts', [
    { account_id: account, name: 'Acme', name_key: 'acme', is_identified: true },
  ])
})

// Day 0 is 1 January 2024; the data ends with 2026.
const dayOf = (number: number) => new Date(Date.UTC(2024, 0, 1 + number)).toISOString().slice(0, 10)
const last = 1_095
const day = fc.integer({ min: 0, max: last })
const person = fc.record({
  hired: fc.option(fc.integer({ min: -500, max: 900 }), { freq: 4, nil: null }),
  left: fc.option(day, { nil: null }),
})
const deal = fc.record({
  opener: fc.integer({ min: 1, max: manager }),
  closer: fc.integer({ min: 1, max: manager }),
  opened: day,
  lasts: fc.integer({ min: 0, max: 200 }),
  outcome: fc.constantFrom('won', 'won', 'lost', 'open'),
})
const dataSet = fc.record({
  staff: fc.array(person, { minLength: people, maxLength: people }),
  deals: fc.array(deal, { minLength: 3, maxLength: 14 }),
})
type DataSet = typeof dataSet extends fc.Arbitrary<infer Value> ? Value : never

async function put(query: Query, { staff, deals }: DataSet): Promise<void> {
  for (const [at, { hired, left }] of staff.entries())
    await query
      .updateTable('people')
      .set({ hired_on: hired === null ? null : dayOf(hired), left_on: left === null ? null : dayOf(left) })
      .where('person_id', '=', at + 1)
      .execute()
  await query
    .insertInto('opportunities')
    .values(
      deals.map(({ closer, opened, lasts, outcome }, at) => ({
        ...traced,
        external_id: `d${at}`,
        account_id: account,
        opportunity_id: at + 1,
        name: 'Deal',
        owner_id: closer,
        outcome,
        outcome_basis: 'stated',
        opened_on: dayOf(opened),
        closed_on: outcome === 'open' ? null : dayOf(opened + lasts),
        is_deleted: false,
      })) as never,
    )
    .execute()
  const handed = deals.flatMap(({ opener, closer, opened, lasts }, at) =>
    opener === closer || lasts === 0
      ? []
      : [
          { opportunity_id: at + 1, stay: 1, owner_id: opener, starts_on: null, ends_on: dayOf(opened + 1) },
          { opportunity_id: at + 1, stay: 2, owner_id: closer, starts_on: dayOf(opened + 1), ends_on: null },
        ],
  )
  if (handed.length > 0)
    await query
      .insertInto('opportunity_owners')
      .values(
        handed.map((one) => ({
          ...one,
          account_id: account,
          provenance: 'history',
          created_import_id: 1,
        })) as never,
      )
      .execute()
}

/** Deals won by tenured reps in a month of thirty days, from a day on. */
function naive({ staff, deals }: DataSet, from: number): number | null {
  let [days, won] = [0, 0]
  for (const [at, { hired, left }] of staff.entries()) {
    const number = at + 1
    const own = deals.filter((one) => (one.lasts === 0 ? one.closer : one.opener) === number)
    if (own.length === 0) continue
    const since = Math.max(
      hired === null ? -Infinity : hired + 365,
      Math.min(...own.map((one) => one.opened)),
    )
    const until = Math.min(left ?? Infinity, last + 1)
    days += Math.max(0, until - Math.max(from, since))
    won += deals.filter(({ closer, opened, lasts, outcome }) => {
      const closed = opened + lasts
      return (
        outcome === 'won' &&
        closer === number &&
        closed >= Math.max(from, since) &&
        closed < until &&
        closed <= last
      )
    }).length
  }
  return days === 0 ? null : (won / days) * 30
}

test('of three hundred random organisations', async () => {
  const seen = { known: 0, unknown: 0 }
  const check = (set: DataSet) =>
    putBack(database, async (query) => {
      await put(query, set)
      await joinByHash(query)
      const asOf = dayOf(last)
      const facts = { ...(await readFacts(query, owner, asOf)), isByHash: true as const }
      for (const ids of [['2026-Q4', '2025-Q4'], ['2025'], ['2024-Q3'], null]) {
        const periods = ids === null ? [wholeData] : ids.map((id) => parsePeriod(id)!)
        const context = contextOf(query, facts, { scope: organisation, period: periods[0]!, asOf })
        const pace = await tenuredPace(context, periods)
        for (const period of periods) {
          const from =
            period.kind === 'all' ? -Infinity : (Date.parse(period.start) - Date.UTC(2024, 0, 1)) / 86_400_000
          const expected = naive(set, from)
          if (expected === null) expect(pace(period), period.id).toBeNull()
          else expect(pace(period), period.id).toBeCloseTo(expected, 12)
          seen[expected === null ? 'unknown' : 'known'] += 1
        }
      }
    })
  await fc.assert(fc.asyncProperty(dataSet, check), { numRuns: 300 })
  for (const [what, many] of Object.entries(seen)) expect(many, what).toBeGreaterThan(50)
}, 300_000)
