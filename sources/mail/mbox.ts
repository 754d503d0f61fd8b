// A mailbox file (mbox) as a stream of header blocks. Bodies are passed over line by line and never held.
import type { ByteSource } from '../files/reading/index.ts'

export interface MboxMessage {
  /** Number of the message in the file, from 1, and the line where it begins. */
  readonly row: number
  readonly line: number
  /** Its header block, one character for each byte. */
  readonly block: string
}

/** More of one header block, or of one line, is cut. */
const mostBlockCharacters = 256 * 1024

const separator = /^From \S+ .*\d{4}(?:\s.*)?$/
const headerLine = /^[!-9;-~]+[ \t]*:/

/** Yields messages in batches: those whose headers ended in one piece of the file. */
export async function* readMbox(source: ByteSource): AsyncGenerator<MboxMessage[], void> {
  const state = new MboxState()
  let rest = ''
  for await (const chunk of source.chunks()) {
    const lines = (rest + chunk.toString('latin1')).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) state.take(line.replace(/\r$/, ''))
    // The end of an endless line is of no use.
    if (rest.length > mostBlockCharacters) rest = rest.slice(0, mostBlockCharacters)
    if (state.done.length > 0) yield state.done.splice(0)
  }
  if (rest !== '') state.take(rest.replace(/\r$/, ''))
  state.end()
  if (state.done.length > 0) yield state.done.splice(0)
}

class MboxState {
  readonly done: MboxMessage[] = []
  #line = 0
  #row = 0
  #startedAt = 0
  /** The header block being read; null in a body and before the first message. */
  #block: string | null = null
  /** A separator was read: what follows tells whether it is one, or a line of a body that begins with "From". */
  #isMaybeStart = false
  #afterBlank = true

  take(line: string): void {
    this.#line++
    if (this.#isMaybeStart) {
      this.#isMaybeStart = false
      if (headerLine.test(line)) {
        this.#row++
        this.#startedAt = this.#line - 1
        this.#block = ''
      }
    }
    if (this.#block !== null) {
      if (line === '') this.#finish()
      else if (this.#block.length < mostBlockCharacters)
        this.#block += `${line.slice(0, mostBlockCharacters)}\n`
    } else if (this.#afterBlank && line.startsWith('From ') && separator.test(line.slice(0, 1000)))
      this.#isMaybeStart = true
    this.#afterBlank = line === ''
  }

  end(): void {
    if (this.#block !== null) this.#finish()
  }

  #finish(): void {
    this.done.push({ row: this.#row, line: this.#startedAt, block: this.#block ?? '' })
    this.#block = null
  }
}
