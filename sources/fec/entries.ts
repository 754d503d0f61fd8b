// Lines to entries: one is taken whole or not at all. Nearly every file has the lines of an entry together: then only one entry is in
// memory at a time. What is kept of a line is what its entry may become; the rest is only added up.
import { NumberSet, TextTable } from './columns.ts'
import type { FecLine } from './lines.ts'

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
  parts: readonly Part[]
}

export function newEntry(day: string, parts: readonly Part[] = []): Entry {
  return {
    balance: 0n,
    debit: 0n,
    credit: 0n,
    lines: 0,
    isFaulty: false,
    isOpening: false,
    isClosing: false,
    day,
    balances: null,
    parts,
  }
}

/** Adds a line to its entry. */
export function addLine(entry: Entry, line: FecLine, part: Part | null, isOpening: boolean): void {
  entry.lines++
  if (line.fault !== null) {
    entry.isFaulty = true
    return
  }
  const net = line.debit - line.credit
  if (entry.balances === null && line.day !== entry.day)
    entry.balances = new Map([[entry.day, entry.balance]])
  if (entry.balances !== null) entry.balances.set(line.day, (entry.balances.get(line.day) ?? 0n) + net)
  entry.balance += net
  entry.debit += line.debit
  entry.credit += line.credit
  entry.isOpening ||= isOpening
  entry.isClosing ||= line.account.startsWith('12')
  if (part !== null) (entry.parts as Part[]).push(part)
}

/**
 * Finds the entries whose lines do not stand together. Of the others only a number is kept: two keys of one number make the second
 * look scattered, which costs memory and no more.
 */
export class ScatterFinder {
  readonly scattered = new TextTable()
  readonly #ended = new NumberSet()
  #last = ''

  see(key: string): void {
    if (key === this.#last) return
    if (this.#last !== '') this.#ended.add(numberOf(this.#last))
    this.#last = key
    if (key !== '' && this.#ended.has(numberOf(key))) this.scattered.add(key)
  }
}

/** 53 bits of a key, never 0. */
function numberOf(key: string): number {
  let [low, high] = [0x811c9dc5, 0x9747b28c]
  for (let at = 0; at < key.length; at++) {
    const code = key.charCodeAt(at)
    low = Math.imul(low ^ code, 0x01000193)
    high = Math.imul(high ^ code, 0x85ebca6b) ^ (low >>> 15)
  }
  return (low >>> 0) + (high & 0x1fffff) * 0x100000000 || 1
}

/** Whether all its lines can be taken together. */
export function isSound({ isFaulty, balance }: Entry): boolean {
  return !isFaulty && balance === 0n
}

/** Its parts in the groups that balance: software that numbers anew each month gives one number to several entries. */
export function groupsOf(entry: Entry): (readonly Part[])[] {
  const { balances, parts } = entry
  if (balances === null || [...balances.values()].some((balance) => balance !== 0n)) return [parts]
  const byDay = new Map<string, Part[]>()
  for (const part of parts) byDay.set(part.day, [...(byDay.get(part.day) ?? []), part])
  return [...byDay.values()]
}
