// Days, times and moments as the formats of a schema ask for them. The Meltano SDK parses them whether or not it checks other formats.

const moment = /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](.+))?$/
const time =
  /^([01]\d|2[0-4]):([0-5]\d)(?::([0-5]\d|60)(?:[.,]\d{1,9})?)?\s?(?:[Zz]|UTC|[+-]\d{2}(?::?\d{2})?)?$/

/** A day of the calendar, with or without a time, as taps write them: RFC 3339, Salesforce's `+0000`, a space for the T. */
export function isMoment(text: string): boolean {
  const found = moment.exec(text)
  if (found === null) return false
  const [, year, month, day, rest] = found
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return false
  return rest === undefined || isTime(rest)
}

export function isTime(text: string): boolean {
  return text.length <= 40 && time.test(text)
}
