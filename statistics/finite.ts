// What is not a finite number has no place in a figure: it is refused where it comes in, so that no figure comes out as NaN.

/** Throws a RangeError that says `what` unless `value` is a finite number. */
export function assertFinite(value: number, what: string): void {
  if (!Number.isFinite(value)) throw new RangeError(`${what} must be a finite number, got ${value}`)
}

/** {@link assertFinite} of every value. */
export function assertAllFinite(values: readonly number[], what: string): void {
  for (const value of values) assertFinite(value, what)
}

/** Throws a RangeError that says `what` unless `value` is finite and above 0. */
export function assertPositive(value: number, what: string): void {
  if (!(value > 0 && value < Infinity)) throw new RangeError(`${what} must be positive, got ${value}`)
}
