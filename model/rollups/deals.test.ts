// Deals that closed, kept by day while deals come, change and are taken back by chance: always what a second computation, written
// without SQL, makes of the rows.
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { seededRandom } from '../../statistics/random.ts'
import { freshDatabase } from '../../test/database.ts'
import { fill } from '../../test/fill.ts'
import type { Query } from '../database.ts'
import { housekeeper } from '../reader.ts'
import { checkRollups, rebuildRollups, refreshRollups, touchRows, within } from './index.ts'

interface Deal {
  readonly pipeline_id: number | null
  readonly outcome: string
  readonly opened_on: string | null
  readonly closed_on: string | null
  readonly is_deleted: boolean
}

function daysBetween(first: string, last: string): number {
  return (Date.parse(last) - Date.parse(first)) / 86_400_000
}

async function naive(query: Query): Promise<readonly unknown[]> {
  const { rows } = await sql<Deal>`select * from opportunities`.execute(query)
  const cells = new Map<string, { deals: number; cycles: number[] }>()
  for (const row of rows) {
    if (row.closed_on === null || row.outcome === 'open' || row.is_deleted) continue
    const key = JSON.stringify([row.closed_on, row.pipeline_id ?? 0, row.outcome])
    const cell = cells.get(key) ?? { deals: 0, cycles: [] }
    cells.set(key, cell)
    cell.deals += 1
    if (row.opened_on !== null && row.opened_on <= row.closed_on)
      cell.cycles.push(daysBetween(row.opened_on, row.closed_on))
  }
  const totals = new Map<string, number>()
  for (const [key, { deals }] of cells) {
    const [, pipeline, outcome] = JSON.parse(key) as [string, number, string]
    const cell = JSON.stringify([pipeline, outcome])
    totals.set(cell, (totals.get(cell) ?? 0) + deals)
  }
  return [...cells]
    .map(([key, { deals, cycles }]) => {
      const sum = cycles.reduce((all, days) => all + days, 0)
      const squares = cycles.reduce((all, days) => all + days * days, 0)
      return JSON.stringify([key, deals, cycles.toSorted((a, b) => a - b), cycles.length, sum, squares])
    })
    .concat([...totals].map((total) => JSON.stringify(total)))
    .toSorted()
}

async function kept(query: Query): Promise<readonly unknown[]> {
  const rows = await query.selectFrom('deal_days').selectAll().execute()
  const totals = await query.selectFrom('deal_totals').selectAll().execute()
  return rows
    .map((row) =>
      JSON.stringify([
        JSON.stringify([row.day, row.pipeline_id, row.outcome]),
        row.deals,
        row.cycles,
        row.timed_deals,
        row.cycle_days,
        row.cycle_squares,
      ]),
    )
    .concat(totals.map((row) => JSON.stringify([JSON.stringify([row.pipeline_id, row.outcome]), row.deals])))
    .toSorted()
}

test('a day worked out by hand: two won in 10 and 4 days, one lost whose opening is not known', async () => {
  const database = await freshDatabase()
  const deal = { account_id: 1, outcome_basis: 'stated', is_deleted: false, closed_on: '2026-03-11' }
  await fill(database, 'opportunities', [
    { ...deal, external_id: 'a', outcome: 'won', opened_on: '2026-03-01', pipeline_id: 1 },
    { ...deal, external_id: 'b', outcome: 'won', opened_on: '2026-03-07', pipeline_id: 1 },
    { ...deal, external_id: 'c', outcome: 'lost', pipeline_id: null },
    { ...deal, external_id: 'd', outcome: 'won', opened_on: '2026-03-01', pipeline_id: 1, is_deleted: true },
  ])
  const rows = await database.read(housekeeper, (query) =>
    query.selectFrom('deal_days').selectAll().orderBy('pipeline_id').execute(),
  )
  const none = { timed_deals: 0, cycle_days: 0, cycle_squares: 0 }
  expect(rows).toEqual([
    { ...none, day: '2026-03-11', pipeline_id: 0, outcome: 'lost', deals: 1, cycles: [] },
    {
      day: '2026-03-11',
      pipeline_id: 1,
      outcome: 'won',
      deals: 2,
      cycles: [4, 10],
      timed_deals: 2,
      cycle_days: 14,
      cycle_squares: 116,
    },
  ])
})

test('after every change, days hold what the deals say, and are made anew to the same bytes', async () => {
  const database = await freshDatabase()
  const random = seededRandom('deal days')
  const below = (many: number) => Math.floor(random() * many)
  const day = () => `2026-01-${String(1 + below(9)).padStart(2, '0')}`
  const orNot = <Value>(value: Value): Value | null => (below(4) === 0 ? null : value)
  const deal = () => ({
    account_id: 1 + below(3),
    pipeline_id: orNot(1 + below(2)),
    outcome: ['won', 'lost', 'open'][below(3)]!,
    opened_on: orNot(day()),
    closed_on: orNot(day()),
    is_deleted: below(6) === 0,
  })
  for (let round = 0; round < 40; round++) {
    if (round % 2 === 0)
      await fill(
        database,
        'opportunities',
        Array.from({ length: 1 + below(8) }, (_, i) => ({
          ...deal(),
          external_id: `${round}-${i}`,
          outcome_basis: 'stated',
        })),
      )
    await database.write(housekeeper, async (query) => {
      const client = within(query)
      const those = `opportunity_id % 17 = ${below(17)}`
      await touchRows(client, 'opportunities', `row.${those}`)
      const next = deal()
      if (below(5) === 0) await sql`delete from opportunities where ${sql.raw(those)}`.execute(query)
      else
        await sql`update opportunities set outcome = ${next.outcome}, closed_on = ${next.closed_on}::date,
          opened_on = ${next.opened_on}::date, pipeline_id = ${next.pipeline_id}, is_deleted = ${next.is_deleted}
          where ${sql.raw(those)}`.execute(query)
      await touchRows(client, 'opportunities', `row.${those}`)
      await refreshRollups(client)
    })
    await database.read(housekeeper, async (query) => expect(await kept(query)).toEqual(await naive(query)))
  }
  const before = await database.read(housekeeper, kept)
  expect(before.length).toBeGreaterThan(5)
  const found = await database.write(housekeeper, (query) => rebuildRollups(within(query)))
  expect(found.find((one) => one.rollup === 'deal_days')?.wrong).toBe(0)
  expect(await database.read(housekeeper, kept)).toEqual(before)
})

test('a deal that nobody told of is found', async () => {
  const database = await freshDatabase()
  await fill(database, 'opportunities', [
    {
      account_id: 1,
      external_id: 'a',
      outcome: 'won',
      outcome_basis: 'stated',
      is_deleted: false,
      closed_on: '2026-03-11',
    },
  ])
  await database.write(housekeeper, (query) =>
    sql`update opportunities set closed_on = '2026-03-12'::date`.execute(query),
  )
  const found = await database.read(housekeeper, (query) => checkRollups(within(query)))
  expect(found.find((one) => one.rollup === 'deal_days')?.wrong).toBe(2)
})
