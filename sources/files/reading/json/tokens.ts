// JSON text to tokens, in pieces of any length. Numbers stay as they are written: no digit passes through a float.
export const token = {
  /** The text so far ends inside a token, or between two. */
  more: 0,
  end: 1,
  open: 2,
  close: 3,
  openList: 4,
  closeList: 5,
  colon: 6,
  comma: 7,
  text: 8,
  number: 9,
  yes: 10,
  no: 11,
  nothing: 12,
} as const
export type Token = (typeof token)[keyof typeof token]

/** What is wrong with a JSON text, and on which line. */
export class JsonFault extends Error {
  readonly code: 'JSON_INVALID' | 'JSON_TOO_DEEP' | 'FILE_TOO_LARGE' | 'CSV_TOO_MANY_COLUMNS'
  readonly line: number
  readonly reason: string
  /** For a sentence about a limit. */
  readonly limit: number | null
  constructor(code: JsonFault['code'], line: number, reason: string, limit: number | null = null) {
    super(`${code} (line ${line}): ${reason}`)
    this.name = 'JsonFault'
    this.code = code
    this.line = line
    this.reason = reason
    this.limit = limit
  }
}

/** A longer text or number is refused: nothing that is measured here is written so, and memory stays flat. */
const mostTokenCharacters = 4 * 1024 * 1024

const single: Readonly<Record<string, Token>> = {
  '{': token.open,
  '}': token.close,
  '[': token.openList,
  ']': token.closeList,
  ':': token.colon,
  ',': token.comma,
}
const words: readonly (readonly [string, Token])[] = [
  ['true', token.yes],
  ['false', token.no],
  ['null', token.nothing],
]
const numberRun = /[-+.\deE]+/y
const numberShape = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/

const [quote, backslash, lineFeed] = [34, 92, 10]

/** Give it text with `push`, take tokens with `next` until it answers `more`; after `end`, until it answers `end`. */
export class JsonTokens {
  #text = ''
  #at = 0
  #isEnded = false
  /** The line of the last token, from 1. */
  line: number
  /** What the last text or number says. */
  value = ''
  /** A text that is likely to come next: the keys of one record are those of the one before. */
  hint = ''

  constructor(line = 1) {
    this.line = line
  }

  push(text: string): void {
    this.#text = this.#at < this.#text.length ? this.#text.slice(this.#at) + text : text
    this.#at = 0
  }

  end(): void {
    this.#isEnded = true
  }

  /** @throws JsonFault */
  next(): Token {
    const text = this.#text
    let code = text.charCodeAt(this.#at)
    while (code === 32 || code === lineFeed || code === 13 || code === 9) {
      if (code === lineFeed) this.line++
      code = text.charCodeAt(++this.#at)
    }
    if (this.#at >= text.length) return this.#isEnded ? token.end : token.more
    if (code === quote) return this.#readText()
    const mark = single[text.charAt(this.#at)]
    if (mark !== undefined) {
      this.#at++
      return mark
    }
    if (code === 45 || (code >= 48 && code <= 57)) return this.#readNumber()
    return this.#readWord()
  }

  #readText(): Token {
    const text = this.#text
    const from = this.#at + 1
    const { hint } = this
    if (hint !== '' && text.startsWith(hint, from) && text.charCodeAt(from + hint.length) === quote) {
      this.value = hint
      this.#at = from + hint.length + 1
      return token.text
    }
    let hasEscapes = false
    for (let at = from; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code === quote) {
        this.value = hasEscapes ? this.#unescape(text.slice(from - 1, at + 1)) : text.slice(from, at)
        this.#at = at + 1
        return token.text
      }
      if (code === backslash) {
        hasEscapes = true
        at++
      } else if (code < 32) throw this.fault('control character in a text')
    }
    return this.#wait('unended text')
  }

  #unescape(written: string): string {
    try {
      return JSON.parse(written) as string
    } catch {
      throw this.fault('unknown escape')
    }
  }

  #readNumber(): Token {
    numberRun.lastIndex = this.#at
    const run = numberRun.exec(this.#text)?.[0] ?? ''
    const end = this.#at + run.length
    // The next piece may go on with it.
    if (end === this.#text.length && !this.#isEnded) return this.#wait('unended number')
    if (!numberShape.test(run) || /\w/.test(this.#text.charAt(end))) throw this.fault('malformed number')
    this.value = run
    this.#at = end
    return token.number
  }

  #readWord(): Token {
    const rest = this.#text.slice(this.#at, this.#at + 6)
    for (const [word, found] of words) {
      if (rest.startsWith(word) && !/[\w$]/.test(rest.charAt(word.length))) {
        if (rest.length === word.length && !this.#isEnded) return token.more
        this.#at += word.length
        return found
      }
      if (!this.#isEnded && rest.length < word.length && word.startsWith(rest)) return token.more
    }
    throw this.fault('neither a value nor a mark')
  }

  #wait(reason: string): Token {
    if (this.#isEnded) throw this.fault(reason)
    if (this.#text.length - this.#at > mostTokenCharacters)
      throw new JsonFault('FILE_TOO_LARGE', this.line, reason, mostTokenCharacters)
    return token.more
  }

  fault(reason: string): JsonFault {
    return new JsonFault('JSON_INVALID', this.line, reason)
  }
}
