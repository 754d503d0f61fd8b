// A person's own time over the API: she sends, sees, keeps and takes back what is hers. Not even an administrator does it for her.
import { Readable } from 'node:stream'
import type { Query } from '../../model/database.ts'
import { salesCategories } from '../../sources/activitywatch/preset.ts'
import { sentenceOf } from '../../sources/ingest/staging/table-work.ts'
import { aboutCalendar, type CalendarReading, knownHours } from '../../sources/own-time/calendar.ts'
import { choicesOf, noteChoice, revokeChoice } from '../../sources/own-time/choices.ts'
import { mondayOf } from '../../sources/own-time/days.ts'
import { heldTime } from '../../sources/own-time/held.ts'
import { removeOwnTime, replaceOwnTime } from '../../sources/own-time/keep.ts'
import { keepTracker, type TrackerReading, TotalsRefused } from '../../sources/own-time/tracker.ts'
import { declareWeek, readWeek } from '../../sources/own-time/week.ts'
import { Refusal } from '../errors/errors.ts'
import { FileAnswer, type Handler } from '../handler.ts'
import { bytesInMemory, readOwnFile } from '../uploads/own-files.ts'
import { expectHerself, momentOf } from '../own-person.ts'
import { addOwnMailbox, changeOwnMailbox, mailboxesOf, removeOwnMailbox } from './own-mailboxes.ts'
import { addOwnCalendar, calendarsOf, removeOwnCalendar } from './own-calendars.ts'

const mostFaults = 20

const ownTime: Handler<'ownTime'> = async (place, { reader, path: { personId }, query }) => {
  expectHerself(reader, personId)
  const { today } = await momentOf(place, reader)
  return place.database.read(reader, async (read) => ({
    today,
    days: await heldTime(read, personId, { before: query.before ?? null, limit: query.limit }),
    choices: await choicesOf(read, personId),
    calendars: await calendarsOf(read, personId),
    mailboxes: (await mailboxesOf(read, personId)).map((mailbox) => ({
      ...mailbox,
      running: place.runs.progressOf(mailbox.connectionId),
    })),
  }))
}

const readOwnTracker: Handler<'readOwnTracker'> = async (place, { reader, path: { personId }, bytes }) => {
  expectHerself(reader, personId)
  const { timeZone, now } = await momentOf(place, reader)
  const known = await place.database.read(reader, (query) => knownHours(query, personId))
  const about = { timeZone, now: now.getTime(), known }
  const found = (await readOwnFile({
    kind: 'tracker',
    bytes: await bytesInMemory(bytes),
    about,
  })) as TrackerReading
  return {
    ...found,
    totals: found.totals.map(({ seconds, ...total }) => ({ ...total, minutes: Math.round(seconds / 60) })),
    ...faultsOf(found.faults),
  }
}

const keepOwnTracker: Handler<'keepOwnTracker'> = async (place, { reader, path: { personId }, body }) => {
  expectHerself(reader, personId)
  const moment = await momentOf(place, reader)
  return refusing(place.database.write(reader, (query) => keepTracker(query, personId, body.totals, moment)))
}

const readOwnCalendar: Handler<'readOwnCalendar'> = async (
  place,
  { reader, path: { personId }, query, bytes },
) => {
  expectHerself(reader, personId)
  const { timeZone, now } = await momentOf(place, reader)
  const known = await place.database.read(reader, (read) => aboutCalendar(read, personId))
  const about = { timeZone, now: now.getTime(), ...known }
  const found = (await readOwnFile({
    kind: 'calendar',
    bytes: await bytesInMemory(bytes),
    about,
  })) as CalendarReading
  const kept =
    query.keep === 'yes'
      ? await place.database.write(reader, (write) => keepCalendar(write, personId, found, now))
      : null
  return {
    ...found,
    totals: found.totals.map(({ seconds, ...total }) => ({ ...total, minutes: Math.round(seconds / 60) })),
    ...faultsOf(found.faults),
    kept,
  }
}

async function keepCalendar(query: Query, personId: number, found: CalendarReading, now: Date) {
  await noteChoice(query, personId, 'calendar', now)
  return replaceOwnTime(
    query,
    {
      personId,
      source: `own calendar ${found.digest}`,
      basis: 'captured',
      tool: 'calendar',
      days: { from: found.from, to: found.to },
    },
    found.rows,
  )
}

const ownWeek: Handler<'ownWeek'> = async (place, { reader, path: { personId }, query }) => {
  expectHerself(reader, personId)
  const { today } = await momentOf(place, reader)
  const thisMonday = mondayOf(today)
  const monday = mondayOf(query.monday ?? today)
  return {
    monday,
    thisMonday,
    lines: await place.database.read(reader, (read) => readWeek(read, personId, monday)),
  }
}

const declareOwnWeek: Handler<'declareOwnWeek'> = async (place, { reader, path: { personId }, body }) => {
  expectHerself(reader, personId)
  const moment = await momentOf(place, reader)
  return refusing(place.database.write(reader, (query) => declareWeek(query, personId, body, moment)))
}

const removeOwnTimeHandler: Handler<'removeOwnTime'> = (
  { database, clock },
  { reader, path: { personId }, body },
) => {
  expectHerself(reader, personId)
  return database.write(reader, async (query) => ({
    removed:
      'way' in body
        ? await revokeChoice(query, personId, body.way, clock())
        : await removeOwnTime(query, personId, { day: body.day }),
  }))
}

const trackerCategories: Handler<'trackerCategories'> = async () =>
  new FileAnswer(
    'aw-category-export-douze-sales.json',
    'application/json',
    Readable.from([`${JSON.stringify(salesCategories, null, 2)}\n`], { objectMode: false }),
  )

export const ownTimeHandlers = {
  ownTime,
  readOwnTracker,
  keepOwnTracker,
  readOwnCalendar,
  addOwnCalendar,
  removeOwnCalendar,
  addOwnMailbox,
  changeOwnMailbox,
  removeOwnMailbox,
  ownWeek,
  declareOwnWeek,
  removeOwnTime: removeOwnTimeHandler,
  trackerCategories,
}

interface Fault {
  readonly row: number
  readonly code: string
  readonly column?: string | undefined
}

/** The first faults in words; a value is never quoted. */
function faultsOf(faults: readonly Fault[]) {
  return {
    rejected: faults.length,
    faults: faults.slice(0, mostFaults).map(({ row, code, column }) => ({
      row,
      code,
      column: column ?? null,
      sentence: sentenceOf({ code: code as 'DATE_INVALID', row, line: 0, value: column ?? '…', detail: {} }),
    })),
  }
}

async function refusing<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work
  } catch (error) {
    if (error instanceof TotalsRefused) throw new Refusal('refused', { words: error.words })
    throw error
  }
}
