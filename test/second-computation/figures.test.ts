// Five hundred random data sets, one rep each, measured together and computed again one by one without SQL.
import { beforeAll, expect, test } from 'vitest'
import { conversionRate } from '../../kpis/conversion-rate/definition.ts'
import type { MetricDefinition } from '../../metric/definition.ts'
import type { BreakdownLine } from '../../metric/measurement.ts'
import { parsePeriod } from '../../metric/period.ts'
import { breakDown, measure } from '../../metric/runner/runner.ts'
import { organisation } from '../../metric/scope.ts'
import { owner } from '../../model/reader.ts'
import { salesCycle } from '../../outcomes/sales-cycle/definition.ts'
import fc from '../chance.ts'
import { type Again, expectAgreement } from './agree.ts'
import { freshDatabase } from '../database.ts'
import { dayNumber, naiveChance, naiveMean, naiveMedianToClose, naiveQuantile, type Spell } from '../naive.ts'
import { type StoryDeal, type StoryLead, tell } from '../story.ts'
import { dayOf } from '../story-of-many.ts'

const seed = 20261122
const sets = 500
const period = parsePeriod('2025-Q2')!
const asOf = '2025-08-15'
const stages = ['Discovery', 'Proposal', 'Contract'] as const

// Days from January to September: before, in and after the quarter, some after the as-of day, many ties.
const day = fc.integer({ min: 60, max: 250 }).map(dayOf)
const mostly = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { freq: 12, nil: null })
const deal: fc.Arbitrary<StoryDeal> = fc
  .record({
    opened: mostly(day),
    closed: mostly(day),
    fate: fc.constantFrom('won', 'won', 'lost', 'open'),
    amount: mostly(fc.bigInt({ min: 0n, max: 9_999_99n })),
    isDeleted: fc.integer({ min: 0, max: 14 }).map((number) => number === 0),
    furthest: fc.integer({ min: -1, max: 2 }),
    pipeline: fc.constantFrom('Sales', 'Sales', 'Sales', 'Sales', 'Partners'),
  })
  .map(({ closed, fate, furthest, ...rest }) => ({
    ...rest,
    ...(fate === 'won' ? { won: closed } : fate === 'lost' ? { lost: closed } : {}),
    ...(furthest >= 0 && rest.opened !== null && { stages: [[stages[furthest]!, rest.opened]] as const }),
  }))
// Some became customers before they were leads: an error that must be left out.
const lead: fc.Arbitrary<StoryLead> = fc
  .record({
    created: fc.integer({ min: 60, max: 220 }),
    delay: fc.integer({ min: -2, max: 40 }),
    fate: fc.constantFrom('undated', 'waiting', 'waiting', 'said', 'dated', 'dated'),
  })
  .map(({ created, delay, fate }) => ({
    created: fate === 'undated' ? null : dayOf(created),
    converted: fate === 'dated' ? dayOf(created + delay) : fate === 'said',
  }))
const dataSet = fc.record({
  deals: fc.array(deal, { maxLength: 9 }),
  leads: fc.array(lead, { maxLength: 6 }),
})

const database = await freshDatabase()
const drawn = fc.sample(dataSet, { numRuns: sets, seed })
const nameOf = (i: number) => `Rep ${String(i).padStart(3, '0')}`

beforeAll(async () => {
  await tell(database, {
    leftOut: ['Partners'],
    stages,
    deals: drawn.flatMap((set, i) =>
      set.deals.map((one, k) => ({ ...one, id: `${i}-${k}`, owner: nameOf(i) })),
    ),
    leads: drawn.flatMap((set, i) =>
      set.leads.map((one, k) => ({ ...one, id: `${i}-${k}`, owner: nameOf(i) })),
    ),
  })
}, 120_000)

const inPeriod = (one: string | null | undefined): one is string =>
  typeof one === 'string' && one >= period.start && one < period.end && one <= asOf
const closedOf = (one: StoryDeal) => one.won ?? one.lost ?? null
const outcomeOf = (one: StoryDeal): Spell['end'] => {
  const closed = closedOf(one)
  if (closed !== null && closed > asOf) return 'open'
  return one.won !== undefined ? 'won' : one.lost !== undefined ? 'lost' : 'open'
}
const counted = (deals: readonly StoryDeal[]) =>
  deals.filter((one) => one.pipeline !== 'Partners' && one.isDeleted !== true)

function wonDays(deals: readonly StoryDeal[]): number[] {
  return counted(deals)
    .filter((one) => outcomeOf(one) === 'won' && inPeriod(one.won))
    .flatMap((one) =>
      typeof one.opened === 'string' && one.opened <= one.won!
        ? [dayNumber(one.won!) - dayNumber(one.opened)]
        : [],
    )
}

function cohort(deals: readonly StoryDeal[]): Spell[] {
  return counted(deals).flatMap((one) => {
    if (!inPeriod(one.opened)) return []
    const end = outcomeOf(one)
    const last = end === 'open' ? asOf : closedOf(one)
    if (last === null || last < one.opened) return []
    return [{ days: dayNumber(last) - dayNumber(one.opened), end }]
  })
}

const decided = (deals: readonly StoryDeal[]) =>
  counted(deals).filter((one) => outcomeOf(one) !== 'open' && inPeriod(closedOf(one)))

async function linesBy(definition: MetricDefinition, answer: string): Promise<Map<string, BreakdownLine>> {
  const found = await breakDown(database, owner, definition, {
    scope: organisation,
    period,
    asOf,
    answer,
    dimension: 'rep',
  })
  return new Map(found.lines.map((line) => [line.label, line]))
}

async function agree(
  definition: MetricDefinition,
  answer: string,
  again: (set: (typeof drawn)[number]) => Again,
  fewestMeasured = sets / 10,
): Promise<void> {
  const lines = await linesBy(definition, answer)
  expectAgreement({
    answer,
    seed,
    lines: new Map([...lines].map(([label, line]) => [label, line.answer])),
    sets: drawn.map((set, i) => [nameOf(i), set] as const),
    again,
    fewest: fewestMeasured,
  })
}

test('sales cycle: mean, median and ninth decile', async () => {
  await agree(salesCycle, 'mean', ({ deals }) => ({
    value: naiveMean(wonDays(deals)),
    n: wonDays(deals).length,
  }))
  await agree(salesCycle, 'median', ({ deals }) => ({
    value: naiveQuantile(wonDays(deals), 0.5),
    n: wonDays(deals).length,
  }))
  await agree(salesCycle, 'p90', ({ deals }) => ({
    value: naiveQuantile(wonDays(deals), 0.9),
    n: wonDays(deals).length,
  }))
})

// Few of these sets are large enough for a curve to be read: test/medians.test.ts draws larger ones.
test('sales cycle: time to close and chances to win', async () => {
  await agree(
    salesCycle,
    'close-median',
    ({ deals }) => ({ value: naiveMedianToClose(cohort(deals)), n: cohort(deals).length }),
    -1,
  )
  for (const by of [30, 60, 90])
    await agree(
      salesCycle,
      `win-by-${by}`,
      ({ deals }) => ({ value: naiveChance(cohort(deals), by), n: cohort(deals).length }),
      0,
    )
})

test('sales cycle: time to close and chances to win, of all sets as one', async () => {
  const all = cohort(drawn.flatMap((set) => set.deals))
  const found = await measure(database, owner, salesCycle, { scope: organisation, period, asOf })
  const of = (id: string) => found.answers.find((answer) => answer.id === id)!
  expect(of('close-median')).toMatchObject({
    state: 'measured',
    value: naiveMedianToClose(all),
    n: all.length,
  })
  for (const by of [30, 60, 90]) {
    const chance = naiveChance(all, by)
    if (chance === null) expect(of(`win-by-${by}`).value).toBeNull()
    else expect(of(`win-by-${by}`).value).toBeCloseTo(chance, 9)
  }
})

test('conversion: win rate, deals won, value won', async () => {
  const share = (part: number, all: number) => (all === 0 ? null : part / all)
  await agree(conversionRate, 'win-rate', ({ deals }) => {
    const all = decided(deals)
    return { value: share(all.filter((one) => one.won !== undefined).length, all.length), n: all.length }
  })
  await agree(conversionRate, 'broad-rate', ({ deals }) => {
    const all = counted(deals).filter((one) => inPeriod(one.opened))
    return { value: share(all.filter((one) => outcomeOf(one) === 'won').length, all.length), n: all.length }
  })
  await agree(conversionRate, 'won-deals', ({ deals }) => {
    const won = decided(deals).filter((one) => one.won !== undefined).length
    return { value: won === 0 ? null : won, n: won }
  })
  await agree(conversionRate, 'won-value', ({ deals }) => {
    const won = decided(deals).filter((one) => one.won !== undefined)
    return {
      value: won.length === 0 ? null : won.reduce((sum, one) => sum + (one.amount ?? 0n), 0n),
      n: won.length,
    }
  })
})

const customerOn = (one: StoryLead) =>
  typeof one.converted === 'string' && one.converted <= asOf ? one.converted : null
const isCustomer = (one: StoryLead) =>
  typeof one.converted === 'string' ? customerOn(one) !== null : one.converted === true
const daysToCustomer = (one: StoryLead) => dayNumber(customerOn(one)!) - dayNumber(one.created!)

test("conversion: the e-book's ratio and the leads followed", async () => {
  await agree(conversionRate, 'period-ratio', ({ deals, leads }) => {
    const won = decided(deals).filter((one) => one.won !== undefined).length
    const created = leads.filter((one) => inPeriod(one.created)).length
    return { value: created === 0 ? null : won / created, n: created }
  })
  const all = drawn
    .flatMap((set) => set.leads)
    .filter((one) => typeof one.created === 'string' && one.created <= asOf)
  const times = all
    .filter((one) => customerOn(one) !== null)
    .map(daysToCustomer)
    .filter((days) => days >= 0)
  const horizon = Math.ceil(naiveQuantile(times, 0.9)!)
  await agree(conversionRate, 'cohort', ({ leads }) => {
    const own = leads.filter(
      (one) => inPeriod(one.created) && (customerOn(one) === null || daysToCustomer(one) >= 0),
    )
    const youngest = own
      .map((one) => one.created!)
      .toSorted()
      .at(-1)
    const isYoung = youngest !== undefined && dayNumber(asOf) - dayNumber(youngest) < horizon
    const within = own.filter(
      (one) => isCustomer(one) && (customerOn(one) === null || daysToCustomer(one) <= horizon),
    )
    return { value: own.length === 0 || isYoung ? null : within.length / own.length, n: own.length }
  })
})

test('conversion: stage to stage', async () => {
  await agree(conversionRate, 'stage-conversion', ({ deals }) => {
    let advanced = 0
    let lost = 0
    for (const one of counted(deals)) {
      if (!inPeriod(one.opened) || one.stages === undefined) continue
      const end = outcomeOf(one)
      const closed = end === 'open' ? null : closedOf(one)
      // A stay that begins after the deal closed is no stay.
      if (closed !== null && closed < one.opened) continue
      const furthest = stages.indexOf(one.stages[0]![0] as (typeof stages)[number])
      if (end === 'won') advanced += stages.length
      else {
        advanced += furthest
        if (end === 'lost') lost += 1
      }
    }
    return { value: advanced + lost === 0 ? null : advanced / (advanced + lost), n: advanced + lost }
  })
})
