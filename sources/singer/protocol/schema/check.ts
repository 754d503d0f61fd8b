// What every keyword of a schema is made into: a function that holds a value against it.
import { type Json, numberOf, writeJson } from '../exact-json.ts'

/** Whether a value is as a schema asks; null when it is, else what was asked. */
export type Check = (value: Json) => string | null

export const anything: Check = () => null

/** A schema that is none: what stands in the way, and where. */
export class SchemaFault extends Error {
  readonly keyword: string
  constructor(keyword: string) {
    super(`no JSON schema: ${keyword}`)
    this.name = 'SchemaFault'
    this.keyword = keyword
  }
}

/** All of them, one after the other. */
export function allOf(checks: readonly (Check | null)[]): Check {
  const asked = checks.filter((check) => check !== null && check !== anything) as Check[]
  const [only] = asked
  if (only === undefined) return anything
  if (asked.length === 1) return only
  return (value) => {
    for (const check of asked) {
      const wanted = check(value)
      if (wanted !== null) return wanted
    }
    return null
  }
}

/** The beginning of a value, for a sentence. */
export function shown(value: Json): string {
  const text = typeof value === 'string' ? value : (numberOf(value) ?? writeJson(value))
  return text.slice(0, 200)
}
