// The register of the twelve KPIs, in the order of the e-book.
import type { MetricDefinition } from '../metric/definition.ts'
import { conversionRate } from './conversion-rate/definition.ts'

export const kpis: readonly MetricDefinition[] = [conversionRate]
