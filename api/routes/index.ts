// Every handler by the name of its endpoint; the compiler lists what is missing.
import type { Handlers } from '../handler.ts'
import { accessHandlers } from './access.ts'
import { breakGlassHandlers } from './break-glass.ts'
import { connectionHandlers } from './connections.ts'
import { decisionHandlers } from './decisions.ts'
import { demonstrationHandlers } from './demonstration.ts'
import { hookHandlers } from './hooks.ts'
import { importHandlers } from './imports.ts'
import { ownListHandlers } from './own-lists.ts'
import { metricHandlers } from './metrics.ts'
import { ownTimeHandlers } from './own-time.ts'
import { peopleHandlers } from './people.ts'
import { privacyHandlers } from './privacy.ts'
import { streamHandlers } from './streams.ts'
import { targetHandlers } from './targets.ts'
import { templateHandlers } from './templates.ts'
import { userHandlers } from './users.ts'
import { workingTimeHandlers } from './working-time.ts'
import { xapiHandlers } from './xapi.ts'

export const handlers: Handlers = {
  ...metricHandlers,
  ...importHandlers,
  ...decisionHandlers,
  ...ownListHandlers,
  ...accessHandlers,
  ...userHandlers,
  ...privacyHandlers,
  ...ownTimeHandlers,
  ...peopleHandlers,
  ...workingTimeHandlers,
  ...demonstrationHandlers,
  ...breakGlassHandlers,
  ...xapiHandlers,
  ...connectionHandlers,
  ...hookHandlers,
  ...streamHandlers,
  ...targetHandlers,
  ...templateHandlers,
}
