// Workshops: an activity that people attended on one day without an instructor of their own, and who was there.
import { sql } from 'kysely'
import type { Query } from '../../../model/database.ts'
import { digestKey } from '../keys.ts'
import type { Derived } from './derived.ts'
import { traceOfDoor } from './places.ts'
import { secondsOf } from './try.ts'

const { content_hash: hash } = traceOfDoor

export async function keepAttendances(query: Query, derived: readonly Derived[]): Promise<void> {
  const gone = derived.filter(({ outcome }) => outcome.attendedOn === null).map(({ key }) => key)
  await sql`delete from workshop_attendances where source = 'xapi' and external_id = any (${gone}::text[])`.execute(
    query,
  )
  const there = derived.flatMap((one) => {
    const { attendedOn } = one.outcome
    return attendedOn === null
      ? []
      : [{ one, day: attendedOn, id: digestKey('workshop', one.activity, attendedOn) }]
  })
  if (there.length === 0) return
  const column = <Value>(of: (line: (typeof there)[number]) => Value): Value[] => there.map(of)
  await sql`insert into workshops (name, held_on, is_randomised, source, external_id, created_import_id, import_id,
      import_file_id, source_row, content_hash)
    select distinct on (t.id) t.name, t.day, false, 'xapi', t.id, 0, 0, 0, 0, ${hash}::uuid
    from unnest(${column(({ one }) => one.place.name)}::text[], ${column(({ day }) => day)}::date[],
      ${column(({ id }) => id)}::text[]) as t (name, day, id)
    on conflict (external_id, source) do update set name = excluded.name`.execute(query)
  await sql`insert into workshop_attendances (workshop_id, person_id, is_invited, has_attended, source, external_id,
      created_import_id, import_id, import_file_id, source_row, content_hash)
    select w.workshop_id, t.person_id, true, true, 'xapi', t.key, 0, 0, 0, 0, ${hash}::uuid
    from unnest(${column(({ one }) => one.personId)}::bigint[], ${column(({ id }) => id)}::text[],
      ${column(({ one }) => one.key)}::text[]) as t (person_id, workshop, key)
    join workshops as w on w.source = 'xapi' and w.external_id = t.workshop
    on conflict (external_id, source) do update set workshop_id = excluded.workshop_id,
      person_id = excluded.person_id`.execute(query)
  await tellHours(
    query,
    there.map(({ id }) => id),
  )
}

/** A workshop lasted as long as whoever stayed longest: asked of all who were there, whoever sent the records. */
async function tellHours(query: Query, workshops: readonly string[]): Promise<void> {
  const { rows } = await sql<{ workshop: string; duration: string | null }>`
    select distinct w.external_id as workshop, s.statement #>> '{result,duration}' as duration
    from workshops as w
    join workshop_attendances as a on a.workshop_id = w.workshop_id and a.source = 'xapi'
    join xapi_terms as t on t.kind = 'try' and t.term = a.external_id::uuid
    join xapi_statements as s on s.credential_id = t.credential_id and s.position = t.position
    where w.source = 'xapi' and w.external_id = any (${workshops}::text[]) and s.day = w.held_on and not s.is_voided
      and s.statement #> '{context,instructor}' is null`.execute(query)
  const longest = new Map<string, number | null>(workshops.map((id) => [id, null]))
  for (const { workshop, duration } of rows) {
    const seconds = secondsOf(duration ?? undefined)
    if (seconds !== null) longest.set(workshop, Math.max(longest.get(workshop) ?? 0, seconds))
  }
  await sql`update workshops as w set hours = t.seconds / 3600
    from unnest(${[...longest.keys()]}::text[], ${[...longest.values()]}::double precision[]) as t (id, seconds)
    where w.source = 'xapi' and w.external_id = t.id and w.hours is distinct from t.seconds / 3600`.execute(
    query,
  )
}
