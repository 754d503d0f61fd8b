// Records against the JSON schema that their SCHEMA message gives. As strict as the Meltano SDK about types and formats; a required
// property that is missing is a remark; what taps declare and do not keep (patterns, multiples, additional properties) is not asked for.
import {
  isArray,
  isObject,
  type Json,
  type JsonObject,
  numberOf,
  WrittenNumber,
  writeJson,
} from './exact-json.ts'

export interface Violation {
  /** The property at the top of the record in which the fault is. */
  readonly property: string
  /** What the schema asks: "integer", "date-time", "one of ...". */
  readonly wanted: string
  readonly value: string
}

export interface RecordCheck {
  /** The properties that the schema declares, in its order. */
  readonly properties: readonly string[]
  /** Null when the record is sound. */
  violation(record: JsonObject): Violation | null
  /** Required properties that the record does not have. */
  missing(record: JsonObject): readonly string[]
}

/** Whether a value is as a schema asks; null when it is, else what was asked. */
type Check = (value: Json) => string | null

/** Compiles a schema; its `properties` must be an object (the protocol has looked). */
export function compileSchema(schema: JsonObject): RecordCheck {
  const declared = isObject(schema['properties']) ? schema['properties'] : {}
  const checks = Object.entries(declared).map(([name, part]) => [name, compile(part, 0)] as const)
  const required = isArray(schema['required'])
    ? schema['required'].filter((name) => typeof name === 'string')
    : []
  return {
    properties: Object.keys(declared),
    violation(record) {
      for (const [name, check] of checks) {
        const value = record[name]
        if (value === undefined) continue
        const wanted = check(value)
        if (wanted !== null) return { property: name, wanted, value: shown(value) }
      }
      return null
    },
    missing: (record) => required.filter((name) => record[name] === undefined),
  }
}

function shown(value: Json): string {
  const text = typeof value === 'string' ? value : (numberOf(value) ?? writeJson(value))
  return text.slice(0, 200)
}

const mostSchemaLevels = 32
const anything: Check = () => null

function compile(schema: Json | undefined, level: number): Check {
  if (!isObject(schema) || level > mostSchemaLevels) return anything
  const checks = [
    typeCheck(schema),
    choiceCheck(schema, level),
    enumCheck(schema),
    formatCheck(schema),
    boundsCheck(schema),
    partsCheck(schema, level),
  ].filter((check) => check !== null)
  if (checks.length === 0) return anything
  const [only] = checks
  if (only !== undefined && checks.length === 1) return only
  return (value) => {
    for (const check of checks) {
      const wanted = check(value)
      if (wanted !== null) return wanted
    }
    return null
  }
}

function typeCheck(schema: JsonObject): Check | null {
  const { type } = schema
  const names = (isArray(type) ? type : [type]).filter((name): name is string => typeof name === 'string')
  if (names.length === 0) return null
  const wanted = names.filter((name) => name !== 'null').join(' or ') || 'null'
  return (value) => (names.some((name) => isOfType(value, name)) ? null : wanted)
}

function isOfType(value: Json, name: string): boolean {
  switch (name) {
    case 'null':
      return value === null
    case 'string':
      return typeof value === 'string'
    case 'boolean':
      return typeof value === 'boolean'
    case 'number':
      return typeof value === 'number' || value instanceof WrittenNumber
    case 'integer':
      return isWhole(value)
    case 'object':
      return isObject(value)
    case 'array':
      return isArray(value)
    default:
      // A type that JSON Schema does not know asks for nothing.
      return true
  }
}

function isWhole(value: Json): boolean {
  const text = numberOf(value)
  if (text === null) return false
  return /^-?\d+(?:\.0+)?$/.test(text) || (/[eE]/.test(text) && Number.isInteger(Number(text)))
}

function choiceCheck(schema: JsonObject, level: number): Check | null {
  const choices = (['anyOf', 'oneOf'] as const).flatMap((name) => {
    const list = schema[name]
    return isArray(list) && list.length > 0 ? [list.map((part) => compile(part, level + 1))] : []
  })
  const all = isArray(schema['allOf']) ? schema['allOf'].map((part) => compile(part, level + 1)) : []
  if (choices.length === 0 && all.length === 0) return null
  return (value) => {
    for (const list of choices) {
      let wanted: string | null = null
      // Taps write `oneOf` and mean `anyOf`: a text that is also a date is no fault.
      if (!list.some((check) => (wanted = check(value)) === null)) return wanted
    }
    for (const check of all) {
      const wanted = check(value)
      if (wanted !== null) return wanted
    }
    return null
  }
}

function enumCheck(schema: JsonObject): Check | null {
  const list = schema['enum']
  if (!isArray(list)) return null
  const keys = new Set(list.map(enumKey))
  return (value) =>
    value === null || keys.has(enumKey(value)) ? null : `one of ${list.map(shown).join(', ').slice(0, 100)}`
}

const enumKey = (value: Json): string => `${typeof value} ${shown(value)}`

function formatCheck(schema: JsonObject): Check | null {
  switch (schema['format']) {
    case 'date-time':
      return (value) => (typeof value !== 'string' || isMoment(value) ? null : 'date-time')
    case 'date':
      return (value) => (typeof value !== 'string' || isMoment(value) ? null : 'date')
    case 'time':
      return (value) => (typeof value !== 'string' || isTime(value) ? null : 'time')
    default:
      return null
  }
}

const moment = /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](.+))?$/
const time =
  /^([01]\d|2[0-4]):([0-5]\d)(?::([0-5]\d|60)(?:[.,]\d{1,9})?)?\s?(?:[Zz]|UTC|[+-]\d{2}(?::?\d{2})?)?$/

/** A day of the calendar, with or without a time, as taps write them: RFC 3339, Salesforce's `+0000`, a space for the T. */
function isMoment(text: string): boolean {
  const found = moment.exec(text)
  if (found === null) return false
  const [, year, month, day, rest] = found
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return false
  return rest === undefined || isTime(rest)
}

function isTime(text: string): boolean {
  return text.length <= 40 && time.test(text)
}

function boundsCheck(schema: JsonObject): Check | null {
  const bound = (name: string): number | null => {
    const text = numberOf(schema[name])
    return text === null ? null : Number(text)
  }
  const [least, most] = [bound('minimum'), bound('maximum')]
  const [shortest, longest] = [bound('minLength'), bound('maxLength')]
  if (least === null && most === null && shortest === null && longest === null) return null
  return (value) => {
    if (typeof value === 'string') {
      const length = longest !== null || shortest !== null ? charactersOf(value) : 0
      if (longest !== null && length > longest) return `at most ${longest} characters`
      return shortest !== null && length < shortest ? `at least ${shortest} characters` : null
    }
    const text = numberOf(value)
    if (text === null) return null
    if (least !== null && Number(text) < least) return `at least ${least}`
    return most !== null && Number(text) > most ? `at most ${most}` : null
  }
}

/** As JSON Schema counts: a surrogate pair is one. */
function charactersOf(text: string): number {
  return text.replaceAll(/[\ud800-\udbff][\udc00-\udfff]/g, '.').length
}

function partsCheck(schema: JsonObject, level: number): Check | null {
  const declared = isObject(schema['properties']) ? Object.entries(schema['properties']) : []
  const parts = declared.map(([name, part]) => [name, compile(part, level + 1)] as const)
  const items = isObject(schema['items']) ? compile(schema['items'], level + 1) : anything
  if (items === anything && parts.every(([, check]) => check === anything)) return null
  return (value) => {
    if (isArray(value)) {
      for (const one of value) {
        const wanted = items(one)
        if (wanted !== null) return wanted
      }
      return null
    }
    if (!isObject(value)) return null
    for (const [name, check] of parts) {
      const part = value[name]
      const wanted = part === undefined ? null : check(part)
      if (wanted !== null) return wanted
    }
    return null
  }
}
