// The first sale of newcomers, of random people and of deals that change hands before and after they close, or go back: found by owner, or
// over all data by reading all, it is the one that a naive second computation finds that looks at every deal.
import { sql } from 'kysely'
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
import { everyHire } from './hires.ts'

const database = await freshDatabase()
const people = 3
const account = 1000
const leftOut = 70

beforeAll(async () => {
  await tell(database, { people: {} })
  await fill(
    database,
    'people',
    [1, 2, 3].map((person_id) => ({
      person_id,
      display_name: `P${person_id}`,
      name_key: `p${person_id}`,
      is_provisional: false,
    })),
  )
  await fill(database, 'accounts', [
    { account_id: account, name: 'Acme', name_key: 'acme', is_identified: true },
  ])
  await fill(database, 'pipelines', [
    {
      pipeline_id: leftOut,
      source: 'story',
      name: 'Own',
      name_key: 'own',
      is_counted: false,
      is_confirmed: true,
    },
  ])
})

// Day 0 is 1 January 2025.
const dayOf = (number: number) => new Date(Date.UTC(2025, 0, 1 + number)).toISOString().slice(0, 10)
const last = 190
const day = fc.integer({ min: 0, max: 200 })
const anybody = fc.integer({ min: 1, max: people })
const rarely = fc.integer({ min: 0, max: 9 }).map((drawn) => drawn === 0)
const person = fc.record({
  hired: fc.option(fc.integer({ min: -20, max: 160 }), { freq: 5, nil: null }),
  left: fc.option(day, { freq: 1, nil: null }),
})
const deal = fc.record({
  /** Its present owner. */
  owner: anybody,
  /** Who had it, each from the day on which the one before ended; the last of them until now, whoever the present owner is. */
  hands: fc.array(fc.record({ owner: anybody, days: fc.integer({ min: 1, max: 60 }) }), { maxLength: 3 }),
  /** Days after it was opened on which the first of them has it; null: from the start. */
  since: fc.option(fc.integer({ min: -5, max: 20 }), { nil: null }),
  opened: fc.option(day, { freq: 9, nil: null }),
  /** Few days, so that several close on one. */
  closed: fc.integer({ min: 0, max: 20 }).map((drawn) => drawn * 10),
  outcome: fc.constantFrom('won', 'won', 'won', 'lost', 'open'),
  isDeleted: rarely,
  isLeftOut: rarely,
})
const dataSet = fc.record({
  staff: fc.array(person, { minLength: people, maxLength: people }),
  deals: fc.array(deal, { minLength: 3, maxLength: 24 }),
})
type DataSet = typeof dataSet extends fc.Arbitrary<infer Value> ? Value : never
type Deal = DataSet['deals'][number]

/** Stays with owners, from a day to the day before another; null: from the start, until now. */
function staysOf({ hands, since, opened }: Deal) {
  let from = since === null ? null : (opened ?? 0) + since
  return hands.map(({ owner: owns, days }, at) => {
    const until = at === hands.length - 1 ? null : (from ?? opened ?? 0) + days
    const stay = { owns, from, until }
    from = until
    return stay
  })
}

function ownerOn(one: Deal, on: number): number {
  const found = staysOf(one).find(({ from, until }) => on >= (from ?? -Infinity) && on < (until ?? Infinity))
  return found?.owns ?? one.owner
}

/** By person hired in some days, the place of the first deal that she won and had opened; undefined where there is none. */
function naive({ staff, deals }: DataSet, isAsked: (hired: number) => boolean): Map<number, number> {
  const found = new Map<number, number>()
  for (const [at, { hired, left }] of staff.entries()) {
    if (hired === null || hired > last || !isAsked(hired)) continue
    const own = [...deals.entries()].filter(
      ([, one]) =>
        one.outcome === 'won' &&
        !one.isDeleted &&
        !one.isLeftOut &&
        one.closed <= last &&
        one.closed >= hired &&
        one.closed < (left ?? Infinity) &&
        one.opened !== null &&
        one.opened >= hired &&
        ownerOn(one, one.closed) === at + 1 &&
        ownerOn(one, one.opened) === at + 1,
    )
    const [first] = own.toSorted(([a, one], [b, other]) => one.closed - other.closed || a - b)
    if (first !== undefined) found.set(at + 1, first[0] + 1)
  }
  return found
}

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
      deals.map((one, at) => ({
        ...traced,
        external_id: `d${at}`,
        account_id: account,
        opportunity_id: at + 1,
        owner_id: one.owner,
        pipeline_id: one.isLeftOut ? leftOut : null,
        outcome: one.outcome,
        outcome_basis: 'stated',
        opened_on: one.opened === null ? null : dayOf(one.opened),
        closed_on: one.outcome === 'open' ? null : dayOf(one.closed),
        is_deleted: one.isDeleted,
      })) as never,
    )
    .execute()
  const stays = deals.flatMap((one, at) =>
    staysOf(one).map(({ owns, from, until }, stay) => ({
      account_id: account,
      opportunity_id: at + 1,
      stay: stay + 1,
      owner_id: owns,
      starts_on: from === null ? null : dayOf(from),
      ends_on: until === null ? null : dayOf(until),
      provenance: 'history',
      created_import_id: 1,
    })),
  )
  if (stays.length > 0)
    await query
      .insertInto('opportunity_owners')
      .values(stays as never)
      .execute()
}

test('of five hundred random organisations', async () => {
  const seen = { still: 0, noLonger: 0, none: 0 }
  const check = (set: DataSet) =>
    putBack(database, async (query) => {
      await put(query, set)
      await joinByHash(query)
      const asOf = dayOf(last)
      const facts = { ...(await readFacts(query, owner, asOf)), isByHash: true as const }
      for (const ids of [['2025-Q1'], ['2025-05', '2025-02'], null]) {
        const periods = ids === null ? [wholeData] : ids.map((id) => parsePeriod(id)!)
        const context = contextOf(query, facts, { scope: organisation, period: periods[0]!, asOf })
        const { rows } = await sql<{ rep_id: number; opportunity_id: number }>`
            select rep_id, opportunity_id from ${await everyHire(context, periods)} as hire where first_sale is not null`.execute(
          query,
        )
        const isAsked = (hired: number) =>
          ids === null || periods.some(({ start, end }) => dayOf(hired) >= start && dayOf(hired) < end)
        const expected = naive(set, isAsked)
        expect(new Map(rows.map((row) => [row.rep_id, row.opportunity_id]))).toEqual(expected)
        for (const [rep, number] of expected)
          seen[set.deals[number - 1]!.owner === rep ? 'still' : 'noLonger'] += 1
        if (expected.size === 0) seen.none += 1
      }
    })
  await fc.assert(fc.asyncProperty(dataSet, check), { numRuns: 500 })
  for (const [what, many] of Object.entries(seen)) expect(many, what).toBeGreaterThan(50)
}, 300_000)
