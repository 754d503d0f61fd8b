// The few shapes that every part of a statement is made of: objects with known properties, texts, lists. Each check
// tells what is wrong and answers null when nothing further can be said about the value.
import { type Faults, inside } from '../faults.ts'
import { ExactNumber, type JsonObject, type JsonValue } from '../json/parse-json.ts'

/** Which of the two standards a request speaks. */
export type XapiVersion = '1.0' | '2.0'

/** What a check is given: where the value stands, whom to tell, by which standard. */
export interface Checking {
  readonly field: string
  readonly faults: Faults
  readonly version: XapiVersion
}

/** The same check one property further in. */
export function at(checking: Checking, name: string | number): Checking {
  const { field, faults, version } = checking
  return { field: inside(field, name), faults, version }
}

export function asObject(value: JsonValue | undefined, { field, faults }: Checking): JsonObject | null {
  if (isObject(value)) return value
  faults.add(field, value === undefined ? 'missing' : value === null ? 'null' : 'object')
  return null
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber)
  )
}

export function isNumber(value: JsonValue | undefined): value is number | ExactNumber {
  return typeof value === 'number' || value instanceof ExactNumber
}

/** Tells of every property that is not one of `known`, and of every null. */
export function onlyKnown(object: JsonObject, known: ReadonlySet<string>, checking: Checking): void {
  for (const key of Object.keys(object)) {
    if (!known.has(key)) checking.faults.add(inside(checking.field, key), 'unknown')
    else if (object[key] === null) checking.faults.add(inside(checking.field, key), 'null')
  }
}

export function asArray(value: JsonValue | undefined, { field, faults }: Checking): JsonValue[] | null {
  if (Array.isArray(value)) return value
  faults.add(field, value === undefined ? 'missing' : value === null ? 'null' : 'array')
  return null
}

export function asText(value: JsonValue | undefined, { field, faults }: Checking): string | null {
  if (typeof value === 'string') return value
  faults.add(field, value === undefined ? 'missing' : value === null ? 'null' : 'string')
  return null
}

/** Checks a property only when it is there; null was told by `onlyKnown`. */
export function whenGiven(
  object: JsonObject,
  name: string,
  checking: Checking,
  check: (value: JsonValue, inner: Checking) => void,
): void {
  const value = Object.hasOwn(object, name) ? object[name] : undefined
  if (value !== undefined && value !== null) check(value, at(checking, name))
}

/** A property of the object's own; never one of a prototype. */
export function own(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined
}

export function checkText(value: JsonValue, checking: Checking): void {
  asText(value, checking)
}

export function checkBoolean(value: JsonValue, { field, faults }: Checking): void {
  if (typeof value !== 'boolean') faults.add(field, 'boolean')
}
