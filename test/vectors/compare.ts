// Compares what a calculation gave with what a vector expects, within its tolerance.
import type { VectorCase } from './cases.ts'

type Tolerance = VectorCase['tolerance']

/**
 * Differences between `actual` and `expected`, one line each; none when all is within tolerance. Only the keys of `expected` count.
 * A key that begins with `minimum_` is a floor: the actual numbers must reach it.
 */
export function differences(
  actual: unknown,
  expected: Record<string, unknown>,
  tolerance: Tolerance,
): string[] {
  return Object.entries(expected).flatMap(([key, value]) => {
    const allowed: Allowed = {
      abs: bound(tolerance.abs, key),
      rel: bound(tolerance.rel, key),
      floor: key.startsWith('minimum_'),
    }
    return compareField(actual, key, value, allowed, key)
  })
}

type Allowed = { abs: number; rel: number; floor: boolean }

function bound(tolerance: number | Record<string, number> | undefined, key: string): number {
  return (typeof tolerance === 'object' ? tolerance[key] : tolerance) ?? 0
}

// What an adapter names without a value is "no value"; what it does not name at all is a fault of the adapter, never a match.
function compareField(of: unknown, key: string, expected: unknown, allowed: Allowed, path: string): string[] {
  if (typeof of !== 'object' || of === null || !Object.hasOwn(of, key))
    return [`${path}: the adapter gives no such value`]
  const actual = Object.entries(of).find(([name]) => name === key)?.[1]
  return compare(actual ?? null, expected, allowed, path)
}

function compare(actual: unknown, expected: unknown, allowed: Allowed, path: string): string[] {
  if (typeof expected === 'number') {
    if (typeof actual !== 'number' || Number.isNaN(actual))
      return [`${path}: expected ${expected}, got ${String(actual)}`]
    if (allowed.floor)
      return actual >= expected ? [] : [`${path}: expected at least ${expected}, got ${actual}`]
    const distance = Math.abs(actual - expected)
    if (distance <= allowed.abs || distance <= allowed.rel * Math.abs(expected)) return []
    return [`${path}: expected ${expected}, got ${actual} (off by ${distance})`]
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return [`${path}: expected a list, got ${JSON.stringify(actual)}`]
    const lines = expected.flatMap((item, i) => compare(actual[i], item, allowed, `${path}[${i}]`))
    if (actual.length !== expected.length)
      lines.push(`${path}: expected ${expected.length} items, got ${actual.length}`)
    return lines
  }
  if (typeof expected === 'object' && expected !== null) {
    return Object.entries(expected).flatMap(([key, value]) =>
      compareField(actual, key, value, allowed, `${path}.${key}`),
    )
  }
  return Object.is(actual, expected)
    ? []
    : [`${path}: expected ${String(expected)}, got ${JSON.stringify(actual)}`]
}
