// Sums of orders while invoices, contracts and accounts come, change and go by chance: always what a second computation, written
// without SQL, makes of them.
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { seededRandom } from '../../statistics/random.ts'
import { freshDatabase } from '../../test/database.ts'
import { fill } from '../../test/fill.ts'
import type { Query } from '../database.ts'
import { housekeeper } from '../reader.ts'
import { checkRollups, rebuildRollups, refreshRollups, touchRows, within } from './index.ts'

interface Invoice {
  readonly account_id: number
  readonly day: string
  readonly amount_minor: bigint
  readonly currency: string | null
}

async function naive(query: Query): Promise<readonly string[]> {
  const all = async <Row>(table: string) =>
    (await sql<Row>`select * from ${sql.table(table)}`.execute(query)).rows
  const invoices = (await all<Invoice>('revenue')).filter((one) => one.amount_minor > 0n)
  const contracts = await all<{ account_id: number }>('subscriptions')
  const sums: string[] = []
  for (const { account_id, is_identified } of await all<{ account_id: number; is_identified: boolean }>(
    'accounts',
  )) {
    const own = invoices.filter((one) => one.account_id === account_id)
    if (!is_identified || own.length === 0 || contracts.some((one) => one.account_id === account_id)) continue
    const days = [...new Set(own.map((one) => one.day))].toSorted()
    const later = own.filter((one) => one.day !== days[0]).reduce((sum, one) => sum + one.amount_minor, 0n)
    const currencies = [...new Set(own.flatMap((one) => one.currency ?? []))].toSorted()
    sums.push(
      JSON.stringify([
        account_id, days[0], days.at(-1), days.length, Number(later), currencies[0] ?? null, currencies.length > 1,
      ]), // prettier-ignore
    )
  }
  return sums.toSorted()
}

async function kept(query: Query): Promise<readonly string[]> {
  const rows = await query.selectFrom('order_sums').selectAll().execute()
  return rows
    .map(
      (row) =>
      JSON.stringify([
        row.account_id, row.first_on, row.last_on, row.days, Number(row.later_minor), row.currency, row.is_mixed,
      ]), // prettier-ignore
    )
    .toSorted()
}

test('three days of invoices, one of two amounts and a credit note: two orders after the first, and nothing once there is a contract', async () => {
  const database = await freshDatabase()
  await fill(database, 'accounts', [{ account_id: 1, name: 'a', is_identified: true }])
  const invoice = (day: string, amount_minor: bigint) => ({ account_id: 1, day, amount_minor })
  await fill(database, 'revenue', [
    invoice('2026-01-10', 500n),
    invoice('2026-02-10', 100n),
    invoice('2026-02-10', 50n),
    invoice('2026-03-10', 30n),
    invoice('2026-04-10', -30n),
  ])
  expect(await database.read(housekeeper, kept)).toEqual(['[1,"2026-01-10","2026-03-10",3,180,null,false]'])
  await fill(database, 'subscriptions', [{ account_id: 1, starts_on: '2026-05-01' }])
  expect(await database.read(housekeeper, kept)).toEqual([])
})

test('after every change they hold what the rows say, and are made anew to the same bytes', async () => {
  const database = await freshDatabase()
  const random = seededRandom('order sums')
  const below = (many: number) => Math.floor(random() * many)
  const oneOf = <Value>(values: readonly Value[]): Value => values[below(values.length)]!
  const day = () => `2026-01-${String(1 + below(6)).padStart(2, '0')}`
  const accounts = [1, 2, 3, 4, 5, 6]
  await fill(
    database,
    'accounts',
    accounts.map((id) => ({ account_id: id, name: `a${id}`, is_identified: id !== 6 })),
  )
  const seen = new Set<string>()
  for (let round = 0; round < 40; round++) {
    if (round % 2 === 0)
      await fill(
        database,
        'revenue',
        Array.from({ length: 1 + below(6) }, () => ({
          account_id: oneOf(accounts),
          day: day(),
          amount_minor: BigInt(below(6) - 1) * 100n,
          currency: oneOf([null, 'EUR', 'EUR', 'USD']),
        })),
      )
    if (round % 5 === 0)
      await fill(database, 'subscriptions', [{ account_id: oneOf(accounts), starts_on: day() }])
    await database.write(housekeeper, async (query) => {
      const client = within(query)
      const change = async (table: 'revenue' | 'subscriptions' | 'accounts', those: string, text: string) => {
        await touchRows(client, table, `row.${those}`)
        await sql`${sql.raw(text)} where ${sql.raw(those)}`.execute(query)
        await touchRows(client, table, `row.${those}`)
      }
      const some = `revenue_id % 7 = ${below(7)}`
      switch (below(4)) {
        case 0:
          await change('revenue', some, 'delete from revenue')
          break
        case 1:
          await change('revenue', some, `update revenue set day = '${day()}', amount_minor = ${below(4) - 1}`)
          break
        case 2:
          await change('subscriptions', `account_id = ${oneOf(accounts)}`, 'delete from subscriptions')
          break
        default:
          await change(
            'accounts',
            `account_id = ${oneOf(accounts)}`,
            'update accounts set is_identified = not is_identified',
          )
      }
      await refreshRollups(client)
    })
    await database.read(housekeeper, async (query) => {
      const held = await kept(query)
      expect(held, `round ${round}`).toEqual(await naive(query))
      for (const row of held) seen.add(row)
    })
  }
  expect(seen.size).toBeGreaterThan(15)
  expect([...seen].some((row) => row.endsWith('true]'))).toBe(true)
  const before = await database.read(housekeeper, kept)
  const found = await database.write(housekeeper, (query) => rebuildRollups(within(query)))
  expect(found.filter((one) => one.wrong !== 0)).toEqual([])
  expect(await database.read(housekeeper, kept)).toEqual(before)
})

test('an invoice that nobody told of is found', async () => {
  const database = await freshDatabase()
  await fill(database, 'accounts', [{ account_id: 1, name: 'a', is_identified: true }])
  await fill(database, 'revenue', [{ account_id: 1, day: '2026-03-11', amount_minor: 100n }])
  await database.write(housekeeper, (query) =>
    sql`update revenue set day = '2026-03-12'::date`.execute(query),
  )
  const found = await database.read(housekeeper, (query) => checkRollups(within(query)))
  expect(found.find((one) => one.rollup === 'order_sums')?.wrong).toBe(2)
})
