// Who and which days are in the data of a period, and what to know when it stops early.
import { sql } from 'kysely'
import type { Query } from '../../model/database.ts'
import { attributionOn, ownerThen } from '../../model/attribution.ts'
import { saidDay } from '../../model/said-day.ts'
import type { Facts } from '../facts.ts'
import { isComplete } from './home.ts'
import type { Coverage } from '../measurement.ts'
import type { View } from '../view.ts'
import { scopeOf } from '../rows/counted-deals.ts'
import { words } from '../words.ts'
import { workedOut } from '../worked-out.ts'

/** Days of the period that the data covers, and the people whose deals closed in it. */
export async function coverageOf(query: Query, facts: Facts, view: View): Promise<Coverage> {
  const { period } = view
  if (facts.firstDay === null || facts.asOf === null)
    return {
      firstDay: null,
      lastDay: null,
      people: null,
      note: words('Aucune ligne ne porte de date.', 'No row carries a date.'),
    }
  const lastOfPeriod = dayBefore(period.end)
  const firstDay = facts.firstDay > period.start ? facts.firstDay : period.start
  const lastDay = facts.asOf < lastOfPeriod ? facts.asOf : lastOfPeriod
  if (firstDay > lastDay)
    return {
      firstDay: null,
      lastDay: null,
      people: null,
      note: words(
        `Les données vont du ${saidDay(facts.firstDay).fr} au ${saidDay(facts.asOf).fr} : cette période n'y est pas.`,
        `The data runs from ${saidDay(facts.firstDay).en} to ${saidDay(facts.asOf).en}: this period is not in it.`,
      ),
    }
  return {
    firstDay,
    lastDay,
    people: facts.filled.has('opportunities') ? await peopleIn(query, facts, view, lastDay) : null,
    note: noteOf(facts, view, firstDay, lastOfPeriod),
  }
}

function noteOf(facts: Facts, { period }: View, firstDay: string, lastOfPeriod: string): Coverage['note'] {
  if (period.kind === 'all') return null
  const asOf = saidDay(facts.asOf!)
  const end = saidDay(lastOfPeriod)
  if (!isComplete(period, facts.asOf!))
    return words(
      `Les données s'arrêtent le ${asOf.fr} ; la période finit le ${end.fr}.`,
      `Data stops on ${asOf.en}; the period ends on ${end.en}.`,
    )
  if (firstDay > period.start)
    return words(
      `Les données commencent le ${saidDay(firstDay).fr}, après le début de la période.`,
      `Data starts on ${saidDay(firstDay).en}, after the period began.`,
    )
  return null
}

// The same beside every metric of a page: counted once.
function peopleIn(query: Query, facts: Facts, view: View, lastDay: string): Promise<number> {
  const asked = JSON.stringify([view.scope, view.period.start, lastDay])
  return workedOut(facts, `people whose deals closed ${asked}`, () => countPeople(query, view, lastDay))
}

async function countPeople(query: Query, { scope, period }: View, lastDay: string): Promise<number> {
  const those = sql`not o.is_deleted and o.closed_on >= ${period.start}::date and o.closed_on <= ${lastDay}::date`
  // Of all the data every deal is read anyway.
  const among =
    period.kind === 'all'
      ? undefined
      : sql`array(select o.opportunity_id from opportunities as o where ${those})`
  const { rows } = await sql<{ people: number }>`
    select count(distinct deal.rep_id) as people
    from (
      select ${ownerThen} as rep_id, membership.team_id
      from opportunities as o ${attributionOn(sql`o.closed_on`, among)}
      where ${those}
    ) as deal
    where ${scopeOf(scope, 'deal')}`.execute(query)
  return rows[0]!.people
}

function dayBefore(day: string): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() - 1)
  return date.toISOString().slice(0, 10)
}
