// One adapter per method of the vectors, by topic.
import type { Adapter } from './cases.ts'
import { conversion } from './conversion.ts'
import { salesCycle } from './sales-cycle.ts'
import { signals } from './signals.ts'

export const adapters: Record<string, Adapter> = { ...conversion, ...salesCycle, ...signals }
