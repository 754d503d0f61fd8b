// Entries whose lines lie scattered over the file, as when it is sorted by account: all of them are in memory at once, so that they are
// kept in columns of numbers and made whole only when one is asked for. A line takes some 30 bytes, an entry
// some 50 beside its key.
import { addLine, type Entry, newEntry, type Part } from './entries.ts'
import { Cents, Numbers, type TextTable } from './columns.ts'
import type { FecLine } from './lines.ts'

export class ScatteredEntries {
  readonly #keys: TextTable
  /** By number of the entry; what is not met yet has no lines. */
  readonly #lines = new Numbers()
  readonly #marks = new Numbers()
  readonly #entryDays = new Numbers()
  readonly #balance = new Cents()
  readonly #debit = new Cents()
  readonly #credit = new Cents()
  readonly #lastPart = new Numbers()
  /** Of the few entries with several days. */
  readonly #balances = new Map<number, Map<string, bigint>>()
  /** By number of the part; the one before it in its entry, or -1. */
  readonly #before = new Numbers()
  readonly #rows = new Numbers()
  readonly #days = new Numbers()
  readonly #accounts = new Numbers()
  readonly #customers = new Numbers()
  readonly #nets = new Cents()
  readonly #words = new WordNumbers()

  /** `keys` are those of all entries that lie scattered. */
  constructor(keys: TextTable) {
    this.#keys = keys
    for (let number = 0; number < keys.size; number++) {
      for (const column of [this.#lines, this.#marks, this.#entryDays]) column.push(0)
      for (const column of [this.#balance, this.#debit, this.#credit]) column.push(0n)
      this.#lastPart.push(-1)
    }
  }

  get size(): number {
    return this.#keys.size
  }

  has(key: string): boolean {
    return this.#keys.find(key) >= 0
  }

  /** Adds a line of an entry that lies scattered. */
  add(line: FecLine, part: Part | null, isOpening: boolean): void {
    const number = this.#keys.find(line.key)
    const entry = this.#lines.at(number) === 0 ? newEntry(line.day, noParts) : this.#sums(number)
    addLine(entry, line, null, isOpening)
    this.#keep(number, entry)
    if (part === null) return
    this.#before.push(this.#lastPart.at(number))
    this.#lastPart.set(number, this.#rows.length)
    this.#rows.push(part.row)
    this.#days.push(this.#words.of(part.day))
    this.#accounts.push(this.#words.of(part.account))
    this.#customers.push(this.#words.of(part.customer))
    this.#nets.push(part.net)
  }

  /** The entry of a key with all its parts, in the order of the file; null when it does not lie scattered. */
  get(key: string): Entry | null {
    const number = this.#keys.find(key)
    return number < 0 ? null : this.#whole(number)
  }

  *[Symbol.iterator](): Generator<Entry> {
    for (let number = 0; number < this.size; number++) yield this.#whole(number)
  }

  #keep(number: number, entry: Entry): void {
    this.#lines.set(number, entry.lines)
    this.#marks.set(number, (entry.isFaulty ? 1 : 0) | (entry.isOpening ? 2 : 0) | (entry.isClosing ? 4 : 0))
    this.#entryDays.set(number, this.#words.of(entry.day))
    this.#balance.set(number, entry.balance)
    this.#debit.set(number, entry.debit)
    this.#credit.set(number, entry.credit)
    if (entry.balances !== null) this.#balances.set(number, entry.balances)
  }

  /** The entry without its parts. */
  #sums(number: number): Entry {
    const marks = this.#marks.at(number)
    return {
      balance: this.#balance.at(number),
      debit: this.#debit.at(number),
      credit: this.#credit.at(number),
      lines: this.#lines.at(number),
      isFaulty: (marks & 1) !== 0,
      isOpening: (marks & 2) !== 0,
      isClosing: (marks & 4) !== 0,
      day: this.#words.at(this.#entryDays.at(number)),
      balances: this.#balances.get(number) ?? null,
      parts: noParts,
    }
  }

  #whole(number: number): Entry {
    const parts: Part[] = []
    for (let at = this.#lastPart.at(number); at >= 0; at = this.#before.at(at))
      parts.push({
        row: this.#rows.at(at),
        day: this.#words.at(this.#days.at(at)),
        account: this.#words.at(this.#accounts.at(at)),
        net: this.#nets.at(at),
        customer: this.#words.at(this.#customers.at(at)),
      })
    return { ...this.#sums(number), parts: parts.toReversed() }
  }
}

/** A number for each word: days, accounts and customers come again and again. */
class WordNumbers {
  readonly #numbers = new Map<string, number>()
  readonly #words: string[] = []

  of(word: string): number {
    const found = this.#numbers.get(word)
    if (found !== undefined) return found
    this.#numbers.set(word, this.#words.length)
    this.#words.push(word)
    return this.#words.length - 1
  }

  at(number: number): string {
    return this.#words[number]!
  }
}

/** Shared by all: nothing is added to it. */
const noParts: readonly Part[] = []
