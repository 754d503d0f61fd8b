// From what a column's cells prove to one style for all of them: the one that most cells fit, and for dates
// the order that the cells without doubt show.
import type { ColumnEvidence, ColumnLook, ColumnStyle, DateOrder, NumberStyle } from './shapes.ts'

export interface StyleOptions {
  /** A person decided. */
  readonly numberStyle?: NumberStyle
  readonly dateOrder?: DateOrder
  /** What holds when no cell leaves no doubt: the organisation's way. French, and day first, when it has said nothing. */
  readonly defaultNumberStyle?: NumberStyle
  readonly defaultDateOrder?: DateOrder
}

/** One style for a column. Asks nothing of the cells but their counts, so the order of rows cannot matter. */
export function settleStyle(evidence: ColumnEvidence, options: StyleOptions = {}): ColumnStyle {
  const numbers = settleNumbers(evidence, options)
  const dates = settleDates(evidence, options)
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
): { style: NumberStyle; by: ColumnStyle['numberBy'] } {
  if (options.numberStyle !== undefined) return { style: options.numberStyle, by: 'option' }
  if (frenchOnly !== englishOnly)
    return { style: frenchOnly > englishOnly ? 'french' : 'english', by: 'content' }
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
): { order: DateOrder; by: ColumnStyle['dateBy'] } {
  if (options.dateOrder !== undefined) return { order: options.dateOrder, by: 'option' }
  if (dayFirst !== monthFirst)
    return { order: dayFirst > monthFirst ? 'day-first' : 'month-first', by: 'content' }
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
  default: { fr: ', faute d’indice', en: ', as nothing tells' },
  option: { fr: ', imposé', en: ', as requested' },
} as const

/** How a column's cells are read, in words: "day first (31/03/2026)". Null when style does not matter for its kind. */
export function describeStyle(
  style: ColumnStyle,
  kind: 'number' | 'date',
): { readonly fr: string; readonly en: string } | null {
  const { evidence } = style
  if (kind === 'date') {
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
