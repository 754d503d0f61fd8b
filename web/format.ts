// Values as text: the one place that knows decimals, units, spaces and dates in French and English.
// Money arrives as minor units in text and is never a float: BigInt and exact decimal strings only.
import { numberFormat } from './number-format.ts'
import type { IntervalJson, PeriodJson, UnitJson, ValueJson } from './shapes.ts'
import type { Language } from '../metric/words.ts'

/** No-break spaces of French typography: thin before ; : ! ? and in numbers, plain before a currency. */
export const thin = '\u202f'
export const noBreak = '\u00a0'
const minus = '\u2212'

/** A value cut where screens change its weight: `{ prefix: '', number: '8 420', suffix: '€' }`. */
export interface Figure {
  readonly prefix: string
  readonly number: string
  readonly suffix: string
  /** What stands between number and suffix when they are one text. */
  readonly joint: string
  /** The whole value when the figure was shortened (31,6 k€), else null. */
  readonly full: string | null
}

export interface FigureOptions {
  /** Shorten money to thousands or millions. */
  readonly isCompact?: boolean
  /** Write + before a positive value, and points for a difference of shares. */
  readonly isDifference?: boolean
  /** One more decimal, to reconcile with another tool. */
  readonly isExact?: boolean
}

/** A value with its unit, in parts. */
export function figureOf(
  value: ValueJson,
  unit: UnitJson,
  language: Language,
  options: FigureOptions = {},
): Figure {
  if (unit.kind === 'money') return moneyFigure(String(value), unit.currency, language, options)
  const amount = Number(value)
  const sign = options.isDifference === true && amount > 0 ? '+' : ''
  const more = options.isExact === true ? 1 : 0
  const figure = (number: string, suffix = '', joint = noBreak): Figure => ({
    prefix: '',
    number: sign + number,
    suffix,
    joint,
    full: null,
  })
  switch (unit.kind) {
    case 'ratio': {
      const text = hundredfold(amount, language, shareDecimals(amount) + more)
      if (options.isDifference === true) return figure(text, language === 'fr' ? 'pts' : 'pts', noBreak)
      return figure(text, '%', language === 'fr' ? thin : '')
    }
    case 'days':
      return figure(
        formatNumber(amount, language, (Math.abs(amount) < 100 ? 1 : 0) + more),
        language === 'fr' ? 'j' : 'd',
      )
    case 'minutes':
      return figure(formatNumber(amount, language, 1), 'min')
    case 'hours':
      return figure(formatNumber(amount, language, 1), 'h')
    case 'hours-per-week':
      return figure(hoursAndMinutes(amount), language === 'fr' ? '/ sem.' : '/ wk')
    case 'points': {
      const signed = options.isDifference !== true && amount > 0 ? '+' : ''
      return figure(signed + hundredfold(amount, language, shareDecimals(amount) + more), 'pts')
    }
    case 'per-week':
      return figure(formatNumber(amount, language, 2), language === 'fr' ? '/ sem.' : '/ wk')
    case 'count':
      return figure(formatNumber(amount, language, 0))
    case 'score':
      return figure(hundredfold(amount, language, 0), options.isDifference === true ? 'pts' : '', noBreak)
    case 'times':
      return figure(formatNumber(amount, language, 2), '×')
    default:
      return unit satisfies never
  }
}

/** A value with its unit as one text: `63,2 %`, `51,8 j`, `€8,420`. */
export function formatValue(
  value: ValueJson,
  unit: UnitJson,
  language: Language,
  options: FigureOptions = {},
): string {
  return textOf(figureOf(value, unit, language, options))
}

/** A value in a chart, or on its axis: short, and without the week that goes without saying there. */
export function formatInChart(value: ValueJson, unit: UnitJson, language: Language): string {
  const rounded = unit.kind === 'money' && typeof value === 'number' ? String(Math.round(value)) : value
  const figure = figureOf(rounded, unit, language, { isCompact: true })
  return unit.kind === 'hours-per-week' ? figure.number : textOf(figure)
}

export function textOf(figure: Figure): string {
  return figure.prefix + figure.number + (figure.suffix === '' ? '' : figure.joint + figure.suffix)
}

/** `50,1 à 54,4 j`, `50.1 to 54.4 d`: the unit once. */
export function formatInterval(
  interval: Pick<IntervalJson, 'low' | 'high'>,
  unit: UnitJson,
  language: Language,
  options: FigureOptions = {},
): string {
  const low = figureOf(interval.low, unit, language, options)
  const high = figureOf(interval.high, unit, language, options)
  const between = language === 'fr' ? ' à ' : ' to '
  if (low.suffix !== high.suffix) return textOf(low) + between + textOf(high)
  return low.prefix + low.number + between + textOf(high)
}

/** A plain number; thin spaces (French) or commas, a true minus sign. */
export function formatNumber(value: number | bigint, language: Language, maximumDecimals = 0): string {
  const text = numberFormat(language, { maximumFractionDigits: maximumDecimals }).format(value)
  return typography(text === '-0' ? '0' : text)
}

/** A number that arrived as text, digit by digit: `10005534.00` is `10 005 534`; other texts stay as they are. */
export function formatNumberText(text: string, language: Language): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text)
  if (match === null) return text
  const [, sign, whole = '0', decimals = ''] = match
  const shown = formatNumber(BigInt(whole), language)
  const rest = /^0*$/.test(decimals) ? '' : `${language === 'fr' ? ',' : '.'}${decimals}`
  return (sign === '-' ? minus : '') + shown + rest
}

/** `1,4 Mo`, `1.4 MB`. */
export function formatBytes(bytes: number, language: Language): string {
  const units = language === 'fr' ? ['o', 'ko', 'Mo', 'Go'] : ['B', 'kB', 'MB', 'GB']
  let size = bytes
  let step = 0
  while (size >= 1000 && step < units.length - 1) {
    size /= 1000
    step += 1
  }
  return `${formatNumber(size, language, step === 0 || size >= 100 ? 0 : 1)}${noBreak}${units[step] ?? ''}`
}

/** A share as a whole percentage: `37 %`. */
export function formatShare(share: number, language: Language): string {
  return `${hundredfold(share, language, 0)}${language === 'fr' ? thin : ''}%`
}

/** A share times a hundred. Intl multiplies the decimal text, so that 0.6315 is 63.15 and not 63.1499. */
function hundredfold(share: number, language: Language, decimals: number): string {
  const parts = numberFormat(language, { style: 'percent', maximumFractionDigits: decimals })
    .formatToParts(share)
    .filter((part) => part.type !== 'percentSign' && part.type !== 'literal')
  const text = parts.map((part) => part.value).join('')
  return typography(text === '-0' ? '0' : text)
}

function shareDecimals(share: number): number {
  const size = Math.abs(share)
  return size > 0 && size < 0.001 ? 3 : 1
}

/** `24 min`, `1 h 05`. */
function hoursAndMinutes(hours: number): string {
  const minutes = Math.round(Math.abs(hours) * 60)
  const text =
    minutes < 60
      ? `${minutes}${noBreak}min`
      : `${Math.floor(minutes / 60)}${noBreak}h${noBreak}${String(minutes % 60).padStart(2, '0')}`
  return hours < 0 && minutes > 0 ? minus + text : text
}

function moneyFigure(
  minorText: string,
  currency: string,
  language: Language,
  options: FigureOptions,
): Figure {
  const minor = BigInt(minorText)
  const digits = minorDigits(currency)
  const unit = 10n ** BigInt(digits)
  const size = minor < 0n ? -minor : minor
  const sign = minor < 0n ? minus : options.isDifference === true && minor > 0n ? '+' : ''
  const symbol = symbolOf(currency, language)
  const full = (size % unit !== 0n && size >= 1000n * unit) || options.isCompact === true
  const exact = full ? exactMoney(minor, digits, symbol, language) : null
  const make = (number: string, letter: string): Figure =>
    language === 'fr'
      ? { prefix: '', number: sign + number, suffix: letter + symbol, joint: noBreak, full: exact }
      : { prefix: sign + symbol, number, suffix: letter, joint: '', full: exact }
  if (options.isCompact === true) {
    const million = 1_000_000n * unit
    const thousand = 1000n * unit
    // Rounding up to 1000 k reads as 1 M: the million starts half a step earlier.
    if (size >= million - thousand / 2n) return make(tenthsOf(size, million, language), 'M')
    if (size >= 10n * thousand) return make(tenthsOf(size, thousand, language), 'k')
  }
  if (size >= 1000n * unit) return make(formatNumber(divideRounded(size, unit), language), '')
  return make(decimalText(size, digits, language, size % unit !== 0n), '')
}

/** Every minor unit, for a title: `10 005 534,00 €` without the zeros. */
function exactMoney(minor: bigint, digits: number, symbol: string, language: Language): string {
  const size = minor < 0n ? -minor : minor
  const number = decimalText(size, digits, language, size % 10n ** BigInt(digits) !== 0n)
  const sign = minor < 0n ? minus : ''
  return language === 'fr' ? `${sign}${number}${noBreak}${symbol}` : `${sign}${symbol}${number}`
}

function decimalText(size: bigint, digits: number, language: Language, hasDecimals: boolean): string {
  const unit = 10n ** BigInt(digits)
  const whole = formatNumber(size / unit, language)
  if (!hasDecimals || digits === 0) return whole
  return `${whole}${language === 'fr' ? ',' : '.'}${String(size % unit).padStart(digits, '0')}`
}

/** `31,6` of a thousand or a million; whole above a hundred of them. */
function tenthsOf(size: bigint, step: bigint, language: Language): string {
  const tenths = divideRounded(size * 10n, step)
  if (tenths >= 1000n || tenths % 10n === 0n) return formatNumber(divideRounded(size, step), language)
  return `${formatNumber(tenths / 10n, language)}${language === 'fr' ? ',' : '.'}${tenths % 10n}`
}

function divideRounded(size: bigint, step: bigint): bigint {
  return (size + step / 2n) / step
}

/** Decimals that a currency has: 2 for the euro, 0 for the yen. */
export function minorDigits(currency: string): number {
  return storedDigits.get(currency) ?? 2
}

// As model/currencies.ts: ISO 4217, with which amounts are stored. The platform's locale data has the digits that people
// print (none for HUF or IDR).
const storedDigits: ReadonlyMap<string, number> = new Map([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'
    .split(' ')
    .map((code) => [code, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3] as const),
  ...'CLF UYW'.split(' ').map((code) => [code, 4] as const),
])

function symbolOf(currency: string, language: Language): string {
  const parts = currencyFormat(currency, language)?.formatToParts(0)
  return parts?.find((part) => part.type === 'currency')?.value ?? currency
}

/** Null for a text that is no currency code: the code itself is then shown. */
function currencyFormat(currency: string, language: Language): Intl.NumberFormat | null {
  try {
    return numberFormat(language, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
  } catch {
    return null
  }
}

const monthNames: Record<Language, readonly string[]> = {
  fr: ['janv.', 'févr.', 'mars', 'avr.', 'mai', 'juin', 'juil.', 'août', 'sept.', 'oct.', 'nov.', 'déc.'],
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
}

/** A day of the organisation, read from its text without any time zone: `14 janv. 2026`, `1er mars 2017`. */
export function formatDay(day: string, language: Language): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(day)
  if (match === null) return day
  const date = Number(match[3])
  const month = monthNames[language][Number(match[2]) - 1] ?? match[2]
  const shown = language === 'fr' && date === 1 ? '1er' : String(date)
  return `${shown}${noBreak}${month}${noBreak}${match[1]}`
}

/** An instant in the organisation's time zone: `22 nov. 2026, 22 h 40`, `22 Nov 2026, 22:40`. */
export function formatInstant(instant: string, timeZone: string, language: Language): string {
  const date = new Date(instant)
  if (Number.isNaN(date.getTime())) return instant
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(date)
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  const day = formatDay(`${part('year')}-${part('month')}-${part('day')}`, language)
  if (language === 'en') return `${day}, ${part('hour')}:${part('minute')}`
  return `${day}, ${Number(part('hour'))}${noBreak}h${noBreak}${part('minute')}`
}

/** `T3 2017`, `août 2017`, `S2 2017`; English `Q3 2017`, `Aug 2017`, `H2 2017`. */
export function formatPeriod(period: PeriodJson, language: Language): string {
  const year = period.id.slice(0, 4)
  const rest = period.id.slice(5)
  switch (period.kind) {
    case 'all':
      return language === 'fr' ? 'Toutes les données' : 'All data'
    case 'year':
      return period.id
    case 'month':
      return `${monthNames[language][Number(rest) - 1] ?? rest}${noBreak}${year}`
    case 'quarter':
      return `${language === 'fr' ? 'T' : 'Q'}${rest.slice(1)}${noBreak}${year}`
    case 'half-year':
      return `${language === 'fr' ? 'S' : 'H'}${rest.slice(1)}${noBreak}${year}`
    default:
      return period.kind satisfies never
  }
}

/** The same of an id as it stands in an address; what is none stays as it is. */
export function formatPeriodId(id: string, language: Language): string {
  const kind = /^\d{4}(?:-(Q[1-4]|H[12]|\d{2}))?$/.exec(id)
  if (kind === null) return id
  const letter = kind[1]?.[0]
  const names = { Q: 'quarter', H: 'half-year' } as const
  return formatPeriod(
    {
      id,
      kind: letter === undefined ? 'year' : letter === 'Q' || letter === 'H' ? names[letter] : 'month',
      start: '',
      end: '',
    },
    language,
  )
}

/** An axis label: the year only where it is told to be shown. */
export function formatPeriodTick(period: PeriodJson, language: Language): string {
  return formatPeriod(period, language).split(noBreak)[0] ?? period.id
}

/** 1 for a positive value, -1 for a negative one; the direction of an arrow. */
export function signOf(value: ValueJson): -1 | 0 | 1 {
  const sign =
    typeof value === 'string' ? Number(BigInt(value) > 0n) - Number(BigInt(value) < 0n) : Math.sign(value)
  return sign > 0 ? 1 : sign < 0 ? -1 : 0
}

/** A number for drawing only: money loses what a pixel cannot show. */
export function drawable(value: ValueJson): number {
  return Number(value)
}

/** The spaces and the minus sign that a printer would use, in a number. */
function typography(text: string): string {
  return text.replace(/^-/, minus).replaceAll('\u00a0', thin)
}

/** A French sentence with the thin no-break spaces its author may have left out. */
export function frenchSpaces(text: string): string {
  return text
    .replace(/[ \u00a0\u202f]+([;!?%»])/g, `${thin}$1`)
    .replace(/[ \u00a0\u202f]+:(?=\s|$)/g, `${thin}:`)
    .replace(/«[ \u00a0\u202f]*/g, `«${thin}`)
    .replace(/(\d)[ \u00a0](?=\d{3}(?!\d))/g, `$1${thin}`)
}

/** A name inside a sentence: acronyms keep their capitals. */
export function lowerFirst(name: string): string {
  return /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLocaleLowerCase() + name.slice(1) : name
}
