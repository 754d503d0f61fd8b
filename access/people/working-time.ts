// Working time and leave, written on screen where no file says them. Days off have no reason: they are only ever taken off
// the working time that is due. What a file delivered is shown, and changed by the next file.
import { sql } from 'kysely'
import type { Query } from '../../model/database.ts'
import { PrivacyRefused } from '../privacy/refused.ts'

export interface Week {
  readonly scheduleId: number
  /** Null: as far back as the data goes. */
  readonly startsOn: string | null
  readonly hoursPerWeek: number
  readonly daysPerWeek: number
  /** Written on screen, not delivered. */
  readonly isOwn: boolean
}

export interface Holiday {
  readonly holidayId: number
  readonly day: string
  readonly name: string | null
  readonly isOwn: boolean
}

export interface Absence {
  readonly absenceId: number
  /** First and last day away, both included. */
  readonly firstDay: string
  readonly lastDay: string
  /** Of each day: 1, or 0.5 for half days. */
  readonly share: number
  readonly isOwn: boolean
}

/** The source of what is written on screen. */
const onScreen = 'on screen'
/** Rows that no file delivered. */
const written = {
  source: onScreen,
  created_import_id: 0,
  import_id: 0,
  import_file_id: 0,
  source_row: 0,
  content_hash: '00000000-0000-0000-0000-000000000000',
}
/** A stay away is entered month by month, not for a whole career. */
const longestAbsence = 1_000

/** The working times of a person, or those that hold for everybody (null), newest first. */
export async function readWeeks(query: Query, personId: number | null): Promise<Week[]> {
  const rows = await query
    .selectFrom('work_schedules')
    .select(['schedule_id', 'starts_on', 'hours_per_week', 'days_per_week', 'source'])
    .where('person_id', personId === null ? 'is' : '=', personId)
    .orderBy('starts_on', (order) => order.desc().nullsLast())
    .execute()
  return rows.map((row) => ({
    scheduleId: row.schedule_id,
    startsOn: row.starts_on,
    hoursPerWeek: row.hours_per_week,
    daysPerWeek: row.days_per_week,
    isOwn: row.source === onScreen,
  }))
}

/** Says how long is worked a week from a day on. @throws PrivacyRefused 'not-a-value', 'person-unknown' */
export async function setWeek(
  query: Query,
  personId: number | null,
  { startsOn, hoursPerWeek, daysPerWeek }: Pick<Week, 'startsOn' | 'hoursPerWeek' | 'daysPerWeek'>,
): Promise<void> {
  if (!(hoursPerWeek > 0 && hoursPerWeek <= 80 && daysPerWeek > 0 && daysPerWeek <= 7))
    throw new PrivacyRefused('not-a-value')
  if (hoursPerWeek > daysPerWeek * 24) throw new PrivacyRefused('not-a-value')
  if (personId !== null) await lockPerson(query, personId)
  await query
    .deleteFrom('work_schedules')
    .where('person_id', personId === null ? 'is' : '=', personId)
    .where('starts_on', startsOn === null ? 'is' : '=', startsOn)
    .execute()
  await query
    .insertInto('work_schedules')
    .values({
      ...written,
      external_id: `${personId ?? 'all'} ${startsOn ?? 'always'}`,
      person_id: personId,
      starts_on: startsOn,
      hours_per_week: hoursPerWeek,
      days_per_week: daysPerWeek,
    } as never)
    .execute()
}

/** Days on which nobody works, in their order. */
export async function readHolidays(query: Query): Promise<Holiday[]> {
  const rows = await query
    .selectFrom('holidays')
    .select(['holiday_id', 'day', 'name', 'source'])
    .orderBy('day')
    .orderBy('holiday_id')
    .execute()
  return rows.map((row) => ({
    holidayId: row.holiday_id,
    day: row.day,
    name: row.name,
    isOwn: row.source === onScreen,
  }))
}

/** @throws PrivacyRefused 'day-known' */
export async function addHoliday(query: Query, day: string, name: string | null): Promise<void> {
  const known = await query
    .selectFrom('holidays')
    .select('holiday_id')
    .where('day', '=', day)
    .executeTakeFirst()
  if (known !== undefined) throw new PrivacyRefused('day-known')
  const { numInsertedOrUpdatedRows } = await query
    .insertInto('holidays')
    .values({ ...written, external_id: day, day, name } as never)
    // Two who add it at once: one does.
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows === 0n) throw new PrivacyRefused('day-known')
}

/** @throws PrivacyRefused 'holiday-unknown', also for one that a file delivered */
export async function removeHoliday(query: Query, holidayId: number): Promise<void> {
  const { numDeletedRows } = await query
    .deleteFrom('holidays')
    .where('holiday_id', '=', holidayId)
    .where('source', '=', onScreen)
    .executeTakeFirst()
  if (numDeletedRows === 0n) throw new PrivacyRefused('holiday-unknown')
}

/** A person's days away, newest first. */
export async function readAbsences(query: Query, personId: number): Promise<Absence[]> {
  const rows = await query
    .selectFrom('absences')
    .select(['absence_id', 'starts_on', 'ends_on', 'share', 'source'])
    .where('person_id', '=', personId)
    .orderBy('starts_on', 'desc')
    .orderBy('absence_id', 'desc')
    .execute()
  return rows.map((row) => ({
    absenceId: row.absence_id,
    firstDay: row.starts_on,
    lastDay: dayAfter(row.ends_on, -1),
    share: row.share,
    isOwn: row.source === onScreen,
  }))
}

/** @throws PrivacyRefused 'person-unknown', 'ends-before-start', 'not-a-value', 'absences-overlap' */
export async function addAbsence(
  query: Query,
  personId: number,
  { firstDay, lastDay, share }: Pick<Absence, 'firstDay' | 'lastDay' | 'share'>,
): Promise<void> {
  await lockPerson(query, personId)
  if (lastDay < firstDay) throw new PrivacyRefused('ends-before-start')
  if (dayAfter(firstDay, longestAbsence) < lastDay) throw new PrivacyRefused('not-a-value')
  const others = await readAbsences(query, personId)
  // Two half days of one day are one whole day: more than the day itself is nothing.
  const there = others.filter((other) => other.firstDay <= lastDay && firstDay <= other.lastDay)
  // What is away on a day changes only where a stay begins.
  const isFull = [firstDay, ...there.map((other) => other.firstDay)].some(
    (day) =>
      day >= firstDay &&
      there
        .filter((other) => other.firstDay <= day && day <= other.lastDay)
        .reduce((sum, other) => sum + other.share, share) > 1,
  )
  if (isFull) throw new PrivacyRefused('absences-overlap')
  await query
    .insertInto('absences')
    .values({
      ...written,
      // Two half days of one day are two rows.
      external_id: sql`gen_random_uuid()::text`,
      person_id: personId,
      starts_on: firstDay,
      ends_on: dayAfter(lastDay, 1),
      share,
    } as never)
    .execute()
}

/** @throws PrivacyRefused 'absence-unknown', also for one that a file delivered or that is somebody else's */
export async function removeAbsence(query: Query, personId: number, absenceId: number): Promise<void> {
  const { numDeletedRows } = await query
    .deleteFrom('absences')
    .where('absence_id', '=', absenceId)
    .where('person_id', '=', personId)
    .where('source', '=', onScreen)
    .executeTakeFirst()
  if (numDeletedRows === 0n) throw new PrivacyRefused('absence-unknown')
}

async function lockPerson(query: Query, personId: number): Promise<void> {
  const person = await query
    .selectFrom('people')
    .select('person_id')
    .where('person_id', '=', personId)
    .forUpdate()
    .executeTakeFirst()
  if (person === undefined) throw new PrivacyRefused('person-unknown')
}

/** A day of the calendar some days later, or earlier for a negative number. */
function dayAfter(day: string, days: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1, date + days)).toISOString().slice(0, 10)
}
