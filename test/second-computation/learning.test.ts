// Five hundred random teams, each a data set of its own: their welcome and their certifications measured together, and computed again
// one by one without SQL.
import { beforeAll, test } from 'vitest'
import { repOnboarding } from '../../kpis/rep-onboarding/definition.ts'
import { trainingAndCoaching } from '../../kpis/training-and-coaching/definition.ts'
import type { MetricDefinition } from '../../metric/definition.ts'
import { parsePeriod } from '../../metric/period.ts'
import { breakDown } from '../../metric/runner/runner.ts'
import { organisation } from '../../metric/scope.ts'
import { housekeeper, owner } from '../../model/reader.ts'
import fc from '../chance.ts'
import { type Again, expectAgreement } from './agree.ts'
import { freshDatabase } from '../database.ts'
import { fill } from '../fill.ts'
import { dayNumber, naiveMean, naiveMedianWait, type Wait } from '../naive.ts'
import { tell } from '../story.ts'
import { dayOf } from '../story-of-many.ts'

const seed = 20261128
const sets = 500
const period = parsePeriod('2025-Q2')!
const asOf = '2025-10-15'

// Hires around the quarter, some of whom leave; deals of their own, taken over, or of before they came.
const member = fc.record({
  hired: fc.integer({ min: 80, max: 190 }),
  stays: fc.option(fc.integer({ min: 5, max: 150 }), { freq: 3, nil: null }),
  deals: fc.array(
    fc.record({
      opened: fc.integer({ min: -10, max: 60 }),
      lasts: fc.integer({ min: 0, max: 200 }),
      fate: fc.constantFrom('won', 'won', 'lost'),
      isTaken: fc.integer({ min: 0, max: 4 }).map((number) => number === 0),
    }),
    { maxLength: 2 },
  ),
  certificates: fc.array(
    fc.record({
      course: fc.constantFrom(1, 2),
      assigned: fc.option(fc.integer({ min: 0, max: 180 }), { freq: 3, nil: null }),
      due: fc.option(fc.integer({ min: 10, max: 220 }), { freq: 3, nil: null }),
      done: fc.option(fc.integer({ min: 0, max: 220 }), { freq: 3, nil: null }),
      isPassed: fc.constantFrom(true, true, false, null),
      until: fc.option(fc.integer({ min: 90, max: 300 }), { freq: 2, nil: null }),
    }),
    { maxLength: 2 },
  ),
})
const drawn = fc.sample(fc.array(member, { minLength: 1, maxLength: 3 }), { numRuns: sets, seed })
type Member = (typeof drawn)[number][number]

const database = await freshDatabase()
const teamOf = (i: number) => `Team ${String(i).padStart(3, '0')}`
const nameOf = (i: number, k: number) => `${teamOf(i)} ${k}`

beforeAll(async () => {
  const members = drawn.flatMap((team, i) =>
    team.map((one, k) => ({ ...one, name: nameOf(i, k), team: teamOf(i) })),
  )
  await tell(database, {
    people: { Old: null, ...Object.fromEntries(members.map((one) => [one.name, one.team])) },
    deals: [
      { id: 'first', owner: 'Old', opened: '2024-06-01', lost: '2024-07-01' },
      ...members.flatMap((one) =>
        one.deals.map((deal, d) => {
          const opened = dayOf(one.hired + deal.opened)
          return {
            id: `${one.name} ${d}`,
            owner: one.name,
            opened,
            ...(deal.fate === 'won' ? { won: closedOf(one, deal) } : { lost: closedOf(one, deal) }),
            ...(deal.isTaken && {
              ownedBefore: [{ owner: 'Old', until: dayOf(one.hired + deal.opened + 1) }],
            }),
          }
        }),
      ),
    ],
  })
  const ids = await database.write(housekeeper, async (query) => {
    for (const one of members)
      await query
        .updateTable('people')
        .set({
          hired_on: dayOf(one.hired),
          left_on: one.stays === null ? null : dayOf(one.hired + one.stays),
        })
        .where('display_name', '=', one.name)
        .execute()
    const found = await query.selectFrom('people').select(['person_id', 'display_name']).execute()
    return new Map(found.map((row) => [row.display_name, row.person_id]))
  })
  await fill(database, 'courses', [
    { course_id: 1, name: 'Product', name_key: 'product', kind: 'certification', months_valid: 3 },
    { course_id: 2, name: 'Law', name_key: 'law', kind: 'certification' },
  ])
  await fill(
    database,
    'training_results',
    members.flatMap((one) =>
      one.certificates.map((row) => ({
        person_id: ids.get(one.name),
        course_id: row.course,
        assigned_on: row.assigned === null ? null : dayOf(row.assigned),
        due_on: row.due === null ? null : dayOf(row.due),
        completed_on: row.done === null ? null : dayOf(row.done),
        is_passed: row.isPassed,
        valid_until: row.until === null ? null : dayOf(row.until),
      })),
    ),
  )
}, 180_000)

function closedOf(one: Member, deal: Member['deals'][number]): string {
  return dayOf(one.hired + deal.opened + deal.lasts)
}

async function agree(
  definition: MetricDefinition,
  answer: string,
  again: (team: readonly Member[]) => Again,
  fewestMeasured = sets / 10,
): Promise<void> {
  const found = await breakDown(database, owner, definition, {
    scope: organisation,
    period,
    asOf,
    answer,
    dimension: 'team',
  })
  const lines = new Map(found.lines.map((line) => [line.label, line.answer]))
  expectAgreement({
    answer,
    seed,
    lines,
    sets: drawn.map((team, i) => [teamOf(i), team] as const),
    again,
    fewest: fewestMeasured,
  })
}

/** How long each hire of the quarter waited for a deal that she opened herself. */
function waitsOf(team: readonly Member[]): Wait[] {
  return team
    .filter((one) => dayOf(one.hired) >= period.start && dayOf(one.hired) < period.end)
    .map((one) => {
      const left = one.stays === null ? null : one.hired + one.stays
      const isKnownLeft = left !== null && dayOf(left) <= asOf
      const sales = one.deals
        .filter((deal) => deal.fate === 'won' && !deal.isTaken && deal.opened >= 0)
        .map((deal) => one.hired + deal.opened + deal.lasts)
        .filter((day) => dayOf(day) <= asOf && (left === null || day < left))
      if (sales.length > 0) return { days: Math.min(...sales) - one.hired, end: 'sold' }
      if (isKnownLeft) return { days: left - one.hired, end: 'left' }
      return { days: dayNumber(asOf) - dayNumber(dayOf(one.hired)), end: 'waits' }
    })
}

// Teams of three are too few for a median: test/medians.test.ts draws sets of every size.
test('onboarding: days to the first sale', async () => {
  await agree(
    repOnboarding,
    'first-sale',
    (team) => ({ value: naiveMedianWait(waitsOf(team)), n: waitsOf(team).length }),
    -1,
  )
})

const lastDay = '2025-06-30'

/** Three calendar months later, as far as that month has the day. */
function afterThreeMonths(day: string): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const length = new Date(Date.UTC(year, month + 3, 0)).getUTCDate()
  return new Date(Date.UTC(year, month + 2, Math.min(date, length))).toISOString().slice(0, 10)
}

/** By certification required on the last day, whether it holds. */
function certificatesOf(one: Member): boolean[] {
  return [1, 2].flatMap((course) => {
    const tries = one.certificates.filter((row) => row.course === course)
    const at = (day: number | null) => (day === null ? null : dayOf(day))
    const isRequired = tries.some((row) => {
      const from = at(row.due) ?? at(row.assigned) ?? at(row.done)
      const done = at(row.done)
      return (from !== null && from <= lastDay) || (done !== null && done <= lastDay)
    })
    if (!isRequired) return []
    const isValid = tries.some((row) => {
      const done = at(row.done)
      if (done === null || done > lastDay || row.isPassed === false) return false
      const until = at(row.until) ?? (course === 1 ? afterThreeMonths(done) : null)
      return until === null || until > lastDay
    })
    return [isValid]
  })
}

const isThere = (one: Member) =>
  dayOf(one.hired) <= lastDay && (one.stays === null || dayOf(one.hired + one.stays) > lastDay)

test('training: who is up to date, and which certifications hold', async () => {
  await agree(trainingAndCoaching, 'up-to-date', (team) => {
    const asked = team
      .filter(isThere)
      .map(certificatesOf)
      .filter((one) => one.length > 0)
    const good = asked.filter((one) => one.every(Boolean)).length
    return { value: asked.length === 0 ? null : good / asked.length, n: asked.length }
  })
  await agree(trainingAndCoaching, 'valid-certifications', (team) => {
    const all = team.filter(isThere).flatMap(certificatesOf)
    return { value: naiveMean(all.map(Number)), n: all.length }
  })
})
