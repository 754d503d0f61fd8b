// Reports and the log of Moodle, in English and French, become training results; what was merely clicked becomes nothing, and is told.
import { expect, test } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import { deliver, rowsOf, stageTexts } from '../../test/deliver.ts'
import { MoodleDays } from './moodle-days.ts'

const people = {
  'people.csv': 'owner_name,owner_email\nAna Silva,ana@douze.example\nTom Roy,tom@douze.example\n',
}
const results = `select p.display_name as who, c.name as course, r.completed_on::text as done, round(r.score::numeric, 3)::text as score, r.is_passed
  from training_results as r join people as p using (person_id) join courses as c using (course_id) order by 2, 1`

test('completion and grades of one course become one result for each person', async () => {
  const database = await freshDatabase()
  await deliver(database, people)
  const completion = `ID,Name,"Email address","Quiz 1","Quiz 1 - Completion date","Course complete"
7,Ana Silva,ana@douze.example,Completed,"25/03/26, 09:12","25/03/26, 09:12"
8,Tom Roy,tom@douze.example,"Not completed",,
`
  const report = await deliver(database, { 'completion-nego_1.csv': completion })
  expect(report.files[0]).toMatchObject({ entity: 'training-results', rows: 2, accepted: 2, rejected: 0 })
  const grades = `"First name",Surname,"ID number",Institution,Department,"Email address","Quiz: Quiz 1 (Percentage)","Course total (Percentage)","Last downloaded from this course"
Ana,Silva,,,,ana@douze.example,"80.00 %","82.50 %",1772618400
Tom,Roy,,,,tom@douze.example,-,-,1772618400
`
  const graded = await deliver(database, { 'NEGO 1 Grades.csv': grades })
  expect(graded.files[0]).toMatchObject({ rows: 2, accepted: 1, rejected: 0 })
  expect(graded.files[0]?.warnings.map(({ code }) => code)).toEqual(['GRADES_WITHOUT_DAYS', 'NO_SHARE'])
  expect(await rowsOf(database, results)).toMatchObject([
    { who: 'Ana Silva', done: '2026-03-25', score: '0.825' },
    { who: 'Tom Roy', done: null, score: null },
  ])
  // The other order comes to the same.
  const other = await freshDatabase()
  await deliver(other, people)
  await deliver(other, { 'NEGO 1 Grades.csv': grades })
  await deliver(other, { 'completion-nego_1.csv': completion })
  expect(await rowsOf(other, results)).toMatchObject([
    { who: 'Ana Silva', done: '2026-03-25', score: '0.825' },
    { who: 'Tom Roy', done: null, score: null },
  ])
})

test('grades in French, in percentages; points say nothing of their maximum', async () => {
  const database = await freshDatabase()
  await deliver(database, people)
  const head = 'Prénom;"Nom de famille";"Numéro d’identification";"Adresse de courriel";'
  const report = await deliver(database, {
    'NEGO 1 Notes.csv': `${head}"Total du cours (Pourcentage)"\nAna;Silva;;ana@douze.example;"82,50 %"\n`,
  })
  expect(report.files[0]).toMatchObject({ rows: 1, accepted: 1 })
  expect(await rowsOf(database, results)).toMatchObject([{ who: 'Ana Silva', score: '0.825' }])
  const points = await stageTexts(database, {
    'NEGO 1 Notes.csv': `${head}"Total du cours (Brut)"\nAna;Silva;;ana@douze.example;"16,50"\n`,
  })
  expect(points.files[0]?.warnings.find(({ code }) => code === 'NO_SHARE')?.sentence.fr).toContain(
    'Pourcentage',
  )
})

test('activities: each that is completed, passed or failed, on its day', async () => {
  const database = await freshDatabase()
  await deliver(database, people)
  const english = `,"Email address","Quiz 1","2026-04-01 00:00:00","Reading",""
"Ana Silva","ana@douze.example","Completed (achieved pass grade)","2026-03-25 09:12:00","Completed","2026-03-04 10:00:00"
"Tom Roy","tom@douze.example","Completed (did not achieve pass grade)","2026-03-26 09:12:00","Not completed",""
`
  const report = await deliver(database, { 'progress.nego_1.csv': english })
  expect(report.files[0]).toMatchObject({ entity: 'training-results', rows: 2, accepted: 2, rejected: 0 })
  expect(await rowsOf(database, results)).toEqual([
    { who: 'Ana Silva', course: 'nego 1 – Quiz 1', done: '2026-03-25', score: null, is_passed: true },
    { who: 'Tom Roy', course: 'nego 1 – Quiz 1', done: '2026-03-26', score: null, is_passed: false },
    { who: 'Ana Silva', course: 'nego 1 – Reading', done: '2026-03-04', score: null, is_passed: null },
    { who: 'Tom Roy', course: 'nego 1 – Reading', done: null, score: null, is_passed: null },
  ])
})

const log = (head: string, rows: readonly string[]) => `${head}\n${rows.join('\n')}\n`
const english =
  'Time,"User full name","Affected user","Event context",Component,"Event name",Description,Origin,"IP address"'
const french =
  'Heure,"Nom complet de l\'utilisateur","Utilisateur concerné par ceci","Contexte de l\'évènement",Composant,"Nom de l\'évènement",Description,Origine,"Adresse IP"'

test('of the log, completed courses alone; what was viewed is counted and said; nothing else of it is kept', async () => {
  const database = await freshDatabase()
  await deliver(database, people)
  const report = await deliver(database, {
    'logs.csv': log(english, [
      '"25/03/26, 21:40:58","Ana Silva",-,"Course: Negotiation",System,"Course viewed","Canary viewed",web,203.0.113.7',
      '"4/03/26, 21:41:58",-,"Ana Silva","Course: Negotiation",System,"Course completed","Canary completed",cli,203.0.113.7',
    ]),
  })
  expect(report.files[0]).toMatchObject({ rows: 2, accepted: 1, rejected: 0 })
  expect(report.files[0]?.warnings.find(({ code }) => code === 'NO_COMPLETION')?.sentence.en).toContain(
    'left out: 1.',
  )
  expect(await rowsOf(database, results)).toEqual([
    { who: 'Ana Silva', course: 'Negotiation', done: '2026-03-04', score: null, is_passed: null },
  ])
  const [kept] = await rowsOf(database, 'select string_agg(report::text, chr(10)) as text from import_files')
  expect(kept?.['text']).not.toMatch(/Canary|203\.0/)
})

test('a log without any says in plain words which report to bring', async () => {
  const database = await freshDatabase()
  const report = await stageTexts(database, {
    'journaux.csv': log(french, [
      '"25/03/26, 21:40","Ana Silva",-,"Cours: Négociation",Système,"Cours consulté",x,web,203.0.113.7',
    ]),
  })
  const said = report.files[0]?.warnings.find(({ code }) => code === 'LOG_SAYS_NO_LEARNING')?.sentence
  expect(said?.fr).toContain('Achèvement de cours')
  expect(said?.en).toContain('Course completion')
})

test('the order of day and month is that of the whole file', () => {
  const days = new MoodleDays()
  days.see('3/04/26, 10:00')
  expect([days.isAssumed, days.read('3/04/26, 10:00')]).toEqual([true, '2026-04-03'])
  days.see('3/25/26, 10:00')
  expect(days.read('3/04/26, 10:00')).toBe('2026-03-04')
  days.see('25/03/26, 10:00')
  expect([days.areMixed, days.read('3/04/26, 10:00')]).toEqual([true, null])
  expect(days.read('7 Sep, 21:40')).toBeNull()
})

test('the French log, whatever its pack calls whom an event is about: it is she who completed the course, not who noted it', async () => {
  const database = await freshDatabase()
  await deliver(database, people)
  await deliver(database, {
    'journaux.csv': log(french, [
      '"25/03/26, 21:40","Ana Silva","Tom Roy","Cours: Négociation",Système,"Cours terminé",x,web,203.0.113.7',
    ]),
  })
  expect(await rowsOf(database, results)).toEqual([
    { who: 'Tom Roy', course: 'Négociation', done: '2026-03-25', score: null, is_passed: null },
  ])
})
