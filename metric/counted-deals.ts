// The deals and leads that metrics count, as sub-queries: attributed as it was on the day that matters, known
// as of a day, only from counted pipelines, never deleted. Numbers aggregate them and drill-downs list them.
import { type RawBuilder, sql } from 'kysely'
import { attributionOn, ownerThen, teamThen } from '../model/attribution.ts'
import type { MetricContext } from './definition.ts'
import { inLine } from './in-sight.ts'
import type { Period } from './period.ts'
import type { Scope } from './scope.ts'

/** A piece of SQL: an expression, a condition, or a whole sub-query. */
export type Sql = RawBuilder<unknown>

/** The day on which a deal is attributed to an owner and a team. */
export type Moment = 'opened' | 'closed'

/** Columns of `dealsAsOf`. */
export const dealAsOfColumns = [
  'account_id',
  'opportunity_id',
  'external_id',
  'name',
  'opened_on',
  'closed_on',
  'outcome',
  'stage_id',
  'pipeline_id',
  'is_counted',
  'is_deleted',
  'amount_minor',
  'currency',
  'type',
  'lead_source',
  'rep_id',
  'team_id',
  'owner_id',
] as const

/**
 * Grain: one row per opportunity, as it was known on the as-of day. What closed later is still open then; its
 * closing day is kept in `closed_on`, and `outcome` says 'open'. Attributed to the owner and team of the moment
 * (a deal still open: of the as-of day). Columns: account_id, opportunity_id, external_id, name, opened_on,
 * closed_on, outcome, stage_id, pipeline_id, is_counted (neither deleted nor in a pipeline left out), is_deleted, amount_minor, currency, type, lead_source, rep_id,
 * team_id, owner_id (the present owner). Unattributed, all are the present owner's and of no team.
 */
export function dealsAsOf(context: MetricContext, moment: Moment): Sql {
  const day =
    moment === 'opened'
      ? sql`coalesce(o.opened_on, ${context.asOf}::date)`
      : sql`least(coalesce(o.closed_on, ${context.asOf}::date), ${context.asOf}::date)`
  const isBare = context.isUnattributed === true && context.seen === 'everybody'
  const [rep, team] = isBare ? [sql`o.owner_id`, sql`null::bigint`] : [ownerThen, teamThen]
  return sql`(
    select o.account_id, o.opportunity_id, o.external_id, o.name, o.opened_on, o.closed_on,
      case when o.closed_on > ${context.asOf}::date then 'open' else o.outcome end as outcome,
      o.stage_id, o.pipeline_id, coalesce(pipeline.is_counted, true) and not o.is_deleted as is_counted, o.is_deleted,
      o.amount_minor, o.currency, o.type, o.lead_source,
      ${rep} as rep_id, ${team} as team_id, o.owner_id
    from opportunities as o
    ${isBare ? sql`` : attributionOn(day)}
    left join pipelines as pipeline on pipeline.pipeline_id = o.pipeline_id${listed(context, ownerThen, teamThen, 'where')}
  )`
}

/** What a lead is, as the administrator decided: every one (the default), or those that sales accepted. */
const everyLeadCounts = sql`not exists (select from settings where key = 'lead-definition' and value = '"qualified"'::jsonb)`

/**
 * Grain: one row per lead created on or before the as-of day (or on an unknown day), attributed to its owner and the
 * owner's team on the day of creation. A lead became a customer when its deal was won, or, where the source
 * links no deal, when the source says converted; `became_on` is that day where known. Columns: account_id, lead_id,
 * external_id, lead_source, status, created_on, is_qualified, is_converted, opportunity_id, is_customer,
 * became_on, rep_id, team_id, owner_id.
 * A lead whose row was purged is still counted, from lead_days: without its ids and status, and with 0 for a deal.
 */
export function leadsAsOf(context: MetricContext): Sql {
  const day = sql`coalesce(l.created_on, ${context.asOf}::date)`
  const isBare = context.isUnattributed === true && context.seen === 'everybody'
  const inTeam = sql`left join memberships as membership
      on membership.person_id = l.owner_id
      and (membership.starts_on is null or membership.starts_on <= ${day})
      and (membership.ends_on is null or ${day} < membership.ends_on)`
  return sql`(
    select l.account_id, l.lead_id, l.external_id, l.lead_source, l.status, l.created_on, l.is_qualified,
      l.is_converted, l.opportunity_id, l.owner_id, l.owner_id as rep_id, ${isBare ? sql`null::bigint as team_id` : sql`membership.team_id`},
      case when l.opportunity_id is not null
        then coalesce(deal.outcome = 'won' and (deal.closed_on is null or deal.closed_on <= ${context.asOf}::date), false)
        else coalesce(l.is_converted and (l.converted_on is null or l.converted_on <= ${context.asOf}::date), false)
      end as is_customer,
      case when l.opportunity_id is not null
        then case when deal.outcome = 'won' and deal.closed_on <= ${context.asOf}::date then deal.closed_on end
        else case when l.is_converted and l.converted_on <= ${context.asOf}::date then l.converted_on end
      end as became_on
    from leads as l
    left join opportunities as deal
      on deal.account_id = l.account_id and deal.opportunity_id = l.opportunity_id and not deal.is_deleted
    ${isBare ? sql`` : inTeam}
    where not l.is_deleted and (l.created_on is null or l.created_on <= ${context.asOf}::date)
      and not exists (select from purged_leads as purged where purged.lead_id = l.lead_id)
      and (l.is_qualified or ${everyLeadCounts})${listed(context, sql`l.owner_id`, sql`membership.team_id`, 'and')}
    union all
    select null, null, null, gone.lead_source, null, gone.created_on, gone.is_qualified, gone.is_converted,
      case when gone.has_opportunity then 0::bigint end, gone.owner_id, gone.owner_id, gone.team_id,
      gone.is_customer and (gone.became_on is null or gone.became_on <= ${context.asOf}::date),
      case when gone.became_on <= ${context.asOf}::date then gone.became_on end
    from lead_days as gone cross join generate_series(1, gone.leads)
    where (gone.created_on is null or gone.created_on <= ${context.asOf}::date)
      and (gone.is_qualified or ${everyLeadCounts})${listed(context, sql`gone.owner_id`, sql`gone.team_id`, 'and')}
  )`
}

// In a list, only the rows that the reader may see by name: here, so that no definition can forget it.
function listed({ seen }: MetricContext, rep: Sql, team: Sql, word: 'where' | 'and'): Sql {
  return seen === 'everybody' ? sql`` : sql` ${sql.raw(word)} ${inLine(seen, rep, team)}`
}

/** Condition on `rep_id` and `team_id` of a counted row; for readers of a line, only its rows of that scope. */
export function scopeOf(scope: Scope, alias: string): Sql {
  const of = (column: string): Sql => sql.ref(`${alias}.${column}`)
  if (scope.kind === 'team') return sql`${of('team_id')} = ${scope.id}`
  const asked = scope.kind === 'rep' ? sql`${of('rep_id')} = ${scope.id}` : sql`true`
  if (scope.line === undefined) return asked
  return sql`${asked} and ${inLine(scope.line, of('rep_id'), of('team_id'))}`
}

/**
 * Condition that a day falls in one of the periods, and not after the as-of day. 'all' takes every known day up to
 * it; with `orUnknown`, also rows whose day is not known.
 */
export function dayIn(day: Sql, periods: readonly Period[], asOf: string, orUnknown = false): Sql {
  const ranges = periods.map((period) =>
    period.kind === 'all' && orUnknown
      ? sql`(${day} is null or ${day} <= ${asOf}::date)`
      : sql`(${day} >= ${period.start}::date and ${day} <= ${earlier(lastDayOf(period), asOf)}::date)`,
  )
  return ranges.length === 0 ? sql`false` : sql`(${sql.join(ranges, sql` or `)})`
}

/** Which of the periods a day falls in, as their position in the list; for rows that satisfy `dayIn`. */
export function periodAt(day: Sql, periods: readonly Period[]): Sql {
  if (periods.length <= 1) return sql`0`
  const order = orderOf(periods)
  const starts = order.map((position) => sql`${periods[position]!.start}::date`)
  const positions = sql.raw(`array[${order.join(',')}]`)
  return sql`(${positions})[width_bucket(${day}, array[${sql.join(starts)}])]`
}

function orderOf(periods: readonly Period[]): number[] {
  return [...periods.keys()].toSorted((a, b) => (periods[a]!.start < periods[b]!.start ? -1 : 1))
}

/** Last day of a period. */
export function lastDayOf(period: Period): string {
  if (period.kind === 'all') return '9999-12-30'
  const date = new Date(`${period.end}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() - 1)
  return date.toISOString().slice(0, 10)
}

function earlier(first: string, second: string): string {
  return first < second ? first : second
}
