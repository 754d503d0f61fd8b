// The best SQL that we could write by hand for the headline of a metric, on the raw tables, in a dialect that PostgreSQL and
// DuckDB share: this period, the one before and the one a year ago. Each gives a number that must be Douze's own.
import type { Answer } from '../metric/measurement.ts'

export interface Yardstick {
  readonly metric: string
  /** Rows of `position`, `a` and `b`: the figure is a / b; `value` says which number of the answer that is. */
  readonly sql: string
  readonly value: (answer: Answer) => number
  /** What is worked out once for each state of the data is the figure itself, and would be told again: it is worked out each time. */
  readonly isAnew?: true
}

/** Columns that the yardsticks read, by table: what DuckDB is given. */
export const read: Readonly<Record<string, readonly string[]>> = {
  activities: ['rep_id', 'day', 'category', 'basis', 'seconds', 'started_at', 'ended_at'],
  content_events: ['rep_id', 'day', 'kind', 'content_item_id', 'seconds'],
  content_items: ['content_item_id', 'published_on', 'archived_on', 'is_template'],
  opportunities: [
    'account_id',
    'opportunity_id',
    'owner_id',
    'outcome',
    'opened_on',
    'closed_on',
    'type',
    'is_deleted',
  ],
  opportunity_owners: ['account_id', 'opportunity_id', 'owner_id', 'starts_on', 'ends_on'],
  leads: ['account_id', 'lead_id', 'created_on', 'opportunity_id', 'is_deleted'],
  lead_scores: ['account_id', 'lead_id', 'scored_on', 'score'],
  survey_answers: ['respondent', 'survey_answer_id', 'answered_on', 'score'],
  subscriptions: ['account_id', 'starts_on', 'ends_on', 'monthly_minor'],
  revenue: ['account_id', 'day', 'amount_minor'],
  costs: ['day', 'amount_minor', 'category', 'department', 'person_id'],
  feedback: ['received_on', 'external_id'],
  feedback_actions: ['feedback_ref', 'acted_on'],
  people: ['person_id', 'job', 'hired_on', 'left_on'],
  courses: ['course_id', 'kind', 'months_valid'],
  training_results: [
    'person_id',
    'course_id',
    'assigned_on',
    'due_on',
    'completed_on',
    'is_passed',
    'valid_until',
  ],
  content_versions: ['content_item_id', 'published_on'],
  content_work: ['content_item_id', 'day', 'seconds'],
}

const periods = `p (position, starts_on, ends_on) as (values
  (0, date '2025-10-01', date '2026-01-01'), (1, date '2025-07-01', date '2025-10-01'), (2, date '2024-10-01', date '2025-01-01'))`

const length = (of: string, before: string) =>
  `sum(case when ${of} and (${before} is null or ended_at > ${before})
     then extract(epoch from ended_at - greatest(started_at, coalesce(${before}, started_at))) else 0 end)`

const value = (answer: Answer) => Number(answer.value)

/** Months of tenure of two years but for the last, whose losses come after them: number, first day and the day after the last. */
const tenure = Array.from({ length: 23 }, (_, month) =>
  [month, Math.round(month * 30.4375), Math.round((month + 1) * 30.4375)].join(', '),
)

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
      from content_items as item join p on (item.published_on is null or item.published_on < p.ends_on) and (item.archived_on is null or item.archived_on > p.starts_on)
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
      months (part) as (values ${Array.from({ length: 12 }, (_, part) => `(${part})`).join(', ')}),
      spent as (select position, sum(case when person_id is null then amount_minor
            else floor(amount_minor * (part + 1) / 12.0) - floor(amount_minor * part / 12.0) end) as minor
        from costs join months on part = 0 or person_id is not null
        join p on cast(day + part * interval '1 month' as date) >= starts_on and cast(day + part * interval '1 month' as date) < ends_on
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
  {
    metric: 'training-and-coaching',
    sql: `with ${periods},
      staff as (select position, ends_on - 1 as day, person_id from people
        join p on (hired_on is null or hired_on < ends_on) and (left_on is null or left_on >= ends_on) where job = 'rep'),
      required as (select position, staff.person_id, result.course_id,
          max(case when completed_on <= day and coalesce(is_passed, true)
            and coalesce(valid_until, cast(completed_on + months_valid * interval '1 month' as date), date '9999-12-31') > day
            then 1 else 0 end) as is_valid
        from staff join training_results as result on result.person_id = staff.person_id
        join courses as course on course.course_id = result.course_id and course.kind = 'certification'
        where coalesce(due_on, assigned_on, completed_on) <= day or completed_on <= day group by 1, 2, 3),
      person as (select position, person_id, min(is_valid) as is_up_to_date from required group by 1, 2)
      select position, sum(is_up_to_date) as a, count(*) as b from person group by 1 order by 1`,
    value,
  },
  {
    // Leavers compete with the sale where they are more than one in ten: else they only cease to be followed.
    metric: 'rep-onboarding',
    sql: `with ${periods},
      hire as (select position, person_id, hired_on, left_on from people join p on hired_on >= starts_on and hired_on < ends_on where job = 'rep'),
      owned as (select deal.opportunity_id, opened_on, closed_on,
          coalesce(max(case when opened_on < coalesce(hand.ends_on, date '9999-12-31') and opened_on >= coalesce(hand.starts_on, opened_on)
            then hand.owner_id end), min(deal.owner_id)) as opener,
          coalesce(max(case when closed_on < coalesce(hand.ends_on, date '9999-12-31') and closed_on >= coalesce(hand.starts_on, closed_on)
            then hand.owner_id end), min(deal.owner_id)) as closer
        from opportunities as deal left join opportunity_owners as hand
          on hand.account_id = deal.account_id and hand.opportunity_id = deal.opportunity_id
        where outcome = 'won' and not is_deleted and opened_on >= date '2024-10-01' group by deal.account_id, 1, 2, 3),
      sale as (select person_id, min(closed_on) as day from hire join owned on opener = person_id and closer = person_id
        and opened_on >= hired_on and closed_on >= opened_on and (left_on is null or closed_on < left_on) group by 1),
      waits as (select position, coalesce(sale.day, left_on, date '2025-12-31') - hired_on as days, count(*) as many, count(sale.day) as sold,
          sum(case when sale.day is null and left_on is not null then 1 else 0 end) as gone
        from hire left join sale on sale.person_id = hire.person_id group by 1, 2),
      followed as (select position, days, sold, sum(many) over (partition by position order by days desc) as there,
          case when sum(gone) over all_of > 0.1 * sum(many) over all_of then sold + gone else sold end as ended
        from waits window all_of as (partition by position)),
      still as (select position, days, sold * 1.0 / there as share, coalesce(sum(
            case when ended < there then ln(1 - ended * 1.0 / there) else -1000 end
          ) over (partition by position order by days rows between unbounded preceding and 1 preceding), 0) as waiting
        from followed),
      curve as (select position, days, sum(exp(waiting) * share) over (partition by position order by days) as have_sold from still)
      select position, min(days) as a, 1 as b from curve where have_sold >= 0.5 - 1e-9 group by 1 order by 1`,
    value,
  },
  {
    metric: 'content-creation-time',
    sql: `with ${periods},
      dated as (select content_item_id, published_on from content_versions
        union select content_item_id, published_on from content_items where published_on is not null),
      out as (select content_item_id, published_on, lag(published_on) over (partition by content_item_id order by published_on) as before_on
        from dated),
      made as (select position, work.content_item_id, published_on, sum(work.seconds) / 3600.0 as hours
        from out join p on published_on >= starts_on and published_on < ends_on
        join content_work as work on work.content_item_id = out.content_item_id
          and work.day <= published_on and (before_on is null or work.day > before_on) group by 1, 2, 3)
      select position, sum(hours) as a, count(*) as b from made group by 1 order by 1`,
    value,
  },
  {
    // Of the set each month of tenure was watched, so that nothing is projected: what is left is sums of contracts by month of tenure.
    metric: 'lifetime-value',
    sql: `with ${periods},
      tenure (month, first_day, next_day) as (values ${tenure.map((month) => `(${month})`).join(', ')}),
      watched as (select position, monthly_minor as paid, contract.ends_on is null or contract.ends_on >= p.ends_on as is_there,
          greatest(0, p.ends_on - 365 - contract.starts_on) as from_day,
          case when contract.ends_on < p.ends_on then contract.ends_on else p.ends_on end - contract.starts_on as to_day
        from subscriptions as contract join p
          on contract.starts_on < p.ends_on and (contract.ends_on is null or contract.ends_on > p.ends_on - 366)),
      hazard as (select position, month, sum(case when not is_there and to_day <= next_day then paid else 0 end) * 30.4375
          / sum(paid * (least(to_day, next_day) - greatest(from_day, first_day))) as share
        from watched join tenure on from_day < next_day and to_day > first_day group by 1, 2),
      stay as (select position, exp(cast(-sum(share) over (partition by position order by month) - ln(1.1) * (month + 1) / 12 as float8)) as weight
        from hazard),
      paying as (select position, sum(paid) * 1.0 / count(*) as mean from watched where is_there group by 1)
      select stay.position, floor(min(mean) * (1 + sum(weight)) + 0.5) as a, 1 as b
      from stay join paying on paying.position = stay.position group by 1 order by 1`,
    value,
    isAnew: true,
  },
]
