// What the door does beside single messages: unknown streams and their mapping, keys that change, catalogues, streams that two runs want.
import { expect, test } from 'vitest'
import { owner } from '../../model/reader.ts'
import { bringUp, listStreams, mapStream, parseJson, readCatalogue } from '../../sources/singer/index.ts'
import { freshDatabase } from '../database.ts'
import { deliver, rowsOf } from '../deliver.ts'
import { landed, lines, now, send } from './send.ts'

const invoices = lines(
  {
    type: 'SCHEMA',
    stream: 'invoices',
    key_properties: ['no'],
    schema: { properties: { no: { type: 'string' }, client: {}, dated: {}, total: {}, password: {} } },
  },
  {
    type: 'RECORD',
    stream: 'invoices',
    record: { no: 'F1', client: 'Lorme', dated: '2026-01-05', total: 10.1, password: 'Zorblat' },
  },
  {
    type: 'RECORD',
    stream: 'invoices',
    record: { no: 'F2', client: 'Lorme', dated: '2026-01-06', total: 0.2 },
  },
)
const mapping = {
  entity: 'revenue',
  columns: { no: 'externalId', client: 'account', dated: 'day', total: 'amount' },
}

test('an unknown stream is kept, listed, mapped by a person, and read by that mapping from then on', async () => {
  const database = await freshDatabase()
  const { reports } = await send(database, invoices)
  expect(reports[0]?.files[0]).toMatchObject({ name: 'invoices', verdict: 'left-out', entity: null })
  expect(await listStreams(database, owner)).toMatchObject([
    {
      source: 'crm',
      name: 'invoices',
      tap: null,
      entity: null,
      keys: ['no'],
      rows: 2,
      properties: ['no', 'client', 'dated', 'total', 'password'],
    },
  ])
  const streamId = await mapStream(database, owner, { source: 'crm', name: 'invoices' }, mapping)
  const report = await bringUp(database, owner, 'crm', { now, tap: null, again: new Set([streamId]) })
  expect(report?.files[0]).toMatchObject({ verdict: 'accept', accepted: 2, added: 2 })
  await send(database, invoices.replace('10.1', '11.1'))
  expect(await rowsOf(database, 'select external_id, amount_minor from revenue order by 1')).toEqual([
    { external_id: 'F1', amount_minor: 1110 },
    { external_id: 'F2', amount_minor: 20 },
  ])
  expect(
    await rowsOf(database, `select count(*) as n from landed_rows where data::text ~ 'Zorblat'`),
  ).toEqual([{ n: 0 }])
})

test('a mapping names what exists', async () => {
  const database = await freshDatabase()
  const stream = { source: 'crm', name: 'invoices' }
  await expect(mapStream(database, owner, stream, mapping)).rejects.toMatchObject({ code: 'STREAM_UNKNOWN' })
  await send(database, invoices)
  for (const wrong of [
    { ...mapping, entity: 'bills' },
    { ...mapping, columns: { no: 'number' } },
  ])
    await expect(mapStream(database, owner, stream, wrong)).rejects.toMatchObject({ code: 'MAPPING_UNKNOWN' })
})

test('a stream whose key changes keeps each record once', async () => {
  const database = await freshDatabase()
  const schema = (key: string) => ({
    type: 'SCHEMA',
    stream: 's',
    key_properties: [key],
    schema: { properties: { id: {}, mail: {}, n: {} } },
  })
  const record = (id: number, mail: string, n: number) => ({
    type: 'RECORD',
    stream: 's',
    record: { id, mail, n },
  })
  await send(
    database,
    lines(
      schema('id'),
      record(1, 'a', 1),
      record(2, 'b', 1),
      record(3, 'b', 2),
      schema('mail'),
      record(9, 'a', 3),
    ),
  )
  expect((await landed(database))['s']?.map((row) => JSON.parse(row) as object)).toEqual([
    { id: 3, mail: 'b', n: 2 },
    { id: 9, mail: 'a', n: 3 },
  ])
  await send(database, lines(schema('mail'), record(10, 'b', 4)))
  expect((await landed(database))['s']).toHaveLength(2)
})

test('a catalogue of Airbyte gives keys, leaves streams out, and has a stream replaced as a whole', async () => {
  const database = await freshDatabase()
  const entry = (name: string, mode: string) => ({
    stream: { name, json_schema: { properties: { id: {}, n: {} } } },
    primary_key: [['id']],
    destination_sync_mode: mode,
  })
  const catalogue = readCatalogue(
    parseJson(JSON.stringify({ streams: [entry('deals', 'overwrite'), entry('log', 'append')] })),
  )
  const record = (stream: string, id: number) => ({
    type: 'RECORD',
    record: { stream, data: { id }, emitted_at: 1 },
  })
  const state = { type: 'STATE', state: { type: 'GLOBAL', global: { stream_states: [] } } }
  const first = await send(
    database,
    lines(record('deals', 1), record('deals', 2), record('log', 1), record('other', 1), state),
    { catalogue },
  )
  expect(first.printed).toEqual([JSON.stringify(state)])
  expect(first.ignored).toEqual({ 'not-in-catalogue': 1 })
  // What came in part replaces nothing.
  const broken = { type: 'TRACE', trace: { type: 'ERROR', emitted_at: 1, error: { message: 'x' } } }
  await send(database, lines(record('deals', 3), broken), { catalogue })
  expect((await landed(database))['deals']).toEqual(['{"id": 1}', '{"id": 2}', '{"id": 3}'])
  await send(database, lines(record('deals', 2), record('log', 1)), { catalogue })
  expect(await landed(database)).toEqual({ deals: ['{"id": 2}'], log: ['{"id": 1}', '{"id": 1}'] })
})

test('states of Airbyte all go back in their order, those of streams and those of all', async () => {
  const database = await freshDatabase()
  const record = (stream: string, id: number) => ({
    type: 'RECORD',
    record: { stream, data: { id }, emitted_at: 1 },
  })
  const ofStream = (name: string, n: number) => ({
    type: 'STATE',
    state: { type: 'STREAM', stream: { stream_descriptor: { name }, stream_state: { n } }, id: n },
  })
  const ofAll = {
    type: 'STATE',
    state: { type: 'GLOBAL', global: { shared_state: { lsn: 1 }, stream_states: [] } },
  }
  const states = [ofStream('a', 1), ofStream('b', 2), ofStream('a', 3), ofAll, ofStream('a', 3)]
  const { printed, streams } = await send(
    database,
    lines(
      { type: 'LOG', log: { level: 'INFO', message: 'x' } },
      record('a', 1),
      states[0],
      record('b', 1),
      states[1],
      record('a', 2),
      states[2],
      {
        type: 'CONTROL',
        control: { type: 'CONNECTOR_CONFIG', emitted_at: 1, connectorConfig: { config: {} } },
      },
      states[3],
      states[4],
    ),
  )
  expect(printed).toEqual(states.map((state) => JSON.stringify(state)))
  expect(streams.map(({ name, kept }) => [name, kept])).toEqual([
    ['a', 2],
    ['b', 1],
  ])
})

test('stopped before the figures followed, everything is kept, and the next run goes on from there', async () => {
  const database = await freshDatabase()
  const head = {
    type: 'SCHEMA',
    stream: 'Product2',
    key_properties: ['Id'],
    schema: { properties: { Id: {}, Name: {}, ProductCode: {} } },
  }
  const stopping = new AbortController()
  const { isUpToDate, printed } = await send(
    database,
    lines(
      head,
      { type: 'RECORD', stream: 'Product2', record: { Id: 'P1', Name: 'Presse', ProductCode: 'PR' } },
      { type: 'STATE', value: 1 },
    ),
    { signal: stopping.signal, onLanded: () => stopping.abort() },
  )
  expect([isUpToDate, printed]).toEqual([false, ['1']])
  expect(await rowsOf(database, 'select name from products')).toEqual([])
  expect((await send(database, lines(head))).reports[0]?.files[0]).toMatchObject({
    name: 'Product2',
    accepted: 1,
    added: 1,
  })
  expect(await rowsOf(database, 'select name from products')).toEqual([{ name: 'Presse' }])
  expect(await rowsOf(database, `select state from imports order by import_id`)).toEqual([
    { state: 'discarded' },
    { state: 'visible' },
  ])
})

test('two runs of one stream take turns', async () => {
  const database = await freshDatabase()
  const head = {
    type: 'SCHEMA',
    stream: 's',
    key_properties: ['id'],
    schema: { properties: { id: {}, by: {} } },
  }
  const run = (by: string) =>
    send(
      database,
      lines(
        head,
        ...Array.from({ length: 50 }, (_, id) => ({ type: 'RECORD', stream: 's', record: { id, by } })),
      ),
      { pieceBytes: 50 },
    )
  const both = await Promise.all([run('one'), run('two')])
  expect(both.map(({ fault }) => fault)).toEqual([null, null])
  const rows = (await landed(database))['s'] ?? []
  expect(rows).toHaveLength(50)
  expect(new Set(rows.map((row) => (JSON.parse(row) as { by: string }).by)).size).toBe(1)
})

test('a house that shows the demonstration takes nothing', async () => {
  const database = await freshDatabase()
  await deliver(database, {
    'deals.csv': 'deal_id,amount,stage,owner_email,created_at\nD-1,1.00,Won,ana@example.com,2026-01-05\n',
  })
  const client = await database.connect(owner)
  await client.query(
    `insert into settings (key, value, changed_at) values ('demonstration', 'true', now()) on conflict do nothing`,
  )
  client.release()
  await expect(send(database, invoices)).rejects.toMatchObject({ code: 'DEMONSTRATION' })
  expect(await landed(database)).toEqual({})
})
