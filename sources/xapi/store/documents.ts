// The documents that courses keep: states of a person in an activity, profiles of activities and of agents. Each has an
// entity tag, so that two who change one at once do not overwrite each other unseen.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { lockRecords } from '../../../model/data-version.ts'
import type { Query } from '../../../model/database.ts'
import { isObject } from '../check/shape.ts'
import { JsonFault } from '../json/json-fault.ts'
import { type JsonObject, parseJson } from '../json/parse-json.ts'
import { writeJson } from '../json/write-json.ts'
import { digestKey } from '../keys.ts'
import { XapiRefused } from './refused.ts'

export type DocumentKind = 'state' | 'activity-profile' | 'agent-profile'

/** Where documents stand: several share a scope, each has its own name in it. */
export interface DocumentScope {
  readonly kind: DocumentKind
  readonly activity: string | null
  readonly agentKey: string | null
  /** Null: documents of every registration when several are asked for, else the one without. */
  readonly registration: string | null
}

export interface StoredDocument {
  readonly mediaType: string
  readonly content: Buffer
  readonly etag: string
  readonly updatedAt: Date
  readonly personId: number | null
}

/** What a writer says of the document that she thinks is there. */
export interface Conditions {
  readonly ifMatch: string | null
  readonly ifNoneMatch: string | null
  /** 'when-there': a writer must say one of them when a document is there already; 'always': also when none is. */
  readonly areNeeded: 'always' | 'when-there' | 'never'
}

/** Bytes of one document at most. */
export const largestDocument = 5 * 1024 * 1024

export async function readDocument(
  query: Query,
  credentialId: number,
  scope: DocumentScope,
  name: string,
): Promise<StoredDocument | null> {
  const row = await query
    .selectFrom('xapi_documents')
    .select(['media_type', 'content', 'etag', 'updated_at', 'person_id'])
    .where('credential_id', '=', credentialId)
    .where('document_key', '=', documentKey(scope, name))
    .executeTakeFirst()
  if (row === undefined) return null
  return {
    mediaType: row.media_type,
    content: row.content,
    etag: row.etag,
    updatedAt: row.updated_at,
    personId: row.person_id,
  }
}

export interface Listed {
  readonly names: readonly string[]
  readonly latest: Date | null
  readonly people: readonly number[]
}

/** The names of the documents of a scope, those changed after an instant when one is given. */
export async function listDocuments(
  query: Query,
  credentialId: number,
  scope: DocumentScope,
  since: Date | null,
): Promise<Listed> {
  const rows = await query
    .selectFrom('xapi_documents')
    .select(['name', 'updated_at', 'person_id'])
    .where('credential_id', '=', credentialId)
    .where('scope_key', '=', scopeKey(scope))
    .$if(scope.registration !== null, (some) => some.where('registration', '=', scope.registration ?? ''))
    .$if(since !== null, (some) => some.where('updated_at', '>', since ?? new Date(0)))
    .orderBy('name')
    .limit(10_000)
    .execute()
  const latest = rows.reduce<Date | null>(
    (newest, row) => (newest === null || row.updated_at > newest ? row.updated_at : newest),
    null,
  )
  return {
    names: [...new Set(rows.map((row) => row.name))],
    latest,
    people: rows.map((row) => row.person_id).filter((person) => person !== null),
  }
}

export interface NewDocument {
  readonly mediaType: string
  readonly content: Buffer
}

/** Puts a document in the place of what was there. @throws XapiRefused 'precondition', 'conflict' */
export async function putDocument(
  query: Query,
  credentialId: number,
  { scope, name, conditions, now }: Target,
  document: NewDocument,
): Promise<void> {
  await lockRecords(query)
  const known = await readDocument(query, credentialId, scope, name)
  checkConditions(known, conditions)
  await keep(query, credentialId, { scope, name, now }, document)
}

/**
 * Stores a document, or merges the properties of a JSON object into the one that is there.
 * @throws XapiRefused 'precondition', 'invalid' when either is no JSON object
 */
export async function mergeDocument(
  query: Query,
  credentialId: number,
  { scope, name, conditions, now }: Target,
  document: NewDocument,
): Promise<void> {
  await lockRecords(query)
  const known = await readDocument(query, credentialId, scope, name)
  checkConditions(known, { ...conditions, areNeeded: 'never' })
  const sent = isJson(document.mediaType) ? objectIn(document.content) : null
  if (isJson(document.mediaType) && sent === null && known !== null) throw notJson()
  if (known === null) return keep(query, credentialId, { scope, name, now }, document)
  const before = isJson(known.mediaType) ? objectIn(known.content) : null
  if (sent === null || before === null) throw notJson()
  const merged = Object.assign(Object.create(null) as JsonObject, before, sent)
  await keep(
    query,
    credentialId,
    { scope, name, now },
    { mediaType: 'application/json', content: Buffer.from(writeJson(merged)) },
  )
}

/** Deletes one document; none is no fault. @throws XapiRefused 'precondition' */
export async function deleteDocument(
  query: Query,
  credentialId: number,
  { scope, name, conditions }: Target,
): Promise<void> {
  await lockRecords(query)
  const known = await readDocument(query, credentialId, scope, name)
  checkConditions(known, { ...conditions, areNeeded: 'never' })
  await query
    .deleteFrom('xapi_documents')
    .where('credential_id', '=', credentialId)
    .where('document_key', '=', documentKey(scope, name))
    .execute()
}

/** Deletes every document of a scope; of one registration when it is given. */
export async function deleteDocuments(
  query: Query,
  credentialId: number,
  scope: DocumentScope,
): Promise<void> {
  await lockRecords(query)
  await query
    .deleteFrom('xapi_documents')
    .where('credential_id', '=', credentialId)
    .where('scope_key', '=', scopeKey(scope))
    .$if(scope.registration !== null, (some) => some.where('registration', '=', scope.registration ?? ''))
    .execute()
}

export interface Target {
  readonly scope: DocumentScope
  readonly name: string
  readonly conditions: Conditions
  readonly now: Date
}

async function keep(
  query: Query,
  credentialId: number,
  { scope, name, now }: Omit<Target, 'conditions'>,
  { mediaType, content }: NewDocument,
): Promise<void> {
  const etag = createHash('sha1').update(content).digest('hex')
  await sql`insert into xapi_documents (credential_id, document_key, scope_key, kind, activity, agent_key,
      registration, name, media_type, content, etag, updated_at, person_id)
    select ${credentialId}, ${documentKey(scope, name)}, ${scopeKey(scope)}, ${scope.kind}, ${scope.activity},
      ${scope.agentKey}::uuid, ${scope.registration}::uuid, ${name}, ${mediaType}, ${content}, ${etag}, ${now},
      (select person_id from xapi_agents where agent_key = ${scope.agentKey}::uuid)
    on conflict (credential_id, document_key) do update set media_type = excluded.media_type,
      content = excluded.content, etag = excluded.etag, updated_at = excluded.updated_at`.execute(query)
}

/** Both are digests of all parts: names and IRIs may be longer than an index takes. */
function scopeKey({ kind, activity, agentKey }: DocumentScope): string {
  return digestKey('documents', kind, activity ?? '', agentKey ?? '')
}

function documentKey(scope: DocumentScope, name: string): string {
  return digestKey('document', scopeKey(scope), scope.registration ?? '', name)
}

function checkConditions(known: StoredDocument | null, conditions: Conditions): void {
  const { ifMatch, ifNoneMatch, areNeeded } = conditions
  if (ifMatch !== null && (known === null || !names(ifMatch, known.etag))) throw changedMeanwhile()
  if (ifNoneMatch !== null && known !== null && names(ifNoneMatch, known.etag)) throw changedMeanwhile()
  if (areNeeded === 'never' || ifMatch !== null || ifNoneMatch !== null) return
  if (known !== null)
    throw new XapiRefused('conflict', {
      fr: 'Un document existe déjà ici. Le lire d’abord, puis le remplacer avec If-Match et son ETag, ou écrire seulement s’il n’existe pas avec If-None-Match: *.',
      en: 'A document stands here already. Read it first, then replace it with If-Match and its ETag, or write only if there is none with If-None-Match: *.',
    })
  if (areNeeded === 'always')
    throw new XapiRefused('invalid', {
      fr: 'Un profil s’écrit avec If-Match et son ETag, ou avec If-None-Match: *.',
      en: 'A profile is written with If-Match and its ETag, or with If-None-Match: *.',
    })
}

/** Whether a header of entity tags names one; `*` names any. */
function names(header: string, etag: string): boolean {
  return header
    .split(',')
    .map((one) => one.trim().replace(/^W\//, '').replace(/^"|"$/g, ''))
    .some((one) => one === '*' || one.toLowerCase() === etag)
}

function changedMeanwhile(): XapiRefused {
  return new XapiRefused('precondition', {
    fr: 'Le document n’est pas celui que nomme If-Match ou If-None-Match : il a changé entre-temps.',
    en: 'The document is not the one that If-Match or If-None-Match names: it has changed meanwhile.',
  })
}

function notJson(): XapiRefused {
  return new XapiRefused('invalid', {
    fr: 'Seuls deux objets JSON peuvent être fusionnés par POST.',
    en: 'Only two JSON objects can be merged by POST.',
  })
}

function isJson(mediaType: string): boolean {
  return /^application\/json\s*(;|$)/i.test(mediaType)
}

function objectIn(content: Buffer): JsonObject | null {
  try {
    const value = parseJson(new TextDecoder('utf-8', { fatal: true }).decode(content))
    return isObject(value) ? value : null
  } catch (error) {
    if (error instanceof JsonFault || error instanceof TypeError) return null
    throw error
  }
}
