// The deals that metrics count, as sub-queries: attributed as it was on the day that matters, known as of a day, only from
// counted pipelines, never deleted. Numbers aggregate them and drill-downs list them. Leads: see counted-leads.ts.
import { type RawBuilder, sql } from 'kysely'
import { attributionOn, ownershipOn, ownerThen, teamThen } from '../../model/attribution.ts'
import type { MetricContext } from '../definition.ts'
import { inLine } from './in-sight.ts'
import { daysBefore, type Period } from '../period.ts'
import type { Scope } from '../scope.ts'

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
 * team_id, owner_id (the present owner). Unattributed, all are the present owner's and of no team. With `among`, an array of their
 * numbers, no others are read.
 */
export function dealsAsOf(context: MetricContext, moment: Moment, among?: Sql): Sql {
  const isBare = context.isUnattributed === true && context.seen === 'everybody'
  return isBare
    ? deals(context, { rep: sql`o.owner_id`, team: noTeam, joins: sql`` }, among)
    : deals(
        context,
        { rep: ownerThen, team: teamThen, joins: attributionOn(dayOf(context, moment), among) },
        among,
      )
}

/** As `dealsAsOf` in the eyes of everybody, without teams: what persons did is looked up for them, wherever they were. */
export function dealsByOwner(context: MetricContext, moment: Moment, among?: Sql): Sql {
  const joins = ownershipOn(dayOf(context, moment), among)
  return deals({ ...context, seen: 'everybody' }, { rep: ownerThen, team: noTeam, joins }, among)
}

const noTeam = sql`null::bigint`

function dayOf({ asOf }: MetricContext, moment: Moment): Sql {
  return moment === 'opened'
    ? sql`coalesce(o.opened_on, ${asOf}::date)`
    : sql`least(coalesce(o.closed_on, ${asOf}::date), ${asOf}::date)`
}

function deals(
  context: MetricContext,
  { rep, team, joins }: { readonly rep: Sql; readonly team: Sql; readonly joins: Sql },
  among: Sql | undefined,
): Sql {
  return sql`(
    select o.account_id, o.opportunity_id, o.external_id, o.name, o.opened_on, o.closed_on,
      case when o.closed_on > ${context.asOf}::date then 'open' else o.outcome end as outcome,
      o.stage_id, o.pipeline_id, coalesce(pipeline.is_counted, true) and not o.is_deleted as is_counted, o.is_deleted,
      o.amount_minor, o.currency, o.type, o.lead_source,
      ${rep} as rep_id, ${team} as team_id, o.owner_id
    from opportunities as o
    ${joins}
    left join pipelines as pipeline on pipeline.pipeline_id = o.pipeline_id
    where ${isAmong(sql`o`, among)}${listed(context, ownerThen, teamThen)}
  )`
}

/**
 * Condition that a row is of one of the deals of an array of numbers; none: of any. However few the deals are, tables joined by
 * hash are read through; with this, an index finds the rows.
 */
export function isAmong(row: Sql, among: Sql | undefined): Sql {
  return among === undefined ? sql`true` : sql`${row}.opportunity_id = any (${among})`
}

/**
 * The numbers of the deals that were opened, or closed, in the periods. Undefined over all data, where all are read anyway, and where
 * tables are not joined by hash: PostgreSQL takes any array for ten numbers, and would loop over thousands.
 */
export function dealsOn(
  { asOf, isByHash }: MetricContext,
  column: 'opened_on' | 'closed_on',
  periods: readonly Period[],
): Sql | undefined {
  if (isByHash !== true || periods.some((period) => period.kind === 'all')) return undefined
  return sql`array(select o.opportunity_id from opportunities as o where ${dayInIndex(sql.ref(`o.${column}`), periods, asOf)})`
}

/** The numbers of the deals that are open, or were still open at the end of a day; undefined as for `dealsOn`. */
export function dealsOpenOn({ isByHash }: MetricContext, day: Sql): Sql | undefined {
  if (isByHash !== true) return undefined
  return sql`array(
    select o.opportunity_id from opportunities as o where o.outcome = 'open'
    union all
    select o.opportunity_id from opportunities as o where o.closed_on > ${day}
  )`
}

/** In a list, only the rows that the reader may see by name: here, so that no definition can forget it. */
export function listed({ seen }: MetricContext, rep: Sql, team: Sql): Sql {
  return seen === 'everybody' ? sql`` : sql` and ${inLine(seen, rep, team)}`
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
  if (orUnknown && periods.some((period) => period.kind === 'all'))
    return sql`(${day} is null or ${day} <= ${asOf}::date)`
  const stretches = stretchesOf(periods, asOf)
  const within = (first: string, last: string) => sql`${day} >= ${first}::date and ${day} <= ${last}::date`
  const each = stretches.map(({ start, last }) => sql`${within(start, last)}`)
  return each.length === 0 ? sql`false` : sql`(${sql.join(each, sql` or `)})`
}

/**
 * As `dayIn`, for a day whose index holds all that is asked: the whole that the periods span is said as well, because an index
 * alone answers one stretch of days, and for several its table is read.
 */
export function dayInIndex(day: Sql, periods: readonly Period[], asOf: string): Sql {
  const stretches = stretchesOf(periods, asOf)
  if (stretches.length < 2) return dayIn(day, periods, asOf)
  const [first, last] = [stretches[0]!, stretches.at(-1)!]
  return sql`(${day} >= ${first.start}::date and ${day} <= ${last.last}::date and ${dayIn(day, periods, asOf)})`
}

/** The days of periods up to the as-of day, in their order; periods that follow each other are one stretch. */
export function stretchesOf(periods: readonly Period[], asOf: string): { start: string; last: string }[] {
  const known = periods
    .map((period) => ({ start: period.start, last: earlier(lastDayOf(period), asOf) }))
    .filter(({ start, last }) => start <= last)
    .toSorted((a, b) => (a.start < b.start ? -1 : 1))
  const stretches: { start: string; last: string }[] = []
  for (const { start, last } of known) {
    const before = stretches.at(-1)
    if (before !== undefined && start <= daysBefore(before.last, -1))
      before.last = before.last < last ? last : before.last
    else stretches.push({ start, last })
  }
  return stretches
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
  return daysBefore(period.end, 1)
}

function earlier(first: string, second: string): string {
  return first < second ? first : second
}
