// Lists of an HR department and of its training, as they come: what is read with an assumption is said.
import { expect, test } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import { deliver, rowsOf } from '../../test/deliver.ts'

const staff = (...lines: string[]) =>
  ['EmpID,FirstName,LastName,ADEmail,Title,DepartmentType', ...lines, ''].join('\n')
const two = [
  '1,Ada,Lind,ada@ours.example,Area Sales Manager,Sales',
  '2,Bob,Roy,bob@ours.example,Technician,Executive Office',
]

test('nobody sells by the titles: the report says so, and the department may be read as the job', async () => {
  const database = await freshDatabase()
  const jobs = 'select display_name as name, job from people order by 1'
  const report = await deliver(database, { 'staff.csv': staff(...two) })
  const said = report.findings.find(({ code }) => code === 'NOBODY_SELLS')
  expect(said?.sentence.en).toContain('“Area Sales Manager”, “Technician”')
  const again = await deliver(
    database,
    { 'staff.csv': staff(...two) },
    { corrections: { 'staff.csv': { columns: { DepartmentType: 'job' } } } },
  )
  expect(again.findings.map(({ code }) => code)).not.toContain('NOBODY_SELLS')
  expect(await rowsOf(database, jobs)).toEqual([
    { name: 'Ada Lind', job: 'rep' },
    { name: 'Bob Roy', job: 'leader' },
  ])
})

test('an e-mail that is no address is left empty where an id tells who it is, and refuses the row where none does', async () => {
  const database = await freshDatabase()
  const report = await deliver(database, {
    'staff.csv': staff(
      ...['Cy', 'Dee', 'Eve', 'Flo', 'Gil'].map(
        (name, at) => `${at + 9},${name},Roy,${name}@ours.example,Sales Rep,Sales`,
      ),
      '1,Ada,Lind,ada k.lind@ours.example,Sales Rep,Sales',
      ',Bob,Roy,bob k.roy@ours.example,Sales Rep,Sales',
    ),
  })
  expect(report.files[0]).toMatchObject({ accepted: 6, rejected: 1 })
  expect(report.files[0]?.errors).toMatchObject([{ row: 8, code: 'EMAIL_INVALID' }])
  expect(report.files[0]?.warnings.find(({ code }) => code === 'EMAILS_LEFT_OUT')?.sentence.fr).toContain(
    ': 1.',
  )
  expect(
    await rowsOf(database, 'select display_name as name, email from people where email is null'),
  ).toEqual([{ name: 'Ada Lind', email: null }])
})

test('two ids with one e-mail are one person, and the report names them', async () => {
  const database = await freshDatabase()
  const report = await deliver(database, {
    'staff.csv': staff(
      '1,Ada,Lind,ada@ours.example,Sales Rep,Sales',
      '2,Ada,Lind,ADA@ours.example,Sales Rep,Sales',
    ),
  })
  expect(report.findings.find(({ code }) => code === 'IDS_SHARE_EMAIL')?.sentence.en).toContain('(1, 2)')
  expect(await rowsOf(database, 'select count(*)::int as n from people')).toEqual([{ n: 1 }])
})

const training = (...lines: string[]) =>
  [
    'Employee Email,Training Date,Training Program Name,Training Outcome,Training Duration(Days)',
    ...lines,
    '',
  ].join('\n')
const results = `select assigned_on::text as assigned, completed_on::text as completed, is_passed as passed, seconds
  from training_results order by seconds`

test('days of training are working days; a day beside what is not finished is when it was held', async () => {
  const database = await freshDatabase()
  const files = {
    'training.csv': training(
      'ada@ours.example,2026-01-05,Pitch,Passed,2',
      'ada@ours.example,2026-02-05,Law,Incomplete,0.5',
    ),
    'staff.csv': staff(...two),
  }
  const report = await deliver(database, files)
  const ofTraining = ({ files: all }: typeof report) =>
    all.find(({ entity }) => entity === 'training-results')
  const warned = ofTraining(report)?.warnings.find(({ code }) => code === 'DAYS_AS_HOURS')
  expect(warned?.sentence.en).toContain('7 hours a day, a day of the legal week')
  expect(await rowsOf(database, results)).toEqual([
    { assigned: '2026-02-05', completed: null, passed: null, seconds: 0.5 * 7 * 3600 },
    { assigned: null, completed: '2026-01-05', passed: true, seconds: 2 * 7 * 3600 },
  ])
  // 32 hours in four days are days of eight hours; those of one person change nothing.
  await deliver(database, {
    'hours.csv': 'person,hours_per_week,days_per_week\n,32,4\nada@ours.example,10,5\n',
  })
  const again = await deliver(database, files)
  expect(ofTraining(again)).toMatchObject({ added: 0, changed: 2 })
  expect(ofTraining(again)?.warnings.find(({ code }) => code === 'DAYS_AS_HOURS')?.sentence.en).toContain(
    '8 hours a day, by your working time',
  )
  expect((await rowsOf(database, results)).map(({ seconds }) => seconds)).toEqual([
    0.5 * 8 * 3600,
    2 * 8 * 3600,
  ])
})
