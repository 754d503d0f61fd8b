// Values inside sentences: reasons, notes and headlines are written here in both languages. Screens format
// figures themselves; only words that carry a number pass here.
import { minorDigits } from '../model/currencies.ts'
import type { Period } from './period.ts'
import type { Unit, Value } from './unit.ts'
import { type Language, setFrench, type Words } from './words.ts'

const locales: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB' }

// Making a format costs more than a query, and memory that V8 does not see and so is in no hurry to give back: each is made once.
const months = inBoth(
  (locale) => new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }),
)
const numbers = new Map<string, Intl.NumberFormat>()

function inBoth<Format>(make: (locale: string) => Format): Record<Language, Format> {
  return { fr: make(locales.fr), en: make(locales.en) }
}

function numberFormat(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const id = `${language} ${Object.values(options).join(' ')}`
  let format = numbers.get(id)
  if (format === undefined) {
    format = new Intl.NumberFormat(locales[language], options)
    numbers.set(id, format)
  }
  return format
}

/** `T3 2017`, `S2 2017`, `août 2017`, `2017`; `Q3 2017`, `H2 2017`, `August 2017`. */
export function formatPeriod(period: Period, language: Language): string {
  if (period.kind === 'all') return language === 'fr' ? 'toutes les données' : 'all data'
  if (period.kind === 'month') {
    return months[language].format(new Date(`${period.start}T00:00:00Z`))
  }
  const [year = '', part] = period.id.split('-')
  if (part === undefined) return year
  const letter = language === 'fr' ? { Q: 'T', H: 'S' }[part[0] ?? ''] : part[0]
  return `${letter}${part.slice(1)} ${year}`
}

/** A number with so many decimals, or none when it rounds to a whole one: `1 214`, `51.8`. */
export function formatNumber(value: number, language: Language, decimals = 0): string {
  const fewest = Number.isInteger(Number(value.toFixed(decimals))) ? 0 : decimals
  const format = numberFormat(language, { maximumFractionDigits: decimals, minimumFractionDigits: fewest })
  return format.format(value === 0 ? 0 : value).replace(/^-/, '−')
}

/** A value in its unit as a sentence says it: `63,2 %`, `51.8 days`, `1 204 €`. */
export function formatValue(value: Value, unit: Unit, language: Language): string {
  switch (unit.kind) {
    case 'ratio':
      return setFrench(`${formatNumber(Number(value) * 100, language, 1)}${language === 'fr' ? ' %' : '%'}`)
    case 'days':
      return counted(Number(value), language, ['jour', 'jours'], ['day', 'days'], 1)
    case 'minutes':
      return `${formatNumber(Number(value), language, 1)} min`
    case 'hours':
      return `${formatNumber(Number(value), language, 1)} h`
    case 'hours-per-week':
      return Math.abs(Number(value)) < 1
        ? `${formatNumber(Math.round(Number(value) * 60), language)} ${language === 'fr' ? 'min par semaine' : 'min a week'}`
        : `${formatNumber(Number(value), language, 1)} ${language === 'fr' ? 'h par semaine' : 'h a week'}`
    case 'points':
      return formatDifference(value, { kind: 'ratio' }, language)
    case 'per-week':
      return `${formatNumber(Number(value), language, 2)} ${language === 'fr' ? 'par semaine' : 'a week'}`
    case 'score':
      return formatNumber(Number(value) * 100, language)
    case 'times':
      return `${formatNumber(Number(value), language, 2)} ×`
    case 'money':
      return formatMoney(BigInt(value), unit.currency, language)
    default:
      return formatNumber(Number(value), language)
  }
}

/** A difference: `+6,4 jours`, `−1.2 points`, without a sign where it rounds to nothing. Shares differ in points. */
export function formatDifference(difference: Value, unit: Unit, language: Language): string {
  const size = difference < 0 ? -difference : difference
  const written = (many: Value) =>
    unit.kind === 'ratio' || unit.kind === 'points'
      ? counted(Number(many) * 100, language, ['point', 'points'], ['point', 'points'], 1)
      : formatValue(many, unit, language)
  const found = written(size)
  if (found === written(typeof size === 'bigint' ? 0n : 0)) return found
  return (difference < 0 ? '−' : '+') + found
}

/** Both languages of a value. */
export function saidValue(value: Value, unit: Unit): Words {
  return { fr: formatValue(value, unit, 'fr'), en: formatValue(value, unit, 'en') }
}

/** Both languages of a number. */
export function saidNumber(value: number, decimals = 0): Words {
  return { fr: formatNumber(value, 'fr', decimals), en: formatNumber(value, 'en', decimals) }
}

/** `1 affaire`, `12 affaires`; French takes the singular below 2. */
export function counted(
  value: number,
  language: Language,
  fr: readonly [string, string],
  en: readonly [string, string],
  decimals = 0,
): string {
  const rounded = Number(value.toFixed(decimals))
  const [one, many] = language === 'fr' ? fr : en
  const isOne = language === 'fr' ? Math.abs(rounded) < 2 : rounded === 1
  return `${formatNumber(value, language, decimals)} ${isOne ? one : many}`
}

function formatMoney(minor: bigint, currency: string, language: Language): string {
  const scale = 10 ** minorDigits(currency)
  const format = numberFormat(language, { style: 'currency', currency, maximumFractionDigits: 0 })
  return format.format(Number(minor) / scale)
}
