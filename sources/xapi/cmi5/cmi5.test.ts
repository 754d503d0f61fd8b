// A cmi5 course from its package to a satisfied unit: registered, launched, fetched once, played, resumed.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { owner } from '../../../model/reader.ts'
import { testApi } from '../../../test/api.ts'
import { freshDatabase } from '../../../test/database.ts'
import { deliver, rowsOf } from '../../../test/deliver.ts'
import { writeZip } from '../../../test/write-zip.ts'
import { readCourse } from './course-structure.ts'
import { keepCourse, listCourses } from './courses.ts'
import { launchUnit } from './launch.ts'
import { afterStatement, isSatisfied } from './session-rules.ts'

const xml = (units: string): string => `<?xml version="1.0" encoding="utf-8"?>
<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
  <course id="https://example.com/cours/negociation">
    <title><langstring lang="fr">Négociation</langstring><langstring lang="en">Negotiation</langstring></title>
    <description><langstring lang="fr">Trois étapes &amp; un test</langstring></description>
  </course>
  ${units}
</courseStructure>`
const unit = `<block id="https://example.com/b1"><title><langstring lang="fr">Bloc</langstring></title>
  <au id="https://example.com/au/1" moveOn="CompletedAndPassed" masteryScore="0.8" launchMethod="AnyWindow">
    <title><langstring lang="fr">Les objections</langstring></title>
    <url>au1/index.html?theme=dark</url><launchParameters>{"level":2}</launchParameters>
  </au></block>`

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'douze-cmi5-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function read(text: string, base: string | null = 'https://content.example.com/negociation/') {
  const path = join(folder, 'cmi5.xml')
  await writeFile(path, text)
  return readCourse(path, false, base)
}

describe('the structure of a course', () => {
  it('its units, with whole addresses and what each asks for', async () => {
    expect(await read(xml(unit))).toEqual({
      id: 'https://example.com/cours/negociation',
      title: 'Négociation',
      units: [
        {
          id: 'https://example.com/au/1',
          title: 'Les objections',
          url: 'https://content.example.com/negociation/au1/index.html?theme=dark',
          moveOn: 'CompletedAndPassed',
          masteryScore: 0.8,
          launchMethod: 'AnyWindow',
          launchParameters: '{"level":2}',
        },
      ],
    })
  })

  it('from the package that holds it', async () => {
    const path = join(folder, 'course.zip')
    await writeFile(
      path,
      writeZip([
        { name: 'cmi5.xml', data: xml(unit) },
        { name: 'au1/index.html', data: '<p>' },
      ]),
    )
    expect((await readCourse(path, true, 'https://content.example.com/')).units).toHaveLength(1)
  })

  it.each([
    ['without the address of its content', xml(unit), null],
    [
      'with an address that runs script',
      xml(unit.replace('au1/index.html?theme=dark', 'javascript:alert(1)')),
      'https://x.fr/',
    ],
    ['without units', xml(''), 'https://x.fr/'],
    ['with a unit twice', xml(unit + unit), 'https://x.fr/'],
    ['with a mastery score of 80', xml(unit.replace('0.8', '80')), 'https://x.fr/'],
    ['of another standard', '<manifest/>', 'https://x.fr/'],
    ['that is cut', xml(unit).slice(0, 400), 'https://x.fr/'],
  ])('%s is refused', async (_name, text, base) => {
    await expect(read(text, base)).rejects.toThrow(/^cmi5: /)
  })

  it('a document type is refused before anything is read', async () => {
    await expect(
      read(
        xml(unit).replace(
          '<courseStructure',
          '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><courseStructure',
        ),
      ),
    ).rejects.toThrow(/XML_DTD_FORBIDDEN/)
  })
})

it('the order of a session', () => {
  const adl = 'http://adlnet.gov/expapi/verbs/'
  expect(afterStatement('launched', `${adl}initialized`)).toBe('initialized')
  expect(afterStatement('launched', `${adl}passed`)).toBeNull()
  expect(afterStatement('initialized', `${adl}initialized`)).toBeNull()
  expect(afterStatement('initialized', 'https://example.com/verbs/read')).toBe('initialized')
  expect(afterStatement('initialized', `${adl}terminated`)).toBe('terminated')
  expect(afterStatement('terminated', `${adl}completed`)).toBeNull()
  expect(afterStatement('abandoned', `${adl}terminated`)).toBeNull()
})

it.each<[string, string[], boolean]>([
  ['NotApplicable', [], true],
  ['Passed', ['completed'], false],
  ['Passed', ['passed'], true],
  ['Completed', ['completed'], true],
  ['CompletedAndPassed', ['passed'], false],
  ['CompletedAndPassed', ['passed', 'completed'], true],
  ['CompletedOrPassed', ['failed'], false],
  ['CompletedOrPassed', ['passed'], true],
])('%s after %j is satisfied: %s', (moveOn, verbs, expected) => {
  const said = new Set(verbs.map((verb) => `http://adlnet.gov/expapi/verbs/${verb}`))
  expect(isSatisfied(moveOn, said)).toBe(expected)
})

it('launched, fetched once, played in order, resumed, satisfied; the result is the person’s', async () => {
  const database = await freshDatabase()
  const now = new Date('2026-06-01T12:00:00Z')
  const api = testApi(database, { now })
  await deliver(database, {
    'people.csv': 'email,name\nlea@example.com,Léa Martin\ntom@example.com,Tom Petit\n',
  })
  const [{ person_id: lea }] = (await rowsOf(
    database,
    `select person_id from people where display_name = 'Léa Martin'`,
  )) as [{ person_id: string }]
  const structure = await read(xml(unit))
  const packageId = await database.write(owner, (query) =>
    keepCourse(query, structure, { createdBy: null, now }),
  )
  const launch = (): Promise<URL> =>
    database.write(
      owner,
      async (query) =>
        new URL(
          await launchUnit(query, {
            packageId,
            unit: 'https://example.com/au/1',
            personId: Number(lea),
            origin: 'http://localhost:1212',
            now,
            random: randomBytes,
          }),
        ),
    )
  const address = await launch()
  expect(address.origin + address.pathname).toBe('https://content.example.com/negociation/au1/index.html')
  expect(address.searchParams.get('theme')).toBe('dark')
  const asked = Object.fromEntries(address.searchParams)
  const fetchAt = asked['fetch']!.replace('http://localhost:1212', '')
  const first = (await (await api.send('POST', fetchAt)).json()) as { 'auth-token': string }
  expect(await (await api.send('POST', fetchAt)).json()).toMatchObject({ 'error-code': '1' })
  const headers = { authorization: `Basic ${first['auth-token']}`, 'x-experience-api-version': '1.0.3' }

  const agent = `agent=${encodeURIComponent(asked['actor']!)}`
  const state = `/xapi/1.0/activities/state?activityId=${encodeURIComponent(asked['activityId']!)}&${agent}&registration=${asked['registration']}`
  const data = (await (await api.send('GET', `${state}&stateId=LMS.LaunchData`, { headers })).json()) as {
    contextTemplate: { extensions: Record<string, string>; contextActivities: object }
    moveOn: string
    masteryScore: number
  }
  expect(data).toMatchObject({
    moveOn: 'CompletedAndPassed',
    masteryScore: 0.8,
    launchMode: 'Normal',
    launchParameters: '{"level":2}',
  })
  expect(
    (await api.send('GET', `/xapi/1.0/agents/profile?${agent}&profileId=cmi5LearnerPreferences`, { headers }))
      .status,
  ).toBe(200)

  const say = async (verb: string, result: object = {}): Promise<number> => {
    const body = {
      actor: JSON.parse(asked['actor']!) as object,
      verb: { id: `http://adlnet.gov/expapi/verbs/${verb}` },
      object: { id: asked['activityId'] },
      context: { ...data.contextTemplate, registration: asked['registration'] },
      result,
      timestamp: '2026-06-01T12:00:00Z',
    }
    return (await api.send('POST', '/xapi/1.0/statements', { body, headers })).status
  }
  expect(await say('passed', { success: true })).toBe(403)
  expect(await say('initialized')).toBe(200)
  expect(await say('initialized')).toBe(403)
  expect(await say('completed', { completion: true, duration: 'PT5M' })).toBe(200)
  const listed = async () =>
    (await database.read(owner, (query) => listCourses(query, Number(lea))))[0]?.units[0]
  expect((await listed())?.isSatisfied).toBe(false)
  await api.send('PUT', `${state}&stateId=bookmark`, { body: { page: 7 }, headers })
  expect(await say('passed', { score: { scaled: 0.9 }, success: true })).toBe(200)
  expect(await say('terminated', { duration: 'PT20M' })).toBe(200)
  expect(await say('passed')).toBe(403)
  expect((await listed())?.isSatisfied).toBe(true)
  expect(
    await rowsOf(
      database,
      `select p.display_name as who, c.name, r.is_passed, r.score, r.seconds from training_results r join people p using (person_id) join courses c using (course_id)`,
    ),
  ).toEqual([{ who: 'Léa Martin', name: 'Les objections', is_passed: true, score: 0.9, seconds: 1200 }])

  // Opened again: the same registration, another secret; what the unit kept is still there.
  const again = await launch()
  expect(again.searchParams.get('registration')).toBe(asked['registration'])
  const second = (await (
    await api.send('POST', again.searchParams.get('fetch')!.replace('http://localhost:1212', ''))
  ).json()) as { 'auth-token': string }
  expect((await api.send('GET', `${state}&stateId=bookmark`, { headers })).status).toBe(401)
  const resumed = await api.send('GET', `${state}&stateId=bookmark`, {
    headers: { ...headers, authorization: `Basic ${second['auth-token']}` },
  })
  expect(await resumed.json()).toEqual({ page: 7 })
})

describe('a course over the API', async () => {
  const database = await freshDatabase()
  const api = testApi(database)
  const add = (bytes: Uint8Array<ArrayBuffer>, query = '') =>
    api.send('POST', `/api/launchable-courses${query}`, { bytes })
  const base = `?base=${encodeURIComponent('https://content.example.com/negociation/')}`

  it('is added by its package or its structure alone, and listed', async () => {
    const zip = writeZip([
      { name: 'cmi5.xml', data: xml(unit) },
      { name: 'au1/index.html', data: '<script>alert(1)</script>' },
    ])
    const added = await add(new Uint8Array(zip), base)
    expect([added.status, await added.json()]).toEqual([
      200,
      { packageId: 1, title: 'Négociation', units: 1 },
    ])
    // The same course again takes its place.
    const again = await add(new TextEncoder().encode(xml(unit)), base)
    expect(await again.json()).toMatchObject({ packageId: 1 })
    expect(await api.json('GET', '/api/launchable-courses')).toMatchObject([
      { title: 'Négociation', units: [{ title: 'Les objections', isSatisfied: false }] },
    ])
    expect(
      await rowsOf(database, "select 1 as one from xapi_courses where structure::text ~ 'script'"),
    ).toEqual([])
  })

  it.each([
    ['nothing', ''],
    ['no course', '<html><script>x</script></html>'],
    ['a unit that is a script', xml(unit.replace('au1/index.html?theme=dark', 'javascript:alert(1)'))],
    ['a unit of an unknown place', xml(unit)],
  ])('%s is refused with a sentence', async (_, text) => {
    const response = await add(new TextEncoder().encode(text))
    expect(response.status).toBe(422)
    expect((await api.refusal(response)).message.fr.length).toBeGreaterThan(10)
  })

  it('a base that is no address of the web is refused', async () => {
    const response = await add(
      new TextEncoder().encode(xml(unit)),
      `?base=${encodeURIComponent('file:///etc/')}`,
    )
    expect(response.status).toBe(400)
  })
})
