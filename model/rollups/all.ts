// The register of rollups: a new one is a file and a line here.
import { activityDays } from './activity-days.ts'
import { contentDays } from './content-days.ts'
import { contentMonths } from './content-months.ts'
import { contractStays, stayAges, stayMonths } from './contract-stays.ts'
import { dealAnswers } from './deal-answers.ts'
import { dealDays, dealTotals } from './deal-days.ts'
import { customerMonths, dealKindDays, dealKinds, wonCycles } from './deal-kinds.ts'
import { dealPaths, pathDays, stayDays } from './deal-paths.ts'
import { firstDays, firstPurchases } from './first-purchases.ts'
import { invoicedStays } from './invoiced-stays.ts'
import { leadCohort } from './lead-cohort.ts'
import { leadCounts } from './lead-counts.ts'
import { delayTotals, leadDelays } from './lead-delays.ts'
import { npsDays } from './nps-days.ts'
import { orderSums } from './order-sums.ts'
import { scoreDays, scoreTotals } from './score-days.ts'
import { stageStays } from './stage-stays.ts'
import { stayUses } from './stay-uses.ts'
import { voiceDays } from './voice-days.ts'
import type { Rollup } from './rollup.ts'

/** Every rollup; what counts another, or adds it up, comes after it. */
export const allRollups: readonly Rollup[] = [
  activityDays,
  contentDays,
  contentMonths,
  contractStays,
  stayAges,
  stayMonths,
  dealAnswers,
  dealDays,
  dealTotals,
  dealKinds,
  dealKindDays,
  customerMonths,
  wonCycles,
  dealPaths,
  pathDays,
  stayDays,
  firstPurchases,
  firstDays,
  invoicedStays,
  leadCohort,
  leadCounts,
  leadDelays,
  delayTotals,
  npsDays,
  orderSums,
  scoreDays,
  scoreTotals,
  stageStays,
  stayUses,
  voiceDays,
]
