// Turns learning records into training results, coaching sessions, workshops and uses of content, try by try: each try that
// a delivery touched is read whole and its rows are written anew. What arrives twice, late or in another order ends the same.
import { sql } from 'kysely'
import { lockModelIn, lockRecords } from '../../../model/data-version.ts'
import type { Query } from '../../../model/database.ts'
import { forgetGone, nameActors, resolveAgents } from '../store/agents.ts'
import { keepAttendances } from './attendances.ts'
import { type Mapping, readMapping } from './mapping.ts'
import { forgetUnused, numbersOf, type Place, readPlaces } from './places.ts'
import { readTries, triesOf } from './read-tries.ts'
import { keepResults, keepSessions, keepUses } from './rows.ts'
import { outcomeOf, type TryOutcome } from './try.ts'
import type { Derived } from './derived.ts'

/** Tries worked on at once. */
const batch = 2000

/**
 * Derives the tries of some statements.
 * @returns whether any figure may change with it
 */
export async function deriveFor(
  query: Query,
  touched: { readonly positions: readonly number[]; readonly statements: readonly string[] },
): Promise<boolean> {
  return deriveTries(query, await triesOf(query, touched))
}

async function deriveTries(query: Query, keys: readonly string[]): Promise<boolean> {
  if (keys.length === 0) return false
  const mapping = await readMapping(query)
  let isAny = false
  for (let start = 0; start < keys.length; start += batch)
    isAny = (await deriveBatch(query, keys.slice(start, start + batch), mapping)) || isAny
  return isAny
}

async function deriveBatch(query: Query, keys: readonly string[], mapping: Mapping): Promise<boolean> {
  const tries = await readTries(query, keys, mapping)
  if (!tries.some(({ records }) => records.some(({ meaning }) => meaning !== 'nothing'))) {
    // Verbs that never meant anything left nothing behind; those that an administrator silenced did.
    if (
      !(await areThereRows(
        query,
        tries.map(({ key }) => key),
      ))
    )
      return false
  }
  // Imports, undos and erasures of the same tables wait, and are waited for.
  await lockModelIn(query)
  const activities = [...new Set(tries.map(({ activity }) => activity))]
  const places = await readPlaces(query, activities, mapping)
  const derived = tries.flatMap((one) => {
    const place = places.get(one.activity)
    return place === undefined ? [] : [{ ...one, place, outcome: counted(outcomeOf(one.records), place) }]
  })
  const courses = await numbersOf(
    query,
    'courses',
    placesWith(derived, ({ training }) => training !== null),
  )
  const items = await numbersOf(
    query,
    'content_items',
    placesWith(derived, ({ uses }) => uses.length > 0),
  )
  await keepResults(query, derived, courses)
  await keepSessions(query, derived)
  await keepAttendances(query, derived)
  await keepUses(query, derived, items)
  await forgetUnused(query, activities)
  return true
}

async function areThereRows(query: Query, keys: readonly string[]): Promise<boolean> {
  const { rows } = await sql`
    select 1 from training_results where source = 'xapi' and external_id = any (${keys}::text[])
    union all select 1 from workshop_attendances where source = 'xapi' and external_id = any (${keys}::text[])
    union all select 1 from coaching_sessions where source = 'xapi' and external_id like any (${keys.map((key) => `${key}:%`)}::text[])
    union all select 1 from content_events where source = 'xapi' and external_id like any (${keys.map((key) => `${key}:%`)}::text[])
    limit 1`.execute(query)
  return rows.length > 0
}

/** Of a piece of a course nothing counts; of a piece of content, only its uses. */
function counted(outcome: TryOutcome, { use }: Place): TryOutcome {
  if (use === 'nothing') return { training: null, sessions: [], attendedOn: null, uses: [] }
  if (use === 'part') return { ...outcome, training: null, attendedOn: null }
  return use === 'content' ? { ...outcome, training: null } : outcome
}

function placesWith(derived: readonly Derived[], is: (outcome: TryOutcome) => boolean): Place[] {
  const places = derived.filter(({ outcome }) => is(outcome)).map(({ place }) => place)
  return [...new Map(places.map((place) => [place.key, place])).values()].toSorted((a, b) =>
    a.key < b.key ? -1 : 1,
  )
}

/**
 * Looks again who the agents are that wait, and gives their records their effect.
 * @returns how many agents are somebody now
 */
export async function recogniseAgents(query: Query): Promise<number> {
  await lockRecords(query)
  const gone = await forgetGone(query)
  const known = await resolveAgents(query, null)
  const agents = [...gone, ...known]
  if (agents.length === 0) return 0
  await nameActors(query, agents)
  const { rows } = await sql<{ term: string }>`
    select distinct t.term from xapi_terms as m join xapi_terms as t
      on t.credential_id = m.credential_id and t.position = m.position and t.kind = 'try'
    where m.kind = 'related-agent' and m.term = any (${agents}::uuid[])`.execute(query)
  await deriveTries(
    query,
    rows.map(({ term }) => term),
  )
  return known.length
}

/** Derives every try there is: after the mapping has changed. */
export async function deriveAll(query: Query): Promise<void> {
  await lockRecords(query)
  const { rows } = await sql<{ term: string }>`
    select distinct term from xapi_terms where kind = 'try' order by 1`.execute(query)
  await deriveTries(
    query,
    rows.map(({ term }) => term),
  )
}

/** Derives every try of some activities: after what they are called has changed. */
export async function deriveActivities(query: Query, activities: readonly string[]): Promise<boolean> {
  if (activities.length === 0) return false
  const { rows } = await sql<{ term: string }>`
    select distinct m.term from xapi_terms as m join xapi_statements as s
      on s.credential_id = m.credential_id and s.position = m.position
    where m.kind = 'try' and s.activity_key = any (${activities}::uuid[])`.execute(query)
  return deriveTries(
    query,
    rows.map(({ term }) => term),
  )
}
