import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import fc from '../../../../test/chance.ts'
import { ownSeconds } from '../../../../test/own-seconds.ts'
import { writeZip } from '../../../../test/write-zip.ts'
import { FileRefused, type FileFault } from '../fault.ts'
import { openFile } from '../open.ts'
import { cellKind, type RawRecord, type Table } from '../shapes.ts'
import type { ReadingOptions } from '../options.ts'
import { inFull } from './records.ts'
import { token, type Token } from './tokens.ts'
import { JsonWalker } from './walk.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'json-test-'))
})
afterAll(() => rm(folder, { recursive: true }))

interface ReadTable {
  readonly table: Table
  readonly rows: RawRecord[]
  readonly records: number
}

async function read(
  text: string | Buffer,
  name = 'deals.json',
  options: ReadingOptions = {},
): Promise<ReadTable[]> {
  const path = join(folder, 'upload')
  await writeFile(path, text)
  const opened = await openFile({ name, path }, options)
  try {
    const found: ReadTable[] = []
    for await (const table of opened.tables()) {
      const rows: RawRecord[] = []
      let records = -1
      for await (const batch of table.records()) {
        rows.push(...batch.rows)
        records = batch.end?.records ?? records
      }
      found.push({ table, rows, records })
    }
    return found
  } finally {
    await opened.close()
  }
}

async function only(text: string | Buffer, name?: string, options?: ReadingOptions): Promise<ReadTable> {
  const [first, ...others] = await read(text, name, options)
  expect(others).toEqual([])
  if (first === undefined) throw new Error('no table')
  return first
}

async function refusal(text: string | Buffer, name?: string): Promise<FileFault> {
  try {
    await read(text, name)
  } catch (error) {
    if (error instanceof FileRefused) return error.fault
    throw error
  }
  throw new Error('the file was read')
}

const cellsOf = ({ rows }: ReadTable): string[][] => rows.map(({ cells }) => cells)

describe('a list of objects', () => {
  it('has the keys of all of them as columns, nested ones with dots', async () => {
    const found = await only(
      '[{"id": 1, "owner": {"name": "Ana", "team": {"id": "T"}}},\n {"id": 2, "won": true, "owner": null, "tags": ["a", "b", 3]}]',
    )
    expect(found.table.header).toEqual(['id', 'owner.name', 'owner.team.id', 'won', 'tags'])
    expect(cellsOf(found)).toEqual([
      ['1', 'Ana', 'T', '', ''],
      ['2', '', '', 'true', 'a; b; 3'],
    ])
    expect(found.rows.map(({ row, line }) => [row, line])).toEqual([
      [1, 1],
      [2, 2],
    ])
    expect(found.records).toBe(2)
    expect(found.rows[1]?.kinds?.[0]).toBe(cellKind.exact)
  })

  it('keeps every digit of a number, and writes exponents in full', async () => {
    const found = await only(
      '[{"a": 9007199254740993, "b": 0.10, "c": 1234567890.123456789, "d": 1.5e3, "e": -2E-2}]',
    )
    expect(cellsOf(found)).toEqual([['9007199254740993', '0.10', '1234567890.123456789', '1500', '-0.02']])
  })

  it('says which keys of loading tools and which lists of objects are left out', async () => {
    const found = await only(
      '[{"id":"1","_dlt_id":"x","_dlt_load_id":"y","_airbyte_raw_id":"r","lines":[{"p":1}],"attributes":{"type":"Opportunity","url":"/x"}}]',
    )
    expect(found.table.header).toEqual(['id'])
    expect(found.table.remarks?.[0]?.sentence.en).toContain('lines, _dlt_id, _dlt_load_id, _airbyte_raw_id')
  })

  it.each([
    ['[{"a": NaN}]', 1],
    ['[{"a": 1},\n{"a": 01}]', 2],
    ['[{"a": 1,}]', 1],
    ['[{"a": 1}\n\n', 3],
    ['[{"a": 1}] x', 1],
    ['[{"a": 1} {"b": 1}]', 1],
    ['[{"a": "\u0001"}]', 1],
    ['[{"a": "\\x"}]', 1],
    ["[{'a': 1}]", 1],
    ['[{"a": 1, "b": 2, "a": 3}]', 1],
    ['[{"a": {"\\u0061": 1, "a": 2}}]', 1],
    ['[{"a": tru}]', 1],
    ['[{"a": 1]]', 1],
  ])('is refused whole for a fault of syntax: %s', async (text, line) => {
    expect(await refusal(text)).toMatchObject({ code: 'JSON_INVALID', row: 0, line })
  })

  it('is read to 64 levels and refused beyond', async () => {
    const deep = (levels: number) => `[{"id": 1, "a": ${'['.repeat(levels - 2)}${']'.repeat(levels - 2)}}]`
    expect((await only(deep(64))).table.header).toEqual(['id'])
    expect(await refusal(deep(65))).toMatchObject({ code: 'JSON_TOO_DEEP' })
    const seconds = ownSeconds()
    expect(await refusal('['.repeat(5_000_000))).toMatchObject({ code: 'JSON_TOO_DEEP' })
    expect(seconds()).toBeLessThan(2)
  })

  it('refuses an element that is no object, and a text too long or with a null character, by row', async () => {
    const found = await only('[{"a": "x"}, 5, {"a": "yyyyy"}, {"a": "\\u0000"}]', 'a.json', {
      limits: { cellCharacters: 4 },
    })
    expect(found.rows.map(({ row, faults }) => [row, faults?.map(({ code }) => code)])).toEqual([
      [1, undefined],
      [2, ['JSON_INVALID']],
      [3, ['TEXT_TOO_LONG']],
      [4, ['TEXT_NUL']],
    ])
  })

  it('does not take a key for a place in our own objects', async () => {
    const found = await only('[{"__proto__": {"isAdmin": true}, "constructor": 1}]')
    expect(found.table.header).toEqual(['__proto__.isAdmin', 'constructor'])
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
  })

  it('holds at most as many columns as any table', async () => {
    const wide = `[{${Array.from({ length: 1001 }, (_, at) => `"c${at}":1`).join(',')}}]`
    expect(await refusal(wide)).toMatchObject({ code: 'CSV_TOO_MANY_COLUMNS', detail: { limit: 1000 } })
  })

  it('is refused as empty when it holds nothing', async () => {
    expect(await refusal('[]')).toMatchObject({ code: 'FILE_EMPTY' })
  })
})

describe('wrappers', () => {
  it.each([
    ['data', '{"data": [{"id": 1}], "total": 1}'],
    ['results', '{"total": 1, "results": [{"id": 1}], "paging": {"next": {"after": "x"}}}'],
    ['value', '{"@odata.context": "x", "value": [{"id": 1}]}'],
    [
      'records',
      '{"totalSize": 1, "done": true, "records": [{"attributes": {"type": "A", "url": "u"}, "id": 1}]}',
    ],
    ['nested', '{"data": {"deals": [{"id": 1}]}}'],
    ['a lone list of another name', '{"generated": "2026", "commandes": [{"id": 1}]}'],
  ])('%s is looked through', async (_name, text) => {
    const found = await only(text)
    expect(found.table.header).toEqual(['id'])
    expect(cellsOf(found)).toEqual([['1']])
  })

  it('several lists of records are several tables', async () => {
    const found = await read('{"deals": [{"id": 1}, {"id": 2}], "accounts": [{"name": "Acme"}]}', 'dump.json')
    expect(found.map(({ table, rows }) => [table.name, table.header, rows.length])).toEqual([
      ['dump.json › deals', ['id'], 2],
      ['dump.json › accounts', ['name'], 1],
    ])
  })

  it('one record with lines of its own is one record', async () => {
    const found = await only('{"id": 7, "title": "x", "lignes": [{"p": 1}, {"p": 2}]}')
    expect(cellsOf(found)).toEqual([['7', 'x']])
  })

  it('HubSpot’s properties, with or without their history, lose their wrapper', async () => {
    const found = await only(
      '{"results": [{"id": "1", "properties": {"dealname": "A", "amount": "10.5", "id": "inner"}},' +
        '{"id": "2", "properties": {"dealname": {"value": "B", "timestamp": 5, "source": "CRM"}}}]}',
    )
    expect(found.table.header).toEqual([
      'id',
      'dealname',
      'amount',
      'properties.id',
      'properties.dealname.value',
    ])
    const old = await only(
      '[{"dealId": 2, "properties": {"dealname": {"value": "B", "timestamp": 5, "source": "CRM"}}}]',
    )
    expect(old.table.header).toEqual(['dealId', 'dealname'])
    expect(cellsOf(old)).toEqual([['2', 'B']])
  })

  it('Airbyte’s envelope of a file is taken off', async () => {
    const found = await only(
      '{"_airbyte_ab_id":"u","_airbyte_emitted_at":1,"_airbyte_data":{"id":"5","amount":3}}\n',
      'deals.jsonl',
    )
    expect(found.table.header).toEqual(['id', 'amount'])
  })
})

describe('JSON Lines', () => {
  const lines = '{"id":1,"a":"x"}\n{"id":2,\n\n{"id":3,"b":{"c":null}} trailing\n[1]\n{"id":4,"a":"é"}'

  it('refuse their bad lines alone, whatever the name', async () => {
    for (const name of ['deals.jsonl', 'deals.json', 'deals.ndjson']) {
      const found = await only(lines, name)
      expect(found.records).toBe(5)
      const seen = found.rows.map(({ row, cells, faults }) => [row, cells[0], faults?.[0]?.code])
      expect(seen).toEqual([
        [1, '1', undefined],
        [2, '{"id":2,', 'JSON_INVALID'],
        [4, '{"id":3,"b":{"c":null}} trailing', 'JSON_INVALID'],
        [5, '', 'JSON_INVALID'],
        [6, '4', undefined],
      ])
    }
  })

  it('of which none can be read are refused for the first of them', async () => {
    await expect(only('{"id":\nINFO starting\n', 'deals.jsonl')).rejects.toMatchObject({
      fault: { code: 'JSON_INVALID', line: 1 },
    })
  })

  it('are read with CRLF, a mark, and under gzip or in an archive', async () => {
    const text = '\ufeff{"id":1}\r\n{"id":2}\r\n'
    expect(cellsOf(await only(text))).toEqual([['1'], ['2']])
    expect(cellsOf(await only(gzipSync(text), 'deals.jsonl.gz'))).toEqual([['1'], ['2']])
    const zipped = await only(writeZip([{ name: 'x/deals.jsonl', data: text }]), 'all.zip')
    expect([zipped.table.name, cellsOf(zipped)]).toEqual(['x/deals.jsonl', [['1'], ['2']]])
  })
})

describe('the walker', () => {
  interface Seen {
    readonly events: unknown[]
  }
  function walk(pieces: readonly string[]): Seen {
    const events: unknown[] = []
    const walker = new JsonWalker({
      open: (isList) => events.push(isList ? '[' : '{'),
      close: (isList) => events.push(isList ? ']' : '}'),
      key: (name) => events.push(['key', name]),
      scalar: (kind, value) => events.push(named(kind, value)),
    })
    for (const piece of pieces) walker.push(piece)
    walker.end()
    return { events }
  }
  const named = (kind: Token, value: string): unknown =>
    kind === token.text
      ? value
      : kind === token.number
        ? Number(value)
        : kind === token.nothing
          ? null
          : kind === token.yes

  /** The same from a parsed value. */
  function eventsOf(value: unknown): unknown[] {
    if (Array.isArray(value)) return ['[', ...value.flatMap(eventsOf), ']']
    if (value !== null && typeof value === 'object')
      return ['{', ...Object.entries(value).flatMap(([key, part]) => [['key', key], ...eventsOf(part)]), '}']
    return [value]
  }

  test('says what JSON.parse says, wherever the text is cut', () => {
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 5 }),
        fc.array(fc.nat(200), { maxLength: 8 }),
        fc.boolean(),
        (text, cuts, isSpaced) => {
          const parsed: unknown = JSON.parse(text)
          const written = isSpaced ? JSON.stringify(parsed, null, 2) : text
          const places = [
            0,
            ...cuts.filter((at) => at < written.length).toSorted((a, b) => a - b),
            written.length,
          ]
          const pieces = places.slice(1).map((end, at) => written.slice(places[at], end))
          expect(walk(pieces).events).toEqual(eventsOf(parsed))
        },
      ),
      { numRuns: 500, seed: 4107 },
    )
  })

  test('refuses what JSON.parse refuses', () => {
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 3 }),
        fc.nat(100),
        fc.constantFrom('', ',', '}', '"', 'x', '1', ':'),
        (text, at, put) => {
          const place = at % (text.length + 1)
          const broken = text.slice(0, place) + put + text.slice(place + (put === '' ? 1 : 0))
          let parsed: unknown
          try {
            parsed = JSON.parse(broken)
          } catch {
            expect(() => walk([broken])).toThrow(/JSON_INVALID/)
            return
          }
          // What both read may still hold a key twice, which JSON.parse lets pass.
          try {
            expect(walk([broken]).events).toEqual(eventsOf(parsed))
          } catch (error) {
            expect(String(error)).toMatch(/twice|key/)
          }
        },
      ),
      { numRuns: 500, seed: 411 },
    )
  })
})

test('a key is not taken for the one that stood there before', async () => {
  const found = await only('[{"\\\\": 1, "b": 2}, {"\\"x": 3, "bb": 4}, {"b": 5, "\\\\": 6}]')
  expect(found.table.header).toEqual(['\\', 'b', '"x', 'bb'])
  expect(cellsOf(found)).toEqual([
    ['1', '2', '', ''],
    ['', '', '3', '4'],
    ['6', '5', '', ''],
  ])
})

test('exponents are moved exactly', () => {
  expect(['1e0', '12.5E1', '1.005e-3', '-4e2', '0e5', '1e-40', '1E+3', '1e400'].map(inFull)).toEqual([
    '1',
    '125',
    '0.001005',
    '-400',
    '0',
    `0.${'0'.repeat(39)}1`,
    '1000',
    '1e400',
  ])
})
