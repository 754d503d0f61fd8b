// The moment of a message: RFC 5322's date and time, with the zone names that old programs write.

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const zoneNames: Readonly<Record<string, number>> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
}
const shape =
  /^(?:[a-z]{3,9}\.?,?\s+)?(\d{1,2})[\s-]+([a-z]{3})[a-z]*[\s-]+(\d{4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([+-]\d{4}|[a-z]{1,3})?$/i

export type MailDateFault = 'DATE_INVALID' | 'DATE_OUT_OF_RANGE' | 'TIME_IN_FUTURE' | 'TIME_ZONE_UNKNOWN'

/** Milliseconds since 1970, or why the date cannot be taken. `now` is the clock: a message is at most a day ahead of it. */
export function readMailDate(written: string, now: number): number | MailDateFault {
  const text = written
    .replace(/\([^()]*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const found = shape.exec(text)
  if (found === null) return 'DATE_INVALID'
  const [, day = '', name = '', year = '', hour = '', minute = '', second = '0', zone] = found
  const month = months.indexOf(name.toLowerCase())
  const [h, m, s] = [Number(hour), Number(minute), Number(second)]
  if (month < 0 || h > 23 || m > 59 || s > 59) return 'DATE_INVALID'
  const local = Date.UTC(Number(year), month, Number(day), h, m, s)
  if (new Date(local).getUTCDate() !== Number(day)) return 'DATE_INVALID'
  const offset = zone === undefined ? null : offsetOf(zone)
  if (offset === null) return 'TIME_ZONE_UNKNOWN'
  const at = local - offset * 60_000
  if (at < Date.UTC(2000, 0, 1)) return 'DATE_OUT_OF_RANGE'
  return at > now + 86_400_000 ? 'TIME_IN_FUTURE' : at
}

function offsetOf(zone: string): number | null {
  const named = zoneNames[zone.toLowerCase()]
  if (named !== undefined) return named
  if (!/^[+-]\d{4}$/.test(zone)) return null
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3))
  if (minutes > 14 * 60 || Number(zone.slice(3)) > 59) return null
  return zone.startsWith('-') ? -minutes : minutes
}
