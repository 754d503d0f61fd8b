// Of how many rows each figure of the last quarter is told, counted on the raw tables: who compares two organisations must know by
// how much the work itself grew.
const start = "date '2025-10-01'"
const end = "date '2026-01-01'"
const inQuarter = (day: string) => `${day} >= ${start} and ${day} < ${end}`
const inYear = (day: string) => `${day} >= ${end} - 365 and ${day} < ${end}`

/** Deals decided in the year of accounts that had won one before; those open. What the growth matrix is told of, but for answers. */
const sales = `(
  select count(*) from opportunities as deal
  join (select account_id, min(closed_on) as since from opportunities where outcome = 'won' group by 1) as first
    on first.account_id = deal.account_id and first.since < deal.opened_on
  where deal.outcome <> 'open' and ${inYear('deal.closed_on')})`
/** Contracts of which some day is watched: of the quarter, the one before and the one a year ago, each with the year up to its end. */
const watched = `(select count(*) from subscriptions where ends_on is null or ends_on >= ${end} - 730)`
/** All there ever were: how many customers are still there at which age is told of each. */
const contracts = '(select count(*) from subscriptions)'
const withoutContract = `(select count(distinct account_id) from revenue where account_id not in (select account_id from subscriptions))`
/** Leads that came in the quarter, the one before and the one a year ago, and those judged in them: some 140 days after they came. */
const inThree = (day: string) =>
  `${day} >= ${end} - 184 and ${day} < ${end} or ${day} >= ${start} - 365 and ${day} < ${end} - 365`
const judgedLeads = `(select count(*) filter (where ${inThree('created_on')}) + count(*) filter (where ${inThree('created_on + 140')}) from leads)`
/** Training finished, certificates that may hold, and what was put before buyers. */
const learnt = `(select count(*) from training_results where ${inYear('completed_on')})
  + (select count(*) from content_events where kind in ('share', 'send') and ${inQuarter('day')})`
/** Newcomers, quotas, and the deals won in a year that tell what a settled rep sells. */
const newcomers = `(select count(*) from people where ${inYear('hired_on')}) + (select count(*) from quotas where ${inQuarter('starts_on')})
  + (select count(*) from opportunities where outcome = 'won' and ${inYear('closed_on')})`
const openDeals = "(select count(*) from opportunities where outcome = 'open')"

/** By the id of a metric. An expression, a whole number. */
export const populations: Readonly<Record<string, string>> = {
  'sales-cycle': `(select count(*) from opportunities where outcome = 'won' and ${inQuarter('closed_on')}) + ${openDeals}`,
  'time-spent-selling': `(select count(*) from activities where ${inQuarter('day')})`,
  'content-accessibility': `(select count(*) from content_events where ${inQuarter('day')})`,
  'training-and-coaching': learnt,
  'conversion-rate': `(select count(*) from opportunities where ${inQuarter('opened_on')}) + ${openDeals}`,
  'acquisition-cost': `(select count(*) from costs where ${inQuarter('day')}) + ${watched}`,
  'rep-onboarding': newcomers,
  'content-creation-time': `(select count(*) from content_versions where ${inQuarter('published_on')})`,
  'content-utilisation': `(select count(*) from content_events where ${inYear('day')})`,
  'lead-quality': judgedLeads,
  'lifetime-value': `${watched} + ${withoutContract}`,
  'customer-churn': contracts,
  'net-promoter-score': `(select count(*) from survey_answers where ${inQuarter('answered_on')})`,
  'cross-sell-upsell': `${sales} + ${openDeals}`,
  'voice-of-customer': `(select count(*) from feedback where ${inQuarter('received_on')})`,
}
