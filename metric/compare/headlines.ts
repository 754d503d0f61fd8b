// "What really moved": at most three sentences on a page of tiles, coloured only beyond chance.
import type { MetricDefinition } from '../definition.ts'
import type { Answer, Comparison, Measurement, Trend, TrendPoint, Verdict } from '../measurement.ts'
import { formatDifference, formatNumber, formatPeriod, formatValue } from '../phrase.ts'
import { amongTiles, isJudged, type Tile, tilesOf } from './tiles.ts'
import type { Value } from '../unit.ts'
import { type Language, type Words, words } from '../words.ts'

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

/**
 * Sentences on one view's measurements, those beyond chance first: what moved since the period before, then what drifts over
 * its series although one period says little. `trends` by metric id. Pure: measurements in, sentences out.
 */
export function headlines(
  measurements: readonly Measurement[],
  definitions: readonly MetricDefinition[],
  trends: ReadonlyMap<string, Trend> = new Map(),
): readonly Headline[] {
  const tiles = tilesOf(amongTiles(measurements, definitions), definitions, 'previous')
  const moved = tiles.filter(isJudged).toSorted((a, b) => a.p - b.p)
  const movedIds = new Set(moved.map((tile) => tile.definition.id))
  // A series ends with the data: of a period that has none of its answer it says nothing.
  const isKnown = (metric: string, answer: string) =>
    measurements.some(
      (one) => one.metric === metric && one.answers.some(({ id, value }) => id === answer && value !== null),
    )
  const drifts = definitions.flatMap((definition) => {
    const trend = trends.get(definition.id)
    return movedIds.has(definition.id) || trend === undefined || !isKnown(definition.id, trend.answer)
      ? []
      : (driftSentence(definition, trend) ?? [])
  })
  const clear = [...moved.map(movedSentence), ...drifts]
  const said = clear.slice(0, most - 1)
  const rest = tiles.filter(
    ({ definition }) =>
      !movedIds.has(definition.id) && !drifts.some((drift) => drift.metric === definition.id),
  )
  const still = stillSentence(measurements, rest, definitions)
  const third = clear[most - 1]
  const missing = missingSentence(measurements, definitions)
  if (third !== undefined && still === null && missing === null) said.push(third)
  if (still !== null) said.push(still)
  if (missing !== null && said.length < most) said.push(missing)
  return said
}

function movedSentence(tile: Tile): Headline {
  const { answer, comparison, definition, answerDefinition } = tile
  const name = nameOf(definition, answerDefinition)
  const isBetter = comparison.verdict === 'better'
  const { now, before } = sides(tile)
  const of = (language: Language) =>
    comparison.period === null ? '' : ` (${formatPeriod(comparison.period, language)})`
  return {
    metric: definition.id,
    verdict: comparison.verdict,
    change: changeOf(comparison, answer),
    sentence: words(
      `${name.fr} : ${now.fr}, contre ${before.fr}${of('fr')}. ${isBetter ? 'Le progrès' : 'Le recul'} dépasse ce que le hasard explique.`,
      `${name.en}: ${now.en}, against ${before.en}${of('en')}. ${isBetter ? 'The gain' : 'The loss'} is more than chance explains.`,
    ),
    basis: basisOf(tile),
  }
}

/** What a series does beyond chance, from the rule of the control chart that its last point breaks. */
function driftSentence(definition: MetricDefinition, trend: Trend): Headline | null {
  const { limits, verdict } = trend
  const known = trend.points.filter((point) => point.value !== null)
  const last = known.findLast((point) => point.signal !== null)
  const answer = definition.answers.find((one) => one.id === trend.answer)
  if (verdict !== 'better' && verdict !== 'worse') return null
  if (limits === null || last?.signal == null || last.value === null || answer === undefined) return null
  // A steady climb is told by its direction; the other rules by the side of the mean.
  const isUp = (verdict === 'better') === (answer.direction === 'higher-is-better')
  const name = nameOf(definition, answer)
  const level = (value: Value): Words => ({
    fr: formatValue(value, trend.unit, 'fr'),
    en: formatValue(value, trend.unit, 'en'),
  })
  const now = level(last.value)
  const mean = level(trend.unit.kind === 'money' ? BigInt(Math.round(limits.centre)) : limits.centre)
  return {
    metric: definition.id,
    verdict,
    change: null,
    sentence: drifted[last.signal](name, isUp),
    basis: words(
      `dernier point ${now.fr} (${formatPeriod(last.period, 'fr')}), moyenne des ${known.length} points ${mean.fr} · carte de contrôle`,
      `last point ${now.en} (${formatPeriod(last.period, 'en')}), mean of the ${known.length} points ${mean.en} · control chart`,
    ),
  }
}

const drifted: Readonly<Record<NonNullable<TrendPoint['signal']>, (name: Words, isUp: boolean) => Words>> = {
  outside: (name, isUp) =>
    words(
      `${name.fr} : le dernier mois est ${isUp ? 'au-dessus' : 'en dessous'} de ses limites habituelles.`,
      `${name.en}: the last month is ${isUp ? 'above' : 'below'} its usual limits.`,
    ),
  run: (name, isUp) =>
    words(
      `${name.fr} : une longue suite de mois ${isUp ? 'au-dessus' : 'en dessous'} de la moyenne.`,
      `${name.en}: a long run of months ${isUp ? 'above' : 'below'} the mean.`,
    ),
  trend: (name, isUp) =>
    words(
      `${name.fr} : une ${isUp ? 'hausse' : 'baisse'} de mois en mois.`,
      `${name.en}: ${isUp ? 'up' : 'down'} month after month.`,
    ),
  'near-limit': (name, isUp) =>
    words(
      `${name.fr} : les derniers mois touchent ${isUp ? 'le haut' : 'le bas'} de leurs limites habituelles.`,
      `${name.en}: the last months are at the ${isUp ? 'top' : 'bottom'} of their usual limits.`,
    ),
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
  const { n } = tile.answer
  const basis = (language: Language) => (n === null ? '' : ` · n = ${formatNumber(n, language)}`)
  return words(
    `de ${before.fr} à ${now.fr}, écart probable entre ${formatDifference(interval!.low, unit, 'fr')} et ${formatDifference(interval!.high, unit, 'fr')}${basis('fr')}`,
    `from ${before.en} to ${now.en}, likely difference between ${formatDifference(interval!.low, unit, 'en')} and ${formatDifference(interval!.high, unit, 'en')}${basis('en')}`,
  )
}
