// Working time and leave on screen: everybody's week and holidays, a person's own week, her days away.
import { writeJournal } from '../../access/journal/index.ts'
import {
  addAbsence,
  addHoliday,
  readAbsences,
  readHolidays,
  readWeeks,
  removeAbsence,
  removeHoliday,
  setWeek,
} from '../../access/people/index.ts'
import type { Query } from '../../model/database.ts'
import type { Reader } from '../../model/reader.ts'
import { lineFor, readSight } from '../../model/sight.ts'
import { Refusal } from '../errors/errors.ts'
import type { Handler, Place } from '../handler.ts'
import { refusing } from '../errors/refusing.ts'

const organisationOf = async (query: Query) => ({
  weeks: await readWeeks(query, null),
  holidays: await readHolidays(query),
})

const workingTime: Handler<'workingTime'> = ({ database }, { reader }) =>
  database.read(reader, organisationOf)

const setWorkingTime: Handler<'setWorkingTime'> = ({ database }, { reader, body }) =>
  refusing(
    database.write(reader, async (query) => {
      await setWeek(query, null, body)
      return organisationOf(query)
    }),
  )

const addHolidayHandler: Handler<'addHoliday'> = ({ database }, { reader, body: { day, name } }) =>
  refusing(
    database.write(reader, async (query) => {
      await addHoliday(query, day, name === '' ? null : name)
      return organisationOf(query)
    }),
  )

const removeHolidayHandler: Handler<'removeHoliday'> = ({ database }, { reader, path: { holidayId } }) =>
  refusing(
    database.write(reader, async (query) => {
      await removeHoliday(query, holidayId)
      return organisationOf(query)
    }),
  )

const personCalendar: Handler<'personCalendar'> = (place, { reader, requestId, path: { personId } }) =>
  place.database.writeApart(reader, async (query) => {
    const seesAbsences = await isHersToSee(query, reader, personId)
    const isKeeper = reader.roles.includes('administrator')
    if (!seesAbsences && !isKeeper) throw new Refusal('not-found')
    await mustExist(query, personId)
    await noteLook(place, query, reader, personId, requestId, 'personCalendar')
    return calendarOf(query, personId, seesAbsences)
  })

const setPersonWeek: Handler<'setPersonWeek'> = (place, { reader, requestId, path: { personId }, body }) =>
  refusing(
    place.database.write(reader, async (query) => {
      await setWeek(query, personId, body)
      await noteLook(place, query, reader, personId, requestId, 'setPersonWeek')
      return calendarOf(query, personId, await isHersToSee(query, reader, personId))
    }),
  )

const addAbsenceHandler: Handler<'addAbsence'> = (place, { reader, requestId, path: { personId }, body }) =>
  refusing(
    place.database.write(reader, async (query) => {
      if (!(await isHersToSee(query, reader, personId))) throw new Refusal('not-found')
      await addAbsence(query, personId, body)
      await noteLook(place, query, reader, personId, requestId, 'addAbsence')
      return calendarOf(query, personId, true)
    }),
  )

const removeAbsenceHandler: Handler<'removeAbsence'> = (
  place,
  { reader, requestId, path: { personId, absenceId } },
) =>
  refusing(
    place.database.write(reader, async (query) => {
      if (!(await isHersToSee(query, reader, personId))) throw new Refusal('not-found')
      await removeAbsence(query, personId, absenceId)
      await noteLook(place, query, reader, personId, requestId, 'removeAbsence')
      return calendarOf(query, personId, true)
    }),
  )

export const workingTimeHandlers = {
  workingTime,
  setWorkingTime,
  addHoliday: addHolidayHandler,
  removeHoliday: removeHolidayHandler,
  personCalendar,
  setPersonWeek,
  addAbsence: addAbsenceHandler,
  removeAbsence: removeAbsenceHandler,
}

async function calendarOf(query: Query, personId: number, seesAbsences: boolean) {
  return {
    weeks: await readWeeks(query, personId),
    absences: seesAbsences ? await readAbsences(query, personId) : null,
  }
}

/** Days away are time of hers: she sees them, her line of management, and the owner of a machine without accounts. */
async function isHersToSee(query: Query, reader: Reader, personId: number): Promise<boolean> {
  if (reader.roles.includes('owner') || reader.personId === personId) return true
  return lineFor(await readSight(query, reader), 'time').people.includes(personId)
}

async function mustExist(query: Query, personId: number): Promise<void> {
  const row = await query
    .selectFrom('people')
    .select('person_id')
    .where('person_id', '=', personId)
    .executeTakeFirst()
  if (row === undefined) throw new Refusal('not-found')
}

async function noteLook(
  { clock }: Place,
  query: Query,
  reader: Reader,
  personId: number,
  requestId: string,
  purpose: string,
): Promise<void> {
  if (reader.personId === personId) return
  await writeJournal(query, reader, [{ personId, dataKind: 'time', purpose }], { at: clock(), requestId })
}
