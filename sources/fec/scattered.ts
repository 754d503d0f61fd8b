// Entries whose lines lie scattered over the file, as when it is sorted by account: all of them are in memory at once, so that each is
// kept in columns and made whole only when it is asked for.
import { addLine, type Entry, newEntry, type Part } from './entries.ts'
import { alone, type FecLine } from './lines.ts'

export class ScatteredEntries {
  readonly #numbers = new Map<string, number>()
  /** By number of the entry; the sums of its lines, and its last part. */
  readonly #entries: Entry[] = []
  readonly #lastPart: number[] = []
  /** By number of the part; the one before it in its entry, or -1. */
  readonly #before: number[] = []
  readonly #rows: number[] = []
  readonly #days: string[] = []
  readonly #accounts: string[] = []
  readonly #customers: string[] = []
  readonly #nets: bigint[] = []

  get size(): number {
    return this.#numbers.size
  }

  add(line: FecLine, part: Part | null, isOpening: boolean): void {
    let number = this.#numbers.get(line.key)
    if (number === undefined) {
      number = this.#numbers.size
      this.#numbers.set(alone(line.key), number)
      this.#entries.push(newEntry(line.day, noParts))
      this.#lastPart.push(-1)
    }
    addLine(this.#entries[number]!, line, null, isOpening)
    if (part === null) return
    this.#before.push(this.#lastPart[number]!)
    this.#lastPart[number] = this.#rows.length
    this.#rows.push(part.row)
    this.#days.push(part.day)
    this.#accounts.push(part.account)
    this.#customers.push(part.customer)
    this.#nets.push(part.net)
  }

  /** The entry of a key with all its parts, in the order of the file; null when it does not lie scattered. */
  get(key: string): Entry | null {
    const number = this.#numbers.get(key)
    return number === undefined ? null : this.#whole(number)
  }

  *[Symbol.iterator](): Generator<Entry> {
    for (let number = 0; number < this.#entries.length; number++) yield this.#whole(number)
  }

  #whole(number: number): Entry {
    const parts: Part[] = []
    for (let at = this.#lastPart[number]!; at >= 0; at = this.#before[at]!)
      parts.push({
        row: this.#rows[at]!,
        day: this.#days[at]!,
        account: this.#accounts[at]!,
        net: this.#nets[at]!,
        customer: this.#customers[at]!,
      })
    return { ...this.#entries[number]!, parts: parts.toReversed() }
  }
}

/** Shared by all: nothing is added to it. */
const noParts: readonly Part[] = []
