// The shapes that Airbyte tries its destinations with: streams and fields with difficult names, namespaces, every kind of state, messages
// that are for the log, records of streams that nobody configured.
import { expect, test } from 'vitest'
import { parseJson, readCatalogue } from '../../sources/singer/index.ts'
import { freshDatabase } from '../database.ts'
import { rowsOf } from '../deliver.ts'
import { landed, lines, send } from './send.ts'

const record = (stream: string, data: object, more: object = {}) => ({
  type: 'RECORD',
  record: { stream, emitted_at: 1_602_637_589_000, data, ...more },
})
const configured = (
  name: string,
  properties: object,
  { mode = 'append', key = [] as string[][], namespace = undefined as string | undefined, more = {} } = {},
) => ({
  stream: {
    name,
    ...(namespace === undefined ? {} : { namespace }),
    json_schema: { type: 'object', properties },
    supported_sync_modes: ['full_refresh', 'incremental'],
    source_defined_cursor: false,
  },
  sync_mode: 'incremental',
  destination_sync_mode: mode,
  primary_key: key,
  generation_id: 0,
  minimum_generation_id: 0,
  sync_id: 42,
  ...more,
})
const catalogueOf = (...streams: object[]) => readCatalogue(parseJson(JSON.stringify({ streams })))
const number = { type: 'number' }
const text = { type: ['null', 'string'] }

test('rates of exchange: records and their state, in the old form; what the catalogue does not name is not read', async () => {
  const database = await freshDatabase()
  const rates = {
    id: { type: 'integer' },
    currency: text,
    date: { type: 'string', format: 'date' },
    NZD: number,
  }
  const state = { type: 'STATE', state: { data: { start_date: '2022-02-14' } } }
  const { printed, fault, ignored } = await send(
    database,
    lines(
      record('exchange_rate', {
        id: 1,
        currency: 'USD',
        date: '2020-08-29T00:00:00Z',
        NZD: 0.12,
        'NZD@miscellaneous': 1,
      }),
      record('exchange_rate', { id: 1, currency: 'USD', date: '2020-08-31', NZD: 1e16 }),
      record('nobody_asked', { id: 1 }),
      { type: 'LOG', log: { level: 'WARN', message: '{"type": "STATE"}' } },
      {
        type: 'TRACE',
        trace: {
          type: 'ESTIMATE',
          emitted_at: 1,
          estimate: { name: 'exchange_rate', type: 'STREAM', row_estimate: 2 },
        },
      },
      { type: 'CONNECTION_STATUS', connectionStatus: { status: 'SUCCEEDED' } },
      { type: 'SPEC', spec: { connectionSpecification: {} } },
      'Exception in thread "main" java.lang.Error',
      '["no", "message"]',
      state,
    ),
    { catalogue: catalogueOf(configured('exchange_rate', rates)) },
  )
  expect([fault, printed]).toEqual([null, [JSON.stringify(state)]])
  expect(ignored).toEqual({ 'not-in-catalogue': 1, log: 4, 'not-a-message': 2 })
  // No key: both are there, with all that they said.
  expect((await landed(database))['exchange_rate']).toHaveLength(2)
  expect(Object.keys(await landed(database))).toEqual(['exchange_rate'])
})

test('streams and fields with difficult names are kept under their own names, and apart', async () => {
  const database = await freshDatabase()
  const names = [
    'streamWithCamelCase',
    'stream_with_underscores',
    'stream.with.dots',
    'stream-with-special:character_naming',
    'stream with spaces',
    '1stream_starts_with_number',
    'PROPERCASE',
    'propercase',
    'select',
    '"; drop table landed_rows; --',
    'ストリーム',
    'x'.repeat(300),
  ]
  const data = {
    id: 1,
    fieldWithCamelCase: 'a',
    field_with_underscores: 'b',
    'field_with_spec:character': 'c',
    'field with spaces': 'd',
    'field.with.dots': 'e',
    '1field': 'f',
    field__: 'g',
    "it's": '$1; ?',
    '': 'h',
    constructor: 'i',
    ࠈൡሗ: '😀 \\ud800',
    Id: 2,
    ID: 3,
  }
  const { fault } = await send(database, lines(...names.map((name) => record(name, data))))
  expect(fault).toBeNull()
  const found = await landed(database)
  expect(new Set(Object.keys(found))).toEqual(new Set(names))
  for (const name of names) expect(JSON.parse(found[name]?.[0] ?? '')).toEqual(data)
})

test('the same stream in two namespaces is two streams, each with its key; a null namespace is none', async () => {
  const database = await freshDatabase()
  const options = { mode: 'append_dedup', key: [['id']] }
  const catalogue = catalogueOf(
    configured('deals', { id: number }, { ...options, namespace: 'north' }),
    configured('deals', { id: number }, { ...options, namespace: 'south' }),
    configured('deals', { id: number }, options),
  )
  const { fault, streams } = await send(
    database,
    lines(
      record('deals', { id: 1, n: 1 }, { namespace: 'north' }),
      record('deals', { id: 1, n: 2 }, { namespace: 'south' }),
      record('deals', { id: 1, n: 3 }, { namespace: null }),
      record('deals', { id: 1, n: 4 }, { namespace: 'north' }),
    ),
    { catalogue },
  )
  expect(fault).toBeNull()
  expect(streams.map(({ name }) => name)).toEqual(['north.deals', 'south.deals', 'deals'])
  expect(await landed(database)).toEqual({
    deals: ['{"n": 3, "id": 1}'],
    'north.deals': ['{"n": 4, "id": 1}'],
    'south.deals': ['{"n": 2, "id": 1}'],
  })
})

test('a key inside an object, a key of two parts, nested values and lists', async () => {
  const database = await freshDatabase()
  const nested = {
    id: 1,
    nested: { list: [{ a: [1, [2]] }, null], 'deep.er': { x: 0.1 } },
    empty: {},
    nothing: null,
  }
  const { fault } = await send(
    database,
    lines(
      record('two', { a: 1, b: 'x', n: 1 }),
      record('two', { a: 1, b: 'x', n: 2 }),
      record('two', { a: 1, b: 'y', n: 3 }),
      record('nested', nested),
    ),
    {
      catalogue: catalogueOf(
        configured('two', { a: number, b: text }, { mode: 'append_dedup', key: [['a'], ['b']] }),
        configured('nested', { id: number }, { mode: 'append_dedup', key: [['id']] }),
      ),
    },
  )
  expect(fault).toBeNull()
  const found = await landed(database)
  expect(found['two']?.map((row) => (JSON.parse(row) as { n: number }).n)).toEqual([2, 3])
  expect(JSON.parse(found['nested']?.[0] ?? '')).toEqual(nested)
})

test('no state of any kind goes out before the rows that came before it are on disk, seen from another connection', async () => {
  const database = await freshDatabase()
  const many = (stream: string, from: number, amount: number) =>
    Array.from({ length: amount }, (_, at) => record(stream, { id: from + at }))
  const ofStream = (name: string, rows: number) => ({
    type: 'STATE',
    state: {
      type: 'STREAM',
      stream: { stream_descriptor: { name, namespace: null }, stream_state: { rows } },
      sourceStats: { recordCount: rows },
      id: rows,
    },
  })
  const ofAll = (rows: number) => ({
    type: 'STATE',
    state: {
      type: 'GLOBAL',
      global: {
        shared_state: { rows },
        stream_states: [{ stream_descriptor: { name: 'a' }, stream_state: { rows } }],
      },
    },
  })
  const old = (rows: number) => ({ type: 'STATE', state: { type: 'LEGACY', data: { rows } } })
  const rowsIn = (state: string) => Number(/"rows":(\d+)/.exec(state)?.[1])
  const early: string[] = []
  const printed: string[] = []
  await send(
    database,
    lines(
      ...many('a', 1, 4_000),
      ofStream('a', 4_000),
      ...many('b', 1, 3_000),
      ofStream('b', 7_000),
      ...many('a', 4_001, 6_000),
      ofAll(13_000),
      ...many('b', 3_001, 500),
      old(13_500),
      ...many('b', 3_501, 10),
    ),
    {
      onState: async (state) => {
        printed.push(state)
        const [{ n } = { n: 0 }] = await rowsOf(database, 'select count(*) as n from landed_rows')
        if (Number(n) < rowsIn(state)) early.push(state)
      },
    },
  )
  expect(early).toEqual([])
  expect(printed.map(rowsIn)).toEqual([4_000, 7_000, 13_000, 13_500])
})

const status = (name: string, stream_status: string) => ({
  type: 'TRACE',
  trace: {
    type: 'STREAM_STATUS',
    emitted_at: 1_602_637_589_000,
    stream_status: { stream_descriptor: { name }, status: stream_status },
  },
})
const rates = { id: number, n: number }
const generation = (mode: string, generation_id: number, minimum_generation_id: number) =>
  catalogueOf(
    configured('rates', rates, {
      mode,
      key: [['id']],
      more: { generation_id, minimum_generation_id, sync_id: 7 },
    }),
  )
const ids = async (database: Awaited<ReturnType<typeof freshDatabase>>) =>
  ((await landed(database))['rates'] ?? [])
    .map((row) => (JSON.parse(row) as { id: number }).id)
    .toSorted((one, other) => one - other)

test('a refresh that truncates takes older generations away once the stream has come whole, over as many attempts as it needs', async () => {
  const database = await freshDatabase()
  const arrive = async (catalogue: ReturnType<typeof catalogueOf>, ...messages: object[]) =>
    send(database, lines(status('rates', 'STARTED'), ...messages), { catalogue })
  const of = (id: number) => record('rates', { id, n: 1 })
  // Before the platform counted generations.
  await send(database, lines(of(9)), { catalogue: generation('append_dedup', 0, 0) })
  await arrive(generation('append_dedup', 1, 0), of(1), of(2), status('rates', 'COMPLETE'))
  expect(await ids(database)).toEqual([1, 2, 9])
  // It breaks off: nothing goes, and what came of the new generation stays for the next attempt.
  await arrive(generation('append_dedup', 2, 2), of(1), status('rates', 'INCOMPLETE'))
  expect(await ids(database)).toEqual([1, 2, 9])
  await arrive(generation('append_dedup', 2, 2), of(3), status('rates', 'COMPLETE'))
  expect(await ids(database)).toEqual([1, 3])
  // A refresh that merges, and every sync after it, take nothing away.
  await arrive(generation('append_dedup', 3, 0), of(4), status('rates', 'COMPLETE'))
  expect(await ids(database)).toEqual([1, 3, 4])
})

test('an overwrite of several attempts keeps what its earlier attempts brought', async () => {
  const database = await freshDatabase()
  const of = (id: number) => record('rates', { id, n: 1 })
  await send(database, lines(of(1), status('rates', 'COMPLETE')), {
    catalogue: generation('overwrite', 1, 1),
  })
  await send(database, lines(of(2), status('rates', 'INCOMPLETE')), {
    catalogue: generation('overwrite', 2, 2),
  })
  await send(database, lines(of(3), status('rates', 'COMPLETE')), {
    catalogue: generation('overwrite', 2, 2),
  })
  expect(await ids(database)).toEqual([2, 3])
})

test('a stream that was begun and not ended replaces nothing, and one that came whole and empty leaves nothing', async () => {
  const database = await freshDatabase()
  const catalogue = generation('overwrite', 0, 0)
  const of = (id: number) => record('rates', { id, n: 1 })
  await send(database, lines(of(1), of(2)), { catalogue })
  // The source died without a word.
  await send(database, lines(status('rates', 'STARTED'), status('rates', 'RUNNING'), of(3)), { catalogue })
  expect(await ids(database)).toEqual([1, 2, 3])
  await send(database, lines(status('rates', 'STARTED'), status('rates', 'COMPLETE')), { catalogue })
  expect(await ids(database)).toEqual([])
})

test('a log of changes takes records away by its mark, where they have a key', async () => {
  const database = await freshDatabase()
  const catalogue = generation('append_dedup', 1, 0)
  const at = (id: number, _ab_cdc_deleted_at: string | null) =>
    record('rates', { id, n: 1, _ab_cdc_deleted_at })
  await send(database, lines(at(1, null), at(2, null), at(1, '2026-06-30T08:00:00Z')), { catalogue })
  expect(await ids(database)).toEqual([2])
})
