// From what a column's cells prove to one style for all of them: the one that most cells fit, and for dates
// the order that the cells without doubt show.
import type { ColumnEvidence, ColumnLook, ColumnStyle, DateOrder, NumberStyle, StyleBy } from './shapes.ts'

export interface StyleOptions {
  /** A person decided. */
  readonly numberStyle?: NumberStyle
  readonly dateOrder?: DateOrder
  /** What holds when no cell leaves no doubt: the organisation's way. French, and day first, when it has said nothing. */
  readonly defaultNumberStyle?: NumberStyle
  readonly defaultDateOrder?: DateOrder
}

/** What the other columns of a table agree on. */
interface TableStyle {
  readonly numberStyle?: NumberStyle
  readonly dateOrder?: DateOrder
}

/**
 * One style for each column of a table. A column that leaves its own style open takes that of the others, where those that
 * tell all agree: a file does not write one date day first and the next one month first.
 */
export function settleColumns(columns: readonly ColumnEvidence[], options: StyleOptions = {}): ColumnStyle[] {
  const told = columns.map((evidence) => settleStyle(evidence, options))
  const numbers = new Set(told.filter(tellsNumbers).map(({ numberStyle }) => numberStyle))
  const orders = new Set(told.filter(({ dateBy }) => dateBy === 'content').map(({ dateOrder }) => dateOrder))
  const [numberStyle] = numbers
  const [dateOrder] = orders
  const table = {
    ...(numbers.size === 1 && numberStyle !== undefined ? { numberStyle } : {}),
    ...(orders.size === 1 && dateOrder !== undefined ? { dateOrder } : {}),
  }
  return columns.map((evidence) => settleStyle(evidence, options, table))
}

function tellsNumbers({ evidence, numberBy }: ColumnStyle): boolean {
  return numberBy === 'content' && evidence.frenchOnly !== evidence.englishOnly
}

/** One style for a column. Asks nothing of the cells but their counts, so the order of rows cannot matter. */
export function settleStyle(
  evidence: ColumnEvidence,
  options: StyleOptions = {},
  table: TableStyle = {},
): ColumnStyle {
  const numbers = settleNumbers(evidence, options, table)
  const dates = settleDates(evidence, options, table)
  const filled = evidence.cells - evidence.blank
  const isEpoch = (count: number): boolean => count > 0 && count * 2 > filled
  return {
    look: settleLook(evidence),
    numberStyle: numbers.style,
    numberBy: numbers.by,
    dateOrder: dates.order,
    dateBy: dates.by,
    percentScale: evidence.aboveOne > 0 ? 100 : 1,
    epoch: isEpoch(evidence.epochMilliseconds)
      ? 'milliseconds'
      : isEpoch(evidence.epochSeconds)
        ? 'seconds'
        : null,
    evidence,
  }
}

function settleNumbers(
  { frenchOnly, englishOnly, commaGroup, pointGroup }: ColumnEvidence,
  options: StyleOptions,
  table: TableStyle,
): { style: NumberStyle; by: StyleBy } {
  if (options.numberStyle !== undefined) return { style: options.numberStyle, by: 'option' }
  if (frenchOnly !== englishOnly)
    return { style: frenchOnly > englishOnly ? 'french' : 'english', by: 'content' }
  if (table.numberStyle !== undefined) return { style: table.numberStyle, by: 'table' }
  const fallback = options.defaultNumberStyle ?? 'french'
  if (frenchOnly > 0) return { style: fallback, by: 'default' }
  // Cells with three digits after one mark read as thousands more likely than as three decimals.
  if (commaGroup > 0 && pointGroup === 0) return { style: 'english', by: 'content' }
  if (pointGroup > 0 && commaGroup === 0) return { style: 'french', by: 'content' }
  return { style: fallback, by: 'default' }
}

function settleDates(
  { dayFirst, monthFirst }: ColumnEvidence,
  options: StyleOptions,
  table: TableStyle,
): { order: DateOrder; by: StyleBy } {
  if (options.dateOrder !== undefined) return { order: options.dateOrder, by: 'option' }
  if (dayFirst !== monthFirst)
    return { order: dayFirst > monthFirst ? 'day-first' : 'month-first', by: 'content' }
  if (table.dateOrder !== undefined) return { order: table.dateOrder, by: 'table' }
  return { order: options.defaultDateOrder ?? 'day-first', by: 'default' }
}

function settleLook(evidence: ColumnEvidence): ColumnLook {
  const filled = evidence.cells - evidence.blank
  if (filled === 0) return 'empty'
  const { isoDay, isoInstant, dayFirst, monthFirst, eitherOrder, brokenDay, withTime } = evidence
  const dates = isoDay + isoInstant + dayFirst + monthFirst + eitherOrder
  const numbers =
    evidence.plainNumber +
    evidence.frenchOnly +
    evidence.englishOnly +
    evidence.pointGroup +
    evidence.commaGroup
  const most = (count: number): boolean => count * 2 > filled
  if (dates > 0 && most(dates + brokenDay)) return withTime * 2 > dates ? 'instant' : 'day'
  if (most(evidence.epochMilliseconds) || most(evidence.epochSeconds)) return 'epoch'
  if (most(evidence.percentage)) return 'percentage'
  if (evidence.serialLike === filled) return 'serial'
  if (most(numbers)) return 'number'
  if (most(evidence.flag)) return 'flag'
  return most(evidence.email) ? 'email' : 'text'
}

const numberWords = {
  french: { fr: 'virgule décimale (1 234,56)', en: 'decimal comma (1 234,56)' },
  english: { fr: 'point décimal (1,234.56)', en: 'decimal point (1,234.56)' },
} as const
const dateWords = {
  'day-first': { fr: 'jour d’abord (31/03/2026)', en: 'day first (31/03/2026)' },
  'month-first': { fr: 'mois d’abord (03/31/2026)', en: 'month first (03/31/2026)' },
} as const
const byWords = {
  content: { fr: '', en: '' },
  table: { fr: ', comme les autres colonnes', en: ', like the other columns' },
  default: { fr: ', faute d’indice', en: ', as nothing tells' },
  option: { fr: ', imposé', en: ', as requested' },
} as const

/** How a column's cells are read, in words: "day first (31/03/2026)". Null when style does not matter for its kind. */
export function describeStyle(
  style: ColumnStyle,
  kind: 'number' | 'date' | 'month',
): { readonly fr: string; readonly en: string } | null {
  const { evidence } = style
  if (kind === 'month' && evidence.month > 0)
    return { fr: 'mois, datés de leur premier jour', en: 'months, dated their first day' }
  if (kind !== 'number') {
    if (style.epoch !== null)
      return style.epoch === 'milliseconds'
        ? { fr: 'millisecondes depuis 1970', en: 'milliseconds since 1970' }
        : { fr: 'secondes depuis 1970', en: 'seconds since 1970' }
    if (evidence.dayFirst + evidence.monthFirst + evidence.eitherOrder === 0) return null
    const words = dateWords[style.dateOrder]
    return { fr: words.fr + byWords[style.dateBy].fr, en: words.en + byWords[style.dateBy].en }
  }
  if (evidence.frenchOnly + evidence.englishOnly + evidence.pointGroup + evidence.commaGroup === 0)
    return null
  const words = numberWords[style.numberStyle]
  return { fr: words.fr + byWords[style.numberBy].fr, en: words.en + byWords[style.numberBy].en }
}
