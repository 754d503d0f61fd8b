// "What really moved": at most three sentences on a page of tiles, coloured only beyond chance.
import type { MetricDefinition } from './definition.ts'
import type { Answer, Comparison, Measurement, Verdict } from './measurement.ts'
import { formatDifference, formatNumber, formatValue } from './phrase.ts'
import { amongTiles, isJudged, type Tile, tilesOf } from './tiles.ts'
import { type Words, words } from './words.ts'

export interface Headline {
  /** Null for the sentence about what is not connected, or about several metrics. */
  readonly metric: string | null
  readonly verdict: Verdict | 'not-connected'
  /** `+6,4 jours`, `+6.4 days`. */
  readonly change: Words | null
  readonly sentence: Words
  readonly basis: Words
}

const most = 3

/** Sentences on one view's measurements, those beyond chance first. Pure: measurements in, sentences out. */
export function headlines(
  measurements: readonly Measurement[],
  definitions: readonly MetricDefinition[],
): readonly Headline[] {
  const tiles = tilesOf(amongTiles(measurements, definitions), definitions, 'previous')
  const moved = tiles.filter(isJudged).toSorted((a, b) => a.p - b.p)
  const said = moved.slice(0, most - 1).map(movedSentence)
  const rest = tiles.filter((tile) => !moved.includes(tile))
  const still = stillSentence(measurements, rest, definitions)
  const third = moved[most - 1]
  const missing = missingSentence(measurements, definitions)
  if (third !== undefined && still === null && missing === null) said.push(movedSentence(third))
  if (still !== null) said.push(still)
  if (missing !== null && said.length < most) said.push(missing)
  return said
}

function movedSentence(tile: Tile): Headline {
  const { answer, comparison, definition, answerDefinition } = tile
  const name = nameOf(definition, answerDefinition)
  const isBetter = comparison.verdict === 'better'
  const isUp = Number(comparison.difference) > 0
  return {
    metric: definition.id,
    verdict: comparison.verdict,
    change: changeOf(comparison, answer),
    sentence: words(
      `${name.fr} : ${isUp ? 'en hausse' : 'en baisse'}, ${isBetter ? "c'est mieux" : "c'est moins bien"}.`,
      `${name.en}: ${isUp ? 'up' : 'down'}, ${isBetter ? 'for the better' : 'for the worse'}.`,
    ),
    basis: basisOf(tile),
  }
}

function stillSentence(
  measurements: readonly Measurement[],
  tiles: readonly Tile[],
  definitions: readonly MetricDefinition[],
): Headline | null {
  const [largest] = tiles.toSorted((a, b) => a.p - b.p)
  const few = measurements.filter(
    (one) => one.state === 'measured' && !tiles.some((tile) => tile.definition.id === one.metric),
  )
  if (largest === undefined) {
    const first = few.find((one) => headlineComparison(one)?.verdict === 'too-few')
    const definition = definitions.find((one) => one.id === first?.metric)
    if (first === undefined || definition === undefined) return null
    const comparison = headlineComparison(first)!
    return {
      metric: definition.id,
      verdict: 'too-few',
      change: null,
      sentence: words(
        `${definition.name.fr} : trop peu pour dire si quelque chose a changé.`,
        `${definition.name.en}: too few to tell whether anything changed.`,
      ),
      basis: comparison.reason,
    }
  }
  const name = nameOf(largest.definition, largest.answerDefinition)
  const from = sides(largest)
  return {
    metric: largest.definition.id,
    verdict: 'no-clear-change',
    change:
      tiles.length === 1
        ? null
        : words(`${tiles.length} sans changement net`, `${tiles.length} without a clear change`),
    sentence: words(
      `${name.fr} passe de ${from.before.fr} à ${from.now.fr}, ce que le hasard suffit à expliquer.`,
      `${name.en} goes from ${from.before.en} to ${from.now.en}, which chance is enough to explain.`,
    ),
    basis: basisOf(largest),
  }
}

function headlineComparison(measurement: Measurement): Comparison | undefined {
  return measurement.answers
    .find((answer) => answer.id === measurement.headline)
    ?.comparisons.find((one) => one.against === 'previous')
}

function missingSentence(
  measurements: readonly Measurement[],
  definitions: readonly MetricDefinition[],
): Headline | null {
  const missing = measurements
    .filter((one) => one.state === 'not-connected')
    .flatMap((one) => definitions.find((definition) => definition.id === one.metric) ?? [])
  if (missing.length === 0) return null
  const list = (language: 'fr' | 'en') => missing.map((one) => one.name[language]).join(', ')
  return {
    metric: null,
    verdict: 'not-connected',
    change: null,
    sentence: words(
      missing.length === 1
        ? `Un indicateur n'est pas encore relié : ${list('fr')}.`
        : `${missing.length} indicateurs ne sont pas encore reliés ; chacun dit ce qu'il faut apporter.`,
      missing.length === 1
        ? `One metric is not connected yet: ${list('en')}.`
        : `${missing.length} metrics are not connected yet; each says what to bring.`,
    ),
    basis: words(list('fr'), list('en')),
  }
}

function nameOf(definition: MetricDefinition, answer: Tile['answerDefinition']): Words {
  if (answer.id === definition.headline) return definition.name
  return words(
    `${definition.name.fr} (${answer.name.fr.toLowerCase()})`,
    `${definition.name.en} (${answer.name.en.toLowerCase()})`,
  )
}

function changeOf(comparison: Comparison, answer: Answer): Words | null {
  if (comparison.difference === null) return null
  return {
    fr: formatDifference(comparison.difference, answer.unit, 'fr'),
    en: formatDifference(comparison.difference, answer.unit, 'en'),
  }
}

function sides({ answer, comparison }: Tile): { now: Words; before: Words } {
  const format = (value: typeof answer.value): Words => ({
    fr: formatValue(value!, answer.unit, 'fr'),
    en: formatValue(value!, answer.unit, 'en'),
  })
  return { now: format(answer.value), before: format(comparison.value) }
}

function basisOf(tile: Tile): Words {
  const { now, before } = sides(tile)
  const { interval } = tile.comparison
  const unit = tile.answer.unit
  const n = tile.answer.n ?? 0
  return words(
    `de ${before.fr} à ${now.fr}, écart probable entre ${formatDifference(interval!.low, unit, 'fr')} et ${formatDifference(interval!.high, unit, 'fr')} · n = ${formatNumber(n, 'fr')}`,
    `from ${before.en} to ${now.en}, likely difference between ${formatDifference(interval!.low, unit, 'en')} and ${formatDifference(interval!.high, unit, 'en')} · n = ${formatNumber(n, 'en')}`,
  )
}
