// Records against the JSON schema that their SCHEMA message gives, as strict as the Meltano SDK: every keyword that says something of a
// value, and the formats of days and times. Two things are gentler. A required property of the record itself that is missing is a remark,
// not a fault; and drafts older than the SDK's are understood, because taps still write them.
import type { Json, JsonObject } from '../exact-json.ts'
import { anything, shown } from './check.ts'
import { compile, type Compiling, othersCheck, propertiesOf, requiredOf } from './compile.ts'

export { SchemaFault } from './check.ts'

export interface Violation {
  /** The property at the top of the record in which the fault is; 'record' when it is in none. */
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

/** References that one record may follow. */
const mostEffort = 10_000

/** What a target may add to a record is no property of the tap's schema, and no schema refuses it. */
const added = /^_sdc_/

/** Compiles a schema; its `properties` must be an object (the protocol has looked). @throws SchemaFault for what is no schema */
export function compileSchema(schema: JsonObject): RecordCheck {
  const compiling: Compiling = { root: schema, references: new Map(), effort: { left: mostEffort, depth: 0 } }
  const inside = (part: Json | undefined) => compile(part, compiling, 1)
  const declared = propertiesOf(schema, 'properties')
  const checks = declared
    .map(([name, part]) => [name, inside(part)] as const)
    .filter(([, check]) => check !== anything)
  const others = othersCheck(schema, inside)
  const required = requiredOf(schema)
  const whole = compile(withoutProperties(schema), compiling)
  return {
    properties: declared.map(([name]) => name),
    violation(record) {
      compiling.effort.left = mostEffort
      for (const [name, check] of checks) {
        const value = record[name]
        if (value === undefined) continue
        const wanted = check(value)
        if (wanted !== null) return { property: name, wanted, value: shown(value) }
      }
      if (others !== null)
        for (const [name, value] of Object.entries(record)) {
          const wanted = added.test(name) ? null : others(name, value)
          if (wanted !== null) return { property: name, wanted, value: shown(value) }
        }
      const wanted = whole === anything ? null : whole(record)
      return wanted === null ? null : { property: 'record', wanted, value: '' }
    },
    missing: (record) => required.filter((name) => record[name] === undefined),
  }
}

/** What a schema says of a record as a whole. */
function withoutProperties(schema: JsonObject): JsonObject {
  const {
    properties: _,
    patternProperties: __,
    additionalProperties: ___,
    required: ____,
    type: _____,
    ...rest
  } = schema
  return rest
}
