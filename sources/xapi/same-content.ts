// Whether two statements with one id say the same: what the sender said, in one way of writing, without what a store adds
// and without words that may be translated or corrected later.
import { isObject, own } from './check/shape.ts'
import { readInstant } from './check/timestamp.ts'
import type { JsonObject, JsonValue } from './json/parse-json.ts'
import { canonicalJson } from './json/write-json.ts'
import { digestKey } from './keys.ts'

const addedByStores = new Set(['id', 'stored', 'authority', 'version'])
/** Words about a thing that do not change which thing it is. */
const onlyWords = new Set(['display', 'definition'])

/** Equal for statements that say the same. */
export function contentHash(statement: JsonObject): string {
  const said = Object.create(null) as JsonObject
  for (const [key, value] of Object.entries(statement)) if (!addedByStores.has(key)) said[key] = value
  return digestKey('statement', canonicalJson(plain(said, '')))
}

function plain(value: JsonValue, name: string): JsonValue {
  if (Array.isArray(value)) {
    const list = value.map((one) => plain(one, name))
    // Who is in a group has no order.
    return name === 'member' ? list.toSorted((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1)) : list
  }
  if (name === 'timestamp' && typeof value === 'string') {
    const instant = readInstant(value, '1.0')
    return instant === null || instant === 'negative-zero' ? value : instant.utc.replace(/\.?0*Z$/, 'Z')
  }
  // Durations compare to a hundredth of a second, as the standard says.
  if (name === 'duration' && typeof value === 'string') return value.replace(/([.,]\d\d)\d+S$/, '$1S')
  if (!isObject(value) || name === 'extensions') return value
  const kept = Object.create(null) as JsonObject
  for (const [key, one] of Object.entries(value)) {
    if (onlyWords.has(key)) continue
    const isUsual = key === 'objectType' && (one === 'Agent' || one === 'Activity')
    if (!isUsual) kept[key] = key === 'contextActivities' ? listsOf(one) : plain(one, key)
  }
  return kept
}

/** One activity by itself is a list of one. */
function listsOf(value: JsonValue): JsonValue {
  if (!isObject(value)) return value
  const kept = Object.create(null) as JsonObject
  for (const key of Object.keys(value)) {
    const list = own(value, key) ?? null
    kept[key] = plain(Array.isArray(list) ? list : [list], key)
  }
  return kept
}
