// Five hundred random workshops, each with the people that it lists, and everybody's deals.
import { sql } from 'kysely'
import { parsePeriod } from '../../metric/period.ts'
import { organisation } from '../../metric/scope.ts'
import type { Database } from '../../model/database.ts'
import { housekeeper } from '../../model/reader.ts'
import fc from '../chance.ts'
import { fill } from '../fill.ts'
import { knownAccount, knownPerson } from './known-rows.ts'
import { dayNumber } from '../naive.ts'
import { dayOf } from '../story-of-many.ts'

export const seed = 20261206
export const sets = 500
// The last workshops are too young: four weeks are needed.
export const view = { scope: organisation, period: parsePeriod('2025')!, asOf: '2026-02-10' }
export const today = dayNumber(view.asOf) - dayNumber('2025-01-01')

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
export const pool = fc.sample(fc.noBias(person), { numRuns: 36, seed })
export type Person = (typeof pool)[number]
export type Deal = Person['deals'][number]

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
export const drawn = fc.sample(fc.noBias(workshop), { numRuns: sets, seed: seed + 1 })
export type Workshop = (typeof drawn)[number]

export const closedOf = (one: Deal) => (one.opened ?? 100) + one.lasts
export const labelOf = (one: Workshop, i: number) => `Workshop ${i} (${dayOf(one.held)})`

/** Tells all workshops and everybody's deals to one database. */
export async function tellWorkshops(database: Database): Promise<void> {
  await fill(
    database,
    'people',
    pool.map((one, k) => ({
      ...knownPerson(k + 1, `Person ${k}`, one.job),
      hired_on: one.hired === null ? null : dayOf(one.hired),
      left_on: one.left === null ? null : dayOf(one.left),
    })),
  )
  const deals = pool.flatMap((one, k) => one.deals.map((own) => ({ ...own, owner: k + 1 })))
  await fill(database, 'accounts', [knownAccount(1, 'Acme')])
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
}
