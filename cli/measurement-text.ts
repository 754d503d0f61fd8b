// Measurements as text in a terminal: all metrics in one table, or one metric with all its answers.
import { metrics } from '../api/register.ts'
import {
  type Answer,
  type Comparison,
  type Direction,
  type Measurement,
  type MetricDefinition,
  type Verdict,
} from '../metric/index.ts'
import { formatPeriod } from '../metric/phrase.ts'
import type { Language, Words } from '../metric/words.ts'
import type { Surroundings } from './command.ts'
import { dayName, decimal, difference, figure, interval } from './figures.ts'
import { type Column, table, wrap } from './table.ts'
import type { TerminalView } from './view.ts'

export const titles = {
  metric: { fr: 'Indicateur', en: 'Metric' },
  answer: { fr: 'Réponse', en: 'Answer' },
  value: { fr: 'Valeur', en: 'Value' },
  interval: { fr: 'Intervalle 95 %', en: '95% interval' },
  previous: { fr: 'Face à la période précédente', en: 'Against the previous period' },
  total: { fr: 'Ensemble', en: 'All' },
} satisfies Record<string, Words>

const verdicts: Record<Verdict, Words> = {
  better: { fr: 'mieux', en: 'better' },
  worse: { fr: 'moins bien', en: 'worse' },
  'no-clear-change': { fr: 'pas de changement net', en: 'no clear change' },
  'too-few': { fr: 'trop peu pour le dire', en: 'too few to tell' },
}

/** A line compares with the rest of the organisation, not with another time. */
/** A gap without an interval, or one that is neither good nor bad. */
export const lineVerdicts: Record<Verdict, Words> = {
  ...verdicts,
  'no-clear-change': { fr: 'pas d’écart net', en: 'no clear difference' },
}

const gaps = {
  unjudged: { fr: 'non jugé', en: 'not judged' },
  neither: { fr: 'change, ni mieux ni moins bien', en: 'changes, neither better nor worse' },
} satisfies Record<string, Words>

const fixed = {
  target: { fr: 'Cible', en: 'Target' },
  standard: { fr: 'Valeur standard', en: 'Standard value' },
  'no-effect': { fr: 'Face à aucun changement', en: 'Against no change' },
} satisfies Record<string, Words>

const silent = { fr: 'pas de valeur, voir plus bas', en: 'no value, see below' } satisfies Words

const states = {
  'no-data': { fr: 'rien à compter', en: 'nothing to count' },
  'not-connected': { fr: 'non connecté', en: 'not connected' },
  failed: { fr: 'en échec', en: 'failed' },
} satisfies Record<string, Words>

export function columnsFor(first: Words, language: Language): Column[] {
  return [
    { title: first[language], isFlexible: true },
    { title: titles.value[language], align: 'right' },
    { title: titles.interval[language], align: 'right' },
    { title: 'n', align: 'right' },
    { title: titles.previous[language], isFlexible: true },
  ]
}

export function overviewText(around: Surroundings, all: readonly Measurement[], view: TerminalView): string {
  const { language } = around
  const rows: string[][] = []
  const absent: string[] = []
  for (const measurement of all) {
    const definition = metrics.find((one) => one.id === measurement.metric)
    const answer = measurement.answers.find((one) => one.id === measurement.headline)
    const name = definition?.name[language] ?? measurement.metric
    if (answer === undefined || measurement.state === 'not-connected') {
      const reason = measurement.reason?.[language] ?? ''
      absent.push(wrap(`${name} : ${stateOf(measurement.state, language)}. ${reason}`, around.columns, '  '))
    } else {
      const answerName = definition?.answers.find((one) => one.id === answer.id)?.name[language]
      rows.push(answerCells(`${name} · ${answerName ?? answer.id}`, answer, definition, language))
    }
  }
  const missing =
    absent.length === 0
      ? ''
      : `\n${language === 'fr' ? 'À connecter :' : 'To connect:'}\n${absent.map(colons(language)).join('\n')}\n`
  return `${titleOf(view, around, null, all[0]?.asOf ?? null)}\n${table(columnsFor(titles.metric, language), rows, around.columns)}${missing}`
}

export function allText(around: Surroundings, all: readonly Measurement[], view: TerminalView): string {
  return all
    .map((measurement) => {
      const definition = metrics.find((one) => one.id === measurement.metric)
      return definition === undefined ? '' : measurementText(around, definition, measurement, view)
    })
    .join('\n')
}

export function measurementText(
  around: Surroundings,
  definition: MetricDefinition,
  measurement: Measurement,
  view: TerminalView,
): string {
  const { language, columns } = around
  const lines = [titleOf(view, around, definition, measurement.asOf)]
  if (measurement.reason !== null) lines.push(wrap(measurement.reason[language], columns))
  const rows = measurement.answers.map((answer) =>
    answerCells(nameOfAnswer(definition, answer.id, language), answer, definition, language),
  )
  if (rows.length > 0 && measurement.state !== 'not-connected')
    lines.push(table(columnsFor(titles.answer, language), rows, columns).trimEnd())
  if (measurement.state !== 'not-connected')
    lines.push(...fixedOf(around, definition, measurement), ...remarksOf(around, definition, measurement))
  if (measurement.exclusions.length > 0) {
    lines.push('', language === 'fr' ? 'Laissé de côté :' : 'Left out:')
    for (const { code, count, reason } of measurement.exclusions)
      lines.push(wrap(`${decimal(count, language, 0)} · ${reason[language]} (${code})`, columns, '  '))
  }
  if (measurement.coverage.note !== null) lines.push('', wrap(measurement.coverage.note[language], columns))
  return `${lines.join('\n')}\n`
}

/** Details and notes of answers; a note that several answers share is printed once, behind their names. */
function remarksOf(
  { language, columns }: Surroundings,
  definition: MetricDefinition,
  measurement: Measurement,
): string[] {
  const names = new Map<string, string[]>()
  for (const answer of measurement.answers) {
    const details = answer.details.map(
      (detail) => `${detail.name[language]} ${figure(detail.value, detail.unit, language)}`,
    )
    const text = [...details, ...(answer.note === null ? [] : [answer.note[language]])].join(' · ')
    if (text !== '')
      names.set(text, [...(names.get(text) ?? []), nameOfAnswer(definition, answer.id, language)])
  }
  const lines = [...names].map(([text, answers]) =>
    wrap(`${answers.join(', ')}${colon(language)} ${text}`, columns, '  '),
  )
  return lines.length === 0 ? [] : ['', ...lines]
}

export function answerCells(
  name: string,
  answer: Answer,
  definition: MetricDefinition | undefined,
  language: Language,
): string[] {
  if (answer.state !== 'measured' || answer.value === null)
    return [
      name,
      '–',
      '',
      answer.n === null ? '' : decimal(answer.n, language, 0),
      // Things were counted, and do not make a value: its note says why.
      answer.state === 'no-data' && (answer.n ?? 0) > 0 && answer.note !== null
        ? silent[language]
        : stateOf(answer.state, language),
    ]
  return [
    name,
    figure(answer.value, answer.unit, language),
    answer.interval === null ? '' : interval(answer.interval, answer.unit, language),
    answer.n === null ? '' : decimal(answer.n, language, 0),
    comparedWith(answer, definition, language),
  ]
}

function comparedWith(answer: Answer, definition: MetricDefinition | undefined, language: Language): string {
  const previous = answer.comparisons.find((one) => one.against === 'previous')
  return previous === undefined ? '' : judged(previous, answer, definition, language)
}

/** `+2,4 j · pas de changement net`. */
function judged(
  comparison: Comparison,
  { id, unit }: Answer,
  definition: MetricDefinition | undefined,
  language: Language,
): string {
  const change =
    comparison.difference === null ? '' : `${difference(comparison.difference, unit, language)} · `
  const direction = definition?.answers.find((one) => one.id === id)?.direction
  return change + verdictOf(comparison, direction)[language]
}

function verdictOf(
  { against, difference: gap, interval: bounds, verdict }: Comparison,
  direction: Direction | undefined,
): Words {
  const isPast = against === 'previous' || against === 'year-ago'
  const said = (isPast ? verdicts : lineVerdicts)[verdict]
  if (verdict !== 'no-clear-change' || gap === null) return said
  if (bounds === null) return gaps.unjudged
  return direction === 'neither' && (bounds.low > 0 || bounds.high < 0) ? gaps.neither : said
}

/** What answers are held against besides the period before: a target, a standard value. */
function fixedOf(
  { language, columns }: Surroundings,
  definition: MetricDefinition,
  measurement: Measurement,
): string[] {
  const lines = measurement.answers.flatMap((answer) =>
    answer.comparisons.flatMap((one) => {
      if (one.against === 'previous' || one.against === 'year-ago' || one.value === null) return []
      const name = nameOfAnswer(definition, answer.id, language)
      const value = one.against === 'no-effect' ? '' : `${figure(one.value, answer.unit, language)} · `
      const text = `${fixed[one.against][language]} · ${name}${colon(language)} ${value}${judged(one, answer, definition, language)}`
      return [wrap(text, columns, '  ')]
    }),
  )
  return lines.length === 0 ? [] : ['', ...lines]
}

export function titleOf(
  view: TerminalView,
  { language }: Surroundings,
  definition: MetricDefinition | null,
  asOf: string | null,
): string {
  const scope = view.scopeName ?? (language === 'fr' ? 'Toute l’organisation' : 'Whole organisation')
  const seen = asOf === null ? '' : ` · ${language === 'fr' ? 'état au' : 'as of'} ${dayName(asOf, language)}`
  const metric = definition === null ? '' : `${definition.name[language]} · `
  return `${metric}${scope} · ${formatPeriod(view.period, language)}${seen}`
}

export function nameOfAnswer(definition: MetricDefinition, id: string, language: Language): string {
  return definition.answers.find((answer) => answer.id === id)?.name[language] ?? id
}

export function stateOf(state: Measurement['state'], language: Language): string {
  return state === 'measured' ? '' : states[state][language]
}

export function colon(language: Language): string {
  return language === 'fr' ? '\u202f:' : ':'
}

function colons(language: Language): (line: string) => string {
  return (line) => (language === 'fr' ? line : line.replace(' : ', ': '))
}
