// From checked JSON to what is stored: the statement completed with what a store must add, and the columns that queries need.
import { isObject, own, type XapiVersion } from './check/shape.ts'
import { readInstant } from './check/timestamp.ts'
import { voided } from './check/verb.ts'
import { givenVersion } from './check/version.ts'
import { type FoundIn, foundIn } from './found-in.ts'
import type { JsonObject, JsonValue } from './json/parse-json.ts'
import { activityKey } from './keys.ts'
import { contentHash } from './same-content.ts'

export interface Prepared {
  readonly id: string
  /** Without `stored`, and without `timestamp` when none was sent: both are known once it is stored. */
  readonly statement: JsonObject
  readonly hash: string
  readonly verb: string
  readonly occurredAt: Date | null
  readonly activityKey: string | null
  readonly registration: string | null
  readonly refersTo: string | null
  readonly isVoiding: boolean
  readonly found: FoundIn
}

export interface Preparing {
  readonly version: XapiVersion
  /** Who vouches for it: the credential of the sender. */
  readonly authority: JsonObject
  readonly makeId: () => string
}

/** Prepares a statement in which nothing is wrong. */
export function prepare(sent: JsonObject, { version, authority, makeId }: Preparing): Prepared {
  const statement = completed(sent, version)
  const given = own(sent, 'id')
  const id = typeof given === 'string' ? given.toLowerCase() : makeId()
  statement['id'] = id
  statement['authority'] = authority
  delete statement['stored']
  if (own(statement, 'version') === undefined) statement['version'] = givenVersion[version]
  const timestamp = own(sent, 'timestamp')
  const instant = typeof timestamp === 'string' ? readInstant(timestamp, version) : null
  const verb = textOf(own(sent, 'verb'), 'id') ?? ''
  const object = own(sent, 'object')
  const type = textOf(object, 'objectType') ?? 'Activity'
  const objectId = textOf(object, 'id')
  return {
    id,
    statement,
    hash: contentHash(sent),
    verb,
    occurredAt: instant === null || instant === 'negative-zero' ? null : instant.at,
    activityKey: type === 'Activity' && objectId !== null ? activityKey(objectId) : null,
    registration: textOf(own(sent, 'context'), 'registration')?.toLowerCase() ?? null,
    refersTo: type === 'StatementRef' ? (objectId?.toLowerCase() ?? null) : null,
    isVoiding: verb === voided,
    found: foundIn(statement),
  }
}

function textOf(value: JsonValue | undefined, name: string): string | null {
  const text = isObject(value) ? own(value, name) : undefined
  return typeof text === 'string' ? text : null
}

/** A copy in which activities of the context are lists, and, for xAPI 2.0, instants are in UTC. */
function completed(value: JsonObject, version: XapiVersion): JsonObject {
  const copy = Object.assign(Object.create(null) as JsonObject, value)
  const timestamp = own(copy, 'timestamp')
  if (version === '2.0' && typeof timestamp === 'string') {
    const instant = readInstant(timestamp, version)
    if (instant !== null && instant !== 'negative-zero' && !/z$/i.test(timestamp))
      copy['timestamp'] = instant.utc
  }
  const context = own(copy, 'context')
  const lists = isObject(context) ? own(context, 'contextActivities') : undefined
  if (isObject(context) && isObject(lists)) {
    const arrays = Object.create(null) as JsonObject
    for (const [name, list] of Object.entries(lists)) arrays[name] = Array.isArray(list) ? list : [list]
    copy['context'] = Object.assign(Object.create(null), context, { contextActivities: arrays }) as JsonObject
  }
  const object = own(copy, 'object')
  if (isObject(object) && own(object, 'objectType') === 'SubStatement')
    copy['object'] = completed(object, version)
  return copy
}
