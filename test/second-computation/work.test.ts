// Five hundred random people with the time they noted, and five hundred random kinds of content with their uses: measured together, and
// computed again one by one without SQL.
import { beforeAll, test } from 'vitest'
import { contentUtilisation } from '../../kpis/content-utilisation/definition.ts'
import { timeSpentSelling } from '../../kpis/time-spent-selling/definition.ts'
import type { MetricDefinition } from '../../metric/definition.ts'
import { parsePeriod } from '../../metric/period.ts'
import { breakDown } from '../../metric/runner/runner.ts'
import { organisation } from '../../metric/scope.ts'
import { housekeeper, owner } from '../../model/reader.ts'
import fc from '../chance.ts'
import { type Again, expectAgreement } from './agree.ts'
import { freshDatabase } from '../database.ts'
import { fill, idOf } from '../fill.ts'
import { naiveQuantile } from '../naive.ts'
import { tell } from '../story.ts'
import { dayOf } from '../story-of-many.ts'

const seed = 20261130
const sets = 500
// Monday 2 to Friday 6 March 2026: five days of seven hours are due.
const view = { scope: organisation, period: parsePeriod('2026-03')!, asOf: '2026-03-06' }
const due = 5 * 7 * 60

const stretch = fc.record({
  // The day before the period, the five days, and the day after the last that is known.
  day: fc.constantFrom(
    '2026-02-27',
    '2026-03-02',
    '2026-03-03',
    '2026-03-04',
    '2026-03-05',
    '2026-03-06',
    '2026-03-09',
  ),
  from: fc.integer({ min: 7 * 4, max: 14 * 4 }).map((quarter) => quarter * 15),
  minutes: fc.integer({ min: 0, max: 36 }).map((quarter) => quarter * 15),
  isTimed: fc.integer({ min: 0, max: 3 }).map((number) => number > 0),
  category: fc.constantFrom(
    'buyer-facing',
    'buyer-facing',
    'email',
    'crm',
    'internal',
    'training',
    'not-measured',
  ),
  basis: fc.constantFrom('captured', 'captured', 'captured', 'declared'),
})
const people = fc.sample(fc.array(stretch, { maxLength: 20, size: 'max' }), { numRuns: sets, seed })
type Stretch = (typeof people)[number][number]

// Days of the first quarter of 2025 and around it, asked as of 20 March.
const contentView = { scope: organisation, period: parsePeriod('2025-Q1')!, asOf: '2025-03-20' }
const item = fc.record({
  published: fc.option(fc.integer({ min: -60, max: 95 }), { freq: 5, nil: null }),
  archived: fc.option(fc.integer({ min: -30, max: 95 }), { freq: 2, nil: null }),
  isTemplate: fc.integer({ min: 0, max: 8 }).map((number) => number === 0),
  events: fc.array(
    fc.record({
      day: fc.integer({ min: -20, max: 95 }),
      kind: fc.constantFrom('share', 'send', 'buyer-view', 'buyer-download', 'open', 'download', 'search'),
    }),
    { maxLength: 3 },
  ),
})
const kinds = fc.sample(fc.array(item, { maxLength: 4 }), { numRuns: sets, seed })
type Item = (typeof kinds)[number][number]

const database = await freshDatabase()
const nameOf = (i: number) => `Rep ${String(i).padStart(3, '0')}`
const kindOf = (i: number) => `Kind ${String(i).padStart(3, '0')}`
const clock = (day: string, minute: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + minute * 60_000).toISOString()

beforeAll(async () => {
  await tell(database, { people: Object.fromEntries(people.map((_own, i) => [nameOf(i), 'North'])) })
  const ids = await database.read(housekeeper, async (query) => {
    const found = await query.selectFrom('people').select(['person_id', 'display_name']).execute()
    return new Map(found.map((row) => [row.display_name, row.person_id]))
  })
  await fill(
    database,
    'activities',
    people.flatMap((own, i) =>
      own.map(({ day, from, minutes, isTimed, category, basis }) => ({
        rep_id: ids.get(nameOf(i)),
        day,
        category,
        basis,
        seconds: minutes * 60,
        ...(isTimed && { started_at: clock(day, from), ended_at: clock(day, from + minutes) }),
      })),
    ),
  )
  const rep_id = await idOf(database, 'people', nameOf(0))
  const items = kinds.flatMap((own, i) => own.map((one) => ({ ...one, type: kindOf(i) })))
  await fill(
    database,
    'content_items',
    items.map((one, i) => ({
      content_item_id: i + 1,
      title: `Item ${i}`,
      title_key: `item ${i}`,
      type: one.type,
      is_template: one.isTemplate,
      published_on: one.published === null ? null : dayOf(one.published),
      archived_on: one.archived === null ? null : dayOf(one.archived),
    })),
  )
  await fill(
    database,
    'content_events',
    items.flatMap((one, i) =>
      one.events.map(({ day, kind }) => ({ rep_id, content_item_id: i + 1, day: dayOf(day), kind })),
    ),
  )
}, 180_000)

async function agree<Set>(
  definition: MetricDefinition,
  asked: Pick<Parameters<typeof breakDown>[3], 'scope' | 'period' | 'asOf' | 'answer' | 'dimension'>,
  drawn: readonly Set[],
  labelOf: (i: number) => string,
  again: (own: Set) => Again,
): Promise<void> {
  const found = await breakDown(database, owner, definition, asked)
  const lines = new Map(found.lines.map((line) => [line.label, line.answer]))
  expectAgreement({
    answer: asked.answer ?? definition.id,
    seed,
    lines,
    sets: drawn.map((own, i) => [labelOf(i), own] as const),
    again,
    fewest: sets / 10,
  })
}

function notedBy(own: readonly Stretch[], basis: string): Stretch[] {
  return own.filter(
    (one) =>
      one.basis === basis &&
      one.category !== 'not-measured' &&
      one.day >= '2026-03-01' &&
      one.day <= view.asOf,
  )
}

/** Minutes of the stretches: those with hours minute by minute, each counted once, and the totals without hours. */
function minutesOf(stretches: readonly Stretch[]): number {
  const seen = new Set<string>()
  let totals = 0
  for (const { day, from, minutes, isTimed } of stretches)
    if (!isTimed) totals += minutes
    else for (let minute = from; minute < from + minutes; minute++) seen.add(`${day} ${minute}`)
  return seen.size + totals
}

function shareOf(own: readonly Stretch[], basis: string): Again {
  const noted = notedBy(own, basis)
  const tracked = minutesOf(noted)
  const selling = minutesOf(noted.filter((one) => one.category === 'buyer-facing'))
  const isEnough = basis === 'declared' || tracked / Math.max(tracked, due) >= 0.6
  if (tracked === 0) return { value: null, n: 0 }
  return { value: isEnough ? selling / tracked : null, n: 1 }
}

test('time: the share with customers, a minute counted once, captured and declared', async () => {
  for (const [answer, basis] of [
    ['selling-share', 'captured'],
    ['declared-share', 'declared'],
  ] as const)
    await agree(timeSpentSelling, { ...view, answer, dimension: 'rep' }, people, nameOf, (own) =>
      shareOf(own, basis),
    )
})

const lossy = ['email', 'crm', 'internal']

/** Hours that a task takes in a week of five days noted; null when she never noted it. */
function weeklyOf(own: readonly Stretch[], task: string): number | null {
  const noted = notedBy(own, 'captured')
  const mine = noted.filter((one) => one.category === task)
  const days = new Set(noted.map((one) => one.day)).size
  if (mine.length === 0) return null
  return mine.reduce((sum, one) => sum + one.minutes, 0) / 60 / (days / 5)
}

test('time: hours beyond what the quickest quarter needs, task by task', async () => {
  const references = new Map(
    lossy.map((task) => {
      const all = people.map((own) => weeklyOf(own, task)).filter((hours) => hours !== null)
      return [task, naiveQuantile(all, 0.25)!]
    }),
  )
  await agree(
    timeSpentSelling,
    { ...view, answer: 'recoverable-hours', dimension: 'rep' },
    people,
    nameOf,
    (own) => {
      const beyond = lossy.flatMap((task) => {
        const hours = weeklyOf(own, task)
        return hours === null ? [] : [Math.max(0, hours - references.get(task)!)]
      })
      return beyond.length === 0
        ? { value: null, n: 0 }
        : { value: beyond.reduce((sum, one) => sum + one, 0), n: 1 }
    },
  )
})

function isUsed(one: Item): boolean {
  return one.events.some(({ day, kind }) => {
    const on = dayOf(day)
    return (
      ['share', 'send', 'buyer-view', 'buyer-download'].includes(kind) &&
      on >= '2025-01-01' &&
      on <= contentView.asOf
    )
  })
}

test('content: the share of what is out that buyers saw or were sent', async () => {
  await agree(
    contentUtilisation,
    { ...contentView, answer: 'used-share', dimension: 'content-type' },
    kinds,
    kindOf,
    (own) => {
      const out = own.filter(
        (one) =>
          !one.isTemplate &&
          (one.published === null || dayOf(one.published) <= contentView.asOf) &&
          (one.archived === null || dayOf(one.archived) > '2025-01-01'),
      )
      return { value: out.length === 0 ? null : out.filter(isUsed).length / out.length, n: out.length }
    },
  )
})
