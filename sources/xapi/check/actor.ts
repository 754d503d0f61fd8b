// Agents and groups: who did it, who taught, whom it was done to. Each is named in exactly one way.
import type { JsonObject, JsonValue } from '../json/parse-json.ts'
import { checkIri, isMailto } from './iri.ts'
import {
  asArray,
  asObject,
  asText,
  at,
  type Checking,
  checkText,
  isObject,
  onlyKnown,
  own,
  whenGiven,
} from './shape.ts'

/** The ways in which an agent or group can be named. */
export const identifiers = ['mbox', 'mbox_sha1sum', 'openid', 'account'] as const

const agentProperties = new Set(['objectType', 'name', ...identifiers])
const groupProperties = new Set([...agentProperties, 'member'])
const accountProperties = new Set(['homePage', 'name'])

/** An agent or a group. */
export function checkActor(value: JsonValue | undefined, checking: Checking): void {
  const actor = asObject(value, checking)
  if (actor === null) return
  if (own(actor, 'objectType') === 'Group') checkGroupOf(actor, checking)
  else checkAgentOf(actor, checking)
}

/** An agent and no group. */
export function checkAgent(value: JsonValue | undefined, checking: Checking): void {
  const actor = asObject(value, checking)
  if (actor === null) return
  if (own(actor, 'objectType') === 'Group') checking.faults.add(checking.field, 'agent')
  else checkAgentOf(actor, checking)
}

/** A group and no agent. */
export function checkGroup(value: JsonValue | undefined, checking: Checking): void {
  const actor = asObject(value, checking)
  if (actor === null) return
  if (own(actor, 'objectType') === 'Group') checkGroupOf(actor, checking)
  else checking.faults.add(checking.field, 'group')
}

/** Who vouches for a statement: an agent, or the pair of an application and its user. */
export function checkAuthority(value: JsonValue, checking: Checking): void {
  checkActor(value, checking)
  if (!isObject(value) || own(value, 'objectType') !== 'Group') return
  const members = own(value, 'member')
  const isPair = Array.isArray(members) && members.length === 2
  if (!isPair || identifiers.some((name) => own(value, name) !== undefined))
    checking.faults.add(checking.field, 'authorityGroup')
}

function checkAgentOf(agent: JsonObject, checking: Checking): void {
  onlyKnown(agent, agentProperties, checking)
  const type = own(agent, 'objectType')
  if (type !== undefined && type !== 'Agent')
    checking.faults.add(at(checking, 'objectType').field, 'objectType')
  whenGiven(agent, 'name', checking, checkText)
  if (checkIdentifiers(agent, checking) === 0) checking.faults.add(checking.field, 'identifierMissing')
}

function checkGroupOf(group: JsonObject, checking: Checking): void {
  onlyKnown(group, groupProperties, checking)
  whenGiven(group, 'name', checking, checkText)
  const isAnonymous = checkIdentifiers(group, checking) === 0
  whenGiven(group, 'member', checking, checkMembers)
  const members = own(group, 'member')
  if (isAnonymous && (members === undefined || (Array.isArray(members) && members.length === 0)))
    checking.faults.add(checking.field, 'membersMissing')
}

function checkMembers(value: JsonValue, checking: Checking): void {
  for (const [index, member] of (asArray(value, checking) ?? []).entries()) {
    const inner = at(checking, index)
    if (isObject(member) && own(member, 'objectType') === 'Group')
      inner.faults.add(inner.field, 'memberGroup')
    else checkAgent(member, inner)
  }
}

/** @returns how many ways of naming stand there */
function checkIdentifiers(actor: JsonObject, checking: Checking): number {
  const given = identifiers.filter((name) => own(actor, name) !== undefined)
  if (given.length > 1) checking.faults.add(checking.field, 'identifierTwice')
  whenGiven(actor, 'mbox', checking, (value, inner) => {
    const text = asText(value, inner)
    if (text !== null && !isMailto(text)) inner.faults.add(inner.field, 'mailto')
  })
  whenGiven(actor, 'mbox_sha1sum', checking, (value, inner) => {
    const text = asText(value, inner)
    if (text !== null && !/^[0-9a-f]{40}$/i.test(text)) inner.faults.add(inner.field, 'sha1')
  })
  whenGiven(actor, 'openid', checking, checkIri)
  whenGiven(actor, 'account', checking, checkAccount)
  return given.length
}

function checkAccount(value: JsonValue, checking: Checking): void {
  const account = asObject(value, checking)
  if (account === null) return
  onlyKnown(account, accountProperties, checking)
  checkIri(own(account, 'homePage'), at(checking, 'homePage'))
  const name = asText(own(account, 'name'), at(checking, 'name'))
  if (name === '') checking.faults.add(at(checking, 'name').field, 'missing')
}
