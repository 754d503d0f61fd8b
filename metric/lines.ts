// Gathers tallies that come from several queries into one line per period and value of a dimension.
import type { CountedLine, Side } from './definition.ts'
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
