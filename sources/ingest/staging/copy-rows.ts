// Rows into a table by COPY, as text, in pieces of about 256 KB: the fastest door into PostgreSQL with memory flat.
import { once } from 'node:events'
import { from as copyFrom } from 'pg-copy-streams'
import type { Client } from '../sql.ts'

const pieceLength = 256 * 1024

const special = /[\\\n\r\t]/g
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** A text as COPY reads it; null is \N. */
export function copyText(value: string | null): string {
  if (value === null) return '\\N'
  special.lastIndex = 0
  if (!special.test(value)) return value
  return value.replace(special, (character) => escapes[character] ?? character)
}

/** Takes lines (cells already escaped, joined by tabs, without line end) and sends them to one COPY. */
export class CopyRows {
  readonly #stream: ReturnType<Client['query']> & NodeJS.WritableStream & { destroy(error?: Error): void }
  #piece = ''
  #error: Error | null = null

  constructor(client: Client, table: string, columns: readonly string[]) {
    this.#stream = client.query(
      copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`, { highWaterMark: 4 * pieceLength }),
    ) as never
    this.#stream.on('error', (error: Error) => {
      this.#error = error
    })
  }

  /** Adds a line; true when `flush` should be awaited before the next. */
  add(line: string): boolean {
    this.#piece += line
    this.#piece += '\n'
    return this.#piece.length >= pieceLength
  }

  async flush(): Promise<void> {
    if (this.#error !== null) throw this.#error
    if (this.#piece === '') return
    const piece = Buffer.from(this.#piece, 'utf8')
    this.#piece = ''
    if (!this.#stream.write(piece)) await once(this.#stream, 'drain')
  }

  /** Sends the rest and waits until the server has taken every row. */
  async end(): Promise<void> {
    await this.flush()
    const finished = once(this.#stream, 'finish')
    this.#stream.end()
    await finished
  }

  /** Ends the COPY so that none of its rows stays; the connection can be used again. */
  async abandon(reason: Error): Promise<void> {
    const closed = once(this.#stream, 'close').catch(() => {})
    this.#stream.destroy(reason)
    await closed
  }
}
