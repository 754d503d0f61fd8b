// The fifteen metrics as one list, in the order of the e-book: each outcome, then the KPIs that move it.
import { kpis } from '../kpis/index.ts'
import type { MetricDefinition } from '../metric/definition.ts'
import { outcomes } from '../outcomes/index.ts'

export const metrics: readonly MetricDefinition[] = outcomes.flatMap((outcome) => [
  outcome,
  ...kpis.filter((kpi) => kpi.imperative === outcome.imperative),
])

/** A metric by its id. */
export function metricOf(id: string): MetricDefinition | undefined {
  return metrics.find((metric) => metric.id === id)
}
