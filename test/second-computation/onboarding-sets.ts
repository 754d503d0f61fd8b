// Five hundred random teams of new reps: when they came and left, what they sold, what was spent on them, how they were welcomed; beside
// them reps who were there before, and what the organisation spends and whom it wins.
import { parsePeriod } from '../../metric/period.ts'
import type { Database } from '../../model/database.ts'
import fc from '../chance.ts'
import { fill } from '../fill.ts'
import { knownAccount, knownPerson } from './known-rows.ts'
import { dayOf } from '../story-of-many.ts'

export const seed = 20261205
export const sets = 500
export const period = parsePeriod('2025-Q2')!
/** What an hour of a mentor costs, in minor units. */
export const hourly = 4_600
const oneIn = (many: number) => fc.integer({ min: 1, max: many }).map((number) => number === 1)

const anyDeal = fc.record({
  account: fc.option(fc.integer({ min: 1, max: 300 }), { freq: 8, nil: null }),
  opened: fc.option(fc.integer({ min: -10, max: 300 }), { freq: 15, nil: null }),
  closed: fc.integer({ min: 0, max: 90 }),
  fate: fc.constantFrom('won', 'won', 'won', 'lost', 'open'),
  // Opened by somebody who was there before, who handed it over a day later.
  isTaken: oneIn(6),
  isDeleted: oneIn(15),
})
const member = (mostDeals: number, leaves: boolean) =>
  fc.record({
    // Days of 2025: the quarter is from 90 to 180.
    hired: fc.oneof(
      { arbitrary: fc.integer({ min: 90, max: 180 }), weight: 8 },
      { arbitrary: fc.integer({ min: -200, max: 200 }), weight: 1 },
    ),
    stays: fc.oneof(
      { arbitrary: fc.constant(null), weight: leaves ? 1 : 14 },
      { arbitrary: fc.integer({ min: 5, max: 250 }), weight: 1 },
    ),
    changesTeam: oneIn(8),
    deals: fc.array(anyDeal, { maxLength: mostDeals, size: 'max' }),
    costs: fc.array(
      fc.record({
        day: fc.oneof(fc.integer({ min: -200, max: 210 }), fc.constantFrom(-181, -180, 180, 181)),
        minor: fc.integer({ min: -20_000, max: 900_000 }),
      }),
      { maxLength: 3 },
    ),
    mentors: fc.array(
      fc.record({
        day: fc.oneof(fc.integer({ min: -5, max: 200 }), fc.constantFrom(-1, 0, 180, 181)),
        // An even number of seconds at this rate never ends on half a cent.
        seconds: fc.option(
          fc.integer({ min: 1, max: 120 }).map((minutes) => minutes * 60),
          { freq: 6, nil: null },
        ),
        isKnown: fc.constantFrom(true, true, true, false),
      }),
      { maxLength: 2 },
    ),
    milestones: fc.array(fc.option(fc.integer({ min: 0, max: 130 }), { freq: 7, nil: null }), {
      maxLength: 2,
    }),
    courses: fc.array(
      fc.record({
        day: fc.option(fc.integer({ min: -5, max: 130 }), { freq: 6, nil: null }),
        isPassed: fc.constantFrom(true, true, false, null),
      }),
      { maxLength: 2 },
    ),
  })
const anyTeam = fc
  .record({ deals: fc.constantFrom(1, 3, 12), leaves: fc.boolean(), most: fc.constantFrom(3, 14, 14) })
  .chain(({ deals, leaves, most }) =>
    fc.array(member(deals, leaves), { minLength: 1, maxLength: most, size: 'max' }),
  )
export const drawn = fc.sample(anyTeam, { numRuns: sets, seed })
export type Member = (typeof drawn)[number][number]
export type Deal = Member['deals'][number]

/** Reps of before, some of whom leave, or came too lately to be tenured all the time. */
const before = fc.record({
  hired: fc.option(fc.integer({ min: -800, max: 40 }), { freq: 3, nil: null }),
  left: fc.option(fc.integer({ min: 100, max: 500 }), { freq: 2, nil: null }),
  deals: fc.array(
    fc.record({
      opened: fc.integer({ min: -300, max: 450 }),
      closed: fc.integer({ min: 0, max: 90 }),
      fate: fc.constantFrom('won', 'won', 'lost'),
      account: fc.integer({ min: 1, max: 300 }),
    }),
    { minLength: 0, maxLength: 9, size: 'max' },
  ),
})
export const tenured = fc.sample(before, { numRuns: 40, seed: seed + 1 })

const organisationCost = fc.record({
  day: fc.integer({ min: 80, max: 480 }),
  minor: fc.integer({ min: 1_000, max: 9_000_000 }),
  category: fc.constantFrom('advertising', 'salaries', 'customer-success'),
  department: fc.constantFrom('sales', 'marketing', 'research', 'other'),
  stated: fc.option(fc.boolean(), { freq: 2, nil: null }),
})
export const organisationCosts = fc.sample(organisationCost, { numRuns: 150, seed: seed + 2 })
export const contracts = fc.sample(
  fc.record({ account: fc.integer({ min: 1, max: 300 }), day: fc.integer({ min: 60, max: 480 }) }),
  { numRuns: 120, seed: seed + 3 },
)

export const teamOf = (i: number) => `Team ${String(i).padStart(3, '0')}`

/** Days of a deal of a new rep; it closes on a day of its own where its opening is not known. */
export const openedOf = (one: Member, deal: Deal) =>
  deal.opened === null ? null : dayOf(one.hired + deal.opened)
export const closedOf = (one: Member, deal: Deal) => dayOf(one.hired + (deal.opened ?? 60) + deal.closed)
export const leftOf = (one: Member) => (one.stays === null ? null : dayOf(one.hired + one.stays))

const firstMember = 1_000
const firstUnidentified = 10_000

/** Fills a database with all of it; the person who hands deals over is the first of those who were there before. */
export async function tellOnboarding(database: Database): Promise<void> {
  const members = drawn
    .flatMap((own, i) => own.map((one) => ({ one, team: i + 1 })))
    .map((row, at) => ({ ...row, id: firstMember + at }))
  const person = (person_id: number, hired: string | null, left: string | null) => ({
    ...knownPerson(person_id, `Person ${person_id}`),
    hired_on: hired,
    left_on: left,
  })
  const at = (day: number | null) => (day === null ? null : dayOf(day))
  await fill(
    database,
    'teams',
    drawn.map((_own, i) => ({ team_id: i + 1, name: teamOf(i), name_key: teamOf(i).toLowerCase() })),
  )
  await fill(database, 'people', [
    ...tenured.map((one, k) => person(k + 1, at(one.hired), at(one.left))),
    ...members.map(({ one, id }) => person(id, dayOf(one.hired), leftOf(one))),
  ])
  await fill(
    database,
    'memberships',
    members.flatMap(({ one, team, id }) => {
      const changes = one.changesTeam ? dayOf(one.hired + 40) : null
      const first = { person_id: id, team_id: team, starts_on: null, ends_on: changes }
      return changes === null
        ? [first]
        : [first, { person_id: id, team_id: (team % sets) + 1, starts_on: changes, ends_on: null }]
    }),
  )
  const deals = [
    ...tenured.flatMap((one, k) =>
      one.deals.map((deal) => ({
        account: deal.account,
        owner: k + 1,
        opened: dayOf(deal.opened),
        closed: dayOf(deal.opened + deal.closed),
        fate: deal.fate,
        isDeleted: false,
        isTaken: false,
      })),
    ),
    ...members.flatMap(({ one, id }) =>
      one.deals.map((deal) => ({
        account: deal.account,
        owner: id,
        opened: openedOf(one, deal),
        closed: closedOf(one, deal),
        fate: deal.fate,
        isDeleted: deal.isDeleted,
        isTaken: deal.isTaken && deal.opened !== null,
      })),
    ),
  ].map((one, k) => ({ ...one, id: k + 1, account_id: one.account ?? firstUnidentified + k }))
  await fill(database, 'accounts', [
    ...Array.from({ length: 300 }, (_, k) => knownAccount(k + 1, `Account ${k}`)),
    ...deals
      .filter((one) => one.account === null)
      .map(({ account_id }) => ({ account_id, is_identified: false })),
  ])
  await fill(
    database,
    'opportunities',
    deals.map((one) => ({
      account_id: one.account_id,
      opportunity_id: one.id,
      owner_id: one.owner,
      outcome: one.fate,
      outcome_basis: 'stated',
      opened_on: one.opened,
      closed_on: one.fate === 'open' ? null : one.closed,
      is_deleted: one.isDeleted,
    })),
  )
  await fill(
    database,
    'opportunity_owners',
    deals.flatMap((one) => {
      if (!one.isTaken) return []
      const row = {
        account_id: one.account_id,
        opportunity_id: one.id,
        provenance: 'history',
        created_import_id: 1,
      }
      const until = handedOver(one.opened!)
      return [
        { ...row, stay: 0, owner_id: 1, starts_on: null, ends_on: until },
        { ...row, stay: 1, owner_id: one.owner, starts_on: until, ends_on: null },
      ]
    }),
  )
  await fill(
    database,
    'subscriptions',
    contracts.map((one) => ({ account_id: one.account, starts_on: dayOf(one.day) })),
  )
  await fill(database, 'costs', [
    ...organisationCosts.map((one) => ({
      day: dayOf(one.day),
      amount_minor: BigInt(one.minor),
      category: one.category,
      department: one.department,
      is_acquisition: one.stated,
      person_id: null,
    })),
    ...members.flatMap(({ one, id }) =>
      one.costs.map((cost) => ({
        day: dayOf(one.hired + cost.day),
        amount_minor: BigInt(cost.minor),
        category: 'recruiting',
        department: 'sales',
        is_acquisition: null,
        person_id: id,
      })),
    ),
  ])
  await fill(
    database,
    'coaching_sessions',
    members.flatMap(({ one, id }) =>
      one.mentors.map((session) => ({
        person_id: id,
        coach_id: session.isKnown ? 1 : null,
        held_on: dayOf(one.hired + session.day),
        seconds: session.seconds,
      })),
    ),
  )
  await fill(
    database,
    'onboarding_milestones',
    members.flatMap(({ one, id }) =>
      one.milestones.map((day, k) => ({
        person_id: id,
        programme: 'Welcome',
        milestone: `Step ${k}`,
        reached_on: day === null ? null : dayOf(one.hired + day),
      })),
    ),
  )
  await fill(database, 'courses', [
    { course_id: 1, name: 'Welcome', name_key: 'welcome', kind: 'onboarding' },
  ])
  await fill(
    database,
    'training_results',
    members.flatMap(({ one, id }) =>
      one.courses.map((course) => ({
        person_id: id,
        course_id: 1,
        completed_on: course.day === null ? null : dayOf(one.hired + course.day),
        is_passed: course.isPassed,
      })),
    ),
  )
  await fill(database, 'targets', [
    {
      metric: 'content-creation-time',
      answer: 'hourly-rate',
      kind: 'standard',
      value: hourly,
      valid_from: '2024-01-01',
      origin: 'story',
    },
  ])
}

/** The day on which who takes a deal over becomes its owner. */
export function handedOver(opened: string): string {
  return new Date(Date.parse(`${opened}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}
