import { describe, expect, it } from 'vitest'
import { JsonFault } from './json-fault.ts'
import { ExactNumber, parseJson } from './parse-json.ts'
import { canonicalJson, compareDecimals, writeJson } from './write-json.ts'

function faultOf(text: string): string {
  try {
    parseJson(text)
    return 'none'
  } catch (error) {
    if (error instanceof JsonFault) return error.code
    throw error
  }
}

describe('what is read', () => {
  it.each([
    '{"a":[1,-2.5,true,false,null,"é\\n\\u00e9 😀"],"b":{}}',
    '[]',
    '"\\ud83d\\ude00"',
    ' [ 1 , 2 ] ',
    '0.1',
  ])('%s is what JSON.parse reads', (text) => {
    expect(JSON.stringify(parseJson(text))).toBe(JSON.stringify(JSON.parse(text)))
  })

  it('numbers keep every digit, and what JavaScript writes alike is a number', () => {
    const text = '[0.5,1.0,12345678901234567890,1e2,0.1000000000000000055511151231257827]'
    const list = parseJson(text)
    expect(writeJson(list)).toBe(text)
    expect(Array.isArray(list) && list[0]).toBe(0.5)
    expect(Array.isArray(list) && list[2]).toBeInstanceOf(ExactNumber)
  })

  it('an object has no prototype, and holds a key of any name as its own', () => {
    const object = parseJson('{"__proto__":{"isAdmin":true},"constructor":1}')
    expect(Object.getPrototypeOf(object)).toBeNull()
    expect(Object.keys(object as object)).toEqual(['__proto__', 'constructor'])
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
  })
})

describe('what is refused', () => {
  it.each([
    ['{"a":1,"a":2}', 'JSON_INVALID'],
    ['{"a":1,"\\u0061":2}', 'JSON_INVALID'],
    ['[1,]', 'JSON_INVALID'],
    ['{"a":1,}', 'JSON_INVALID'],
    ['{a:1}', 'JSON_INVALID'],
    ["['a']", 'JSON_INVALID'],
    ['[01]', 'JSON_INVALID'],
    ['[1.]', 'JSON_INVALID'],
    ['[NaN]', 'JSON_INVALID'],
    ['"a\nb"', 'JSON_INVALID'],
    ['"a', 'JSON_INVALID'],
    ['"\\x41"', 'JSON_INVALID'],
    ['"\\u00"', 'JSON_INVALID'],
    ['"\\u0000"', 'JSON_INVALID'],
    ['"\\ud800"', 'JSON_INVALID'],
    ['1e999999', 'JSON_INVALID'],
    [`[${'9'.repeat(2000)}]`, 'JSON_INVALID'],
    ['', 'JSON_INVALID'],
    ['[1] 2', 'JSON_INVALID'],
    ['tru', 'JSON_INVALID'],
    [`${'['.repeat(65)}${']'.repeat(65)}`, 'JSON_TOO_DEEP'],
    ['['.repeat(200_000), 'JSON_TOO_DEEP'],
    [`${'['.repeat(64)}${']'.repeat(64)}`, 'none'],
  ])('%s', (text, code) => {
    expect(faultOf(text)).toBe(code)
  })
})

it('equal values have one canonical text, whatever the order of keys and the way of writing numbers', () => {
  const a = parseJson('{"b":1.0,"a":{"y":100,"x":0.50}}')
  const b = parseJson('{"a":{"x":5e-1,"y":1e2},"b":1}')
  expect(canonicalJson(a)).toBe(canonicalJson(b))
  expect(canonicalJson(a)).not.toBe(canonicalJson(parseJson('{"a":{"x":0.5,"y":100},"b":1.01}')))
})

it('decimals compare exactly', () => {
  // As floating point both are 0.30000000000000004 and 0.3 apart from each other; and 1 + 10^-20 is 1.
  expect(compareDecimals(new ExactNumber('1.00000000000000000001'), 1)).toBe(1)
  expect(compareDecimals(new ExactNumber('1.000'), 1)).toBe(0)
  expect(compareDecimals(-0.5, new ExactNumber('-5e-1'))).toBe(0)
  expect(compareDecimals(-1, 1)).toBe(-1)
})
