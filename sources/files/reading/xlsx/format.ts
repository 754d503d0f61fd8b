// What a number format makes of a stored number: a date, a time, a percentage, or the number that it is.
// And date serials to ISO text, in the workbook's own calendar.

export type NumberFormat = 'number' | 'date' | 'time' | 'elapsed' | 'percentage'

/** Formats with a number below 164 are not written in the file (ECMA-376 part 1, 18.8.30). */
export function builtInFormat(id: number): NumberFormat {
  if (id === 9 || id === 10) return 'percentage'
  if ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || id === 36) return 'date'
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id === 45 || id === 47) return 'time'
  if (id === 46) return 'elapsed'
  if (id >= 50 && id <= 58) return 'date'
  return 'number'
}

/** Kind of a format code such as `dd/mm/yyyy`, `[h]:mm` or `0.0 %`. */
export function formatOfCode(code: string): NumberFormat {
  const first = code.replace(/"[^"]*"|\\.|_.|\*./g, '').split(';', 1)[0] ?? ''
  if (/\[(?:h+|m+|s+)\]/i.test(first)) return 'elapsed'
  const bare = first.replace(/\[[^\]]*\]/g, '').toLowerCase()
  if (bare.includes('general')) return 'number'
  if (/[yd]/.test(bare) || /m{3,}/.test(bare)) return 'date'
  if (/[hs]/.test(bare)) return 'time'
  if (/m/.test(bare) && !/[0#?]/.test(bare)) return 'date'
  return bare.includes('%') ? 'percentage' : 'number'
}

const dayMilliseconds = 86_400_000
const secondsPerDay = 86_400
/** Serial 0 of each calendar. 1900's is a day early since the calendar counts a 29 February 1900 that never was. */
const epoch1900 = Date.UTC(1899, 11, 30)
const epoch1904 = Date.UTC(1904, 0, 1)
const lastSerial = 2_958_465 // 9999-12-31

export interface SerialDate {
  readonly day: string
  /** 'HH:MM:SS'; null at midnight exactly. */
  readonly time: string | null
}

/** Date of a serial; null when it is outside of what a spreadsheet can show. */
export function serialToDate(serial: number, calendar: 1900 | 1904): SerialDate | null {
  if (!(serial >= 0 && serial < lastSerial + 1)) return null
  let seconds = Math.round(serial * secondsPerDay)
  const days = Math.floor(seconds / secondsPerDay)
  seconds -= days * secondsPerDay
  const time = seconds === 0 ? null : formatClock(seconds)
  if (calendar === 1904) return { day: isoDay(epoch1904 + days * dayMilliseconds), time }
  if (days === 60) return { day: '1900-02-29', time }
  return { day: isoDay(epoch1900 + (days < 60 ? days + 1 : days) * dayMilliseconds), time }
}

function isoDay(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10)
}

const two = (value: number): string => String(value).padStart(2, '0')

/** 'HH:MM:SS'; hours may pass 24. */
export function formatClock(seconds: number): string {
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

/**
 * A stored number as plain decimal text, with the 15 digits that a spreadsheet shows (1234.5600000000001 is 1234.56); whole
 * numbers keep all of theirs. Null when it is not a number.
 */
export function plainDecimal(stored: string): string | null {
  const value = Number(stored)
  if (stored.trim() === '' || !Number.isFinite(value)) return null
  if (Number.isSafeInteger(value)) return String(value === 0 ? 0 : value)
  const text = String(Number(value.toPrecision(15)))
  if (!text.includes('e')) return text
  return Math.abs(value) >= 1 ? BigInt(Math.round(value)).toString() : trimZeros(value.toFixed(20))
}

function trimZeros(text: string): string {
  return text.replace(/\.?0+$/, '')
}

/** 0.255 as '25.5%'. */
export function percentText(decimal: string): string {
  return `${plainDecimal(String(Number((Number(decimal) * 100).toPrecision(15)))) ?? decimal}%`
}
