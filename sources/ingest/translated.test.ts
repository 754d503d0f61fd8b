// A file that a translator reads, from its bytes to the model: a ledger made for this test, whose lines become accounts and deals.
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import { clock, rowsOf } from '../../test/deliver.ts'
import { writeZip } from '../../test/write-zip.ts'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { owner } from '../../model/reader.ts'
import type { ByteSource, RawRecord, Table, Translator } from '../files/reading/index.ts'
import { makeVisible, openImport, refusedRows, stageImport, toPlainAnswers } from './index.ts'

/** `LEDGER` on the first line, then `deal;company;amount`. A line `-` is private, one said twice counts once. */
const ledger: Translator = {
  kind: 'ledger',
  claims: ({ kind, start }) => kind === 'text' && start.toString('latin1', 0, 6) === 'LEDGER',
  open: (source) => Promise.resolve([ledgerTable(source)]),
}

function ledgerTable(source: ByteSource): Table {
  return {
    name: source.name,
    origin: 'translated',
    encoding: null,
    delimiter: null,
    calendar: 1900,
    warnings: [],
    header: ['deal', 'company', 'amount'],
    headerRow: 1,
    titleLines: [],
    isHidden: false,
    hiddenColumns: [],
    gives: [
      { entity: 'accounts', header: ['account_name'] },
      {
        entity: 'opportunities',
        header: ['deal_id', 'amount', 'stage', 'owner_email', 'created_at', 'account'],
      },
    ],
    reason: { fr: 'Un registre.', en: 'A ledger.' },
    remarks: [{ code: 'ASSUMED', sentence: { fr: 'Supposé.', en: 'Assumed.' } }],
    async *records() {
      let text = ''
      for await (const chunk of source.chunks()) text += chunk.toString()
      const lines = text.trim().split('\n').slice(1)
      const seen = new Set<string>()
      const rows: RawRecord[] = []
      let [duplicates, skipped] = [0, 0]
      for (const [index, line] of lines.entries()) {
        const at = { row: index + 2, line: index + 2 }
        if (line === '-') skipped++
        else if (seen.has(line)) duplicates++
        else rows.push(recordOf(at, line.split(';')))
        seen.add(line)
      }
      yield { rows }
      const checks = [
        { code: 'private_skipped', name: { fr: 'Privées', en: 'Private' }, value: `${skipped}` },
      ]
      yield {
        rows: [],
        end: { records: lines.length, leftOut: [], emptyRows: 0, duplicates, skipped, checks },
      }
    },
  }
}

function recordOf(at: { row: number; line: number }, cells: string[]): RawRecord {
  const [deal = '', company = '', amount = ''] = cells
  if (!/^\d+$/.test(amount)) {
    const place = { column: 'amount', index: 2, value: amount, detail: { reason: 'style' } }
    return { ...at, cells, faults: [{ code: 'NUMBER_INVALID', ...at, ...place }] }
  }
  const row = [deal, `${amount}.00`, 'Open', 'ana@example.com', '2026-01-05', company]
  return {
    ...at,
    cells,
    given: [
      { to: 0, cells: [company] },
      { to: 1, cells: row },
    ],
  }
}

const text = 'LEDGER\nD-1;Acme;100\nD-2;Acme;many\n-\nD-1;Acme;100\nD-3;Borea;50\n'

test('records are counted as records, and what they become lands in its tables', async () => {
  const database = await freshDatabase()
  const first = await load('book.txt', text)
  expect(first.answers).toEqual([
    {
      file: 'book.txt',
      verdict: 'partial',
      accepted: 2,
      rejected: 1,
      duplicates: 1,
      unchanged: 0,
      errors: [{ row: 3, code: 'NUMBER_INVALID', column: 'amount', line: 3 }],
      warnings: [],
      checks: { private_skipped: 1 },
    },
  ])
  expect(first.report.files[0]).toMatchObject({
    reason: { en: 'A ledger.' },
    warnings: [{ code: 'ASSUMED' }],
    added: 4,
  })
  const kept = []
  for await (const row of refusedRows(database, owner, first.report.importId)) kept.push(row)
  expect(kept).toMatchObject([
    { row: 3, cells: ['D-2', 'Acme', 'many'], header: ['deal', 'company', 'amount'] },
  ])
  expect(
    await rowsOf(
      database,
      `select o.external_id as id, a.name, o.amount_minor as cents from opportunities as o
       join accounts as a on a.account_id = o.account_id order by 1`,
    ),
  ).toEqual([
    { id: 'D-1', name: 'Acme', cents: 10000 },
    { id: 'D-3', name: 'Borea', cents: 5000 },
  ])

  const again = await load('book.txt.gz', gzipSync(text))
  expect(again.answers[0]).toMatchObject({ file: 'book.txt.gz', accepted: 2, unchanged: 2 })
  const archived = await load('books.zip', writeZip([{ name: 'a/book.txt', data: text }]))
  expect(archived.answers[0]).toMatchObject({ file: 'books.zip › a/book.txt', accepted: 2, unchanged: 2 })

  async function load(name: string, content: string | Buffer) {
    const folder = await mkdtemp(join(tmpdir(), 'translated-test-'))
    try {
      const path = join(folder, 'upload')
      await writeFile(path, content)
      const { importId } = await openImport(database, owner, { now: clock })
      const staged = await stageImport(database, owner, importId, [{ name, path }], {
        now: clock,
        translators: () => [ledger],
      })
      const report = await makeVisible(database, owner, importId, { now: clock })
      return { answers: toPlainAnswers(staged), report }
    } finally {
      await rm(folder, { recursive: true })
    }
  }
})
