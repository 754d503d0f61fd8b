// Files that are no tables, sent on the page: messages of a tap and learning records reach their own doors, and the report says what became of them.
import { describe, expect, test } from 'vitest'
import type { ImportReportJson } from '../api/contract/types.ts'
import { type TestApi, testApi } from './api.ts'
import { freshDatabase } from './database.ts'
import { rowsOf } from './deliver.ts'
import { lines } from './singer/send.ts'

async function deliver(api: TestApi, files: Readonly<Record<string, string>>): Promise<ImportReportJson> {
  const { importId } = await api.json<ImportReportJson>('POST', '/api/imports', {})
  for (const [name, text] of Object.entries(files)) {
    const address = `/api/imports/${importId}/files?name=${encodeURIComponent(name)}`
    expect((await api.send('PUT', address, { bytes: new TextEncoder().encode(text) })).status).toBe(200)
  }
  const response = await api.send('POST', `/api/imports/${importId}/stage`, { body: {} })
  if (response.status === 200) return (await response.json()) as ImportReportJson
  expect(response.status).toBe(409)
  return api.json('GET', `/api/imports/${importId}`)
}

const messages = lines(
  {
    type: 'SCHEMA',
    stream: 'Product2',
    key_properties: ['Id'],
    schema: { properties: { Id: { type: 'string' }, Name: {}, ProductCode: {} } },
  },
  { type: 'RECORD', stream: 'Product2', record: { Id: 'P1', Name: 'Presse', ProductCode: 'PR' } },
  { type: 'STATE', value: { at: 1 } },
)
const statement = (id: string, score: number) => ({
  id,
  actor: { mbox: 'mailto:ana@example.com' },
  verb: { id: 'http://adlnet.gov/expapi/verbs/passed' },
  object: { id: 'https://example.com/course' },
  result: { score: { scaled: score } },
  timestamp: '2026-01-05T10:00:00Z',
})

describe('on the page', async () => {
  const database = await freshDatabase()
  const api = testApi(database)

  test('messages of a tap are taken by theirs, told like any delivery, and can be taken back', async () => {
    const report = await deliver(api, { 'tap.jsonl': messages })
    expect(report).toMatchObject({
      state: 'visible',
      canBeUndone: true,
      files: [{ name: 'Product2', entity: 'products', accepted: 1, added: 1 }],
    })
    expect(report.findings.map(({ code }) => code)).toContain('TAKEN_ON_ARRIVAL')
    expect(await rowsOf(database, 'select name from products')).toEqual([{ name: 'Presse' }])
    expect(await rowsOf(database, "select options ? 'isStream' as is_stream from imports")).toEqual([
      { is_stream: true },
    ])
    // Asked to be confirmed, as a page would that did not look again: it is there already.
    expect(await api.json('POST', `/api/imports/${report.importId}/confirm`, {})).toMatchObject({
      state: 'visible',
    })
  })

  test('the same messages again bring nothing, and the report says so', async () => {
    expect(await deliver(api, { 'again.jsonl': messages })).toMatchObject({
      state: 'refused',
      refusal: { en: 'Nothing new: all that these messages say was there already.' },
    })
  })

  test('a bad line ends them, and its sentence is the reason', async () => {
    const report = await deliver(api, { 'bad.jsonl': lines({ type: 'SCHEMA', stream: 's', schema: {} }) })
    expect(report.state).toBe('refused')
    expect(report.refusal?.en).toMatch(/declares no properties/)
  })

  test('learning records go to their store, cannot be taken back, and a bad one is told with its row', async () => {
    const good = statement('7f1c3a52-0f4e-4a7e-9d0b-2d1f0a6b9c01', 0.8)
    const bad = statement('7f1c3a52-0f4e-4a7e-9d0b-2d1f0a6b9c02', 8)
    const report = await deliver(api, { 'records.jsonl': lines(good, bad) })
    expect(report).toMatchObject({
      state: 'visible',
      canBeUndone: false,
      files: [{ verdict: 'partial', accepted: 1, rejected: 1, errors: [{ row: 2, code: 'XAPI_INVALID' }] }],
    })
    const again = await deliver(api, { 'records.json': JSON.stringify([good]) })
    expect(again.files[0]).toMatchObject({ added: 0, unchanged: 1 })
    const csv = await api.send('GET', `/api/imports/${report.importId}/refused-rows?language=en`)
    expect(await csv.text()).toContain('result.score.scaled')
    expect((await api.send('POST', `/api/imports/${report.importId}/undo`, { body: {} })).status).toBe(409)
  })

  test('beside other files they are refused with the reason, and nothing is taken', async () => {
    const report = await deliver(api, { 'tap.jsonl': messages.replaceAll('P1', 'P2'), 'a.csv': 'a;b\n1;2\n' })
    expect(report.refusal?.en).toBe('“tap.jsonl” holds the messages of a tap: send it by itself.')
    expect(await rowsOf(database, 'select count(*) as n from products')).toEqual([{ n: 1 }])
  })

  test('a file of JSON lines that is a table stays one', async () => {
    const report = await deliver(api, {
      'people.jsonl': lines({ email: 'ana@example.com', name: 'Ana Silva', team: 'Nord' }),
    })
    expect(report).toMatchObject({ state: 'staged', files: [{ entity: 'people' }] })
  })
})
