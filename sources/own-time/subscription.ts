// A calendar that a person subscribed to: fetched under the rules for addresses outside, read in memory, its time kept as hers.
// What the calendar no longer holds goes; what did not change since the last time is not even sent.
import type { Database, Query } from '../../model/database.ts'
import { readHostList } from '../../model/host-lists.ts'
import type { Reader } from '../../model/reader.ts'
import { createZone } from '../files/values/index.ts'
import { callOutside, type Outgoing } from '../outgoing/index.ts'
import { aboutCalendar, readOwnCalendar } from './calendar.ts'
import { noteChoice } from './choices.ts'
import { type Kept, replaceOwnTime } from './keep.ts'

export interface Subscription {
  readonly connectionId: number
  readonly personId: number
  /** Opened; never logged nor shown. */
  readonly address: string
  /** What the server said of the last answer; null for the first time. */
  readonly bookmark: Readonly<Record<string, string>> | null
}

export interface Refreshing {
  readonly database: Database
  readonly reader: Reader
  readonly now: Date
  readonly timeZone: string
  readonly outgoing: Outgoing
  readonly signal?: AbortSignal
}

export interface Refreshed {
  readonly bookmark: Readonly<Record<string, string>> | null
  /** Null: the server says that nothing changed. */
  readonly kept: Kept | null
}

/**
 * Fetches a subscribed calendar and keeps what it says.
 * @throws OutgoingRefused, CalendarCut
 */
export async function refreshCalendar(
  subscription: Subscription,
  refreshing: Refreshing,
): Promise<Refreshed> {
  const { database, reader, now, timeZone, outgoing, signal } = refreshing
  const { personId, bookmark } = subscription
  const today = createZone(timeZone).dayOf(now.getTime())
  const answer = await callOutside(
    httpOf(subscription.address),
    {
      headers: {
        accept: 'text/calendar',
        ...conditions(bookmark, today),
      },
      accepts: (status) => status === 200 || status === 304,
      ...(signal === undefined ? {} : { signal }),
    },
    outgoing,
  )
  if (answer.status === 304) return { bookmark, kept: null }
  const about = await database.read(reader, (query) => aboutCalendar(query, personId))
  const found = await readOwnCalendar([answer.body.toString('utf8')], {
    timeZone,
    now: now.getTime(),
    ...about,
  })
  const kept = await database.write(reader, async (query) => {
    await noteChoice(query, personId, 'calendar', now)
    return replaceOwnTime(
      query,
      {
        personId,
        source: sourceOf(subscription.connectionId),
        basis: 'captured',
        tool: 'calendar',
        days: { from: found.from, to: found.to },
      },
      found.rows,
    )
  })
  return { bookmark: { ...bookmarkOf(answer.headers), day: today }, kept }
}

/** The source of the rows that a subscription brought. */
export function sourceOf(connectionId: number): string {
  return `own calendar by address ${connectionId}`
}

/** Calendars are offered as webcal: the same over http, and these days over https. */
export function httpOf(address: string): string {
  return address.trim().replace(/^webcals?:\/\//i, 'https://')
}

function bookmarkOf(headers: Readonly<Record<string, string>>): Record<string, string> {
  const { etag, 'last-modified': lastModified } = headers
  return { ...(etag === undefined ? {} : { etag }), ...(lastModified === undefined ? {} : { lastModified }) }
}

/** A calendar that did not change today need not be sent. On another day what was planned has taken place: all is asked for. */
function conditions(bookmark: Subscription['bookmark'], today: string): Record<string, string> {
  if (bookmark?.['day'] !== today) return {}
  const { etag, lastModified } = bookmark
  return {
    ...(etag === undefined ? {} : { 'if-none-match': etag }),
    ...(lastModified === undefined ? {} : { 'if-modified-since': lastModified }),
  }
}

/** The names of internal servers that an administrator allowed. */
export async function allowedHosts(query: Query): Promise<ReadonlySet<string>> {
  return new Set(await readHostList(query, 'internal-hosts'))
}
