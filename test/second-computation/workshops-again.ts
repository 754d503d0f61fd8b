// What those invited to a workshop sold after it beside comparable others, worked out by plain loops over random workshops.
import { naiveMean } from '../naive.ts'
import {
  type Bounds,
  naiveDealtP,
  naiveMeanBounds,
  naiveMeanDifference,
  naiveTurnedP,
} from '../naive-intervals.ts'
import { closedOf, type Deal, type Person, pool, today, type Workshop } from './workshop-sets.ts'

// Numbers of days from 1 January 2025 from here on.
const halfYear = 182
const isIn = (day: number | null, from: number, to: number): day is number =>
  day !== null && day >= from && day <= to
const counted = (one: Person) => one.deals.filter((own) => !own.isDeleted)
const hasClosed = (one: Deal) => one.fate !== 'open' && closedOf(one) <= today
const isWon = (one: Deal) => hasClosed(one) && one.fate === 'won'

/** Half of the deals won in the year before took so long or less. */
function median(days: readonly number[]): number {
  const sorted = days.toSorted((a, b) => a - b)
  return sorted[Math.ceil(sorted.length / 2) - 1] ?? 0
}

export interface Seen {
  readonly isInvited: boolean
  readonly tenure: string
  readonly early: number | null
  readonly late: number | null
  readonly before: number
  readonly after: number
}

interface Around {
  readonly one: Person
  readonly isInvited: boolean
  readonly held: number
  readonly washIn: number
  readonly opensTo: number
  readonly closesTo: number
}

/** Reps who were there from half a year before to the end of the time after, of those that the workshop is about. */
export function around({ held, seats }: Workshop): Around[] {
  const all = pool.flatMap(counted)
  const cycles = all.filter(
    (one) => isWon(one) && one.opened !== null && isIn(closedOf(one), held - 365, held - 1),
  )
  const washIn = median(cycles.map((one) => one.lasts))
  const opensTo = Math.min(held + halfYear, today)
  const closesTo = Math.min(held + washIn + halfYear, today)
  const hasOthers = seats.some((one) => !one.isInvited)
  return pool.flatMap((one, k) => {
    const seated = seats.find((own) => own.person === k)
    if (one.job === 'manager' || (seated === undefined && hasOthers)) return []
    const isThere =
      (one.hired === null || one.hired <= held - halfYear) && (one.left === null || one.left > closesTo)
    return isThere ? [{ one, isInvited: seated?.isInvited ?? false, held, washIn, opensTo, closesTo }] : []
  })
}

const tenureOf = ({ one, held }: Around) => (one.hired !== null && one.hired > held - 365 ? 'new' : 'tenured')

/** Win rates, of those who closed three deals or more on each side. */
export function ratesOf(seen: Around): Seen | null {
  const { one, held, washIn, closesTo } = seen
  const closed = (from: number, to: number) =>
    counted(one).filter((own) => hasClosed(own) && isIn(closedOf(own), from, to))
  const rate = (from: number, to: number) => naiveMean(closed(from, to).map((own) => Number(isWon(own))))
  const [before, after] = [closed(held - halfYear, held - 1), closed(held + washIn + 1, closesTo)]
  if (closesTo - washIn - held < 28 || before.length < 3 || after.length < 3) return null
  return {
    isInvited: seen.isInvited,
    tenure: tenureOf(seen),
    early: rate(held - halfYear, held - 92),
    late: rate(held - 91, held - 1),
    before: rate(held - halfYear, held - 1)!,
    after: rate(held + washIn + 1, closesTo)!,
  }
}

/** Deals opened in a week, of those who opened any before. */
export function openingsOf(seen: Around): Seen | null {
  const { one, held, opensTo } = seen
  const many = (from: number, to: number) =>
    counted(one).filter((own) => isIn(own.opened, from, Math.min(to, today))).length
  if (opensTo - held < 28 || many(held - halfYear, held - 1) === 0) return null
  return {
    isInvited: seen.isInvited,
    tenure: tenureOf(seen),
    early: many(held - halfYear, held - 92) / 13,
    late: many(held - 91, held - 1) / 13,
    before: many(held - halfYear, held - 1) / 26,
    after: many(held + 1, opensTo) / ((opensTo - held) / 7),
  }
}

/** Mean day on which deals are won, of those won within 90 days, lost ones competing and open ones followed to the end. */
function daysToWin(deals: readonly Deal[], end: number): number {
  let [free, chance, days] = [1, 0, 0]
  const lasts = (own: Deal) => Math.min(own.fate === 'open' ? Infinity : closedOf(own), end) - own.opened!
  const isOver = (own: Deal) => hasClosed(own) && closedOf(own) <= end
  for (let day = 0; day <= 90; day++) {
    const here = deals.filter((own) => lasts(own) >= day)
    const ending = here.filter((own) => lasts(own) === day && isOver(own))
    if (here.length === 0) break
    const won = (free * ending.filter(isWon).length) / here.length
    chance += won
    days += won * day
    free *= 1 - ending.length / here.length
  }
  return chance === 0 ? 90 : days / chance
}

export function cyclesOf(seen: Around): Seen | null {
  const { one, held, opensTo } = seen
  const before = counted(one).filter((own) => isIn(own.opened, held - halfYear, held - 1))
  const after = counted(one).filter((own) => isIn(own.opened, held + 1, opensTo))
  const soon = (deals: readonly Deal[], end: number) =>
    deals.some((own) => isWon(own) && own.lasts <= 90 && closedOf(own) <= end)
  if (opensTo - held < 28 || before.length < 3 || after.length < 3) return null
  if (!soon(before, held - 1) || !soon(after, opensTo)) return null
  return {
    isInvited: seen.isInvited,
    tenure: tenureOf(seen),
    early: null,
    late: null,
    before: daysToWin(before, held - 1),
    after: daysToWin(after, opensTo),
  }
}

/** Those invited with whoever did most alike before, a quarter of a standard deviation apart at most; nobody is taken twice. */
function pairsOf(people: readonly Seen[]): [Seen, Seen][] {
  const sorted = people.toSorted(
    (a, b) =>
      a.before - b.before ||
      a.after - b.after ||
      (a.tenure < b.tenure ? -1 : a.tenure > b.tenure ? 1 : 0) ||
      (a.early ?? 0) - (b.early ?? 0),
  )
  const mean = naiveMean(people.map((one) => one.before))!
  const variance = people.reduce((sum, one) => sum + (one.before - mean) ** 2, 0) / (people.length - 1)
  const apart = Math.sqrt(people.length < 2 ? 0 : variance) / 4
  const free = new Set(sorted.filter((one) => !one.isInvited))
  return sorted
    .filter((one) => one.isInvited)
    .flatMap((one): [Seen, Seen][] => {
      const alike = [...free].filter((other) => other.tenure === one.tenure)
      const distances = alike
        .map((other) => Math.abs(other.before - one.before))
        .filter((distance) => distance <= apart)
      const nearest = alike.find((other) => Math.abs(other.before - one.before) === Math.min(...distances))
      if (nearest === undefined || distances.length === 0) return []
      free.delete(nearest)
      return [[one, nearest]]
    })
}

export function effectOf(people: readonly Seen[], isRandomised: boolean): number | null {
  const [invited, others] = [true, false].map((side) => people.filter((one) => one.isInvited === side))
  if (others!.length === 0) return null
  if (isRandomised) {
    if (Math.min(invited!.length, others!.length) < 5) return null
    return naiveMean(invited!.map((one) => one.after))! - naiveMean(others!.map((one) => one.after))!
  }
  const pairs = pairsOf(people)
  return pairs.length < 5 ? null : naiveMean(pairs.map(([a, b]) => a.after - a.before - (b.after - b.before)))
}

/** What those invited would have changed by anyhow, as they were chosen for what they showed before: Spearman and Brown. */
export function regressionOf(people: readonly Seen[]): number | null {
  const halves = people.filter((one) => one.early !== null && one.late !== null)
  const invited = people.filter((one) => one.isInvited)
  if (halves.length < 5 || invited.length === 0 || invited.length === people.length) return null
  const [early, late] = [halves.map((one) => one.early!), halves.map((one) => one.late!)]
  const [x, y] = [naiveMean(early)!, naiveMean(late)!]
  const product = (a: readonly number[], b: readonly number[], p: number, q: number) =>
    a.reduce((sum, one, i) => sum + (one - p) * (b[i]! - q), 0)
  const spread = product(early, early, x, x) * product(late, late, y, y)
  if (spread === 0) return null
  const rho = Math.min(1, Math.max(0, product(early, late, x, y) / Math.sqrt(spread)))
  const kept = (2 * rho) / (1 + rho)
  return (
    (1 - kept) * (naiveMean(people.map((one) => one.before))! - naiveMean(invited.map((one) => one.before))!)
  )
}

/** Slope of after on before within both groups; the gap after, less what the gap before explains. */
export function ancovaOf(people: readonly Seen[]): number | null {
  const groups = [true, false].map((side) => people.filter((one) => one.isInvited === side))
  if (groups.some((group) => group.length === 0) || people.length < 4) return null
  const means = groups.map(
    (group) =>
      [naiveMean(group.map((one) => one.before))!, naiveMean(group.map((one) => one.after))!] as const,
  )
  let [xx, xy] = [0, 0]
  for (const [g, group] of groups.entries())
    for (const one of group) {
      xx += (one.before - means[g]![0]) ** 2
      xy += (one.before - means[g]![0]) * (one.after - means[g]![1])
    }
  if (xx < 1e-9) return null
  return means[0]![1] - means[1]![1] - (xy / xx) * (means[0]![0] - means[1]![0])
}

export function hasNearTies(people: readonly Seen[]): boolean {
  const sorted = people.map((one) => one.before).toSorted((a, b) => a - b)
  return sorted.some((value, i) => i > 0 && value - sorted[i - 1]! < 1e-9)
}

/** How probable an effect as far from none is by chance alone, and its bounds; null where it is not told. */
export function chanceOf(
  people: readonly Seen[],
  isRandomised: boolean,
): { p: number; bounds: Bounds } | null {
  if (effectOf(people, isRandomised) === null) return null
  if (isRandomised) {
    const [one, two] = [true, false].map((side) =>
      people.filter((seen) => seen.isInvited === side).map((seen) => seen.after),
    )
    return { p: naiveDealtP(one!, two!), bounds: naiveMeanDifference(one!, two!) }
  }
  const changes = pairsOf(people).map(([a, b]) => a.after - a.before - (b.after - b.before))
  return { p: naiveTurnedP(changes), bounds: naiveMeanBounds(changes)! }
}
