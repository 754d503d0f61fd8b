// First purchases while deals, their lines, contracts and invoices come, change, move and go by chance: always what a second
// computation, written without SQL, makes of the rows.
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { seededRandom } from '../../statistics/random.ts'
import { freshDatabase } from '../../test/database.ts'
import { fill } from '../../test/fill.ts'
import type { Query } from '../database.ts'
import { housekeeper } from '../reader.ts'
import { checkRollups, rebuildRollups, refreshRollups, touchRows, within } from './index.ts'

type Cells = readonly (string | number | null)[]

async function naive(query: Query): Promise<readonly string[]> {
  const all = async (table: string) =>
    (await sql<Record<string, never>>`select * from ${sql.table(table)}`.execute(query)).rows
  const first = new Map<string, Cells>()
  const identified = (await all('accounts'))
    .filter((one) => one['is_identified'])
    .map((one) => one['account_id'])
  // The earlier day; of two deals of one day, the one with the lower number.
  const note = (cells: Cells) => {
    const key = JSON.stringify(cells.slice(0, 4))
    const known = first.get(key)
    const [day, deal] = cells.slice(4)
    const isEarlier =
      known === undefined ||
      String(day) < String(known[4]) ||
      (day === known[4] && Number(deal) < Number(known[5]))
    if (isEarlier) first.set(key, cells)
  }
  const won = (await all('opportunities')).filter(
    (deal) => deal['outcome'] === 'won' && deal['closed_on'] !== null && !deal['is_deleted'],
  )
  const lines = await all('opportunity_lines')
  for (const deal of won) {
    const { account_id, opportunity_id, pipeline_id, closed_on } = deal
    note([account_id!, 'any', 0, 0, closed_on!, null])
    note([account_id!, 'pipeline', pipeline_id ?? 0, 0, closed_on!, opportunity_id!])
    for (const line of lines)
      if (line['account_id'] === account_id && line['opportunity_id'] === opportunity_id)
        note([account_id!, 'product', 0, line['product_id']!, closed_on!, null])
  }
  for (const one of await all('subscriptions'))
    note([one['account_id']!, 'any', 0, 0, one['starts_on']!, null])
  for (const one of await all('revenue'))
    if (one['amount_minor']! > 0n) note([one['account_id']!, 'any', 0, 0, one['day']!, null])
  const known = [...first.values()].map((cells): Cells => [
    ...cells,
    identified.includes(cells[0] as never) ? 1 : 0,
  ])
  // Those of known accounts by day, beside them.
  const days = new Map<unknown, number>()
  for (const [, way, , , day, , isIdentified] of known)
    if (way === 'any' && isIdentified === 1) days.set(day, (days.get(day) ?? 0) + 1)
  return [...known, ...days].map((cells) => JSON.stringify(cells)).toSorted()
}

async function kept(query: Query): Promise<readonly string[]> {
  const rows = await query.selectFrom('first_purchases').selectAll().execute()
  const days = await query.selectFrom('first_days').selectAll().execute()
  return [
    ...rows.map((row) => [
      row.account_id,
      row.way,
      row.pipeline_id,
      row.product_id,
      row.day,
      row.opportunity_id,
      row.is_identified ? 1 : 0,
    ]),
    ...days.map((row) => [row.day, row.customers]),
  ]
    .map((cells) => JSON.stringify(cells))
    .toSorted()
}

test('worked out by hand: a contract before the deals, two pipelines, a product sold twice', async () => {
  const database = await freshDatabase()
  const account = (account_id: number, is_identified: boolean) => ({
    account_id,
    name: `${account_id}`,
    is_identified,
  })
  await fill(database, 'accounts', [account(1, true), account(2, false)])
  const deal = { account_id: 1, outcome_basis: 'stated', is_deleted: false, outcome: 'won', pipeline_id: 1 }
  await fill(database, 'opportunities', [
    { ...deal, opportunity_id: 1, external_id: 'a', closed_on: '2026-03-11' },
    { ...deal, opportunity_id: 2, external_id: 'b', closed_on: '2026-03-09', pipeline_id: null },
    { ...deal, opportunity_id: 3, external_id: 'c', closed_on: '2026-03-20' },
    { ...deal, opportunity_id: 4, external_id: 'd', closed_on: '2026-01-01', outcome: 'lost' },
    { ...deal, opportunity_id: 5, external_id: 'e', closed_on: '2026-01-01', is_deleted: true },
    { ...deal, opportunity_id: 6, external_id: 'f', closed_on: null },
  ])
  const line = { account_id: 1, product_id: 7 }
  await fill(database, 'opportunity_lines', [
    { ...line, opportunity_id: 3 },
    { ...line, opportunity_id: 1 },
    { ...line, opportunity_id: 4, product_id: 8 },
  ])
  await fill(database, 'subscriptions', [{ account_id: 1, starts_on: '2026-02-01' }])
  await fill(database, 'revenue', [
    { account_id: 2, day: '2026-02-02', amount_minor: -5n, currency: 'EUR' },
    { account_id: 2, day: '2026-02-03', amount_minor: 5n, currency: 'EUR' },
  ])
  const found = await database.read(housekeeper, kept)
  expect(found.map((row) => JSON.parse(row))).toEqual([
    ['2026-02-01', 1],
    [1, 'any', 0, 0, '2026-02-01', null, 1],
    [1, 'pipeline', 0, 0, '2026-03-09', 2, 1],
    [1, 'pipeline', 1, 0, '2026-03-11', 1, 1],
    [1, 'product', 0, 7, '2026-03-11', null, 1],
    [2, 'any', 0, 0, '2026-02-03', null, 0],
  ])
})

test('after every change, first purchases are what the rows say, and are made anew to the same bytes', async () => {
  const database = await freshDatabase()
  const random = seededRandom('first purchases')
  const below = (many: number) => Math.floor(random() * many)
  const day = () => `2026-01-${String(1 + below(9)).padStart(2, '0')}`
  const orNot = <Value>(value: Value): Value | null => (below(4) === 0 ? null : value)
  const account = () => 1 + below(4)
  const makers = {
    accounts: () => ({ is_identified: below(3) > 0 }),
    opportunities: () => ({
      account_id: account(),
      pipeline_id: orNot(1 + below(2)),
      outcome: ['won', 'won', 'lost'][below(3)]!,
      outcome_basis: 'stated',
      closed_on: orNot(day()),
      is_deleted: below(6) === 0,
    }),
    opportunity_lines: () => ({
      account_id: account(),
      opportunity_id: 1 + below(20),
      product_id: 1 + below(3),
    }),
    subscriptions: () => ({ account_id: account(), starts_on: day() }),
    revenue: () => ({
      account_id: account(),
      day: day(),
      amount_minor: BigInt(below(5) - 1),
      currency: 'EUR',
    }),
  } as const
  const names = Object.keys(makers) as (keyof typeof makers)[]
  await fill(
    database,
    'accounts',
    [1, 2, 3].map((id) => ({ account_id: id, name: `${id}`, is_identified: id > 1 })),
  )
  const keys = {
    accounts: 'account_id',
    opportunities: 'opportunity_id',
    opportunity_lines: 'line_id',
    subscriptions: 'subscription_id',
    revenue: 'revenue_id',
  }
  for (let round = 0; round < 80; round++) {
    const table = names[below(names.length)]!
    if (round % 2 === 0)
      await fill(
        database,
        table,
        Array.from({ length: table === 'accounts' ? 0 : 1 + below(5) }, (_, i) => ({
          ...makers[table](),
          external_id: `${round}-${i}`,
        })),
      )
    await database.write(housekeeper, async (query) => {
      const client = within(query)
      const other = names[below(names.length)]!
      const those = `${keys[other]} % 7 = ${below(7)}`
      await touchRows(client, other, `row.${those}`)
      const next = makers[other]()
      if (other !== 'accounts' && below(3) === 0)
        await sql`delete from ${sql.table(other)} where ${sql.raw(those)}`.execute(query)
      else
        await query
          .updateTable(other as 'revenue')
          .set(next as never)
          .where(sql<boolean>`${sql.raw(those)}`)
          .execute()
      await touchRows(client, other, `row.${those}`)
      await refreshRollups(client)
    })
    await database.read(housekeeper, async (query) => expect(await kept(query)).toEqual(await naive(query)))
  }
  const before = await database.read(housekeeper, kept)
  expect(before.length).toBeGreaterThan(8)
  const found = await database.write(housekeeper, (query) => rebuildRollups(within(query)))
  expect(found.filter((one) => one.wrong > 0)).toEqual([])
  expect(await database.read(housekeeper, kept)).toEqual(before)
})

test('a contract that nobody told of is found', async () => {
  const database = await freshDatabase()
  await fill(database, 'subscriptions', [{ account_id: 1, starts_on: '2026-03-11' }])
  await database.write(housekeeper, (query) =>
    sql`update subscriptions set starts_on = '2026-03-12'::date`.execute(query),
  )
  const found = await database.read(housekeeper, (query) => checkRollups(within(query)))
  expect(found.find((one) => one.rollup === 'first_purchases')?.wrong).toBe(2)
})
