// The best SQL that we could write by hand for the headline of a metric, on the raw tables, in a dialect that PostgreSQL and
// DuckDB share: this period, the one before and the one a year ago. Each gives a number that must be Douze's own.
import type { Answer } from '../metric/measurement.ts'

export interface Yardstick {
  readonly metric: string
  /** Rows of `position`, `a` and `b`: the figure is a / b; `value` says which number of the answer that is. */
  readonly sql: string
  readonly value: (answer: Answer) => number
}

/** Columns that the yardsticks read, by table: what DuckDB is given. */
export const read: Readonly<Record<string, readonly string[]>> = {
  activities: ['rep_id', 'day', 'category', 'basis', 'seconds', 'started_at', 'ended_at'],
  content_events: ['rep_id', 'day', 'kind', 'content_item_id', 'seconds'],
  content_items: ['content_item_id', 'published_on', 'archived_on', 'is_template'],
  opportunities: ['account_id', 'opportunity_id', 'outcome', 'opened_on', 'closed_on', 'type', 'is_deleted'],
  leads: ['account_id', 'lead_id', 'created_on', 'opportunity_id', 'is_deleted'],
  lead_scores: ['account_id', 'lead_id', 'scored_on', 'score'],
  survey_answers: ['respondent', 'survey_answer_id', 'answered_on', 'score'],
  subscriptions: ['account_id', 'starts_on', 'ends_on'],
  revenue: ['account_id', 'day', 'amount_minor'],
  costs: ['day', 'amount_minor', 'category', 'department'],
  feedback: ['received_on', 'external_id'],
  feedback_actions: ['feedback_ref', 'acted_on'],
}

const periods = `p (position, starts_on, ends_on) as (values
  (0, date '2025-10-01', date '2026-01-01'), (1, date '2025-07-01', date '2025-10-01'), (2, date '2024-10-01', date '2025-01-01'))`

const length = (of: string, before: string) =>
  `sum(case when ${of} and (${before} is null or ended_at > ${before})
     then extract(epoch from ended_at - greatest(started_at, coalesce(${before}, started_at))) else 0 end)`

const value = (answer: Answer) => Number(answer.value)

/**
 * Not among them: lifetime-value, a forecast and no scan; and what the set has no rows of in these quarters, newcomers, certificates and
 * content that came out.
 */
export const yardsticks: readonly Yardstick[] = [
  {
    metric: 'sales-cycle',
    sql: `with ${periods}
      select position, sum(closed_on - opened_on) as a, count(*) as b
      from opportunities join p on closed_on >= starts_on and closed_on < ends_on
      where outcome = 'won' and not is_deleted and opened_on <= closed_on group by 1 order by 1`,
    value,
  },
  {
    metric: 'time-spent-selling',
    sql: `with ${periods}
      select position, ${length('is_selling', 'sold_until')} + sum(case when started_at is null and is_selling then seconds else 0 end) as a,
        ${length('true', 'until')} + sum(case when started_at is null then seconds else 0 end) as b
      from (
        select position, started_at, ended_at, seconds, category = 'buyer-facing' as is_selling,
          max(ended_at) over pieces as until,
          max(case when category = 'buyer-facing' then ended_at end) over pieces as sold_until
        from activities join p on day >= starts_on and day < ends_on
        where basis = 'captured' and category <> 'not-measured'
        window pieces as (partition by position, rep_id, day order by started_at rows between unbounded preceding and 1 preceding)
      ) as piece group by 1 order by 1`,
    value,
  },
  {
    metric: 'content-accessibility',
    sql: `with ${periods}
      select position, sum(hours) as a, 1 as b from (
        select position, rep_id, kind, sum(seconds) / 3600.0 as hours
        from content_events join p on day >= starts_on and day < ends_on where kind <> 'buyer-view' group by 1, 2, 3
      ) as used group by 1 order by 1`,
    value: (answer) => Number(answer.numerator),
  },
  {
    metric: 'conversion-rate',
    sql: `with ${periods},
      won as (select position, count(*) as deals from opportunities join p on closed_on >= starts_on and closed_on < ends_on
        where outcome = 'won' and not is_deleted group by 1),
      created as (select position, count(*) as leads from leads join p on created_on >= starts_on and created_on < ends_on
        where not is_deleted group by 1)
      select won.position, won.deals as a, created.leads as b from won join created on created.position = won.position order by 1`,
    value,
  },
  {
    metric: 'content-utilisation',
    sql: `with ${periods},
      used as (select distinct position, content_item_id from content_events join p on day >= starts_on and day < ends_on
        where kind in ('share', 'send', 'buyer-view', 'buyer-download') and content_item_id is not null)
      select p.position, count(used.content_item_id) as a, count(*) as b
      from content_items as item join p on item.published_on < p.ends_on and (item.archived_on is null or item.archived_on > p.starts_on)
      left join used on used.position = p.position and used.content_item_id = item.content_item_id
      where not item.is_template group by 1 order by 1`,
    value,
  },
  {
    metric: 'lead-quality',
    sql: `with ${periods},
      lead as (select l.account_id, l.lead_id, l.created_on, case when o.outcome = 'won' then o.closed_on end as became_on
        from leads as l left join opportunities as o on o.account_id = l.account_id and o.opportunity_id = l.opportunity_id
        where not l.is_deleted),
      horizon as (select cast(ceil(percentile_cont(0.9) within group (order by became_on - created_on)) as integer) as days
        from lead where became_on >= created_on),
      first as (select account_id, lead_id, scored_on, score,
        row_number() over (partition by account_id, lead_id order by scored_on) as place from lead_scores),
      bar as (select min(score) as score from (
          select score, sum(scores) over (order by score desc) as above, sum(scores) over () as total
          from (select score, count(*) as scores from lead_scores group by 1) as tallied) as placed
        where above <= total / 3.0),
      judged as (select position, first.score >= (select score from bar) as is_good,
          became_on is not null and became_on - created_on <= (select days from horizon) as is_converted
        from lead join p on created_on >= starts_on - (select days from horizon) and created_on < ends_on - (select days from horizon)
        join first on first.account_id = lead.account_id and first.lead_id = lead.lead_id and place = 1
        where became_on is null or became_on >= created_on)
      select position, sum(case when is_good and is_converted then 1.0 else 0 end) / sum(case when is_good then 1 else 0 end) as a,
        sum(case when not is_good and is_converted then 1.0 else 0 end) / sum(case when not is_good then 1 else 0 end) as b
      from judged group by 1 order by 1`,
    value,
  },
  {
    metric: 'net-promoter-score',
    sql: `with ${periods}
      select position, sum(case when score >= 9 then 1 when score <= 6 then -1 else 0 end) as a, count(*) as b from (
        select position, score, row_number() over (partition by position, respondent order by answered_on desc, survey_answer_id desc) as place
        from survey_answers join p on answered_on >= starts_on and answered_on < ends_on where score between 0 and 10
      ) as answer where place = 1 group by 1 order by 1`,
    value,
  },
  {
    metric: 'cross-sell-upsell',
    sql: `with ${periods},
      customer as (select account_id, min(closed_on) as since from opportunities where outcome = 'won' and not is_deleted group by 1)
      select position, sum(case when outcome = 'won' then 1 else 0 end) as a, count(*) as b
      from opportunities as deal join p on closed_on >= starts_on and closed_on < ends_on
      join customer on customer.account_id = deal.account_id and customer.since < deal.opened_on
      where deal.outcome <> 'open' and not deal.is_deleted and deal.type is null group by 1 order by 1`,
    value,
  },
  {
    metric: 'customer-churn',
    sql: `with ${periods}
      select position, sum(case when contract.ends_on < p.ends_on then 1 else 0 end) as a, count(*) as b
      from subscriptions as contract join p
        on contract.starts_on < p.starts_on and (contract.ends_on is null or contract.ends_on >= p.starts_on)
      group by 1 order by 1`,
    value,
  },
  {
    metric: 'acquisition-cost',
    sql: `with ${periods},
      spent as (select position, sum(amount_minor) as minor from costs join p on day >= starts_on and day < ends_on
        where department in ('sales', 'marketing') and category <> 'customer-success' group by 1),
      first as (select account_id, min(day) as day from (
          select account_id, closed_on as day from opportunities where outcome = 'won' and not is_deleted
          union all select account_id, starts_on from subscriptions
          union all select account_id, day from revenue where amount_minor > 0) as bought group by 1),
      won as (select position, count(*) as customers from first join p on day >= starts_on and day < ends_on group by 1)
      select won.position, floor(spent.minor * 1.0 / won.customers + 0.5) as a, 1 as b from won join spent on spent.position = won.position order by 1`,
    value,
  },
  {
    metric: 'voice-of-customer',
    sql: `with ${periods},
      acted as (select feedback_ref, min(acted_on) as day from feedback_actions group by 1)
      select position, sum(case when acted.day <= received_on + 30 then 1 else 0 end) as a, count(*) as b
      from feedback join p on received_on + 30 >= starts_on and received_on + 30 < ends_on
      left join acted on acted.feedback_ref = feedback.external_id group by 1 order by 1`,
    value,
  },
]
