// How long something takes, on a machine that does other things too.

export interface Taken<Result> {
  readonly result: Result
  /** Milliseconds. */
  readonly took: number
}

export async function takes<Result>(work: () => Promise<Result>): Promise<Taken<Result>> {
  const started = performance.now()
  const result = await work()
  return { result, took: performance.now() - started }
}

/** The shortest of three, the first of which also warms what is read. */
export async function best<Result>(work: () => Promise<Result>): Promise<Taken<Result>> {
  let found = await takes(work)
  for (let time = 1; time < 3; time++) {
    const next = await takes(work)
    if (next.took < found.took) found = next
  }
  return found
}

export function percentile95(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length * 0.95)] ?? Number.NaN
}
