// Figures computed a second time from lists of rows, the slow and obvious way, to hold the SQL and the histograms against.

/** Days since 1970. */
export function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 86_400_000
}

export function naiveMean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Definition 7: linear between the ranks around (n - 1) p. */
export function naiveQuantile(values: readonly number[], probability: number): number | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  const rank = (sorted.length - 1) * probability
  const low = sorted[Math.floor(rank)]!
  const high = sorted[Math.ceil(rank)]!
  return low + (high - low) * (rank - Math.floor(rank))
}

export interface Spell {
  readonly days: number
  readonly end: 'won' | 'lost' | 'open'
}

/** Smallest day by which half have closed, open ones leaving the risk set when they were last seen. */
export function naiveMedianToClose(spells: readonly Spell[]): number | null {
  let open = 1
  for (const day of daysOf(spells)) {
    const atRisk = spells.filter((spell) => spell.days >= day).length
    const closed = spells.filter((spell) => spell.days === day && spell.end !== 'open').length
    open *= 1 - closed / atRisk
    if (open <= 0.5 + 1e-9) return day
  }
  return null
}

/** Chance to be won by a day, lost deals competing; null when the day was not observed. */
export function naiveChance(spells: readonly Spell[], by: number): number | null {
  let open = 1
  let won = 0
  for (const day of daysOf(spells).filter((one) => one <= by)) {
    const atRisk = spells.filter((spell) => spell.days >= day).length
    const wins = spells.filter((spell) => spell.days === day && spell.end === 'won').length
    const losses = spells.filter((spell) => spell.days === day && spell.end === 'lost').length
    won += (open * wins) / atRisk
    open *= 1 - (wins + losses) / atRisk
  }
  const longest = Math.max(...spells.map((spell) => spell.days))
  return spells.length === 0 || (by > longest && open > 1e-9) ? null : won
}

function daysOf(spells: readonly Spell[]): number[] {
  return [...new Set(spells.map((spell) => spell.days))].toSorted((a, b) => a - b)
}
