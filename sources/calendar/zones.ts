// From the name of a time zone as calendars write it to its clock: IANA names, Windows' names, names that Outlook shows people,
// fixed offsets, and zones that the calendar describes itself.
import { createZone } from '../files/values/index.ts'
import type { Component } from './components.ts'
import { nameOfZone, readEmbeddedZone } from './embedded-zone.ts'
import { windowsZones } from './windows-zones.ts'
import type { Clock } from './clock.ts'

const dayLength = 86_400_000

export const utc: Clock = fixedClock(0)

function fixedClock(offset: number): Clock {
  return { toInstant: (local) => ({ instant: local - offset, kind: 'plain' }) }
}

const clocks = new Map<string, Clock | null>()

/** The clock of an IANA zone; null when there is none of this name. */
export function ianaClock(name: string): Clock | null {
  const known = clocks.get(name)
  if (known !== undefined) return known
  const clock = makeIanaClock(name)
  // Names come from files: what is remembered is bounded.
  if (clocks.size < 1000) clocks.set(name, clock)
  return clock
}

function makeIanaClock(name: string): Clock | null {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{1,60}$/.test(name)) return null
  let zone: ReturnType<typeof createZone>
  try {
    zone = createZone(name)
  } catch {
    return null
  }
  return {
    toInstant(local) {
      const found = zone.toInstant(local)
      if (found !== null) return { instant: found.instant, kind: found.isAmbiguous ? 'twice' : 'plain' }
      const earlier = local - dayLength
      return { instant: local - (zone.toLocal(earlier) - earlier), kind: 'skipped' }
    },
  }
}

/** The zones of one file: those it describes, and how any name is understood. */
export class ZoneNames {
  /** Descriptions by name, followed only when an event asks for them. */
  private readonly described = new Map<string, Component>()
  private readonly known = new Map<string, Clock | null>()

  /** Takes a VTIMEZONE of the file. */
  describe(component: Component): void {
    const name = nameOfZone(component)
    if (name === null || this.described.has(name)) return
    this.described.set(name, component)
    this.known.clear()
  }

  /** The clock of a zone by its name as written; null when nobody knows it. */
  find(written: string): Clock | null {
    const cached = this.known.get(written)
    if (cached !== undefined) return cached
    const clock = this.look(written)
    if (this.known.size < 1000) this.known.set(written, clock)
    return clock
  }

  private look(written: string): Clock | null {
    const name = written.trim().replace(/^"(.*)"$/, '$1')
    // A city's clock is better known here than in the file, whose description may stop at last year.
    return ianaClock(name) ?? this.lookDescribed(name) ?? nameless(name)
  }

  private lookDescribed(name: string): Clock | null {
    const component = this.described.get(name)
    return component === undefined ? null : readEmbeddedZone(component)
  }
}

function nameless(name: string): Clock | null {
  if (/^(?:UTC|Z|GMT|Etc\/UTC|tzone:\/\/Microsoft\/Utc)$/i.test(name)) return utc
  const windows = windowsZones.get(name.toLowerCase())
  if (windows !== undefined) return ianaClock(windows)
  const offset = /^\(?(?:UTC|GMT|Etc\/GMT)? ?([+-])(\d{1,2})[:.]?(\d{2})?\)?$/i.exec(name)
  if (offset !== null) return offsetClock(offset)
  return lastParts(name) ?? shown(name)
}

function offsetClock([, sign, hours, minutes = '0']: RegExpExecArray): Clock | null {
  const size = Number(hours) * 60 + Number(minutes)
  if (size > 14 * 60 || Number(minutes) > 59) return null
  return fixedClock((sign === '-' ? -size : size) * 60_000)
}

/** '/freeassociation.sourceforge.net/Europe/Paris', 'TZID=Europe/Paris': what stands at the end is a name. */
function lastParts(name: string): Clock | null {
  const parts = name.split(/[/=]/).filter((part) => part !== '')
  for (const count of [3, 2])
    if (parts.length > count || (parts.length === count && /[=]|^\//.test(name))) {
      const clock = ianaClock(parts.slice(-count).join('/'))
      if (clock !== null) return clock
    }
  return null
}

/** '(UTC+01:00) Brussels, Copenhagen, Madrid, Paris', or the cities alone: the first city that is a zone's. */
function shown(name: string): Clock | null {
  const [, , cities = ''] = /^(\((?:UTC|GMT) ?[+-]?[\d:.]*\) ?)?(.+)$/i.exec(name) ?? []
  const windows = windowsZones.get(cities.replace(' and ', ' & ').toLowerCase())
  if (windows !== undefined) return ianaClock(windows)
  for (const city of cities.split(',')) {
    const found = zoneOfCity(city.trim())
    if (found !== undefined) return ianaClock(found)
  }
  const written = /^\(((?:UTC|GMT) ?[+-]\d{1,2}[:.]?\d{2})\)/i.exec(name)
  return written === null ? null : nameless(written[1]!)
}

let cityZones: Map<string, string> | null = null

function zoneOfCity(city: string): string | undefined {
  cityZones ??= new Map(
    Intl.supportedValuesOf('timeZone').map((zone) => [
      zone
        .slice(zone.lastIndexOf('/') + 1)
        .replaceAll('_', ' ')
        .toLowerCase(),
      zone,
    ]),
  )
  return cityZones.get(city.toLowerCase())
}
