// Five hundred random reps with their deals, what buyers had before them stage by stage, and a kind of content of their own: uses, deals
// with content, stages passed with and without, and the bill of the rest, measured together and computed again one by one without SQL.
import { beforeAll, test } from 'vitest'
import { contentUtilisation } from '../../kpis/content-utilisation/definition.ts'
import { parsePeriod } from '../../metric/period.ts'
import { organisation } from '../../metric/scope.ts'
import fc from '../chance.ts'
import { type Again, expectAgreement } from './agree.ts'
import { freshDatabase } from '../database.ts'
import { fill } from '../fill.ts'
import { knownAccount, knownPerson, openStage, salesPipeline } from './known-rows.ts'
import { linesAlone } from './lines-alone.ts'
import { dayOf } from '../story-of-many.ts'

const seed = 20261207
const sets = 500
// Asked within the quarter, on day 170 of the year: what comes later must not be known.
const view = { scope: organisation, period: parsePeriod('2025-Q2')!, asOf: '2025-06-20' }
const [firstDay, today] = [90, 170]
/** What an hour costs, in minor units; whole minutes at it never end on half a cent. */
const hourly = 4_600
const stages = ['Discovery', 'Proposal', 'Contract'] as const
const segments = ['large', 'small', null] as const
const rarely = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { freq: 2, nil: null })

const anyDeal = fc.record({
  segment: fc.constantFrom(0, 0, 0, 1, 2),
  opened: fc.integer({ min: 40, max: 150 }),
  // One stay after the other, also back; none in the last one while it still is there.
  stays: fc.array(
    fc.record({ stage: fc.integer({ min: 0, max: 2 }), lasts: fc.integer({ min: 0, max: 30 }) }),
    {
      minLength: 1,
      maxLength: 4,
      size: 'max',
    },
  ),
  fate: fc.constantFrom('won', 'won', 'lost', 'lost', 'open'),
  isDeleted: fc.integer({ min: 0, max: 14 }).map((number) => number === 0),
})
const event = fc.record({
  deal: fc.option(fc.nat(20), { freq: 6, nil: null }),
  // After the deal was opened; of none: after the first of the year.
  after: fc.integer({ min: -3, max: 70 }),
  kind: fc.constantFrom('share', 'send', 'buyer-view', 'buyer-download', 'open', 'download'),
  item: fc.option(fc.nat(20), { freq: 8, nil: null }),
})
const anyItem = fc.record({
  published: fc.option(fc.oneof(fc.integer({ min: -60, max: 120 }), fc.constantFrom(79, 80, 81)), {
    freq: 6,
    nil: null,
  }),
  archived: rarely(fc.oneof(fc.integer({ min: 0, max: 200 }), fc.constantFrom(90, 91))),
  isTemplate: fc.integer({ min: 0, max: 7 }).map((number) => number === 0),
  costs: fc.array(
    fc.record({ day: fc.integer({ min: 0, max: 200 }), minor: fc.integer({ min: -500, max: 90_000 }) }),
    { maxLength: 2 },
  ),
  work: fc.array(
    fc.record({ day: fc.integer({ min: 0, max: 200 }), minutes: fc.integer({ min: 1, max: 300 }) }),
    { maxLength: 2 },
  ),
})
const dataSet = fc.record({
  deals: fc.array(anyDeal, { maxLength: 20, size: 'max' }),
  events: fc.array(event, { maxLength: 24, size: 'max' }),
  items: fc.array(anyItem, { minLength: 1, maxLength: 5, size: 'max' }),
})
const drawn = fc.sample(fc.noBias(dataSet), { numRuns: sets, seed })
type DataSet = (typeof drawn)[number]
type Deal = DataSet['deals'][number]
type Event = DataSet['events'][number]

interface Stay {
  readonly stage: number
  readonly entered: number
  readonly left: number | null
}

/** Days of 2025 throughout. */
function staysOf(one: Deal): Stay[] {
  let day = one.opened
  return one.stays.map(({ stage, lasts }, at) => {
    const entered = day
    day += lasts
    return { stage, entered, left: one.fate === 'open' && at === one.stays.length - 1 ? null : day }
  })
}
const closedOf = (one: Deal) => one.stays.reduce((day, { lasts }) => day + lasts, one.opened)
const dealOf = (set: DataSet, one: Event) =>
  one.deal === null || set.deals.length === 0 ? null : one.deal % set.deals.length
const itemOf = (set: DataSet, one: Event) => (one.item === null ? null : one.item % set.items.length)
function dayOfEvent(set: DataSet, one: Event): number {
  const of = dealOf(set, one)
  return (of === null ? 85 : set.deals[of]!.opened) + one.after
}

const database = await freshDatabase()
const nameOf = (i: number) => `Rep ${String(i).padStart(3, '0')}`
const typeOf = (i: number) => `Kind ${String(i).padStart(3, '0')}`
const dealNumber = (i: number, k: number) => i * 20 + k + 1
const itemNumber = (i: number, k: number) => i * 10 + k + 1

beforeAll(async () => {
  const at = (day: number | null) => (day === null ? null : dayOf(day))
  const deals = drawn.flatMap((set, i) => set.deals.map((one, k) => ({ one, i, id: dealNumber(i, k) })))
  const items = drawn.flatMap((set, i) => set.items.map((one, k) => ({ one, i, id: itemNumber(i, k) })))
  await fill(
    database,
    'people',
    drawn.map((_set, i) => knownPerson(i + 1, nameOf(i))),
  )
  await fill(
    database,
    'accounts',
    segments.map((segment, k) => ({ ...knownAccount(k + 1, `Account ${k}`), segment })),
  )
  await fill(database, 'pipelines', [salesPipeline])
  await fill(
    database,
    'stages',
    stages.map((name, position) => openStage(position + 1, name, position)),
  )
  await fill(
    database,
    'opportunities',
    deals.map(({ one, i, id }) => ({
      account_id: one.segment + 1,
      opportunity_id: id,
      owner_id: i + 1,
      pipeline_id: 1,
      outcome: one.fate,
      outcome_basis: 'stated',
      opened_on: dayOf(one.opened),
      closed_on: one.fate === 'open' ? null : dayOf(closedOf(one)),
      is_deleted: one.isDeleted,
    })),
  )
  await fill(
    database,
    'stage_visits',
    deals.flatMap(({ one, id }) =>
      staysOf(one).map(({ stage, entered, left }, visit) => ({
        account_id: one.segment + 1,
        opportunity_id: id,
        visit,
        stage_id: stage + 1,
        entered_at: new Date(`${dayOf(entered)}T08:00:00Z`),
        left_at: left === null ? null : new Date(`${dayOf(left)}T08:00:00Z`),
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
    items.map(({ one, i, id }) => ({
      content_item_id: id,
      title: `Item ${id}`,
      title_key: `item ${id}`,
      type: typeOf(i),
      published_on: at(one.published),
      archived_on: at(one.archived),
      is_template: one.isTemplate,
    })),
  )
  await fill(
    database,
    'content_events',
    drawn.flatMap((set, i) =>
      set.events.map((one) => {
        const [of, item] = [dealOf(set, one), itemOf(set, one)]
        return {
          rep_id: i + 1,
          kind: one.kind,
          day: dayOf(dayOfEvent(set, one)),
          content_item_id: item === null ? null : itemNumber(i, item),
          account_id: of === null ? null : set.deals[of]!.segment + 1,
          opportunity_id: of === null ? null : dealNumber(i, of),
        }
      }),
    ),
  )
  await fill(
    database,
    'costs',
    items.flatMap(({ one, id }) =>
      one.costs.map((cost) => ({
        day: dayOf(cost.day),
        amount_minor: BigInt(cost.minor),
        category: 'agency',
        department: 'marketing',
        content_item_id: id,
      })),
    ),
  )
  await fill(
    database,
    'content_work',
    items.flatMap(({ one, id }) =>
      one.work.map((work) => ({
        content_item_id: id,
        kind: 'creation',
        day: dayOf(work.day),
        seconds: work.minutes * 60,
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
}, 120_000)

async function agree(
  answer: string,
  dimension: 'rep' | 'content-type',
  again: (set: DataSet) => Again,
  fewest: number,
) {
  const lines = await linesAlone(database, contentUtilisation, { ...view, answer, dimension })
  const labelOf = dimension === 'rep' ? nameOf : typeOf
  expectAgreement({
    answer,
    seed,
    lines,
    sets: drawn.map((set, i) => [labelOf(i), set] as const),
    again,
    fewest,
  })
}

const isIn = (day: number) => day >= firstDay && day <= today
const withBuyers: readonly string[] = ['share', 'send', 'buyer-view', 'buyer-download']
const isUse = (set: DataSet, one: Event) => withBuyers.includes(one.kind) && itemOf(set, one) !== null

test('content: how often it is put before buyers, and opened by them', async () => {
  const many = (set: DataSet, kinds: readonly string[]): Again => {
    const n = set.events.filter(
      (one) => kinds.includes(one.kind) && itemOf(set, one) !== null && isIn(dayOfEvent(set, one)),
    ).length
    return { value: n === 0 ? null : n, n }
  }
  await agree('uses', 'rep', (set) => many(set, ['share', 'send']), sets / 2)
  await agree('buyer-views', 'rep', (set) => many(set, ['buyer-view']), sets / 2)
})

/** Whether the buyer of a deal had any item before her between two days, as far as they are known. */
function hadContent(set: DataSet, deal: number, from: number, to: number): boolean {
  return set.events.some((one) => {
    const day = dayOfEvent(set, one)
    return isUse(set, one) && dealOf(set, one) === deal && day >= from && day <= Math.min(to, today)
  })
}

const isDecided = (one: Deal) => !one.isDeleted && one.fate !== 'open' && isIn(closedOf(one))

test('content: deals in which it served, and how many of those with and without are won', async () => {
  const decided = (set: DataSet) =>
    set.deals.flatMap((one, k) =>
      isDecided(one)
        ? [{ isWon: one.fate === 'won', isWith: hadContent(set, k, -Infinity, closedOf(one)) }]
        : [],
    )
  await agree(
    'deals-with-content',
    'rep',
    (set) => {
      const all = decided(set)
      return {
        value: all.length === 0 ? null : all.filter((one) => one.isWith).length / all.length,
        n: all.length,
      }
    },
    sets / 2,
  )
  await agree(
    'won-lift',
    'rep',
    (set) => {
      const all = decided(set)
      const rate = (isWith: boolean) => {
        const side = all.filter((one) => one.isWith === isWith)
        return side.length === 0 ? null : side.filter((one) => one.isWon).length / side.length
      }
      const [used, plain] = [rate(true), rate(false)]
      return { value: used === null || plain === null || plain === 0 ? null : used / plain, n: all.length }
    },
    sets / 5,
  )
})

interface EndedStay {
  readonly stratum: string
  readonly isWith: boolean
  readonly wentOn: boolean
}

/** Stays that ended in the quarter: whether something was before the buyer during it, and whether the deal went on from it. */
function endedStays(set: DataSet): EndedStay[] {
  return set.deals.flatMap((one, k) => {
    if (one.isDeleted) return []
    const stays = staysOf(one)
    const isWon = one.fate === 'won' && closedOf(one) <= today
    const reached = stays.filter(({ entered }) => entered <= today).map(({ stage }) => stage)
    return stays.flatMap(({ stage, entered, left }) =>
      left === null || !isIn(left)
        ? []
        : [
            {
              stratum: `${stage} ${one.segment}`,
              isWith: hadContent(set, k, entered, left),
              wentOn: isWon || reached.some((other) => other > stage),
            },
          ],
    )
  })
}

// Mantel and Haenszel: of the pairs within a stage and segment, one with and one without, those that only the first passed over those
// that only the second did, each stratum by its size.
test('content: odds of passing a stage with and without, stage by stage and segment by segment', async () => {
  await agree(
    'stage-lift',
    'rep',
    (set) => {
      const stays = endedStays(set)
      let [firstOnly, secondOnly] = [0, 0]
      for (const one of stays)
        for (const other of stays) {
          if (one.stratum !== other.stratum || !one.isWith || other.isWith) continue
          const size = stays.filter((each) => each.stratum === one.stratum).length
          if (one.wentOn && !other.wentOn) firstOnly += 1 / size
          if (!one.wentOn && other.wentOn) secondOnly += 1 / size
        }
      return { value: secondOnly === 0 ? null : firstOnly / secondOnly, n: stays.length }
    },
    sets / 5,
  )
})

test('content: what was spent on items that no buyer has seen after ninety days', async () => {
  await agree(
    'unused-cost',
    'content-type',
    (set) => {
      const unseen = set.items.filter((one, k) => {
        if (one.isTemplate || one.published === null || one.published > today - 90) return false
        if (one.archived !== null && one.archived <= firstDay) return false
        return !set.events.some(
          (use) => isUse(set, use) && itemOf(set, use) === k && dayOfEvent(set, use) <= today,
        )
      })
      const bills = unseen.flatMap((one) => {
        const costs = one.costs.filter(({ day }) => day <= today)
        const work = one.work.filter(({ day }) => day <= today)
        if (costs.length + work.length === 0) return []
        const minutes = work.reduce((sum, each) => sum + each.minutes, 0)
        return [costs.reduce((sum, each) => sum + each.minor, 0) + Math.round((minutes / 60) * hourly)]
      })
      const value = bills.length === 0 ? null : BigInt(bills.reduce((sum, one) => sum + one, 0))
      return { value, n: unseen.length }
    },
    sets / 5,
  )
})
