// Working time that is due: contracts less leave and public holidays, person by person and day by day. Where nobody wrote a
// working time down, the legal week of France holds; figures say so.
import { sql } from 'kysely'
import { usualWeek } from '../../model/working-week.ts'
import { lastDayOf, type Sql } from './counted-deals.ts'
import type { MetricContext } from '../definition.ts'
import type { Period } from '../period.ts'
import { workedOut } from '../worked-out.ts'

/** Working time that one person owes in a period as a member of a team, up to the as-of day. */
export interface Due {
  readonly rep_id: number
  readonly team_id: number | null
  /** Position of the period. */
  readonly period: number
  readonly seconds: number
  /** Working days, a half-day of leave counted as half. */
  readonly days: number
}

/** What these people owe in these periods; all of the data starts on `firstDay`, an expression. */
export async function dueOf(
  context: MetricContext,
  periods: readonly Period[],
  people: readonly { readonly rep_id: number; readonly period: number }[],
  firstDay: Sql,
): Promise<(person: Pick<Due, 'rep_id' | 'team_id' | 'period'>) => Due | undefined> {
  if (people.length === 0) return () => undefined
  const bounds = await boundsOf(context, periods, firstDay)
  const calendar = await workedOut(context, 'calendar', () => readCalendar(context))
  const asked = new Map<string, { rep_id: number; period: number }>()
  for (const { rep_id, period } of people) asked.set(`${rep_id} ${period}`, { rep_id, period })
  const found = new Map<string, Due>()
  for (const { rep_id, period } of asked.values()) {
    const bound = bounds[period]
    if (bound !== undefined && bound !== null) addUp(found, calendar, rep_id, period, bound)
  }
  return (person) => found.get(idOf(person))
}

function idOf(row: Pick<Due, 'rep_id' | 'team_id' | 'period'>): string {
  return `${row.rep_id} ${row.team_id} ${row.period}`
}

/** Days are counted from 1 January 1970; `until` is the day after the last. */
interface Stretch {
  readonly from: number
  readonly until: number
}

async function boundsOf(
  { asOf, query }: MetricContext,
  periods: readonly Period[],
  firstDay: Sql,
): Promise<readonly (Stretch | null)[]> {
  let first: string | null = null
  if (periods.some((period) => period.kind === 'all')) {
    const { rows } = await sql<{ day: string | null }>`select ${firstDay} as day`.execute(query)
    first = rows[0]?.day ?? null
  }
  return periods.map((period) => {
    const last = lastDayOf(period) < asOf ? lastDayOf(period) : asOf
    const from = period.kind === 'all' ? first : period.start
    return from === null ? null : { from: dayNumber(from), until: dayNumber(last) + 1 }
  })
}

interface Schedule extends Stretch {
  /** Null where the schedule names no days. */
  readonly secondsADay: number | null
  readonly days: number
}

interface Calendar {
  readonly people: ReadonlyMap<number, Stretch>
  readonly teams: ReadonlyMap<number, readonly (Stretch & { readonly team_id: number })[]>
  /** By person; null: everybody's. */
  readonly schedules: ReadonlyMap<number | null, readonly Schedule[]>
  readonly absences: ReadonlyMap<number, readonly (Stretch & { readonly share: number })[]>
  readonly holidays: ReadonlySet<number>
  /** Working days of those without a schedule of their own, by stretch: worked out once. */
  readonly usual: Map<string, WorkingDays>
}

// Tables of a few rows a person, read once: what is due is worked out here, day by day, faster than PostgreSQL joins days.
async function readCalendar({ query }: MetricContext): Promise<Calendar> {
  const people = await query.selectFrom('people').select(['person_id', 'hired_on', 'left_on']).execute()
  const stays = await query
    .selectFrom('memberships')
    .select(['person_id', 'team_id', 'starts_on', 'ends_on'])
    .orderBy('membership_id')
    .execute()
  const { rows: schedules } = await sql<{
    person_id: number | null
    starts_on: string | null
    ends_on: string | null
    hours_per_week: number
    days_per_week: number
  }>`
    select person_id, starts_on, hours_per_week, days_per_week,
      lead(starts_on) over (partition by person_id order by starts_on nulls first) as ends_on
    from work_schedules order by person_id, starts_on nulls first, schedule_id`.execute(query)
  const absences = await query
    .selectFrom('absences')
    .select(['person_id', 'starts_on', 'ends_on', 'share'])
    .orderBy('absence_id')
    .execute()
  const holidays = await query.selectFrom('holidays').select('day').execute()
  return {
    people: new Map(people.map((row) => [row.person_id, stretch(row.hired_on, row.left_on)])),
    teams: byPerson(stays, (row) => ({ ...stretch(row.starts_on, row.ends_on), team_id: row.team_id })),
    schedules: byPerson(schedules, (row) => ({
      ...stretch(row.starts_on, row.ends_on),
      secondsADay: row.days_per_week === 0 ? null : (row.hours_per_week / row.days_per_week) * 3600,
      days: row.days_per_week,
    })),
    absences: byPerson(absences, (row) => ({ ...stretch(row.starts_on, row.ends_on), share: row.share })),
    holidays: new Set(holidays.map((row) => dayNumber(row.day))),
    usual: new Map(),
  }
}

function byPerson<Person, Row extends { readonly person_id: Person }, Kept>(
  rows: readonly Row[],
  keep: (row: Row) => Kept,
): ReadonlyMap<Person, readonly Kept[]> {
  const found = new Map<Person, Kept[]>()
  for (const row of rows) {
    const list = found.get(row.person_id)
    if (list === undefined) found.set(row.person_id, [keep(row)])
    else list.push(keep(row))
  }
  return found
}

/** Adds up the working days of a person; days off, public holidays and days outside of her time here are left out. */
function addUp(
  found: Map<string, Due>,
  calendar: Calendar,
  rep_id: number,
  period: number,
  all: Stretch,
): void {
  const here = calendar.people.get(rep_id)
  if (here === undefined) return
  const away = calendar.absences.get(rep_id) ?? []
  const stays = calendar.teams.get(rep_id) ?? []
  const working = workingDays(calendar, rep_id, all)
  const sums = new Map<number | null, { seconds: number; days: number }>()
  const note = () => {
    for (const [team_id, sum] of sums)
      found.set(idOf({ rep_id, team_id, period }), { rep_id, team_id, period, ...sum })
  }
  // Most people are here all along, in one team, and never away: what they owe is what all working days come to.
  const theirs = stays.filter((one) => meets(one, all))
  const isOne = theirs.length === 0 || (theirs.length === 1 && covers(theirs[0]!, all))
  if (isOne && covers(here, all) && !away.some((one) => meets(one, all))) {
    const { seconds, days } = working
    if (days.length > 0) sums.set(theirs[0]?.team_id ?? null, { seconds, days: days.length })
    note()
    return
  }
  for (const { day, seconds } of working.days) {
    if (!holds(here, day)) continue
    let share = 0
    for (const absence of away) if (holds(absence, day)) share += absence.share
    const days = Math.max(0, 1 - share)
    const team_id = on(stays, day)?.team_id ?? null
    const sum = sums.get(team_id) ?? { seconds: 0, days: 0 }
    sums.set(team_id, sum)
    sum.seconds += seconds * days
    sum.days += days
  }
  note()
}

interface WorkingDay {
  readonly day: number
  /** Of a whole day of work. */
  readonly seconds: number
}

interface WorkingDays {
  readonly days: readonly WorkingDay[]
  /** All of them together. */
  readonly seconds: number
}

/** The days of a stretch on which somebody's schedule has her work. Who has none of her own shares those of everybody. */
function workingDays(calendar: Calendar, rep_id: number, { from, until }: Stretch): WorkingDays {
  const own = calendar.schedules.get(rep_id)
  const id = `${from} ${until}`
  const known = own === undefined ? calendar.usual.get(id) : undefined
  if (known !== undefined) return known
  const everybody = calendar.schedules.get(null) ?? []
  const days: WorkingDay[] = []
  for (let day = from; day < until; day++) {
    const mine = own === undefined ? undefined : on(own, day)
    const usual = on(everybody, day)
    const daysAWeek = Math.ceil(mine?.days ?? usual?.days ?? usualWeek.days)
    if (isoWeekday(day) > daysAWeek || calendar.holidays.has(day)) continue
    const seconds = mine?.secondsADay ?? usual?.secondsADay ?? (usualWeek.hours / usualWeek.days) * 3600
    days.push({ day, seconds })
  }
  const found = { days, seconds: days.reduce((sum, { seconds }) => sum + seconds, 0) }
  if (own === undefined) calendar.usual.set(id, found)
  return found
}

function stretch(from: string | null, until: string | null): Stretch {
  return {
    from: from === null ? -Infinity : dayNumber(from),
    until: until === null ? Infinity : dayNumber(until),
  }
}

function holds({ from, until }: Stretch, day: number): boolean {
  return from <= day && day < until
}

function covers(one: Stretch, other: Stretch): boolean {
  return one.from <= other.from && other.until <= one.until
}

function meets(one: Stretch, other: Stretch): boolean {
  return one.from < other.until && other.from < one.until
}

function on<Of extends Stretch>(stretches: readonly Of[], day: number): Of | undefined {
  return stretches.find((one) => holds(one, day))
}

function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 86_400_000
}

/** Monday 1 to Sunday 7; 1 January 1970 was a Thursday. */
function isoWeekday(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1
}
