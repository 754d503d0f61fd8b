// What several figures need and none of them owns, such as the time that leads are given: worked out once for each state of the
// data.
import type { MetricContext } from './definition.ts'

/**
 * The result of `work`, told again under the same name for as long as the data stays the same; of what is handed over as `worked`
 * from `passing`, for one request. What failed is not kept.
 */
export function workedOut<Result>(
  { worked }: { readonly worked?: MetricContext['worked'] | undefined },
  name: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const known = worked?.get(name) as Promise<Result> | undefined
  if (known !== undefined) return known
  const result = work()
  worked?.set(name, result)
  result.catch(() => worked?.delete(name))
  return result
}
