// The cmi5 courses that can be launched from here, and how far a person is in each.
import type { Query } from '../../../model/database.ts'
import { digestKey } from '../keys.ts'
import type { CourseStructure } from './course-structure.ts'
import { isSatisfied } from './session-rules.ts'

export interface ListedCourse {
  readonly packageId: number
  readonly title: string
  readonly units: readonly {
    readonly id: string
    readonly title: string
    readonly isSatisfied: boolean
    /** She was excused from it: it counts as done by other means. */
    readonly isWaived: boolean
    readonly lastLaunchedAt: Date | null
  }[]
}

/** Keeps a course; the same course again takes its place, and people go on in it. @returns its number */
export async function keepCourse(
  query: Query,
  structure: CourseStructure,
  { createdBy, now }: { readonly createdBy: number | null; readonly now: Date },
): Promise<number> {
  const said = { title: structure.title, structure: JSON.stringify(structure) }
  const row = await query
    .insertInto('xapi_courses')
    .values({
      ...said,
      course_key: digestKey('course', structure.id),
      course: structure.id,
      created_by: createdBy,
      created_at: now,
    } as never)
    .onConflict((conflict) => conflict.column('course_key').doUpdateSet(said as never))
    .returning('package_id')
    .executeTakeFirstOrThrow()
  return row.package_id
}

/** Every course with where a person stands; nobody stands anywhere when there is no person. */
export async function listCourses(query: Query, personId: number | null): Promise<ListedCourse[]> {
  const courses = await query
    .selectFrom('xapi_courses')
    .select(['package_id', 'title', 'structure'])
    .orderBy('title')
    .orderBy('package_id')
    .execute()
  const launches = await query
    .selectFrom('xapi_launches')
    .select(['package_id', 'unit', 'registration', 'state', 'launched_at'])
    .where('person_id', '=', personId ?? -1)
    .orderBy('launch_id')
    .execute()
  const listed: ListedCourse[] = []
  for (const { package_id: packageId, title, structure } of courses) {
    // Under the registration of a waiver that was taken back she goes on; of the unit it says nothing any more.
    const registered = launches.filter((one) => one.package_id === packageId)
    const own = registered.filter(({ state }) => state !== 'withdrawn')
    const { units } = structure as CourseStructure
    const done = await verbsByUnit(query, registered.at(-1)?.registration ?? null)
    listed.push({
      packageId,
      title,
      units: units.map(({ id, title: name, moveOn }, place) => ({
        id,
        title: name,
        isSatisfied:
          own.some(({ unit }) => unit === id) &&
          isSatisfied(moveOn, done.get(`/xapi/cmi5/${packageId}/${place}`) ?? new Set()),
        isWaived: own.some(({ unit, state }) => unit === id && state === 'waived'),
        lastLaunchedAt:
          own.findLast(({ unit, state }) => unit === id && state !== 'waived')?.launched_at ?? null,
      })),
    })
  }
  return listed
}

/** The verbs said under a registration, by the path of the unit's activity. */
async function verbsByUnit(
  query: Query,
  registration: string | null,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  if (registration === null) return new Map()
  const rows = await query
    .selectFrom('xapi_statements as s')
    .innerJoin('xapi_activities as a', 'a.activity_key', 's.activity_key')
    .select(['a.activity', 's.verb'])
    .where('s.registration', '=', registration)
    .where('s.is_voided', '=', false)
    .execute()
  const verbs = new Map<string, Set<string>>()
  for (const { activity, verb } of rows) {
    const path = activity.slice(activity.indexOf('/xapi/cmi5/'))
    verbs.set(path, (verbs.get(path) ?? new Set()).add(verb))
  }
  return verbs
}
