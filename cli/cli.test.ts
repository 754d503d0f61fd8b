// The command line as people run it: words in, tables and JSON out, sentences and exit codes when something is wrong.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { douze, folderOf, newFolder, type Running, startDouze } from '../test/processes.ts'

const people = `person_email,display_name,role,team
lea.martin@example.com,Léa Martin,rep,Nord
tom.durand@example.com,Tom Durand,rep,Sud
`
const deals = `deal_id,title,amount,currency,stage,owner_email,created_at,closed_at,status
D-1,=1+2,100.00,EUR,Won,lea.martin@example.com,2025-01-10,2025-02-10,won
D-2,Deux,200.50,EUR,Won,tom.durand@example.com,2025-01-15,2025-02-24,won
D-3,Trois,50.00,EUR,Lost,tom.durand@example.com,2025-02-01,2025-03-01,lost
D-4,Quatre,n/a,EUR,Open,lea.martin@example.com,2025-03-01,,open
`
const data = newFolder()
const env = { DOUZE_DATA: data, DOUZE_LANG: 'en' }
const files = folderOf({ 'people.csv': people, 'deals.csv': deals, '.hidden.csv': 'x' })
mkdirSync(path.join(files, 'more', 'deeper'), { recursive: true })
writeFileSync(path.join(files, 'more', 'deeper', 'too-deep.csv'), deals)
symlinkSync('/etc/passwd', path.join(files, 'link.csv'))

const json = async (...words: string[]): Promise<Record<string, unknown>> => {
  const { code, out, err } = await douze(words, env)
  expect(code, err).toBe(0)
  return JSON.parse(out) as Record<string, unknown>
}

describe('help and mistakes, without any data', () => {
  it.each([
    ['fr', /Codes de sortie/],
    ['en', /Exit codes/],
  ])('help is written in %s', async (language, expected) => {
    const { code, out } = await douze(['--help', '--lang', language])
    expect(code).toBe(0)
    expect(out).toMatch(expected)
    for (const name of [
      'start',
      'import',
      'measure',
      'rows',
      'undo',
      'imports',
      'decisions',
      'settings',
      'doctor',
      'template',
    ])
      expect(out).toContain(`  ${name}`)
  })

  it('the language comes from the locale, French being the one of no locale', async () => {
    expect((await douze(['help'], { LANG: 'en_GB.UTF-8' })).out).toContain('Usage: douze')
    expect((await douze(['help'], { LANG: 'C.UTF-8' })).out).toContain('Usage : douze')
    expect((await douze(['help'], { LANG: 'en_GB.UTF-8', DOUZE_LANG: 'fr' })).out).toContain('Usage : douze')
    expect((await douze(['measure', '--help', '--lang=en'])).out).toContain('--scope SCOPE')
  })

  it.each([
    [['mesure'], /measure/],
    [['measure', '--perid', '2017'], /--period/],
    [['measure', 'conversion'], /conversion-rate/],
    [['measure', '--period'], /value/],
    [['measure', '--json=1'], /no value/],
    [['import'], /missing/],
    [['import', 'x', '--unknown-people', 'maybe'], /keep or refuse/],
    [['rows', 'sales-cycle', '--limit', '0'], /--limit/],
    [['start', '--port', '99999'], /port/],
    [['template', 'nothing'], /opportunities/],
    [['undo', 'x'], /number/],
    [['measure', '-x'], /-x/],
  ])('%j is a usage error with a sentence', async (words, expected) => {
    const { code, out, err } = await douze([...words, '--lang', 'en'], { DOUZE_DATA: data })
    expect(err).toMatch(expected)
    expect(out).toBe('')
    expect(code).toBe(2)
  })

  it('a database out of reach is exit code 3, and no credential is shown', async () => {
    const url = 'postgres://someone:hunter2@127.0.0.1:1/nowhere'
    const { code, out, err } = await douze(['measure'], { DATABASE_URL: url, DOUZE_LANG: 'en' })
    expect(code).toBe(3)
    expect(err).toContain('127.0.0.1:1/nowhere')
    expect(out + err).not.toMatch(/hunter2|someone|at .*\.js/)
    const wrong = await douze(['measure'], { DATABASE_URL: 'mysql://a:hunter2@b/c', DOUZE_LANG: 'en' })
    expect(wrong.code).toBe(3)
    expect(wrong.err).not.toContain('hunter2')
  })

  it('a template is a CSV in the language of the reader', async () => {
    const { out } = await douze(['template', 'opportunities', '--lang', 'fr'])
    expect(out).toMatch(/^\ufeffid_affaire;intitule;montant;/)
  })
})

describe('with data', () => {
  // The first command has the folder for itself, the later ones work beside a server.
  let server: Running
  afterAll(() => server.end('SIGTERM'))
  beforeAll(async () => {
    const answer = await json('import', files, '--json')
    server = await startDouze(env)
    expect(answer).toMatchObject({ verdict: 'partial', accepted: 5, rejected: 1, state: 'visible' })
    expect(answer['errors']).toEqual([
      expect.objectContaining({
        file: 'deals.csv',
        row: 5,
        line: 5,
        column: 'amount',
        code: 'NUMBER_INVALID',
      }),
    ])
  })

  it('a folder is taken with what lies in it; hidden files, links and deeper folders are not', async () => {
    const { out } = await douze(['imports', '--json'], env)
    const [last] = JSON.parse(out) as { files: { name: string }[] }[]
    expect(last?.files.map((file) => file.name).toSorted()).toEqual(['deals.csv', 'people.csv'])
  })

  it('the same file again changes nothing, and one file answers with the keys of a plain answer', async () => {
    const answer = await json('import', path.join(files, 'deals.csv'), '--json')
    expect(answer).toMatchObject({
      file: 'deals.csv',
      verdict: 'partial',
      accepted: 3,
      rejected: 1,
      duplicates: 0,
      unchanged: 3,
      warnings: [],
      checks: { sum_amount: '350.50' },
    })
    expect(answer['errors']).toEqual([{ row: 5, line: 5, column: 'amount', code: 'NUMBER_INVALID' }])
  })

  it('a dry run keeps nothing', async () => {
    const more = folderOf({ 'deals.csv': deals.replaceAll('D-', 'E-') })
    const answer = await json('import', more, '--dry-run', '--json')
    expect(answer).toMatchObject({ verdict: 'partial', accepted: 3 })
    expect(await json('measure', 'conversion-rate', '--period', 'all', '--json')).toMatchObject({
      state: 'measured',
    })
    const { out } = await douze(
      ['rows', 'conversion-rate', '--answer', 'win-rate', '--period', 'all', '--format', 'json'],
      env,
    )
    expect((JSON.parse(out) as unknown[]).length).toBe(3)
  })

  it('a refused delivery is exit code 1', async () => {
    const bad = folderOf({ 'deals.csv': '<!doctype html><html><body>Sign in</body></html>' })
    const { code, out } = await douze(['import', bad], env)
    expect(code).toBe(1)
    expect(out).toContain('nothing was kept')
    const missing = await douze(['import', '/nowhere/at/all.csv'], env)
    expect(missing.code).toBe(1)
    expect(missing.err).toContain('There is no such file')
  })

  it('one bad row refuses everything when asked to', async () => {
    const { code, out } = await douze(
      ['import', path.join(files, 'deals.csv'), '--on-row-error', 'abort', '--json'],
      env,
    )
    expect(code).toBe(1)
    expect(JSON.parse(out)).toMatchObject({ state: 'refused' })
  })

  it('explains a metric, with what the e-book gets wrong, in both languages', async () => {
    const nps = await douze(['explain', 'net-promoter-score', '--lang', 'fr'])
    expect(nps).toMatchObject({ code: 0 })
    expect(nps.out).toContain('Ce que l’e-book imprime, et ce que nous faisons')
    expect(nps.out.replace(/\s+/g, ' ')).toContain('le signe est inversé')
    const churn = await douze(['explain', 'customer-churn', '--lang', 'en'])
    expect(churn.out.replace(/\s+/g, ' ')).toContain('the e-book repeats the paragraph on onboarding')
    const all = await douze(['explain', '--lang', 'en'])
    expect(all.out.match(/ · /g)).toHaveLength(15)
    expect((await douze(['explain', 'conversion', '--lang', 'en'])).err).toContain('conversion-rate')
  })

  it('measures: two won of three closed, 31 and 40 days', async () => {
    const cycle = await json('measure', 'sales-cycle', '--period', '2025-Q1', '--json')
    const mean = (cycle['answers'] as { id: string; value: number; n: number }[]).find(
      (one) => one.id === cycle['headline'],
    )
    expect(mean).toMatchObject({ value: 35.5, n: 2 })
    const { out } = await douze(['measure', 'conversion-rate', '--period', '2025-T1', '--lang', 'fr'], env)
    expect(out).toContain('T1 2025')
    expect(out).toMatch(/Taux de gain +66,7\u202f% /)
  })

  it('measures a team and a rep by name, and says who is meant when a name is wrong', async () => {
    const { out } = await douze(['measure', '--scope', 'team:sud', '--period', '2025'], env)
    expect(out).toMatch(/^Sud · 2025/)
    const rep = await json(
      'measure',
      'sales-cycle',
      '--scope',
      'rep:lea martin',
      '--period',
      '2025',
      '--json',
    )
    expect(rep).toMatchObject({ scope: { kind: 'rep' } })
    const wrong = await douze(['measure', '--scope', 'rep:Lea Marin'], env)
    expect(wrong.code).toBe(1)
    expect(wrong.err).toContain('Perhaps "Léa Martin"?')
  })

  it('shows the rows behind a number, with neutral text in CSV', async () => {
    const view = ['rows', 'sales-cycle', '--period', '2025']
    expect((await douze(view, env)).out).toContain('2 of 2 rows')
    expect((await douze([...view, '--format', 'csv'], env)).out).toContain(",'=1+2,")
    const rows = JSON.parse((await douze([...view, '--format', 'json'], env)).out) as { amount: string }[]
    expect(rows.map((row) => row.amount).toSorted()).toEqual(['10000', '20050'])
  })

  it('keeps settings and refuses those that do not exist', async () => {
    expect(await json('settings', '--fiscal-start', '4', '--json')).toMatchObject({ fiscalStart: 4 })
    const wrong = await douze(['settings', '--time-zone', 'Mars/Olympus'], env)
    expect(wrong.code).toBe(1)
    expect(await json('settings', '--fiscal-start', '1', '--json')).toMatchObject({
      timeZone: 'Europe/Paris',
    })
  })

  it('shows what decides the figures, and takes answers', async () => {
    const crm = folderOf({
      'pipeline.csv':
        'Opportunity ID,Stage,Amount,Created Date,Close Date,Owner\nX1,Closed Won,10,2025-01-02,2025-01-09,Léa Martin\n' +
        'X2,Negotiation,20,2025-01-03,,Léa Martin\n',
    })
    expect(await json('import', crm, '--json')).toMatchObject({ state: 'visible', accepted: 2 })
    const open = (await json('decisions', '--json')) as unknown as {
      id: string
      proposal: string
      isConfirmed: boolean
    }[]
    expect(open.length).toBeGreaterThan(0)
    const now = (await json('decisions', '--all', '--json')) as unknown as { isConfirmed: boolean }[]
    expect(now.every((decision) => decision.isConfirmed)).toBe(true)
    expect((await douze(['decisions', 'nothing=won'], env)).code).toBe(1)
  })

  it('excuses from a unit by the number that the list of courses shows, takes it back, and says what is not there', async () => {
    const title = (text: string) => `<title><langstring lang="en">${text}</langstring></title>
      <description><langstring lang="en">x</langstring></description>`
    const course = folderOf({
      'cmi5.xml': `<?xml version="1.0"?>
<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
  <course id="https://example.com/course">${title('Negotiation')}</course>
  <au id="https://example.com/au/1">${title('Unit one')}<url>https://content.example.com/1/</url></au>
</courseStructure>`,
    })
    expect((await douze(['cmi5', 'add', path.join(course, 'cmi5.xml')], env)).out).toMatch(/^Course 1: Nego/)
    expect((await douze(['cmi5'], env)).out).toBe('1  Negotiation (1 unit(s))\n   --unit 1  Unit one\n')
    const of = (verb: string, number = '1') =>
      douze(['cmi5', verb, number, '--unit', '1', '--person', 'lea.martin@example.com'], env)
    expect((await of('withdraw')).err).toContain('not excused')
    expect((await of('waive')).out).toBe('Léa Martin is excused from “Unit one”.\n')
    expect((await of('withdraw')).out).toContain('no longer excused')
    expect(await of('waive', '9')).toMatchObject({
      code: 1,
      err: expect.stringContaining('No course has the number 9'),
    })
  })

  it('undoes what was imported, the last one first', async () => {
    const before = (await douze(['imports'], env)).out
    expect(before).toContain('visible')
    for (let times = 0; times < 3; times++) expect((await douze(['undo'], env)).code).toBe(0)
    const { out } = await douze(
      ['rows', 'conversion-rate', '--answer', 'win-rate', '--period', 'all', '--format', 'json'],
      env,
    )
    expect(JSON.parse(out)).toEqual([])
    const nothing = await douze(['undo'], env)
    expect(nothing.code).toBe(1)
    expect(nothing.err).toContain('no import to undo')
  })

  it('is in good health', async () => {
    const { code, out } = await douze(['doctor'], { ...env, DOUZE_PORT: '1' })
    expect(out).toContain('✓ PostgreSQL')
    expect([0, 1]).toContain(code)
  })
})
