// The register of kpis, in the order of the e-book.
import type { MetricDefinition } from '../metric/definition.ts'

export const kpis: readonly MetricDefinition[] = []
