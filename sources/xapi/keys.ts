// Digests by which agents, activities and documents are found: as long for every IRI, and saying nothing by themselves.
import { createHash } from 'node:crypto'
import { isObject, own } from './check/shape.ts'
import type { JsonObject, JsonValue } from './json/parse-json.ts'
import type { AgentKind } from '../../model/tables/xapi-agents.ts'

/** The first half of a SHA-256, in the form of a UUID. */
export function digestKey(...parts: readonly string[]): string {
  const hex = createHash('sha256').update(JSON.stringify(parts)).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`
}

/** Records of one delivery name the same few activities again and again. Nothing about people is remembered so. */
const remembered = new Map<string, string>()
const mostRemembered = 5_000

export function activityKey(iri: string): string {
  const known = remembered.get(iri)
  if (known !== undefined) return known
  const key = digestKey('activity', iri)
  if (remembered.size >= mostRemembered) remembered.clear()
  remembered.set(iri, key)
  return key
}

/** An agent as the standard tells agents apart: by the one way in which it is named. */
export interface Named {
  readonly key: string
  readonly kind: AgentKind
  readonly homePage: string | null
  readonly value: string
  readonly name: string | null
}

/** How an agent or group is named; null for a group without an identifier. Addresses compare without case. */
export function namedOf(actor: JsonObject): Named | null {
  const given = own(actor, 'name')
  const name = typeof given === 'string' ? given.slice(0, 500) : null
  const make = (kind: AgentKind, homePage: string | null, value: string): Named => ({
    key: digestKey('agent', kind, homePage ?? '', value),
    kind,
    homePage,
    value,
    name,
  })
  const mbox = own(actor, 'mbox')
  if (typeof mbox === 'string') return make('mbox', null, mbox.slice(7).toLowerCase())
  const sha1 = own(actor, 'mbox_sha1sum')
  if (typeof sha1 === 'string') return make('mbox_sha1sum', null, sha1.toLowerCase())
  const openid = own(actor, 'openid')
  if (typeof openid === 'string') return make('openid', null, openid)
  const account = own(actor, 'account')
  if (!isObject(account)) return null
  const [homePage, accountName] = [own(account, 'homePage'), own(account, 'name')]
  return typeof homePage === 'string' && typeof accountName === 'string'
    ? make('account', homePage, accountName)
    : null
}

export function isGroup(actor: JsonObject): boolean {
  return own(actor, 'objectType') === 'Group'
}

/** The agents that a group names; none for an agent. */
export function membersOf(actor: JsonObject): JsonObject[] {
  const members: JsonValue | undefined = isGroup(actor) ? own(actor, 'member') : undefined
  return Array.isArray(members) ? members.filter(isObject) : []
}
