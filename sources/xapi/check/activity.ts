// Activities and their definitions, those of interactions (quiz questions) included.
import type { JsonObject, JsonValue } from '../json/parse-json.ts'
import { checkExtensions } from './extensions.ts'
import { checkIri } from './iri.ts'
import { checkLanguageMap } from './language.ts'
import { asArray, asObject, asText, at, type Checking, onlyKnown, own, whenGiven } from './shape.ts'

const properties = new Set(['objectType', 'id', 'definition'])
const components = ['choices', 'scale', 'source', 'target', 'steps'] as const
const interactionProperties = ['interactionType', 'correctResponsesPattern', ...components] as const
const definitionProperties = new Set([
  'name',
  'description',
  'type',
  'moreInfo',
  'extensions',
  ...interactionProperties,
])
const componentProperties = new Set(['id', 'description'])

/** Each type of interaction, with the lists that one of it may have. */
const interactionTypes: ReadonlyMap<string, readonly string[]> = new Map([
  ['true-false', []],
  ['choice', ['choices']],
  ['fill-in', []],
  ['long-fill-in', []],
  ['matching', ['source', 'target']],
  ['performance', ['steps']],
  ['sequencing', ['choices']],
  ['likert', ['scale']],
  ['numeric', []],
  ['other', []],
])

export function checkActivity(value: JsonValue | undefined, checking: Checking): void {
  const activity = asObject(value, checking)
  if (activity === null) return
  onlyKnown(activity, properties, checking)
  const type = own(activity, 'objectType')
  if (type !== undefined && type !== null && type !== 'Activity')
    checking.faults.add(at(checking, 'objectType').field, 'objectType')
  checkIri(own(activity, 'id'), at(checking, 'id'))
  whenGiven(activity, 'definition', checking, checkDefinition)
}

function checkDefinition(value: JsonValue, checking: Checking): void {
  const definition = asObject(value, checking)
  if (definition === null) return
  onlyKnown(definition, definitionProperties, checking)
  whenGiven(definition, 'name', checking, checkLanguageMap)
  whenGiven(definition, 'description', checking, checkLanguageMap)
  whenGiven(definition, 'type', checking, checkIri)
  whenGiven(definition, 'moreInfo', checking, checkIri)
  whenGiven(definition, 'extensions', checking, checkExtensions)
  if (interactionProperties.some((name) => own(definition, name) !== undefined))
    checkInteraction(definition, checking)
}

function checkInteraction(definition: JsonObject, checking: Checking): void {
  const type = own(definition, 'interactionType')
  const field = at(checking, 'interactionType').field
  const lists = typeof type === 'string' ? interactionTypes.get(type) : undefined
  if (type === undefined) checking.faults.add(field, 'interactionMissing')
  else if (lists === undefined) checking.faults.add(field, 'interactionType')
  whenGiven(definition, 'correctResponsesPattern', checking, (value, inner) => {
    for (const [index, one] of (asArray(value, inner) ?? []).entries()) asText(one, at(inner, index))
  })
  for (const name of components)
    whenGiven(definition, name, checking, (value, inner) => {
      if (lists !== undefined && !lists.includes(name)) inner.faults.add(inner.field, 'componentUnfit')
      checkComponents(value, inner)
    })
}

function checkComponents(value: JsonValue, checking: Checking): void {
  const seen = new Set<string>()
  for (const [index, one] of (asArray(value, checking) ?? []).entries()) {
    const inner = at(checking, index)
    const component = asObject(one, inner)
    if (component === null) continue
    onlyKnown(component, componentProperties, inner)
    const id = asText(own(component, 'id'), at(inner, 'id'))
    if (id !== null && seen.has(id)) checking.faults.add(inner.field, 'componentTwice')
    if (id !== null) seen.add(id)
    whenGiven(component, 'description', inner, checkLanguageMap)
  }
}

/** A list of activities, or one by itself, as older senders write it. */
export function checkActivities(value: JsonValue, checking: Checking): void {
  if (!Array.isArray(value)) return checkActivity(value, checking)
  for (const [index, one] of value.entries()) checkActivity(one, at(checking, index))
}
