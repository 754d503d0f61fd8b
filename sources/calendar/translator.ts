// A calendar file among delivered files: each event is a record, and what took place becomes pieces of time of the calendar's owner.
// Titles, places and people are read over in memory and go no further.
import { sql } from 'kysely'
import type { Query } from '../../model/database.ts'
import { readHostList } from '../../model/host-lists.ts'
import { isAddress } from '../../model/people-map.ts'
import { foldName } from '../../model/names.ts'
import {
  type ByteSource,
  type RawRecord,
  refuseFile,
  type RowFault,
  type Table,
  type Translator,
} from '../files/reading/index.ts'
import { settleText } from '../files/reading/settle-text.ts'
import { type KnownAccount, type KnownParties, readKnownParties } from '../mail/known.ts'
import { accountOfMeeting } from './account.ts'
import { type Calendar, CalendarCut, readCalendar } from './calendar.ts'
import { type Circle, companyDomains } from './circle.ts'
import type { CalendarEvent, EventFault } from './event.ts'
import { type CountedTime, countTime, type Piece } from './pieces.ts'
import { calendarReason, calendarRemarks } from './remarks.ts'

export interface CalendarsAbout {
  readonly timeZone: string
  readonly now: () => Date
  /** Whose calendar it is, as whoever brings it says; null when she does not. */
  readonly person: string | null
  readonly readPeople: () => Promise<CompanyPeople>
}

/** Who the company is, to tell whose calendar it is and who is a customer. */
export interface CompanyPeople {
  readonly people: readonly {
    readonly personId: number
    readonly name: string
    readonly email: string | null
  }[]
  readonly addresses: readonly { readonly personId: number; readonly email: string }[]
  readonly domains: readonly string[]
  /** Which accounts are known by the domain of an address. */
  readonly known: Pick<KnownParties, 'accountOf'>
}

const header = ['UID', 'DTSTART', 'DTEND', 'RRULE'] as const
const given = ['externalId', 'rep', 'category', 'startedAt', 'endedAt', 'basis', 'tool', 'account'] as const
/** Calendars are held whole in memory. */
const largest = 100 * 1024 ** 2
/** Before the year 2000 nothing is a date of ours. */
const earliest = Date.UTC(2000, 0, 1)

export function calendarTranslator(about: CalendarsAbout): Translator {
  return {
    kind: 'calendar',
    claims: ({ kind }) => kind === 'ics',
    open: async (source) => [await openCalendar(source, about)],
  }
}

async function openCalendar(source: ByteSource, about: CalendarsAbout): Promise<Table> {
  const settled = await settleText(source)
  if (settled.bytes > largest)
    throw refuseFile('FILE_TOO_LARGE', { detail: { bytes: settled.bytes, limit: largest } })
  const calendar = await whole(settled.text())
  const company = await about.readPeople()
  const owner = ownerOf(calendar, about.person, company, source.name)
  const now = about.now().getTime()
  const circle = circleOf(owner.written, company)
  const counted = countTime(calendar, {
    from: earliest,
    to: now,
    now,
    timeZone: about.timeZone,
    circle,
  })
  return {
    name: source.name,
    origin: 'translated',
    encoding: settled.encoding,
    delimiter: null,
    calendar: 1900,
    warnings: [
      ...settled.warnings,
      ...counted.ambiguous.map((uid) => ({
        code: 'TIME_AMBIGUOUS' as const,
        row: 0,
        value: uid,
        detail: {},
      })),
    ],
    header,
    headerRow: 0,
    titleLines: [],
    isHidden: false,
    hiddenColumns: [],
    gives: [{ entity: 'activities', header: given }],
    reason: calendarReason,
    remarks: calendarRemarks(counted, calendar, owner),
    ...(owner.isSaid ? {} : { placeholders: [owner.written] }),
    async *records() {
      yield {
        rows: [...recordsOf(counted, owner, (event) => accountOfMeeting(event, circle, company.known))],
        end: {
          records: calendar.count,
          duplicates: counted.duplicates,
          leftOut: [],
          emptyRows: 0,
          checks: [
            {
              code: 'minutes',
              name: { fr: 'Minutes comptées', en: 'Minutes counted' },
              value: String(
                Math.round(counted.pieces.reduce((sum, { start, end }) => sum + end - start, 0) / 60_000),
              ),
            },
          ],
        },
      }
    },
  }
}

/** @throws FileRefused when the calendar is cut */
async function whole(text: AsyncIterable<string>): Promise<Calendar> {
  try {
    return await readCalendar(text)
  } catch (error) {
    if (error instanceof CalendarCut) throw refuseFile('ICS_CORRUPT', { line: error.line })
    throw error
  }
}

/** Sound events with their pieces, and those at fault, in the order of the file. */
function* recordsOf(
  counted: CountedTime,
  owner: Owner,
  accountOfEvent: (event: CalendarEvent) => KnownAccount | null,
): Generator<RawRecord> {
  const faults = new Map(counted.faults.map((fault) => [fault.row, fault]))
  const pieces = new Map<number, Piece[]>()
  for (const piece of counted.pieces) {
    const same = pieces.get(piece.event)
    if (same === undefined) pieces.set(piece.event, [piece])
    else same.push(piece)
  }
  const sound = new Map(counted.accepted.map((event) => [event.number, event]))
  const numbers = [...faults.keys(), ...sound.keys()].toSorted((a, b) => a - b)
  for (const row of numbers) {
    const fault = faults.get(row)
    if (fault !== undefined) {
      yield {
        row,
        line: row,
        cells: header.map((name) => (name === fault.column ? (fault.value ?? '') : '')),
        faults: [rowFault(fault)],
      }
      continue
    }
    const event = sound.get(row)!
    const account = accountOfEvent(event)?.name ?? ''
    yield {
      row,
      line: row,
      cells: [event.uid, '', '', ''],
      given: (pieces.get(row) ?? []).map(({ id, category, start, end }) => ({
        to: 0,
        // One meeting stands in the calendars of all who come: of each it is her own piece of time.
        cells: [
          owner.isSaid ? `${id} ${owner.written}` : id,
          owner.written,
          category,
          new Date(start).toISOString(),
          new Date(end).toISOString(),
          'captured',
          'calendar',
          account,
        ],
      })),
    }
  }
}

function rowFault({ row, code, column, value }: EventFault): RowFault {
  const index = header.indexOf(column as (typeof header)[number])
  return {
    code,
    row,
    line: row,
    ...(column === undefined || index === -1 ? {} : { column, index }),
    ...(value === undefined ? {} : { value }),
    detail: { reason: code === 'TIME_ZONE_UNKNOWN' ? 'unknown' : 'empty' },
  }
}

export interface Owner {
  /** As a cell that names a person. */
  readonly written: string
  /** Somebody said it, or the file does; else the name stands for whoever it is. */
  readonly isSaid: boolean
}

/** The calendar's owner: said, or its own name, or the one colleague who is part of everything that has attendees. */
function ownerOf(calendar: Calendar, said: string | null, company: CompanyPeople, file: string): Owner {
  if (said !== null && said.trim() !== '') return { written: said.trim(), isSaid: true }
  const name = calendar.name.trim()
  if (isAddress(name)) return { written: name.toLowerCase(), isSaid: true }
  const known = company.people.filter((person) => foldName(person.name) === foldName(name))
  if (name !== '' && known.length === 1) return { written: known[0]!.email ?? name, isSaid: true }
  const common = commonAddress(calendar, company)
  if (common !== null) return { written: common, isSaid: true }
  return {
    written:
      file
        .replace(/^.*\//, '')
        .replace(/\.[A-Za-z0-9]{1,5}$/, '')
        .slice(0, 100) || 'calendar',
    isSaid: false,
  }
}

function commonAddress(calendar: Calendar, { people, addresses }: CompanyPeople): string | null {
  const ours = new Set([
    ...people.flatMap(({ email }) => email?.toLowerCase() ?? []),
    ...addresses.map(({ email }) => email),
  ])
  const met = calendar.events
    .filter(({ attendees }) => attendees.length > 0)
    .map(
      ({ attendees, organizer }) =>
        new Set([...attendees.map(({ email }) => email), ...(organizer === null ? [] : [organizer])]),
    )
  if (met.length < 2) return null
  const always = [...met[0]!].filter((email) => ours.has(email) && met.every((one) => one.has(email)))
  return always.length === 1 ? always[0]! : null
}

function circleOf(owner: string, { people, addresses, domains }: CompanyPeople): Circle {
  const email = owner.toLowerCase()
  const found =
    people.find((person) => person.email?.toLowerCase() === email) ??
    people.find((person) => foldName(person.name) === foldName(owner))
  const hers = addresses.filter(({ personId }) => personId === found?.personId).map((one) => one.email)
  return {
    owner: new Set([email, ...(found?.email == null ? [] : [found.email.toLowerCase()]), ...hers]),
    domains: companyDomains(
      domains,
      people.flatMap((person) => person.email ?? []),
    ),
  }
}

/** The people of the company as a translator needs them. */
export async function readCompanyPeople(query: Query): Promise<CompanyPeople> {
  const { rows: people } = await sql<{ personId: number; name: string; email: string | null }>`
    select person_id as "personId", display_name as name, email from people where not is_provisional`.execute(
    query,
  )
  const { rows: addresses } = await sql<{ personId: number; email: string }>`
    select person_id as "personId", value_key as email from person_identities where kind = 'email'`.execute(
    query,
  )
  const known = await readKnownParties(query)
  return {
    people,
    addresses,
    domains: await readHostList(query, 'company-domains'),
    known,
  }
}
