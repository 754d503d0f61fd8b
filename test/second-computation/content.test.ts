// Five hundred random types of content and five hundred people who look for it: hours, delays and searches measured together, and computed
// again one by one without SQL.
import { beforeAll, test } from 'vitest'
import { contentAccessibility } from '../../kpis/content-accessibility/definition.ts'
import { contentCreationTime } from '../../kpis/content-creation-time/definition.ts'
import type { MetricDefinition } from '../../metric/definition.ts'
import { parsePeriod } from '../../metric/period.ts'
import { breakDown } from '../../metric/runner/runner.ts'
import { organisation } from '../../metric/scope.ts'
import { housekeeper, owner } from '../../model/reader.ts'
import fc from '../chance.ts'
import { type Again, expectAgreement } from './agree.ts'
import { freshDatabase } from '../database.ts'
import { fill } from '../fill.ts'
import { dayNumber, naiveMean, naiveMedianToClose, naiveQuantile, type Spell } from '../naive.ts'
import { tell } from '../story.ts'
import { dayOf } from '../story-of-many.ts'

const seed = 20261204
const sets = 500
// Asked within the quarter: what comes later must not be known.
const view = { scope: organisation, period: parsePeriod('2025-Q2')!, asOf: '2025-06-20' }

const item = fc.record({
  published: fc.option(fc.integer({ min: 70, max: 190 }), { freq: 4, nil: null }),
  versions: fc.array(fc.integer({ min: 80, max: 190 }), { maxLength: 2 }),
  work: fc.array(
    fc.record({ day: fc.integer({ min: 60, max: 190 }), seconds: fc.integer({ min: 60, max: 30_000 }) }),
    { maxLength: 4 },
  ),
  department: fc.constantFrom('sales', 'marketing'),
  isFromTemplate: fc.boolean(),
})
// Within a few minutes of each other, around midnight too.
const event = fc.record({
  day: fc.constantFrom(88, 89, 90, 91, 120, 121, 169, 170, 172),
  second: fc.oneof(fc.integer({ min: 0, max: 240 }), fc.integer({ min: 86_160, max: 86_399 })),
  kind: fc.constantFrom('search', 'search', 'open', 'download', 'share'),
  hasResult: fc.constantFrom(true, true, false, null),
  seconds: fc.option(fc.integer({ min: 1, max: 900 }), { freq: 5, nil: null }),
})
const dataSet = fc.record({
  // Enough of them that five are often still waited for when half are out.
  items: fc.array(item, { maxLength: 28, size: 'max' }),
  events: fc.uniqueArray(event, {
    maxLength: 12,
    size: 'max',
    selector: ({ day, second }) => day * 86_400 + second,
  }),
})
const drawn = fc.sample(dataSet, { numRuns: sets, seed })
type DataSet = (typeof drawn)[number]
type Item = DataSet['items'][number]
type Event = DataSet['events'][number]

const database = await freshDatabase()
const typeOf = (i: number) => `Type ${String(i).padStart(3, '0')}`
const nameOf = (i: number) => `Rep ${String(i).padStart(3, '0')}`

beforeAll(async () => {
  await tell(database, { people: Object.fromEntries(drawn.map((_set, i) => [nameOf(i), 'North'])) })
  const ids = await database.read(housekeeper, async (query) => {
    const found = await query.selectFrom('people').select(['person_id', 'display_name']).execute()
    return new Map(found.map((row) => [row.display_name, row.person_id]))
  })
  const items = drawn.flatMap((set, i) => set.items.map((one) => ({ ...one, type: typeOf(i) })))
  await fill(database, 'content_items', [
    { content_item_id: 1, title: 'Template', title_key: 'template', type: 'template', is_template: true },
    ...items.map((one, at) => ({
      content_item_id: at + 2,
      title: `Item ${at}`,
      title_key: `item ${at}`,
      type: one.type,
      department: one.department,
      published_on: one.published === null ? null : dayOf(one.published),
      is_template: false,
      template_id: one.isFromTemplate ? 1 : null,
    })),
  ])
  await fill(
    database,
    'content_versions',
    items.flatMap((one, at) =>
      one.versions.map((day, k) => ({
        content_item_id: at + 2,
        version: String(k + 1),
        published_on: dayOf(day),
      })),
    ),
  )
  await fill(
    database,
    'content_work',
    items.flatMap((one, at) =>
      one.work.map((work) => ({
        content_item_id: at + 2,
        kind: 'creation',
        day: dayOf(work.day),
        seconds: work.seconds,
      })),
    ),
  )
  await fill(
    database,
    'content_events',
    drawn.flatMap((set, i) =>
      set.events.map((one) => ({
        rep_id: ids.get(nameOf(i)),
        kind: one.kind,
        day: dayOf(one.day),
        occurred_at: new Date(dayNumber(dayOf(one.day)) * 86_400_000 + one.second * 1000),
        has_result: one.kind === 'search' ? one.hasResult : null,
        seconds: one.seconds,
      })),
    ),
  )
}, 240_000)

const isIn = (day: string) => day >= view.period.start && day < view.period.end && day <= view.asOf

async function agree(
  definition: MetricDefinition,
  [answer, dimension]: readonly [string, string],
  again: (set: DataSet) => Again,
): Promise<void> {
  const labelOf = dimension === 'rep' ? nameOf : typeOf
  const found = await breakDown(database, owner, definition, { ...view, answer, dimension })
  const lines = new Map(found.lines.map((line) => [line.label, line.answer]))
  expectAgreement({
    answer,
    seed,
    lines,
    sets: drawn.map((set, i) => [labelOf(i), set] as const),
    again,
    fewest: sets / 10,
  })
}

interface Edition {
  readonly nth: number
  /** Null: not out yet. */
  readonly out: string | null
  /** Work since the edition before. */
  readonly work: readonly { readonly day: string; readonly seconds: number }[]
}

/** What came out by the as-of day, day by day, and what is still being worked on after the last. */
function editionsOf({ published, versions, work }: Item): Edition[] {
  const days = [...(published === null ? [] : [published]), ...versions]
    .map(dayOf)
    .filter((day) => day <= view.asOf)
  const outs: (string | null)[] = [...[...new Set(days)].toSorted(), null]
  return outs.map((out, at) => ({
    nth: at + 1,
    out,
    work: work
      .map((one) => ({ day: dayOf(one.day), seconds: one.seconds }))
      .filter(({ day }) => (at === 0 || day > outs[at - 1]!) && day <= (out ?? view.asOf)),
  }))
}

test('content creation: hours of work on what came out, creations and updates', async () => {
  await agree(contentCreationTime, ['hours-per-item', 'content-type'], ({ items }) => {
    const hours = items
      .flatMap(editionsOf)
      .filter(({ out, work }) => out !== null && isIn(out) && work.length > 0)
      .map(({ work }) => work.reduce((sum, one) => sum + one.seconds, 0) / 3600)
    return { value: naiveMean(hours), n: hours.length }
  })
})

test('content creation: days from the first work to coming out, what is not out yet counted', async () => {
  await agree(contentCreationTime, ['elapsed-days', 'content-type'], ({ items }) => {
    const spells = items.flatMap(editionsOf).flatMap(({ out, work }): Spell[] => {
      const [started] = work.map(({ day }) => day).toSorted()
      if (started === undefined || !isIn(started)) return []
      const days = dayNumber(out ?? view.asOf) - dayNumber(started)
      return [{ days, end: out === null ? 'open' : 'won' }]
    })
    return { value: naiveMedianToClose(spells), n: spells.length }
  })
})

test('content creation: share that sales make from templates', async () => {
  await agree(contentCreationTime, ['self-service-share', 'content-type'], ({ items }) => {
    const made = items.filter((one) => {
      const [first] = editionsOf(one)
      return first!.out !== null && isIn(first!.out)
    })
    const own = made.filter((one) => one.department === 'sales' && one.isFromTemplate)
    return { value: made.length === 0 ? null : own.length / made.length, n: made.length }
  })
})

const instantOf = (one: Event) => dayNumber(dayOf(one.day)) * 86_400 + one.second
const used = ({ events }: DataSet) => events.filter((one) => isIn(dayOf(one.day)))

/** Seconds until the same person did something with content in the period; null beyond two minutes. */
function foundAfter(search: Event, set: DataSet): number | null {
  const [next] = used(set)
    .filter((one) => one.kind !== 'search' && instantOf(one) > instantOf(search))
    .map((one) => instantOf(one) - instantOf(search))
    .toSorted((a, b) => a - b)
  return next === undefined || next > 120 ? null : next
}

test('content accessibility: searches that succeed, how long they take, those that give nothing', async () => {
  const searches = (set: DataSet) => used(set).filter((one) => one.kind === 'search')
  const share = (part: number, all: number) => ({ value: all === 0 ? null : part / all, n: all })
  await agree(contentAccessibility, ['search-success', 'rep'], (set) => {
    const all = searches(set)
    return share(all.filter((one) => foundAfter(one, set) !== null).length, all.length)
  })
  await agree(contentAccessibility, ['time-to-find', 'rep'], (set) => {
    const minutes = searches(set).flatMap((one) => {
      const seconds = foundAfter(one, set)
      return seconds === null ? [] : [seconds / 60]
    })
    return { value: naiveQuantile(minutes, 0.5), n: minutes.length }
  })
  await agree(contentAccessibility, ['empty-searches', 'rep'], (set) => {
    const said = searches(set).filter((one) => one.hasResult !== null)
    return share(said.filter((one) => one.hasResult === false).length, said.length)
  })
})

test('content accessibility: hours a week of work due, and accesses', async () => {
  // Nobody has a schedule, leave or a public holiday: Mondays to Fridays of the quarter, as far as it is known.
  let workdays = 0
  for (let day = dayNumber(view.period.start); day <= dayNumber(view.asOf); day++)
    if (![0, 6].includes(new Date(day * 86_400_000).getUTCDay())) workdays++
  await agree(contentAccessibility, ['content-hours', 'rep'], (set) => {
    const all = used(set)
    const hours = all.reduce((sum, one) => sum + (one.seconds ?? 0), 0) / 3600
    return all.length === 0 ? { value: null, n: 0 } : { value: hours / (workdays / 5), n: 1 }
  })
  await agree(contentAccessibility, ['accesses', 'rep'], (set) => {
    const many = used(set).filter((one) => one.kind === 'open' || one.kind === 'download').length
    return { value: many === 0 ? null : many, n: many }
  })
})
