// Lines to entries: one is taken whole or not at all, and its lines may stand anywhere in the file. What is kept of a line is what
// its entry may become; the rest is only added up.
import { alone, type FecLine } from './lines.ts'

/** A line that its entry may be made of: a cost, a sale, a customer. */
export interface Part {
  readonly row: number
  readonly day: string
  readonly account: string
  /** Cents, debit less credit. */
  readonly net: bigint
  /** Of a customer's line: who it is. */
  readonly customer: string
}

export interface Entry {
  /** Debit less credit of all its lines, and by day where they have several. */
  balance: bigint
  debit: bigint
  credit: bigint
  lines: number
  isFaulty: boolean
  isOpening: boolean
  /** Has a line of the result of the year: the closing of classes 6 and 7. */
  isClosing: boolean
  readonly day: string
  balances: Map<string, bigint> | null
  readonly parts: Part[]
}

export class Entries {
  readonly byKey = new Map<string, Entry>()

  add(line: FecLine, part: Part | null, isOpening: boolean): void {
    const entry = this.#entryOf(line)
    entry.lines++
    if (line.fault !== null) {
      entry.isFaulty = true
      return
    }
    const net = line.debit - line.credit
    this.#addToDay(entry, line.day, net)
    entry.balance += net
    entry.debit += line.debit
    entry.credit += line.credit
    entry.isOpening ||= isOpening
    entry.isClosing ||= line.account.startsWith('12')
    if (part !== null) entry.parts.push(part)
  }

  #entryOf({ key, day }: FecLine): Entry {
    const known = this.byKey.get(key)
    if (known !== undefined) return known
    const entry: Entry = {
      balance: 0n,
      debit: 0n,
      credit: 0n,
      lines: 0,
      isFaulty: false,
      isOpening: false,
      isClosing: false,
      day,
      balances: null,
      parts: [],
    }
    this.byKey.set(alone(key), entry)
    return entry
  }

  #addToDay(entry: Entry, day: string, net: bigint): void {
    if (entry.balances === null && day !== entry.day) entry.balances = new Map([[entry.day, entry.balance]])
    if (entry.balances !== null) entry.balances.set(day, (entry.balances.get(day) ?? 0n) + net)
  }
}

/** Whether all its lines can be taken together. */
export function isSound({ isFaulty, balance }: Entry): boolean {
  return !isFaulty && balance === 0n
}

/** Its parts in the groups that balance: software that numbers anew each month gives one number to several entries. */
export function groupsOf(entry: Entry): Part[][] {
  const { balances, parts } = entry
  if (balances === null || [...balances.values()].some((balance) => balance !== 0n)) return [parts]
  const byDay = new Map<string, Part[]>()
  for (const part of parts) byDay.set(part.day, [...(byDay.get(part.day) ?? []), part])
  return [...byDay.values()]
}
