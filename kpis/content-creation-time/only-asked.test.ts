// Only items of which something came out, or was worked on, in the periods are read: of random content with versions, work and costs
// before, in and after them, the counts are those of a naive second computation that looks at everything.
import { beforeAll, expect, test } from 'vitest'
import { contextOf } from '../../metric/context.ts'
import { readFacts } from '../../metric/facts.ts'
import { type Period, parsePeriod, wholeData } from '../../metric/period.ts'
import { joinByHash } from '../../metric/runner/join-by-hash.ts'
import { organisation } from '../../metric/scope.ts'
import type { Tally } from '../../metric/tallies/tally.ts'
import type { Query } from '../../model/database.ts'
import { owner } from '../../model/reader.ts'
import fc from '../../test/chance.ts'
import { freshDatabase } from '../../test/database.ts'
import { tell } from '../../test/story.ts'
import { putBack } from '../../test/put-back.ts'
import { traced } from '../../test/traced.ts'
import { contentCreationTime } from './definition.ts'

const database = await freshDatabase()
const answers = ['hours-per-item', 'cost-per-item', 'elapsed-days', 'self-service-share']
const asOf = '2026-06-30'

beforeAll(() => tell(database, { people: { Ada: 'North' } }))

const dayOf = (number: number) => new Date(Date.UTC(2026, 0, 1 + number)).toISOString().slice(0, 10)
/** Around the quarters asked for, some after the last day. */
const day = fc.integer({ min: -120, max: 200 })
const item = fc.record({
  published: fc.option(day, { nil: null }),
  isOfTemplate: fc.boolean(),
  versions: fc.array(day, { maxLength: 4 }),
  work: fc.array(fc.record({ day, hours: fc.integer({ min: 1, max: 9 }) }), { maxLength: 5 }),
  costs: fc.array(fc.record({ day, minor: fc.integer({ min: 1, max: 999 }) }), { maxLength: 3 }),
})
type Item = typeof item extends fc.Arbitrary<infer Value> ? Value : never

const layers = [['2026-Q1', '2025-Q4', '2026-Q2'].map((id) => parsePeriod(id)!), [wholeData]]

async function put(query: Query, items: readonly Item[]): Promise<void> {
  const rowsOf = (pick: (one: Item, id: number) => readonly object[]) =>
    items
      .flatMap((one, at) => pick(one, at + 1))
      .map((row, at) => ({ ...traced, external_id: `x${at}`, ...row }))
  const insert = async (
    table: 'content_items' | 'content_versions' | 'content_work' | 'costs',
    rows: readonly object[],
  ) => {
    if (rows.length > 0)
      await query
        .insertInto(table)
        .values(rows as never)
        .execute()
  }
  await insert(
    'content_items',
    rowsOf(({ published, isOfTemplate }, id) => [
      {
        content_item_id: id,
        title: `Item ${id}`,
        title_key: `item ${id}`,
        department: 'sales',
        published_on: published === null ? null : dayOf(published),
        is_template: false,
        template_id: isOfTemplate ? 1 : null,
      },
    ]),
  )
  await insert(
    'content_versions',
    rowsOf(({ versions }, id) =>
      versions.map((one, at) => ({ content_item_id: id, version: String(at), published_on: dayOf(one) })),
    ),
  )
  await insert(
    'content_work',
    rowsOf(({ work }, id) =>
      work.map((one) => ({
        content_item_id: id,
        kind: 'creation',
        day: dayOf(one.day),
        seconds: one.hours * 3600,
      })),
    ),
  )
  await insert(
    'costs',
    rowsOf(({ costs }, id) =>
      costs.map((one) => ({
        content_item_id: id,
        day: dayOf(one.day),
        amount_minor: BigInt(one.minor),
        category: 'agency',
        department: 'marketing',
      })),
    ),
  )
}

/** What an item was each time it came out, by the as-of day, and what is under way: see the grain of `productions`. */
function editionsOf({ published, versions, work, costs, isOfTemplate }: Item) {
  const known = (number: number) => dayOf(number) <= asOf
  const days = [...new Set([...(published === null ? [] : [published]), ...versions])]
    .filter(known)
    .toSorted((a, b) => a - b)
  return [...days, null].map((out, at) => {
    const before = days[at - 1] ?? -Infinity
    const next = days[at + 1] ?? Infinity
    const own = work.filter((one) => known(one.day) && one.day > before && (out === null || one.day <= out))
    const paid = costs.filter(
      (one) => known(one.day) && out !== null && (at === 0 || one.day >= out) && one.day < next,
    )
    return {
      out,
      isNew: at === 0,
      isOwn: isOfTemplate,
      started: own.length === 0 ? null : Math.min(...own.map((one) => one.day)),
      hours: own.reduce((all, one) => all + one.hours, 0),
      minor: paid.reduce((all, one) => all + one.minor, 0),
    }
  })
}

const isIn = (number: number | null, { kind, start, end }: Period) =>
  number !== null &&
  dayOf(number) <= asOf &&
  (kind === 'all' || (dayOf(number) >= start && dayOf(number) < end))

function naive(items: readonly Item[], period: Period): Readonly<Record<string, unknown>> {
  const all = items.flatMap(editionsOf)
  const worked = all.filter((one) => isIn(one.out, period) && one.started !== null)
  const begun = all.filter((one) => isIn(one.started, period))
  const created = all.filter((one) => isIn(one.out, period) && one.isNew)
  const sum = (of: readonly number[]) => of.reduce((total, one) => total + one, 0)
  const last = (Date.parse(asOf) - Date.UTC(2026, 0, 1)) / 86_400_000
  const waits = begun.map((one) => `${(one.out ?? last) - one.started!} ${one.out === null ? 'open' : 'out'}`)
  return {
    ...(worked.length > 0 && {
      'hours-per-item': [
        worked.length,
        sum(worked.map((one) => one.hours)),
        sum(worked.map((one) => one.hours ** 2)),
      ],
      'cost-per-item': [worked.length, sum(worked.map((one) => one.minor))],
    }),
    ...(begun.length > 0 && { 'elapsed-days': waits.toSorted() }),
    ...(created.length > 0 && {
      'self-service-share': [created.filter((one) => one.isOwn).length, created.length],
    }),
  }
}

/** A tally as the naive computation writes it. */
function written(tally: Tally): unknown {
  switch (tally.kind) {
    case 'mean':
      return [tally.n, tally.sum, tally.sumOfSquares]
    case 'sums':
      return [tally.n, tally.y]
    case 'proportion':
      return [tally.successes, tally.trials]
    case 'spells':
      return [...tally.counts]
        .flatMap(([days, { won, open }]) => [
          ...Array.from({ length: won }, () => `${days} out`),
          ...Array.from({ length: open }, () => `${days} open`),
        ])
        .toSorted()
    default:
      return tally
  }
}

test('of three hundred random libraries of content', async () => {
  const seen = { updates: 0, drafts: 0 }
  const check = async (query: Query, items: readonly Item[]): Promise<void> => {
    await put(query, items)
    const facts = { ...(await readFacts(query, owner, asOf)), isByHash: true as const }
    await joinByHash(query)
    for (const periods of layers) {
      const context = contextOf(query, facts, { scope: organisation, period: periods[0]!, asOf })
      const lines = await contentCreationTime.count!(context, { answers, periods, dimension: null })
      for (const [position, period] of periods.entries()) {
        const own = lines
          .filter((line) => line.period === position)
          .flatMap(({ tallies }) => Object.entries(tallies))
        expect(Object.fromEntries(own.map(([id, tally]) => [id, written(tally)])), period.id).toEqual(
          naive(items, period),
        )
      }
    }
    for (const one of items.flatMap(editionsOf)) {
      if (one.out !== null && !one.isNew) seen.updates += 1
      if (one.out === null && one.started !== null) seen.drafts += 1
    }
  }
  const apart = (items: readonly Item[]) => putBack(database, (query) => check(query, items))
  await fc.assert(fc.asyncProperty(fc.array(item, { minLength: 1, maxLength: 6 }), apart), { numRuns: 300 })
  for (const [what, many] of Object.entries(seen)) expect(many, what).toBeGreaterThan(200)
}, 300_000)
