// A time zone that a calendar describes itself (VTIMEZONE): its changes of the clock, each with the offset before and after.
import type { Component } from './components.ts'
import { readProperty, readTime, type WrittenTime } from './property.ts'
import { type Budget, occurrences, RecurrenceTooLarge } from './recur.ts'
import { readRule } from './rule.ts'
import type { Clock } from './clock.ts'

interface Change {
  /** Instant from which `after` holds. */
  readonly at: number
  readonly before: number
  readonly after: number
}

/** Descriptions are followed until this year; a calendar's events do not lie beyond. */
const lastYear = 2100
const firstYear = 1900

/** The name by which a VTIMEZONE is asked for; null when it has none. */
export function nameOfZone(component: Component): string | null {
  const name = component.lines.map(readProperty).find((property) => property?.name === 'tzid')?.values[0]
  return typeof name === 'string' && name.trim() !== '' ? name.trim() : null
}

/** Reads a VTIMEZONE; null when it describes no clock. */
export function readEmbeddedZone(component: Component): Clock | null {
  const budget = { steps: 200_000 }
  const changes: Change[] = []
  for (const child of component.children) {
    const found = changesOf(child, budget)
    if (found === null) return null
    changes.push(...found)
  }
  if (changes.length === 0) return null
  return clockOf(changes.toSorted((a, b) => a.at - b.at))
}

/** The changes of one STANDARD or DAYLIGHT part; null when it is no description. */
function changesOf(part: Component, budget: Budget): Change[] | null {
  const properties = part.lines.map(readProperty).filter((property) => property !== null)
  const first = (name: string) => properties.find((property) => property.name === name)?.values[0]
  const [before, after] = [offsetOf(first('tzoffsetfrom')), offsetOf(first('tzoffsetto'))]
  const start = readTime(first('dtstart'), '')
  if (before === null || after === null || start === null) return null
  const locals = new Set([start.local])
  for (const property of properties)
    if (property.name === 'rdate')
      for (const value of property.values) {
        const time = readTime(value, '')
        if (time !== null) locals.add(time.local)
      }
  const written = first('rrule')
  if (written !== undefined) {
    const rule = readRule(written)
    // No clock changes every day; a rule that says so is not followed.
    if (rule === null || (rule.frequency !== 'YEARLY' && rule.frequency !== 'MONTHLY')) return null
    try {
      for (const local of occurrences(rule, {
        start: start.local,
        from: Date.UTC(firstYear, 0, 1),
        to: Date.UTC(lastYear, 0, 1),
        isPast: (one) => isPastUntil(rule.until, one, before),
        budget,
      }))
        locals.add(local)
    } catch (error) {
      if (error instanceof RecurrenceTooLarge) return null
      throw error
    }
  }
  return [...locals].map((local) => ({ at: local - before, before, after }))
}

function isPastUntil(until: WrittenTime | null, local: number, offset: number): boolean {
  if (until === null) return false
  return until.zone === 'UTC' ? local - offset > until.local : local > until.local
}

/** Milliseconds of an offset such as '+01:00' or '-0330'; null when it is none. */
function offsetOf(value: unknown): number | null {
  const match = typeof value === 'string' ? /^([+-]?)(\d{2}):?(\d{2})(?::?(\d{2}))?$/.exec(value) : null
  if (match === null || Number(match[2]) > 15) return null
  const size = (Number(match[2]) * 60 + Number(match[3])) * 60 + Number(match[4] ?? 0)
  return (match[1] === '-' ? -size : size) * 1000
}

function clockOf(changes: readonly Change[]): Clock {
  function offsetAt(instant: number): number {
    let [low, high] = [0, changes.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (changes[middle]!.at <= instant) low = middle + 1
      else high = middle
    }
    return low === 0 ? changes[0]!.before : changes[low - 1]!.after
  }
  const offsets = [...new Set(changes.flatMap(({ before, after }) => [before, after]))]
  return {
    toInstant(local) {
      const fitting = offsets
        .map((offset) => ({ instant: local - offset, offset }))
        .filter(({ instant, offset }) => offsetAt(instant) === offset)
        .toSorted((a, b) => a.instant - b.instant)
      const [found] = fitting
      if (found !== undefined) return { instant: found.instant, kind: fitting.length > 1 ? 'twice' : 'plain' }
      return { instant: local - offsetAt(local - 86_400_000), kind: 'skipped' }
    },
  }
}
