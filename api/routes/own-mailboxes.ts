// The mailboxes that a person connected: connections of her own, with their passwords sealed. She makes them, sees them and ends
// them, and nobody else does: a mailbox belongs first to its person.
import type { Query } from '../../model/database.ts'
import {
  addConnection,
  changeConnection,
  removeConnection,
  runSoon,
} from '../../sources/connections/connections.ts'
import { mailboxOf, settingsOf } from '../../sources/mail/mailbox-settings.ts'
import { freeName } from '../../sources/connections/free-name.ts'
import { removeSource } from '../../sources/own-time/keep.ts'
import { mailboxSource } from '../../sources/own-time/mailbox.ts'
import { Refusal } from '../errors/errors.ts'
import type { Handler } from '../handler.ts'
import { mailboxAsked, tryMailbox } from '../mailboxes.ts'
import { expectHerself, momentOf } from '../own-person.ts'

/** Once a day, early. */
const schedule = '20 5 * * *'
const mostMailboxes = 5

export async function mailboxesOf(query: Query, personId: number) {
  const rows = await query
    .selectFrom('connections')
    .select(['connection_id', 'settings', 'last_ok_at', 'last_fault', 'next_run_at'])
    .where('person_id', '=', personId)
    .where('kind', '=', 'mail')
    .orderBy('connection_id')
    .execute()
  return rows.map((row) => ({
    connectionId: row.connection_id,
    ...mailboxOf(row.settings),
    lastOkAt: row.last_ok_at,
    lastFault: row.last_fault,
    nextRunAt: row.next_run_at,
  }))
}

export const addOwnMailbox: Handler<'addOwnMailbox'> = async (
  place,
  { reader, path: { personId }, body, signal },
) => {
  expectHerself(reader, personId)
  const { timeZone, now } = await momentOf(place, reader)
  const mailbox = mailboxAsked(body)
  await tryMailbox(place, reader, mailbox, body.password, signal)
  const keeping = { now, random: place.access.random, keys: await place.access.keys(), timeZone }
  return place.database.writeApart(reader, async (query) => {
    const { length } = await mailboxesOf(query, personId)
    if (length >= mostMailboxes)
      throw new Refusal('refused', {
        words: {
          fr: `Une personne relie ${mostMailboxes} messageries au plus.`,
          en: `A person connects ${mostMailboxes} mailboxes at most.`,
        },
      })
    const asked = {
      kind: 'mail' as const,
      name: await freeName(query, personId, mailbox.host),
      source: 'own mailbox',
      personId,
      settings: settingsOf(mailbox),
      secret: body.password,
      schedule,
    }
    // It is read as soon as the server looks.
    const { connectionId } = await addConnection(query, asked, keeping)
    return { connectionId }
  })
}

export const changeOwnMailbox: Handler<'changeOwnMailbox'> = async (
  place,
  { reader, path: { personId, connectionId }, body: { password }, signal },
) => {
  expectHerself(reader, personId)
  const mailbox = await place.database.read(reader, async (query) =>
    (await mailboxesOf(query, personId)).find((one) => one.connectionId === connectionId),
  )
  if (mailbox === undefined) throw new Refusal('not-found')
  if (password !== undefined) await tryMailbox(place, reader, mailbox, password, signal)
  const { timeZone, now } = await momentOf(place, reader)
  const keeping = { now, random: place.access.random, keys: await place.access.keys(), timeZone }
  await place.database.writeApart(reader, async (query) => {
    if (password !== undefined)
      await changeConnection(query, connectionId, { secret: password }, keeping, personId)
    await runSoon(query, connectionId, now, personId)
  })
  return { connectionId }
}

export const removeOwnMailbox: Handler<'removeOwnMailbox'> = async (
  { database, runs },
  { reader, path: { personId, connectionId } },
) => {
  expectHerself(reader, personId)
  const isHers = await database.read(reader, async (query) =>
    (await mailboxesOf(query, personId)).some((one) => one.connectionId === connectionId),
  )
  if (!isHers) throw new Refusal('not-found')
  runs.cancel(connectionId)
  await database.writeApart(reader, (query) => removeConnection(query, connectionId, personId))
  return database.write(reader, async (query) => ({
    removed: await removeSource(query, personId, mailboxSource(connectionId)),
  }))
}
