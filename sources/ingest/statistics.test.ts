// What the planner knows follows a delivery that changes much, and costs nothing where it changes little.
import { expect, test } from 'vitest'
import { deliver, rowsOf } from '../../test/deliver.ts'
import { freshDatabase } from '../../test/database.ts'

const deals = (from: number, many: number) => ({
  'deals.csv': `deal_id,title,amount,currency,stage,owner_email,created_at,closed_at,status,account\n${Array.from(
    { length: many },
    (_, i) => `D${from + i},Deal,1000.00,EUR,Proposal,ada@example.com,2026-01-05,,open,Company ${from + i}`,
  ).join('\n')}\n`,
})

test('tables are looked at again after a large delivery, and not after a small one', async () => {
  const database = await freshDatabase()
  const looks = async () => {
    const found = await rowsOf(
      database,
      `select relname as name, analyze_count::text as times from pg_stat_user_tables
       where relname in ('opportunities', 'accounts', 'activities') order by 1`,
    )
    return Object.fromEntries(found.map((row) => [row['name'], Number(row['times'])]))
  }
  const before = await looks()
  await deliver(database, deals(1, 2_000))
  const first = await looks()
  expect(first['opportunities']).toBe(before['opportunities']! + 1)
  expect(first['accounts']).toBe(before['accounts']! + 1)
  // Nothing came to it.
  expect(first['activities']).toBe(before['activities'])
  await deliver(database, deals(2_001, 100))
  expect(await looks()).toEqual(first)
  await deliver(database, deals(3_001, 1_000))
  expect((await looks())['opportunities']).toBe(first['opportunities']! + 1)
})
