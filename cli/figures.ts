// Values as a terminal shows them: French thin spaces and commas, English commas and points, units, periods.
import { minorAsDecimal } from '../api/money.ts'
import type { Interval } from '../metric/measurement.ts'
import type { Unit, Value } from '../metric/unit.ts'
import type { Language } from '../metric/words.ts'

const thin = '\u202f'
const noBreak = '\u00a0'
const locales: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB' }

/** A value with its unit: `63,2 %`, `51.8 days`, `10 005 534,00 €`. Money is exact, to its last minor unit. */
export function figure(value: Value, unit: Unit, language: Language): string {
  switch (unit.kind) {
    case 'ratio':
      return `${decimal(Number(value) * 100, language, 2)}${language === 'fr' ? `${thin}%` : '%'}`
    case 'days':
      return `${decimal(Number(value), language, 2)}${noBreak}${language === 'fr' ? 'j' : 'd'}`
    case 'minutes':
      return `${decimal(Number(value), language, 1)}${noBreak}min`
    case 'hours':
      return `${decimal(Number(value), language, 1)}${noBreak}h`
    case 'hours-per-week':
      return `${decimal(Number(value), language, 1)}${noBreak}${language === 'fr' ? 'h/sem.' : 'h/wk'}`
    case 'points':
      return difference(value, { kind: 'ratio' }, language)
    case 'per-week':
      return `${decimal(Number(value), language, 2)}${noBreak}${language === 'fr' ? '/sem.' : '/wk'}`
    case 'count':
      return decimal(Number(value), language, 0)
    case 'score':
      return decimal(Number(value) * 100, language, 0)
    case 'times':
      return `${decimal(Number(value), language, 2)}${noBreak}×`
    case 'money':
      return money(BigInt(value), unit.currency, language)
  }
}

/** A difference in the unit of the answer, with its sign; shares differ in points. */
export function difference(value: Value, unit: Unit, language: Language): string {
  const sign = value < 0 ? '−' : '+'
  const size = value < 0 ? -value : value
  if (unit.kind === 'ratio' || unit.kind === 'points')
    return `${sign}${decimal(Number(size) * 100, language, 2)}${noBreak}pts`
  return `${sign}${figure(size, unit, language)}`
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
