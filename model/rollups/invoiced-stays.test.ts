// Stretches of invoices while invoices come, change, move and go by chance: always what a second computation, written without SQL,
// makes of them.
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
}

const daysBetween = (first: string, last: string) => (Date.parse(last) - Date.parse(first)) / 86_400_000

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2
}

async function naive(query: Query): Promise<readonly string[]> {
  const { rows } = await sql<Invoice>`select * from revenue`.execute(query)
  const byAccount = new Map<number, Map<string, bigint>>()
  for (const { account_id, day, amount_minor } of rows) {
    const days = byAccount.get(account_id) ?? new Map<string, bigint>()
    byAccount.set(account_id, days.set(day, (days.get(day) ?? 0n) + amount_minor))
  }
  const stays: string[] = []
  for (const [account, sums] of byAccount) {
    const days = [...sums].flatMap(([day, sum]) => (sum > 0n ? [day] : [])).toSorted()
    const gaps = days.slice(1).map((day, i) => daysBetween(days[i]!, day))
    const patience = gaps.length < 2 ? 365 : Math.min(365, Math.max(60, Math.ceil(3 * median(gaps))))
    let start = 0
    for (const [i] of days.entries()) {
      if (i + 1 < days.length && gaps[i]! <= patience) continue
      stays.push(JSON.stringify([account, days[start], days[i], patience]))
      start = i + 1
    }
  }
  return stays.toSorted()
}

async function kept(query: Query): Promise<readonly string[]> {
  const rows = await query.selectFrom('invoiced_stays').selectAll().execute()
  return rows
    .map((row) => JSON.stringify([row.account_id, row.started_on, row.last_on, row.patience]))
    .toSorted()
}

test('a customer invoiced every month, silent for a year, and back: two stays; one invoiced and credited on one day: none', async () => {
  const database = await freshDatabase()
  const invoice = (account_id: number, day: string, amount_minor = 100n) => ({
    account_id,
    day,
    amount_minor,
    currency: 'EUR',
  })
  await fill(database, 'revenue', [
    ...['2024-01-10', '2024-02-10', '2024-03-10', '2024-04-10', '2025-04-10'].map((day) => invoice(1, day)),
    invoice(2, '2024-01-10'),
    invoice(2, '2024-01-10', -100n),
  ])
  // Gaps of 31, 29, 31 and 365 days: the middle of them is 31, three times that 93.
  expect(await database.read(housekeeper, kept)).toEqual([
    '[1,"2024-01-10","2024-04-10",93]',
    '[1,"2025-04-10","2025-04-10",93]',
  ])
})

test('after every change they hold what the invoices say, and are made anew to the same bytes', async () => {
  const database = await freshDatabase()
  const random = seededRandom('invoiced stays')
  const below = (many: number) => Math.floor(random() * many)
  const day = () => new Date(Date.UTC(2024, 0, 1 + below(900))).toISOString().slice(0, 10)
  for (let round = 0; round < 30; round++) {
    if (round % 2 === 0)
      await fill(
        database,
        'revenue',
        Array.from({ length: 1 + below(12) }, () => ({
          account_id: 1 + below(4),
          day: day(),
          amount_minor: BigInt(below(5) - 1) * 100n,
          currency: 'EUR',
        })),
      )
    await database.write(housekeeper, async (query) => {
      const client = within(query)
      const those = `revenue_id % 11 = ${below(11)}`
      await touchRows(client, 'revenue', `row.${those}`)
      if (below(3) === 0) await sql`delete from revenue where ${sql.raw(those)}`.execute(query)
      else
        await sql`update revenue set day = ${day()}::date, amount_minor = ${BigInt(below(4) - 1)}
          where ${sql.raw(those)}`.execute(query)
      await touchRows(client, 'revenue', `row.${those}`)
      await refreshRollups(client)
    })
    await database.read(housekeeper, async (query) =>
      expect(await kept(query), `round ${round}`).toEqual(await naive(query)),
    )
  }
  const before = await database.read(housekeeper, kept)
  expect(before.length).toBeGreaterThan(5)
  const found = await database.write(housekeeper, (query) => rebuildRollups(within(query)))
  expect(found.filter((one) => one.wrong !== 0)).toEqual([])
  expect(await database.read(housekeeper, kept)).toEqual(before)
})

test('an invoice that nobody told of is found', async () => {
  const database = await freshDatabase()
  await fill(database, 'revenue', [{ account_id: 1, day: '2026-03-11', amount_minor: 100n, currency: 'EUR' }])
  await database.write(housekeeper, (query) =>
    sql`update revenue set day = '2026-03-12'::date`.execute(query),
  )
  const found = await database.read(housekeeper, (query) => checkRollups(within(query)))
  expect(found.find((one) => one.rollup === 'invoiced_stays')?.wrong).toBe(2)
})
