// The files by which the Meltano SDK tests its targets: what lands, what is refused, which state comes out. They lie beside the repository;
// without them this is skipped.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { freshDatabase } from '../database.ts'
import { landed, send, type Sent } from './send.ts'
import { shared } from '../shared.ts'

const folder = shared('data/singer-sdk')
const isThere = existsSync(join(folder, 'duplicate_records.singer'))

describe.skipIf(!isThere)('the files of the SDK', async () => {
  const database = await freshDatabase()
  const load = (name: string): Promise<Sent> =>
    send(database, readFileSync(join(folder, `${name}.singer`), 'utf8'))
  const rowsOf = async (stream: string): Promise<Record<string, unknown>[]> =>
    ((await landed(database))[stream] ?? []).map((row) => JSON.parse(row) as Record<string, unknown>)

  test('duplicate_records: two rows, and the last delivery counts', async () => {
    expect((await load('duplicate_records')).verdict).toBe('accept')
    expect(await rowsOf('test_duplicate_records')).toEqual([
      { id: 1, metric: 100 },
      { id: 2, metric: 20 },
    ])
  })

  test('array_data: four rows with their lists', async () => {
    await load('array_data')
    const rows = await rowsOf('test_array_data')
    expect(rows).toHaveLength(4)
    expect(rows[3]?.['fruits']).toEqual(['orange', 'banana', 'apple', 'pear'])
  })

  test('schema_updates: six rows, the first without the columns that came later', async () => {
    await load('schema_updates')
    const rows = await rowsOf('test_schema_updates')
    expect(rows).toHaveLength(6)
    expect(rows.find(({ id }) => id === 1)).toEqual({ id: 1, a1: 101, a2: 'string1' })
    expect(rows.find(({ id }) => id === 6)).toMatchObject({ a4: { id: 4, value: 444 }, a6: 341 })
  })

  test('user_location_data, then its updates: 8 users, 5 locations, 5 stays, user 1 is Johny', async () => {
    await load('user_location_data')
    const { printed } = await load('user_location_upsert_data')
    const users = await rowsOf('test_users')
    expect(users).toHaveLength(8)
    expect(users.find(({ id }) => id === 1)).toEqual({ id: 1, name: 'Johny' })
    expect(await rowsOf('test_locations')).toHaveLength(5)
    expect(await rowsOf('test_user_in_location')).toHaveLength(5)
    expect(printed).toEqual(['{"test_users":13,"test_locations":8,"test_user_in_location":14}'])
  })

  test('no_primary_keys and its sequel, each twice: sixteen rows', async () => {
    for (const name of [
      'no_primary_keys',
      'no_primary_keys',
      'no_primary_keys_append',
      'no_primary_keys_append',
    ])
      await load(name)
    expect(await rowsOf('test_no_pk')).toHaveLength(16)
  })

  test('multiple_state_messages: six and six rows, and the last line is the last state', async () => {
    const { printed } = await load('multiple_state_messages')
    expect(await rowsOf('test_multiple_state_messages_a')).toHaveLength(6)
    expect(await rowsOf('test_multiple_state_messages_b')).toHaveLength(6)
    expect(JSON.parse(printed.at(-1) ?? '')).toEqual({
      test_multiple_state_messages_a: 5,
      test_multiple_state_messages_b: 6,
    })
  })

  test.each([
    ['invalid_schema', 'SCHEMA_VIOLATION', 1],
    ['record_before_schema', 'SCHEMA_MISSING', 1],
    ['record_missing_key_property', 'SCHEMA_VIOLATION', 2],
  ])('%s ends the run', async (name, code, line) => {
    const { fault, verdict, printed } = await load(name)
    expect([verdict, fault?.code, fault?.line, printed]).toEqual(['reject', code, line, []])
  })

  test('record_missing_required_property is taken, with a remark', async () => {
    const { verdict, reports } = await load('record_missing_required_property')
    expect(verdict).toBe('accept')
    expect(reports[0]?.files[0]?.warnings.map(({ code }) => code)).toContain('PROPERTY_MISSING')
    expect(await rowsOf('test_record_missing_required_property')).toEqual([{ metric: 3215 }])
  })

  test('encoded_string_data: every text as it was, and what no database keeps is replaced in sight', async () => {
    const { verdict, reports } = await load('encoded_string_data')
    expect(verdict).toBe('accept')
    const rows = await rowsOf('test_strings')
    const text = (id: number): unknown => rows.find((row) => row['id'] === id)?.['info']
    expect([text(2), text(3), text(7), text(10)]).toEqual([
      'απλή συμβολοσειρά',
      '简单的字串',
      'm',
      String.raw`Double quoting: \u0000 \u0041 \u0001`,
    ])
    expect(text(11)).toBe('Control Characters in string: \u2400 A \u0001')
    expect(reports[0]?.files.flatMap(({ warnings }) => warnings.map(({ code }) => code))).toContain(
      'TEXT_NUL',
    )
  })

  test.each([
    ['camelcase', 'TestCamelcase', 2],
    ['optional_attributes', 'test_optional_attributes', 4],
    ['pk_updates', 'example_stream', 2],
    ['record_missing_fields', 'record_missing_fields', 2],
    ['schema_no_properties', 'test_object_schema_no_properties', 2],
    ['special_chars_in_attributes', 'test:SpecialChars!in?attributes', 1],
  ])('%s lands', async (name, stream, count) => {
    expect((await load(name)).fault).toBeNull()
    expect(await rowsOf(stream)).toHaveLength(count)
  })

  test('camelcase_complex_schema: schemas of a real tap, re-sent with new columns', async () => {
    expect((await load('camelcase_complex_schema')).verdict).toBe('accept')
  })
})
