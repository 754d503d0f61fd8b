// Writes what tries come to: one training result for each, and one row for each coaching session and use of content.
import { sql } from 'kysely'
import type { Query } from '../../../model/database.ts'
import { refreshRollups, touchRows, within } from '../../../model/rollups/index.ts'
import type { Derived } from './derived.ts'
import { traceOfDoor } from './places.ts'

const { content_hash: hash } = traceOfDoor

/** Results by key of their try; a try that comes to nothing has none. */
export async function keepResults(
  query: Query,
  derived: readonly Derived[],
  courses: ReadonlyMap<string, number>,
): Promise<void> {
  const kept = derived.filter(({ outcome }) => outcome.training !== null)
  const gone = derived.filter(({ outcome }) => outcome.training === null).map(({ key }) => key)
  await sql`delete from training_results where source = 'xapi' and external_id = any (${gone}::text[])`.execute(
    query,
  )
  if (kept.length === 0) return
  const column = <Value>(of: (one: Derived) => Value): Value[] => kept.map(of)
  await sql`insert into training_results (person_id, course_id, assigned_on, completed_on, score, is_passed, seconds,
      source, external_id, created_import_id, import_id, import_file_id, source_row, content_hash)
    select t.*, 0, 0, 0, 0, ${hash}::uuid
    from unnest(${column(({ personId }) => personId)}::bigint[], ${column(({ activity }) => courses.get(activity) ?? 0)}::bigint[],
      ${column(({ outcome }) => outcome.training?.assignedOn ?? null)}::date[],
      ${column(({ outcome }) => outcome.training?.completedOn ?? null)}::date[],
      ${column(({ outcome }) => outcome.training?.score ?? null)}::double precision[],
      ${column(({ outcome }) => outcome.training?.isPassed ?? null)}::boolean[],
      ${column(({ outcome }) => outcome.training?.seconds ?? null)}::integer[],
      ${column(() => 'xapi')}::text[], ${column(({ key }) => key)}::text[]) as t
    on conflict (external_id, source) do update set person_id = excluded.person_id, course_id = excluded.course_id,
      assigned_on = excluded.assigned_on, completed_on = excluded.completed_on, score = excluded.score,
      is_passed = excluded.is_passed, seconds = excluded.seconds`.execute(query)
}

interface Line {
  readonly of: Derived
  readonly id: string
}

/** A row for each of several things in a try is known by the try and the record that said it. */
function linesOf(derived: readonly Derived[], kept: (one: Derived) => readonly { statement: string }[]) {
  const every: string[] = []
  const lines: Line[] = []
  for (const one of derived) {
    for (const { statement } of one.records) every.push(`${one.key}:${statement}`)
    for (const { statement } of kept(one)) lines.push({ of: one, id: `${one.key}:${statement}` })
  }
  const stays = new Set(lines.map(({ id }) => id))
  return { lines, gone: every.filter((id) => !stays.has(id)) }
}

export async function keepSessions(query: Query, derived: readonly Derived[]): Promise<void> {
  const { gone } = linesOf(derived, ({ outcome }) => outcome.sessions)
  await sql`delete from coaching_sessions where source = 'xapi' and external_id = any (${gone}::text[])`.execute(
    query,
  )
  const sessions = derived.flatMap((one) => one.outcome.sessions.map((session) => ({ one, session })))
  if (sessions.length === 0) return
  const column = <Value>(of: (line: (typeof sessions)[number]) => Value): Value[] => sessions.map(of)
  await sql`insert into coaching_sessions (person_id, coach_id, held_on, seconds, skill, source, external_id,
      created_import_id, import_id, import_file_id, source_row, content_hash)
    select t.person_id, a.person_id, t.held_on, t.seconds, t.skill, 'xapi', t.id, 0, 0, 0, 0, ${hash}::uuid
    from unnest(${column(({ one }) => one.personId)}::bigint[], ${column(({ session }) => session.instructor)}::uuid[],
      ${column(({ session }) => session.heldOn)}::date[], ${column(({ session }) => session.seconds)}::integer[],
      ${column(({ one }) => one.place.name)}::text[],
      ${column(({ one, session }) => `${one.key}:${session.statement}`)}::text[])
      as t (person_id, coach, held_on, seconds, skill, id)
    left join xapi_agents as a on a.agent_key = t.coach
    on conflict (external_id, source) do update set person_id = excluded.person_id, coach_id = excluded.coach_id,
      held_on = excluded.held_on, seconds = excluded.seconds, skill = excluded.skill`.execute(query)
}

/** Uses of content are added up by day: the days of what goes and of what comes are added up again. */
export async function keepUses(
  query: Query,
  derived: readonly Derived[],
  items: ReadonlyMap<string, number>,
): Promise<void> {
  const { lines, gone } = linesOf(derived, ({ outcome }) => outcome.uses)
  const ids = [...gone, ...lines.map(({ id }) => id)]
  const those = `row.source = 'xapi' and row.external_id = any ($1::text[])`
  const { rows } = await sql`select 1 from content_events where source = 'xapi'
    and external_id = any (${ids}::text[]) limit 1`.execute(query)
  if (rows.length === 0 && lines.length === 0) return
  await touchRows(within(query), 'content_events', those, [ids])
  await sql`delete from content_events where source = 'xapi' and external_id = any (${ids}::text[])`.execute(
    query,
  )
  const uses = derived.flatMap((one) => one.outcome.uses.map((use) => ({ one, use })))
  const column = <Value>(of: (line: (typeof uses)[number]) => Value): Value[] => uses.map(of)
  await sql`insert into content_events (rep_id, kind, content_item_id, occurred_at, day, seconds, tool, source,
      external_id, created_import_id, import_id, import_file_id, source_row, content_hash)
    select t.*, 0, 0, 0, 0, ${hash}::uuid
    from unnest(${column(({ one }) => one.personId)}::bigint[], ${column(({ use }) => use.kind)}::text[],
      ${column(({ one }) => items.get(one.activity) ?? null)}::bigint[],
      ${column(({ use }) => use.at.toISOString())}::timestamptz[], ${column(({ use }) => use.day)}::date[],
      ${column(({ use }) => use.seconds)}::integer[], ${column(({ use }) => use.tool)}::text[],
      ${column(() => 'xapi')}::text[], ${column(({ one, use }) => `${one.key}:${use.statement}`)}::text[]) as t`.execute(
    query,
  )
  await touchRows(within(query), 'content_events', those, [ids])
  await refreshRollups(within(query))
}
