// What is known of activities, kept as records speak of them.
import { sql } from 'kysely'
import type { Query } from '../../../model/database.ts'
import { type KnownActivity, nothingKnown, stampOf, withDefinition } from '../definitions.ts'
import { type JsonObject, parseJson } from '../json/parse-json.ts'
import { canonicalJson, writeJson } from '../json/write-json.ts'
import { activityKey } from '../keys.ts'
import type { Prepared } from '../prepare.ts'

/**
 * Keeps every activity that records of a delivery say something about.
 * @returns keys of those that were known and are known otherwise now
 */
export async function keepActivities(
  query: Query,
  fresh: readonly Prepared[],
  storedAt: Date,
): Promise<string[]> {
  const said = new Map<string, { iri: string; words: { definition: JsonObject; stamp: string }[] }>()
  for (const { id, found, occurredAt } of fresh)
    for (const { iri, definition } of found.activities) {
      const entry = said.get(activityKey(iri)) ?? { iri, words: [] }
      if (definition !== null) entry.words.push({ definition, stamp: stampOf(occurredAt ?? storedAt, id) })
      said.set(activityKey(iri), entry)
    }
  const keys = [...said.keys()]
  const changed: string[] = []
  for (let start = 0; start < keys.length; start += 2000) {
    const part = keys.slice(start, start + 2000)
    const known = await readActivities(query, part)
    const merged = part.map((key) => {
      const words = said.get(key)?.words ?? []
      return words.reduce<KnownActivity>(
        (so, { definition, stamp }) => withDefinition(so, definition, stamp),
        known.get(key) ?? nothingKnown,
      )
    })
    for (const [index, key] of part.entries()) {
      const before = known.get(key)
      const now = merged[index]
      if (before !== undefined && now !== undefined && !saysTheSame(before, now)) changed.push(key)
    }
    await sql`insert into xapi_activities (activity_key, activity, definition, written)
      select t.key, t.iri, t.definition::jsonb, t.written::jsonb
      from unnest(${part}::uuid[], ${part.map((key) => said.get(key)?.iri ?? '')}::text[],
        ${merged.map(({ definition }) => writeJson(definition))}::text[],
        ${merged.map(({ written }) => JSON.stringify(written))}::text[]) as t (key, iri, definition, written)
      on conflict (activity_key) do update set definition = excluded.definition, written = excluded.written
        where xapi_activities.written <> excluded.written`.execute(query)
  }
  return changed
}

function saysTheSame(a: KnownActivity, b: KnownActivity): boolean {
  return canonicalJson(a.definition) === canonicalJson(b.definition)
}

/** What is known of some activities, by key. */
export async function readActivities(
  query: Query,
  keys: readonly string[],
): Promise<Map<string, KnownActivity>> {
  const { rows } = await sql<{ activity_key: string; definition: string; written: Record<string, string> }>`
    select activity_key, definition::text as definition, written from xapi_activities
    where activity_key = any (${keys}::uuid[])`.execute(query)
  return new Map(
    rows.map((row) => [
      row.activity_key,
      { definition: parseJson(row.definition) as JsonObject, written: row.written },
    ]),
  )
}

/** Whether a program named an activity. */
export async function isActivitySeen(query: Query, credentialId: number, key: string): Promise<boolean> {
  const { rows } = await sql`select 1 from xapi_terms where credential_id = ${credentialId}
    and kind = 'related-activity' and term = ${key}::uuid limit 1`.execute(query)
  return rows.length > 0
}
