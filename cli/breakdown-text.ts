// One answer split by a dimension as text in a terminal, and where its change comes from.
import type { Breakdown, BreakdownLine, MetricDefinition } from '../metric/index.ts'
import { formatPeriod } from '../metric/phrase.ts'
import type { Language, Words } from '../metric/words.ts'
import type { Surroundings } from './command.ts'
import { difference, figure } from './figures.ts'
import {
  answerCells,
  colon,
  columnsFor,
  lineVerdicts,
  nameOfAnswer,
  stateOf,
  titleOf,
  titles,
} from './measurement-text.ts'
import { type Column, table, wrap } from './table.ts'
import type { TerminalView } from './view.ts'

export function breakdownText(
  around: Surroundings,
  definition: MetricDefinition,
  split: Breakdown,
  view: TerminalView,
): string {
  const { language, columns } = around
  const found = definition.dimensions.find((one) => one.id === split.dimension)
  const dimension = found?.name[language]
  const cells = (line: BreakdownLine): string[] => [
    found?.values?.[line.key]?.[language] ?? nameOfLine(line, language),
    ...answerCells('', line.answer, definition, language).slice(1, 4),
    line.answer.state === 'measured'
      ? lineVerdicts[line.verdict][language]
      : stateOf(line.answer.state, language),
  ]
  const rows = split.lines.map(cells)
  rows.push([titles.total[language], ...answerCells('', split.total, definition, language).slice(1, 4), ''])
  const lines = [
    titleOf(view, around, definition, null),
    nameOfAnswer(definition, split.answer, language),
    table(
      [
        { title: dimension ?? split.dimension, isFlexible: true },
        ...columnsFor(titles.answer, language).slice(1, 4),
        { title: language === 'fr' ? 'Face aux autres' : 'Against the others', isFlexible: true },
      ],
      rows,
      columns,
    ).trimEnd(),
  ]
  if (split.change !== null) lines.push('', ...changeLines(around, split, found?.values))
  for (const { label, reason } of split.absent)
    lines.push(wrap(`${label}${colon(language)} ${reason[language]}`, columns, '  '))
  if (split.gone !== undefined) lines.push(wrap(split.gone.reason[language], columns, '  '))
  return `${lines.join('\n')}\n`
}

/** Where the change comes from, and what each line has to do with it. */
function changeLines(
  { language, columns }: Surroundings,
  { change, total }: Breakdown,
  values: Readonly<Record<string, Words>> | undefined,
): string[] {
  if (change === null) return []
  const effect = (value: number) => difference(value, total.unit, language)
  const share = (value: number) => figure(value, { kind: 'ratio' }, language)
  const own = (value: number | null) => (value === null ? '–' : figure(value, total.unit, language))
  const title: Words = {
    fr: `D’où vient le changement depuis ${formatPeriod(change.period, 'fr')}`,
    en: `Where the change since ${formatPeriod(change.period, 'en')} comes from`,
  }
  const heads: readonly Words[] = [
    { fr: 'Poids', en: 'Weight' },
    { fr: 'Valeur', en: 'Value' },
    { fr: 'Par le mélange', en: 'By the mix' },
    { fr: 'En lui-même', en: 'By itself' },
  ]
  const rows = change.lines.map((line) => [
    values?.[line.key]?.[language] ?? line.label,
    `${share(line.shareBefore)} → ${share(line.shareNow)}`,
    `${own(line.before)} → ${own(line.now)}`,
    effect(line.mix),
    effect(line.rate),
  ])
  return [
    title[language],
    wrap(change.sentence[language], columns, '  '),
    table(
      [
        { title: '', isFlexible: true },
        ...heads.map((head): Column => ({ title: head[language], align: 'right' })),
      ],
      rows,
      columns,
    ).trimEnd(),
  ]
}
/** What has no name is called by what is said of it: "Without a known product". */
function nameOfLine({ label, note }: BreakdownLine, language: Language): string {
  return label === '–' && note !== null ? note[language].replace(/\.$/, '') : label
}
