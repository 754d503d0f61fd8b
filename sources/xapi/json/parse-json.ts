// Reads JSON as strictly as learning records need it: a key twice in one object, nesting past 64 levels, a NUL or half a
// surrogate pair are refused; numbers keep every digit; and an object has no prototype that a key could reach.
import { JsonFault, jsonReasons } from './json-fault.ts'

export type JsonValue = string | number | boolean | null | ExactNumber | JsonValue[] | JsonObject
export interface JsonObject {
  [key: string]: JsonValue
}

/** A number that JavaScript would write otherwise than it was sent (`1.0`, 20 digits): its text is what counts. */
export class ExactNumber {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** Levels of brackets at most, the outermost included. */
export const deepest = 64
/** Digits, and powers of ten, at most: what PostgreSQL stores exactly, with a wide margin. */
const mostDigits = 1000

/**
 * Parses one JSON text.
 * @throws JsonFault JSON_TOO_DEEP or JSON_INVALID with the place of the fault
 */
export function parseJson(text: string): JsonValue {
  const parser = new Parser(text)
  const value = parser.value(1)
  parser.end()
  return value
}

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
/** Half a surrogate pair: no character. */
const halfPair = /[\ud800-\udfff]/u
const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

class Parser {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  value(level: number): JsonValue {
    this.#skipSpace()
    const sign = this.#text[this.#at]
    if (sign === '{' || sign === '[') {
      if (level > deepest) throw new JsonFault('JSON_TOO_DEEP', jsonReasons.tooDeep, this.#at)
      this.#at++
      return sign === '{' ? this.#object(level) : this.#array(level)
    }
    if (sign === '"') return this.#string()
    if (sign === 't') return this.#word('true', true)
    if (sign === 'f') return this.#word('false', false)
    if (sign === 'n') return this.#word('null', null)
    return this.#number()
  }

  end(): void {
    this.#skipSpace()
    if (this.#at < this.#text.length) throw this.#fault(jsonReasons.syntax)
  }

  #object(level: number): JsonObject {
    const object = Object.create(null) as JsonObject
    if (this.#takes('}')) return object
    do {
      this.#skipSpace()
      if (this.#text[this.#at] !== '"') throw this.#fault(jsonReasons.syntax)
      const at = this.#at
      const key = this.#string()
      if (Object.hasOwn(object, key)) throw new JsonFault('JSON_INVALID', jsonReasons.keyTwice, at)
      if (!this.#takes(':')) throw this.#fault(jsonReasons.syntax)
      object[key] = this.value(level + 1)
    } while (this.#takes(','))
    if (!this.#takes('}')) throw this.#fault(jsonReasons.syntax)
    return object
  }

  #array(level: number): JsonValue[] {
    const array: JsonValue[] = []
    if (this.#takes(']')) return array
    do array.push(this.value(level + 1))
    while (this.#takes(','))
    if (!this.#takes(']')) throw this.#fault(jsonReasons.syntax)
    return array
  }

  #string(): string {
    let start = ++this.#at
    let read = ''
    for (;;) {
      const code = this.#text.charCodeAt(this.#at)
      if (code === 34) break
      if (Number.isNaN(code) || code < 32) throw this.#fault(jsonReasons.syntax)
      if (code === 92) {
        read += this.#text.slice(start, this.#at) + this.#escape()
        start = this.#at
      } else this.#at++
    }
    read += this.#text.slice(start, this.#at++)
    if (read.includes('\0') || halfPair.test(read)) throw this.#fault(jsonReasons.text)
    return read
  }

  #escape(): string {
    const letter = this.#text[this.#at + 1] ?? ''
    if (letter === 'u') {
      const digits = this.#text.slice(this.#at + 2, this.#at + 6)
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw this.#fault(jsonReasons.syntax)
      this.#at += 6
      return String.fromCharCode(Number.parseInt(digits, 16))
    }
    const sign = Object.hasOwn(escapes, letter) ? escapes[letter] : undefined
    if (sign === undefined) throw this.#fault(jsonReasons.syntax)
    this.#at += 2
    return sign
  }

  #number(): number | ExactNumber {
    number.lastIndex = this.#at
    const text = number.exec(this.#text)?.[0]
    if (text === undefined) throw this.#fault(jsonReasons.syntax)
    const power = /[eE]([+-]?\d+)$/.exec(text)?.[1]
    if (text.length > mostDigits || Math.abs(Number(power ?? 0)) > mostDigits)
      throw this.#fault(jsonReasons.number)
    this.#at += text.length
    const value = Number(text)
    return String(value) === text ? value : new ExactNumber(text)
  }

  #word<Value>(word: string, value: Value): Value {
    if (!this.#text.startsWith(word, this.#at)) throw this.#fault(jsonReasons.syntax)
    this.#at += word.length
    return value
  }

  #takes(sign: string): boolean {
    this.#skipSpace()
    if (this.#text[this.#at] !== sign) return false
    this.#at++
    return true
  }

  #skipSpace(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at)
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return
      this.#at++
    }
  }

  #fault(reason: (typeof jsonReasons)[keyof typeof jsonReasons]): JsonFault {
    return new JsonFault('JSON_INVALID', reason, this.#at)
  }
}
