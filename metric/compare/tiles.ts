// Many figures on one page: of forty comparisons two look beyond chance by chance alone. What the tiles of a view
// say is judged together, so that false alarms stay at 5 % (Benjamini and Hochberg 1995).
import { benjaminiHochberg } from '../../statistics/multiple-comparisons.ts'
import { pValueOf } from './compare.ts'
import type { AnswerDefinition, MetricDefinition } from '../definition.ts'
import type { Answer, Comparison, Measurement } from '../measurement.ts'
import { words } from '../words.ts'

/** What one metric says on a page of many: an answer that can be judged, and how far beyond chance it moved. */
export interface Tile {
  readonly definition: MetricDefinition
  readonly answerDefinition: AnswerDefinition
  readonly answer: Answer
  readonly comparison: Comparison
  readonly p: number
}

type Against = Comparison['against']

export function isJudged({ comparison }: { readonly comparison: Comparison }): boolean {
  return comparison.verdict === 'better' || comparison.verdict === 'worse'
}

/** One tile for each measured metric: its headline, or the first answer that can be judged (a period ratio cannot). */
export function tilesOf(
  measurements: readonly Measurement[],
  definitions: readonly MetricDefinition[],
  against: Against,
): readonly Tile[] {
  return measurements.flatMap((measurement) => {
    const definition = definitions.find((one) => one.id === measurement.metric)
    if (measurement.state !== 'measured' || definition === undefined) return []
    const own = measurement.answers.filter((answer) => answer.id === measurement.headline)
    for (const answer of [...own, ...measurement.answers]) {
      const answerDefinition = definition.answers.find((one) => one.id === answer.id)
      const comparison = answer.comparisons.find((one) => one.against === against)
      if (answerDefinition === undefined || comparison === undefined || comparison.verdict === 'too-few')
        continue
      const p = pValueOf(comparison)
      if (p !== null) return [{ definition, answerDefinition, answer, comparison, p }]
    }
    return []
  })
}

/** All answers of the view that can be judged against one other time: what a page that shows every answer compares. */
function answersOf(
  measurements: readonly Measurement[],
  definitions: readonly MetricDefinition[],
  against: Against,
): readonly Tile[] {
  return measurements.flatMap((measurement) => {
    const definition = definitions.find((one) => one.id === measurement.metric)
    if (measurement.state !== 'measured' || definition === undefined) return []
    return measurement.answers.flatMap((answer) => {
      const answerDefinition = definition.answers.find((one) => one.id === answer.id)
      const comparison = answer.comparisons.find((one) => one.against === against)
      if (answerDefinition === undefined || comparison === undefined || comparison.verdict === 'too-few')
        return []
      const p = pValueOf(comparison)
      return p === null ? [] : [{ definition, answerDefinition, answer, comparison, p }]
    })
  })
}

/**
 * The measurements of one view with their verdicts judged together: a gap that would count alone, and not among
 * all those compared on the page, is no clear change. Gaps with the period before are one family, those with the
 * year before another.
 */
export function amongTiles(
  measurements: readonly Measurement[],
  definitions: readonly MetricDefinition[],
): readonly Measurement[] {
  return judgedTogether(measurements, definitions, tilesOf)
}

/** The same for a view that shows every answer: all of them are one family. */
export function amongAnswers(
  measurements: readonly Measurement[],
  definitions: readonly MetricDefinition[],
): readonly Measurement[] {
  return judgedTogether(measurements, definitions, answersOf)
}

function judgedTogether(
  measurements: readonly Measurement[],
  definitions: readonly MetricDefinition[],
  family: typeof tilesOf,
): readonly Measurement[] {
  let judged = measurements
  for (const against of ['previous', 'year-ago'] as const) {
    const tiles = family(judged, definitions, against)
    const { rejected } = benjaminiHochberg(tiles.map((tile) => tile.p))
    const quiet = tiles.filter((tile, i) => !rejected[i] && isJudged(tile))
    for (const tile of quiet)
      judged = judged.map((measurement) =>
        measurement.metric === tile.definition.id ? quieted(measurement, tile, tiles.length) : measurement,
      )
  }
  return judged
}

function quieted(measurement: Measurement, tile: Tile, compared: number): Measurement {
  const comparison: Comparison = {
    ...tile.comparison,
    verdict: 'no-clear-change',
    reason: words(
      `Seul, cet écart passerait pour un signal ; parmi les ${compared} comparés sur cette page, le hasard suffit à l’expliquer.`,
      `Alone this gap would pass for a signal; among the ${compared} compared on this page, chance is enough to explain it.`,
    ),
  }
  return {
    ...measurement,
    answers: measurement.answers.map((answer) =>
      answer.id === tile.answer.id
        ? {
            ...answer,
            comparisons: answer.comparisons.map((one) => (one === tile.comparison ? comparison : one)),
          }
        : answer,
    ),
  }
}
