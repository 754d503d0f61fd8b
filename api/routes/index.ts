// Every handler by the name of its endpoint; the compiler lists what is missing.
import type { Handlers } from '../handler.ts'
import { decisionHandlers } from './decisions.ts'
import { importHandlers } from './imports.ts'
import { metricHandlers } from './metrics.ts'

export const handlers: Handlers = { ...metricHandlers, ...importHandlers, ...decisionHandlers }
