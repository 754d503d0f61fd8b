// A person excused from a unit of a cmi5 course: satisfied at once, told in the statement that the standard asks for, once.
import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { owner } from '../../../model/reader.ts'
import { testApi } from '../../../test/api.ts'
import { freshDatabase } from '../../../test/database.ts'
import { deliver, rowsOf } from '../../../test/deliver.ts'
import { keepCourse, listCourses } from './courses.ts'
import { readStatus } from '../status.ts'
import { launchUnit } from './launch.ts'

const now = new Date('2026-06-01T12:00:00Z')
const unitOf = (place: number) => ({
  id: `https://example.com/au/${place}`,
  title: `Unit ${place}`,
  url: `https://content.example.com/${place}/`,
  moveOn: 'CompletedAndPassed' as const,
  masteryScore: 0.8,
  launchMethod: 'AnyWindow' as const,
  launchParameters: null,
})

async function house() {
  const database = await freshDatabase()
  const api = testApi(database, { now })
  await deliver(database, {
    'people.csv': 'email,name\nlea@example.com,Léa Martin\ntom@example.com,Tom Petit\n',
  })
  const people = await rowsOf(database, 'select person_id, display_name as name from people')
  const idOf = (name: string) => Number(people.find((one) => one['name'] === name)?.['person_id'])
  const packageId = await database.write(owner, (query) =>
    keepCourse(
      query,
      { id: 'https://example.com/course', title: 'Course', units: [unitOf(1), unitOf(2)] },
      { createdBy: null, now },
    ),
  )
  return {
    database,
    api,
    lea: idOf('Léa Martin'),
    tom: idOf('Tom Petit'),
    waive: (personId: number, place = 1, reason = 'tested-out') =>
      api.send('POST', `/api/launchable-courses/${packageId}/waivers`, {
        body: { unit: unitOf(place).id, personId, reason },
      }),
    withdraw: (personId: number, place = 1) =>
      api.send('POST', `/api/launchable-courses/${packageId}/withdrawals`, {
        body: { unit: unitOf(place).id, personId },
      }),
    launch: async (personId: number) =>
      new URL(
        await database.write(owner, (query) =>
          launchUnit(query, {
            packageId,
            unit: unitOf(1).id,
            personId,
            origin: 'http://127.0.0.1:1212',
            now,
            random: randomBytes,
          }),
        ),
      ).searchParams,
    units: async (personId: number) =>
      (await database.read(owner, (query) => listCourses(query, personId)))[0]?.units.map(
        ({ isSatisfied, isWaived, lastLaunchedAt }) => [isSatisfied, isWaived, lastLaunchedAt !== null],
      ),
  }
}

describe('a waived unit', () => {
  it('is satisfied for that person alone, never opened, and counts as done and passed', async () => {
    const { database, waive, units, lea, tom } = await house()
    expect((await waive(lea)).status).toBe(200)
    expect(await units(lea)).toEqual([
      [true, true, false],
      [false, false, false],
    ])
    expect((await units(tom))?.[0]).toEqual([false, false, false])
    const [row] = await rowsOf(database, 'select statement from xapi_statements')
    expect(row?.['statement']).toMatchObject({
      verb: { id: 'https://w3id.org/xapi/adl/verbs/waived' },
      object: { definition: { name: { und: 'Unit 1' } } },
      result: {
        success: true,
        completion: true,
        extensions: { 'https://w3id.org/xapi/cmi5/result/extensions/reason': 'Tested Out' },
      },
      context: {
        contextActivities: {
          category: [
            { id: 'https://w3id.org/xapi/cmi5/context/categories/cmi5' },
            { id: 'https://w3id.org/xapi/cmi5/context/categories/moveon' },
          ],
          grouping: [{ id: 'https://example.com/au/1' }],
        },
        extensions: { 'https://w3id.org/xapi/cmi5/context/extensions/sessionid': expect.any(String) },
      },
    })
    expect(
      await rowsOf(
        database,
        'select p.display_name as who, c.name, r.is_passed from training_results r join people p using (person_id) join courses c using (course_id)',
      ),
    ).toEqual([{ who: 'Léa Martin', name: 'Unit 1', is_passed: true }])
  })

  it('keeps the registration of who had begun, and ends the session that was open', async () => {
    const { database, api, waive, launch, units, tom } = await house()
    const asked = await launch(tom)
    const fetched = asked.get('fetch')!.replace('http://127.0.0.1:1212', '')
    const { 'auth-token': token } = (await (await api.send('POST', fetched)).json()) as Record<string, string>
    expect((await waive(tom, 1, 'administrative')).status).toBe(200)
    expect(await rowsOf(database, 'select distinct registration from xapi_launches')).toEqual([
      { registration: asked.get('registration') },
    ])
    const [open] = await rowsOf(database, "select session from xapi_launches where state = 'abandoned'")
    const late = await api.send('POST', '/xapi/1.0/statements', {
      headers: { authorization: `Basic ${token}`, 'x-experience-api-version': '1.0.3' },
      body: {
        actor: JSON.parse(asked.get('actor')!) as object,
        verb: { id: 'http://adlnet.gov/expapi/verbs/initialized' },
        object: { id: asked.get('activityId') },
        context: {
          registration: asked.get('registration'),
          extensions: {
            'https://w3id.org/xapi/cmi5/context/extensions/sessionid': open?.['session'],
          },
        },
        timestamp: now.toISOString(),
      },
    })
    expect(late.status).toBe(403)
    expect((await units(tom))?.[0]).toEqual([true, true, true])
  })

  it('is waived once, for a unit and a person that there are', async () => {
    const { database, api, waive, lea } = await house()
    await waive(lea)
    const again = await waive(lea)
    expect(again.status).toBe(422)
    expect((await api.refusal(again)).message.fr).toContain('déjà dispensée')
    expect((await waive(lea, 9)).status).toBe(404)
    expect((await waive(987_654)).status).toBe(404)
    expect((await waive(lea, 2, 'because')).status).toBe(400)
    expect(await rowsOf(database, 'select count(*)::int as n from xapi_statements')).toEqual([{ n: 1 }])
  })

  it('is taken back: the statement is voided, the result goes, the unit is open again, and may be waived again', async () => {
    const { database, waive, withdraw, units, lea } = await house()
    const results = () => rowsOf(database, 'select count(*)::int as n from training_results')
    await waive(lea)
    expect(await results()).toEqual([{ n: 1 }])
    expect((await withdraw(lea)).status).toBe(200)
    expect((await units(lea))?.[0]).toEqual([false, false, false])
    expect(await results()).toEqual([{ n: 0 }])
    const said = await rowsOf(
      database,
      'select is_voided, verb, refers_to is not null as refers, person_id is not null as hers from xapi_statements order by position',
    )
    expect(said).toEqual([
      { is_voided: true, verb: 'https://w3id.org/xapi/adl/verbs/waived', refers: false, hers: true },
      { is_voided: false, verb: 'http://adlnet.gov/expapi/verbs/voided', refers: true, hers: false },
    ])
    // Douze took it back: nobody waits to be known for that.
    expect((await database.read(owner, (query) => readStatus(query))).waitingAgents).toBe(0)
    expect((await waive(lea)).status).toBe(200)
    expect((await units(lea))?.[0]).toEqual([true, true, false])
  })

  it('is taken back from whoever is excused alone, and leaves what she did herself', async () => {
    const { database, api, waive, withdraw, launch, units, lea, tom } = await house()
    const nobody = await withdraw(lea)
    expect(nobody.status).toBe(422)
    expect((await api.refusal(nobody)).message.fr).toContain('n’est pas dispensée')
    await launch(tom)
    await waive(tom)
    await waive(lea)
    await withdraw(tom)
    expect((await units(tom))?.[0]).toEqual([false, false, true])
    expect((await units(lea))?.[0]).toEqual([true, true, false])
    expect((await withdraw(tom)).status).toBe(422)
    expect((await withdraw(lea, 9)).status).toBe(404)
    expect(await rowsOf(database, 'select count(*)::int as n from training_results')).toEqual([{ n: 1 }])
  })
})

it('is written to the journal, given and taken back, and not when it is refused', async () => {
  const { database, waive, withdraw, lea } = await house()
  await waive(lea)
  expect((await waive(lea)).status).toBe(422)
  await withdraw(lea)
  expect(
    await rowsOf(
      database,
      'select person_id, reader_id, data_kind, purpose from access_journal where person_id is not null order by entry',
    ),
  ).toEqual([
    { person_id: lea, reader_id: null, data_kind: 'training', purpose: 'waiveCourse' },
    { person_id: lea, reader_id: null, data_kind: 'training', purpose: 'withdrawWaiver' },
  ])
})
