// Who and what a statement names, in which role: what it can be found by, and who must be known for it to count.
import { isObject, own } from './check/shape.ts'
import type { JsonObject, JsonValue } from './json/parse-json.ts'
import { activityKey, isGroup, membersOf, type Named, namedOf } from './keys.ts'

export interface FoundIn {
  /** Agents and groups that are actor or object. */
  readonly direct: ReadonlySet<string>
  /** Agents and groups in any role, those of a statement within included. */
  readonly related: ReadonlySet<string>
  /** Those who did it: the actor, or the members of the group that is. */
  readonly learners: readonly Named[]
  /** Every single agent, in any role. */
  readonly agents: ReadonlyMap<string, Named>
  /** Activities in any role, with what is said of each. */
  readonly activities: readonly { readonly iri: string; readonly definition: JsonObject | null }[]
}

/** Reads a statement that was checked. */
export function foundIn(statement: JsonObject): FoundIn {
  const found = {
    direct: new Set<string>(),
    related: new Set<string>(),
    agents: new Map<string, Named>(),
    activities: [] as { iri: string; definition: JsonObject | null }[],
  }
  const actor = own(statement, 'actor')
  const object = own(statement, 'object')
  for (const one of [actor, object])
    if (isPerson(one)) for (const { key } of allNamed(one)) found.direct.add(key)
  walk(statement, found)
  return { ...found, learners: isObject(actor) ? learnersOf(actor) : [] }
}

interface Finding {
  related: Set<string>
  agents: Map<string, Named>
  activities: { iri: string; definition: JsonObject | null }[]
}

function walk(statement: JsonObject, found: Finding): void {
  const object = own(statement, 'object')
  addPerson(own(statement, 'actor'), found)
  addPerson(own(statement, 'authority'), found)
  if (isPerson(object)) addPerson(object, found)
  else if (isObject(object) && own(object, 'objectType') === 'SubStatement') walk(object, found)
  else if (isObject(object) && own(object, 'objectType') !== 'StatementRef') addActivity(object, found)
  const context = own(statement, 'context')
  if (!isObject(context)) return
  for (const name of ['instructor', 'team']) addPerson(own(context, name), found)
  for (const [list, name] of [
    ['contextAgents', 'agent'],
    ['contextGroups', 'group'],
  ] as const)
    for (const one of listOf(own(context, list))) addPerson(own(one, name), found)
  const activities = own(context, 'contextActivities')
  if (isObject(activities))
    for (const list of Object.values(activities)) for (const one of listOf(list)) addActivity(one, found)
}

function isPerson(value: JsonValue | undefined): value is JsonObject {
  if (!isObject(value)) return false
  const type = own(value, 'objectType')
  return type === 'Agent' || type === 'Group' || (type === undefined && own(value, 'id') === undefined)
}

function addPerson(value: JsonValue | undefined, found: Finding): void {
  if (!isObject(value)) return
  for (const named of allNamed(value)) found.related.add(named.key)
  for (const one of isGroup(value) ? membersOf(value) : [value]) {
    const named = namedOf(one)
    if (named !== null) found.agents.set(named.key, named)
  }
}

/** The actor itself, and, of a group, its members. */
function allNamed(actor: JsonObject): Named[] {
  return [actor, ...membersOf(actor)].map(namedOf).filter((named) => named !== null)
}

function learnersOf(actor: JsonObject): Named[] {
  const people = isGroup(actor) ? membersOf(actor) : [actor]
  const named = people.map(namedOf).filter((one) => one !== null)
  return [...new Map(named.map((one) => [one.key, one])).values()]
}

function addActivity(activity: JsonObject, found: Finding): void {
  const iri = own(activity, 'id')
  const definition = own(activity, 'definition')
  if (typeof iri === 'string')
    found.activities.push({ iri, definition: isObject(definition) ? definition : null })
}

function listOf(value: JsonValue | undefined): JsonObject[] {
  if (Array.isArray(value)) return value.filter(isObject)
  return isObject(value) ? [value] : []
}

/** Keys of the activities that a statement names. */
export function activityKeysOf({ activities }: FoundIn): Set<string> {
  return new Set(activities.map(({ iri }) => activityKey(iri)))
}
