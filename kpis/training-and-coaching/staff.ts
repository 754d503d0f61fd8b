// Who is trained: reps, with the team they are in on the day that counts.
import { sql } from 'kysely'
import type { Sql } from '../../metric/rows/counted-deals.ts'
import type { MetricContext } from '../../metric/definition.ts'
import { isBare } from '../../metric/rows/in-sight.ts'
import { isToldOn, toldJoin } from '../../metric/rows/notice.ts'
import type { Period } from '../../metric/period.ts'
import { periodRows } from '../../metric/rows/period-rows.ts'

/**
 * Condition on people: she sells. Whose job is not known counts: most sources name only those who sell. Said of the column itself:
 * of an expression PostgreSQL has no statistics, takes two people for reps, and reads all results once for each period.
 */
export function isRep(person: string): Sql {
  const job = sql.ref(`${person}.job`)
  return sql`(${job} is null or ${job} = 'rep')`
}

/** Join of a person's team on a day, as `membership`. */
export function teamOn(person: Sql, day: Sql): Sql {
  return sql`left join memberships as membership on membership.person_id = ${person}
    and (membership.starts_on is null or membership.starts_on <= ${day})
    and (membership.ends_on is null or ${day} < membership.ends_on)`
}

/**
 * Grain: one row per rep who is there on the last day of a period, `day`, with her team of that day, null where nothing
 * asks for teams; `is_told` once she had received the notice by then.
 */
export function staffOn(context: MetricContext, periods: readonly Period[]): Sql {
  const [team, membership] = isBare(context)
    ? [sql`null::bigint`, sql``]
    : [sql`membership.team_id`, teamOn(sql`person.person_id`, sql`p.last_on`)]
  return sql`(
    select p.position as period, p.starts_on, p.last_on as day, person.person_id as rep_id, ${team} as team_id,
      ${isToldOn(sql`p.last_on`)} as is_told
    from ${periodRows(context, periods)} as p
    join people as person on ${isRep('person')} and (person.hired_on is null or person.hired_on <= p.last_on)
      and (person.left_on is null or person.left_on > p.last_on)
    ${toldJoin(context, sql`person.person_id`)}
    ${membership}
  )`
}
