// How the screens read what the API says: which answer stands for a metric, which comparison is shown, what waits.
import type {
  Against,
  AnswerJson,
  ComparisonJson,
  DefinitionJson,
  HealthJson,
  HomeJson,
  ImportReportJson,
  MeasurementJson,
  TrendJson,
  VerdictName,
  WordsJson,
} from './shapes.ts'
import type { Text } from './text/en.ts'

/** The answer that a row shows: the headline, or the first one measured when the headline is not. */
export function leadAnswer(measurement: MeasurementJson): AnswerJson | null {
  const headline = measurement.answers.find((answer) => answer.id === measurement.headline)
  if (headline?.state === 'measured') return headline
  return measurement.answers.find((answer) => answer.state === 'measured') ?? headline ?? null
}

export function comparisonOf(answer: AnswerJson, against: Against): ComparisonJson | null {
  return answer.comparisons.find((comparison) => comparison.against === against) ?? null
}

export function answerName(definition: DefinitionJson | undefined, id: string): WordsJson {
  return definition?.answers.find((answer) => answer.id === id)?.name ?? { fr: id, en: id }
}

/** The period that a comparison of this screen is made with, as the first measured answer tells it. */
export function comparedPeriod(health: HealthJson, against: Against): ComparisonJson['period'] {
  for (const { measurement } of health.metrics) {
    for (const answer of measurement.answers) {
      const period = comparisonOf(answer, against)?.period
      if (period !== undefined && period !== null) return period
    }
  }
  return null
}

export function isClear(verdict: VerdictName | 'not-connected' | undefined): boolean {
  return verdict === 'better' || verdict === 'worse'
}

/**
 * Which of the two speaks in a row: the comparison where it is clear, else the series where that is, else the comparison. A
 * line is coloured only when the word beside it says the same.
 */
export function spoken(
  comparison: ComparisonJson | null,
  trend: TrendJson | null,
): { readonly by: 'comparison' | 'trend'; readonly isLineSaid: boolean } {
  if (isClear(comparison?.verdict))
    return { by: 'comparison', isLineSaid: trend?.verdict === comparison?.verdict }
  return isClear(trend?.verdict) ? { by: 'trend', isLineSaid: true } : { by: 'comparison', isLineSaid: false }
}

/** The answers of a metric that list something to act on, while there is any. */
export function toDoIn(definition: DefinitionJson, measurement: MeasurementJson | undefined): AnswerJson[] {
  return (measurement?.answers ?? []).filter(
    ({ id, state, value }) =>
      state === 'measured' &&
      value !== null &&
      Number(value) > 0 &&
      definition.answers.some((answer) => answer.id === id && answer.toDo),
  )
}

export interface MissingSource {
  readonly bring: WordsJson
  readonly metrics: readonly DefinitionJson[]
}

/**
 * What would feed the metrics and answers that are not connected, in the API's words: first what only completes a
 * metric already measured (that door is open), then the metrics that wait for everything.
 */
export function missingSources(
  health: HealthJson,
  definitions: readonly DefinitionJson[],
): readonly MissingSource[] {
  const wanted = new Map<string, { bring: WordsJson; metrics: DefinitionJson[] }>()
  const want = (bring: WordsJson, definition: DefinitionJson) => {
    const entry = wanted.get(bring.en) ?? { bring, metrics: [] }
    if (!entry.metrics.includes(definition)) entry.metrics.push(definition)
    wanted.set(bring.en, entry)
  }
  const found = health.metrics.flatMap(({ measurement }) => {
    const definition = definitions.find((one) => one.id === measurement.metric)
    return definition === undefined ? [] : [{ measurement, definition }]
  })
  for (const { measurement, definition } of found) {
    if (measurement.state === 'not-connected') continue
    for (const { note } of missingAnswers(measurement)) want(note, definition)
  }
  for (const { measurement, definition } of found) {
    if (measurement.state !== 'not-connected') continue
    for (const bring of measurement.reason === null
      ? definition.needs.map((need) => need.bring)
      : [measurement.reason])
      want(bring, definition)
  }
  return [...wanted.values()]
}

/** The sources behind a page, each once. */
export function sourcesOf(health: HealthJson): MeasurementJson['sources'] {
  const sources = new Map<string, MeasurementJson['sources'][number]>()
  for (const { measurement } of health.metrics) {
    for (const source of measurement.sources) sources.set(source.source, source)
  }
  return [...sources.values()]
}

export interface ImportCounts {
  readonly files: number
  readonly accepted: number
  readonly rejected: number
  readonly added: number
  readonly changed: number
  readonly unchanged: number
}

/** The rows of a delivery, all its files together. */
export function importCounts(report: ImportReportJson): ImportCounts {
  const total = { files: report.files.length, accepted: 0, rejected: 0, added: 0, changed: 0, unchanged: 0 }
  for (const file of report.files) {
    total.accepted += file.accepted
    total.rejected += file.rejected
    total.added += file.added
    total.changed += file.changed
    total.unchanged += file.unchanged
  }
  return total
}

/** The dimensions that split an answer, and the row columns that it fills: those it names, or all. */
export function dimensionsOf(definition: DefinitionJson, answer: string): DefinitionJson['dimensions'] {
  const own = definition.answers.find((one) => one.id === answer)?.dimensions
  return own === undefined
    ? definition.dimensions
    : own.flatMap((id) => definition.dimensions.filter((one) => one.id === id))
}

/** Those of them by which this reader may have it split. */
export function openDimensionsOf(
  definition: DefinitionJson,
  { closedDimensions }: Pick<MeasurementJson, 'closedDimensions'>,
  answer: string,
): DefinitionJson['dimensions'] {
  const closed = closedDimensions?.[answer] ?? []
  return dimensionsOf(definition, answer).filter(({ id }) => !closed.includes(id))
}

export function rowColumnsOf(definition: DefinitionJson, answer: string): DefinitionJson['rowColumns'] {
  const own = definition.answers.find((one) => one.id === answer)?.rowColumns
  return own === undefined
    ? definition.rowColumns
    : definition.rowColumns.filter(({ id }) => own.includes(id))
}

/** Answers that wait for the same thing, together: what to bring, and which answers it would give. */
export function missingAnswers(
  measurement: MeasurementJson,
): readonly { readonly note: WordsJson; readonly answers: readonly string[] }[] {
  const byNote = new Map<string, { note: WordsJson; answers: string[] }>()
  for (const { id, state, note } of measurement.answers) {
    if (state !== 'not-connected' || note === null) continue
    const group = byNote.get(note.en) ?? { note, answers: [] }
    group.answers.push(id)
    byNote.set(note.en, group)
  }
  return [...byNote.values()]
}

/** A series without the periods before its first value: before the data began there is nothing to draw. */
export function fromFirstValue<Point extends { readonly value: unknown }>(points: Point[]): Point[] {
  const first = points.findIndex((point) => point.value !== null)
  return first <= 0 ? points : points.slice(first)
}

/** The default source is the company's CRM; a source that was given a name keeps it. */
export function sourceName(source: string, { isDemonstration }: HomeJson, text: Text): string {
  if (isDemonstration && source === 'demonstration') return text.sources.simulated
  return source === 'crm' ? 'CRM' : source
}
