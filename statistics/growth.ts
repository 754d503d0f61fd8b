// Where to grow with customers: NPS class of the account against its potential, and the order in which to approach them.
import { assertFinite } from './finite.ts'
import { npsClass } from './nps.ts'

/** Class of an account by its last answer; 'unknown' without an answer recent enough. */
export type AccountClass = 'promoter' | 'passive' | 'detractor' | 'unknown'

/** What to do with an account. */
export type GrowthAction =
  'expand' | 'advocate' | 'nurture' | 'monitor' | 'recover_first' | 'fix_or_let_go' | 'survey_first'

/** An account: its last score with the age of the answer (null without one), and the value still to be won with it. */
export type GrowthAccount = {
  id: string
  score: number | null
  answeredDaysAgo: number | null
  opportunityValue: number
}

/** Thresholds: potential is high from `highThreshold` on; an answer older than `maxAgeDays` is unknown. */
export type GrowthSettings = { highThreshold: number; maxAgeDays?: number }

/** After Reichheld's customer grid (2006): no offer to a detractor before the wrong is put right. */
const ACTIONS: Record<AccountClass, { high: GrowthAction; low: GrowthAction }> = {
  promoter: { high: 'expand', low: 'advocate' },
  passive: { high: 'nurture', low: 'monitor' },
  detractor: { high: 'recover_first', low: 'fix_or_let_go' },
  unknown: { high: 'survey_first', low: 'monitor' },
}

/** Class of an account; an invalid score, or an answer of unknown age, counts as no answer. Refuses nothing. */
export function accountClass(
  account: Pick<GrowthAccount, 'score' | 'answeredDaysAgo'>,
  maxAgeDays = 365,
): AccountClass {
  const kind = npsClass(account.score)
  const age = account.answeredDaysAgo
  if (kind === null || age === null || !(age <= maxAgeDays)) return 'unknown'
  if (kind === 1) return 'promoter'
  return kind === 0 ? 'passive' : 'detractor'
}

/** The cell of the matrix an account falls in. RangeError when value or threshold is not finite. */
export function growthAction(account: GrowthAccount, settings: GrowthSettings): GrowthAction {
  assertFinite(account.opportunityValue, 'The value of an opportunity')
  assertFinite(settings.highThreshold, 'A threshold')
  const row = ACTIONS[accountClass(account, settings.maxAgeDays)]
  return account.opportunityValue >= settings.highThreshold ? row.high : row.low
}

/** Accounts that may be approached (expand, nurture), best first. */
export type GrowthOrder = { id: string; action: GrowthAction; expectedValue: number }[]

/**
 * Order by opportunity value x success rate of the class (fractions; shrunk ones for small classes). Equal values keep the order given.
 * A class without a rate is left out: no value can be expected of it. RangeError on a value, rate or threshold that is not finite.
 */
export function growthOrder(
  accounts: readonly GrowthAccount[],
  rates: Partial<Record<AccountClass, number>>,
  settings: GrowthSettings,
): GrowthOrder {
  for (const rate of Object.values(rates)) assertFinite(rate, 'A rate')
  return accounts
    .flatMap((account) => {
      const action = growthAction(account, settings)
      const rate = rates[accountClass(account, settings.maxAgeDays)]
      if ((action !== 'expand' && action !== 'nurture') || rate === undefined) return []
      return [{ id: account.id, action, expectedValue: account.opportunityValue * rate }]
    })
    .toSorted((a, b) => b.expectedValue - a.expectedValue)
}
