// `douze rows`: the rows behind a number, as a table, CSV or JSON.
import { Readable } from 'node:stream'
import { openAllRows, type MetricRow } from '../api/downloads/all-rows.ts'
import { csvLines } from '../api/downloads/csv.ts'
import { encode } from '../api/encode.ts'
import { cellsOf, columnsOf, type FileColumn, headerOf, ownWords } from '../api/downloads/rows-table.ts'
import type { Language } from '../metric/words.ts'
import { owner } from '../model/reader.ts'
import {
  type Command,
  CommandError,
  exitCodes,
  type Given,
  type Surroundings,
  UsageError,
} from './command.ts'
import { dayName, decimal, money } from './figures.ts'
import { inHouse } from './house.ts'
import { journalled } from './journalled.ts'
import { asked } from './measure.ts'
import { table } from './table.ts'
import { findMetric, readView, viewOptions } from './view.ts'

export const rows: Command = {
  name: 'rows',
  summary: { fr: 'montre les lignes derrière un chiffre', en: 'shows the rows behind a number' },
  usage: 'METRIC',
  least: 1,
  most: 1,
  options: {
    ...viewOptions,
    answer: {
      words: { fr: 'la réponse ; par défaut la principale', en: 'the answer; by default the headline' },
      value: { fr: 'RÉPONSE', en: 'ANSWER' },
    },
    excluded: {
      words: {
        fr: 'les lignes laissées de côté pour cette raison, au lieu de celles comptées',
        en: 'the rows left out for this reason, instead of those counted',
      },
      value: { fr: 'RAISON', en: 'REASON' },
    },
    format: {
      words: { fr: 'table (par défaut), csv ou json', en: 'table (the default), csv or json' },
      value: { fr: 'FORMAT', en: 'FORMAT' },
    },
    limit: {
      words: {
        fr: 'au plus tant de lignes ; par défaut 50 en table, toutes en csv et json',
        en: 'at most so many rows; by default 50 in a table, all of them in csv and json',
      },
      value: { fr: 'N', en: 'N' },
    },
  },
  examples: [
    'douze rows conversion-rate --period 2017-Q3',
    'douze rows sales-cycle --format csv > deals.csv',
  ],
  run: async (around, given) => {
    const definition = findMetric(given.words[0] ?? '')
    const format = given.value('format') ?? 'table'
    if (!['table', 'csv', 'json'].includes(format))
      throw new UsageError('--format : table, csv ou json.', '--format: table, csv or json.')
    const limit = limitOf(given, format)
    if (definition.rows === undefined)
      throw new CommandError(
        `${definition.name.fr} n’est pas encore mesuré : il n’y a pas de ligne à montrer.`,
        `${definition.name.en} is not measured yet: there are no rows to show.`,
      )
    return inHouse(around, async ({ database }) => {
      const view = await readView(database, owner, given)
      const answer = given.value('answer') ?? definition.headline
      const excluded = given.value('excluded')
      const all = await asked(
        definition,
        openAllRows(database, owner, definition, {
          scope: view.scope,
          period: view.period,
          answer,
          ...(excluded === undefined ? {} : { excluded }),
        }),
      )
      try {
        // Which people the rows name is known once they are printed: everybody of the scope is written down.
        await journalled(around, database, 'rowsFile', view.scope, null)
        const columns = columnsOf(definition, answer)
        const wanted = first(all.rows, limit)
        if (format === 'csv') await writeCsv(around, columns, wanted)
        else if (format === 'json') await writeJson(around, wanted)
        else await writeTable(around, columns, wanted, all.total)
        // Beside the rows, so that a file of them stays one; of a list that is empty for it, it is the answer.
        if (all.gone !== undefined) around.say(all.gone.reason[around.language])
      } finally {
        all.close()
      }
      return exitCodes.done
    })
  },
}

function limitOf(given: Given, format: string): number {
  const text = given.value('limit')
  if (text === undefined) return format === 'table' ? 50 : Infinity
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw new UsageError('--limit attend un nombre entier positif.', '--limit needs a positive whole number.')
  return Number(text)
}

async function* first(all: AsyncGenerator<MetricRow>, limit: number): AsyncGenerator<MetricRow> {
  let count = 0
  for await (const row of all) {
    if (count++ >= limit) return
    yield row
  }
}

async function writeCsv(
  around: Surroundings,
  columns: readonly FileColumn[],
  wanted: AsyncGenerator<MetricRow>,
): Promise<void> {
  const cells = Readable.from(wanted).map((row: MetricRow) => cellsOf(row, columns, around.language))
  for await (const lines of csvLines(headerOf(columns, around.language), cells, around.language))
    await around.out(lines)
}

async function writeJson(around: Surroundings, wanted: AsyncGenerator<MetricRow>): Promise<void> {
  let count = 0
  for await (const row of wanted)
    await around.out(`${count++ === 0 ? '[\n' : ',\n'}${JSON.stringify(encode(row))}`)
  await around.out(count === 0 ? '[]\n' : '\n]\n')
}

async function writeTable(
  around: Surroundings,
  columns: readonly FileColumn[],
  wanted: AsyncGenerator<MetricRow>,
  total: number,
): Promise<void> {
  const { language } = around
  const kept: MetricRow[] = []
  for await (const row of wanted) kept.push(row)
  // The amount is shown with its currency; a column in which nothing is known takes no room.
  const shown = columns.filter(
    (column) => column.kind !== 'currency' && kept.some((row) => cellText(row, column, language) !== ''),
  )
  const lines = kept.map((row) => shown.map((column) => cellText(row, column, language)))
  await around.out(
    table(
      shown.map((column, at) => ({
        title: headerOf(shown, language)[at] ?? '',
        ...(['number', 'days', 'money'].includes(column.kind) ? { align: 'right' as const } : {}),
        ...(['text', 'person', 'team'].includes(column.kind) ? { isFlexible: true as const } : {}),
      })),
      lines,
      around.columns,
    ),
  )
  const count = (number: number): string => decimal(number, language, 0)
  await around.out(
    language === 'fr'
      ? `${count(lines.length)} lignes sur ${count(total)}\n`
      : `${count(lines.length)} of ${count(total)} rows\n`,
  )
}

function cellText(row: MetricRow, column: FileColumn, language: Language): string {
  const value = row[column.id]
  if (value === null || value === undefined) return ''
  const own = ownWords(value, column, language)
  if (own !== null) return own
  if (typeof value === 'bigint')
    return column.kind === 'money' ? money(value, String(row['currency']), language) : String(value)
  if (column.kind === 'day' && typeof value === 'string') return dayName(value, language)
  if (typeof value === 'number') return decimal(value, language, Number.isInteger(value) ? 0 : 2)
  if (typeof value === 'boolean') {
    if (language === 'fr') return value ? 'oui' : 'non'
    return value ? 'yes' : 'no'
  }
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'string' ? value : JSON.stringify(value)
}
