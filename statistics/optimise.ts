// Search for the lowest point of a function of a few variables, for likelihoods with two to four parameters.

/** Where the search ended. */
export type Minimum = { at: number[]; value: number; converged: boolean }

interface SimplexOptions {
  readonly steps?: readonly number[]
  readonly tolerance?: number
  readonly maxRestarts?: number
}

/**
 * Nelder-Mead simplex search from `start`, restarted from its own result until a restart no longer helps.
 *
 * `objective` may return Infinity where it is not defined. `steps` sets the size of the first simplex by coordinate.
 * Deterministic. Source: Nelder and Mead 1965; restarts guard against the collapse of the simplex.
 */
export function minimise(
  objective: (point: readonly number[]) => number,
  start: readonly number[],
  options: SimplexOptions = {},
): Minimum {
  const tolerance = options.tolerance ?? 1e-10
  let best: Minimum = { at: [...start], value: objective(start), converged: false }
  for (let restart = 0; restart < (options.maxRestarts ?? 12); restart++) {
    const steps = start.map((_, i) => (options.steps?.[i] ?? 0.5) / (restart === 0 ? 1 : 4))
    const next = simplexSearch(objective, best.at, steps, tolerance)
    const gain = best.value - next.value
    if (next.value <= best.value) best = next
    if (restart > 0 && gain <= tolerance * (1 + Math.abs(best.value))) break
  }
  return best
}

function simplexSearch(
  objective: (point: readonly number[]) => number,
  start: readonly number[],
  steps: readonly number[],
  tolerance: number,
): Minimum {
  const size = start.length
  type Corner = { at: number[]; value: number }
  const corner = (at: number[]): Corner => ({ at, value: safe(objective(at)) })
  const simplex: Corner[] = [
    corner([...start]),
    ...start.map((_, i) => corner(start.map((value, j) => (i === j ? value + (steps[i] ?? 0.5) : value)))),
  ]
  const maxRounds = 400 * size
  for (let round = 0; round < maxRounds; round++) {
    simplex.sort((a, b) => a.value - b.value)
    const best = simplex[0]!
    const worst = simplex[size]!
    const spread = Math.abs(worst.value - best.value)
    const width = Math.max(...start.map((_, j) => Math.abs(worst.at[j]! - best.at[j]!)))
    if (spread <= tolerance * (1e-3 + Math.abs(best.value)) && width < 1e-7) {
      return { ...best, converged: true }
    }
    const centre = start.map(
      (_, j) => simplex.slice(0, size).reduce((sum, one) => sum + one.at[j]!, 0) / size,
    )
    const towards = (factor: number) =>
      corner(centre.map((value, j) => value + factor * (worst.at[j]! - value)))
    const reflected = towards(-1)
    if (reflected.value < best.value) {
      const expanded = towards(-2)
      simplex[size] = expanded.value < reflected.value ? expanded : reflected
    } else if (reflected.value < simplex[size - 1]!.value) {
      simplex[size] = reflected
    } else {
      const contracted = reflected.value < worst.value ? towards(-0.5) : towards(0.5)
      if (contracted.value < Math.min(worst.value, reflected.value)) {
        simplex[size] = contracted
      } else {
        for (let i = 1; i <= size; i++) {
          simplex[i] = corner(simplex[i]!.at.map((value, j) => best.at[j]! + (value - best.at[j]!) / 2))
        }
      }
    }
  }
  simplex.sort((a, b) => a.value - b.value)
  return { ...simplex[0]!, converged: false }
}

function safe(value: number): number {
  return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value
}

/**
 * Lowest point of a function of one variable between `low` and `high` by golden sections (60 of them, to the digits that values tell
 * apart). Source: Kiefer 1953. Refuses nothing: the function must have one lowest point there.
 */
export function minimiseBetween(objective: (x: number) => number, low: number, high: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2
  let left = low
  let right = high
  let inner = right - ratio * (right - left)
  let outer = left + ratio * (right - left)
  let innerValue = objective(inner)
  let outerValue = objective(outer)
  for (let i = 0; i < 60; i++) {
    if (innerValue <= outerValue) {
      right = outer
      outer = inner
      outerValue = innerValue
      inner = right - ratio * (right - left)
      innerValue = objective(inner)
    } else {
      left = inner
      inner = outer
      innerValue = outerValue
      outer = left + ratio * (right - left)
      outerValue = objective(outer)
    }
  }
  return (left + right) / 2
}
