// Gathers tallies that come from several queries into one line per period and value of a dimension.
import type { CountedLine, Side } from '../definition.ts'
import type { Period } from '../period.ts'
import type { Tally } from './tally.ts'

export interface Lines {
  add(period: number, key: string | null, answer: string, tally: Tally, side?: Side): void
  all(): readonly CountedLine[]
}

export function linesOf(): Lines {
  const found = new Map<
    string,
    { period: number; key: string | null; tallies: Record<string, Tally>; sides: Record<string, Side> }
  >()
  return {
    add(period, key, answer, tally, side) {
      const id = `${period} ${key === null ? 'unknown' : `key ${key}`}`
      let line = found.get(id)
      if (line === undefined) found.set(id, (line = { period, key, tallies: {}, sides: {} }))
      line.tallies[answer] = tally
      if (side !== undefined) line.sides[answer] = side
    },
    all: () => [...found.values()],
  }
}

/** Days of a period that the data covers; 1 for the whole data, which is never compared. */
export function daysIn(period: Period, asOf: string): number {
  if (period.kind === 'all') return 1
  return Math.max(0, Math.min(dayNumber(period.end), dayNumber(asOf) + 1) - dayNumber(period.start))
}

function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 86_400_000
}

/** Rows of a histogram gathered by period and value of a dimension. */
export function grouped<Row extends { readonly period: number; readonly key: string | null }>(
  rows: readonly Row[],
): readonly { readonly period: number; readonly key: string | null; readonly rows: readonly Row[] }[] {
  const groups = new Map<string, { period: number; key: string | null; rows: Row[] }>()
  for (const row of rows) {
    const id = `${row.period} ${row.key === null ? 'unknown' : `key ${row.key}`}`
    const group = groups.get(id)
    if (group === undefined) groups.set(id, { period: row.period, key: row.key, rows: [row] })
    else group.rows.push(row)
  }
  return [...groups.values()]
}
