// Verdicts of five hundred random pages, judged together, against the definition of Benjamini and Hochberg and intervals found otherwise.
import { expect, test } from 'vitest'
import fc from '../../test/chance.ts'
import { naiveP, naiveShareDifference, naiveSignals } from '../../test/naive-intervals.ts'
import { proportionAnswer } from '../answers/answers.ts'
import { compareWithPeriod } from './compare.ts'
import { type AnswerDefinition, kpiIds, type MetricDefinition } from '../definition.ts'
import type { Comparison, Measurement } from '../measurement.ts'
import { parsePeriod } from '../period.ts'
import { organisation } from '../scope.ts'
import { amongAnswers, amongTiles } from './tiles.ts'
import { words } from '../words.ts'

const [now, before, yearAgo] = ['2026-Q2', '2026-Q1', '2025-Q2'].map((id) => parsePeriod(id)!)
const answers = ['first', 'second'].map((id, at): AnswerDefinition => ({
  id,
  name: words('Taux', 'Rate'),
  explanation: words('Un taux.', 'A rate.'),
  unit: 'ratio',
  direction: at === 0 ? 'higher-is-better' : 'lower-is-better',
  isAdditive: false,
}))
const definitions = kpiIds.map((id): MetricDefinition => ({
  id,
  number: 1,
  imperative: 'A',
  class: 'E',
  name: words(id, id),
  question: words('', ''),
  formula: words('', ''),
  explanation: words('', ''),
  answers,
  headline: 'first',
  dimensions: [],
  rowColumns: [],
  needs: [],
  history: [],
}))

// Around a hundred, so that many gaps are of a size of which one alone would count and one in many not; sometimes too few.
const share = fc
  .record({ trials: fc.constantFrom(12, 60, 100, 140), part: fc.constantFrom(30, 42, 50, 58, 66) })
  .map(({ trials, part }) => [Math.round((trials * part) / 100), trials] as const)
const tile = fc.record({ now: share, previous: share, 'year-ago': share })
const page = fc.array(fc.record({ first: tile, second: tile }), { minLength: 1, maxLength: kpiIds.length })
type Page = typeof page extends fc.Arbitrary<infer Value> ? Value : never
type Share = readonly [successes: number, trials: number]
type Against = 'previous' | 'year-ago'

function answerOf(definition: AnswerDefinition, drawn: Page[number]['first']) {
  const counted = ([successes, trials]: Share) => {
    const tally = { kind: 'proportion', successes, trials } as const
    return { tally, answer: proportionAnswer(definition.id, tally, {}) }
  }
  const own = counted(drawn.now)
  const comparisons = (['previous', 'year-ago'] as const).map((against) =>
    compareWithPeriod(
      definition,
      own,
      counted(drawn[against]),
      against,
      against === 'previous' ? before! : yearAgo!,
    ),
  )
  return { ...own.answer, comparisons }
}

const measuredOn = (drawn: Page) =>
  drawn.map(({ first, second }, at): Measurement => ({
    metric: kpiIds[at]!,
    definitionVersion: 1,
    scope: organisation,
    period: now!,
    asOf: null,
    timeZone: 'Europe/Paris',
    state: 'measured',
    headline: 'first',
    answers: [answerOf(answers[0]!, first), answerOf(answers[1]!, second)],
    exclusions: [],
    coverage: { firstDay: null, lastDay: null, people: null, note: null },
    sources: [],
    reason: null,
  }))

/** The verdicts of one family, by its own rule; null for what is not in it. */
function verdictsOf(family: readonly (readonly [mine: Share, theirs: Share, isHigherBetter: boolean])[]) {
  const gaps = family.map(([mine, theirs]) => ({
    gap: mine[0] / mine[1] - theirs[0] / theirs[1],
    bounds: naiveShareDifference(mine, theirs),
  }))
  const signals = naiveSignals(gaps.map(({ gap, bounds }) => naiveP(gap, bounds)!))
  return gaps.map(({ gap, bounds }, i) => {
    const isAlone = bounds[0] > 0 || bounds[1] < 0
    if (!isAlone || !signals[i]) return { verdict: 'no-clear-change', isAlone }
    return { verdict: gap > 0 === family[i]![2] ? 'better' : 'worse', isAlone }
  })
}

const isEnough = ([mine, theirs]: readonly [Share, Share]) => Math.min(mine[1], theirs[1]) >= 20
const foundIn = (view: readonly Measurement[], against: Against) =>
  view.flatMap((measurement) =>
    measurement.answers.map(
      (answer) => answer.comparisons.find((one) => one.against === against) as Comparison,
    ),
  )

test('tiles and answers of a page: gaps with one other time are one family, and no false alarm is left', () => {
  const seen = new Map<string, number>()
  fc.assert(
    fc.property(page, (drawn) => {
      const view = measuredOn(drawn)
      for (const against of ['previous', 'year-ago'] as const) {
        const pairs = drawn.flatMap(({ first, second }) =>
          [first, second].map((own) => [own.now, own[against]] as const),
        )
        const asked = pairs.map((pair, at) => ({ pair, at, isHigherBetter: at % 2 === 0 }))
        // A page of tiles judges of each metric its headline, or the next answer where that has too few.
        const tiles = drawn.flatMap((_one, k) =>
          asked
            .slice(2 * k, 2 * k + 2)
            .filter(({ pair }) => isEnough(pair))
            .slice(0, 1),
        )
        const all = asked.filter(({ pair }) => isEnough(pair))
        for (const [name, family, judged] of [
          ['tiles', tiles, amongTiles(view, definitions)],
          ['answers', all, amongAnswers(view, definitions)],
        ] as const) {
          const again = verdictsOf(
            family.map(({ pair, isHigherBetter }) => [...pair, isHigherBetter] as const),
          )
          const found = foundIn(judged, against)
          for (const [i, { at }] of family.entries()) {
            expect(found[at]!.verdict, `${name} ${against} ${at}`).toBe(again[i]!.verdict)
            const what =
              again[i]!.isAlone && again[i]!.verdict === 'no-clear-change' ? 'quieted' : again[i]!.verdict
            seen.set(what, (seen.get(what) ?? 0) + 1)
          }
        }
      }
    }),
    { numRuns: 500, seed: 20261213 },
  )
  for (const what of ['better', 'worse', 'no-clear-change', 'quieted'])
    expect(seen.get(what) ?? 0, what).toBeGreaterThan(100)
})
