// From our values to JSON: money and other bigints become text, instants ISO text in UTC, unknown stays null.

/** Copies a value with every bigint and Date replaced by text. @throws TypeError for what JSON cannot say */
export function encode(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString()
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`JSON has no ${value}`)
    return value
  }
  if (value === undefined) return undefined
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map(encode)
  if (typeof value !== 'object') throw new TypeError(`JSON has no ${typeof value}`)
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, encode(part)]))
}
