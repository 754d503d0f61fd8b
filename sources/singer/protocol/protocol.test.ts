// The protocol by itself, no database: JSON whose numbers keep their text, lines, schemas, keys, and what each message means.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BadLine } from './bad-line.ts'
import { type Json, JsonFault, parseJson, writeJson } from './exact-json.ts'
import { type Line, linesOf } from './lines.ts'
import { MessageReader, type ReaderOptions } from './message-reader.ts'
import { keyOf } from './record-key.ts'
import { compileSchema } from './schema.ts'

describe('JSON whose numbers keep their text', () => {
  test.each([
    '{"id":9007199254740993}',
    '{"amount":0.10,"rate":1.0,"tiny":1e-7,"huge":1E400}',
    '[-0,12345678901234567890.123456789012345678]',
    String.raw`{"text":"a \" \\ \u00e9 é 123456789012345678","list":[1,[2,{"x":null}]],"t":true,"f":false}`,
  ])('%s comes out as it went in', (text) => {
    expect(writeJson(parseJson(text))).toBe(text.replace(String.raw`\u00e9`, 'é'))
  })

  test('what is no number of JSON becomes its text', () => {
    expect(writeJson(parseJson('{"a":NaN,"b":-Infinity,"c":[Infinity]}'))).toBe(
      '{"a":"NaN","b":"-Infinity","c":["Infinity"]}',
    )
  })

  test.each([
    '',
    '{',
    '{"a":1',
    '{"a":01e5}',
    '{"a":1.}',
    '{"a":+1e3}',
    "{'a':1e3}",
    '{"a":1e3,}',
    '[1e3 2]',
    '{"a":1e3} x',
    '{"a":"\n1e3"}',
    'INFO starting',
    '{"a":NaN1}',
  ])('%j is refused', (text) => {
    expect(() => parseJson(text)).toThrow(JsonFault)
  })

  test('64 levels are taken, 65 are not, whichever way is gone', () => {
    const nested = (levels: number, core: string): string => '['.repeat(levels) + core + ']'.repeat(levels)
    for (const core of ['1', '1e400']) {
      expect(() => parseJson(nested(64, core))).not.toThrow()
      expect(() => parseJson(nested(65, core))).toThrow(new JsonFault('JSON_TOO_DEEP'))
      expect(() => parseJson(nested(100_000, core))).toThrow(new JsonFault('JSON_TOO_DEEP'))
    }
  })

  test('a name of the prototype is a name like any other', () => {
    for (const text of ['{"__proto__":{"isAdmin":true}}', '{"__proto__":{"isAdmin":1e3}}']) {
      expect(writeJson(parseJson(text))).toBe(text)
      expect(({} as { isAdmin?: unknown }).isAdmin).toBeUndefined()
    }
  })

  test('both ways agree on any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const text = JSON.stringify(value)
        expect(writeJson(parseJson(text))).toBe(JSON.stringify(JSON.parse(text)))
        // An exponent beside it sends the same value the careful way.
        expect(writeJson(parseJson(`[1e999,${text}]`))).toBe(`[1e999,${JSON.stringify(JSON.parse(text))}]`)
      }),
      { seed: 1980, numRuns: 300 },
    )
  })
})

describe('lines', () => {
  const read = async (bytes: Buffer, size: number, most?: number): Promise<Line[]> => {
    const found: Line[] = []
    async function* pieces() {
      for (let at = 0; at < bytes.length; at += size)
        yield await Promise.resolve(bytes.subarray(at, at + size))
    }
    for await (const lines of linesOf(pieces(), most)) found.push(...lines)
    return found
  }

  test('blank lines are counted and left out, a byte order mark goes, the last line needs no end', async () => {
    for (const size of [1, 2, 3, 7, 1000])
      expect(await read(Buffer.from('\ufeff{"a":"é"}\r\n\n  \n{"b":2}'), size)).toEqual([
        { number: 1, text: '{"a":"é"}\r', fault: null },
        { number: 4, text: '{"b":2}', fault: null },
      ])
  })

  test('a line that is too long or no UTF-8 is told by its number, and the next one is read', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${'x'.repeat(50)}\n`),
      Buffer.from([0xff, 0xfe, 10]),
      Buffer.from('ok\n'),
    ])
    for (const size of [4, 1000])
      expect((await read(bytes, size, 20)).map(({ number, fault }) => [number, fault])).toEqual([
        [1, 'TEXT_TOO_LONG'],
        [2, 'ENCODING_INVALID'],
        [3, null],
      ])
  })
})

describe('schemas', () => {
  const violation = (property: object, value: Json) =>
    compileSchema({ properties: { p: property } } as never).violation({ p: value })?.wanted ?? null

  test.each([
    [{ type: 'integer' }, 1, null],
    [{ type: 'integer' }, '1', 'integer'],
    [{ type: 'integer' }, 1.5, 'integer'],
    [{ type: ['null', 'number'] }, null, null],
    [{ type: ['null', 'string'] }, 3, 'string'],
    [{ type: 'boolean' }, 'true', 'boolean'],
    [{ anyOf: [{ type: 'string', format: 'date-time' }, { type: ['string', 'null'] }] }, 'no date', null],
    [{ anyOf: [{ type: 'string', format: 'date-time' }, { type: ['string', 'null'] }] }, 5, 'string'],
    [{ type: 'string', format: 'date-time' }, '2020-10-22T21:03:23.000+0000', null],
    [{ type: 'string', format: 'date-time' }, '2020-02-30T00:00:00Z', 'date-time'],
    [{ type: 'string', format: 'date-time' }, 'yesterday', 'date-time'],
    [{ type: 'array', items: { type: 'string' } }, ['a', 1], 'string'],
    [{ type: 'object', properties: { x: { type: 'integer' } } }, { x: 'y' }, 'integer'],
    [{ enum: ['a', 'b'] }, 'c', 'one of a, b'],
    [{ type: 'number', maximum: 5 }, 6, 'at most 5'],
    [{ type: 'string', maxLength: 2 }, '😀😀', null],
    [{}, { any: ['thing'] }, null],
    [{ type: 'number', multipleOf: 0.01 }, 0.1 + 0.2, null],
  ])('%j against %j: %s', (property, value, wanted) => {
    expect(violation(property, value)).toBe(wanted)
  })

  test('1.0 is a whole number, NaN a number and none that is whole', () => {
    const { one, nan } = parseJson('{"one":1.0,"nan":NaN}') as { one: Json; nan: Json }
    expect([
      violation({ type: 'integer' }, one),
      violation({ type: 'number' }, nan),
      violation({ type: 'integer' }, nan),
    ]).toEqual([null, null, 'integer'])
  })
})

test('keys: 1 and 1.0 are one, 1 and "1" are two, long numbers differ by their last digit, order of properties is that of the key', () => {
  const key = (text: string, ...names: readonly string[]) => keyOf(parseJson(text) as never, names, 1)
  expect(key('{"a":1}', 'a')).toBe(key('{"a":1.0}', 'a'))
  expect(key('{"a":100}', 'a')).toBe(key('{"a":1e2}', 'a'))
  expect(key('{"a":1}', 'a')).not.toBe(key('{"a":"1"}', 'a'))
  expect(key('{"a":9007199254740993}', 'a')).not.toBe(key('{"a":9007199254740992}', 'a'))
  expect(key('{"a":"x","b":"y"}', 'a', 'b')).toBe(key('{"b":"y","a":"x"}', 'a', 'b'))
  expect(key('{"a":"x;1:b=s1:y"}', 'a')).not.toBe(key('{"a":"x","b":"y"}', 'a', 'b'))
  expect(key('{"a":1}')).toBeNull()
  expect(() => key('{"a":null}', 'a')).toThrow(BadLine)
})

/** What every line means, in short; the run ends with the first bad one. */
function take(options: ReaderOptions, ...messages: readonly (object | string)[]): string[] {
  const reader = new MessageReader(options)
  const found: string[] = []
  try {
    for (const [index, message] of messages.entries()) {
      const text = typeof message === 'string' ? message : JSON.stringify(message)
      for (const step of reader.take({ number: index + 1, text, fault: null }))
        found.push(
          step.kind === 'record'
            ? `${step.stream.name} ${step.key}`
            : step.kind === 'stream'
              ? `${step.stream.name}(${step.stream.keys.join(',')})`
              : step.kind === 'state'
                ? `state ${step.slot}${step.text}`
                : step.kind === 'ignored'
                  ? step.reason
                  : `${step.kind} ${step.version}`,
        )
    }
  } catch (error) {
    if (!(error instanceof BadLine)) throw error
    found.push(`${error.code} at ${error.line}${error.column === null ? '' : ` in ${error.column}`}`)
  }
  return found
}

const schema = {
  type: 'SCHEMA',
  stream: 's',
  key_properties: ['id'],
  schema: { properties: { id: { type: 'integer' } } },
}

describe('Singer', () => {
  test('types in any case, a state as it came', () => {
    expect(
      take(
        {},
        { ...schema, type: 'schema' },
        { type: 'Record', stream: 's', record: { id: 1 } },
        '{"type":"state","value":{"n":1.0}}',
      ),
    ).toEqual(['s(id)', 's 2:id=n1;', 'state {"n":1.0}'])
  })

  test.each([
    [{ type: 'NOTE', stream: 's' }, 'VALUE_UNKNOWN at 2 in type'],
    [{ stream: 's' }, 'VALUE_REQUIRED at 2 in type'],
    [{ type: 'RECORD', record: { id: 1 } }, 'VALUE_REQUIRED at 2 in stream'],
    [{ type: 'RECORD', stream: 's' }, 'VALUE_REQUIRED at 2 in record'],
    [{ type: 'RECORD', stream: 't', record: { id: 1 } }, 'SCHEMA_MISSING at 2'],
    [{ type: 'RECORD', stream: 's', record: { x: 1 } }, 'VALUE_REQUIRED at 2 in id'],
    [{ type: 'RECORD', stream: 's', record: { id: 'x' } }, 'SCHEMA_VIOLATION at 2 in id'],
    [{ type: 'STATE' }, 'VALUE_REQUIRED at 2 in value'],
    [{ type: 'BATCH', stream: 's', manifest: ['file:///etc/passwd'] }, 'FILE_TYPE_REFUSED at 2 in type'],
    [{ ...schema, schema: { type: 'object' } }, 'SCHEMA_VIOLATION at 2 in schema'],
    [{ ...schema, stream: 'x'.repeat(501) }, 'TEXT_TOO_LONG at 2 in stream'],
    ['[1]', 'JSON_INVALID at 2'],
    ['INFO starting sync', 'JSON_INVALID at 2'],
  ])('%j ends the run', (message, wanted) => {
    expect(take({}, schema, message)).toEqual(['s(id)', wanted])
  })
})

describe('Airbyte', () => {
  const record = (stream: string, data: object, more: object = {}) => ({
    type: 'RECORD',
    record: { stream, data, emitted_at: 1770109200000, ...more },
  })
  const state = {
    type: 'STATE',
    state: { type: 'STREAM', stream: { stream_descriptor: { name: 's' }, stream_state: { n: 1 } } },
  }

  test('records, logs and states in their envelope; lines without one are dropped once that is known', () => {
    expect(
      take(
        {},
        { type: 'LOG', log: { level: 'INFO', message: 'x' } },
        'plain text',
        record('s', { id: 1 }),
        record('s', { id: 2 }, { namespace: 'n' }),
        state,
        '[]',
      ),
    ).toEqual([
      'log',
      'not-a-message',
      's(id)',
      's 2:id=n1;',
      'n.s(id)',
      'n.s 2:id=n2;',
      `state stream s${JSON.stringify(state)}`,
      'not-a-message',
    ])
  })

  test('global and legacy states replace the one before, those of a stream that of the stream', () => {
    const global = { type: 'STATE', state: { type: 'GLOBAL', global: { shared_state: {} } } }
    const legacy = { type: 'STATE', state: { data: { n: 1 } } }
    expect(take({ protocol: 'airbyte' }, global, legacy).map((one) => one.slice(0, 8))).toEqual([
      'state {"',
      'state {"',
    ])
  })

  test('a record without data ends the run', () => {
    expect(take({ protocol: 'airbyte' }, { type: 'RECORD', record: { stream: 's' } })).toEqual([
      'VALUE_REQUIRED at 1 in data',
    ])
  })

  test('bare lines, and those of the JSON destinations', () => {
    expect(take({}, { stream: 's', data: { id: 1 } }, { stream: 't', data: { x: 1 } })).toEqual([
      's(id)',
      's 2:id=n1;',
      't()',
      't null',
    ])
    expect(take({ onlyStream: 'f' }, { _airbyte_raw_id: 'r', _airbyte_data: { id: 1 } })).toEqual([
      'f(id)',
      'f 2:id=n1;',
    ])
    expect(take({}, { _airbyte_raw_id: 'r', _airbyte_data: { id: 1 } })).toEqual([
      'VALUE_REQUIRED at 1 in stream',
    ])
  })
})
