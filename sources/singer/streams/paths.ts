// The properties of a stream as paths: 'amount', 'properties.amount.value'; the elements of a list share the path of the list.
import { isArray, isObject, type Json, type JsonObject } from '../protocol/exact-json.ts'

const mostLevels = 4
/** Paths kept of one stream: more are not looked at by any mapping. */
export const mostPaths = 5_000

/** The paths that a JSON schema declares. */
export function declaredPaths(schema: JsonObject): Set<string> {
  const found = new Set<string>()
  walkSchema(schema, '', 0, found)
  return found
}

function walkSchema(schema: Json | undefined, prefix: string, level: number, found: Set<string>): void {
  if (!isObject(schema) || level >= mostLevels) return
  const { properties, items } = schema
  if (isObject(properties))
    for (const [name, part] of Object.entries(properties)) {
      if (found.size >= mostPaths) return
      found.add(prefix + name)
      walkSchema(part, `${prefix}${name}.`, level + 1, found)
    }
  walkSchema(items, prefix, level, found)
  for (const choice of ['anyOf', 'oneOf', 'allOf'] as const) {
    const list = schema[choice]
    if (isArray(list)) for (const part of list) walkSchema(part, prefix, level, found)
  }
}

/** Adds the paths of one record. */
export function addPaths(record: Json, found: Set<string>, prefix = '', level = 0): void {
  if (level >= mostLevels || found.size >= mostPaths) return
  if (isArray(record)) for (const part of record) addPaths(part, found, prefix, level)
  if (!isObject(record)) return
  for (const [name, part] of Object.entries(record)) {
    found.add(prefix + name)
    if (typeof part === 'object') addPaths(part, found, `${prefix}${name}.`, level + 1)
  }
}

/** The value at a path; of a list its first element. Undefined where there is none. */
export function valueAt(record: Json | undefined, path: readonly string[]): Json | undefined {
  let value = record
  for (const name of path) {
    if (isArray(value)) value = value[0]
    if (!isObject(value)) return undefined
    // A property may itself be written with dots.
    value = value[name]
  }
  return isArray(value) ? value[0] : value
}
