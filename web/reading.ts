// How the screens read what the API says: which answer stands for a metric, which comparison is shown, what waits.
import type {
  Against,
  AnswerJson,
  ComparisonJson,
  DefinitionJson,
  HealthJson,
  ImportReportJson,
  MeasurementJson,
  WordsJson,
} from './shapes.ts'

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

/** What would feed the metrics that are not connected, the most useful first. */
export function missingSources(
  health: HealthJson,
  definitions: readonly DefinitionJson[],
): readonly { readonly bring: WordsJson; readonly metrics: readonly DefinitionJson[] }[] {
  const byNeed = new Map<string, { bring: WordsJson; metrics: DefinitionJson[] }>()
  for (const { measurement } of health.metrics) {
    if (leadAnswer(measurement)?.state !== 'not-connected' && measurement.state !== 'not-connected') continue
    const definition = definitions.find((one) => one.id === measurement.metric)
    if (definition === undefined) continue
    for (const need of definition.needs) {
      const entry = byNeed.get(need.bring.en) ?? { bring: need.bring, metrics: [] }
      entry.metrics.push(definition)
      byNeed.set(need.bring.en, entry)
    }
  }
  return [...byNeed.values()].toSorted((one, other) => other.metrics.length - one.metrics.length)
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
    : definition.dimensions.filter(({ id }) => own.includes(id))
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
