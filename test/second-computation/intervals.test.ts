// Intervals, verdicts and corrections of five hundred random teams and segments, measured, and computed again by other ways.
import { beforeAll, expect, test } from 'vitest'
import { conversionRate } from '../../kpis/conversion-rate/definition.ts'
import { customerChurn } from '../../kpis/customer-churn/definition.ts'
import { netPromoterScore } from '../../kpis/net-promoter-score/definition.ts'
import type { MetricDefinition } from '../../metric/definition.ts'
import type { BreakdownLine, Interval } from '../../metric/measurement.ts'
import { parsePeriod } from '../../metric/period.ts'
import { breakDown } from '../../metric/runner/runner.ts'
import { organisation } from '../../metric/scope.ts'
import { owner } from '../../model/reader.ts'
import { salesCycle } from '../../outcomes/sales-cycle/definition.ts'
import fc from '../chance.ts'
import { freshDatabase } from '../database.ts'
import { fill } from '../fill.ts'
import { knownAccount, knownPerson } from './known-rows.ts'
import { linesAlone } from './lines-alone.ts'
import { naiveMean, type Spell } from '../naive.ts'
import {
  type Bounds,
  naiveCountBounds,
  naiveMeanBounds,
  naiveMeanDifference,
  naiveMedianBounds,
  naiveNpsBounds,
  naiveP,
  naiveRatioBounds,
  naiveShareDifference,
  naiveSignals,
  naiveWilson,
} from '../naive-intervals.ts'
import { dayOf } from '../story-of-many.ts'

const seed = 20261212
const sets = 500
// Day 180 of 2025 is the last one known; the quarter begins on day 90.
const today = 180
const view = { scope: organisation, period: parsePeriod('2025-Q2')!, asOf: dayOf(today) }
/** Teams whose reps are judged together: more than five hundred reps. */
const families = 190
/** As many as a comparison needs on each side. */
const enough = 20

const deal = fc.record({
  closed: fc.integer({ min: 90, max: today }),
  lasts: fc.integer({ min: 0, max: 70 }),
  luck: fc.integer({ min: 0, max: 99 }),
})
/** Reps who differ: in how many deals they decide, how often they win, how long they take. */
const rep = fc
  .record({
    deals: fc.array(deal, { maxLength: 45, size: 'max' }),
    wins: fc.constantFrom(0, 20, 45, 50, 55, 80, 100),
    slows: fc.constantFrom(0, 0, 0, 25),
  })
  .map(({ deals, wins, slows }) =>
    deals.map((one) => ({
      closed: one.closed,
      days: one.lasts + slows,
      fate: one.luck < wins ? ('won' as const) : ('lost' as const),
      // Some of those that close late are still open: their days are not over.
      isOpen: one.closed > 150 && one.luck % 3 === 0,
    })),
  )
const segment = fc.record({
  scores: fc.array(fc.integer({ min: 0, max: 10 }), { maxLength: 14, size: 'max' }),
  contracts: fc.array(
    fc.record({
      monthly: fc.integer({ min: 1, max: 900 }),
      after: fc.option(fc.integer({ min: 0, max: 1_400 }), { nil: null, freq: 2 }),
    }),
    { maxLength: 6, size: 'max' },
  ),
})
const teams = fc.sample(fc.noBias(fc.array(rep, { minLength: 2, maxLength: 4 })), { numRuns: sets, seed })
const segments = fc.sample(fc.noBias(segment), { numRuns: sets, seed: seed + 1 })
type Deal = (typeof teams)[number][number][number]
type Segment = (typeof segments)[number]

const database = await freshDatabase()
const teamOf = (i: number) => `Team ${String(i).padStart(3, '0')}`
const nameOf = (i: number, k: number) => `Rep ${String(i).padStart(3, '0')}-${k}`
const segmentOf = (i: number) => `Segment ${String(i).padStart(3, '0')}`
const personId = (i: number, k: number) => i * 10 + k + 1
const accountId = (i: number, k: number) => i * 20 + k + 1

beforeAll(async () => {
  const reps = teams.flatMap((team, i) => team.map((deals, k) => ({ deals, i, k })))
  await fill(
    database,
    'teams',
    teams.map((_team, i) => ({
      team_id: i + 1,
      name: teamOf(i),
      name_key: teamOf(i).toLowerCase(),
    })),
  )
  await fill(
    database,
    'people',
    reps.map(({ i, k }) => knownPerson(personId(i, k), nameOf(i, k))),
  )
  await fill(
    database,
    'memberships',
    reps.map(({ i, k }) => ({ person_id: personId(i, k), team_id: i + 1 })),
  )
  await fill(
    database,
    'accounts',
    segments.flatMap((_one, i) =>
      Array.from({ length: 14 }, (_, k) => ({
        ...knownAccount(accountId(i, k), `${segmentOf(i)} ${k}`),
        segment: segmentOf(i),
      })),
    ),
  )
  await fill(
    database,
    'opportunities',
    reps
      .flatMap(({ deals, i, k }) => deals.map((one) => ({ one, owner: personId(i, k) })))
      .map(({ one, owner: owner_id }, at) => ({
        account_id: 1,
        opportunity_id: at + 1,
        owner_id,
        outcome: one.isOpen ? 'open' : one.fate,
        outcome_basis: 'stated',
        opened_on: dayOf(one.closed - one.days),
        closed_on: one.isOpen ? null : dayOf(one.closed),
        is_deleted: false,
      })),
  )
  await fill(database, 'surveys', [{ survey_id: 1, name: 'NPS', name_key: 'nps', kind: 'nps' }])
  await fill(
    database,
    'survey_answers',
    segments.flatMap((one, i) =>
      one.scores.map((score, k) => ({
        survey_id: 1,
        account_id: accountId(i, k),
        answered_on: dayOf(100 + k),
        score,
      })),
    ),
  )
  await fill(
    database,
    'subscriptions',
    segments.flatMap((one, i) =>
      one.contracts.flatMap(({ monthly, after }, k) => [
        {
          account_id: accountId(i, k),
          starts_on: '2024-06-01',
          ends_on: after === null ? null : dayOf(120),
          monthly_minor: BigInt(monthly),
        },
        // What it pays from then on; nothing: it is lost.
        ...(after === null || after === 0
          ? []
          : [
              {
                account_id: accountId(i, k),
                starts_on: dayOf(120),
                ends_on: null,
                monthly_minor: BigInt(after),
              },
            ]),
      ]),
    ),
  )
}, 240_000)

const decided = (deals: readonly Deal[]) => deals.filter((one) => !one.isOpen)
const won = (deals: readonly Deal[]) => decided(deals).filter((one) => one.fate === 'won')
const cycles = (deals: readonly Deal[]) => won(deals).map((one) => one.days)

function expectBounds(interval: Interval | null | undefined, bounds: Bounds | null, where: string): void {
  if (bounds === null) {
    expect(interval ?? null, where).toBeNull()
    return
  }
  expect(Number(interval?.low), where).toBeCloseTo(bounds[0], 6)
  expect(Number(interval?.high), where).toBeCloseTo(bounds[1], 6)
}

/** One line of a team computed again: its bounds, how many it counts, and its gap with the other lines. */
interface Line {
  readonly n: number
  readonly bounds: Bounds | null
  readonly rest: { readonly n: number; readonly gap: number; readonly bounds: Bounds } | null
}

interface Verdicts {
  readonly definition: MetricDefinition
  readonly answer: string
  readonly isHigherBetter: boolean
  readonly lineOf: (own: readonly Deal[], others: readonly Deal[]) => Line | null
}

/** Holds every line of these teams against its second computation; returns how often each verdict fell, and how many alarms were quieted. */
async function verdictsOf({ definition, answer, isHigherBetter, lineOf }: Verdicts) {
  const fallen = new Map<string, number>()
  const count = (what: string) => fallen.set(what, (fallen.get(what) ?? 0) + 1)
  for (const [i, team] of teams.slice(0, families).entries()) {
    const scope = { kind: 'team', id: i + 1 } as const
    const found = await breakDown(database, owner, definition, { ...view, scope, answer, dimension: 'rep' })
    const again = team.flatMap((own, k) => {
      const line = lineOf(
        own,
        team.flatMap((deals, other) => (other === k ? [] : deals)),
      )
      return line === null ? [] : [{ ...line, label: nameOf(i, k) }]
    })
    const where = `${answer} of ${teamOf(i)} (seed ${seed}): ${JSON.stringify(team)}`
    expect(found.lines.map((line) => line.label).toSorted(), where).toEqual(again.map((line) => line.label))
    const tested = again.flatMap(({ label, n, rest }) => {
      if (rest === null || n < enough || rest.n < enough) return []
      const p = naiveP(rest.gap, rest.bounds)
      return p === null ? [] : [{ label, p, ...rest }]
    })
    const signals = naiveSignals(tested.map((one) => one.p))
    for (const { label, n, bounds, rest } of again) {
      const line = found.lines.find((one) => one.label === label) as BreakdownLine
      expect(line.answer.n, where).toBe(n)
      expectBounds(line.answer.interval, bounds, `${label}, ${where}`)
      const at = tested.findIndex((one) => one.label === label)
      const isAlone = rest !== null && (rest.bounds[0] > 0 || rest.bounds[1] < 0)
      const verdict =
        rest === null
          ? 'no-clear-change'
          : n < enough || rest.n < enough
            ? 'too-few'
            : !isAlone || !signals[at]
              ? 'no-clear-change'
              : rest.gap > 0 === isHigherBetter
                ? 'better'
                : 'worse'
      expect(line.verdict, `${label}, ${where}`).toBe(verdict)
      count(verdict)
      if (verdict === 'no-clear-change' && isAlone && n >= enough && rest.n >= enough) count('quieted')
    }
  }
  return fallen
}

test('win rates of reps: Wilson, Newcombe against the others of the team, judged together', async () => {
  const shareOf = (deals: readonly Deal[]) => [won(deals).length, decided(deals).length] as const
  const fallen = await verdictsOf({
    definition: conversionRate,
    answer: 'win-rate',
    isHigherBetter: true,
    lineOf: (own, others) => {
      const [mine, theirs] = [shareOf(own), shareOf(others)]
      if (mine[1] === 0) return null
      return {
        n: mine[1],
        bounds: naiveWilson(...mine),
        rest:
          theirs[1] === 0
            ? null
            : {
                n: theirs[1],
                gap: mine[0] / mine[1] - theirs[0] / theirs[1],
                bounds: naiveShareDifference(mine, theirs),
              },
      }
    },
  })
  // Each verdict must have had its chance, and the correction something to take back.
  for (const what of ['better', 'worse', 'no-clear-change', 'too-few', 'quieted'])
    expect(fallen.get(what) ?? 0, what).toBeGreaterThan(2)
}, 600_000)

test('cycles of reps: Student, Welch against the others of the team, judged together', async () => {
  const fallen = await verdictsOf({
    definition: salesCycle,
    answer: 'mean',
    isHigherBetter: false,
    lineOf: (own, others) => {
      const [mine, theirs] = [cycles(own), cycles(others)]
      if (mine.length === 0) return null
      return {
        n: mine.length,
        bounds: naiveMeanBounds(mine),
        rest:
          theirs.length === 0
            ? null
            : {
                n: theirs.length,
                gap: naiveMean(mine)! - naiveMean(theirs)!,
                bounds: mine.length < 2 || theirs.length < 2 ? [0, 0] : naiveMeanDifference(mine, theirs),
              },
      }
    },
  })
  for (const what of ['better', 'worse', 'no-clear-change', 'too-few'])
    expect(fallen.get(what) ?? 0, what).toBeGreaterThan(2)
}, 600_000)

/** Lines of the whole organisation by team or segment, each interval held against the one computed again. */
async function boundsAgree<Set>(
  [definition, answer, dimension]: readonly [MetricDefinition, string, string],
  drawn: readonly Set[],
  labelOf: (i: number) => string,
  again: (set: Set) => Bounds | null,
): Promise<void> {
  const lines = await linesAlone(database, definition, { ...view, answer, dimension })
  let bounded = 0
  for (const [i, set] of drawn.entries()) {
    const bounds = again(set)
    expectBounds(
      lines.get(labelOf(i))?.interval,
      bounds,
      `${answer} of ${labelOf(i)} (seed ${seed}): ${JSON.stringify(set)}`,
    )
    if (bounds !== null) bounded++
  }
  expect(bounded, answer).toBeGreaterThan(sets / 4)
}

test('deals won: Garwood', async () => {
  await boundsAgree([conversionRate, 'won-deals', 'team'], teams, teamOf, (team) => {
    const many = won(team.flat()).length
    return many === 0 ? null : naiveCountBounds(many)
  })
}, 120_000)

test('time to close, open deals counted: bounds of the median where both curves pass one half', async () => {
  await boundsAgree([salesCycle, 'close-median', 'team'], teams, teamOf, (team) => {
    const spells = team.flat().flatMap((one): Spell[] => {
      const opened = one.closed - one.days
      if (opened < 90 || opened > today) return []
      return [one.isOpen ? { days: today - opened, end: 'open' } : { days: one.days, end: one.fate }]
    })
    return naiveMedianBounds(spells)
  })
}, 120_000)

test('Net Promoter Score: adjusted Wald', async () => {
  await boundsAgree([netPromoterScore, 'nps', 'segment'], segments, segmentOf, ({ scores }) =>
    scores.length === 0
      ? null
      : naiveNpsBounds(scores.map((score) => (score >= 9 ? 1 : score >= 7 ? 0 : -1))),
  )
}, 120_000)

test('revenue kept: a ratio of sums, customers as units', async () => {
  const within = (bounds: Bounds | null): Bounds | null =>
    bounds && [Math.max(0, bounds[0]), Math.min(1, bounds[1])]
  await boundsAgree(
    [customerChurn, 'gross-retention', 'segment'],
    segments,
    segmentOf,
    ({ contracts }: Segment) =>
      within(
        naiveRatioBounds(
          contracts.map(({ monthly, after }) => [Math.min(monthly, after ?? monthly), monthly] as const),
        ),
      ),
  )
}, 120_000)
