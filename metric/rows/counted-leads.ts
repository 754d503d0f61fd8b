// The leads that metrics count, as a sub-query: attributed as it was on the day of creation, known as of a day, never deleted.
// Numbers aggregate it and drill-downs list it. Read from the rollup of leads; tests compare that with the rows.
import { sql } from 'kysely'
import { leadCohort, scoreDays } from '../../model/rollups/index.ts'
import { dayIn, listed, periodAt, type Sql } from './counted-deals.ts'
import type { MetricContext } from '../definition.ts'
import type { Period } from '../period.ts'
import { organisation } from '../scope.ts'

/** What a lead is, as the administrator decided: every one (the default), or those that sales accepted. */
const everyLeadCounts = sql`not exists (select from settings where key = 'lead-definition' and value = '"qualified"'::jsonb)`

const everything = { on: () => 'true', after: () => 'true', listedIn: null }
const named = (columns: readonly string[]) => sql.join(columns.map((column) => sql.ref(column)))

function cohort({ isFromRows }: MetricContext): Sql {
  if (isFromRows !== true) return sql`lead_cohort`
  return sql`(
    with facts (${named(leadCohort.columns)}) as (${sql.raw(leadCohort.rows(everything))})
    select * from facts
  )`
}

/**
 * Grain: one row per lead created on or before the as-of day (or on an unknown day), attributed to its owner and the
 * owner's team on the day of creation. A lead became a customer when its deal was won or, where the source
 * links no deal, when the source says converted; `became_on` is that day where known. Columns: account_id, lead_id,
 * lead_source, created_on, is_qualified, is_converted, has_opportunity, is_customer, became_on, rep_id, team_id, owner_id; and of
 * its first score, where that was given by the as-of day: score, scored_on (null for a score that stands on the lead itself), method,
 * given_good (the source's own bar); and of its account: is_identified, segment ('' where not known).
 * A deal opened after the as-of day is not known yet. A lead whose row was purged is still counted, from lead_days: without its ids,
 * its score and the day on which its deal was opened.
 * With `becoming`, a condition on a day, only those that became customers on such days: no others are read.
 */
export function leadsAsOf(context: MetricContext, becoming?: (day: Sql) => Sql): Sql {
  const day = sql`coalesce(l.created_on, ${context.asOf}::date)`
  const isBare = context.isUnattributed === true && context.seen === 'everybody'
  const inTeam = sql`left join memberships as membership
      on membership.person_id = l.owner_id
      and (membership.starts_on is null or membership.starts_on <= ${day})
      and (membership.ends_on is null or ${day} < membership.ends_on)`
  const isWorked = sql`(l.worked_on is null or l.worked_on <= ${context.asOf}::date)`
  const isKnown = sql`(l.became_on is null or l.became_on <= ${context.asOf}::date)`
  const those = (became: Sql) => (becoming === undefined ? sql`` : sql` and ${becoming(became)}`)
  const isScored = sql`(l.scored_on is null or l.scored_on <= ${context.asOf}::date)`
  return sql`(
    select l.account_id, l.lead_id, l.lead_source, l.created_on, l.is_qualified, l.is_converted,
      l.has_opportunity and ${isWorked} as has_opportunity,
      l.is_customer and ${isKnown} as is_customer, case when ${isKnown} then l.became_on end as became_on,
      l.owner_id, l.owner_id as rep_id, ${isBare ? sql`null::bigint as team_id` : sql`membership.team_id`},
      case when ${isScored} then l.score end as score, case when ${isScored} then l.scored_on end as scored_on,
      case when ${isScored} then l.method end as method, case when ${isScored} then l.given_good end as given_good,
      l.is_identified, l.segment
    from ${cohort(context)} as l
    ${isBare ? sql`` : inTeam}
    where (l.created_on is null or l.created_on <= ${context.asOf}::date)
      and (l.is_qualified or ${everyLeadCounts})${those(sql`l.became_on`)}${listed(context, sql`l.owner_id`, sql`membership.team_id`)}
    union all
    select null, null, gone.lead_source, gone.created_on, gone.is_qualified, gone.is_converted, gone.has_opportunity,
      gone.is_customer and (gone.became_on is null or gone.became_on <= ${context.asOf}::date),
      case when gone.became_on <= ${context.asOf}::date then gone.became_on end, gone.owner_id, gone.owner_id, gone.team_id,
      null, null, null, null, false, ''
    from lead_days as gone cross join generate_series(1, gone.leads)
    where (gone.created_on is null or gone.created_on <= ${context.asOf}::date)
      and (gone.is_qualified or ${everyLeadCounts})${those(sql`gone.became_on`)}${listed(context, sql`gone.owner_id`, sql`gone.team_id`)}
  )`
}

/**
 * Grain: one row per day of the periods and traits of the leads that came on it (`leads` of them), of the whole organisation.
 * Columns: period, created_on, is_qualified, is_idle (neither a deal nor a conversion has come of them), leads. The same as the
 * dated leads of `leadsAsOf`; where nobody asks whose they are, days say as much. The days are counted as at the end of the data:
 * leads worked only after the as-of day are moved back among the idle, one line taking each away and another giving it.
 */
export function leadsByDay({ asOf }: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    select ${periodAt(sql`created.day`, periods)} as period, created.day as created_on, created.is_qualified, created.is_idle,
      created.leads
    from (
      select day, is_qualified, is_idle, leads from lead_counts
      union all
      select later.created_on, coalesce(later.is_qualified, false), moved.is_idle, moved.leads
      from lead_cohort as later cross join (values (false, -1::bigint), (true, 1::bigint)) as moved (is_idle, leads)
      where later.worked_on > ${asOf}::date and later.created_on is not null
      union all
      select created_on, coalesce(is_qualified, false),
        not (is_customer and (became_on is null or became_on <= ${asOf}::date)) and not has_opportunity, leads
      from lead_days
    ) as created
    where ${dayIn(sql`created.day`, periods, asOf)} and (created.is_qualified or ${everyLeadCounts})
  )`
}

/**
 * Grain: one row per number of days from lead to customer; `leads` that took so long, over the whole organisation and all of the data
 * up to the as-of day. The same as the conversions of `leadsAsOf` whose days are known and in order.
 */
export function leadDelays(context: MetricContext): Sql {
  const { asOf } = context
  const everywhere: MetricContext = {
    ...context,
    scope: organisation,
    seen: 'everybody',
    isUnattributed: true,
  }
  const isBy = (day: Sql) => sql`${day} <= ${asOf}::date`
  if (context.isFromRows === true)
    return sql`(
    select lead.became_on - lead.created_on as days, count(*) as leads from ${leadsAsOf(everywhere, isBy)} as lead
    where lead.created_on <= lead.became_on group by 1
  )`
  const month = sql`date_trunc('month', ${asOf}::date)::date`
  return sql`(
    select days, sum(leads)::bigint as leads from (
    select delay.days, delay.leads from delay_totals as delay where delay.is_qualified or ${everyLeadCounts}
    union all
    select later.days, -later.leads from lead_delays as later
    where later.month >= ${month} and (later.is_qualified or ${everyLeadCounts})
    union all
    select lead.became_on - lead.created_on, 1 from lead_cohort as lead
    where lead.created_on <= lead.became_on and lead.became_on >= ${month} and ${isBy(sql`lead.became_on`)}
      and (lead.is_qualified or ${everyLeadCounts})
    union all
    select gone.became_on - gone.created_on, gone.leads from lead_days as gone
    where gone.created_on <= gone.became_on and ${isBy(sql`gone.became_on`)}
      and (gone.is_qualified or ${everyLeadCounts})
    ) as delay group by 1 having sum(leads) > 0
  )`
}

/**
 * Grain: one row per method and score that any lead was given by the as-of day; `leads` is how many. A lead's own score, which
 * has no day, counts where it has no dated one.
 */
export function scoreCounts({ isFromRows, asOf }: MetricContext): Sql {
  if (isFromRows === true)
    return sql`(
    with given (${named(scoreDays.columns)}) as (${sql.raw(scoreDays.rows(everything))})
    select method, score, sum(leads)::bigint as leads from given where not is_dated or day <= ${asOf}::date group by 1, 2
  )`
  return sql`(
    select method, score, sum(leads)::bigint as leads from (
      select method, score, leads from score_totals
      union all
      select method, score, -leads from score_days where is_dated and day > ${asOf}::date
    ) as given group by 1, 2 having sum(leads) > 0
  )`
}
