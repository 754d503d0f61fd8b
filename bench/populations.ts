// Of how many rows each figure of the last quarter is told, counted on the raw tables: who compares two organisations must know by
// how much the answer itself grew.
const start = "date '2025-10-01'"
const end = "date '2026-01-01'"
const inQuarter = (day: string) => `${day} >= ${start} and ${day} < ${end}`
const inYear = (day: string) => `${day} >= ${end} - 365 and ${day} < ${end}`

/** Accounts that had won a deal before the quarter. */
const customers = `(select count(distinct account_id) from opportunities where outcome = 'won' and closed_on < ${start})`
/** Contracts that ran on some day of the year before the last day. */
const contracts = `(select count(*) from subscriptions where starts_on < ${end} and (ends_on is null or ends_on >= ${end} - 365))`
const underContract = `(select count(*) from subscriptions where starts_on < ${start} and (ends_on is null or ends_on >= ${start}))`
const withoutContract = `(select count(distinct account_id) from revenue where account_id not in (select account_id from subscriptions))`
const invoiced = `(select count(distinct account_id) from revenue where day < ${start} and day >= ${start} - 365)`
const openDeals = "(select count(*) from opportunities where outcome = 'open')"

/** By the id of a metric. An expression, a whole number. */
export const populations: Readonly<Record<string, string>> = {
  'sales-cycle': `(select count(*) from opportunities where outcome = 'won' and ${inQuarter('closed_on')}) + ${openDeals}`,
  'time-spent-selling': `(select count(*) from activities where ${inQuarter('day')})`,
  'content-accessibility': `(select count(*) from content_events where ${inQuarter('day')})`,
  'conversion-rate': `(select count(*) from opportunities where ${inQuarter('opened_on')}) + ${openDeals}`,
  'acquisition-cost': `(select count(*) from costs where ${inQuarter('day')}) + ${contracts}`,
  'content-utilisation': `(select count(*) from content_events where ${inYear('day')})`,
  'lead-quality': `(select count(*) from leads where ${inYear('created_on')})`,
  'lifetime-value': `${contracts} + ${withoutContract}`,
  'customer-churn': `${underContract} + ${invoiced}`,
  'net-promoter-score': `(select count(*) from survey_answers where ${inQuarter('answered_on')})`,
  'cross-sell-upsell': customers,
  'voice-of-customer': `(select count(*) from feedback where ${inQuarter('received_on')})`,
}
