// A French accounting file from its bytes to the model: costs, revenue and customers, loaded twice, completed, and undone.
import { expect, test } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import { clock, deliver, rowsOf } from '../../test/deliver.ts'
import { owner } from '../../model/reader.ts'
import { undoImport } from '../ingest/index.ts'

const header =
  'JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|PieceRef|PieceDate|EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|Montantdevise|Idevise'

/** `VE 1 20260110 411000 ACME:Acme 120,00 D`: a line of an entry, its side at the end. */
function lines(...written: string[]): string {
  return written
    .map((text) => {
      const [journal, entry, day, account, customer = '-', amount, side] = text.split(' ')
      const [aux = '', name = ''] = customer === '-' ? [] : customer.split(':')
      const sums = side === 'D' ? `${amount}|0,00` : `0,00|${amount}`
      return `${journal}|Journal|${entry}|${day}|${account}|Compte|${aux}|${name}|P|${day}|Libelle|${sums}||||`.concat(
        '|',
      )
    })
    .map((line) => `${line}\r\n`)
    .join('')
}

const january = lines(
  'VE 1 20260110 411000 ACME:Acme 120,00 D',
  'VE 1 20260110 706000 - 100,00 C',
  'VE 1 20260110 445710 - 20,00 C',
  'AC 1 20260112 623000 - 300,00 D',
  'AC 1 20260112 401000 - 300,00 C',
)
const february = lines(
  'VE 2 20260210 411000 BOR:Borea 60,00 D',
  'VE 2 20260210 706000 - 50,00 C',
  'VE 2 20260210 445710 - 10,00 C',
)

const model = `select a.name, r.day, r.amount_minor as cents, r.currency, r.external_id as id from revenue as r join accounts as a using (account_id)
  union all select c.category, c.day, c.amount_minor, c.currency, c.external_id from costs as c order by 2, 1`

test('a growing file is loaded again and again, and what it brought can be taken back', async () => {
  const database = await freshDatabase()
  // The customer is known from the CRM, under the same name.
  await deliver(database, { 'accounts.csv': 'account_id,account_name\n001,ACME\n' })
  const first = await deliver(database, { '123456789FEC20261231.txt': `${header}\r\n${january}` })
  expect(first.files[0]).toMatchObject({
    name: '123456789FEC20261231.txt',
    verdict: 'accept',
    accepted: 5,
    added: 2,
    entity: 'costs',
  })
  const wanted = [
    { name: 'ACME', day: '2026-01-10', cents: 10000, currency: 'EUR', id: 'VE:1:2026-01-10:ACME' },
    { name: 'advertising', day: '2026-01-12', cents: 30000, currency: 'EUR', id: 'AC:1:2026-01-12:623000' },
  ]
  expect(await rowsOf(database, model)).toEqual(wanted)

  const grown = `${header}\r\n${february}${january}`
  const second = await deliver(database, { 'renamed.txt': grown })
  expect(second.files[0]).toMatchObject({ accepted: 8, added: 1, changed: 0 })
  const third = await deliver(database, { 'again.txt': grown })
  expect(third.files[0]).toMatchObject({ accepted: 8, added: 0, changed: 0, unchanged: 8 })
  expect(await rowsOf(database, model)).toHaveLength(3)

  await undoImport(database, owner, third.importId, { now: clock })
  await undoImport(database, owner, second.importId, { now: clock })
  expect(await rowsOf(database, model)).toEqual(wanted)
})

test('no line of a refused entry becomes visible, and the list of refused rows has its cells', async () => {
  const database = await freshDatabase()
  const report = await deliver(database, {
    'fec.txt': `${header}\r\n${january}${lines('AC 9 20260115 623000 - 10,00 D', 'AC 9 20260115 401000 - 9,00 C')}`,
  })
  expect(report.files[0]).toMatchObject({ verdict: 'partial', accepted: 5, rejected: 2 })
  expect(report.files[0]?.errors.map(({ row, code }) => [row, code])).toEqual([
    [7, 'ENTRY_UNBALANCED'],
    [8, 'ENTRY_UNBALANCED'],
  ])
  expect(await rowsOf(database, model)).toHaveLength(2)
  expect(await rowsOf(database, 'select row, cells ->> 4 as account from refused_rows order by 1')).toEqual([
    { row: 7, account: '623000' },
    { row: 8, account: '401000' },
  ])
})
