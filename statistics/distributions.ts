// Distribution functions, tails and quantiles. Quantiles come from a bracketed Newton search against the distribution functions, so
// that both agree to the last digits.
import {
  betaRegularised,
  betaRegularisedPair,
  gammaLower,
  gammaUpper,
  logBeta,
  logGamma,
} from './special-functions.ts'

/** Throws a RangeError unless `level` is a confidence level strictly between 0 and 1 (0.95 = 95 %). */
export function assertLevel(level: number): void {
  if (!(level > 0 && level < 1))
    throw new RangeError(`Confidence level must lie between 0 and 1, got ${level}`)
}

/** Density of the standard normal distribution at z; like all functions here, NaN for NaN. */
export function normalDensity(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
}

/** Phi(z): probability that a standard normal is at most z. */
export function normalCdf(z: number): number {
  return z > 0 ? 1 - normalUpper(z) : normalUpper(-z)
}

/** 1 - Phi(z), exact in the far tail. */
export function normalUpper(z: number): number {
  if (z < 0) return 1 - normalUpper(-z)
  return gammaUpper(0.5, (z * z) / 2) / 2
}

/**
 * Mean of a standard normal variable known to exceed z: phi(z) / (1 - Phi(z)), the inverse of Mills's ratio. From 10 on by the
 * continued fraction z + 1 / (z + 2 / (z + ...)) of Laplace, as both parts vanish from 38 on.
 */
export function normalMeanAbove(z: number): number {
  if (z < 10) return normalDensity(z) / normalUpper(z)
  let rest = 0
  for (let k = 60; k >= 1; k--) rest = k / (z + rest)
  return z + rest
}

/** Two-sided p-value of a standard normal statistic. */
export function normalTwoSided(z: number): number {
  return gammaUpper(0.5, (z * z) / 2)
}

/** z such that Phi(z) = probability; -Infinity at 0, Infinity at 1, RangeError outside [0, 1]. */
export function normalQuantile(probability: number): number {
  assertProbability(probability)
  if (probability === 0) return Number.NEGATIVE_INFINITY
  if (probability === 1) return Number.POSITIVE_INFINITY
  if (probability > 0.5) return -normalQuantile(1 - probability)
  if (probability === 0.5) return 0
  // First guess within 4.5e-4: Abramowitz and Stegun 26.2.23.
  const t = Math.sqrt(-2 * Math.log(probability))
  let z =
    (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))) - t
  for (let i = 0; i < 12; i++) {
    const below = normalUpper(-z)
    // Newton on the logarithm: on the probability itself it crawls in the far tail.
    const step = (Math.log(below / probability) * below) / normalDensity(z)
    z -= step
    if (Math.abs(step) < 1e-15 * Math.abs(z)) break
  }
  return z
}

/** Two-sided normal critical value: 1.959963984... for level 0.95. RangeError unless the level lies between 0 and 1. */
export function normalCritical(level: number): number {
  assertLevel(level)
  // 1.959963984540054 is asked for all the time.
  return level === 0.95 ? 1.959963984540054 : normalQuantile(0.5 + level / 2)
}

/** Two-sided p-value of Student's t with `df` degrees of freedom (real, > 0); NaN when df <= 0. */
export function studentTwoSided(t: number, df: number): number {
  if (!(df > 0) || Number.isNaN(t)) return Number.NaN
  const square = t * t
  if (square === Number.POSITIVE_INFINITY) return 0
  // Fisher's expansion around the normal: df / (df + t^2) is then so close to 1 that its digits are gone.
  if (df >= 1e8) return normalTwoSided(t) + (Math.abs(t) * (square + 1) * normalDensity(t)) / (2 * df)
  return betaRegularisedPair(df / (df + square), square / (df + square), df / 2, 0.5)
}

/** Probability that Student's t with `df` degrees of freedom is at most t; NaN when df <= 0. */
export function studentCdf(t: number, df: number): number {
  const half = studentTwoSided(t, df) / 2
  return t > 0 ? 1 - half : half
}

/** Two-sided critical value of Student's t: 2.262157... for level 0.95 and df 9. RangeError when df <= 0. */
export function studentCritical(level: number, df: number): number {
  assertLevel(level)
  if (!(df > 0)) throw new RangeError(`Degrees of freedom must be positive, got ${df}`)
  if (df === Number.POSITIVE_INFINITY) return normalCritical(level)
  const [beta, half] = [logBeta(df / 2, 0.5), Math.log(df) / 2]
  const density = (t: number) => Math.exp(-((df + 1) / 2) * Math.log1p((t * t) / df) - beta - half)
  const upper = (t: number) => 1 - level - studentTwoSided(t, df)
  return solveIncreasing(upper, (t) => 2 * density(t), normalCritical(level), 0, Number.POSITIVE_INFINITY)
}

/** Probability that chi-square with `df` degrees of freedom exceeds `value` (the p-value of a test); NaN when df <= 0. */
export function chiSquareUpper(value: number, df: number): number {
  return gammaUpper(df / 2, value / 2)
}

/** Value below which chi-square with `df` degrees of freedom falls with the given probability. RangeError as {@link gammaQuantile}. */
export function chiSquareQuantile(probability: number, df: number): number {
  return 2 * gammaQuantile(probability, df / 2)
}

/**
 * Quantile of the gamma distribution with the given shape and scale 1; 0 at probability 0, Infinity at 1. RangeError unless the shape is
 * positive and the probability in [0, 1].
 */
export function gammaQuantile(probability: number, shape: number): number {
  assertProbability(probability)
  if (!(shape > 0)) throw new RangeError(`Shape must be positive, got ${shape}`)
  if (probability === 0) return 0
  if (probability === 1) return Number.POSITIVE_INFINITY
  // So close to 0 that e^-x is 1: P(shape, x) = x^shape / Gamma(shape + 1).
  const nearZero = (Math.log(probability) + logGamma(shape + 1)) / shape
  if (nearZero < -40) return Math.exp(nearZero)
  const density = (x: number) => Math.exp((shape - 1) * Math.log(x) - x - logGamma(shape))
  // Against the smaller tail, so that probabilities near 1 keep their digits.
  const excess =
    probability <= 0.5
      ? (x: number) => gammaLower(shape, x) - probability
      : (x: number) => 1 - probability - gammaUpper(shape, x)
  // Wilson and Hilferty: the cube root is close to normal.
  const root = 1 - 1 / (9 * shape) + normalQuantile(probability) / (3 * Math.sqrt(shape))
  const guess = root > 0 ? shape * root ** 3 : Math.exp(nearZero)
  return solveIncreasing(excess, density, guess, 0, Number.POSITIVE_INFINITY)
}

/** Probability that a beta(a, b) variable is at most x; NaN when a or b <= 0. */
export function betaCdf(x: number, a: number, b: number): number {
  return betaRegularised(x, a, b)
}

/** Quantile of the beta(a, b) distribution, in [0, 1]. RangeError when a or b <= 0. */
export function betaQuantile(probability: number, a: number, b: number): number {
  assertProbability(probability)
  if (!(a > 0) || !(b > 0)) throw new RangeError(`Beta parameters must be positive, got ${a} and ${b}`)
  if (probability === 0 || probability === 1) return probability
  const nearZero = (Math.log(probability) + Math.log(a) + logBeta(a, b)) / a
  if (nearZero < -40) return Math.exp(nearZero)
  const density = (x: number) => Math.exp((a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - logBeta(a, b))
  const share = a / (a + b)
  const guess = share + normalQuantile(probability) * Math.sqrt((share * (1 - share)) / (a + b + 1))
  return solveIncreasing((x) => betaRegularised(x, a, b) - probability, density, guess, 0, 1)
}

function assertProbability(probability: number): void {
  if (!(probability >= 0 && probability <= 1)) {
    throw new RangeError(`Probability must lie between 0 and 1, got ${probability}`)
  }
}

/** Root of an increasing function by Newton steps, falling back on bisection whenever a step leaves the bracket. */
function solveIncreasing(
  excess: (x: number) => number,
  slope: (x: number) => number,
  guess: number,
  low: number,
  high: number,
): number {
  let x = guess > low && guess < high ? guess : Number.isFinite(high) ? (low + high) / 2 : low + 1
  for (let i = 0; i < 200; i++) {
    const value = excess(x)
    if (value === 0) return x
    if (value < 0) low = x
    else high = x
    let next = x - value / slope(x)
    if (!(next > low && next < high)) next = Number.isFinite(high) ? (low + high) / 2 : x * 2
    if (Math.abs(next - x) <= 4e-16 * Math.abs(next)) return next
    x = next
  }
  return x
}
