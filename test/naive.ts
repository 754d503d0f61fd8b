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

/** Fewer than this are too few to read a curve by (references: rules for every figure). */
export const fewestFollowed = 5

/**
 * Smallest day by which half have closed, open ones leaving the risk set when they were last seen; null where fewer than five
 * were still followed on it.
 */
export function naiveMedianToClose(spells: readonly Spell[]): number | null {
  let open = 1
  for (const day of daysOf(spells)) {
    const atRisk = spells.filter((spell) => spell.days >= day).length
    const closed = spells.filter((spell) => spell.days === day && spell.end !== 'open').length
    open *= 1 - closed / atRisk
    if (open <= 0.5 + 1e-9) return atRisk < fewestFollowed ? null : day
  }
  return null
}

/** Chance to be won by a day, lost deals competing; null when the day was not observed, or by fewer than five that are open. */
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
  if (spells.length === 0 || (by > longest && open > 1e-9)) return null
  const followed = spells.filter((spell) => spell.days >= by).length
  return open > 1e-9 && followed < fewestFollowed ? null : won
}

function daysOf(spells: readonly Spell[]): number[] {
  return [...new Set(spells.map((spell) => spell.days))].toSorted((a, b) => a - b)
}

/** How a hire waited for her first sale. */
export interface Wait {
  readonly days: number
  readonly end: 'sold' | 'left' | 'waits'
}

/**
 * First day by which half have sold; those who left are censored, or compete when they are more than one in ten. Null where fewer
 * than five were still followed on it.
 */
export function naiveMedianWait(waits: readonly Wait[]): number | null {
  const isCompeting = waits.filter((one) => one.end === 'left').length > waits.length / 10
  const days = [...new Set(waits.map((one) => one.days))].toSorted((a, b) => a - b)
  let free = 1
  let sold = 0
  for (const day of days) {
    const here = waits.filter((one) => one.days >= day).length
    const [sells, leaves] = (['sold', 'left'] as const).map(
      (end) => waits.filter((one) => one.days === day && one.end === end).length,
    )
    sold += (free * sells!) / here
    free *= 1 - (sells! + (isCompeting ? leaves! : 0)) / here
    if (sells! > 0 && sold >= 0.5 - 1e-9) return here < fewestFollowed ? null : day
  }
  return null
}
