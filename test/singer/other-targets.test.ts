// What the suites of other targets send: names that no table likes, schemas that name themselves, versions and deletions, states before
// anything else, a key that nobody gave.
import { describe, expect, test } from 'vitest'
import { freshDatabase } from '../database.ts'
import { rowsOf } from '../deliver.ts'
import { landed, lines, send } from './send.ts'

/** No `key_properties` at all. */
const unsaid = Symbol('unsaid')
const schema = (stream: string, properties: object, keys: unknown = ['c_pk'], more: object = {}) => ({
  type: 'SCHEMA',
  stream,
  ...(keys === unsaid ? {} : { key_properties: keys }),
  schema: { type: 'object', properties, ...more },
})
const record = (stream: string, fields: object, version?: number) => ({
  type: 'RECORD',
  stream,
  record: fields,
  time_extracted: '2019-01-31T15:51:50.215998Z',
  ...(version === undefined ? {} : { version }),
})
const activate = (stream: string, version: number) => ({ type: 'ACTIVATE_VERSION', stream, version })
const state = (value: unknown) => ({ type: 'STATE', value })
const whole = { type: ['null', 'integer'], minimum: -2147483648, maximum: 2147483647, inclusion: 'automatic' }
const text = { type: ['null', 'string'], inclusion: 'available' }

test('a state before anything else, and versions that are said before and after their records', async () => {
  const database = await freshDatabase()
  const stream = 'tap_mysql_test-test_table_one'
  const { printed, fault } = await send(
    database,
    lines(
      state({ currently_syncing: stream }),
      activate(stream, 1),
      schema(stream, { c_pk: whole, c_varchar: text }),
      activate(stream, 1),
      record(stream, { c_pk: 1, c_varchar: '1' }, 1),
      record(stream, { c_pk: 2, c_varchar: '2' }, 1),
      activate(stream, 1),
      state({ currently_syncing: null, bookmarks: { [stream]: { initial_full_table_complete: true } } }),
    ),
  )
  expect(fault).toBeNull()
  expect(JSON.parse(printed.at(-1) ?? '')).toEqual({
    currently_syncing: null,
    bookmarks: { [stream]: { initial_full_table_complete: true } },
  })
  expect((await landed(database))[stream]).toHaveLength(2)
  // The whole table again, one row shorter: the other is gone. A version that is older than what stands takes nothing away.
  await send(
    database,
    lines(
      schema(stream, { c_pk: whole, c_varchar: text }),
      record(stream, { c_pk: 2, c_varchar: 'two' }, 3),
      activate(stream, 3),
      activate(stream, 2),
    ),
  )
  expect((await landed(database))[stream]).toEqual(['{"c_pk": 2, "c_varchar": "two"}'])
})

test('a log of changes: inserts, updates and deletions of one key in one batch and in several', async () => {
  const database = await freshDatabase()
  const stream = 'logical1-logical1_table1'
  // As tap-postgres declares it: schemas that name themselves, for lists of any depth.
  const head = schema(
    stream,
    {
      cid: { type: ['integer'], minimum: -2147483648, maximum: 2147483647 },
      list: { type: ['null', 'array'], items: { $ref: '#/definitions/sdc_recursive_integer_array' } },
      _sdc_deleted_at: { type: ['null', 'string'], format: 'date-time' },
    },
    ['cid'],
    {
      definitions: {
        sdc_recursive_integer_array: {
          type: ['null', 'integer', 'array'],
          items: { $ref: '#/definitions/sdc_recursive_integer_array' },
        },
      },
    },
  )
  const at = '2019-10-13T14:06:31.838328+00:00'
  const { fault } = await send(
    database,
    lines(
      head,
      record(stream, { cid: 1, list: [[1, [2]], 3, null], _sdc_deleted_at: null }),
      record(stream, { cid: 1, list: [4] }),
      record(stream, { cid: 2 }),
      record(stream, { cid: 2, _sdc_deleted_at: at }),
      record(stream, { cid: 3 }),
      state(1),
      record(stream, { cid: 3, _sdc_deleted_at: at }),
      record(stream, { cid: 3, list: [5] }),
      record(stream, { cid: 4, _sdc_deleted_at: at }),
      state(2),
    ),
  )
  expect(fault).toBeNull()
  const rows = ((await landed(database))[stream] ?? []).map(
    (row) => JSON.parse(row) as { cid: number; list: unknown },
  )
  // 3 was made again after it was deleted; 4 was deleted before anybody heard of it.
  expect(rows.map(({ cid, list }) => [cid, list])).toEqual([
    [1, [4]],
    [3, [5]],
  ])
  const bad = await send(database, lines(head, record(stream, { cid: 5, list: [['x']] })))
  expect(bad.fault?.code).toBe('SCHEMA_VIOLATION')
})

test('zero and false are keys like any other, null is none', async () => {
  const database = await freshDatabase()
  const bit = { type: ['boolean'] }
  const head = (keys: readonly string[]) => schema('falsy', { id: { type: ['integer', 'null'] }, bit }, keys)
  const { fault } = await send(
    database,
    lines(
      head(['id']),
      record('falsy', { id: 0 }),
      record('falsy', { id: 1 }),
      // The key becomes another: what came before stays, and is not met again by it.
      head(['id', 'bit']),
      record('falsy', { id: 0, bit: false }),
      record('falsy', { id: 0, bit: true }),
      record('falsy', { id: 0, bit: false }),
      state(1),
    ),
  )
  expect(fault).toBeNull()
  expect((await landed(database))['falsy']).toHaveLength(4)
  const none = await send(database, lines(head(['id']), record('falsy', { id: null }), state(2)))
  expect(none.fault?.code).toBe('SCHEMA_VIOLATION')
  expect(none.printed).toEqual([])
})

test('names that no table likes, and texts of any length', async () => {
  const database = await freshDatabase()
  const names = [
    'my_db-table with space and UPPERCase',
    'tap_mysql_test--select',
    'ORDER',
    '"quoted"',
    'a'.repeat(130),
    'é\u00a0ü',
  ]
  const properties = { c_pk: whole, camelcaseColumn: text, 'minus-column': text, '1': text, 'c"; --': text }
  const long = '😀é'.repeat(50_000)
  const fields = { c_pk: 1, camelcaseColumn: 'a', 'minus-column': long, '1': 'b', 'c"; --': "'" }
  const { fault } = await send(
    database,
    lines(
      ...names.flatMap((name) => [
        schema(name, properties),
        record(name, fields),
        record(name, { ...fields, '1': 'c' }),
      ]),
    ),
  )
  expect(fault).toBeNull()
  const found = await landed(database)
  expect(new Set(Object.keys(found))).toEqual(new Set(names))
  for (const name of names)
    expect(found[name]?.map((row) => JSON.parse(row) as object)).toEqual([{ ...fields, '1': 'c' }])
})

test('columns that come, go, change their type and their order', async () => {
  const database = await freshDatabase()
  const { fault } = await send(
    database,
    lines(
      schema('s', { c_pk: whole, a: { type: 'integer' }, b: text }),
      record('s', { c_pk: 1, a: 1, b: 'x' }),
      schema('s', { b: text, a: { type: 'string' }, c_pk: whole }),
      record('s', { a: 'one', c_pk: 2 }),
      schema('s', { c_pk: whole, c: { type: ['null', 'array'], items: { type: 'object' } } }),
      record('s', { c_pk: 3, c: [{ d: 1 }], undeclared: true }),
      // The same schema again changes nothing.
      schema('s', { c_pk: whole, c: { type: ['null', 'array'], items: { type: 'object' } } }),
      record('s', { c_pk: 3, c: null }),
    ),
  )
  expect(fault).toBeNull()
  expect((await landed(database))['s']?.map((row) => JSON.parse(row) as object)).toEqual([
    { c_pk: 2, a: 'one' },
    { c_pk: 1, a: 1, b: 'x' },
    { c_pk: 3, c: null },
  ])
})

describe('a SCHEMA message without key_properties', () => {
  test('has no key, as in the SDK: rows are appended, and the report says what is missing', async () => {
    const database = await freshDatabase()
    const messages = lines(schema('s', { id: whole }, unsaid), record('s', { id: 1 }), record('s', { id: 1 }))
    const { fault, reports } = await send(database, messages)
    expect(fault).toBeNull()
    expect(await landed(database)).toEqual({ s: ['{"id": 1}', '{"id": 1}'] })
    expect(reports[0]?.files[0]?.warnings.map(({ code }) => code)).toContain('KEY_NOT_DECLARED')
  })

  test('of a stream that is known has the key that its records have', async () => {
    const database = await freshDatabase()
    const head = schema('Product2', { Id: text, Name: text, ProductCode: text }, unsaid)
    const messages = lines(head, record('Product2', { Id: 'P1', Name: 'Press', ProductCode: 'PR' }))
    await send(database, messages)
    const { fault } = await send(database, messages.replace('Press', 'Presse'))
    expect(fault).toBeNull()
    expect(await rowsOf(database, 'select name from products')).toEqual([{ name: 'Presse' }])
    expect((await landed(database))['Product2']).toHaveLength(1)
  })

  test.each([
    ['an empty list', []],
    ['null', null],
  ])('is not the same as %s: then the sender says that there is none', async (_, keys) => {
    const database = await freshDatabase()
    const { fault, reports } = await send(
      database,
      lines(schema('s', { id: whole }, keys), record('s', { id: 1 })),
    )
    expect(fault).toBeNull()
    expect(reports[0]?.files[0]?.warnings.map(({ code }) => code)).not.toContain('KEY_NOT_DECLARED')
  })
})
