// One event as a calendar writes it (VEVENT), without what is nobody's business: no title, text, place or link leaves this file.
import type { RowFaultCode } from '../files/reading/fault.ts'
import type { Component } from './components.ts'
import { type Mark, markOf } from './marks.ts'
import {
  parameterOf,
  type Property,
  readDuration,
  readProperty,
  readTime,
  textOf,
  type WrittenTime,
} from './property.ts'
import { readRule, type Rule } from './rule.ts'

export interface Attendee {
  /** Address in lower case. */
  readonly email: string
  readonly hasDeclined: boolean
  /** A room or a piece of equipment. */
  readonly isPlace: boolean
}

export type Length = { readonly days: number; readonly seconds: number }

export interface CalendarEvent {
  /** Number in the file, from 1. */
  readonly number: number
  readonly uid: string
  readonly sequence: number
  /** When this version was written, in milliseconds; 0 when the file does not say. */
  readonly writtenAt: number
  /** The occurrence that this event stands for, by its original start. */
  readonly replaces: WrittenTime | null
  /** It stands for that occurrence and all later ones. */
  readonly replacesLater: boolean
  readonly start: WrittenTime
  readonly end: WrittenTime | null
  readonly length: Length | null
  readonly rules: readonly Rule[]
  /** What they give is taken away: RFC 5545 gave EXRULE up, calendars made before it still hold it. */
  readonly exceptRules: readonly Rule[]
  readonly extraDates: readonly { readonly start: WrittenTime; readonly end: WrittenTime | Length | null }[]
  readonly exceptDates: readonly WrittenTime[]
  readonly isCancelled: boolean
  /** Shown as free. */
  readonly isFree: boolean
  readonly isOutOfOffice: boolean
  readonly isPrivate: boolean
  /** Exchange says so of events that last whole days in some zone. */
  readonly isMarkedAllDay: boolean
  readonly mark: Mark | null
  readonly organizer: string | null
  readonly attendees: readonly Attendee[]
}

export interface EventFault {
  readonly row: number
  readonly code: RowFaultCode
  readonly column?: string
  readonly value?: string
}

const longestUid = 500
const mostAttendees = 2000

/** Reads an event. @returns its fault when it cannot be one */
export function readEvent(
  component: Component,
  number: number,
  isCancelling: boolean,
): CalendarEvent | EventFault {
  const properties = new Map<string, Property[]>()
  const unreadable = new Map<string, string>()
  for (const line of component.lines) {
    const property = readProperty(line)
    if (property === null) {
      unreadable.set(/^[A-Za-z-]*/.exec(line)![0].toLowerCase(), line.replace(/^[A-Za-z-]*[;:]/, ''))
      continue
    }
    const same = properties.get(property.name)
    if (same === undefined) properties.set(property.name, [property])
    else same.push(property)
  }
  const fault = (code: RowFaultCode, column: string, value?: unknown): EventFault => ({
    row: number,
    code,
    column,
    ...(typeof value === 'string' ? { value } : {}),
  })
  const first = (name: string) => properties.get(name)?.[0]
  const all = (name: string) => properties.get(name) ?? []
  const written = (name: string) =>
    unreadable.get(name) ?? (first(name) === undefined ? undefined : writtenOf(first(name)))
  const uid = textOf(first('uid'))
  if (uid === '') return fault('VALUE_REQUIRED', 'UID')
  if (uid.length > longestUid) return fault('TEXT_TOO_LONG', 'UID', uid)
  if (uid.includes('\0')) return fault('TEXT_NUL', 'UID', uid)
  const start = timeOf(first('dtstart'))
  if (start === null)
    return first('dtstart') === undefined && !unreadable.has('dtstart')
      ? fault('VALUE_REQUIRED', 'DTSTART')
      : fault('DATE_INVALID', 'DTSTART', written('dtstart'))
  const end = timeOf(first('dtend'))
  if (end === null && written('dtend') !== undefined) return fault('DATE_INVALID', 'DTEND', written('dtend'))
  const length = readDuration(first('duration')?.values[0])
  if (first('duration') !== undefined && length === null && end === null)
    return fault('VALUE_UNKNOWN', 'DURATION', textOf(first('duration')))
  const replaces = timeOf(first('recurrence-id'))
  if (replaces === null && written('recurrence-id') !== undefined)
    return fault('DATE_INVALID', 'RECURRENCE-ID', written('recurrence-id'))
  const rules = all('rrule').map((property) => readRule(property.values[0]))
  if (unreadable.has('rrule') || rules.includes(null))
    return fault('VALUE_UNKNOWN', 'RRULE', unreadable.get('rrule'))
  const exceptRules = all('exrule').map((property) => readRule(property.values[0]))
  if (unreadable.has('exrule') || exceptRules.includes(null))
    return fault('VALUE_UNKNOWN', 'EXRULE', unreadable.get('exrule'))
  return {
    number,
    uid,
    sequence: wholeOf(first('sequence')),
    writtenAt: timeOf(first('dtstamp'))?.local ?? timeOf(first('last-modified'))?.local ?? 0,
    replaces,
    replacesLater:
      replaces !== null && /^THISANDFUTURE$/i.test(parameterOf(first('recurrence-id')!, 'range')),
    start,
    end,
    length: end === null ? length : null,
    rules: rules.filter((rule) => rule !== null),
    exceptRules: exceptRules.filter((rule) => rule !== null),
    extraDates: all('rdate').flatMap(extraDatesOf),
    exceptDates: all('exdate').flatMap((property) =>
      property.values.flatMap((value) => readTime(value, parameterOf(property, 'tzid')) ?? []),
    ),
    isCancelled: isCancelling || /^CANCELLED$/i.test(textOf(first('status'))),
    ...showing(first),
    mark: markOf(
      all('categories').flatMap((property) => property.values.filter((value) => typeof value === 'string')),
      textOf(first('summary')),
    ),
    organizer: first('organizer') === undefined ? null : addressOf(first('organizer')!),
    attendees: all('attendee').slice(0, mostAttendees).map(attendeeOf),
  }
}

function showing(first: (name: string) => Property | undefined) {
  const busy = textOf(first('x-microsoft-cdo-busystatus')).toUpperCase()
  return {
    isFree: /^TRANSPARENT$/i.test(textOf(first('transp'))) || busy === 'FREE',
    isOutOfOffice: busy === 'OOF',
    isPrivate: /^(?:PRIVATE|CONFIDENTIAL)$/i.test(textOf(first('class'))),
    isMarkedAllDay: /^TRUE$/i.test(textOf(first('x-microsoft-cdo-alldayevent'))),
  }
}

function timeOf(property: Property | undefined): WrittenTime | null {
  return property === undefined ? null : readTime(property.values[0], parameterOf(property, 'tzid'))
}

function writtenOf(property: Property | undefined): string {
  const [value] = property?.values ?? []
  return typeof value === 'string' ? value : ''
}

function wholeOf(property: Property | undefined): number {
  const value = Number(property?.values[0] ?? 0)
  return Number.isSafeInteger(value) && value >= 0 ? value : 0
}

function extraDatesOf(property: Property): CalendarEvent['extraDates'][number][] {
  const tzid = parameterOf(property, 'tzid')
  return property.values.flatMap((value) => {
    const [from, to] = Array.isArray(value) ? (value as unknown[]) : [value, null]
    const start = readTime(from, tzid)
    return start === null ? [] : [{ start, end: readTime(to, tzid) ?? readDuration(to) }]
  })
}

function addressOf(property: Property): string | null {
  const written = textOf(property).replace(/^mailto:/i, '')
  const email = written.includes('@') ? written : parameterOf(property, 'email')
  return email.includes('@') ? email.trim().toLowerCase() : null
}

function attendeeOf(property: Property): Attendee {
  const email = addressOf(property) ?? ''
  return {
    email,
    hasDeclined: /^DECLINED$/i.test(parameterOf(property, 'partstat')),
    isPlace:
      /^(?:ROOM|RESOURCE)$/i.test(parameterOf(property, 'cutype')) ||
      /^NON-PARTICIPANT$/i.test(parameterOf(property, 'role')) ||
      email.endsWith('@resource.calendar.google.com'),
  }
}
