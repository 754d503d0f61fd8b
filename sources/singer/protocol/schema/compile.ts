// A schema to one check: what it asks of a value alone, of the parts of a list or an object, and through the schemas inside it. References
// within the schema are followed; those to anywhere else ask for nothing, because nothing is fetched.
import { isArray, isObject, type Json, type JsonObject } from '../exact-json.ts'
import { allOf, anything, type Check, SchemaFault } from './check.ts'
import { readTest, valueChecks } from './values.ts'

/** What one schema is compiled with. */
export interface Compiling {
  /** Where references begin. */
  readonly root: Json
  readonly references: Map<string, Check>
  /** References that one record may still follow: a schema that names itself twice would ask without end. */
  readonly effort: { left: number; depth: number }
}

const mostLevels = 32
/** References in each other: more than levels of a record, so that only those that lead nowhere are cut. */
const mostDepth = 200

/** @throws SchemaFault for what is no schema */
export function compile(schema: Json | undefined, compiling: Compiling, level = 0): Check {
  if (schema === false) return () => 'nothing'
  if (schema === undefined || schema === true || level > mostLevels) return anything
  if (!isObject(schema)) throw new SchemaFault('schema')
  const inside = (part: Json | undefined): Check => compile(part, compiling, level + 1)
  return allOf([
    referenceCheck(schema, compiling),
    ...valueChecks(schema),
    choicesCheck(schema, inside),
    conditionCheck(schema, inside),
    listCheck(schema, inside),
    requiredCheck(schema),
    objectCheck(schema, inside),
    dependenceCheck(schema, inside),
  ])
}

function referenceCheck({ $ref: written }: JsonObject, compiling: Compiling): Check | null {
  if (typeof written !== 'string' || !/^#(?:\/|$)/.test(written)) return null
  const { root, references, effort } = compiling
  if (!references.has(written)) {
    references.set(written, anything)
    references.set(written, compile(partAt(root, written), compiling))
  }
  return (value) => {
    if (effort.left-- <= 0 || effort.depth >= mostDepth) return 'a schema that ends'
    effort.depth++
    try {
      return references.get(written)?.(value) ?? null
    } finally {
      effort.depth--
    }
  }
}

/** The part of a schema that '#/definitions/address' names; undefined where there is none. */
function partAt(root: Json, written: string): Json | undefined {
  let found: Json | undefined = root
  for (const name of written.split('/').slice(1)) {
    const plain = decoded(name).replaceAll('~1', '/').replaceAll('~0', '~')
    found = isArray(found) ? found[Number(plain)] : isObject(found) ? found[plain] : undefined
  }
  return found
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

type Inside = (part: Json | undefined) => Check

function list(schema: JsonObject, name: string): readonly Json[] {
  const parts = schema[name]
  if (parts === undefined) return []
  if (!isArray(parts) || parts.length === 0) throw new SchemaFault(name)
  return parts
}

function choicesCheck(schema: JsonObject, inside: Inside): Check | null {
  const some = list(schema, 'anyOf').map(inside)
  const one = list(schema, 'oneOf').map(inside)
  const every = list(schema, 'allOf').map(inside)
  return allOf([
    ...every,
    some.length === 0
      ? null
      : (value) => {
          let wanted: string | null = null
          return some.some((check) => (wanted = check(value)) === null) ? null : wanted
        },
    one.length === 0
      ? null
      : (value) => {
          const faults = one.map((check) => check(value))
          const right = faults.filter((wanted) => wanted === null).length
          return right === 1 ? null : right > 1 ? 'one of its choices only' : (faults.at(-1) ?? null)
        },
  ])
}

function conditionCheck(schema: JsonObject, inside: Inside): Check | null {
  const { not, if: condition } = schema
  const refused = not === undefined ? null : inside(not)
  const when = condition === undefined ? null : inside(condition)
  const then = inside(schema['then'])
  const otherwise = inside(schema['else'])
  return allOf([
    refused === null ? null : (value) => (refused(value) === null ? 'what the schema does not refuse' : null),
    when === null ? null : (value) => (when(value) === null ? then(value) : otherwise(value)),
  ])
}

function listCheck(schema: JsonObject, inside: Inside): Check | null {
  const { items, contains } = schema
  // Before 2020 `items` itself was the list of the first ones.
  const first = (isArray(items) ? items : list(schema, 'prefixItems')).map(inside)
  const rest = isArray(items) ? inside(schema['additionalItems']) : inside(items)
  const wanted = contains === undefined ? null : inside(contains)
  if (first.length === 0 && rest === anything && wanted === null) return null
  return (value) => {
    if (!isArray(value)) return null
    for (const [place, one] of value.entries()) {
      const fault = (first[place] ?? rest)(one)
      if (fault !== null) return fault
    }
    return wanted === null || value.some((one) => wanted(one) === null)
      ? null
      : 'an item that it must contain'
  }
}

/** The properties that a schema asks for; null of a draft in which each says it of itself. */
export function requiredOf({ required }: JsonObject): readonly string[] {
  if (required === undefined || typeof required === 'boolean') return []
  if (!isArray(required)) throw new SchemaFault('required')
  return required.filter((name) => typeof name === 'string')
}

function requiredCheck(schema: JsonObject): Check | null {
  const names = requiredOf(schema)
  if (names.length === 0) return null
  return (value) => {
    if (!isObject(value)) return null
    const missing = names.find((name) => value[name] === undefined)
    return missing === undefined ? null : `a property ${missing.slice(0, 100)}`
  }
}

/** The schemas of properties by name. */
export function propertiesOf(schema: JsonObject, name: string): readonly (readonly [string, Json])[] {
  const parts = schema[name]
  if (parts === undefined) return []
  if (!isObject(parts)) throw new SchemaFault(name)
  return Object.entries(parts)
}

/** The checks of what a schema says about properties that it does not name. */
export function othersCheck(
  schema: JsonObject,
  inside: Inside,
): ((name: string, value: Json) => string | null) | null {
  const named = new Set(propertiesOf(schema, 'properties').map(([name]) => name))
  const patterns = propertiesOf(schema, 'patternProperties').map(
    ([source, part]) => [readTest(source), inside(part)] as const,
  )
  // An expression that cannot be asked may have meant any name.
  const rest = patterns.some(([test]) => test === null) ? anything : inside(schema['additionalProperties'])
  if (patterns.length === 0 && rest === anything) return null
  return (name, value) => {
    const meant = patterns.filter(([test]) => test?.(name) === true)
    for (const [, check] of meant) {
      const wanted = check(value)
      if (wanted !== null) return wanted
    }
    return meant.length > 0 || named.has(name) ? null : rest(value)
  }
}

function objectCheck(schema: JsonObject, inside: Inside): Check | null {
  const parts = propertiesOf(schema, 'properties')
    .map(([name, part]) => [name, inside(part)] as const)
    .filter(([, check]) => check !== anything)
  const others = othersCheck(schema, inside)
  const { propertyNames } = schema
  const names = propertyNames === undefined ? null : inside(propertyNames)
  if (parts.length === 0 && others === null && names === null) return null
  return (value) => {
    if (!isObject(value)) return null
    for (const [name, check] of parts) {
      const part = value[name]
      const wanted = part === undefined ? null : check(part)
      if (wanted !== null) return wanted
    }
    if (others === null && names === null) return null
    for (const [name, part] of Object.entries(value)) {
      const wanted = names?.(name) ?? others?.(name, part) ?? null
      if (wanted !== null) return wanted
    }
    return null
  }
}

/** What is asked once a property is there: other properties, or another schema. */
function dependenceCheck(schema: JsonObject, inside: Inside): Check | null {
  const parts = ['dependentRequired', 'dependentSchemas', 'dependencies'].flatMap((keyword) =>
    propertiesOf(schema, keyword).map(
      ([name, part]) => [name, isArray(part) ? requiredCheck({ required: part }) : inside(part)] as const,
    ),
  )
  if (parts.length === 0) return null
  return (value) => {
    if (!isObject(value)) return null
    for (const [name, check] of parts) {
      const wanted = value[name] === undefined ? null : (check?.(value) ?? null)
      if (wanted !== null) return wanted
    }
    return null
  }
}
