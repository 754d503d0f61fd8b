// The courses, workshops and pieces of content that activities stand for: found by what an administrator said, by their own
// address, or by their name; made when nothing of the kind is known.
import { sql } from 'kysely'
import type { Query } from '../../../model/database.ts'
import { foldName } from '../../../model/names.ts'
import { isObject, own } from '../check/shape.ts'
import type { JsonObject } from '../json/parse-json.ts'
import type { ActivityChoice, Mapping } from './mapping.ts'

/** An activity as it counts. */
export interface Place extends ActivityChoice {
  readonly key: string
  readonly iri: string
  readonly name: string
}

/** What some activities count as, by key. */
export async function readPlaces(
  query: Query,
  keys: readonly string[],
  mapping: Mapping,
): Promise<ReadonlyMap<string, Place>> {
  const { rows } = await sql<{ activity_key: string; activity: string; definition: JsonObject }>`
    select activity_key, activity, definition from xapi_activities
    where activity_key = any (${keys}::uuid[])`.execute(query)
  return new Map(
    rows.map(({ activity_key: key, activity: iri, definition }) => {
      const type = own(definition, 'type')
      const choice = mapping.choiceFor(key, typeof type === 'string' ? type : null)
      return [key, { ...choice, key, iri, name: choice.course ?? nameOf(definition, iri) }]
    }),
  )
}

/** French first, then English, then whatever there is; without a name, the end of the address. */
export function nameOf(definition: JsonObject, iri: string): string {
  const names = own(definition, 'name')
  const map = isObject(names) ? names : {}
  const tags = Object.keys(map).toSorted()
  const tag =
    tags.find((one) => /^fr\b/i.test(one)) ?? tags.find((one) => /^en\b/i.test(one)) ?? tags[0] ?? ''
  const name = own(map, tag)
  if (typeof name === 'string' && name.trim() !== '') return name.trim().slice(0, 500)
  const end = iri.split(/[/#:]/).findLast((part) => part !== '') ?? iri
  return end.slice(0, 500)
}

/** What every row that came by this door says of where it came from: no file, no import. */
export const traceOfDoor = {
  source: 'xapi',
  created_import_id: 0,
  import_id: 0,
  import_file_id: 0,
  source_row: 0,
  content_hash: '00000000-0000-4000-8000-000000000000',
}

type Named = 'courses' | 'content_items'
const keyColumns = { courses: 'course_id', content_items: 'content_item_id' } as const
const nameColumns = { courses: 'name', content_items: 'title' } as const

/** Numbers of the courses, or pieces of content, that places stand for, by key of the activity. */
export async function numbersOf(
  query: Query,
  table: Named,
  places: readonly Place[],
): Promise<ReadonlyMap<string, number>> {
  const numbers = new Map<string, number>()
  for (const place of places) {
    const found = (await byName(query, table, place)) ?? (await ownRow(query, table, place))
    numbers.set(place.key, found)
  }
  return numbers
}

/** Another source's row of the same name, when there is exactly one. */
async function byName(query: Query, table: Named, { name }: Place): Promise<number | null> {
  const key = sql.ref(keyColumns[table])
  const { rows } = await sql<{ number: number }>`select ${key} as number from ${sql.table(table)}
    where ${sql.ref(`${nameColumns[table]}_key`)} = ${foldName(name)} and source <> 'xapi' order by 1 limit 2`.execute(
    query,
  )
  return rows.length === 1 ? (rows[0]?.number ?? null) : null
}

/** The row that this activity made, called as it is called now. */
async function ownRow(query: Query, table: Named, place: Place): Promise<number> {
  const values =
    table === 'courses'
      ? { name: place.name, name_key: foldName(place.name), kind: kindOf(place) }
      : { title: place.name, title_key: foldName(place.name), is_template: false }
  const row = await query
    .insertInto(table)
    .values({ ...values, ...traceOfDoor, external_id: place.key } as never)
    .onConflict((conflict) => conflict.columns(['external_id', 'source']).doUpdateSet(values as never))
    .returning(keyColumns[table] as never)
    .executeTakeFirstOrThrow()
  return (row as Record<string, number>)[keyColumns[table]] ?? 0
}

function kindOf({ use }: Place): string {
  return use === 'certification' || use === 'skill-test' || use === 'onboarding' ? use : 'course'
}

/** Rows that activities made and that nothing stands on any more. */
export async function forgetUnused(query: Query, keys: readonly string[]): Promise<void> {
  await sql`delete from workshops as w where w.source = 'xapi'
    and not exists (select from workshop_attendances as a where a.workshop_id = w.workshop_id)`.execute(query)
  await sql`delete from courses as c where c.source = 'xapi' and c.external_id = any (${keys}::text[])
    and not exists (select from training_results as r where r.course_id = c.course_id)
    and not exists (select from workshops as w where w.course_id = c.course_id)`.execute(query)
  await sql`delete from content_items as i where i.source = 'xapi' and i.external_id = any (${keys}::text[])
    and not exists (select from content_events as e where e.content_item_id = i.content_item_id)
    and not exists (select from content_versions as v where v.content_item_id = i.content_item_id)
    and not exists (select from content_work as w where w.content_item_id = i.content_item_id)`.execute(query)
}
