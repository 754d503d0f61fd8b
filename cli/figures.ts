// Values as a terminal shows them: French thin spaces and commas, English commas and points, units, periods.
import { minorAsDecimal } from '../api/downloads/money.ts'
import { minorDigits } from '../model/currencies.ts'
import type { Interval } from '../metric/measurement.ts'
import type { Unit, Value } from '../metric/unit.ts'
import type { Language } from '../metric/words.ts'

const thin = '\u202f'
const noBreak = '\u00a0'
const locales: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB' }

/**
 * A value with its unit: `63,2 %`, `51.8 d`, `10 005 534 €`, as the page shows it. No more digits than a reader can use: the whole
 * value is in `--json`.
 */
export function figure(value: Value, unit: Unit, language: Language): string {
  switch (unit.kind) {
    case 'ratio':
      return `${atMost(Number(value) * 100, language, shareDecimals(value))}${language === 'fr' ? `${thin}%` : '%'}`
    case 'days':
      return `${atMost(Number(value), language, Math.abs(Number(value)) < 100 ? 1 : 0)}${noBreak}${language === 'fr' ? 'j' : 'd'}`
    case 'minutes':
      return `${atMost(Number(value), language, 1)}${noBreak}min`
    case 'hours':
      return `${atMost(Number(value), language, 1)}${noBreak}h`
    case 'hours-per-week':
      return `${weekly(Number(value), language)}${language === 'fr' ? '/sem.' : '/wk'}`
    case 'points':
      return difference(value, { kind: 'ratio' }, language)
    case 'per-week':
      return `${atMost(Number(value), language, 2)}${noBreak}${language === 'fr' ? '/sem.' : '/wk'}`
    case 'count':
      return decimal(Number(value), language, 0)
    case 'score':
      return decimal(Number(value) * 100, language, 0)
    case 'times':
      return `${atMost(Number(value), language, 2)}${noBreak}×`
    case 'money':
      return readable(BigInt(value), unit.currency, language)
  }
}

/** A difference in the unit of the answer, with its sign; shares and scores differ in points. */
export function difference(value: Value, unit: Unit, language: Language): string {
  const size = value < 0 ? -value : value
  const isShare = unit.kind === 'ratio' || unit.kind === 'points'
  const number = isShare
    ? atMost(Number(size) * 100, language, shareDecimals(size))
    : figure(size, unit, language)
  const text = isShare || unit.kind === 'score' ? `${number}${noBreak}${points(size, language)}` : number
  // What rounds to nothing has no sign.
  return /[1-9]/.test(text) ? `${value < 0 ? '−' : '+'}${text}` : text
}

/** French takes the singular below two, English at one. */
function points(share: Value, language: Language): string {
  const rounded = Math.round(Number(share) * 1000) / 10
  return (language === 'fr' ? rounded < 2 : rounded === 1) ? 'pt' : 'pts'
}

/** `61,9 à 64,4 %`. */
export function interval({ low, high }: Interval, unit: Unit, language: Language): string {
  const between = language === 'fr' ? 'à' : 'to'
  const [from, to] = [figure(low, unit, language), figure(high, unit, language)]
  // The unit once: it is what both have at their end.
  const ending = /[\u202f\u00a0]?[^\d]+$/.exec(to)?.[0] ?? ''
  return `${ending !== '' && from.endsWith(ending) ? from.slice(0, -ending.length) : from} ${between} ${to}`
}

/** So many decimals, none for a whole count, as the language writes them. */
export function decimal(value: number, language: Language, decimals: number): string {
  const format = new Intl.NumberFormat(locales[language], {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
  const text = format.format(value)
  return typeset(/^-0([.,]0+)?$/.test(text) ? text.slice(1) : text)
}

/** As many decimals, fewer where they would be zeros. */
function atMost(value: number, language: Language, decimals: number): string {
  const isWhole = Number.isInteger(Number(value.toFixed(decimals)))
  return decimal(value, language, isWhole ? 0 : decimals)
}

/** One decimal; three for what one would round to nothing. */
function shareDecimals(share: Value): number {
  const size = Math.abs(Number(share))
  return size > 0 && size < 0.001 ? 3 : 1
}

/** `24 min`, `1 h 05`: tenths of an hour are no time that anybody keeps. */
function weekly(hours: number, language: Language): string {
  const minutes = Math.round(Math.abs(hours) * 60)
  const sign = hours < 0 && minutes > 0 ? '−' : ''
  if (minutes < 60) return `${sign}${minutes}${noBreak}min`
  const rest = String(minutes % 60).padStart(2, '0')
  return `${sign}${decimal(Math.floor(minutes / 60), language, 0)}${noBreak}h${noBreak}${rest}`
}

/** Without cents from a hundred on. */
function readable(minor: bigint, currency: string, language: Language): string {
  const unit = 10n ** BigInt(minorDigits(currency))
  const size = minor < 0n ? -minor : minor
  if (size < 100n * unit && size % unit !== 0n) return money(minor, currency, language)
  const whole = ((size + unit / 2n) / unit) * (minor < 0n ? -1n : 1n)
  const format = new Intl.NumberFormat(locales[language], {
    style: 'currency',
    currency,
    maximumFractionDigits: 0,
  })
  return typeset(format.format(whole))
}

/** `10 005 534,00 €`, `€10,005,534.00`; never through a float. */
export function money(minor: bigint, currency: string, language: Language): string {
  const format = new Intl.NumberFormat(locales[language], { style: 'currency', currency })
  return typeset(format.format(minorAsDecimal(minor, currency) as unknown as number))
}

/** `31/12/2017`, `31 Dec 2017`. */
export function dayName(day: string, language: Language): string {
  const instant = new Date(`${day}T00:00:00Z`)
  const options: Intl.DateTimeFormatOptions =
    language === 'fr'
      ? { day: '2-digit', month: '2-digit', year: 'numeric' }
      : { day: 'numeric', month: 'short', year: 'numeric' }
  return new Intl.DateTimeFormat(locales[language], { ...options, timeZone: 'UTC' }).format(instant)
}

/** Node's French data has the thin space between thousands already; a true minus sign is ours to set. */
function typeset(text: string): string {
  return text.replace(/^-/, '−').replaceAll('\u2009', thin)
}
