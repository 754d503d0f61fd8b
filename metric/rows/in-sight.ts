// The reader's sight as a condition in SQL: which rows a list may show her by name.
import { type RawBuilder, sql } from 'kysely'
import type { Line } from '../../model/sight.ts'
import type { MetricContext } from '../definition.ts'

type Sql = RawBuilder<unknown>

/**
 * A condition, true for rows whose person the reader may see by name on that row's day; `true` for those who see
 * everybody. `repColumn` is an expression for the row's person (null: nobody's, which only those see who see all),
 * `dayColumn` one for the day on which the row is attributed to a team (null: the present).
 *
 * To be put in the `where` of every sub-query that a definition's `rows` lists, so that what is hidden is neither
 * listed nor counted in `total`; the runner counts it apart. Rows from `dealsAsOf` and `leadsAsOf` have it already.
 *
 * @example sql`select ... from activities as activity where ${inSight(context, sql`activity.person_id`, sql`activity.held_on`)}`
 */
export function inSight({ seen }: Pick<MetricContext, 'seen'>, repColumn: Sql, dayColumn: Sql): Sql {
  if (seen === 'everybody') return sql`true`
  const isMember = (teams: readonly number[]) => sql`exists (
      select from memberships as sighted
      where sighted.person_id = ${repColumn} and sighted.team_id in (${sql.join(teams)})
        and (sighted.starts_on is null or sighted.starts_on <= coalesce(${dayColumn}, 'infinity'::date))
        and (sighted.ends_on is null or coalesce(${dayColumn}, 'infinity'::date) < sighted.ends_on))`
  return anyOf(seen, repColumn, isMember)
}

/** Nothing asks whose a row is, nor which of them the reader may see: who owned or sold it need not be looked up. */
export function isBare({ isUnattributed, seen }: Pick<MetricContext, 'isUnattributed' | 'seen'>): boolean {
  return isUnattributed === true && seen === 'everybody'
}

/** The context of a count of the whole organisation that never reads people: without them. Any other stays as it is. */
export function withoutPeople(context: MetricContext): MetricContext {
  const { scope, seen } = context
  const isOfAll = scope.kind === 'organisation' && scope.line === undefined && seen === 'everybody'
  return isOfAll ? { ...context, isUnattributed: true } : context
}

/** The same condition for rows that carry the team of their day. */
export function inLine(line: Line, repColumn: Sql, teamColumn: Sql): Sql {
  return anyOf(line, repColumn, (teams) => sql`coalesce(${teamColumn} in (${sql.join(teams)}), false)`)
}

function anyOf(
  { self, opened, teams, reports, otherTeams }: Line,
  repColumn: Sql,
  isMember: (teams: readonly number[]) => Sql,
): Sql {
  const ways: Sql[] = []
  if (self !== null) ways.push(sql`${repColumn} = ${self}`)
  if (opened.length > 0) ways.push(sql`${repColumn} in (${sql.join(opened)})`)
  if (teams.length > 0) ways.push(sql`${repColumn} is not null and ${isMember(teams)}`)
  if (reports.length > 0)
    ways.push(
      otherTeams.length === 0
        ? sql`${repColumn} in (${sql.join(reports)})`
        : sql`${repColumn} in (${sql.join(reports)}) and not ${isMember(otherTeams)}`,
    )
  if (ways.length === 0) return sql`false`
  return sql`coalesce(${sql.join(
    ways.map((way) => sql`(${way})`),
    sql` or `,
  )}, false)`
}
