// Five hundred random workshops, each with the people that it lists: what those invited sold after it beside comparable others, measured
// together and computed again one by one without SQL.
import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { trainingAndCoaching } from '../kpis/training-and-coaching/definition.ts'
import type { Answer } from '../metric/measurement.ts'
import { parsePeriod } from '../metric/period.ts'
import { organisation } from '../metric/scope.ts'
import { housekeeper } from '../model/reader.ts'
import { freshDatabase } from './database.ts'
import { fill } from './fill.ts'
import { linesAlone } from './lines-alone.ts'
import { dayNumber, naiveMean } from './naive.ts'
import { dayOf } from './story-of-many.ts'

const seed = 20261206
const sets = 500
// The last workshops are too young: four weeks are needed.
const view = { scope: organisation, period: parsePeriod('2025')!, asOf: '2026-02-10' }
const today = dayNumber(view.asOf) - dayNumber('2025-01-01')

const deal = fc.record({
  opened: fc.option(fc.integer({ min: -260, max: 420 }), { freq: 12, nil: null }),
  lasts: fc.integer({ min: 0, max: 110 }),
  fate: fc.constantFrom('won', 'won', 'lost', 'lost', 'open'),
  isDeleted: fc.integer({ min: 0, max: 14 }).map((number) => number === 0),
})
const rarely = <Value>(weight: number, value: fc.Arbitrary<Value>) =>
  fc.oneof({ arbitrary: fc.constant(null), weight }, { arbitrary: value, weight: 1 })
const person = fc.record({
  hired: rarely(4, fc.integer({ min: -500, max: 60 })),
  left: rarely(9, fc.integer({ min: 100, max: 420 })),
  job: fc.constantFrom('rep', null, ...Array.from({ length: 15 }, () => 'rep'), 'manager'),
  deals: fc
    .constantFrom(8, ...Array.from({ length: 9 }, () => 56))
    .chain((many) => fc.array(deal, { minLength: many / 2, maxLength: many, size: 'max' })),
})
/** Everybody there is; whoever a workshop does not list is compared with, unless it lists some who were not invited. */
const pool = fc.sample(fc.noBias(person), { numRuns: 36, seed })
type Person = (typeof pool)[number]
type Deal = Person['deals'][number]

const seat = fc.record({
  person: fc.integer({ min: 0, max: pool.length - 1 }),
  hasCome: fc.constantFrom(true, true, false, null),
  before: fc.option(fc.integer({ min: 0, max: 20 }), { freq: 4, nil: null }),
  after: fc.option(fc.integer({ min: 0, max: 20 }), { freq: 4, nil: null }),
})
const workshop = fc
  .record({
    held: fc.integer({ min: 20, max: 364 }),
    isRandomised: fc.boolean(),
    seats: fc.uniqueArray(seat, { minLength: 12, maxLength: 14, size: 'max', selector: (one) => one.person }),
    // So many of them were not invited.
    others: fc.constantFrom(0, 0, 0, 7),
  })
  .map(({ seats, others, ...rest }) => ({
    ...rest,
    // Few enough for all ways to draw them, or to turn the pairs round, to be listed quickly.
    seats: seats
      .slice(0, rest.isRandomised || others > 0 ? 14 : 9)
      .map((one, at) => ({ ...one, isInvited: at >= (rest.isRandomised ? 7 : others) })),
  }))
const drawn = fc.sample(fc.noBias(workshop), { numRuns: sets, seed: seed + 1 })
type Workshop = (typeof drawn)[number]

const database = await freshDatabase()
const closedOf = (one: Deal) => (one.opened ?? 100) + one.lasts
const labelOf = (one: Workshop, i: number) => `Workshop ${i} (${dayOf(one.held)})`

beforeAll(async () => {
  await fill(
    database,
    'people',
    pool.map((one, k) => ({
      person_id: k + 1,
      display_name: `Person ${k}`,
      name_key: `person ${k}`,
      is_provisional: false,
      job: one.job,
      hired_on: one.hired === null ? null : dayOf(one.hired),
      left_on: one.left === null ? null : dayOf(one.left),
    })),
  )
  const deals = pool.flatMap((one, k) => one.deals.map((own) => ({ ...own, owner: k + 1 })))
  await fill(database, 'accounts', [{ account_id: 1, name: 'Acme', name_key: 'acme', is_identified: true }])
  await fill(
    database,
    'opportunities',
    deals.map((one, at) => ({
      account_id: 1,
      opportunity_id: at + 1,
      owner_id: one.owner,
      outcome: one.fate,
      outcome_basis: 'stated',
      opened_on: one.opened === null ? null : dayOf(one.opened),
      closed_on: one.fate === 'open' ? null : dayOf(closedOf(one)),
      is_deleted: one.isDeleted,
    })),
  )
  await fill(
    database,
    'workshops',
    drawn.map((one, i) => ({
      workshop_id: i + 1,
      name: `Workshop ${i}`,
      held_on: dayOf(one.held),
      is_randomised: one.isRandomised,
    })),
  )
  await fill(
    database,
    'workshop_attendances',
    drawn.flatMap((one, i) =>
      one.seats.map((seated) => ({
        workshop_id: i + 1,
        person_id: seated.person + 1,
        is_invited: seated.isInvited,
        has_attended: seated.hasCome,
        score_before: seated.before === null ? null : seated.before / 20,
        score_after: seated.after === null ? null : seated.after / 20,
      })),
    ),
  )
  // As after an import: without it PostgreSQL takes the tables for small ones.
  await database.write(housekeeper, (query) => sql`analyze`.execute(query))
}, 120_000)

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

interface Seen {
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
function around({ held, seats }: Workshop): Around[] {
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
function ratesOf(seen: Around): Seen | null {
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
function openingsOf(seen: Around): Seen | null {
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

function cyclesOf(seen: Around): Seen | null {
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

function effectOf(people: readonly Seen[], isRandomised: boolean): number | null {
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
function regressionOf(people: readonly Seen[]): number | null {
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
function ancovaOf(people: readonly Seen[]): number | null {
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

function hasNearTies(people: readonly Seen[]): boolean {
  const sorted = people.map((one) => one.before).toSorted((a, b) => a - b)
  return sorted.some((value, i) => i > 0 && value - sorted[i - 1]! < 1e-9)
}

const detailOf = (answer: Answer, name: string) =>
  answer.details.find((one) => one.name.en === name)?.value ?? null

test.each([
  ['workshop-effect', ratesOf, 0.15],
  ['workshop-opportunities', openingsOf, 0.15],
  ['workshop-cycle', cyclesOf, 0.05],
] as const)(
  'training: %s',
  async (answer, seenOf, fewest) => {
    const lines = await linesAlone(database, trainingAndCoaching, { ...view, answer, dimension: 'workshop' })
    const measured = { drawn: 0, matched: 0 }
    for (const [i, one] of drawn.entries()) {
      const people = around(one).flatMap((seen) => seenOf(seen) ?? [])
      const line = lines.get(labelOf(one, i))!
      const where = `${answer} of workshop ${i} (seed ${seed}): ${JSON.stringify(one)}`
      expect(line?.n ?? 0, where).toBe(people.length)
      if (people.length === 0) continue
      // Mean days that differ in their last bit alone, by the order in which they were added up, stand in no order.
      if (seenOf === cyclesOf && !one.isRandomised && hasNearTies(people)) continue
      const value = effectOf(people, one.isRandomised)
      if (value === null) expect(line.value, where).toBeNull()
      else expect(line.value, where).toBeCloseTo(value, 9)
      if (value !== null) measured[one.isRandomised ? 'drawn' : 'matched']++
      const beside = [
        ['Change expected from chance alone (regression to the mean)', regressionOf(people)],
        ['With the same start (ANCOVA)', ancovaOf(people)],
      ] as const
      for (const [name, again] of beside) {
        const said = detailOf(line, name)
        if (again !== null && said !== null) expect(said, `${name}: ${where}`).toBeCloseTo(again, 8)
        else expect([name, said === null], where).toEqual([name, again === null])
      }
    }
    // A property that nothing tested would hold.
    expect(measured.drawn).toBeGreaterThan(sets * fewest)
    expect(measured.matched).toBeGreaterThan((sets * fewest) / 2)
  },
  60_000,
)

test('training: scores before and after workshops', async () => {
  const lines = await linesAlone(database, trainingAndCoaching, {
    ...view,
    answer: 'workshop-scores',
    dimension: 'workshop',
  })
  for (const [i, one] of drawn.entries()) {
    const changes = one.seats
      .filter((seated) => pool[seated.person]!.job !== 'manager')
      .flatMap(({ before, after }) => (before === null || after === null ? [] : [(after - before) / 20]))
    const line = lines.get(labelOf(one, i))
    expect(line?.n ?? 0).toBe(changes.length)
    if (changes.length > 0) expect(line?.value).toBeCloseTo(naiveMean(changes)!, 9)
  }
})
