// What other folders need of rollups: to say what they changed, to have it added up, and to make totals anew.
export { secondsColumns } from './activity-days.ts'
export { firstDayOf } from './first-day.ts'
export { foldHours, forgetOwnHours, keepHoursFrom, movePastHours } from './past-hours.ts'
export { soon, useColumns, useTotals } from './content-days.ts'
export {
  checkRollups,
  keepTotalsBefore,
  makeMissingRollups,
  rebuildRollups,
  rememberDays,
  type RollupState,
} from './rebuild.ts'
export type { AddedUp, Going } from './rollup.ts'
export {
  ageBetween,
  grace,
  isAged,
  isDated,
  monthOf,
  monthOfAge,
  monthsBetween,
  stayColumns,
  staysByContracts,
} from './contract-stays.ts'
export { toldFor } from './deal-answers.ts'
export { dealKinds, isKindStated, isSaidExisting, kindOf } from './deal-kinds.ts'
export { unendedSince } from './deal-paths.ts'
export { firstPurchases } from './first-purchases.ts'
export { silence, staysByInvoices } from './invoiced-stays.ts'
export { leadCohort } from './lead-cohort.ts'
export { scoreDays } from './score-days.ts'
export { refreshRollups } from './refresh.ts'
export { isAddedUp, touchImport, touchRows } from './touch.ts'
export { type Sending, touched, within } from './touched.ts'
