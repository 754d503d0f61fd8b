// Tokens to events, checked against the grammar: nesting, keys said twice, what may follow what.
import { JsonFault, JsonTokens, token, type Token } from './tokens.ts'

export interface JsonEvents {
  /** An object or a list begins; `line` is where. */
  open(isList: boolean, line: number): void
  close(isList: boolean): void
  key(name: string): void
  /** A text, number, flag or nothing; `value` is the text or the number as written. */
  scalar(kind: Token, value: string, line: number): void
}

/** At most this many levels of nesting, as the convention says. */
const mostDepth = 64
const mostKeys = 10_000

type Expected = 'value' | 'first-value' | 'key' | 'first-key' | 'colon' | 'comma' | 'nothing'

/** The keys of one object; those of the object before it, at the same depth, tell which key is likely next. */
class KeysSeen {
  readonly #names: string[] = []
  readonly #hints: string[] = []
  #count = 0
  #many: Set<string> | null = null

  restart(): void {
    this.#count = 0
    this.#many = null
  }

  get count(): number {
    return this.#count
  }

  get likely(): string {
    return this.#hints[this.#count] ?? ''
  }

  /** False when the key is there already. */
  add(name: string): boolean {
    if (this.#count >= fewKeys) {
      this.#many ??= new Set(this.#names.slice(0, this.#count))
      if (this.#many.has(name)) return false
      this.#many.add(name)
    } else for (let at = 0; at < this.#count; at++) if (this.#names[at] === name) return false
    const place = this.#count++
    if (this.#names[place] === name) return true
    this.#names[place] = name
    // Compared with the text as it is written: only a name that needs no escape can be known there.
    this.#hints[place] = /[\\"\p{Cc}]/u.test(name) ? '' : name
    return true
  }
}

/** Up to as many, comparing is faster than hashing. */
const fewKeys = 16

/** Walks one JSON value. Push its text in pieces, then call `end`. */
export class JsonWalker {
  readonly #tokens: JsonTokens
  readonly #events: JsonEvents
  readonly #isList: boolean[] = []
  /** Keys of the open objects, by depth. */
  readonly #keys: KeysSeen[] = []
  #expected: Expected = 'value'

  constructor(events: JsonEvents, line = 1) {
    this.#events = events
    this.#tokens = new JsonTokens(line)
  }

  /** @throws JsonFault */
  push(text: string): void {
    this.#tokens.push(text)
    this.#walk()
  }

  /** @throws JsonFault when the value is not complete */
  end(): void {
    this.#tokens.end()
    this.#walk()
    if (this.#expected !== 'nothing') throw this.#tokens.fault('ends too early')
  }

  #walk(): void {
    for (;;) {
      const isKey = this.#expected === 'key' || this.#expected === 'first-key'
      this.#tokens.hint = isKey ? (this.#keys[this.#isList.length]?.likely ?? '') : ''
      const found = this.#tokens.next()
      if (found === token.more || found === token.end) return
      this.#take(found)
    }
  }

  #take(found: Token): void {
    switch (this.#expected) {
      case 'key':
      case 'first-key':
        if (found === token.close && this.#expected === 'first-key') return this.#close(false)
        if (found !== token.text) throw this.#unexpected()
        return this.#takeKey(this.#tokens.value)
      case 'colon':
        if (found !== token.colon) throw this.#unexpected()
        this.#expected = 'value'
        return
      case 'comma':
        if (found === token.comma) {
          this.#expected = this.#isList.at(-1) === true ? 'value' : 'key'
          return
        }
        if (found === token.close || found === token.closeList) return this.#close(found === token.closeList)
        throw this.#unexpected()
      case 'nothing':
        throw this.#unexpected()
      default:
        return this.#takeValue(found)
    }
  }

  #takeKey(name: string): void {
    const keys = this.#keys[this.#isList.length]
    if (keys?.add(name) !== true) throw this.#tokens.fault(`the key "${name.slice(0, 50)}" twice`)
    if (keys.count > mostKeys)
      throw new JsonFault('CSV_TOO_MANY_COLUMNS', this.#tokens.line, `more than ${mostKeys} keys`, mostKeys)
    this.#events.key(name)
    this.#expected = 'colon'
  }

  #takeValue(found: Token): void {
    if (found === token.open || found === token.openList) return this.#open(found === token.openList)
    if (found === token.closeList && this.#expected === 'first-value') return this.#close(true)
    if (found < token.text) throw this.#unexpected()
    this.#events.scalar(found, this.#tokens.value, this.#tokens.line)
    this.#afterValue()
  }

  #open(isList: boolean): void {
    const depth = this.#isList.push(isList)
    if (depth > mostDepth)
      throw new JsonFault('JSON_TOO_DEEP', this.#tokens.line, `more than ${mostDepth} levels`)
    const keys = this.#keys[depth]
    if (keys === undefined) this.#keys[depth] = new KeysSeen()
    else keys.restart()
    this.#events.open(isList, this.#tokens.line)
    this.#expected = isList ? 'first-value' : 'first-key'
  }

  #close(isList: boolean): void {
    if (this.#isList.pop() !== isList) throw this.#unexpected()
    this.#events.close(isList)
    this.#afterValue()
  }

  #afterValue(): void {
    this.#expected = this.#isList.length === 0 ? 'nothing' : 'comma'
  }

  #unexpected(): JsonFault {
    return this.#tokens.fault('unexpected')
  }
}
