// JSON in which numbers keep their text: 9007199254740993 and 0.10 are what the sender wrote, not the nearest double.
// Most lines hold only numbers that a double carries whole: those go the fast way, through the engine's own parser.

/** A number as it was written, where a double would change it; or NaN, Infinity, -Infinity, which loose senders write. */
export class WrittenNumber {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
  /** False for NaN, the infinities, and what no database can hold as a number. */
  get isFinite(): boolean {
    if (this.text.length > 1000 || !/\d/.test(this.text)) return false
    const exponent = /[eE]([+-]?\d+)$/.exec(this.text)?.[1]
    return exponent === undefined || Math.abs(Number(exponent)) <= 1000
  }
}

export type Json = string | number | boolean | null | WrittenNumber | readonly Json[] | JsonObject
export type JsonObject = { readonly [key: string]: Json }

export class JsonFault extends Error {
  readonly code: 'JSON_INVALID' | 'JSON_TOO_DEEP'
  constructor(code: 'JSON_INVALID' | 'JSON_TOO_DEEP') {
    super(code)
    this.code = code
  }
}

/** Levels of nesting taken; deeper is refused. */
export const mostLevels = 64

/** Numbers that may not survive a double: long ones, exponents, zeros at the end of decimals; and what is no number. Over-wide is harmless. */
const needsCare = /[:[,]\s*-?(?:\d[\d.]{15}|\d+(?:\.\d+)?[eE]|\d+\.\d*0[\s,}\]]|NaN|Infinity)/

/** Parses one JSON text. @throws JsonFault */
export function parseJson(text: string): Json {
  if (needsCare.test(text) || startsLoose(text)) return parseWritten(text)
  let value: Json
  try {
    value = JSON.parse(text) as Json
  } catch {
    throw new JsonFault('JSON_INVALID')
  }
  if (isDeep(text)) expectShallow(value, mostLevels)
  return value
}

const startsLoose = (text: string): boolean => /^\s*[-\dNI]/.test(text)

/** Cheap: a text without so many brackets cannot nest so deep. */
function isDeep(text: string): boolean {
  let brackets = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if ((code === 0x7b || code === 0x5b) && ++brackets > mostLevels) return true
  }
  return false
}

function expectShallow(value: Json, levels: number): void {
  if (typeof value !== 'object' || value === null || value instanceof WrittenNumber) return
  if (levels === 0) throw new JsonFault('JSON_TOO_DEEP')
  for (const part of Object.values(value)) expectShallow(part, levels - 1)
}

const numberText = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|NaN|-?Infinity/y
const blank = /[ \t\n\r]*/y

/** The careful way: the same grammar, numbers kept as text wherever a double would not give it back. */
function parseWritten(text: string): Json {
  let at = 0
  const fail = (): never => {
    throw new JsonFault('JSON_INVALID')
  }
  const skip = (): void => {
    blank.lastIndex = at
    blank.test(text)
    at = blank.lastIndex
  }
  const expect = (sign: string): void => {
    if (text[at] !== sign) fail()
    at++
  }
  const string = (): string => {
    const end = endOfString(text, at)
    if (end < 0) return fail()
    const piece = text.slice(at, end)
    at = end
    try {
      return JSON.parse(piece) as string
    } catch {
      return fail()
    }
  }
  const number = (): number | WrittenNumber => {
    numberText.lastIndex = at
    const found = numberText.exec(text)?.[0]
    if (found === undefined) return fail()
    at += found.length
    const value = Number(found)
    return Number.isFinite(value) && String(value) === found ? value : new WrittenNumber(found)
  }
  const word = <Value>(written: string, value: Value): Value => {
    if (!text.startsWith(written, at)) return fail()
    at += written.length
    return value
  }
  const array = (levels: number): Json[] => {
    const parts: Json[] = []
    at++
    skip()
    if (text[at] === ']') return (at++, parts)
    for (;;) {
      parts.push(value(levels))
      skip()
      if (text[at] !== ',') break
      at++
    }
    expect(']')
    return parts
  }
  const object = (levels: number): JsonObject => {
    const parts = Object.create(null) as Record<string, Json>
    at++
    skip()
    if (text[at] === '}') return (at++, parts)
    for (;;) {
      skip()
      if (text[at] !== '"') fail()
      const name = string()
      skip()
      expect(':')
      parts[name] = value(levels)
      skip()
      if (text[at] !== ',') break
      at++
    }
    expect('}')
    return parts
  }
  const value = (levels: number): Json => {
    skip()
    const sign = text[at]
    if (sign === '{' || sign === '[') {
      if (levels === 0) throw new JsonFault('JSON_TOO_DEEP')
      return sign === '{' ? object(levels - 1) : array(levels - 1)
    }
    if (sign === '"') return string()
    if (sign === 't') return word('true', true)
    if (sign === 'f') return word('false', false)
    if (sign === 'n') return word('null', null)
    return number()
  }
  const whole = value(mostLevels)
  skip()
  if (at !== text.length) fail()
  return whole
}

/** Where the string that begins at `at` ends, just after its closing quote; -1 when it does not. */
function endOfString(text: string, at: number): number {
  for (let end = at + 1; end < text.length; end++) {
    const code = text.charCodeAt(end)
    if (code === 0x22) return end + 1
    if (code === 0x5c) end++
  }
  return -1
}

/** The text of a value on one line; a number comes out as it came in. What is no number becomes its text, 'NaN'. */
export function writeJson(value: Json): string {
  if (!hasWritten(value)) return JSON.stringify(value)
  if (value instanceof WrittenNumber) return value.isFinite ? value.text : JSON.stringify(value.text)
  if (Array.isArray(value)) return `[${value.map(writeJson).join(',')}]`
  return `{${Object.entries(value as JsonObject)
    .map(([name, part]) => `${JSON.stringify(name)}:${writeJson(part)}`)
    .join(',')}}`
}

function hasWritten(value: Json): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (value instanceof WrittenNumber) return true
  return Object.values(value).some(hasWritten)
}

export function isObject(value: Json | undefined): value is JsonObject {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof WrittenNumber)
  )
}

export function isArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

/** The text of a number of JSON; null for anything else, NaN included. */
export function numberOf(value: Json | undefined): string | null {
  if (typeof value === 'number') return String(value)
  return value instanceof WrittenNumber && value.isFinite ? value.text : null
}
