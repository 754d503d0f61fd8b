// Takes an event that a webhook brings: checked, given its identity, and kept before it is acknowledged. The same event once or
// ten times, in any order, ends in the same state.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Database, Query } from '../../model/database.ts'
import type { Reader } from '../../model/reader.ts'
import { digestOf } from '../../access/index.ts'
import { jsonDepth } from '../json-depth.ts'
import { at, firstText, isObject, type JsonObject, type Sender, type SenderName, senders } from './senders.ts'
import { type Headers, messageId, signatureFault } from './signatures.ts'

/** Bytes of one event at most. */
export const largestEvent = 1024 * 1024
const deepest = 64

export interface Hook {
  readonly connectionId: number
  readonly sender: SenderName
  /** Opened; '' where the address alone is known. */
  readonly secret: string
  readonly isPaused: boolean
}

export interface ReceivedEvent {
  readonly headers: Headers
  readonly body: Buffer
  readonly now: Date
}

/**
 * What became of it. `taken` and `repeated` are acknowledged; `conflict` is the id of an event that came before with another
 * content, and the first stays; `left-out` is an event that does not count, acknowledged so that it is not sent again.
 */
export type Receipt =
  | 'taken'
  | 'repeated'
  | 'left-out'
  | 'conflict'
  | 'unsigned'
  | 'wrong-signature'
  | 'too-old'
  | 'too-new'
  | 'not-json'
  | 'paused'

/** The connection of a webhook's address; null for an address that opens nothing. */
export async function findHook(
  query: Query,
  reference: string,
): Promise<{
  readonly connectionId: number
  readonly sender: SenderName
  readonly sealed: string | null
  readonly isPaused: boolean
} | null> {
  const row = await query
    .selectFrom('connections')
    .select(['connection_id', 'settings', 'secret', 'is_paused'])
    .where('address_hash', '=', digestOf(reference))
    .where('kind', '=', 'webhook')
    .executeTakeFirst()
  const sender = row?.settings['sender']
  if (row === undefined || sender === undefined || !Object.hasOwn(senders, sender)) return null
  return {
    connectionId: row.connection_id,
    sender: sender as SenderName,
    sealed: row.secret,
    isPaused: row.is_paused,
  }
}

/** Checks and keeps one event. */
export async function receiveEvent(
  database: Database,
  reader: Reader,
  hook: Hook,
  { headers, body, now }: ReceivedEvent,
): Promise<Receipt> {
  const sender: Sender = senders[hook.sender]
  const fault = signatureFault(sender.signature, hook.secret, headers, body, now)
  if (fault !== null) return fault
  if (hook.isPaused) return 'paused'
  const parsed = parseEvent(body)
  if (parsed === null) return 'not-json'
  const { event } = parsed
  if (sender.only !== undefined && !isWanted(event, sender.only)) return 'left-out'
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 32)
  const eventId = (messageId(headers) ?? firstText(event, sender.eventId) ?? `content:${hash}`).slice(0, 255)
  return database.writeApart(reader, (query) =>
    keep(query, hook.connectionId, sender, parsed, { eventId, hash, now }),
  )
}

function isWanted(event: JsonObject, only: NonNullable<Sender['only']>): boolean {
  const value = at(event, only.at)
  return typeof value === 'string' && only.values.includes(value)
}

interface ParsedEvent {
  readonly event: JsonObject
  /** On one line. */
  readonly text: string
}

interface Identified {
  readonly eventId: string
  readonly hash: string
  readonly now: Date
}

async function keep(
  query: Query,
  connectionId: number,
  sender: Sender,
  { event, text }: ParsedEvent,
  { eventId, hash, now }: Identified,
): Promise<Receipt> {
  // The text itself where nothing has to be turned round: its numbers keep every digit.
  const payload = sender.row === undefined ? text : JSON.stringify(sender.row(event))
  const { rows } = await sql<{ content_hash: string; is_new: boolean }>`
    insert into connection_items as known
      (connection_id, item_id, seen_at, occurred_at, content_hash, record_key, payload, state)
    values (${connectionId}, ${eventId}, ${now}, ${momentOf(event, sender) ?? now}, ${hash}::uuid,
      ${firstText(event, sender.recordId)?.slice(0, 400) ?? null}, ${payload}, 'waiting')
    on conflict (connection_id, item_id) do update set content_hash = known.content_hash
    returning content_hash::text, (xmax = 0) as is_new`.execute(query)
  const [stored] = rows
  if (stored === undefined || stored.is_new) return 'taken'
  return stored.content_hash.replaceAll('-', '') === hash ? 'repeated' : 'conflict'
}

/** The moment that the event states, if it is one of a life time: seconds, milliseconds or ISO 8601. */
function momentOf(event: JsonObject, sender: Sender): Date | null {
  const written = firstText(event, sender.occurredAt)
  if (written === null) return null
  const moment = /^\d{10}$/.test(written)
    ? Number(written) * 1000
    : /^\d{13}$/.test(written)
      ? Number(written)
      : Date.parse(written)
  return moment > Date.UTC(2000, 0, 1) && moment < Date.UTC(2100, 0, 1) ? new Date(moment) : null
}

/** The event as an object; null for anything else, too deep or with a text that no column can hold. */
function parseEvent(body: Buffer): ParsedEvent | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body)
    if (jsonDepth(text) > deepest) return null
    const event: unknown = JSON.parse(text, (key, value: unknown) => {
      if (key === '__proto__' || key.includes('\0')) throw new SyntaxError(key)
      return typeof value === 'string' ? value.replaceAll('\0', '\uFFFD') : value
    })
    // Outside of its strings, where none can stand, a line break is white space.
    return isObject(event) ? { event, text: text.replaceAll(/[\r\n]+/g, ' ') } : null
  } catch {
    return null
  }
}
