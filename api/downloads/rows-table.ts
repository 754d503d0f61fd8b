// The rows of a metric as a table of cells for a spreadsheet: which columns an answer fills, and each value as text,
// number, day or amount.
import type { MetricDefinition, RowColumn } from '../../metric/definition.ts'
import type { Language } from '../../metric/words.ts'
import type { MetricRow } from './all-rows.ts'
import { minorAsDecimal } from './money.ts'
import type { XlsxCell } from './xlsx.ts'

/** A column of the file: one of the metric's, or the currency of the amount before it. */
export type FileColumn = RowColumn | { readonly id: 'currency'; readonly kind: 'currency' }

/** The columns that an answer fills, in the metric's order; amounts are followed by their currency, once. */
export function columnsOf(definition: MetricDefinition, answerId: string): FileColumn[] {
  const filled = definition.answers.find((answer) => answer.id === answerId)?.rowColumns
  const columns = definition.rowColumns.filter((column) => filled?.includes(column.id) ?? true)
  const isNamed = columns.some((column) => column.id === 'currency')
  const firstMoney = columns.find((column) => column.kind === 'money')
  return columns.flatMap((column): FileColumn[] =>
    column === firstMoney && !isNamed ? [column, { id: 'currency', kind: 'currency' }] : [column],
  )
}

export function headerOf(columns: readonly FileColumn[], language: Language): string[] {
  const currency = { fr: 'Devise', en: 'Currency' }
  return columns.map((column) => (column.kind === 'currency' ? currency : column.name)[language])
}

/** One row as cells. Unknown is an empty cell. */
export function cellsOf(row: MetricRow, columns: readonly FileColumn[], language: Language): XlsxCell[] {
  return columns.map((column) => cellOf(row[column.id], column, row['currency'], language))
}

/** The words of a cell that holds a code of ours; null for what the user's tool wrote. */
export function ownWords(value: unknown, column: FileColumn, language: Language): string | null {
  if (typeof value !== 'string' || column.kind === 'currency') return null
  return column.values?.[value]?.[language] ?? null
}

function cellOf(value: unknown, column: FileColumn, currency: unknown, language: Language): XlsxCell {
  if (value === null || value === undefined) return null
  const own = ownWords(value, column, language)
  if (own !== null) return own
  if (typeof value === 'bigint')
    return { number: column.kind === 'money' ? minorAsDecimal(value, String(currency)) : String(value) }
  if (value instanceof Date) return value.toISOString()
  if (column.kind === 'day' && typeof value === 'string') return { day: value }
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string') return value
  return JSON.stringify(value)
}
