// The purge of answers, uses of content and learning records through the real doors: what a source says again neither brings words
// and people back nor counts twice; an import that brought some cannot be taken back; who is erased is in nothing by name.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { randomBytes, randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { erasePerson, heldAbout, purge } from '../../access/privacy/index.ts'
import { parseKeys } from '../../access/secrets.ts'
import { keeping } from '../../api/jobs/keeping.ts'
import { parsePeriod } from '../../metric/period.ts'
import { housekeeper, owner } from '../../model/reader.ts'
import { discardImport, undoImport } from '../../sources/ingest/index.ts'
import { takeStatementFile } from '../../sources/xapi/index.ts'
import { freshDatabase } from '../database.ts'
import { clock, deliver, rowsOf, stageTexts } from '../deliver.ts'
import { changedIn, everyMeasurement, wholeOrganisation } from '../every-figure.ts'
import { fill, idOf } from '../fill.ts'
import { register } from '../register.ts'
import { statementOf } from '../xapi-door.ts'

const now = new Date('2026-06-20T03:00:00Z')
const today = '2026-06-20'
const names = ['Léa Martin', 'Tom Petit', 'Ana Costa', 'Zoé Roy', 'Hugo Blanc', 'Inès Faure']
const people = `person_email,display_name,role,team
${names.map((name, at) => `p${at}@example.com,${name},rep,${at < 3 ? 'Nord' : 'Sud'}`).join('\n')}
`
/** Bob answers in January and in May 2024, two years before; Eve in March and again in September. */
const answers = (
  score: number,
) => `answer_id,account,respondent,survey,kind,invited_on,answered_at,score,comment,rep_email
A1,Acme,bob@acme.example,Vague 1,nps,2023-06-05,2023-06-10,3,Trop de retards,p0@example.com
A2,Acme,bob@acme.example,Vague 1,nps,2024-01-05,2024-01-10,${score},Le prix est trop cher,p0@example.com
A3,Acme,bob@acme.example,Vague 1,nps,2024-05-02,2024-05-12,9,,p0@example.com
A4,Bolt,eve@bolt.example,Vague 1,nps,2024-03-02,2024-03-12,10,Parfait,p1@example.com
A5,Bolt,eve@bolt.example,Vague 1,nps,2024-09-02,2024-09-12,6,Encore un retard,p1@example.com
A6,Core,max@core.example,Vague 1,nps,2024-05-20,,,,p2@example.com
`
const uses = (more = '') => `event_id,rep_email,content_use,content,occurred_at,seconds
${Array.from({ length: 60 }, (_, at) => `U${at},p${at % 6}@example.com,${['share', 'open', 'send'][at % 3]},Guide ${at % 4},2025-0${1 + (at % 8)}-1${at % 9}T10:00:00Z,60`).join('\n')}
${more}`
const database = await freshDatabase()
/** The data goes to the same day, whatever the last file says. */
const bring = (files: Readonly<Record<string, string>>) => deliver(database, files, { asOf: '2026-06-19' })
const figures = async (ids: readonly string[]) =>
  everyMeasurement(database, {
    definitions: register.filter(({ id }) => ids.includes(id)),
    asked: [{ name: 'owner', reader: owner, scopes: [wholeOrganisation] }],
    periods: ['2024-H1', '2024-Q1', '2024', '2025-Q1', '2025-Q2', '2025-Q3'].map((id) => parsePeriod(id)!),
  })
const concerned = ['net-promoter-score', 'voice-of-customer', 'content-accessibility', 'content-utilisation']
let then: ReadonlyMap<string, string> = new Map()
let first = 0

beforeAll(async () => {
  await fill(database, 'themes', [
    { theme_id: 1, name: 'Délais', name_key: 'delais', keywords: 'retard*' },
    { theme_id: 2, name: 'Prix', name_key: 'prix', keywords: 'cher; prix' },
  ])
  first = (
    await bring({
      'people.csv': people,
      'answers.csv': answers(8),
      'uses.csv': uses(),
    })
  ).importId
  then = await figures(concerned)
  await purge(database, housekeeper, { today, now, keeping })
}, 120_000)

const told = `select external_id as id, respondent is null as is_nobody, comment, kept_theme as theme, had_comment, next_on::text as next, score
  from survey_answers order by 1`
const trimmed = [
  {
    id: 'A1',
    is_nobody: true,
    comment: null,
    theme: 'Délais',
    had_comment: true,
    next: '2024-01-10',
    score: 3,
  },
  {
    id: 'A2',
    is_nobody: true,
    comment: null,
    theme: 'Prix',
    had_comment: true,
    next: '2024-05-12',
    score: 8,
  },
  { id: 'A3', is_nobody: true, comment: null, theme: null, had_comment: false, next: null, score: 9 },
  { id: 'A4', is_nobody: true, comment: null, theme: null, had_comment: true, next: '2024-09-12', score: 10 },
  {
    id: 'A5',
    is_nobody: false,
    comment: 'Encore un retard',
    theme: null,
    had_comment: false,
    next: null,
    score: 6,
  },
  { id: 'A6', is_nobody: true, comment: null, theme: null, had_comment: false, next: null, score: null },
]

test('score, theme and who answered again stay, the person and her words go, no figure changes', async () => {
  expect(await rowsOf(database, told)).toEqual(trimmed)
  expect(changedIn(then, await figures(concerned))).toEqual([])
  // Bob was a detractor in June 2023, a passive in January 2024 and a promoter in May: both halves of 2024 know one change.
  expect(JSON.parse(then.get('owner organisation 2024-Q1 net-promoter-score same-people')!)).toMatchObject({
    value: 1,
    n: 1,
  })
})

test('the same file again, and one that says something else, bring neither person nor words back', async () => {
  await bring({ 'answers.csv': answers(8) })
  expect(await rowsOf(database, told)).toEqual(trimmed)
  await bring({ 'answers.csv': answers(7) })
  expect(await rowsOf(database, told)).toEqual(
    trimmed.map((row) => (row.id === 'A2' ? { ...row, score: 7 } : row)),
  )
  await purge(database, housekeeper, { today, now, keeping })
  expect((await rowsOf(database, told)).map(({ next }) => next)).toEqual(trimmed.map(({ next }) => next))
  await bring({ 'answers.csv': answers(8) })
  expect(changedIn(then, await figures(concerned))).toEqual([])
})

test('uses of content that come again stay away, and the report says so; newer ones count', async () => {
  const old = await stageTexts(database, {
    'uses.csv': uses('U99,p0@example.com,share,Guide 1,2026-05-04T10:00:00Z,60\n'),
  })
  await discardImport(database, owner, old.importId, clock)
  expect(old.findings.find(({ code }) => code === 'ROWS_TOO_OLD')?.sentence.en).toMatch(
    /^Rows from before 1 July 2025: \d+\./,
  )
  await bring({ 'uses.csv': uses('U99,p0@example.com,share,Guide 1,2026-05-04T10:00:00Z,60\n') })
  expect(await rowsOf(database, `select 1 as row from content_events where day < '2025-07-01'`)).toEqual([])
  expect(await rowsOf(database, `select kind from content_events where external_id = 'U99'`)).toEqual([
    { kind: 'share' },
  ])
  expect(
    changedIn(then, await figures(concerned)).filter(({ question }) => !question.includes('2025-Q3')),
  ).toEqual([])
})

test('an import that brought them says what it can no longer do', async () => {
  await expect(undoImport(database, owner, first, { now: clock })).rejects.toMatchObject({
    words: {
      en: expect.stringMatching(
        /uses of content from before 1 July 2025.*answers to surveys from before 20 June 2024|answers to surveys from before 20 June 2024.*uses of content from before 1 July 2025/,
      ) as string,
    },
  })
})

test('learning records of somebody nobody knows go after 90 days, those of a person stay', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'douze-records-'))
  const path = join(folder, 'records.json')
  const unknown = statementOf({ actor: { mbox: 'mailto:stranger@elsewhere.example' } })
  await writeFile(path, JSON.stringify([unknown, statementOf({ actor: { mbox: 'mailto:p1@example.com' } })]))
  await takeStatementFile(database, owner, path, {
    now: new Date('2026-03-01T12:00:00Z'),
    makeId: randomUUID,
    isDryRun: false,
  })
  await rm(folder, { recursive: true })
  const done = await purge(database, housekeeper, { today, now, keeping })
  expect(done.find(({ rule }) => rule === 'unknown-learners')).toEqual({
    rule: 'unknown-learners',
    before: '2026-03-22',
    removed: 2,
  })
  expect(await rowsOf(database, 'select person_id is null as is_nobody from xapi_statements')).toEqual([
    { is_nobody: false },
  ])
  expect(await rowsOf(database, `select 1 as row from xapi_agents where value like '%stranger%'`)).toEqual([])
  expect(
    await rowsOf(
      database,
      'select 1 as row from xapi_terms as t where not exists (select from xapi_statements as s where s.position = t.position)',
    ),
  ).toEqual([])
})

test('whoever is erased stands behind what is kept by number alone, and figures stay', async () => {
  const tom = await idOf(database, 'people', 'Tom Petit')
  const tables: string[] = []
  for await (const { name } of heldAbout(database, owner, tom)) tables.push(name)
  expect(tables).toContain('kept_people')
  const before = await figures(concerned)
  await erasePerson(database, owner, tom, {
    now,
    random: randomBytes,
    keys: parseKeys(randomBytes(32).toString('hex')),
  })
  expect(changedIn(before, await figures(concerned))).toEqual([])
  const everything = JSON.stringify(
    await rowsOf(database, 'select kept::text as line from kept_figures as kept'),
  )
  expect(everything).not.toMatch(/Tom|Petit/)
})
