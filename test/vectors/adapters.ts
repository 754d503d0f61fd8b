// One adapter per method of the vectors, by topic.
import { cac } from './cac.ts'
import type { Adapter } from './cases.ts'
import { churn } from './churn.ts'
import { content } from './content.ts'
import { conversion } from './conversion.ts'
import { growth } from './growth.ts'
import { leadScoring } from './lead-scoring.ts'
import { ltv } from './ltv.ts'
import { nps } from './nps.ts'
import { onboarding } from './onboarding.ts'
import { salesCycle } from './sales-cycle.ts'
import { signals } from './signals.ts'
import { timeSelling } from './time-selling.ts'
import { trainingEffect } from './training-effect.ts'
import { voc } from './voc.ts'

export const adapters: Record<string, Adapter> = {
  ...cac,
  ...churn,
  ...content,
  ...conversion,
  ...growth,
  ...leadScoring,
  ...ltv,
  ...nps,
  ...onboarding,
  ...salesCycle,
  ...signals,
  ...timeSelling,
  ...trainingEffect,
  ...voc,
}
