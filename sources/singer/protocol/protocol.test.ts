// The protocol by itself, no database: JSON whose numbers keep their text, lines, schemas, keys, and what each message means.
import { describe, expect, test } from 'vitest'
import fc from '../../../test/chance.ts'
import { readCatalogue } from './airbyte-messages.ts'
import { BadLine } from './bad-line.ts'
import { type Json, JsonFault, parseJson, writeJson } from './exact-json.ts'
import { type Line, linesOf } from './lines.ts'
import { MessageReader, type ReaderOptions } from './message-reader.ts'
import { keyOf } from './record-key.ts'
import { compileSchema, SchemaFault } from './schema/index.ts'

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

  const conditional = JSON.parse(
    '{"if": {"type": "string"}, "then": {"minLength": 2}, "else": {"type": "null"}}',
  ) as object

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
    [{ type: 'number', multipleOf: 0.01 }, 0.07, null],
    [{ type: 'number', multipleOf: 0.01 }, 0.1 + 0.2, 'a multiple of 0.01'],
    [{ type: 'integer', exclusiveMinimum: 0 }, 0, 'more than 0'],
    // Draft 4, as tap-postgres writes it.
    [{ type: 'number', maximum: 100, exclusiveMaximum: true }, 100, 'less than 100'],
    [{ type: 'number', maximum: 100, exclusiveMaximum: false }, 100, null],
    [{ const: { a: 1, b: [2] } }, { b: [2], a: 1 }, null],
    [{ const: 1 }, '1', 'one of 1'],
    [{ enum: ['a', 'b'] }, null, 'one of a, b'],
    [{ enum: [`${'x'.repeat(300)}a`] }, `${'x'.repeat(300)}b`, `one of ${'x'.repeat(100)}`],
    [{ type: 'string', pattern: '^[A-Z]{2}$' }, 'FR', null],
    [{ type: 'string', pattern: '^[A-Z]{2}$' }, 'fr', 'like ^[A-Z]{2}$'],
    // What looks around cannot be asked in bounded time: it is not.
    [{ type: 'string', pattern: '^(?=a)b$' }, 'c', null],
    [{ oneOf: [{ type: 'integer' }, { type: 'string' }] }, true, 'string'],
    [{ oneOf: [{ type: 'integer' }, { type: 'number' }] }, 1, 'one of its choices only'],
    [{ allOf: [{ type: 'string' }, { maxLength: 1 }] }, 'ab', 'at most 1 characters'],
    [{ not: { type: 'string' } }, 'a', 'what the schema does not refuse'],
    [conditional, 'a', 'at least 2 characters'],
    [conditional, 1, 'null'],
    [{ type: 'array', minItems: 1 }, [], 'at least 1 items'],
    [{ type: 'array', maxItems: 1 }, [1, 2], 'at most 1 items'],
    [{ type: 'array', uniqueItems: true }, [1, 1], 'items that differ'],
    [{ type: 'array', uniqueItems: true }, [1, '1'], null],
    [{ type: 'array', contains: { const: 3 } }, [1, 2], 'an item that it must contain'],
    [{ type: 'array', prefixItems: [{ type: 'string' }], items: false }, ['a', 1], 'nothing'],
    [{ type: 'array', items: [{ type: 'string' }, { type: 'integer' }] }, ['a', 'b'], 'integer'],
    [{ type: 'object', required: ['x'] }, {}, 'a property x'],
    [{ type: 'object', properties: { x: {} }, additionalProperties: false }, { x: 1, y: 2 }, 'nothing'],
    [{ type: 'object', additionalProperties: { type: 'integer' } }, { y: 'z' }, 'integer'],
    [{ type: 'object', patternProperties: { '^n_': { type: 'integer' } } }, { n_a: 'z' }, 'integer'],
    [{ type: 'object', propertyNames: { maxLength: 1 } }, { ab: 1 }, 'at most 1 characters'],
    [{ type: 'object', minProperties: 1 }, {}, 'at least 1 properties'],
    [{ type: 'object', dependentRequired: { a: ['b'] } }, { a: 1 }, 'a property b'],
    [{ type: 'object', dependencies: { a: { required: ['c'] } } }, { a: 1 }, 'a property c'],
  ])('%j against %j: %s', (property, value, wanted) => {
    expect(violation(property, value)).toBe(wanted)
  })

  test('long numbers are held against limits by their digits', () => {
    const { limit, more } = parseJson('{"limit":9223372036854775807,"more":9223372036854775808}') as never
    expect(violation({ type: 'integer', maximum: limit }, more)).toBe('at most 9223372036854775807')
    expect(violation({ type: 'integer', maximum: limit }, limit)).toBeNull()
  })

  test('references within the schema are followed, those to elsewhere ask for nothing, those without end are cut', () => {
    const check = compileSchema({
      definitions: {
        place: {
          type: 'object',
          properties: { city: { type: 'string' }, in: { $ref: '#/definitions/place' } },
        },
        loop: { anyOf: [{ $ref: '#/definitions/loop' }, { $ref: '#/definitions/loop' }, { type: 'null' }] },
        far: {
          properties: { x: { anyOf: [{ $ref: '#/definitions/far' }, { $ref: '#/definitions/far' }] } },
          not: {},
        },
      },
      properties: {
        place: { $ref: '#/definitions/place' },
        other: { $ref: 'https://example.com/schema.json' },
        loop: { $ref: '#/definitions/loop' },
      },
    })
    expect(check.violation({ place: { city: 'Lyon', in: { in: { city: 'x' } } }, other: 1 })).toBeNull()
    expect(check.violation({ place: { in: { in: { city: 1 } } } })?.wanted).toBe('string')
    expect(check.violation({ loop: 'x' })?.property).toBe('loop')
    expect(check.violation({ loop: null })).toBeNull()
  })

  test('what is said of the record as a whole: other properties, how many, which go together', () => {
    const of = (more: object) => compileSchema({ properties: { id: {}, a: {} }, ...more })
    const closed = of({ additionalProperties: false })
    expect(closed.violation({ id: 1, z: 2 })).toEqual({ property: 'z', wanted: 'nothing', value: '2' })
    expect(closed.violation({ id: 1, _sdc_deleted_at: null, _sdc_sequence: 5 })).toBeNull()
    expect(of({ minProperties: 2 }).violation({ id: 1 })?.property).toBe('record')
    expect(of({ dependentRequired: { a: ['id'] } }).violation({ a: 1 })?.wanted).toBe('a property id')
    // Missing itself is a remark.
    expect(of({ required: ['id'] }).violation({ a: 1 })).toBeNull()
    expect(of({ required: ['id'] }).missing({ a: 1 })).toEqual(['id'])
  })

  test.each([
    { type: 'strnig' },
    { type: [] },
    { type: ['null', 3] },
    { enum: 'a' },
    { minimum: '3' },
    { multipleOf: 0 },
    { maxLength: -1 },
    { anyOf: [] },
    { oneOf: {} },
    { properties: [] },
    { required: 'id' },
    { items: 'string' },
    { pattern: 5 },
  ])('%j is no schema', (property) => {
    expect(() => compileSchema({ properties: { p: property as never } })).toThrow(SchemaFault)
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
                  : step.kind === 'incomplete'
                    ? `incomplete ${step.stream}`
                    : step.kind === 'progress'
                      ? `${step.isWhole ? 'whole' : 'begun'} ${step.stream}`
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
    [{ type: 'RECORD', stream: 's', record: { x: 1 } }, 'SCHEMA_VIOLATION at 2 in id'],
    [{ type: 'RECORD', stream: 's', record: { id: 'x' } }, 'SCHEMA_VIOLATION at 2 in id'],
    [{ type: 'STATE' }, 'VALUE_REQUIRED at 2 in value'],
    [{ type: 'BATCH', stream: 't', manifest: [], encoding: { format: 'jsonl' } }, 'SCHEMA_MISSING at 2'],
    [{ type: 'BATCH', stream: 's', encoding: { format: 'jsonl' } }, 'VALUE_REQUIRED at 2 in manifest'],
    [
      { type: 'BATCH', stream: 's', manifest: ['file:///b'], encoding: { format: 'parquet' } },
      'FILE_TYPE_REFUSED at 2 in encoding',
    ],
    [{ ...schema, schema: { properties: { id: { type: 'strnig' } } } }, 'SCHEMA_VIOLATION at 2 in schema'],
    [{ ...schema, schema: { type: 'object' } }, 'SCHEMA_VIOLATION at 2 in schema'],
    [{ ...schema, stream: 'x'.repeat(501) }, 'TEXT_TOO_LONG at 2 in stream'],
    ['[1]', 'JSON_INVALID at 2'],
    ['INFO starting sync', 'JSON_INVALID at 2'],
  ])('%j ends the run', (message, wanted) => {
    expect(take({}, schema, message)).toEqual(['s(id)', wanted])
  })
})

test('records can be taken without being held against their schema', () => {
  expect(take({ validates: false }, schema, { type: 'RECORD', stream: 's', record: { id: 'x' } })).toEqual([
    's(id)',
    's 2:id=s1:x;',
  ])
})

test('a version of a stream that nothing describes has nothing to do', () => {
  expect(take({}, { type: 'ACTIVATE_VERSION', stream: 'x', version: 3 }, schema)).toEqual([
    'version-without-schema',
    's(id)',
  ])
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
      `state 5${JSON.stringify(state)}`,
      'not-a-message',
    ])
  })

  test('every state goes back in its order, each for itself', () => {
    const global = { type: 'STATE', state: { type: 'GLOBAL', global: { shared_state: {} } } }
    const legacy = { type: 'STATE', state: { data: { n: 1 } } }
    expect(take({ protocol: 'airbyte' }, global, legacy, state, state)).toEqual([
      `state 1${JSON.stringify(global)}`,
      `state 2${JSON.stringify(legacy)}`,
      `state 3${JSON.stringify(state)}`,
      `state 4${JSON.stringify(state)}`,
    ])
  })

  test('a trace tells that a stream, or all, did not come whole; estimates and settings are for the log', () => {
    const trace = (type: string, more: object) => ({ type: 'TRACE', trace: { type, emitted_at: 1, ...more } })
    const descriptor = { stream_descriptor: { name: 's', namespace: 'n' } }
    expect(
      take(
        { protocol: 'airbyte' },
        trace('ESTIMATE', { estimate: { name: 's', type: 'STREAM' } }),
        trace('STREAM_STATUS', { stream_status: { ...descriptor, status: 'COMPLETE' } }),
        trace('STREAM_STATUS', { stream_status: { ...descriptor, status: 'INCOMPLETE' } }),
        trace('ERROR', { error: { message: 'x' } }),
        trace('ERROR', { error: { message: 'x', ...descriptor } }),
        { type: 'CONTROL', control: { type: 'CONNECTOR_CONFIG' } },
      ),
    ).toEqual(['log', 'whole n.s', 'incomplete n.s', 'incomplete null', 'incomplete n.s', 'log'])
  })

  test('a record that is not as the catalogue says is taken, and told of', () => {
    const catalogue = readCatalogue({
      streams: [{ name: 's', json_schema: { properties: { id: { type: 'integer' } } } }],
    })
    const reader = new MessageReader({ catalogue })
    const [, step] = reader.take({ number: 1, text: JSON.stringify(record('s', { id: 'x' })), fault: null })
    expect(step).toMatchObject({ kind: 'record', record: { id: 'x' }, other: ['id'] })
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
