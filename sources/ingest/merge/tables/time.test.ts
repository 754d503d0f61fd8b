// Files of time: what they become, as rows that a person can check, and what a later file changes.
import { describe, expect, test } from 'vitest'
import { owner } from '../../../../model/reader.ts'
import { changeSettings } from '../../../../model/settings.ts'
import { freshDatabase } from '../../../../test/database.ts'
import { clock, deliver, rowsOf, stageTexts, wholeModel } from '../../../../test/deliver.ts'
import { oneOfEach } from '../../../../test/one-of-each.ts'
import { undoImport } from '../../index.ts'

const people = { 'people.csv': oneOfEach['people.csv']! }

describe('time', async () => {
  const database = await freshDatabase()
  await deliver(database, people)

  const pieces = () =>
    rowsOf(
      database,
      `select p.display_name as who, a.day, a.category, a.basis, a.seconds / 60 as minutes, a.tool
       from activities as a join people as p on p.person_id = a.rep_id order by a.day, a.external_id, a.activity_id`,
    )

  test('an interval over midnight is two rows, a length without hours one; a corrected end replaces both', async () => {
    const file = (end: string) =>
      `event_id,rep_email,activity,started_at,ended_at,day,hours,tool
N-1,tom@example.com,travel,2026-03-28 23:00:00,${end},,,train
N-2,lea@example.com,CRM,,,2026-03-28,"0.5",
`
    const first = await deliver(database, { 'time.csv': file('2026-03-29 03:30:00') })
    // The clocks skip an hour at two: three and a half hours by the clock are two and a half.
    expect(await pieces()).toEqual([
      {
        who: 'Tom Durand',
        day: '2026-03-28',
        category: 'travel',
        basis: 'captured',
        minutes: 60,
        tool: 'train',
      },
      { who: 'Léa Martin', day: '2026-03-28', category: 'crm', basis: 'declared', minutes: 30, tool: null },
      {
        who: 'Tom Durand',
        day: '2026-03-29',
        category: 'travel',
        basis: 'captured',
        minutes: 150,
        tool: 'train',
      },
    ])
    expect(first.files[0]).toMatchObject({ accepted: 2, added: 2 })
    const before = await wholeModel(database)
    const second = await deliver(database, { 'time.csv': file('2026-03-28 23:45:00') })
    expect(second.files[0]).toMatchObject({ added: 0, changed: 1, unchanged: 1 })
    expect((await pieces()).filter(({ who }) => who === 'Tom Durand')).toMatchObject([
      { day: '2026-03-28', minutes: 45 },
    ])
    await undoImport(database, owner, second.importId, { now: clock })
    expect(await wholeModel(database)).toEqual(before)
    await undoImport(database, owner, first.importId, { now: clock })
  })

  // On the Azores one o'clock becomes midnight again: the day begins before the midnight that a database finds there.
  test('a piece within the hour that a night repeats after midnight is one part, and so is a moment', async () => {
    const azores = await freshDatabase()
    await azores.write(owner, (query) => changeSettings(query, { timeZone: 'Atlantic/Azores' }, clock()))
    await deliver(azores, people)
    await deliver(azores, {
      'time.csv': `event_id,rep_email,activity,started_at,ended_at
N-1,tom@example.com,call,2025-10-26T00:10:00Z,2025-10-26T00:40:00Z
N-2,tom@example.com,call,2025-10-27T09:00:00Z,2025-10-27T09:00:00Z
N-3,tom@example.com,call,2025-10-28T00:30:00Z,2025-10-28T01:30:00Z
`,
    })
    expect(
      await rowsOf(azores, 'select external_id as id, day, seconds from activities order by 1, 2'),
    ).toEqual([
      { id: 'N-1', day: '2025-10-26', seconds: 1800 },
      { id: 'N-2', day: '2025-10-27', seconds: 0 },
      { id: 'N-3', day: '2025-10-27', seconds: 1800 },
      { id: 'N-3', day: '2025-10-28', seconds: 1800 },
    ])
  })

  test('what a length cannot be is refused, with its cell', async () => {
    const report = await stageTexts(database, {
      'temps.csv': `commercial;activite;debut_le;fin_le;jour;minutes
lea@example.com;saisie;;;2026-03-02;
lea@example.com;saisie;;;2026-03-02;1500
lea@example.com;saisie;;;2026-03-02;-5
lea@example.com;saisie;2026-03-02 09:00;2026-03-03 10:00;;
lea@example.com;projet Atlas;;;2026-03-02;30
;saisie;;;2026-03-02;30
lea@example.com;saisie;;;2026-03-02;30
`,
    })
    expect(report.files[0]?.errors.map(({ row, code, column }) => [row, code, column])).toEqual([
      [2, 'VALUE_REQUIRED', 'minutes'],
      [3, 'DURATION_TOO_LONG', 'minutes'],
      [4, 'NUMBER_OUT_OF_RANGE', 'minutes'],
      [5, 'DURATION_TOO_LONG', 'fin_le'],
      [6, 'VALUE_UNKNOWN', 'activite'],
      [7, 'VALUE_REQUIRED', 'commercial'],
    ])
    expect(report.files[0]?.errors[4]?.sentence.fr).toContain('saisie dans le crm')
  })

  test('absences end on the day after their last, and working times have their defaults', async () => {
    await deliver(database, {
      'absences.csv':
        'absence_id,person,first_day,last_day,share_of_day\nV-1,tom@example.com,2026-05-04,2026-05-08,\nV-2,tom@example.com,2026-05-11,,50%\n',
      'horaires.csv': 'personne;a_partir_du;heures_par_semaine;jours_par_semaine\n;;35;\n',
    })
    expect(await rowsOf(database, 'select starts_on, ends_on, share from absences order by 1')).toEqual([
      { starts_on: '2026-05-04', ends_on: '2026-05-09', share: 1 },
      { starts_on: '2026-05-11', ends_on: '2026-05-12', share: 0.5 },
    ])
    expect(
      await rowsOf(
        database,
        'select person_id, starts_on, hours_per_week, days_per_week from work_schedules',
      ),
    ).toEqual([{ person_id: null, starts_on: null, hours_per_week: 35, days_per_week: 5 }])
  })
})
