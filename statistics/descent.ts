// Search for the lowest point of a smooth function whose slopes are known: a few dozen looks at it where a simplex takes thousands.
import type { Minimum } from './optimise.ts'
import type { InPieces } from './pieces.ts'

/** A function of a few variables at one point, and its derivatives there. */
export interface Slope {
  readonly value: number
  readonly slopes: readonly number[]
}

/**
 * Quasi-Newton search from `start` (Broyden, Fletcher, Goldfarb, Shanno; steps halved until Armijo's condition holds). `value`
 * may be Infinity where the function is not defined. `converged` once no slope is steeper than `flat` times the value:
 * finer is rounding. False where no step leads lower by more than rounding, or after `most` steps. Deterministic. A piece is one
 * look.
 * Source: Nocedal and Wright, Numerical Optimization, 2006, chapter 6.
 */
export function* descend(
  look: (point: readonly number[]) => Slope,
  start: readonly number[],
  { flat = 1e-9, most = 200 }: { readonly flat?: number; readonly most?: number } = {},
): InPieces<Minimum> {
  const size = start.length
  let at = [...start]
  let here = look(at)
  let inverse = identity(size)
  let stale = 0
  for (let step = 0; step < most; step++) {
    if (isFlat(here, flat)) return { at, value: here.value, converged: true }
    let way = inverse.map((row) => -dot(row, here.slopes))
    if (dot(way, here.slopes) >= 0) {
      inverse = identity(size)
      way = here.slopes.map((slope) => -slope)
    }
    const next = yield* along(look, at, here, way)
    if (next === null) {
      if (isIdentity(inverse)) break
      inverse = identity(size)
      continue
    }
    const moved = next.at.map((value, i) => value - at[i]!)
    const turned = next.found.slopes.map((slope, i) => slope - here.slopes[i]!)
    const curve = dot(moved, turned)
    if (curve > 0)
      inverse = updated(
        isIdentity(inverse) ? scaled(size, curve / dot(turned, turned)) : inverse,
        moved,
        turned,
      )
    stale = here.value - next.found.value > Number.EPSILON * Math.abs(here.value) ? 0 : stale + 1
    at = next.at
    here = next.found
    if (stale > 4) break
  }
  return { at, value: here.value, converged: isFlat(here, flat) }
}

function isFlat({ value, slopes }: Slope, flat: number): boolean {
  return Math.max(...slopes.map(Math.abs)) <= flat * (1 + Math.abs(value))
}

// The first step is of length 2 at most: slopes of a likelihood are in the thousands far from its top. Close to it the value no
// longer changes but for rounding, and a step is good when it flattens the slope (Hager and Zhang 2005).
function* along(
  look: (point: readonly number[]) => Slope,
  at: readonly number[],
  here: Slope,
  way: readonly number[],
): InPieces<{ readonly at: number[]; readonly found: Slope } | null> {
  const slope = dot(way, here.slopes)
  for (let length = Math.min(1, 2 / Math.hypot(...way)); length > 1e-9; length /= 2) {
    const next = at.map((value, i) => value + length * way[i]!)
    const found = look(next)
    yield
    if (found.value <= here.value + 1e-4 * length * slope) return { at: next, found }
    const isSame = found.value <= here.value + 8 * Number.EPSILON * Math.abs(here.value)
    if (isSame && Math.abs(dot(way, found.slopes)) < Math.abs(slope) / 2) return { at: next, found }
  }
  return null
}

function updated(
  inverse: readonly (readonly number[])[],
  moved: readonly number[],
  turned: readonly number[],
): number[][] {
  const curve = dot(moved, turned)
  const bent = inverse.map((row) => dot(row, turned))
  const factor = (1 + dot(turned, bent) / curve) / curve
  return inverse.map((row, i) =>
    row.map(
      (value, j) =>
        value + factor * moved[i]! * moved[j]! - (bent[i]! * moved[j]! + moved[i]! * bent[j]!) / curve,
    ),
  )
}

function dot(first: readonly number[], second: readonly number[]): number {
  return first.reduce((sum, value, i) => sum + value * second[i]!, 0)
}

function scaled(size: number, by: number): number[][] {
  return Array.from({ length: size }, (_, i) => Array.from({ length: size }, (__, j) => (i === j ? by : 0)))
}

function identity(size: number): number[][] {
  return scaled(size, 1)
}

function isIdentity(matrix: readonly (readonly number[])[]): boolean {
  return matrix.every((row, i) => row.every((value, j) => value === (i === j ? 1 : 0)))
}
