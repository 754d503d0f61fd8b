// JSON, JSON Lines and Parquet as they really arrive, into the model: an API's answer, a loader's file, a data lake's table.
import { DuckDBInstance } from '@duckdb/node-api'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import { deliver, rowsOf } from '../../test/deliver.ts'

const deals = `select external_id as id, name, amount_minor as cents, currency, outcome, opened_on, closed_on, a.account
  from opportunities join (select account_id, name as account from accounts) as a using (account_id) order by 1`

test('a Salesforce query result: its wrapper, type marks, nested names and offsets without a colon', async () => {
  const database = await freshDatabase()
  const report = await deliver(database, {
    'opportunity.json': JSON.stringify({
      totalSize: 2,
      done: true,
      records: [
        {
          attributes: { type: 'Opportunity', url: '/services/data/v60.0/sobjects/Opportunity/1' },
          Id: '0061t00000A1b2cAAB',
          Name: 'First',
          Amount: 1234.5,
          StageName: 'Closed Won',
          IsClosed: true,
          IsWon: true,
          CreatedDate: '2026-01-10T23:30:00.000+0000',
          CloseDate: '2026-02-09',
          Account: { attributes: { type: 'Account', url: '/x' }, Name: 'Acme' },
          Owner: { attributes: { type: 'User', url: '/y' }, Name: 'Ana Ruiz' },
        },
        {
          attributes: { type: 'Opportunity', url: '/z' },
          Id: '0061t00000A1b2dAAB',
          Name: 'Second',
          Amount: null,
          StageName: 'Proposal',
          IsClosed: false,
          IsWon: false,
          CreatedDate: '2026-01-15T09:00:00.000+0000',
          CloseDate: '2026-09-30',
          Account: { attributes: { type: 'Account', url: '/x' }, Name: 'Borea' },
          Owner: null,
        },
      ],
    }),
  })
  expect(report.files[0]).toMatchObject({ entity: 'opportunities', vendor: 'Salesforce', accepted: 2 })
  expect(await rowsOf(database, deals)).toEqual([
    {
      id: '0061t00000A1b2cAAB',
      name: 'First',
      cents: 123450,
      currency: 'EUR',
      outcome: 'won',
      opened_on: '2026-01-11',
      closed_on: '2026-02-09',
      account: 'Acme',
    },
    {
      id: '0061t00000A1b2dAAB',
      name: 'Second',
      cents: null,
      currency: null,
      outcome: 'open',
      opened_on: '2026-01-15',
      closed_on: null,
      account: 'Borea',
    },
  ])
  expect(report.provisionalPeople).toEqual(['Ana Ruiz'])
})

test('the same deals as JSON Lines and as Parquet are the same deals', async () => {
  const database = await freshDatabase()
  const rows = [
    ['D-1', 'First', '100.10', 'Won', '2026-01-10', 'Acme'],
    ['D-2', 'Second', '1234567.05', 'Lost', '2026-01-11', 'Borea'],
  ]
  const lines = rows.map(
    ([id, title, amount, stage, day, account]) =>
      `{"deal_id":"${id}","title":"${title}","amount":${amount},"currency":"EUR","stage":"${stage}","owner_email":"ana@example.com","created_at":"${day}","account":"${account}","_dlt_id":"x"}`,
  )
  const first = await deliver(database, { 'deals.jsonl': `${lines.join('\n')}\n` })
  expect(first.files[0]).toMatchObject({ verdict: 'accept', accepted: 2, added: 2 })
  expect(first.files[0]?.warnings.map(({ code }) => code)).toContain('PARTS_LEFT_OUT')
  const values = rows.map(
    ([id, title, amount, stage, day, account]) =>
      `('${id}', '${title}', ${amount}::decimal(12,2), 'EUR', '${stage}', 'ana@example.com', date '${day}', '${account}')`,
  )
  const parquet = await writeParquet(
    `select * from (values ${values.join(', ')}) as t(deal_id, title, amount, currency, stage, owner_email, created_at, account)`,
  )
  const again = await deliver(database, { 'deals.parquet': parquet })
  expect(again.files[0]).toMatchObject({ accepted: 2, added: 0, changed: 0, unchanged: 2 })
  expect((await rowsOf(database, deals)).map(({ id, cents }) => [id, cents])).toEqual([
    ['D-1', 10010],
    ['D-2', 123456705],
  ])
})

async function writeParquet(query: string): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'nested-test-'))
  const database = await DuckDBInstance.create(':memory:')
  try {
    const connection = await database.connect()
    await connection.run(`copy (${query}) to '${join(folder, 'a.parquet')}' (format parquet)`)
    connection.closeSync()
    return await readFile(join(folder, 'a.parquet'))
  } finally {
    database.closeSync()
    await rm(folder, { recursive: true })
  }
}
