// Gamma and beta functions to close to machine precision: the distributions, likelihoods and exact corrections rest on them.

const LANCZOS = [
  0.9999999999999971, 57.15623566586292, -59.59796035547549, 14.136097974741746, -0.4919138160976202,
  3.399464998481189e-5, 4.652362892704858e-5, -9.837447530487956e-5, 0.0001580887032249125,
  -0.00021026444172410488, 0.00021743961811521265, -0.0001643181065367639, 8.441822398385275e-5,
  -2.6190838401581408e-5, 3.6899182659531625e-6,
] as const
const HALF_LOG_TWO_PI = 0.9189385332046728
const TINY = 1e-300
const EPSILON = 1e-16
const MAX_TERMS = 20_000

/**
 * Natural logarithm of the gamma function for x > 0; NaN for x <= 0 or NaN.
 * Source: Lanczos 1964 with the 15 coefficients of P. Godfrey (g = 607/128); absolute error about 1e-14.
 */
export function logGamma(x: number): number {
  if (!(x > 0)) return Number.NaN
  if (x === Number.POSITIVE_INFINITY) return x
  // Stirling's series is both faster and more exact for large arguments, where differences of log-gammas cancel.
  if (x >= 64) {
    const inverse = 1 / x
    const square = inverse * inverse
    const series = inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680)))
    return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + series
  }
  let sum: number = LANCZOS[0]
  for (let i = 1; i < LANCZOS.length; i++) sum += LANCZOS[i]! / (x - 1 + i)
  const t = x + 607 / 128 - 0.5
  return (x - 0.5) * Math.log(t) - t + HALF_LOG_TWO_PI + Math.log(sum)
}

/** ln B(a, b) = ln Gamma(a) + ln Gamma(b) - ln Gamma(a + b), a and b > 0; NaN otherwise. */
export function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b)
}

/**
 * Regularised lower incomplete gamma P(shape, x), a probability; 0 for x <= 0. NaN when shape <= 0.
 * Series below x = shape + 1, continued fraction (Lentz) above. Source: Abramowitz and Stegun 6.5.29, 6.5.31.
 */
export function gammaLower(shape: number, x: number): number {
  if (!(shape > 0) || Number.isNaN(x)) return Number.NaN
  if (x <= 0) return 0
  return x < shape + 1 ? gammaSeries(shape, x) : 1 - gammaFraction(shape, x)
}

/** Regularised upper incomplete gamma Q(shape, x) = 1 - P, exact in the far tail where 1 - P would cancel. */
export function gammaUpper(shape: number, x: number): number {
  if (!(shape > 0) || Number.isNaN(x)) return Number.NaN
  if (x <= 0) return 1
  return x < shape + 1 ? 1 - gammaSeries(shape, x) : gammaFraction(shape, x)
}

function gammaSeries(shape: number, x: number): number {
  let term = 1 / shape
  let sum = term
  for (let n = 1; n < MAX_TERMS; n++) {
    term *= x / (shape + n)
    sum += term
    if (term < sum * EPSILON) break
  }
  return sum * Math.exp(shape * Math.log(x) - x - logGamma(shape))
}

function gammaFraction(shape: number, x: number): number {
  if (x === Number.POSITIVE_INFINITY) return 0
  let b = x + 1 - shape
  let c = 1 / TINY
  let d = 1 / b
  let h = d
  for (let i = 1; i < MAX_TERMS; i++) {
    const an = -i * (i - shape)
    b += 2
    d = an * d + b
    if (Math.abs(d) < TINY) d = TINY
    c = b + an / c
    if (Math.abs(c) < TINY) c = TINY
    d = 1 / d
    const delta = d * c
    h *= delta
    if (Math.abs(delta - 1) < EPSILON * 8) break
  }
  return h * Math.exp(shape * Math.log(x) - x - logGamma(shape))
}

/**
 * Regularised incomplete beta I_x(a, b), a probability; x is cut to [0, 1]. NaN when a or b <= 0.
 * Continued fraction (Lentz) on the side where it converges fast. Source: Abramowitz and Stegun 26.5.8.
 */
export function betaRegularised(x: number, a: number, b: number): number {
  if (!(a > 0) || !(b > 0) || Number.isNaN(x)) return Number.NaN
  if (x <= 0) return 0
  if (x >= 1) return 1
  return x < (a + 1) / (a + b + 2) ? betaFraction(x, 1 - x, a, b) : 1 - betaFraction(1 - x, x, b, a)
}

/** I_x(a, b) with its complement `y` = 1 - x given apart, so that neither tail loses digits. */
export function betaRegularisedPair(x: number, y: number, a: number, b: number): number {
  if (!(a > 0) || !(b > 0) || Number.isNaN(x) || Number.isNaN(y)) return Number.NaN
  if (x <= 0) return 0
  if (y <= 0) return 1
  return x < (a + 1) / (a + b + 2) ? betaFraction(x, y, a, b) : 1 - betaFraction(y, x, b, a)
}

function betaFraction(x: number, y: number, a: number, b: number): number {
  const front = Math.exp(a * Math.log(x) + b * Math.log(y) - logBeta(a, b)) / a
  let c = 1
  let d = 1 - ((a + b) * x) / (a + 1)
  if (Math.abs(d) < TINY) d = TINY
  d = 1 / d
  let h = d
  for (let m = 1; m < MAX_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 + even * d
    if (Math.abs(d) < TINY) d = TINY
    c = 1 + even / c
    if (Math.abs(c) < TINY) c = TINY
    d = 1 / d
    h *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 + odd * d
    if (Math.abs(d) < TINY) d = TINY
    c = 1 + odd / c
    if (Math.abs(c) < TINY) c = TINY
    d = 1 / d
    const delta = d * c
    h *= delta
    if (Math.abs(delta - 1) < EPSILON * 8) break
  }
  return front * h
}

/** ln(exp(a) + exp(b)) without overflow; -Infinity stands for a probability of 0. */
export function logSumExp(a: number, b: number): number {
  const high = Math.max(a, b)
  if (high === Number.NEGATIVE_INFINITY) return high
  return high + Math.log1p(Math.exp(Math.min(a, b) - high))
}
