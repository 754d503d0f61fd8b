// The working time that people owe in the first week of March 2026, Monday 2 to Friday 6, one reason for less of it at a time.
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { housekeeper } from '../../model/reader.ts'
import { freshDatabase } from '../../test/database.ts'
import { fill, idOf } from '../../test/fill.ts'
import { tell } from '../../test/story.ts'
import type { MetricContext } from '../definition.ts'
import { parsePeriod } from '../period.ts'
import { organisation } from '../scope.ts'
import { dueOf } from './working-time.ts'

const period = parsePeriod('2026-03')!
const [tuesday, wednesday, thursday, friday] = ['2026-03-03', '2026-03-04', '2026-03-05', '2026-03-06']

async function owed(
  rows: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> = {},
  change: { readonly hired?: string; readonly left?: string } = {},
  team: string | readonly string[] = 'North',
) {
  const database = await freshDatabase()
  await tell(database, { people: { Ada: team } })
  const ada = await idOf(database, 'people', 'Ada')
  for (const [table, list] of Object.entries(rows))
    await fill(
      database,
      table as 'absences',
      list
        .map((row) => ({ ...row, ...('person' in row && { person_id: ada, person: undefined }) }))
        .map(withoutEmpty),
    )
  return database.write(housekeeper, async (query) => {
    await query
      .updateTable('people')
      .set({ hired_on: change.hired ?? null, left_on: change.left ?? null })
      .where('person_id', '=', ada)
      .execute()
    const context: MetricContext = {
      query,
      scope: organisation,
      period,
      // Saturday and Sunday are known too, and owed by nobody.
      asOf: '2026-03-08',
      settings: { name: 'x', timeZone: 'Europe/Paris', fiscalStart: 1, currency: 'EUR' },
      seen: 'everybody',
      filled: new Set<string>(),
    }
    const due = await dueOf(context, [period], [{ rep_id: ada, period: 0 }], sql`null::date`)
    const { rows: teams } = await sql<{ team_id: number }>`select team_id from teams order by name`.execute(
      query,
    )
    return teams.map(({ team_id }) => {
      const found = due({ rep_id: ada, team_id, period: 0 })
      return [found?.days ?? 0, (found?.seconds ?? 0) / 3600]
    })
  })
}

function withoutEmpty(row: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined))
}

test('where nobody says otherwise, five days of seven hours', async () => {
  expect(await owed()).toEqual([[5, 35]])
})

test('leave: two days away, and half a day', async () => {
  const absences = [
    { person: 'Ada', starts_on: tuesday, ends_on: thursday, share: 1 },
    { person: 'Ada', starts_on: thursday, ends_on: friday, share: 0.5 },
  ]
  expect(await owed({ absences })).toEqual([[2.5, 17.5]])
})

test('leave that ended the day before, or starts the day after, takes nothing', async () => {
  const absences = [
    { person: 'Ada', starts_on: '2026-02-20', ends_on: '2026-03-01', share: 1 },
    { person: 'Ada', starts_on: '2026-03-09', ends_on: '2026-03-12', share: 1 },
  ]
  expect(await owed({ absences })).toEqual([[5, 35]])
  const monday = [{ person: 'Ada', starts_on: '2026-02-20', ends_on: tuesday, share: 1 }]
  expect(await owed({ absences: monday })).toEqual([[4, 28]])
})

test('part-time: four days a week, Friday is owed by nobody', async () => {
  const work_schedules = [{ person: 'Ada', starts_on: null, hours_per_week: 28, days_per_week: 4 }]
  expect(await owed({ work_schedules })).toEqual([[4, 28]])
})

test('part-time from Wednesday on: two days of seven hours, three of half as many', async () => {
  const work_schedules = [
    { person: 'Ada', starts_on: null, hours_per_week: 35, days_per_week: 5 },
    { person: 'Ada', starts_on: wednesday, hours_per_week: 17.5, days_per_week: 5 },
  ]
  expect(await owed({ work_schedules })).toEqual([[5, 24.5]])
})

test('the week of the house holds for who has none of her own', async () => {
  const work_schedules = [{ person_id: null, starts_on: null, hours_per_week: 39, days_per_week: 5 }]
  expect(await owed({ work_schedules })).toEqual([[5, 39]])
})

test('a public holiday is owed by nobody, and takes no leave', async () => {
  const holidays = [{ day: friday, name: 'Saint' }]
  expect(await owed({ holidays })).toEqual([[4, 28]])
  const absences = [{ person: 'Ada', starts_on: thursday, ends_on: '2026-03-07', share: 1 }]
  expect(await owed({ holidays, absences })).toEqual([[3, 21]])
})

test('nothing is owed before the day of hire, nor from the day of departure', async () => {
  expect(await owed({}, { hired: wednesday })).toEqual([[3, 21]])
  expect(await owed({}, { left: wednesday })).toEqual([[2, 14]])
})

test('who changes teams owes to each what falls in her time there', async () => {
  expect(await owed({}, {}, [`North until ${thursday}`, 'South'])).toEqual([
    [3, 21],
    [2, 14],
  ])
})
