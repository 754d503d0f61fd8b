// Days: '2026-03-31', '31/03/2026' in the column's order, and what other programs write. A date that does
// not exist is refused, never moved to the next one that does.
import { monthNumber } from '../../entities/codes.ts'
import type { DateOrder, ValueFault } from './shapes.ts'
import { faults } from './value-fault.ts'

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Whether a year, month and day exist together. */
export function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false
  if (month === 2 && day === 29) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return day <= (monthDays[month - 1] ?? 0)
}

/** 'YYYY-MM-DD' of numbers that exist together. */
export function formatDay(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`
}

/**
 * A date as text, alone in its cell: ISO (`2026-03-31`, `2026/03/31`), compact (`20260331`), or with slashes or points in the
 * column's order. Answers 'YYYY-MM-DD'. `takesShortYears`: a person said that years of two digits are 20xx; refused otherwise.
 */
export function parseDay(text: string, order: DateOrder, takesShortYears = false): string | ValueFault {
  if (text.length === 10 && text.charCodeAt(4) === 45 && text.charCodeAt(7) === 45) {
    const year = digits(text, 0, 4)
    const month = digits(text, 5, 7)
    const day = digits(text, 8, 10)
    if (year < 0 || month < 0 || day < 0) return faults.notDate
    return isDay(year, month, day) ? text : faults.noSuchDay
  }
  if (text.length === 8 && digits(text, 0, 8) >= 0) {
    const year = digits(text, 0, 4)
    return isDay(year, digits(text, 4, 6), digits(text, 6, 8))
      ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`
      : faults.noSuchDay
  }
  return parseParts(text, order, takesShortYears)
}

/** The year that two or four digits write; a fault for two where nobody allowed them. */
function yearOf(text: string, takesShortYears: boolean): number | ValueFault {
  if (text.length === 4) return +text
  if (text.length !== 2) return faults.notDate
  return takesShortYears ? 2000 + +text : faults.twoDigitYear
}

function parseParts(text: string, order: DateOrder, takesShortYears: boolean): string | ValueFault {
  const match = /^(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})$/.exec(text)
  if (match === null) return parseNamedMonth(text, takesShortYears)
  const [, a = '', separator, b = '', c = ''] = match
  if (a.length === 4) {
    if (c.length > 2) return faults.notDate
    return isDay(+a, +b, +c) ? formatDay(+a, +b, +c) : faults.noSuchDay
  }
  if (a.length > 2) return faults.notDate
  const year = yearOf(c, takesShortYears)
  if (typeof year !== 'number') return year
  // Hyphens are read with the day first; in a column whose cells prove otherwise, `02-13-2026` and its like are refused.
  if (separator === '-' && order === 'month-first') return faults.notDate
  // Points are only used with the day first.
  const isDayFirst = order === 'day-first' || separator === '.'
  const [day, month] = isDayFirst ? [+a, +b] : [+b, +a]
  if (isDay(year, month, day)) return formatDay(year, month, day)
  return isDay(year, day, month) ? faults.otherOrder : faults.noSuchDay
}

/** '31 mars 2026', '31-Mar-2026', 'Mar 31, 2026'. */
function parseNamedMonth(text: string, takesShortYears: boolean): string | ValueFault {
  const match =
    /^(?<day>\d{1,2})(?:er|st|nd|rd|th)?[ .-]{1,2}(?<name>\p{L}{3,9})\.?[ .,-]{1,2}(?<year>\d{2,4})$/u.exec(
      text,
    ) ?? /^(?<name>\p{L}{3,9})\.? (?<day>\d{1,2}),? (?<year>\d{2,4})$/u.exec(text)
  const { day = '', name = '', year: written = '' } = match?.groups ?? {}
  const month = monthNumber(name)
  if (month === undefined) return faults.notDate
  const year = yearOf(written, takesShortYears)
  if (typeof year !== 'number') return year
  return isDay(year, month, +day) ? formatDay(year, month, +day) : faults.noSuchDay
}

/** The number that digits from `from` to `to` write; -1 when one of them is no digit. */
export function digits(text: string, from: number, to: number): number {
  let value = 0
  for (let index = from; index < to; index++) {
    const digit = text.charCodeAt(index) - 48
    if (!(digit >= 0 && digit <= 9)) return -1
    value = value * 10 + digit
  }
  return value
}

/**
 * Whether a day stands for "no end": CRMs date open stage visits, contracts and versions to 9999, 2999 or 2050. Such a value
 * is a valid date; whoever reads an end date decides with this what it means.
 */
export function isOpenEnd(day: string): boolean {
  return day >= '2050'
}
