// The three forms in which statements are given back: as stored, only what identifies things, or with one language each.
import { isObject, own } from './check/shape.ts'
import type { KnownActivity } from './definitions.ts'
import type { JsonObject, JsonValue } from './json/parse-json.ts'
import { activityKey } from './keys.ts'

/** Which languages a reader wants, the dearest first; from an Accept-Language header. */
export function languagesOf(header: string | undefined): readonly string[] {
  const wanted = (header ?? '')
    .split(',')
    .slice(0, 50)
    .map((part, place) => {
      const [tag = '', ...parameters] = part.trim().split(';')
      const quality = parameters.map((one) => /^\s*q=([\d.]{1,6})\s*$/.exec(one)?.[1]).find(Boolean)
      return { tag: tag.toLowerCase(), weight: quality === undefined ? 1 : Number(quality), place }
    })
    .filter(({ tag, weight }) => tag !== '' && weight > 0)
  return wanted.toSorted((a, b) => b.weight - a.weight || a.place - b.place).map(({ tag }) => tag)
}

/** The entry of a language map that suits a reader best: one entry; none of an empty map. */
export function oneLanguage(map: JsonObject, wanted: readonly string[]): JsonObject {
  const tags = Object.keys(map)
  const best = wanted.map((want) => suiting(tags, want)).find((tag) => tag !== undefined) ?? tags[0]
  const kept = Object.create(null) as JsonObject
  if (best !== undefined) kept[best] = map[best] ?? null
  return kept
}

/** The same language and region before the same language elsewhere: 'en-GB', then 'en', then 'en-US'. */
function suiting(tags: readonly string[], want: string): string | undefined {
  if (want === '*') return tags[0]
  const [language = ''] = want.split('-')
  const starts = (tag: string, start: string): boolean => tag.toLowerCase().startsWith(`${start}-`)
  return (
    tags.find((tag) => tag.toLowerCase() === want) ??
    tags.find((tag) => starts(tag, want)) ??
    tags.find((tag) => want.startsWith(`${tag.toLowerCase()}-`)) ??
    tags.find((tag) => starts(tag, language))
  )
}

/** Only what is needed to identify agents, groups, verbs and activities. */
export function idsOnly(statement: JsonObject): JsonObject {
  return mapParts(statement, { agent: agentIds, verb: (verb) => only(verb, ['id']), activity: activityIds })
}

/** Verbs and activities in one language, activities as they are best known. */
export function canonical(
  statement: JsonObject,
  known: ReadonlyMap<string, KnownActivity>,
  wanted: readonly string[],
): JsonObject {
  return mapParts(statement, {
    agent: (agent) => agent,
    verb: (verb) => inOneLanguage(verb, ['display'], wanted),
    activity: (activity) => {
      const iri = own(activity, 'id')
      const found = typeof iri === 'string' ? known.get(activityKey(iri)) : undefined
      const said = own(activity, 'definition')
      const definition =
        found !== undefined && Object.keys(found.definition).length > 0 ? found.definition : said
      if (!isObject(definition)) return activity
      return { ...activity, definition: definitionIn(definition, wanted) }
    },
  })
}

/** A definition with one language each, of its answers to choose from too. */
export function definitionIn(definition: JsonObject, wanted: readonly string[]): JsonObject {
  const kept = { ...inOneLanguage(definition, ['name', 'description'], wanted) }
  for (const list of ['choices', 'scale', 'source', 'target', 'steps']) {
    const components = own(kept, list)
    if (Array.isArray(components))
      kept[list] = components.map((one) =>
        isObject(one) ? inOneLanguage(one, ['description'], wanted) : one,
      )
  }
  return kept
}

interface Mapping {
  readonly agent: (agent: JsonObject) => JsonObject
  readonly verb: (verb: JsonObject) => JsonObject
  readonly activity: (activity: JsonObject) => JsonObject
}

/** Applies a mapping wherever agents, verbs and activities stand. */
function mapParts(statement: JsonObject, mapping: Mapping): JsonObject {
  const kept = { ...statement }
  const change = (of: JsonObject, name: string, to: (value: JsonObject) => JsonObject): void => {
    const value = own(of, name)
    if (isObject(value)) of[name] = to(value)
  }
  change(kept, 'actor', mapping.agent)
  change(kept, 'authority', mapping.agent)
  change(kept, 'verb', mapping.verb)
  change(kept, 'object', (object) => {
    const type = own(object, 'objectType')
    if (type === 'SubStatement') return mapParts(object, mapping)
    if (type === 'Agent' || type === 'Group') return mapping.agent(object)
    return type === 'StatementRef' ? object : mapping.activity(object)
  })
  change(kept, 'context', (context) => {
    const inner = { ...context }
    change(inner, 'instructor', mapping.agent)
    change(inner, 'team', mapping.agent)
    change(inner, 'contextActivities', (lists) =>
      Object.fromEntries(
        Object.entries(lists).map(([name, list]) => [
          name,
          Array.isArray(list) ? list.map((one) => (isObject(one) ? mapping.activity(one) : one)) : list,
        ]),
      ),
    )
    return inner
  })
  return kept
}

function agentIds(agent: JsonObject): JsonObject {
  const kept = only(agent, ['objectType', 'mbox', 'mbox_sha1sum', 'openid', 'account'])
  const isNamed = ['mbox', 'mbox_sha1sum', 'openid', 'account'].some((name) => own(kept, name) !== undefined)
  const members = own(agent, 'member')
  // Members are all that an anonymous group is.
  if (!isNamed && Array.isArray(members))
    kept['member'] = members.map((one) => (isObject(one) ? agentIds(one) : one))
  return kept
}

function activityIds(activity: JsonObject): JsonObject {
  // An object that says nothing of its type is an activity.
  return only(activity, ['id'])
}

function only(value: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(
    names
      .filter((name) => own(value, name) !== undefined)
      .map((name): [string, JsonValue] => [name, value[name] ?? null]),
  )
}

function inOneLanguage(value: JsonObject, names: readonly string[], wanted: readonly string[]): JsonObject {
  const kept = { ...value }
  for (const name of names) {
    const map = own(kept, name)
    if (isObject(map)) kept[name] = oneLanguage(map, wanted)
  }
  return kept
}
