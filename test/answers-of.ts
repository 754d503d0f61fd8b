// The answers of a metric, by id, as the owner reads them of the whole organisation.
import type { MetricDefinition } from '../metric/definition.ts'
import { wholeData } from '../metric/period.ts'
import { measure } from '../metric/runner/runner.ts'
import { organisation } from '../metric/scope.ts'
import type { Database } from '../model/database.ts'
import { owner } from '../model/reader.ts'

export const answersOf = async (
  database: Database,
  definition: MetricDefinition,
  asOf?: string,
  period = wholeData,
) => {
  const found = await measure(database, owner, definition, {
    scope: organisation,
    period,
    ...(asOf !== undefined && { asOf }),
  })
  return (id: string) => found.answers.find((answer) => answer.id === id)!
}
