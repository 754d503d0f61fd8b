// Months: '2026-03', '03/2026', 'mars 2026'. Only fields that say so take one, as its first day.
import { formatDay } from './days.ts'
import { monthNumber } from '../../entities/codes.ts'
import type { ValueFault } from './shapes.ts'
import { faults } from './value-fault.ts'

const ofDigits = /^(?:(?<year>\d{4})[-/.](?<month>\d{1,2})|(?<monthFirst>\d{1,2})[-/.](?<yearLast>\d{4}))$/
const ofName = /^(?<name>\p{L}{3,9})\.?[ .\-/']{1,2}(?<year>\d{4}|\d{2})$/u

/**
 * The first day of the month that a text names, 'YYYY-MM-DD'; null for what names none. A year of two digits is a fault, unless a person
 * said that they are 20xx.
 */
export function parseMonth(text: string, takesShortYears = false): string | null | ValueFault {
  const numbers = ofDigits.exec(text)?.groups
  if (numbers !== undefined) {
    const month = Number(numbers['month'] ?? numbers['monthFirst'])
    return month >= 1 && month <= 12
      ? formatDay(Number(numbers['year'] ?? numbers['yearLast']), month, 1)
      : null
  }
  const named = ofName.exec(text)?.groups
  const month = monthNumber(named?.['name'] ?? '')
  if (month === undefined) return null
  const year = named?.['year'] ?? ''
  if (year.length === 2 && !takesShortYears) return faults.twoDigitYear
  return formatDay(year.length === 2 ? 2000 + Number(year) : Number(year), month, 1)
}

/** Whether a text names a month and no day. */
export const isMonth = (text: string): boolean => parseMonth(text) !== null
