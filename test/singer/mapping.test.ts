// An unknown stream on the page: listed with what it would be, mapped, read at once with a report, and followed from then on.
import { expect, test } from 'vitest'
import type { Answer } from '../../api/contract/types.ts'
import { connectionsOf, doImportTask } from '../../api/jobs/import-tasks.ts'
import { openDatabase } from '../../model/database.ts'
import { owner } from '../../model/reader.ts'
import { openImport } from '../../sources/ingest/index.ts'
import { mapStream } from '../../sources/singer/index.ts'
import { testApi } from '../api.ts'
import { freshDatabase } from '../database.ts'
import { rowsOf } from '../deliver.ts'
import { lines, now, send } from './send.ts'

const head = {
  type: 'SCHEMA',
  stream: 'shop_invoices',
  key_properties: ['no'],
  schema: {
    properties: {
      no: { type: 'string' },
      client: { type: 'object', properties: { name: { type: 'string' } } },
      invoice_date: {},
      amount: {},
      remark: {},
    },
  },
}
const record = (no: string, name: string, amount: number) => ({
  type: 'RECORD',
  stream: 'shop_invoices',
  record: { no, client: { name }, invoice_date: '2026-01-05', amount, remark: '' },
})
type Look = Answer<'stream'>
const columnsOf = ({ columns }: Look) =>
  Object.fromEntries(columns.map(({ column, field }) => [column, field]))

test('an unknown stream is proposed a table, mapped on the page, read at once, and followed', async () => {
  const database = await freshDatabase()
  const api = testApi(database)
  await send(database, lines(head, record('F1', 'Lorme', 10.1), record('F2', 'Lorme', 0.2)))
  const [stream] = await api.json<Answer<'streams'>>('GET', '/api/streams')
  expect(stream).toMatchObject({
    name: 'shop_invoices',
    source: 'crm',
    state: 'unknown',
    rows: 2,
    hasMore: false,
  })
  const address = `/api/streams/${stream?.streamId}`
  const look = await api.json<Look>('GET', `${address}?entity=revenue`)
  expect(look.columns.find(({ column }) => column === 'client.name')).toEqual({
    column: 'client.name',
    field: 'account',
    samples: ['Lorme'],
  })
  // The object that holds the name is no column of its own.
  expect(columnsOf(look)).toMatchObject({
    no: 'externalId',
    'client.name': 'account',
    invoice_date: 'day',
    amount: 'amount',
  })
  expect(Object.keys(columnsOf(look))).not.toContain('client')
  expect(await rowsOf(database, 'select * from revenue')).toEqual([])

  const mapping = { entity: 'revenue', columns: columnsOf(look) }
  const { report } = await api.json<Answer<'mapStream'>>('PUT', `${address}/mapping`, mapping)
  expect(report).toMatchObject({
    state: 'visible',
    files: [{ name: 'shop_invoices', accepted: 2, added: 2 }],
  })
  const revenue = () => rowsOf(database, 'select external_id, amount_minor from revenue order by 1')
  expect(await revenue()).toEqual([
    { external_id: 'F1', amount_minor: 1010 },
    { external_id: 'F2', amount_minor: 20 },
  ])

  // Remembered, and followed by what comes later.
  expect(await api.json<Look>('GET', address)).toMatchObject({ entity: 'revenue', isMapped: true })
  expect(await api.json('GET', '/api/streams')).toMatchObject([{ state: 'mapped', entity: 'revenue' }])
  await send(database, lines(head, record('F2', 'Lorme', 5), record('F3', 'Valmy', 7)))
  expect(await revenue()).toMatchObject([
    { amount_minor: 1010 },
    { amount_minor: 500 },
    { external_id: 'F3' },
  ])

  // Another word: the same records are read again, and a part of them is refused with its reason.
  const again = await api.json<Answer<'mapStream'>>('PUT', `${address}/mapping`, {
    ...mapping,
    columns: { ...mapping.columns, invoice_date: null },
  })
  expect(again.report?.files[0]).toMatchObject({ accepted: 0, rejected: 3 })

  const out = await api.json<Answer<'mapStream'>>('PUT', `${address}/mapping`, { entity: null, columns: {} })
  expect(out.report).toBeNull()
  expect(await api.json('GET', '/api/streams')).toMatchObject([{ state: 'left-out', entity: null }])
  await send(database, lines(head, record('F4', 'Valmy', 9)))
  expect(await revenue()).toHaveLength(3)
})

test('the thread in which streams are read has the connections that it needs', async () => {
  const database = await freshDatabase()
  await send(database, lines(head, record('F1', 'Lorme', 10.1)))
  await mapStream(
    database,
    owner,
    { source: 'crm', name: 'shop_invoices' },
    { entity: 'revenue', columns: { 'client.name': 'account', invoice_date: 'day', amount: 'amount' } },
  )
  const { importId } = await openImport(database, owner, { now, source: 'crm', isStream: true })
  const few = openDatabase(database.connection, { most: connectionsOf['bring-up'] })
  try {
    await doImportTask(few, { kind: 'bring-up', importId, source: 'crm', streamId: 1 }, { now })
  } finally {
    await few.close()
  }
  expect(await rowsOf(database, 'select amount_minor from revenue')).toEqual([{ amount_minor: 1010 }])
})

test('a table, a field or a stream that does not exist is refused, and nothing is kept of it', async () => {
  const database = await freshDatabase()
  const api = testApi(database)
  await send(database, lines(head, record('F1', 'Lorme', 10.1)))
  const put = (path: string, body: unknown) => api.send('PUT', path, { body })
  for (const body of [
    { entity: 'salaries', columns: {} },
    { entity: 'constructor', columns: { amount: 'name' } },
    { entity: 'revenue', columns: { amount: 'constructor' } },
    { entity: 'revenue', columns: { amount: 'nothing' } },
  ])
    expect((await put('/api/streams/1/mapping', body)).status).toBe(409)
  expect((await put('/api/streams/1/mapping', { entity: 3, columns: {} })).status).toBe(400)
  expect((await put('/api/streams/99/mapping', { entity: null, columns: {} })).status).toBe(404)
  expect((await api.send('GET', '/api/streams/99')).status).toBe(404)
  expect((await api.send('GET', '/api/streams/1?entity=salaries')).status).toBe(400)
  expect(await api.json('GET', '/api/streams')).toMatchObject([{ state: 'unknown' }])
  expect(await rowsOf(database, "select import_id from imports where state = 'reading'")).toEqual([])
})

test('a known stream is shown as the catalogue reads it, and can be said to be something else', async () => {
  const database = await freshDatabase()
  const api = testApi(database)
  await send(
    database,
    lines(
      {
        type: 'SCHEMA',
        stream: 'Product2',
        key_properties: ['Id'],
        schema: { properties: { Id: {}, Name: {}, ProductCode: {} } },
      },
      { type: 'RECORD', stream: 'Product2', record: { Id: 'P1', Name: 'Presse', ProductCode: 'PR' } },
    ),
  )
  expect(await api.json('GET', '/api/streams')).toMatchObject([{ state: 'known', entity: 'products' }])
  const look = await api.json<Look>('GET', '/api/streams/1')
  expect(look).toMatchObject({ entity: 'products', isMapped: false })
  expect(columnsOf(look)).toEqual({ Id: 'externalId', Name: 'name', ProductCode: 'code' })
})
