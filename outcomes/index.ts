// The register of outcomes, in the order of the e-book.
import type { MetricDefinition } from '../metric/definition.ts'

export const outcomes: readonly MetricDefinition[] = []
