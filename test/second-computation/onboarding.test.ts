// Five hundred random teams of new reps: how long they go without a sale, how they come up to speed, what their welcome takes and costs,
// measured together and computed again one by one without SQL.
import { beforeAll, expect, test } from 'vitest'
import { repOnboarding } from '../../kpis/rep-onboarding/definition.ts'
import type { Answer } from '../../metric/measurement.ts'
import { organisation } from '../../metric/scope.ts'
import { type Again, expectAgreement } from './agree.ts'
import { freshDatabase } from '../database.ts'
import { linesAlone } from './lines-alone.ts'
import { dayNumber, naiveMean, naiveMedianToClose, type Spell, type Wait } from '../naive.ts'
import {
  closedOf,
  contracts,
  type Deal,
  drawn,
  handedOver,
  hourly,
  leftOf,
  type Member,
  openedOf,
  organisationCosts,
  period,
  seed,
  sets,
  teamOf,
  tellOnboarding,
  tenured,
} from './onboarding-sets.ts'
import { dayOf } from '../story-of-many.ts'

/** Some are still waiting for a first sale, or not yet followed for 180 days. */
const soon = '2025-10-15'
/** The first of them have been here for nearly a year. */
const late = '2026-03-20'
const database = await freshDatabase()
beforeAll(() => tellOnboarding(database), 240_000)

async function agree(
  answer: string,
  asOf: string,
  again: (team: readonly Member[], asOf: string) => Again,
  fewestMeasured = sets / 5,
): Promise<ReadonlyMap<string, Answer>> {
  const lines = await linesAlone(database, repOnboarding, {
    scope: organisation,
    period,
    asOf,
    answer,
    dimension: 'team',
  })
  expectAgreement({
    answer: `${answer} on ${asOf}`,
    seed,
    lines,
    sets: drawn.map((team, i) => [teamOf(i), team] as const),
    again: (team) => again(team.filter(isOfPeriod), asOf),
    fewest: fewestMeasured,
  })
  return lines
}

const isOfPeriod = (one: Member) => dayOf(one.hired) >= period.start && dayOf(one.hired) < period.end

/** Whether a deal closed under the name of the new rep, and not of the one who handed it over. */
const isHers = (one: Member, deal: Deal) =>
  !deal.isTaken || deal.opened === null || closedOf(one, deal) >= handedOver(openedOf(one, deal)!)

/** The days of what she won, known by a day. */
function wonBy(one: Member, asOf: string, own = false): string[] {
  return one.deals
    .filter((deal) => deal.fate === 'won' && !deal.isDeleted && isHers(one, deal))
    .filter((deal) => !own || (!deal.isTaken && deal.opened !== null && deal.opened >= 0))
    .map((deal) => closedOf(one, deal))
    .filter((day) => day <= asOf)
}

function leftBy(one: Member, asOf: string): string | null {
  const left = leftOf(one)
  return left !== null && left <= asOf ? left : null
}

/** The first deal that she opened herself and won while she was here. */
function firstSaleOf(one: Member, asOf: string): string | null {
  const left = leftOf(one)
  const sales = wonBy(one, asOf, true).filter((day) => left === null || day < left)
  return sales.toSorted()[0] ?? null
}

function waitOf(one: Member, asOf: string): Wait {
  const [sale, left] = [firstSaleOf(one, asOf), leftBy(one, asOf)]
  const until = (day: string) => dayNumber(day) - dayNumber(dayOf(one.hired))
  if (sale !== null) return { days: until(sale), end: 'sold' }
  return left === null ? { days: until(asOf), end: 'waits' } : { days: until(left), end: 'left' }
}

// Day by day: the chance to have sold by then, those who left competing when they are more than one in ten.
function daysWithoutSale(team: readonly Member[], asOf: string): Again {
  const waits = team.map((one) => waitOf(one, asOf))
  const n = waits.length
  const isFollowed = waits.every((one) => one.end !== 'waits') || waits.some((one) => one.days >= 180)
  if (n === 0 || !isFollowed) return { value: null, n }
  const isCompeting = waits.filter((one) => one.end === 'left').length > n / 10
  let [total, free, sold] = [0, 1, 0]
  for (let day = 0; day < 180; day++) {
    const here = waits.filter((one) => one.days >= day).length
    const ending = (end: Wait['end']) => waits.filter((one) => one.days === day && one.end === end).length
    if (here > 0) {
      sold += (free * ending('sold')) / here
      free *= 1 - (ending('sold') + (isCompeting ? ending('left') : 0)) / here
    }
    total += 1 - sold
  }
  return { value: total, n }
}

test.each([soon, late])('onboarding: days without a sale, of the first 180, on %s', async (asOf) => {
  await agree('days-without-sale', asOf, daysWithoutSale)
})

test.each([soon, late])('onboarding: how long the welcome takes, on %s', async (asOf) => {
  await agree(
    'training-days',
    asOf,
    (team) => {
      const spells = team.flatMap((one): Spell[] => {
        const passed = one.courses
          .filter(({ day, isPassed }) => day !== null && isPassed !== false)
          .map(({ day }) => day!)
        const known = (day: number | null | undefined) =>
          day !== null && day !== undefined && dayOf(one.hired + day) <= asOf ? day : null
        if (one.milestones.length + one.courses.length === 0) return []
        const isOver = one.milestones.every((day) => known(day) !== null)
        const end =
          one.milestones.length === 0
            ? known(passed.toSorted((a, b) => a - b)[0])
            : isOver
              ? Math.max(...one.milestones.map((day) => day!))
              : null
        const last = dayNumber(leftBy(one, asOf) ?? asOf) - dayNumber(dayOf(one.hired))
        return [{ days: Math.max(0, end ?? last), end: end === null ? 'open' : 'won' }]
      })
      return { value: naiveMedianToClose(spells), n: spells.length }
    },
    sets / 10,
  )
})

/** Whole cents spent on her by a day, from 180 days before she came to 180 after, her mentors' hours included. */
function spentOn(one: Member, until: string): number {
  const costs = one.costs.filter(({ day }) => Math.abs(day) <= 180 && dayOf(one.hired + day) <= until)
  const hours = one.mentors.filter(
    ({ day, isKnown }) => isKnown && day >= 0 && day <= 180 && dayOf(one.hired + day) <= until,
  )
  const seconds = hours.reduce((sum, session) => sum + (session.seconds ?? 0), 0)
  return costs.reduce((sum, cost) => sum + cost.minor, 0) + Math.round((seconds / 3600) * hourly)
}

test.each([soon, late])('onboarding: cost per new rep and of all of them, on %s', async (asOf) => {
  const total = (team: readonly Member[]) =>
    team.map((one) => spentOn(one, asOf)).reduce((sum, one) => sum + one, 0)
  await agree('cost-per-rep', asOf, (team) => ({
    value: team.length === 0 ? null : BigInt(Math.round(total(team) / team.length)),
    n: team.length,
  }))
  await agree('onboarding-cost', asOf, (team) => ({
    value: team.length === 0 ? null : BigInt(total(team)),
    n: team.length,
  }))
})

/** First day of an account with a won deal or a contract, by account: the identified ones. */
function customersBy(asOf: string): string[] {
  const first = new Map<number, string>()
  const see = (account: number | null, day: string) => {
    if (account !== null && day <= asOf && day < (first.get(account) ?? '9999')) first.set(account, day)
  }
  for (const one of contracts) see(one.account, dayOf(one.day))
  for (const one of tenured)
    for (const deal of one.deals) if (deal.fate === 'won') see(deal.account, dayOf(deal.opened + deal.closed))
  for (const one of drawn.flat())
    for (const deal of one.deals)
      if (deal.fate === 'won' && !deal.isDeleted) see(deal.account, closedOf(one, deal))
  return [...first.values()]
}

/** What winning a customer cost in each month, in whole cents; what was spent on single reps is not in it. */
function acquisitionBy(asOf: string): (month: string) => number {
  const customers = customersBy(asOf)
  return (month) => {
    const spent = organisationCosts
      .filter(({ day }) => dayOf(day).startsWith(month) && dayOf(day) <= asOf)
      .filter(
        ({ stated, category, department }) =>
          stated ?? (department !== 'other' && category !== 'customer-success'),
      )
      .reduce((sum, one) => sum + one.minor, 0)
    const won = customers.filter((day) => day.startsWith(month)).length
    return won === 0 ? 0 : Math.round(spent / won)
  }
}

test.each([soon, late])(
  'onboarding: full cost of the first sale, without and with those who left, on %s',
  async (asOf) => {
    const acquisition = acquisitionBy(asOf)
    const toSale = (one: Member) => {
      const sale = firstSaleOf(one, asOf)
      return spentOn(one, sale ?? asOf) + (sale === null ? 0 : acquisition(sale.slice(0, 7)))
    }
    const sum = (costs: readonly number[]) => costs.reduce((total, one) => total + one, 0)
    const ending = (team: readonly Member[], ends: readonly Wait['end'][]) =>
      team.filter((one) => ends.includes(waitOf(one, asOf).end)).map(toSale)
    await agree('first-sale-cost', asOf, (team) => {
      const costs = ending(team, ['sold'])
      const mean = naiveMean(costs)
      return { value: mean === null ? null : BigInt(Math.round(mean)), n: costs.length }
    })
    await agree('first-sale-cost-loaded', asOf, (team) => {
      const many = ending(team, ['sold']).length
      const spent = sum(ending(team, ['sold', 'left']))
      return { value: many === 0 || spent < 0 ? null : BigInt(Math.round(spent / many)), n: many }
    })
  },
)

/** Deals that a rep here for a year or longer wins in thirty days, from the start of the quarter on. */
function tenuredPace(asOf: string): number {
  const everybody = [
    ...tenured.map((one, k) => ({
      hired: one.hired === null ? null : dayOf(one.hired),
      left: one.left === null ? null : dayOf(one.left),
      opened: [
        ...one.deals.map((deal) => dayOf(deal.opened)),
        // Whatever was handed over was the first one's until then.
        ...(k === 0
          ? drawn
              .flat()
              .flatMap((her) =>
                her.deals.flatMap((deal) =>
                  deal.isTaken && deal.opened !== null ? [openedOf(her, deal)!] : [],
                ),
              )
          : []),
      ],
      won: [
        ...one.deals.filter((deal) => deal.fate === 'won').map((deal) => dayOf(deal.opened + deal.closed)),
        ...(k === 0
          ? drawn
              .flat()
              .flatMap((her) =>
                her.deals
                  .filter((deal) => deal.fate === 'won' && !deal.isDeleted && !isHers(her, deal))
                  .map((deal) => closedOf(her, deal)),
              )
          : []),
      ],
    })),
    ...drawn.flat().map((one) => ({
      hired: dayOf(one.hired),
      left: leftOf(one),
      opened: one.deals.flatMap((deal) =>
        deal.isTaken || deal.opened === null ? [] : [openedOf(one, deal)!],
      ),
      won: wonBy(one, '9999-12-31'),
    })),
  ]
  const [start, end] = [dayNumber(period.start), dayNumber(asOf)]
  let [won, days] = [0, 0]
  for (const one of everybody) {
    if (one.opened.length === 0) continue
    const first = Math.min(...one.opened.map(dayNumber))
    const settled = one.hired === null ? start : dayNumber(one.hired) + 365
    const left = one.left === null ? Infinity : dayNumber(one.left)
    const sales = one.won.map(dayNumber)
    for (let day = Math.max(start, settled, first); day <= end && day < left; day++) {
      days++
      won += sales.filter((other) => other === day).length
    }
  }

  return (won / days) * 30
}

/** What she won in each whole month of thirty days, of her first twelve. */
function monthsOf(one: Member, asOf: string): number[] {
  const last = dayNumber(leftBy(one, asOf) ?? dayOf(0)) - dayNumber(dayOf(one.hired))
  const here = leftBy(one, asOf) === null ? dayNumber(asOf) + 1 - dayNumber(dayOf(one.hired)) : last
  const won = wonBy(one, asOf).map((day) => dayNumber(day) - dayNumber(dayOf(one.hired)))
  return Array.from(
    { length: Math.min(12, Math.floor(here / 30)) },
    (_, month) => won.filter((day) => day >= month * 30 && day < (month + 1) * 30).length,
  )
}

test('onboarding: the first month from which new reps stay at four fifths of tenured ones', async () => {
  const pace = tenuredPace(late)
  const peopleOf = (team: readonly Member[]) =>
    team.map((one) => monthsOf(one, late)).filter((months) => months.length > 0)
  const month = (people: readonly (readonly number[])[], number: number) =>
    people.flatMap((one) => one[number] ?? [])
  const lines = await agree(
    'ramp',
    late,
    (team) => {
      const people = peopleOf(team)
      const known = Array.from({ length: 12 }, (_, number) => month(people, number)).filter(
        (won) => won.length >= 5,
      )
      // Each month with the two that follow.
      const means = known.slice(0, -2).map((_won, at) => naiveMean(known.slice(at, at + 3).flat())!)
      const from = means.findIndex((_mean, at) => means.slice(at).every((mean) => mean >= pace * 0.8 - 1e-12))
      return { value: people.length < 5 || from === -1 ? null : from * 30, n: people.length }
    },
    sets / 10,
  )
  // A month alone says what tenured reps win, to the digit.
  for (const [i, team] of drawn.entries()) {
    const first = month(peopleOf(team.filter(isOfPeriod)), 0)
    const said = lines.get(teamOf(i))?.details.find(({ name }) => name.en === 'Month 1, beside tenured reps')
    if (first.length < 5) expect(said).toBeUndefined()
    else expect(said?.value).toBeCloseTo(naiveMean(first)! / pace, 9)
  }
})
