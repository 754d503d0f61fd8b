// The register of the three outcomes, one per imperative, in the order of the e-book.
import type { MetricDefinition } from '../metric/definition.ts'
import { acquisitionCost } from './acquisition-cost/definition.ts'
import { lifetimeValue } from './lifetime-value/definition.ts'
import { salesCycle } from './sales-cycle/definition.ts'

export const outcomes: readonly MetricDefinition[] = [salesCycle, acquisitionCost, lifetimeValue]
