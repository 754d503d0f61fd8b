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
/** Enough for shapes up to 1e10 and beta parameters up to 1e11 near their means; past it there is no value, never a wrong one. */
const MAX_TERMS = 1_000_000
/** From here on Stirling's series is both faster and more exact than Lanczos's sum. */
const LARGE = 64
/** From here on the normal approximation of Temme is exact to working precision. */
const HUGE = 1e7

/**
 * Natural logarithm of the gamma function for x > 0; NaN for x <= 0 or NaN.
 * Source: Lanczos 1964 with the 15 coefficients of P. Godfrey (g = 607/128); absolute error about 1e-14. Stirling's series from 64 on.
 */
export function logGamma(x: number): number {
  if (!(x > 0)) return Number.NaN
  if (x === Number.POSITIVE_INFINITY) return x
  if (x >= LARGE) return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + stirlingRest(x)
  // Close to 0 the sum would divide by x - 1 + 1, which rounds to 0.
  if (x < 0.5) return logGamma(x + 1) - Math.log(x)
  let sum: number = LANCZOS[0]
  for (let i = 1; i < LANCZOS.length; i++) sum += LANCZOS[i]! / (x - 1 + i)
  const t = x + 607 / 128 - 0.5
  return (x - 0.5) * Math.log(t) - t + HALF_LOG_TWO_PI + Math.log(sum)
}

/** What Stirling's formula leaves out of ln Gamma(x), x >= 64. */
function stirlingRest(x: number): number {
  const inverse = 1 / x
  const square = inverse * inverse
  return inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680)))
}

/** ln(1 + x) - x for x > -1, without the cancellation near 0. */
function logOnePlusLess(x: number): number {
  if (x < -0.4 || x > 0.6) return Math.log1p(x) - x
  // ln(1 + x) = 2 artanh(r), r = x / (2 + x), and 2 r - x = -r x.
  const r = x / (2 + x)
  const square = r * r
  let sum = 0
  let power = 1
  for (let k = 3; power > EPSILON; k += 2) {
    sum += power / k
    power *= square
  }
  return r * (2 * square * sum - x)
}

/**
 * ln B(a, b) = ln Gamma(a) + ln Gamma(b) - ln Gamma(a + b), a and b > 0; NaN otherwise.
 * For large arguments the difference of the last two is taken term by term: two log-gammas of 1e9 leave no digit of it.
 */
export function logBeta(a: number, b: number): number {
  const small = Math.min(a, b)
  const large = Math.max(a, b)
  if (!(small > 0) || !(large >= LARGE) || large === Number.POSITIVE_INFINITY) {
    return logGamma(a) + logGamma(b) - logGamma(a + b)
  }
  const both = small + large
  const ratio = (large - 0.5) * Math.log1p(small / large)
  if (small < LARGE) {
    return logGamma(small) - ratio - small * Math.log(both) + small + stirlingRest(large) - stirlingRest(both)
  }
  return (
    small * Math.log(small / both) -
    ratio -
    Math.log(small) / 2 +
    HALF_LOG_TWO_PI +
    stirlingRest(small) +
    stirlingRest(large) -
    stirlingRest(both)
  )
}

/** From here on the series of {@link digammaRise} and {@link trigamma} leave out less than rounding. */
const ASYMPTOTIC = 20

/**
 * psi(z + more) - psi(z), how much the digamma function rises, z > 0 and more >= 0; NaN otherwise. Its own digits, however close both
 * are: a difference of two values near ln z has none of them left for a z of 1e9.
 * Source: Abramowitz and Stegun 6.3.6 and 6.3.18, the terms of both subtracted one by one.
 */
export function digammaRise(z: number, more: number): number {
  if (!(z > 0) || !(more >= 0)) return Number.NaN
  let low = z
  let sum = 0
  for (; low < ASYMPTOTIC; low++) sum += more / (low * (low + more))
  const [x, y] = [1 / low, 1 / (low + more)]
  const [xx, yy] = [x * x, y * y]
  // 1 / low - 1 / high, by which every further term can be divided.
  const apart = more * x * y
  const rest =
    (x + y) *
    (1 / 12 - (xx + yy) / 120 + (xx * xx + xx * yy + yy * yy) / 252 - ((xx + yy) * (xx * xx + yy * yy)) / 240)
  return sum + Math.log1p(more / low) + apart * (1 / 2 + rest)
}

/** psi'(z), the slope of the digamma function, z > 0; NaN otherwise. Source: Abramowitz and Stegun 6.4.6 and 6.4.12. */
export function trigamma(z: number): number {
  if (!(z > 0)) return Number.NaN
  let low = z
  let sum = 0
  for (; low < ASYMPTOTIC; low++) sum += 1 / (low * low)
  const x = 1 / low
  const xx = x * x
  return sum + x * (1 + x / 2 + xx * (1 / 6 - xx * (1 / 30 - xx * (1 / 42 - xx / 30))))
}

/**
 * Regularised lower incomplete gamma P(shape, x), a probability; 0 for x <= 0. NaN when shape <= 0.
 * Series below x = shape + 1, continued fraction (Lentz) above, uniform expansion for shapes from 1e7 on.
 * Sources: Abramowitz and Stegun 6.5.29, 6.5.31; Temme 1979, SIAM J. Math. Anal. 10:757.
 */
export function gammaLower(shape: number, x: number): number {
  if (!(shape > 0) || Number.isNaN(x)) return Number.NaN
  if (x <= 0) return 0
  if (shape >= HUGE) return gammaUniform(shape, x, -1)
  return x < shape + 1 ? gammaSeries(shape, x) : 1 - gammaFraction(shape, x)
}

/** Regularised upper incomplete gamma Q(shape, x) = 1 - P, exact in the far tail where 1 - P would cancel. NaN as there. */
export function gammaUpper(shape: number, x: number): number {
  if (!(shape > 0) || Number.isNaN(x)) return Number.NaN
  if (x <= 0) return 1
  if (shape >= HUGE) return gammaUniform(shape, x, 1)
  return x < shape + 1 ? 1 - gammaSeries(shape, x) : gammaFraction(shape, x)
}

// Q (side 1) or P (side -1) = erfc(side eta sqrt(shape / 2)) / 2 + side e^(-shape eta^2 / 2) c / sqrt(2 pi shape), where
// eta^2 / 2 = mu - ln(1 + mu), mu = x / shape - 1 and c = 1 / mu - 1 / eta; what is left out is of order c / (100 shape).
function gammaUniform(shape: number, x: number, side: 1 | -1): number {
  if (x === Number.POSITIVE_INFINITY) return side === 1 ? 0 : 1
  const mu = (x - shape) / shape
  const half = -logOnePlusLess(mu)
  const eta = Math.sign(mu) * Math.sqrt(2 * half)
  // Near the middle the two terms of c are equal and large: its series instead.
  const c = Math.abs(eta) < 1e-2 ? -1 / 3 + eta * (1 / 12 - eta * (2 / 135 - eta / 864)) : 1 / mu - 1 / eta
  const square = shape * half
  const tail = side * eta > 0 ? gammaUpper(0.5, square) / 2 : 1 - gammaUpper(0.5, square) / 2
  return tail + (side * Math.exp(-square) * c) / Math.sqrt(2 * Math.PI * shape)
}

/** x^shape e^-x / Gamma(shape), from the distance to the mean where shape is large. */
function gammaFront(shape: number, x: number): number {
  if (shape < LARGE) return Math.exp(shape * Math.log(x) - x - logGamma(shape))
  const distance = shape * logOnePlusLess((x - shape) / shape)
  return Math.sqrt(shape / (2 * Math.PI)) * Math.exp(distance - stirlingRest(shape))
}

function gammaSeries(shape: number, x: number): number {
  let term = 1 / shape
  let sum = term
  for (let n = 1; term >= sum * EPSILON; n++) {
    if (n > MAX_TERMS) return Number.NaN
    term *= x / (shape + n)
    sum += term
  }
  return sum * gammaFront(shape, x)
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
    if (Math.abs(delta - 1) < EPSILON * 8) return h * gammaFront(shape, x)
  }
  return Number.NaN
}

/**
 * Regularised incomplete beta I_x(a, b), a probability; x is cut to [0, 1]. NaN when a or b <= 0.
 * Continued fraction (Lentz) on the side where it converges fast. Source: Abramowitz and Stegun 26.5.8.
 */
export function betaRegularised(x: number, a: number, b: number): number {
  if (Number.isNaN(x)) return x
  const inside = Math.min(1, Math.max(0, x))
  return betaRegularisedPair(inside, 1 - inside, a, b)
}

/** I_x(a, b) with its complement `y` = 1 - x given apart, so that neither tail loses digits. NaN as there. */
export function betaRegularisedPair(x: number, y: number, a: number, b: number): number {
  if (!(a > 0) || !(b > 0) || Number.isNaN(x) || Number.isNaN(y)) return Number.NaN
  if (x <= 0) return 0
  if (y <= 0) return 1
  return x < (a + 1) / (a + b + 2) ? betaFraction(x, y, a, b) : 1 - betaFraction(y, x, b, a)
}

/** x^a y^b / B(a, b), y = 1 - x, from the distance to the mean where both parameters are large. */
function betaFront(x: number, y: number, a: number, b: number): number {
  if (a < LARGE || b < LARGE) {
    const logX = x > 0.5 ? Math.log1p(-y) : Math.log(x)
    const logY = y > 0.5 ? Math.log1p(-x) : Math.log(y)
    return Math.exp(a * logX + b * logY - logBeta(a, b))
  }
  const apart = b * x - a * y
  const distance = a * logOnePlusLess(apart / a) + b * logOnePlusLess(-apart / b)
  const rest = stirlingRest(a + b) - stirlingRest(a) - stirlingRest(b)
  return Math.sqrt(a / (2 * Math.PI)) * Math.sqrt(b / (a + b)) * Math.exp(distance + rest)
}

function betaFraction(x: number, y: number, a: number, b: number): number {
  let c = 1
  // 1 - (a + b) x / (a + 1), without taking x close to 1 from 1.
  let d = (1 + a * y - b * x) / (a + 1)
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
    if (Math.abs(delta - 1) < EPSILON * 8) return (h * betaFront(x, y, a, b)) / a
  }
  return Number.NaN
}
