// The register of the twelve KPIs, in the order of the e-book. Adding one is a folder and a line here.
import type { MetricDefinition } from '../metric/definition.ts'
import { contentAccessibility } from './content-accessibility/definition.ts'
import { contentCreationTime } from './content-creation-time/definition.ts'
import { contentUtilisation } from './content-utilisation/definition.ts'
import { conversionRate } from './conversion-rate/definition.ts'
import { crossSellUpsell } from './cross-sell-upsell/definition.ts'
import { customerChurn } from './customer-churn/definition.ts'
import { leadQuality } from './lead-quality/definition.ts'
import { netPromoterScore } from './net-promoter-score/definition.ts'
import { repOnboarding } from './rep-onboarding/definition.ts'
import { timeSpentSelling } from './time-spent-selling/definition.ts'
import { trainingAndCoaching } from './training-and-coaching/definition.ts'
import { voiceOfCustomer } from './voice-of-customer/definition.ts'

export const kpis: readonly MetricDefinition[] = [
  timeSpentSelling,
  contentAccessibility,
  trainingAndCoaching,
  conversionRate,
  repOnboarding,
  contentCreationTime,
  contentUtilisation,
  leadQuality,
  customerChurn,
  netPromoterScore,
  crossSellUpsell,
  voiceOfCustomer,
]
