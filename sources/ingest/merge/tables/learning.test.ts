// Files of courses and workshops: what they become, as rows that a person can check, and what a later file changes.
import { describe, expect, test } from 'vitest'
import { owner } from '../../../../model/reader.ts'
import { freshDatabase } from '../../../../test/database.ts'
import { clock, deliver, rowsOf } from '../../../../test/deliver.ts'
import { oneOfEach } from '../../../../test/one-of-each.ts'
import { undoImport } from '../../index.ts'

const people = { 'people.csv': oneOfEach['people.csv']! }

describe('courses and workshops', async () => {
  const database = await freshDatabase()
  await deliver(database, people)

  test('a course that only results name is made by its name, and is the one that a later list describes', async () => {
    const report = await deliver(database, {
      'results.csv': `person,course,completed_on,training_score
lea@example.com,Négociation,2026-02-05,80
tom@example.com, NEGOCIATION ,2026-02-06,65
`,
    })
    expect(report.findings.find(({ code }) => code === 'CREATED_BY_NAME')?.sentence.fr).toContain(
      'Négociation',
    )
    const courses = () => rowsOf(database, 'select name, kind, external_id, hours from courses')
    expect(await courses()).toEqual([
      { name: 'Négociation', kind: 'course', external_id: 'name:negociation', hours: null },
    ])
    const list = await deliver(database, {
      'formations.csv':
        'id_formation;nom_formation;sorte_formation;heures\nC-1;Négociation;certification;7\n',
    })
    expect(list.files[0]).toMatchObject({ added: 0, changed: 1 })
    expect(await courses()).toEqual([
      { name: 'Négociation', kind: 'certification', external_id: 'C-1', hours: 7 },
    ])
    expect(
      await rowsOf(
        database,
        'select r.score, c.name from training_results as r join courses as c on c.course_id = r.course_id order by 1',
      ),
    ).toEqual([
      { score: 0.65, name: 'Négociation' },
      { score: 0.8, name: 'Négociation' },
    ])
    await undoImport(database, owner, list.importId, { now: clock })
    expect((await courses())[0]).toMatchObject({ external_id: 'name:negociation', kind: 'course' })
  })

  test('people at a workshop of which nobody knows the day are refused; two of one name are told apart by it', async () => {
    const files = {
      'ateliers.csv': 'workshop_id,workshop_name,held_on\nS-1,Closing,2026-01-15\nS-2,Closing,2026-02-15\n',
      'presences.csv': `workshop,held_on,person,has_attended
Closing,2026-02-15,lea@example.com,yes
S-1,,lea@example.com,yes
Closing,,tom@example.com,yes
Objections,,tom@example.com,yes
`,
    }
    const report = await deliver(database, files)
    expect(report.files[1]?.errors.map(({ row, code, value }) => [row, code, value])).toEqual([
      [4, 'REFERENCE_UNKNOWN', 'Closing'],
      [5, 'REFERENCE_UNKNOWN', 'Objections'],
    ])
    expect(
      await rowsOf(
        database,
        `select w.external_id, w.held_on, a.is_invited, a.has_attended from workshop_attendances as a
         join workshops as w on w.workshop_id = a.workshop_id order by 1`,
      ),
    ).toEqual([
      { external_id: 'S-1', held_on: '2026-01-15', is_invited: true, has_attended: true },
      { external_id: 'S-2', held_on: '2026-02-15', is_invited: true, has_attended: true },
    ])
  })
})
