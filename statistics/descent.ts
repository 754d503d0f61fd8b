// Search for the lowest point of a smooth function whose slopes and curvature are known, between bounds: a dozen looks at it where a
// simplex takes thousands.
import type { Minimum } from './optimise.ts'
import type { InPieces } from './pieces.ts'

/** A function of a few variables at one point, with its first and second derivatives there. */
export interface Shape {
  readonly value: number
  readonly slopes: readonly number[]
  /** Symmetric. */
  readonly curvature: readonly (readonly number[])[]
}

/** The longest step of all: a likelihood far from its top is no parabola. */
const longest = 2
/** Sums over thousands of customers are the same but for rounding when they differ by less than this part. */
const rounding = 1e-12

/**
 * Newton's search from `start`, damped where the function does not fall as its curvature says (Marquardt 1963), no variable leaving
 * `farthest` and its opposite: a step ends where the first comes to it, and a variable that is there and would go on stands still while
 * the others move. `converged` once no slope is steeper than `flat` times the value: finer is rounding. False where a variable
 * stands at its bound, no step leads lower by more than rounding, or after `most` looks. Deterministic. A piece is one look.
 * Source: Nocedal and Wright, Numerical Optimization, 2006, chapters 3, 10 and 16.
 */
export function* descend(
  look: (point: readonly number[]) => Shape,
  start: readonly number[],
  {
    farthest,
    flat = 1e-9,
    most = 200,
  }: { readonly farthest: number; readonly flat?: number; readonly most?: number },
): InPieces<Minimum> {
  let at = [...start]
  let here = look(at)
  let damping = 1e-2
  const isDone = () => isFlat(here, freeAt(at, here, farthest), flat)
  for (let looks = 0; looks < most && damping < 1e10 && !isDone();) {
    const [free, way] = freeStep(at, here, farthest, damping)
    if (way === null) {
      damping = Math.max(4 * damping, 1e-3)
      continue
    }
    const next = moved(at, way, farthest)
    const found = look(next)
    looks++
    yield
    const gain = dot(
      next.map((value, i) => value - at[i]!),
      here.slopes,
    )
    const isLower = found.value <= here.value + 1e-4 * gain
    // Close to the top the value no longer changes but for rounding: a step is good when it flattens the slopes.
    const isFlatter = steepest(found, free) < steepest(here, free) / 2
    if (isLower || (isFlatter && found.value <= here.value + rounding * Math.abs(here.value))) {
      at = next
      here = found
      damping = damping < 1e-8 ? 0 : damping / 10
    } else damping = Math.max(4 * damping, 1e-3)
  }
  return { at, value: here.value, converged: freeAt(at, here, farthest).every(Boolean) && isDone() }
}

/** Which variables may move: those not at a bound that the function falls beyond. */
function freeAt(at: readonly number[], { slopes }: Shape, farthest: number): readonly boolean[] {
  return at.map((value, i) => !(Math.abs(value) === farthest && value * slopes[i]! < 0))
}

/** The next step with the variables that it moves: one at its bound that the others would draw beyond it stands still too. */
function freeStep(
  at: readonly number[],
  here: Shape,
  farthest: number,
  damping: number,
): readonly [free: readonly boolean[], way: readonly number[] | null] {
  const isOut = (step: number, i: number) => Math.abs(at[i]!) === farthest && at[i]! * step > 0
  let free = freeAt(at, here, farthest)
  for (;;) {
    const way = stepOf(here, free, damping)
    if (way === null || !way.some(isOut)) return [free, way]
    free = free.map((isFree, i) => isFree && !isOut(way[i]!, i))
  }
}

function steepest({ slopes }: Shape, free: readonly boolean[]): number {
  return slopes.reduce((most, slope, i) => (free[i]! ? Math.max(most, Math.abs(slope)) : most), 0)
}

function isFlat(shape: Shape, free: readonly boolean[], flat: number): boolean {
  return steepest(shape, free) <= flat * (1 + Math.abs(shape.value))
}

/** A step along `way`, of the longest length at most, and no further than to the first bound. */
function moved(at: readonly number[], way: readonly number[], farthest: number): number[] {
  const until = way.map((step, i) => (step === 0 ? Infinity : (Math.sign(step) * farthest - at[i]!) / step))
  const length = Math.min(1, longest / Math.hypot(...way), ...until)
  return at.map((value, i) =>
    until[i] === length ? Math.sign(way[i]!) * farthest : value + length * way[i]!,
  )
}

/**
 * The way to the lowest point of the parabola that a shape says, its curvature raised by `damping`; variables that are not free stand
 * still. Null where that parabola has no lowest point. By the factors of Cholesky.
 */
function stepOf({ slopes, curvature }: Shape, free: readonly boolean[], damping: number): number[] | null {
  const moving = slopes.flatMap((_, i) => (free[i]! ? [i] : []))
  const factors: number[][] = []
  const solved: number[] = []
  for (const [row, i] of moving.entries()) {
    const factor = moving.slice(0, row).map(() => 0)
    for (let column = 0; column < row; column++)
      factor[column] =
        (curvature[i]![moving[column]!]! - dot(factor.slice(0, column), factors[column]!)) /
        factors[column]![column]!
    const left = curvature[i]![i]! + damping * Math.abs(curvature[i]![i]!) - dot(factor, factor)
    if (!(left > 1e-14 * Math.abs(curvature[i]![i]!))) return null
    factors.push([...factor, Math.sqrt(left)])
    solved.push((-slopes[i]! - dot(solved, factor)) / Math.sqrt(left))
  }
  const way = slopes.map(() => 0)
  for (let row = moving.length - 1; row >= 0; row--) {
    let left = solved[row]!
    for (let below = row + 1; below < moving.length; below++)
      left -= factors[below]![row]! * way[moving[below]!]!
    way[moving[row]!] = left / factors[row]![row]!
  }
  return way
}

/** Over the places of the first. */
function dot(first: readonly number[], second: readonly number[]): number {
  return first.reduce((sum, value, i) => sum + value * second[i]!, 0)
}
