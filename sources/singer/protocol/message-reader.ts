// A run's lines to steps: decides by the first message which protocol is spoken, and keeps what streams have been declared.
import { BadLine } from './bad-line.ts'
import { type AirbyteOptions, isAirbyte, isBare, readAirbyte, readBare } from './airbyte-messages.ts'
import { isObject, type Json, JsonFault, type JsonObject, parseJson } from './exact-json.ts'
import type { Line } from './lines.ts'
import { readSinger, type SingerOptions, type Streams } from './singer-messages.ts'
import type { Step } from './steps.ts'

export type Protocol = 'singer' | 'airbyte' | 'bare'

export interface ReaderOptions extends Partial<AirbyteOptions>, SingerOptions {
  /** Worked out from the first message unless given. */
  readonly protocol?: Protocol
}

/** Reads the lines of one run, in their order. */
export class MessageReader {
  readonly #streams: Streams = new Map()
  readonly #options: AirbyteOptions
  readonly #ofSinger: SingerOptions
  #protocol: Protocol | null

  constructor({ protocol, validates = true, knownKeys = () => [], ...options }: ReaderOptions = {}) {
    this.#protocol = protocol ?? null
    this.#ofSinger = { validates, knownKeys }
    this.#options = { catalogue: null, guessKeys: guessKeys, onlyStream: null, ...options }
  }

  /** Null until the first message has told. */
  get protocol(): Protocol | null {
    return this.#protocol
  }

  /** What a line means: mostly one step. @throws BadLine, which ends the run */
  take(line: Line): readonly Step[] {
    const message = this.#parse(line)
    if (message === null) return [{ kind: 'ignored', reason: 'not-a-message' }]
    this.#protocol ??= isAirbyte(message) ? 'airbyte' : isBare(message) ? 'bare' : 'singer'
    if (this.#protocol === 'singer') return [readSinger(message, line.number, this.#streams, this.#ofSinger)]
    if (this.#protocol === 'bare') return readBare(message, line.number, this.#streams, this.#options)
    return readAirbyte(message, line.number, this.#streams, this.#options)
  }

  /** Null for a line that Airbyte's protocol says to drop. */
  #parse({ number, text, fault }: Line): JsonObject | null {
    if (text === null) throw new BadLine(fault ?? 'JSON_INVALID', number, lineWords[fault ?? 'JSON_INVALID'])
    let value: Json
    try {
      value = parseJson(text)
    } catch (error) {
      if (!(error instanceof JsonFault)) throw error
      if (this.#protocol === 'airbyte' && error.code === 'JSON_INVALID') return null
      throw new BadLine(error.code, number, lineWords[error.code], null, text.slice(0, 200))
    }
    if (isObject(value)) return value
    if (this.#protocol === 'airbyte') return null
    throw new BadLine('JSON_INVALID', number, lineWords.JSON_INVALID, null, text.slice(0, 200))
  }
}

/** Without a declaration, a record's own id, when it has a simple one. */
function guessKeys(_stream: string, record: JsonObject): readonly string[] {
  const name = ['id', 'Id', 'ID'].find((one) => {
    const value = record[one]
    return value !== undefined && value !== null && typeof value !== 'boolean' && !isObject(value)
  })
  return name === undefined ? [] : [name]
}

const lineWords = {
  JSON_INVALID: {
    fr: 'Cette ligne n’est pas un message : ce n’est pas un objet JSON complet. Les journaux d’un tap vont sur sa sortie d’erreur.',
    en: 'This line is no message: it is not a whole JSON object. The log of a tap belongs on its standard error.',
  },
  JSON_TOO_DEEP: {
    fr: 'Cette ligne est imbriquée sur plus de 64 niveaux.',
    en: 'This line is nested more than 64 levels deep.',
  },
  TEXT_TOO_LONG: { fr: 'Cette ligne est trop longue.', en: 'This line is too long.' },
  ENCODING_INVALID: { fr: 'Cette ligne n’est pas en UTF-8.', en: 'This line is not in UTF-8.' },
} as const
