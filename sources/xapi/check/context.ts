// In which context it happened: registration, instructor, team, activities around it, and, from xAPI 2.0, other people.
import type { JsonValue } from '../json/parse-json.ts'
import { checkActivities } from './activity.ts'
import { checkActor, checkAgent, checkGroup } from './actor.ts'
import { checkExtensions } from './extensions.ts'
import { checkIri } from './iri.ts'
import { checkLanguageTag } from './language.ts'
import { checkReference, type ObjectKind } from './object.ts'
import { asArray, asObject, at, type Checking, checkText, onlyKnown, own, whenGiven } from './shape.ts'
import { checkUuid } from './uuid.ts'

const firstProperties = [
  'registration',
  'instructor',
  'team',
  'contextActivities',
  'revision',
  'platform',
  'language',
  'statement',
  'extensions',
]
const properties = {
  '1.0': new Set(firstProperties),
  '2.0': new Set([...firstProperties, 'contextAgents', 'contextGroups']),
}
const activityLists = ['parent', 'grouping', 'category', 'other'] as const
const knownLists = new Set<string>(activityLists)

/** Checks a context; `kind` is what the statement is about. */
export function checkContext(value: JsonValue, kind: ObjectKind | null, checking: Checking): void {
  const context = asObject(value, checking)
  if (context === null) return
  onlyKnown(context, properties[checking.version], checking)
  whenGiven(context, 'registration', checking, checkUuid)
  whenGiven(context, 'instructor', checking, checkActor)
  whenGiven(context, 'team', checking, checkGroup)
  whenGiven(context, 'contextActivities', checking, checkContextActivities)
  for (const name of ['revision', 'platform'] as const)
    whenGiven(context, name, checking, (text, inner) => {
      checkText(text, inner)
      if (kind !== 'Activity') inner.faults.add(inner.field, 'onlyActivity')
    })
  whenGiven(context, 'language', checking, checkLanguageTag)
  whenGiven(context, 'statement', checking, checkReference)
  whenGiven(context, 'extensions', checking, checkExtensions)
  if (checking.version === '1.0') return
  whenGiven(context, 'contextAgents', checking, (list, inner) => checkRelevant(list, 'agent', inner))
  whenGiven(context, 'contextGroups', checking, (list, inner) => checkRelevant(list, 'group', inner))
}

function checkContextActivities(value: JsonValue, checking: Checking): void {
  const lists = asObject(value, checking)
  if (lists === null) return
  onlyKnown(lists, knownLists, checking)
  for (const name of activityLists) whenGiven(lists, name, checking, checkActivities)
}

const relevant = {
  agent: {
    type: 'contextAgent',
    known: new Set(['objectType', 'agent', 'relevantTypes']),
    check: checkAgent,
  },
  group: {
    type: 'contextGroup',
    known: new Set(['objectType', 'group', 'relevantTypes']),
    check: checkGroup,
  },
} as const

/** People around it, each with why they matter. */
function checkRelevant(value: JsonValue, kind: keyof typeof relevant, checking: Checking): void {
  const { type, known, check } = relevant[kind]
  for (const [index, one] of (asArray(value, checking) ?? []).entries()) {
    const inner = at(checking, index)
    const entry = asObject(one, inner)
    if (entry === null) continue
    onlyKnown(entry, known, inner)
    if (own(entry, 'objectType') !== type) inner.faults.add(at(inner, 'objectType').field, 'objectType')
    check(own(entry, kind), at(inner, kind))
    whenGiven(entry, 'relevantTypes', inner, (types, list) => {
      const given = asArray(types, list)
      if (given !== null && given.length === 0) list.faults.add(list.field, 'missing')
      for (const [place, iri] of (given ?? []).entries()) checkIri(iri, at(list, place))
    })
  }
}
