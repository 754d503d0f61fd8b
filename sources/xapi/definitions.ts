// What is known of an activity: for each property, and each language of a name, the words of the record that is the newest
// by its own time. The order in which records arrive changes nothing.
import { isObject } from './check/shape.ts'
import type { JsonObject, JsonValue } from './json/parse-json.ts'

export interface KnownActivity {
  readonly definition: JsonObject
  /** Property ('type', 'name.fr') -> stamp of the record that said it. */
  readonly written: Readonly<Record<string, string>>
}

const languageMaps = new Set(['name', 'description'])

/** A later stamp is greater as text. */
export function stampOf(occurredAt: Date, statementId: string): string {
  return `${occurredAt.toISOString()} ${statementId}`
}

/** What is known once one more record has spoken. */
export function withDefinition(known: KnownActivity, said: JsonObject, stamp: string): KnownActivity {
  const definition = Object.assign(Object.create(null) as JsonObject, known.definition)
  const written: Record<string, string> = { ...known.written }
  const isNewer = (property: string): boolean => {
    const earlier = Object.hasOwn(written, property) ? written[property] : undefined
    if (earlier !== undefined && earlier >= stamp) return false
    written[property] = stamp
    return true
  }
  for (const [property, value] of Object.entries(said)) {
    if (languageMaps.has(property) && isObject(value))
      definition[property] = mergeWords(definition[property], value, (tag) => isNewer(`${property}.${tag}`))
    else if (isNewer(property)) definition[property] = value
  }
  return { definition, written }
}

function mergeWords(
  known: JsonValue | undefined,
  said: JsonObject,
  isNewer: (tag: string) => boolean,
): JsonObject {
  const words = Object.assign(Object.create(null) as JsonObject, isObject(known) ? known : {})
  for (const [tag, text] of Object.entries(said)) if (isNewer(tag)) words[tag] = text
  return words
}

export const nothingKnown: KnownActivity = { definition: {}, written: {} }
