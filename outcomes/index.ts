// The register of the three outcomes, in the order of the e-book.
import type { MetricDefinition } from '../metric/definition.ts'
import { salesCycle } from './sales-cycle/definition.ts'

export const outcomes: readonly MetricDefinition[] = [salesCycle]
