// The keywords that look at a value alone: its type, its choices, its format, the bounds of a number, a text, a list or an object.
import { readPattern, longestText, PatternRefused, TooMuchEffort } from '../../../activitywatch/pattern.ts'
import { isArray, isObject, type Json, type JsonObject, numberOf, WrittenNumber } from '../exact-json.ts'
import { type Check, SchemaFault, shown } from './check.ts'
import { compareNumbers, isMultiple } from './decimal.ts'
import { isMoment, isTime } from './moments.ts'
import { valueKey } from './same-value.ts'

/** The checks of a schema that need no other schema. @throws SchemaFault */
export function valueChecks(schema: JsonObject): (Check | null)[] {
  return [
    typeCheck(schema),
    choiceCheck(schema),
    formatCheck(schema),
    boundsCheck(schema),
    lengthCheck(schema),
    patternCheck(schema),
    sizeCheck(schema),
  ]
}

const types: Readonly<Record<string, (value: Json) => boolean>> = {
  null: (value) => value === null,
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  number: (value) => typeof value === 'number' || value instanceof WrittenNumber,
  integer: isWhole,
  object: isObject,
  array: isArray,
}

function typeCheck({ type }: JsonObject): Check | null {
  if (type === undefined) return null
  const names = (isArray(type) ? type : [type]).map((name) => {
    if (typeof name !== 'string' || !Object.hasOwn(types, name)) throw new SchemaFault('type')
    return name
  })
  if (names.length === 0) throw new SchemaFault('type')
  const tests = names.flatMap((name) => types[name] ?? [])
  const wanted = names.filter((name) => name !== 'null').join(' or ') || 'null'
  return (value) => (tests.some((test) => test(value)) ? null : wanted)
}

function isWhole(value: Json): boolean {
  const text = numberOf(value)
  if (text === null) return false
  return /^-?\d+(?:\.0+)?$/.test(text) || (/[eE]/.test(text) && Number.isInteger(Number(text)))
}

function choiceCheck({ enum: list, const: only }: JsonObject): Check | null {
  if (list === undefined && only === undefined) return null
  if (list !== undefined && !isArray(list)) throw new SchemaFault('enum')
  const choices = [...(list ?? []), ...(only === undefined ? [] : [only])]
  const keys = new Set((list ?? [only ?? null]).map(valueKey))
  const fixed = only === undefined ? null : valueKey(only)
  const wanted = `one of ${choices.map(shown).join(', ').slice(0, 100)}`
  return (value) => {
    const key = valueKey(value)
    return keys.has(key) && (fixed === null || key === fixed) ? null : wanted
  }
}

function formatCheck({ format }: JsonObject): Check | null {
  const test = format === 'date-time' || format === 'date' ? isMoment : format === 'time' ? isTime : null
  if (test === null || typeof format !== 'string') return null
  return (value) => (typeof value !== 'string' || test(value) ? null : format)
}

/** A number of the schema as text; null where it has none. Draft 4 writes `exclusiveMaximum: true` beside `maximum`: some taps still do. */
function limit(schema: JsonObject, name: string): string | null {
  const value = schema[name]
  if (value === undefined || typeof value === 'boolean') return null
  const text = numberOf(value)
  if (text === null) throw new SchemaFault(name)
  return text
}

function boundsCheck(schema: JsonObject): Check | null {
  const bounds: (readonly [limit: string, isBeyond: (order: number) => boolean, words: string])[] = []
  const least = limit(schema, 'minimum')
  const most = limit(schema, 'maximum')
  const isOpenBelow = schema['exclusiveMinimum'] === true
  const isOpenAbove = schema['exclusiveMaximum'] === true
  const above = limit(schema, 'exclusiveMinimum') ?? (isOpenBelow ? least : null)
  const below = limit(schema, 'exclusiveMaximum') ?? (isOpenAbove ? most : null)
  if (least !== null && !isOpenBelow) bounds.push([least, (order) => order < 0, `at least ${least}`])
  if (most !== null && !isOpenAbove) bounds.push([most, (order) => order > 0, `at most ${most}`])
  if (above !== null) bounds.push([above, (order) => order <= 0, `more than ${above}`])
  if (below !== null) bounds.push([below, (order) => order >= 0, `less than ${below}`])
  const step = limit(schema, 'multipleOf')
  if (step !== null && Number(step) <= 0) throw new SchemaFault('multipleOf')
  if (bounds.length === 0 && step === null) return null
  return (value) => {
    const text = numberOf(value)
    if (text === null) return null
    for (const [bound, isBeyond, words] of bounds) if (isBeyond(compareNumbers(text, bound))) return words
    return step === null || isMultiple(text, step) ? null : `a multiple of ${step}`
  }
}

function count(schema: JsonObject, name: string): number | null {
  const text = limit(schema, name)
  if (text === null) return null
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0) throw new SchemaFault(name)
  return value
}

function lengthCheck(schema: JsonObject): Check | null {
  const [least, most] = [count(schema, 'minLength'), count(schema, 'maxLength')]
  if (least === null && most === null) return null
  return (value) => {
    if (typeof value !== 'string') return null
    const length = charactersOf(value)
    if (most !== null && length > most) return `at most ${most} characters`
    return least !== null && length < least ? `at least ${least} characters` : null
  }
}

/** As JSON Schema counts: a surrogate pair is one. */
function charactersOf(text: string): number {
  return text.replaceAll(/[\ud800-\udbff][\udc00-\udfff]/g, '.').length
}

/** Whether a text is as an expression asks; null where the expression, or the text, is not one that can be asked in bounded time. */
export function readTest(source: string): ((text: string) => boolean) | null {
  try {
    const pattern = readPattern(source, false)
    return (text) => text.length > longestText || pattern.isIn(text)
  } catch (error) {
    if (error instanceof PatternRefused || error instanceof TooMuchEffort) return null
    throw error
  }
}

function patternCheck({ pattern }: JsonObject): Check | null {
  if (pattern === undefined) return null
  if (typeof pattern !== 'string') throw new SchemaFault('pattern')
  const test = readTest(pattern)
  if (test === null) return null
  const wanted = `like ${pattern.slice(0, 100)}`
  return (value) => (typeof value !== 'string' || test(value) ? null : wanted)
}

function sizeCheck(schema: JsonObject): Check | null {
  const [fewest, most] = [count(schema, 'minItems'), count(schema, 'maxItems')]
  const [narrowest, widest] = [count(schema, 'minProperties'), count(schema, 'maxProperties')]
  const isUnique = schema['uniqueItems'] === true
  if ([fewest, most, narrowest, widest].every((one) => one === null) && !isUnique) return null
  return (value) => {
    if (isArray(value)) {
      if (fewest !== null && value.length < fewest) return `at least ${fewest} items`
      if (most !== null && value.length > most) return `at most ${most} items`
      return isUnique && new Set(value.map(valueKey)).size < value.length ? 'items that differ' : null
    }
    if (!isObject(value)) return null
    const size = Object.keys(value).length
    if (narrowest !== null && size < narrowest) return `at least ${narrowest} properties`
    return widest !== null && size > widest ? `at most ${widest} properties` : null
  }
}
