// Five hundred random reps, each with deals on their way through the stages and leads on their way to become customers: measured together,
// and computed again one by one without SQL.
import { beforeAll, expect, test } from 'vitest'
import { conversionRate } from '../../kpis/conversion-rate/definition.ts'
import { parsePeriod } from '../../metric/period.ts'
import { organisation } from '../../metric/scope.ts'
import fc from '../chance.ts'
import { type Again, expectAgreement } from './agree.ts'
import { freshDatabase } from '../database.ts'
import { fill } from '../fill.ts'
import { knownAccount, knownPerson, openStage, salesPipeline } from './known-rows.ts'
import { linesAlone } from './lines-alone.ts'
import { naiveQuantile } from '../naive.ts'
import { dayOf } from '../story-of-many.ts'

const seed = 20261208
const sets = 500
// Asked within the quarter, on day 170 of the year: what comes later must not be known.
const view = { scope: organisation, period: parsePeriod('2025-Q2')!, asOf: '2025-06-20' }
const [firstDay, today] = [90, 170]
const stages = ['Discovery', 'Proposal', 'Contract'] as const
const oneIn = (many: number) => fc.integer({ min: 1, max: many }).map((number) => number === 1)

const anyDeal = fc.record({
  // Some are opened after the day asked for, and must not be known.
  opened: fc.integer({ min: 60, max: 185 }),
  stays: fc.array(
    fc.record({
      stage: fc.integer({ min: 0, max: 2 }),
      lasts: fc.integer({ min: 0, max: 30 }),
      gap: fc.constantFrom(0, 0, 0, 4),
    }),
    { maxLength: 4, size: 'max' },
  ),
  fate: fc.constantFrom('won', 'won', 'lost', 'lost', 'open'),
  // It closes while it is in the last stay, or that stay is written as going on.
  closesEarly: fc.integer({ min: 0, max: 12 }),
  amount: fc.option(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 9_000_000 })), { freq: 4, nil: null }),
  isDeleted: oneIn(15),
})
const anyLead = fc.record({
  created: fc.option(fc.integer({ min: 60, max: 185 }), { freq: 15, nil: null }),
  isQualified: fc.constantFrom(true, true, false, null),
  fate: fc.constantFrom('waiting', 'waiting', 'said', 'dated', 'dated', 'deal'),
  delay: fc.integer({ min: -4, max: 60 }),
  deal: fc.nat(20),
  isDeleted: oneIn(15),
})
const anySet = fc.record({
  deals: fc.array(anyDeal, { minLength: 1, maxLength: 8, size: 'max' }),
  leads: fc.array(anyLead, { maxLength: 10, size: 'max' }),
})
const drawn = fc.sample(fc.noBias(anySet), { numRuns: sets, seed })
type DataSet = (typeof drawn)[number]
type Deal = DataSet['deals'][number]
type Lead = DataSet['leads'][number]

interface Stay {
  readonly stage: number
  readonly entered: number
  readonly left: number | null
}

/** Days of 2025 throughout. */
function staysOf(one: Deal): Stay[] {
  let day = one.opened
  return one.stays.map(({ stage, lasts, gap }, at) => {
    const entered = day
    day += lasts + gap
    return { stage, entered, left: at === one.stays.length - 1 ? null : entered + lasts }
  })
}
const closedOf = (one: Deal) =>
  Math.max(
    one.opened,
    one.stays.reduce((day, { lasts, gap }) => day + lasts + gap, one.opened) - one.closesEarly,
  )
const dealOf = (set: DataSet, one: Lead) => (one.fate === 'deal' ? one.deal % set.deals.length : null)

const database = await freshDatabase()
const nameOf = (i: number) => `Rep ${String(i).padStart(3, '0')}`
const dealNumber = (i: number, k: number) => i * 10 + k + 1

beforeAll(async () => {
  const at = (day: number | null) => (day === null ? null : dayOf(day))
  const deals = drawn.flatMap((set, i) => set.deals.map((one, k) => ({ one, i, id: dealNumber(i, k) })))
  await fill(
    database,
    'people',
    drawn.map((_set, i) => knownPerson(i + 1, nameOf(i))),
  )
  await fill(database, 'accounts', [knownAccount(1, 'Acme')])
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
      account_id: 1,
      opportunity_id: id,
      owner_id: i + 1,
      pipeline_id: 1,
      outcome: one.fate,
      outcome_basis: 'stated',
      opened_on: dayOf(one.opened),
      closed_on: one.fate === 'open' ? null : dayOf(closedOf(one)),
      amount_minor: one.amount === null ? null : BigInt(one.amount),
      is_deleted: one.isDeleted,
    })),
  )
  await fill(
    database,
    'stage_visits',
    deals.flatMap(({ one, id }) =>
      staysOf(one).map(({ stage, entered, left }, visit) => ({
        account_id: 1,
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
    'leads',
    drawn.flatMap((set, i) =>
      set.leads.map((one) => {
        const of = dealOf(set, one)
        return {
          account_id: 1,
          owner_id: i + 1,
          created_on: at(one.created),
          is_qualified: one.isQualified,
          is_converted: one.fate === 'said' || one.fate === 'dated',
          converted_on: one.fate === 'dated' ? dayOf((one.created ?? 100) + one.delay) : null,
          opportunity_id: of === null ? null : dealNumber(i, of),
          is_deleted: one.isDeleted,
        }
      }),
    ),
  )
}, 120_000)

async function agree(answer: string, again: (set: DataSet) => Again, fewest = sets / 2) {
  const lines = await linesAlone(database, conversionRate, { ...view, answer, dimension: 'rep' })
  expectAgreement({
    answer,
    seed,
    lines,
    sets: drawn.map((set, i) => [nameOf(i), set] as const),
    again,
    fewest,
  })
  return lines
}

const isIn = (day: number | null): day is number => day !== null && day >= firstDay && day <= today
const known = (deals: readonly Deal[]) => deals.filter((one) => !one.isDeleted)
const endOf = (one: Deal) => (one.fate === 'open' || closedOf(one) > today ? null : closedOf(one))

/** Stays that a deal had begun before it closed, as far as they are known. */
const begun = (one: Deal) =>
  staysOf(one).filter(({ entered }) => entered <= Math.min(endOf(one) ?? today, today))

test('conversion: win rate by amount', async () => {
  await agree(
    'win-rate-amount',
    ({ deals }) => {
      const decided = known(deals).filter((one) => isIn(endOf(one)))
      const priced = decided.filter((one) => one.amount !== null && one.amount > 0)
      const sum = (fate: string) =>
        priced.filter((one) => one.fate === fate).reduce((all, one) => all + one.amount!, 0)
      const lost = (some: readonly Deal[]) => some.filter((one) => one.fate === 'lost').length
      const isBlind = lost(decided) > 0 && lost(priced) < lost(decided) / 2
      const all = sum('won') + sum('lost')
      return { value: isBlind || all === 0 ? null : sum('won') / all, n: priced.length }
    },
    sets / 3,
  )
})

// All stays of a deal in a stage are one: what it spent there in all.
test('conversion: time in stages, those that still run apart', async () => {
  const spells = (set: DataSet) =>
    known(set.deals)
      .filter((one) => isIn(one.opened))
      .flatMap((one) =>
        [0, 1, 2].flatMap((stage) => {
          const own = begun(one).filter((stay) => stay.stage === stage)
          if (own.length === 0) return []
          const days = own.map(
            ({ entered, left }) => Math.min(left ?? Infinity, endOf(one) ?? today, today) - entered,
          )
          const isRunning = endOf(one) === null && own.some(({ left }) => left === null || left > today)
          return [{ days: days.reduce((sum, day) => sum + day, 0), isRunning }]
        }),
      )
  const done = (set: DataSet) =>
    spells(set)
      .filter(({ isRunning }) => !isRunning)
      .map(({ days }) => days)
  const lines = await agree('time-in-stage', (set) => ({
    value: naiveQuantile(done(set), 0.5),
    n: done(set).length,
  }))
  for (const [i, set] of drawn.entries()) {
    const said = lines.get(nameOf(i))?.details ?? []
    const detail = (name: string) => said.find((one) => one.name.en === name)?.value ?? null
    const ninth = naiveQuantile(done(set), 0.9)
    if (ninth === null) expect(detail('Nine stays out of ten')).toBeNull()
    else expect(detail('Nine stays out of ten')).toBeCloseTo(ninth, 9)
    if (spells(set).length > 0)
      expect(detail('Stays that still run')).toBe(spells(set).filter(({ isRunning }) => isRunning).length)
  }
})

test('conversion: from stage to stage, whatever the way', async () => {
  await agree('stage-conversion', ({ deals }) => {
    let [advanced, stopped] = [0, 0]
    for (const one of known(deals).filter(({ opened }) => isIn(opened))) {
      const reached = begun(one).map(({ stage }) => stage)
      if (reached.length === 0) continue
      const isWon = one.fate === 'won' && endOf(one) !== null
      const furthest = Math.max(...reached)
      advanced += isWon ? stages.length : furthest
      if (!isWon && endOf(one) !== null) stopped++
    }
    const all = advanced + stopped
    return { value: all === 0 ? null : advanced / all, n: all }
  })
})

/** The day on which a lead is known to have become a customer, by its deal where it has one; null: it has not, or on no known day. */
function becameOn(set: DataSet, one: Lead): number | null {
  const of = dealOf(set, one)
  if (of !== null) {
    const [deal] = known([set.deals[of]!])
    return deal?.fate === 'won' ? endOf(deal) : null
  }
  const day = (one.created ?? 100) + one.delay
  return one.fate === 'dated' && day <= today ? day : null
}

test('conversion: days from lead to customer, of those who became one', async () => {
  await agree(
    'lead-time',
    (set) => {
      const days = set.leads.flatMap((one) => {
        const became = becameOn(set, one)
        if (one.isDeleted || one.created === null || !isIn(became) || became < one.created) return []
        return [became - one.created]
      })
      return { value: naiveQuantile(days, 0.5), n: days.length }
    },
    sets / 4,
  )
})

test('conversion: qualified leads that nobody works', async () => {
  await agree('idle-leads', (set) => {
    const qualified = set.leads.filter(
      (one) => !one.isDeleted && one.isQualified === true && isIn(one.created) && one.created <= today - 14,
    )
    // A lead that became a customer later, or whose deal was opened later, was still idle on this day.
    const idle = qualified.filter((one) => {
      const deal = dealOf(set, one)
      if (deal !== null) {
        const its = set.deals[deal]!
        return !its.isDeleted && its.opened > today
      }
      return one.fate === 'waiting' || (one.fate === 'dated' && becameOn(set, one) === null)
    })
    return { value: qualified.length === 0 ? null : idle.length / qualified.length, n: qualified.length }
  })
})
