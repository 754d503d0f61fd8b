// The sources that deliver by themselves: made, listed with what they brought, paused, removed. Secrets are sealed and never
// read back by anybody.
import { type RawBuilder, sql } from 'kysely'
import { digestOf, type KeyRing, newReference, type Random, seal, unseal } from '../../access/index.ts'
import type { Query } from '../../model/database.ts'
import type { ConnectionFault, ConnectionKind } from '../../model/tables/connections.ts'
import type { Words } from '../entities.ts'
import { checkSchedule, nextRun, ScheduleError } from './schedule.ts'

export interface Connection {
  readonly connectionId: number
  readonly kind: ConnectionKind
  readonly name: string
  readonly source: string
  readonly personId: number | null
  readonly settings: Readonly<Record<string, string>>
  readonly hasSecret: boolean
  readonly schedule: string | null
  readonly isPaused: boolean
  readonly isTrusted: boolean
  readonly createdAt: Date
  readonly nextRunAt: Date | null
  readonly lastRunAt: Date | null
  readonly lastOkAt: Date | null
  readonly lastFault: ConnectionFault | null
  /** Events that no delivery has taken yet. */
  readonly waiting: number
  /** Events whose delivery was discarded; they can be tried again. */
  readonly setAside: number
}

export interface NewConnection {
  readonly kind: ConnectionKind
  readonly name: string
  readonly source: string
  readonly personId: number | null
  readonly settings: Readonly<Record<string, string>>
  readonly secret: string | null
  readonly schedule: string | null
}

export interface Keeping {
  readonly now: Date
  readonly random: Random
  readonly keys: KeyRing
  readonly timeZone: string
}

/** A connection cannot be made or changed as asked; said to a person. */
export class ConnectionRefused extends Error {
  readonly words: Words
  constructor(fr: string, en: string) {
    super(en)
    this.name = 'ConnectionRefused'
    this.words = { fr, en }
  }
}

/**
 * Makes a connection.
 * @returns its number and, for a webhook, the reference of its address, which is shown this once
 * @throws ConnectionRefused
 */
export async function addConnection(
  query: Query,
  asked: NewConnection,
  { now, random, keys, timeZone }: Keeping,
): Promise<{ readonly connectionId: number; readonly reference: string | null }> {
  const known = await query
    .selectFrom('connections')
    .select('connection_id')
    .where('name', '=', asked.name)
    .executeTakeFirst()
  if (known !== undefined)
    throw new ConnectionRefused(
      'Une connexion porte déjà ce nom : choisissez-en un autre.',
      'A connection has this name already: choose another one.',
    )
  if (asked.schedule !== null) expectSchedule(asked.schedule, timeZone, now)
  const reference = asked.kind === 'webhook' ? newReference(random) : null
  const { connection_id } = await query
    .insertInto('connections')
    // The database counts connection_id; the type of an insert does not know.
    .values({
      kind: asked.kind,
      name: asked.name,
      source: asked.source,
      person_id: asked.personId,
      settings: JSON.stringify(asked.settings),
      secret: null,
      address_hash: reference === null ? null : digestOf(reference),
      schedule: asked.schedule,
      is_paused: false,
      is_trusted: false,
      created_at: now,
      next_run_at: asked.schedule === null ? null : now,
    } as never)
    .returning('connection_id')
    .executeTakeFirstOrThrow()
  if (asked.secret !== null)
    await query
      .updateTable('connections')
      .set({ secret: seal(keys, placeOf(connection_id), asked.secret, random) })
      .where('connection_id', '=', connection_id)
      .execute()
  return { connectionId: connection_id, reference }
}

/** Every connection of the organisation, in the order of their names; a person's own calendar or mailbox is hers to see. */
export async function listConnections(query: Query): Promise<Connection[]> {
  const { rows } = await sql<{
    connection_id: number
    waiting: number
    set_aside: number
  }>`select connection_id, count(*) filter (where state = 'waiting') as waiting,
      count(*) filter (where state = 'set-aside') as set_aside
    from connection_items where state in ('waiting', 'set-aside') group by 1`.execute(query)
  const counts = new Map(rows.map((row) => [row.connection_id, row]))
  const found = await query
    .selectFrom('connections')
    .selectAll()
    .where('person_id', 'is', null)
    .orderBy('name')
    .execute()
  return found.map((row) => ({
    connectionId: row.connection_id,
    kind: row.kind,
    name: row.name,
    source: row.source,
    personId: row.person_id,
    settings: row.settings,
    hasSecret: row.secret !== null,
    schedule: row.schedule,
    isPaused: row.is_paused,
    isTrusted: row.is_trusted,
    createdAt: row.created_at,
    nextRunAt: row.is_paused ? null : row.next_run_at,
    lastRunAt: row.last_run_at,
    lastOkAt: row.last_ok_at,
    lastFault: row.last_fault,
    waiting: counts.get(row.connection_id)?.waiting ?? 0,
    setAside: counts.get(row.connection_id)?.set_aside ?? 0,
  }))
}

export interface ConnectionChange {
  readonly isPaused?: boolean | undefined
  readonly schedule?: string | undefined
  /** A new secret in place of the one before. */
  readonly secret?: string | undefined
}

/**
 * Pauses, resumes, changes the schedule or replaces the secret.
 * @param personId whose it is; null for one of the organisation @returns false when there is no such connection
 */
export async function changeConnection(
  query: Query,
  connectionId: number,
  { isPaused, schedule, secret }: ConnectionChange,
  { now, random, keys, timeZone }: Keeping,
  personId: number | null = null,
): Promise<boolean> {
  const row = await query
    .selectFrom('connections')
    .select(['kind', 'schedule', 'next_run_at'])
    .where('connection_id', '=', connectionId)
    .where(ofPerson(personId))
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) return false
  if (secret !== undefined && row.kind === 'webhook' && secret.length < 8)
    throw new ConnectionRefused(
      'Un secret de signature a 8 caractères au moins.',
      'A signing secret has 8 characters at least.',
    )
  if (schedule !== undefined) {
    if (row.schedule === null)
      throw new ConnectionRefused(
        'Cette connexion n’a pas de rythme : elle reçoit ce qu’on lui envoie.',
        'This connection has no schedule: it receives what is sent to it.',
      )
    expectSchedule(schedule, timeZone, now)
  }
  await query
    .updateTable('connections')
    .set({
      ...(isPaused === undefined ? {} : { is_paused: isPaused }),
      ...(schedule === undefined ? {} : { schedule, next_run_at: nextRun(schedule, timeZone, now) }),
      ...(secret === undefined ? {} : { secret: seal(keys, placeOf(connectionId), secret, random) }),
    })
    .where('connection_id', '=', connectionId)
    .execute()
  return true
}

/**
 * Removes a connection with what it brought and nobody took; what became visible stays.
 * @param personId whose it is; null for one of the organisation @returns false when there is none
 */
export async function removeConnection(
  query: Query,
  connectionId: number,
  personId: number | null = null,
): Promise<boolean> {
  const row = await query
    .deleteFrom('connections')
    .where('connection_id', '=', connectionId)
    .where(ofPerson(personId))
    .returning('connection_id')
    .executeTakeFirst()
  if (row === undefined) return false
  await query.deleteFrom('connection_items').where('connection_id', '=', connectionId).execute()
  return true
}

/**
 * Lets a connection run as soon as the server looks, with what was set aside.
 * @param personId whose it is; null for one of the organisation @returns false when there is none
 */
export async function runSoon(
  query: Query,
  connectionId: number,
  now: Date,
  personId: number | null = null,
): Promise<boolean> {
  const row = await query
    .updateTable('connections')
    .set({ next_run_at: now })
    .where('connection_id', '=', connectionId)
    .where(ofPerson(personId))
    .returning('connection_id')
    .executeTakeFirst()
  if (row === undefined) return false
  await sql`update connection_items set state = 'waiting', import_id = null
    where connection_id = ${connectionId} and payload is not null
      and (state = 'set-aside' or state = 'delivered'
        and import_id in (select import_id from imports where state = 'refused'))`.execute(query)
  // A file is read again where it lies.
  await query
    .deleteFrom('connection_items')
    .where('connection_id', '=', connectionId)
    .where('state', '=', 'set-aside')
    .execute()
  return true
}

/** Seals again whatever an older key sealed. @returns how many */
export async function sealConnectionsAgain(
  query: Query,
  keys: KeyRing,
  { random }: { readonly random: Random },
): Promise<number> {
  const rows = await query
    .selectFrom('connections')
    .select(['connection_id', 'secret'])
    .where('secret', 'is not', null)
    .forUpdate()
    .execute()
  for (const { connection_id, secret } of rows)
    await query
      .updateTable('connections')
      .set({
        secret: seal(keys, placeOf(connection_id), openSecret(keys, connection_id, secret) ?? '', random),
      })
      .where('connection_id', '=', connection_id)
      .execute()
  return rows.length
}

/** A connection's secret; null where it has none. @throws KeyError when its key is missing */
export function openSecret(keys: KeyRing, connectionId: number, sealed: string | null): string | null {
  return sealed === null ? null : unseal(keys, placeOf(connectionId), sealed)
}

function ofPerson(personId: number | null): RawBuilder<boolean> {
  return sql<boolean>`person_id is not distinct from ${personId}`
}

function placeOf(connectionId: number): string {
  return `connections.secret:${connectionId}`
}

function expectSchedule(schedule: string, timeZone: string, now: Date): void {
  try {
    checkSchedule(schedule, timeZone, now)
  } catch (error) {
    if (error instanceof ScheduleError) throw new ConnectionRefused(error.words.fr, error.words.en)
    throw error
  }
}
