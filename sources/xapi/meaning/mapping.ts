// The mapping in force: the usual meanings, and what an administrator said instead for one verb or one activity.
import type { Query } from '../../../model/database.ts'
import { activityKey } from '../keys.ts'
import { type ActivityUse, type Meaning, usualTypes, usualVerbs } from './words-of-verbs.ts'

export interface ActivityChoice {
  readonly use: ActivityUse
  /** The course that it stands for, by its name; null: it is called as it says. */
  readonly course: string | null
}

/** What was said instead of the defaults. */
export interface Choices {
  readonly verbs: Readonly<Record<string, Meaning>>
  readonly activities: Readonly<Record<string, ActivityChoice>>
}

export interface Mapping {
  meaningOf(verb: string): Meaning
  /** What an activity counts as, by its key and by the type that it says it is. */
  choiceFor(key: string, type: string | null): ActivityChoice
}

const settingsKey = 'xapi-mapping'

export async function readChoices(query: Query): Promise<Choices> {
  const row = await query
    .selectFrom('settings')
    .select('value')
    .where('key', '=', settingsKey)
    .executeTakeFirst()
  const { verbs = {}, activities = {} } = (row?.value ?? {}) as Partial<Choices>
  return { verbs, activities }
}

export async function readMapping(query: Query): Promise<Mapping> {
  return mappingOf(await readChoices(query))
}

/** The defaults with some choices over them. */
export function mappingOf({ verbs, activities }: Choices): Mapping {
  const byVerb = new Map(Object.entries(verbs))
  const byKey = new Map(Object.entries(activities).map(([iri, choice]) => [activityKey(iri), choice]))
  return {
    meaningOf: (verb) => byVerb.get(verb) ?? usualVerbs.get(verb) ?? 'nothing',
    choiceFor: (key, type) =>
      byKey.get(key) ?? { use: (type === null ? undefined : usualTypes.get(type)) ?? 'course', course: null },
  }
}

/** What to say of one verb or one activity; null takes it back to the default. */
export type Change =
  | { readonly verb: string; readonly meaning: Meaning | null }
  | { readonly activity: string; readonly choice: ActivityChoice | null }

/** Changes the mapping. Whoever calls turns the records that it concerns into results anew. */
export async function changeChoices(query: Query, change: Change, now: Date): Promise<Choices> {
  const known = await readChoices(query)
  const choices: Choices =
    'verb' in change
      ? { ...known, verbs: withEntry(known.verbs, change.verb, change.meaning) }
      : { ...known, activities: withEntry(known.activities, change.activity, change.choice) }
  const value = JSON.stringify(choices)
  await query
    .insertInto('settings')
    .values({ key: settingsKey, value, changed_at: now })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value, changed_at: now }))
    .execute()
  return choices
}

function withEntry<Value>(
  known: Readonly<Record<string, Value>>,
  name: string,
  value: Value | null,
): Record<string, Value> {
  const kept = new Map(Object.entries(known))
  if (value === null) kept.delete(name)
  else kept.set(name, value)
  return Object.fromEntries(kept)
}
