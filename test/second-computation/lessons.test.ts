// Five hundred random tests, skills and stages, each a data set of its own: progress in assessments, agreed actions done in time and content
// sent at its stage, measured together and computed again one by one without SQL.
import { beforeAll, test } from 'vitest'
import { trainingAndCoaching } from '../../kpis/training-and-coaching/definition.ts'
import { parsePeriod } from '../../metric/period.ts'
import { organisation } from '../../metric/scope.ts'
import fc from '../chance.ts'
import { type Again, expectAgreement } from './agree.ts'
import { freshDatabase } from '../database.ts'
import { fill } from '../fill.ts'
import { knownAccount, knownPerson, openStage, salesPipeline } from './known-rows.ts'
import { linesAlone } from './lines-alone.ts'
import { naiveMean } from '../naive.ts'
import { dayOf } from '../story-of-many.ts'

const seed = 20261209
const sets = 500
// Asked within the quarter, on day 170 of the year: what comes later must not be known.
const view = { scope: organisation, period: parsePeriod('2025-Q2')!, asOf: '2025-06-20' }
const [firstDay, today] = [90, 170]
/** The last of them is no rep. */
const people = 5
const anybody = fc.integer({ min: 0, max: people - 1 })
const orNone = <Value>(value: fc.Arbitrary<Value>, freq = 5) => fc.option(value, { freq, nil: null })

const anySet = fc.record({
  tries: fc.array(
    fc.record({
      person: anybody,
      day: orNone(fc.integer({ min: 20, max: 185 }), 12),
      score: orNone(fc.integer({ min: 0, max: 100 }), 8),
    }),
    { maxLength: 14, size: 'max' },
  ),
  sessions: fc.array(
    fc.record({
      person: anybody,
      held: fc.integer({ min: 50, max: 175 }),
      isAgreed: fc.constantFrom(true, true, true, false),
      // Days after the session.
      due: orNone(fc.integer({ min: 0, max: 50 }), 3),
      done: orNone(fc.integer({ min: 0, max: 70 }), 4),
    }),
    { maxLength: 8, size: 'max' },
  ),
  // A deal goes from the first stage of the set to the second, and perhaps back; 0: neither is known on some days between.
  deal: fc.record({
    entered: fc.integer({ min: 70, max: 120 }),
    stays: fc.array(fc.record({ lasts: fc.integer({ min: 0, max: 30 }), gap: fc.constantFrom(0, 0, 3) }), {
      minLength: 1,
      maxLength: 4,
      size: 'max',
    }),
    isLastOpen: fc.boolean(),
  }),
  sent: fc.array(
    fc.record({
      person: anybody,
      after: fc.integer({ min: -5, max: 100 }),
      kind: fc.constantFrom('share', 'send', 'open', 'buyer-view'),
      // Made for the first, the second, written otherwise, or none.
      item: fc.integer({ min: 0, max: 3 }),
      isOfDeal: fc.constantFrom(true, true, true, true, false),
    }),
    { maxLength: 14, size: 'max' },
  ),
})
const drawn = fc.sample(fc.noBias(anySet), { numRuns: sets, seed })
type DataSet = (typeof drawn)[number]

const database = await freshDatabase()
const number = (i: number) => String(i).padStart(3, '0')
const stageOf = (i: number, second: number) => `Stage ${number(i)} ${second === 0 ? 'a' : 'b'}`
const madeFor = (i: number, item: number) =>
  [stageOf(i, 0), stageOf(i, 1), stageOf(i, 0).toUpperCase()][item] ?? null

interface Stay {
  readonly second: number
  readonly entered: number
  readonly left: number | null
}

/** Days of 2025 throughout. */
function staysOf({ deal }: DataSet): Stay[] {
  let day = deal.entered
  return deal.stays.map(({ lasts, gap }, at) => {
    const entered = day
    day += lasts + gap
    return {
      second: at % 2,
      entered,
      left: deal.isLastOpen && at === deal.stays.length - 1 ? null : entered + lasts,
    }
  })
}

beforeAll(async () => {
  const at = (day: number | null) => (day === null ? null : dayOf(day))
  await fill(
    database,
    'people',
    Array.from({ length: people }, (_, k) =>
      knownPerson(k + 1, `Person ${k}`, k === people - 1 ? 'manager' : 'rep'),
    ),
  )
  await fill(
    database,
    'courses',
    drawn.map((_set, i) => ({
      course_id: i + 1,
      name: `Test ${number(i)}`,
      name_key: `test ${i}`,
      kind: 'skill-test',
    })),
  )
  await fill(
    database,
    'training_results',
    drawn.flatMap((set, i) =>
      set.tries.map((one) => ({
        person_id: one.person + 1,
        course_id: i + 1,
        completed_on: at(one.day),
        score: one.score === null ? null : one.score / 100,
      })),
    ),
  )
  await fill(
    database,
    'coaching_sessions',
    drawn.flatMap((set, i) =>
      set.sessions.map((one) => ({
        person_id: one.person + 1,
        held_on: dayOf(one.held),
        skill: `Skill ${number(i)}`,
        action: one.isAgreed ? 'Prepare three questions' : null,
        action_due_on: one.due === null ? null : dayOf(one.held + one.due),
        action_done_on: one.done === null ? null : dayOf(one.held + one.done),
      })),
    ),
  )
  await fill(database, 'accounts', [knownAccount(1, 'Acme')])
  await fill(database, 'pipelines', [salesPipeline])
  await fill(
    database,
    'stages',
    drawn.flatMap((_set, i) =>
      [0, 1].map((second) => openStage(i * 2 + second + 1, stageOf(i, second), second)),
    ),
  )
  await fill(
    database,
    'opportunities',
    drawn.map((set, i) => ({
      account_id: 1,
      opportunity_id: i + 1,
      owner_id: 1,
      pipeline_id: 1,
      outcome: 'open',
      outcome_basis: 'stated',
      opened_on: dayOf(set.deal.entered),
      is_deleted: false,
    })),
  )
  await fill(
    database,
    'stage_visits',
    drawn.flatMap((set, i) =>
      staysOf(set).map(({ second, entered, left }, visit) => ({
        account_id: 1,
        opportunity_id: i + 1,
        visit,
        stage_id: i * 2 + second + 1,
        // One after the other within a day.
        entered_at: new Date(Date.parse(`${dayOf(entered)}T08:00:00Z`) + visit * 60_000),
        left_at: left === null ? null : new Date(`${dayOf(left)}T20:00:00Z`),
        entered_on: dayOf(entered),
        left_on: at(left),
        provenance: 'history',
        created_import_id: 1,
      })),
    ),
  )
  await fill(
    database,
    'content_items',
    drawn.flatMap((_set, i) =>
      [0, 1, 2, 3].map((item) => ({
        content_item_id: i * 4 + item + 1,
        title: `Item ${i} ${item}`,
        title_key: `item ${i} ${item}`,
        stage: madeFor(i, item),
        is_template: false,
      })),
    ),
  )
  await fill(
    database,
    'content_events',
    drawn.flatMap((set, i) =>
      set.sent.map((one) => ({
        rep_id: one.person + 1,
        kind: one.kind,
        day: dayOf(set.deal.entered + one.after),
        content_item_id: i * 4 + one.item + 1,
        account_id: one.isOfDeal ? 1 : null,
        opportunity_id: one.isOfDeal ? i + 1 : null,
      })),
    ),
  )
}, 120_000)

async function agree(
  answer: string,
  dimension: string,
  expected: ReadonlyMap<string, Again>,
  fewest: number,
) {
  const lines = await linesAlone(database, trainingAndCoaching, { ...view, answer, dimension })
  expectAgreement({ answer, seed, lines, sets: expected, again: (own) => own, fewest })
}

const isIn = (day: number) => day >= firstDay && day <= today
const isRep = ({ person }: { readonly person: number }) => person < people - 1
const bySet = (label: (i: number) => string, again: (set: DataSet, i: number) => Again) =>
  new Map(drawn.map((set, i) => [label(i), again(set, i)]))

// Of several tries of one day the better one comes last.
test('training: everybody beside herself, the last assessment of the quarter and the one before', async () => {
  await agree(
    'progress',
    'course',
    bySet(
      (i) => `Test ${number(i)}`,
      (set) => {
        const changes = Array.from({ length: people - 1 }, (_, person) => {
          const scored = set.tries
            .filter(
              (one) => one.person === person && one.day !== null && one.score !== null && one.day <= today,
            )
            .toSorted((a, b) => a.day! - b.day! || a.score! - b.score!)
          const last = scored.findLastIndex((one) => isIn(one.day!))
          return last < 1 ? null : (scored[last]!.score! - scored[last - 1]!.score!) / 100
        }).filter((change) => change !== null)
        return { value: naiveMean(changes), n: changes.length }
      },
    ),
    sets / 2,
  )
})

test('coaching: agreed actions done by the day due', async () => {
  await agree(
    'coaching-actions',
    'skill',
    bySet(
      (i) => `Skill ${number(i)}`,
      (set) => {
        const actions = set.sessions
          .filter(
            (one) => one.isAgreed && isRep(one) && one.held <= today && isIn(one.held + (one.due ?? 30)),
          )
          .map((one) =>
            Number(one.done !== null && one.held + one.done <= today && one.done <= (one.due ?? 30)),
          )
        return { value: naiveMean(actions), n: actions.length }
      },
    ),
    sets / 2,
  )
})

/** The stage in which the deal of a set was on a day: the one it came to last; null between two. */
function stageOn(set: DataSet, day: number): number | null {
  return (
    staysOf(set).findLast(({ entered, left }) => entered <= day && (left === null || left >= day))?.second ??
    null
  )
}

test('content: what was made for a stage and sent while the deal was in it', async () => {
  await agree(
    'content-fit',
    'stage',
    new Map(
      [0, 1].flatMap((second) => [
        ...bySet(
          (i) => stageOf(i, second),
          (set, i) => {
            const fits = set.sent
              .filter(
                (one) => isRep(one) && ['share', 'send'].includes(one.kind) && one.isOfDeal && one.item !== 3,
              )
              .map((one) => ({ ...one, day: set.deal.entered + one.after }))
              .filter(({ day }) => isIn(day) && stageOn(set, day) === second)
              .map(({ item }) => Number(madeFor(i, item)!.toLowerCase() === stageOf(i, second).toLowerCase()))
            return { value: naiveMean(fits), n: fits.length }
          },
        ),
      ]),
    ),
    sets / 2,
  )
})
