// Local time to instants and back in one time zone. Offsets are asked of the platform once per day and kept:
// asking takes some microseconds, and a file has millions of times on a few thousand days.

const dayMilliseconds = 86_400_000

export interface Zone {
  readonly id: string
  /**
   * The instant of a local time, both in milliseconds since 1970 (local read as if UTC). A time that clocks show twice is the
   * first of the two; one that they skip is null.
   */
  toInstant(local: number): { readonly instant: number; readonly isAmbiguous: boolean } | null
  /** First instant of the local day that begins at `local`, also where midnight is skipped. */
  startOfDay(local: number): number
  /** Local time of an instant, in milliseconds read as if UTC. */
  toLocal(instant: number): number
  /** 'YYYY-MM-DD' of an instant. */
  dayOf(instant: number): string
}

interface DayOffset {
  readonly before: number
  readonly after: number
  /** Instant at which `after` begins; past the day when it does not change. */
  readonly change: number
}

/** The zone with this IANA name. @throws RangeError when there is none */
export function createZone(id: string): Zone {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: id,
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const days = new Map<number, DayOffset>()

  function askOffset(instant: number): number {
    const part: Record<string, number> = {}
    const second = Math.floor(instant / 1000) * 1000
    for (const { type, value } of format.formatToParts(second)) part[type] = Number(value)
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second: seconds = 0 } = part
    return Date.UTC(year, month - 1, day, hour, minute, seconds) - second
  }

  function dayOffset(number: number): DayOffset {
    const known = days.get(number)
    if (known !== undefined) return known
    const start = number * dayMilliseconds
    const end = start + dayMilliseconds
    const before = askOffset(start)
    const after = askOffset(end)
    const found = { before, after, change: before === after ? end + 1 : findChange(start, end, before) }
    days.set(number, found)
    return found
  }

  function findChange(start: number, end: number, before: number): number {
    let low = start
    let high = end
    while (high - low > 1000) {
      const middle = Math.floor((low + high) / 2000) * 1000
      if (askOffset(middle) === before) low = middle
      else high = middle
    }
    return high
  }

  function offsetAt(instant: number): number {
    const { before, after, change } = dayOffset(Math.floor(instant / dayMilliseconds))
    return instant < change ? before : after
  }

  function toInstant(local: number): { instant: number; isAmbiguous: boolean } | null {
    // No zone changes twice within two days, so the offsets of the day before and of the day after are all there is.
    const earlier = offsetAt(local - dayMilliseconds)
    const later = offsetAt(local + dayMilliseconds)
    if (earlier === later) return { instant: local - earlier, isAmbiguous: false }
    const first = local - earlier
    const second = local - later
    const isFirst = offsetAt(first) === earlier
    const isSecond = offsetAt(second) === later
    if (isFirst) return { instant: first, isAmbiguous: isSecond && second !== first }
    return isSecond ? { instant: second, isAmbiguous: false } : null
  }

  function startOfDay(local: number): number {
    const found = toInstant(local)
    if (found !== null) return found.instant
    // Clocks skip midnight: the day begins at the change.
    const earlier = offsetAt(local - dayMilliseconds)
    let at = local - earlier
    const { change } = dayOffset(Math.floor(at / dayMilliseconds))
    at = Math.min(at, change)
    return at
  }

  const toLocal = (instant: number): number => instant + offsetAt(instant)
  return {
    id,
    toInstant,
    startOfDay,
    toLocal,
    dayOf: (instant) => new Date(toLocal(instant)).toISOString().slice(0, 10),
  }
}
