// Stores checked statements: all of a delivery or none of it, each once, with what they can be found by. A repetition of
// the same content changes nothing; other content under a known id is a conflict, and the first stays.
import { sql } from 'kysely'
import { lockRecords } from '../../../model/data-version.ts'
import type { Query } from '../../../model/database.ts'
import { readSettings } from '../../../model/settings.ts'
import { activityKeysOf } from '../found-in.ts'
import { reasons } from '../reasons.ts'
import { voided as voiding } from '../check/verb.ts'
import { isObject, own } from '../check/shape.ts'
import { parseJson } from '../json/parse-json.ts'
import { writeJson } from '../json/write-json.ts'
import { contentHash } from '../same-content.ts'
import type { Prepared } from '../prepare.ts'
import { tryKey } from '../meaning/try.ts'
import { keepAgents } from './agents.ts'
import { keepActivities } from './activities.ts'
import { XapiRefused } from './refused.ts'
import type { StatementFault } from '../faults.ts'

export interface Stored {
  /** Ids in the order of the delivery. */
  readonly ids: readonly string[]
  /** Positions of the statements that are new. */
  readonly added: readonly number[]
  /** Statements that were there already, with the same content. */
  readonly unchanged: number
  /** Ids of statements that are voided now. */
  readonly voided: readonly string[]
  /** Activities that were known and of which something else is known now. */
  readonly renamed: readonly string[]
}

/**
 * Stores a delivery inside the caller's transaction.
 * @throws XapiRefused 'conflict' naming each statement whose id is taken by other content
 */
export async function writeStatements(
  query: Query,
  credentialId: number,
  delivery: readonly Prepared[],
  now: Date,
): Promise<Stored> {
  await lockRecords(query)
  const known = await knownHashes(query, credentialId, delivery)
  const fresh = delivery.filter(({ id }) => !known.has(id))
  const others = delivery.filter(({ id, hash }) => known.has(id) && known.get(id) !== hash)
  const isOther = new Set(others)
  const same = await saidTheSame(query, credentialId, others)
  const conflicts: StatementFault[] = delivery.flatMap((one, index) =>
    isOther.has(one) && !same.has(one.id)
      ? [{ code: 'ID_DUPLICATE_CONFLICT', index: index + 1, field: 'id', words: reasons.idConflict }]
      : [],
  )
  if (conflicts.length > 0) throw new XapiRefused('conflict', conflictWords, conflicts)
  const ids = delivery.map(({ id }) => id)
  if (fresh.length === 0) return { ids, added: [], unchanged: delivery.length, voided: [], renamed: [] }
  const storedAt = await nextStored(query, credentialId, now)
  const rows = await insertRows(query, credentialId, fresh, storedAt)
  await insertTerms(query, credentialId, fresh, rows)
  await keepAgents(query, fresh, storedAt)
  const renamed = await keepActivities(query, fresh, storedAt)
  const voided = await voidTargets(query, credentialId, fresh)
  return {
    ids,
    added: rows.map(({ position }) => position),
    unchanged: delivery.length - fresh.length,
    voided,
    renamed,
  }
}

const conflictWords = {
  fr: 'Un identifiant est déjà pris par un énoncé au contenu différent. Rien n’a été gardé.',
  en: 'An id is already taken by a statement of other content. Nothing was kept.',
}

/**
 * Of statements whose digest is not that of what is stored under their id: those that say the same all the same, because an
 * older Douze made the digest. @returns their ids
 */
async function saidTheSame(
  query: Query,
  credentialId: number,
  others: readonly Prepared[],
): Promise<ReadonlySet<string>> {
  const same = new Set<string>()
  for (let start = 0; start < others.length; start += batch) {
    const part = new Map(others.slice(start, start + batch).map((one) => [one.id, one]))
    const { rows } = await sql<{ id: string; text: string }>`
      select statement_uuid as id, statement::text as text from xapi_statements
      where credential_id = ${credentialId} and statement_uuid = any (${[...part.keys()]}::uuid[])`.execute(
      query,
    )
    for (const { id, text } of rows) {
      const stored = parseJson(text)
      if (!isObject(stored)) continue
      // A time that was not sent is the one at which it was stored.
      if (own(stored, 'timestamp') === own(stored, 'stored')) delete stored['timestamp']
      if (contentHash(stored) === part.get(id)?.hash) same.add(id)
    }
  }
  return same
}

async function knownHashes(
  query: Query,
  credentialId: number,
  delivery: readonly Prepared[],
): Promise<Map<string, string>> {
  const ids = delivery.map(({ id }) => id)
  const { rows } = await sql<{ statement_uuid: string; content_hash: string }>`
    select statement_uuid, content_hash from xapi_statements
    where credential_id = ${credentialId} and statement_uuid = any (${ids}::uuid[])`.execute(query)
  return new Map(rows.map((row) => [row.statement_uuid, row.content_hash]))
}

/** Never before what is stored already, whatever a clock that was set back says. */
async function nextStored(query: Query, credentialId: number, now: Date): Promise<Date> {
  const { rows } = await sql<{ latest: Date | null }>`
    select max(stored_at) as latest from xapi_statements where credential_id = ${credentialId}`.execute(query)
  const latest = rows[0]?.latest ?? null
  return latest !== null && latest > now ? latest : now
}

/** Rows of one statement of SQL at most. */
const batch = 1000

interface Inserted {
  readonly position: number
  /** The organisation's. */
  readonly day: string
}

async function insertRows(
  query: Query,
  credentialId: number,
  fresh: readonly Prepared[],
  storedAt: Date,
): Promise<Inserted[]> {
  const { timeZone } = await readSettings(query)
  const stored = storedAt.toISOString()
  const inserted: Inserted[] = []
  for (let start = 0; start < fresh.length; start += batch) {
    const part = fresh.slice(start, start + batch)
    const texts = part.map(({ statement, occurredAt }) => {
      statement['stored'] = stored
      if (occurredAt === null) statement['timestamp'] = stored
      return writeJson(statement)
    })
    const moments = part.map(({ occurredAt }) => (occurredAt ?? storedAt).toISOString())
    const { rows } = await sql<Inserted>`
      insert into xapi_statements (credential_id, statement_uuid, stored_at, occurred_at, day, verb, activity_key,
        registration, refers_to, is_voided, person_id, statement, content_hash)
      select ${credentialId}, t.id, ${storedAt}, t.occurred_at, (t.occurred_at at time zone ${timeZone})::date, t.verb,
        t.activity_key, t.registration, t.refers_to, false, null, t.statement::jsonb, t.hash
      from unnest(${part.map(({ id }) => id)}::uuid[], ${moments}::timestamptz[], ${part.map(({ verb }) => verb)}::text[],
        ${part.map((one) => one.activityKey)}::uuid[], ${part.map((one) => one.registration)}::uuid[],
        ${part.map((one) => one.refersTo)}::uuid[], ${texts}::text[], ${part.map(({ hash }) => hash)}::uuid[])
        with ordinality as t (id, occurred_at, verb, activity_key, registration, refers_to, statement, hash, place)
      order by t.place
      returning position, day`.execute(query)
    inserted.push(...rows)
  }
  return inserted
}

async function insertTerms(
  query: Query,
  credentialId: number,
  fresh: readonly Prepared[],
  rows: readonly Inserted[],
): Promise<void> {
  const kinds: string[] = []
  const terms: string[] = []
  const at: number[] = []
  for (const [index, { found, activityKey, registration, isVoiding }] of fresh.entries()) {
    const { position = 0, day = '' } = rows[index] ?? {}
    const add = (kind: string, keys: Iterable<string>): void => {
      for (const key of keys) {
        kinds.push(kind)
        terms.push(key)
        at.push(position)
      }
    }
    add('agent', found.direct)
    add('related-agent', found.related)
    add('related-activity', activityKeysOf(found))
    // Whoever takes a record back learns nothing by it.
    const learners = isVoiding ? [] : found.learners.map(({ key }) => key)
    add('learner', learners)
    if (activityKey !== null)
      add(
        'try',
        learners.map((agent) => tryKey(agent, activityKey, registration, day)),
      )
  }
  for (let start = 0; start < terms.length; start += batch * 10) {
    const end = start + batch * 10
    await sql`insert into xapi_terms (credential_id, kind, term, position)
      select ${credentialId}, t.kind, t.term, t.position
      from unnest(${kinds.slice(start, end)}::text[], ${terms.slice(start, end)}::uuid[], ${at.slice(start, end)}::bigint[])
        as t (kind, term, position)
      on conflict do nothing`.execute(query)
  }
}

/** Voids what is here already, and what arrived after the statement that voids it. A voiding statement cannot be voided. */
async function voidTargets(
  query: Query,
  credentialId: number,
  fresh: readonly Prepared[],
): Promise<string[]> {
  const targets = fresh.filter((one) => one.isVoiding).map((one) => one.refersTo)
  const ids = fresh.map(({ id }) => id)
  const { rows } = await sql<{ statement_uuid: string }>`
    update xapi_statements as s set is_voided = true
    where s.credential_id = ${credentialId} and not s.is_voided and s.verb <> ${voiding}
      and (s.statement_uuid = any (${targets}::uuid[]) or (s.statement_uuid = any (${ids}::uuid[]) and exists (
        select from xapi_statements as v
        where v.credential_id = s.credential_id and v.refers_to = s.statement_uuid and v.verb = ${voiding})))
    returning statement_uuid`.execute(query)
  return rows.map((row) => row.statement_uuid)
}
