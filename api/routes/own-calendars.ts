// The calendars that a person subscribed to: a connection of her own, with its address sealed. She makes it and ends it.
import type { Query } from '../../model/database.ts'
import { addConnection, type Keeping, removeConnection } from '../../sources/connections/connections.ts'
import { freeName } from '../../sources/connections/free-name.ts'
import { CalendarCut } from '../../sources/calendar/calendar.ts'
import { removeSource } from '../../sources/own-time/keep.ts'
import { allowedHosts, httpOf, refreshCalendar, sourceOf } from '../../sources/own-time/subscription.ts'
import { OutgoingRefused, readAddress } from '../../sources/outgoing/index.ts'
import { Refusal } from '../errors/errors.ts'
import type { Handler, Place } from '../handler.ts'
import { expectHerself, momentOf } from '../own-person.ts'

/** Once a day, early: what took place is known by the morning after. */
const schedule = '10 5 * * *'
const mostCalendars = 10

export async function calendarsOf(query: Query, personId: number) {
  const rows = await query
    .selectFrom('connections')
    .select(['connection_id', 'settings', 'last_ok_at', 'last_fault'])
    .where('person_id', '=', personId)
    .where('kind', '=', 'calendar')
    .orderBy('connection_id')
    .execute()
  return rows.map((row) => ({
    connectionId: row.connection_id,
    host: row.settings['host'] ?? '',
    lastOkAt: row.last_ok_at,
    lastFault: row.last_fault,
  }))
}

export const addOwnCalendar: Handler<'addOwnCalendar'> = async (
  place,
  { reader, path: { personId }, body, signal },
) => {
  expectHerself(reader, personId)
  const { timeZone, now } = await momentOf(place, reader)
  const hosts = await place.database.read(reader, allowedHosts)
  const { host } = await refusing(async () => readAddress(httpOf(body.address), hosts))
  const keeping = { now, random: place.access.random, keys: await place.access.keys(), timeZone }
  const connectionId = await place.database.writeApart(reader, (query) =>
    subscribe(query, personId, { address: body.address, host }, keeping),
  )
  const about = { database: place.database, reader, now, timeZone, outgoing: { allowedHosts: hosts }, signal }
  try {
    const { bookmark, kept } = await refusing(() =>
      refreshCalendar({ connectionId, personId, address: body.address, bookmark: null }, about),
    )
    await place.database.writeApart(reader, (query) =>
      query
        .updateTable('connections')
        .set({ bookmark: JSON.stringify(bookmark) as never, last_ok_at: now, last_run_at: now })
        .where('connection_id', '=', connectionId)
        .execute(),
    )
    return { connectionId, kept: kept ?? { added: 0, removed: 0, unchanged: 0 } }
  } catch (error) {
    await forget(place, reader, connectionId, personId)
    throw error
  }
}

export const removeOwnCalendar: Handler<'removeOwnCalendar'> = async (
  place,
  { reader, path: { personId, connectionId } },
) => {
  expectHerself(reader, personId)
  const isHers = await place.database.read(reader, async (query) =>
    (await calendarsOf(query, personId)).some((one) => one.connectionId === connectionId),
  )
  if (!isHers) throw new Refusal('not-found')
  await forget(place, reader, connectionId, personId)
  return place.database.write(reader, async (query) => ({
    removed: await removeSource(query, personId, sourceOf(connectionId)),
  }))
}

async function subscribe(
  query: Query,
  personId: number,
  { address, host }: { readonly address: string; readonly host: string },
  keeping: Keeping,
): Promise<number> {
  const { length } = await calendarsOf(query, personId)
  if (length >= mostCalendars)
    throw new Refusal('refused', {
      words: {
        fr: `Une personne s’abonne à ${mostCalendars} agendas au plus.`,
        en: `A person subscribes to ${mostCalendars} calendars at most.`,
      },
    })
  const name = await freeName(query, personId, host)
  const asked = {
    kind: 'calendar' as const,
    name,
    source: 'own calendar',
    personId,
    settings: { host },
    secret: address,
  }
  const { connectionId } = await addConnection(query, { ...asked, schedule }, keeping)
  // Read at once, and from then on by its schedule.
  await query
    .updateTable('connections')
    .set({ is_trusted: true, next_run_at: new Date(keeping.now.getTime() + 86_400_000) })
    .where('connection_id', '=', connectionId)
    .execute()
  return connectionId
}

async function forget(
  { database }: Place,
  reader: Parameters<typeof expectHerself>[0],
  connectionId: number,
  personId: number,
) {
  await database.writeApart(reader, (query) => removeConnection(query, connectionId, personId))
}

async function refusing<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof OutgoingRefused) throw new Refusal('refused', { words: error.words })
    if (error instanceof CalendarCut)
      throw new Refusal('refused', {
        words: {
          fr: 'À cette adresse il n’y a pas d’agenda entier : copiez l’adresse « iCal » de votre agenda.',
          en: 'There is no whole calendar at this address: copy the “iCal” address of your calendar.',
        },
      })
    throw error
  }
}
