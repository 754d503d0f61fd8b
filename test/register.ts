// All fifteen metrics in the order in which screens show them, for tests of the whole register.
import { kpis } from '../kpis/index.ts'
import type { MetricDefinition } from '../metric/definition.ts'
import { outcomes } from '../outcomes/index.ts'

export const register: readonly MetricDefinition[] = [...outcomes, ...kpis]
