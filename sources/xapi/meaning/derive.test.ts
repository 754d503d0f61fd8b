// From records to the tables that figures are measured from: whoever sends them, in whatever order, as often as she likes.
import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../../model/database.ts'
import { owner } from '../../../model/reader.ts'
import fc from '../../../test/chance.ts'
import { deliver, rowsOf } from '../../../test/deliver.ts'
import { freshDatabase, freshWorld } from '../../../test/database.ts'
import { ownSeconds } from '../../../test/own-seconds.ts'
import { statementOf } from '../../../test/xapi-door.ts'
import { checkStatements } from '../receive.ts'
import { type JsonObject, parseJson } from '../json/parse-json.ts'
import { sharedCredential } from '../store/credentials.ts'
import { readStatus, readWaiting } from '../status.ts'
import { takeStatements } from '../take-statements.ts'
import { linkAgent } from '../link-agent.ts'
import { changeChoices } from './mapping.ts'
import { deriveAll } from './derive.ts'

const now = new Date('2026-06-01T12:00:00Z')
const people =
  'email,name\nlea.martin@example.com,Léa Martin\nTom@Example.com,Tom Petit\nada@example.com,Ada Coach\n'
const adl = 'http://adlnet.gov/expapi/verbs/'
const lea = { mbox: 'mailto:Lea.Martin@example.com' }
const tom = { mbox_sha1sum: createHash('sha1').update('mailto:tom@example.com').digest('hex') }
const ada = { account: { homePage: 'https://lms.example.com', name: 'ada@example.com' } }
const course = (name: string, type = 'course', id = 'c1'): object => ({
  id: `https://example.com/${id}`,
  definition: { name: { en: `${name} (en)`, fr: name }, type: `http://adlnet.gov/expapi/activities/${type}` },
})

let made = 0
const says = (verb: string, more: object = {}): Record<string, unknown> =>
  statementOf({
    id: `11111111-0000-4000-8000-${String(++made).padStart(12, '0')}`,
    actor: lea,
    verb: { id: adl + verb },
    object: course('Négociation'),
    ...more,
  })

async function send(database: Database, statements: unknown, credential: 'tokens' | 'files' = 'tokens') {
  const checked = checkStatements(parseJson(JSON.stringify(statements)), '1.0')
  return database.writeApart(owner, async (query) => {
    const { credentialId } = await sharedCredential(query, credential, now)
    const authority = parseJson('{"mbox":"mailto:lms@example.com"}') as JsonObject
    return takeStatements(
      query,
      { statements: checked, files: [] },
      { credentialId, authority, version: '1.0', now, makeId: () => '22222222-0000-4000-8000-000000000000' },
    )
  })
}

const results = (database: Database) =>
  rowsOf(
    database,
    `select p.display_name as who, c.name as course, c.kind, r.assigned_on, r.completed_on, r.score, r.is_passed, r.seconds
     from training_results as r join courses as c using (course_id) join people as p using (person_id) order by 1, 2, 4, 5`,
  )

/** All that records may come to, without the numbers that a database counts. */
async function meaningOf(database: Database): Promise<unknown> {
  return {
    results: await results(database),
    sessions: await rowsOf(
      database,
      `select p.display_name as who, k.display_name as coach, s.held_on, s.seconds, s.skill
       from coaching_sessions as s join people as p using (person_id) left join people as k on k.person_id = s.coach_id order by 1, 3, 5`,
    ),
    workshops: await rowsOf(
      database,
      `select w.name, w.held_on, w.hours, p.display_name as who, a.has_attended from workshop_attendances as a
       join workshops as w using (workshop_id) join people as p using (person_id) order by 1, 2, 4`,
    ),
    uses: await rowsOf(
      database,
      `select p.display_name as who, e.kind, i.title, e.occurred_at, e.seconds, e.tool from content_events as e
       join people as p on p.person_id = e.rep_id left join content_items as i using (content_item_id) order by 1, 4`,
    ),
    places: await rowsOf(
      database,
      `select name, source from courses union all select title, source from content_items union all select name, source from workshops order by 1, 2`,
    ),
    days: await rowsOf(database, `select day, opens, downloads from content_days order by 1`),
  }
}

describe('one house', () => {
  let database: Database
  beforeEach(async () => {
    database = await freshDatabase()
    await deliver(database, { 'people.csv': people })
  })

  it('a course: assigned, failed, passed, with the day of the organisation', async () => {
    await send(database, [
      says('registered', {
        timestamp: '2026-05-01T08:00:00Z',
        context: { registration: '33333333-0000-4000-8000-000000000001' },
      }),
      // 23:30 in UTC is the next day in Paris.
      says('passed', {
        timestamp: '2026-05-03T23:30:00Z',
        result: { score: { scaled: 0.8 }, duration: 'PT30M' },
        context: { registration: '33333333-0000-4000-8000-000000000001' },
      }),
    ])
    expect(await results(database)).toEqual([
      {
        who: 'Léa Martin',
        course: 'Négociation',
        kind: 'course',
        assigned_on: '2026-05-01',
        completed_on: '2026-05-04',
        score: 0.8,
        is_passed: true,
        seconds: 1800,
      },
    ])
  })

  it('without a registration, each day is a try', async () => {
    await send(database, [
      says('failed', { timestamp: '2026-05-01T08:00:00Z' }),
      says('passed', { timestamp: '2026-05-01T09:00:00Z' }),
      says('passed', { timestamp: '2027-05-01T09:00:00Z' }),
    ])
    expect((await results(database)).map((row) => [row['completed_on'], row['is_passed']])).toEqual([
      ['2026-05-01', true],
      ['2027-05-01', true],
    ])
  })

  it('people are known by address, hash, account, and within a group', async () => {
    await send(database, [
      says('completed', { actor: tom }),
      says('completed', { actor: ada }),
      says('attended', {
        actor: { objectType: 'Group', member: [lea, tom] },
        object: course('Atelier', 'meeting', 'w1'),
        result: { duration: 'PT3H' },
      }),
    ])
    expect((await results(database)).map(({ who }) => who)).toEqual(['Ada Coach', 'Tom Petit'])
    expect(await meaningOf(database)).toMatchObject({
      workshops: [
        { name: 'Atelier', held_on: '2026-05-01', hours: 3, who: 'Léa Martin', has_attended: true },
        { name: 'Atelier', hours: 3, who: 'Tom Petit' },
      ],
    })
  })

  it('with an instructor it is a coaching session', async () => {
    await send(
      database,
      says('attended', {
        object: course('Objections', 'meeting'),
        context: { instructor: ada },
        result: { duration: 'PT45M' },
      }),
    )
    expect(await meaningOf(database)).toMatchObject({
      sessions: [
        { who: 'Léa Martin', coach: 'Ada Coach', held_on: '2026-05-01', seconds: 2700, skill: 'Objections' },
      ],
      workshops: [],
    })
  })

  it('views and downloads are uses of content, and are added up by day', async () => {
    const viewed = { id: 'http://id.tincanapi.com/verb/viewed' }
    const downloaded = { id: 'http://id.tincanapi.com/verb/downloaded' }
    const deck = course('Tarifs 2026', 'file', 'deck')
    const first = says('x', { verb: viewed, object: deck, context: { platform: 'Portail' } })
    await send(database, [first, says('x', { verb: downloaded, object: deck })])
    expect(await meaningOf(database)).toMatchObject({
      uses: [
        { kind: 'open', title: 'Tarifs 2026', tool: 'Portail' },
        { kind: 'download', title: 'Tarifs 2026' },
      ],
      days: [{ opens: 1, downloads: 1 }],
    })
    await send(database, says('voided', { object: { objectType: 'StatementRef', id: first['id'] } }))
    expect(await meaningOf(database)).toMatchObject({
      uses: [{ kind: 'download' }],
      days: [{ opens: 0, downloads: 1 }],
    })
  })

  it('voiding takes the result back, also when it comes first; the course nobody took goes with it', async () => {
    const done = says('completed')
    const back = says('voided', { object: { objectType: 'StatementRef', id: done['id'] } })
    await send(database, done)
    await send(database, back)
    expect(await results(database)).toEqual([])
    expect(await meaningOf(database)).toMatchObject({ places: [] })
    const early = says('completed')
    await send(database, says('voided', { object: { objectType: 'StatementRef', id: early['id'] } }))
    await send(database, early)
    expect(await results(database)).toEqual([])
  })

  it('two programs that send the same record count it once, and either takes it back', async () => {
    const done = says('completed')
    await send(database, done, 'tokens')
    await send(database, done, 'files')
    expect((await results(database)).length).toBe(1)
    await send(database, says('voided', { object: { objectType: 'StatementRef', id: done['id'] } }), 'files')
    expect(await results(database)).toEqual([])
  })

  it('whoever is unknown waits, is counted, and counts once she is known', async () => {
    const eve = { mbox: 'mailto:eve@example.com' }
    const coached = says('attended', { actor: lea, context: { instructor: eve } })
    await send(database, [says('completed', { actor: eve }), says('scored', { actor: eve }), coached])
    expect(await results(database)).toEqual([])
    const status = await database.read(owner, readStatus)
    expect([status.statements, status.waitingAgents, status.waitingStatements]).toEqual([3, 1, 2])
    expect((await database.read(owner, (query) => readWaiting(query, 10)))[0]).toMatchObject({
      written: 'eve@example.com',
      records: 2,
    })
    await deliver(database, { 'people.csv': 'email,name\neve@example.com,Ève Neuve\n' })
    expect((await results(database)).map(({ who }) => who)).toEqual(['Ève Neuve'])
    expect(await meaningOf(database)).toMatchObject({ sessions: [{ who: 'Léa Martin', coach: 'Ève Neuve' }] })
    expect((await database.read(owner, readStatus)).waitingAgents).toBe(0)
  })

  it('an administrator says who an account is; every door knows it from then on', async () => {
    const account = { account: { homePage: 'https://lms.example.com', name: '4711' } }
    await send(database, says('completed', { actor: account }))
    const [waiting] = await database.read(owner, (query) => readWaiting(query, 10))
    const [{ person_id: tomsId }] = (await rowsOf(
      database,
      `select person_id from people where display_name = 'Tom Petit'`,
    )) as [{ person_id: string }]
    await database.write(owner, (query) => linkAgent(query, waiting?.key ?? '', Number(tomsId)))
    expect((await results(database)).map(({ who }) => who)).toEqual(['Tom Petit'])
    await send(database, says('completed', { actor: account, timestamp: '2026-05-09T10:00:00Z' }))
    expect((await results(database)).length).toBe(2)
  })

  it('a course of another source with the same name is the same course; a new name follows', async () => {
    await deliver(database, {
      'courses.csv': 'course_id,course_name,course_kind\nK1,Négociation,certification\n',
    })
    await send(database, says('completed'))
    expect(await results(database)).toMatchObject([{ course: 'Négociation', kind: 'certification' }])
    expect(await rowsOf(database, 'select 1 as one from courses')).toHaveLength(1)
    await send(
      database,
      says('completed', { object: course('Négocier', 'course'), timestamp: '2026-05-20T10:00:00Z' }),
    )
    expect((await results(database)).map((row) => row['course'])).toEqual(['Négocier', 'Négocier'])
  })

  it('parts of a course have no result of their own; what an administrator says wins', async () => {
    const question = course('Question 1', 'question', 'q1')
    const odd = says('completed', { object: question })
    await send(database, [odd, says('x', { verb: { id: 'https://example.com/verbs/validated' } })])
    expect(await results(database)).toEqual([])
    await database.write(owner, async (query) => {
      await changeChoices(query, { verb: 'https://example.com/verbs/validated', meaning: 'passed' }, now)
      await changeChoices(
        query,
        {
          activity: 'https://example.com/q1',
          choice: { use: 'certification', course: 'Certification vente' },
        },
        now,
      )
      await deriveAll(query)
    })
    expect((await results(database)).map((row) => [row['course'], row['kind'], row['is_passed']])).toEqual([
      ['Certification vente', 'certification', null],
      ['Négociation', 'course', true],
    ])
    await database.write(owner, async (query) => {
      await changeChoices(query, { verb: 'https://example.com/verbs/validated', meaning: null }, now)
      await changeChoices(query, { activity: 'https://example.com/q1', choice: null }, now)
      await deriveAll(query)
    })
    expect(await results(database)).toEqual([])
  })

  it('odd lengths, scores and dates refuse nothing and break nothing', async () => {
    const huge = JSON.stringify(
      says('scored', { result: { score: { raw: 7 }, duration: 'P99999999Y' } }),
    ).replace('"raw":7', '"raw":1e400,"max":1e401')
    await send(database, JSON.parse(huge.replace('1e400', '1').replace('1e401', '2')))
    await send(database, [
      says('completed', { timestamp: '0001-01-01T00:00:00Z' }),
      says('completed', { timestamp: '9999-12-31T23:59:59Z' }),
      says('completed', { object: { id: `https://example.com/${'x'.repeat(3900)}` } }),
    ])
    expect((await results(database)).length).toBe(4)
  })
})

it('any order and repetition of deliveries ends in the same state', { timeout: 600_000 }, async () => {
  const done = says('completed', { context: { registration: '33333333-0000-4000-8000-000000000002' } })
  const taken = says('passed', { actor: tom })
  const records = [
    says('registered', { context: { registration: '33333333-0000-4000-8000-000000000002' } }),
    done,
    says('scored', {
      context: { registration: '33333333-0000-4000-8000-000000000002' },
      result: { score: { raw: 12, max: 20 } },
    }),
    taken,
    says('voided', { object: { objectType: 'StatementRef', id: taken['id'] } }),
    says('attended', { object: course('Atelier', 'meeting', 'w1'), result: { duration: 'PT2H' } }),
    says('attended', {
      actor: tom,
      object: course('Atelier B', 'meeting', 'w1'),
      timestamp: '2026-05-01T11:00:00Z',
      result: { duration: 'PT3H' },
    }),
    says('attended', { actor: tom, context: { instructor: lea } }),
    says('x', {
      verb: { id: 'http://id.tincanapi.com/verb/viewed' },
      object: course('Tarifs', 'file', 'deck'),
    }),
    says('completed', { object: course('Négociation II', 'course'), timestamp: '2026-05-02T10:00:00Z' }),
  ]
  const database = await freshWorld()
  const usual = await stateAfter([records])
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray([...records, ...records], { minLength: records.length * 2 }),
      fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 20, maxLength: 20 }),
      async (shuffled, sizes) => {
        const deliveries: Record<string, unknown>[][] = []
        for (let at = 0; at < shuffled.length; at += deliveries.at(-1)?.length ?? 1)
          deliveries.push(shuffled.slice(at, at + (sizes[deliveries.length] ?? 1)))
        expect(await stateAfter(deliveries)).toEqual(usual)
      },
    ),
    { numRuns: 50, seed: 20_260_601 },
  )

  async function stateAfter(deliveries: readonly Record<string, unknown>[][]): Promise<unknown> {
    await database.empty()
    await deliver(database, { 'people.csv': people })
    for (const delivery of deliveries)
      await send(database, [...new Map(delivery.map((one) => [one['id'], one])).values()])
    return meaningOf(database)
  }
})

it('10,000 statements of 200 people arrive as one', async () => {
  const database = await freshDatabase()
  const many = Array.from({ length: 200 }, (_, index) => `p${index}@example.com,Person ${index}`)
  await deliver(database, { 'people.csv': `email,name\n${many.join('\n')}\n` })
  const statements = Array.from({ length: 10_000 }, (_, index) =>
    says('completed', {
      actor: { mbox: `mailto:p${index % 200}@example.com` },
      object: course(`Module ${index % 50}`, 'course', `m${index % 50}`),
      timestamp: `2026-05-${String(1 + (index % 28)).padStart(2, '0')}T10:00:00Z`,
    }),
  )
  const seconds = ownSeconds()
  const taken = await send(database, statements)
  expect(taken.added).toBe(10_000)
  const [{ count }] = (await rowsOf(database, 'select count(*) from training_results')) as [{ count: string }]
  // One try for each person, module and day: lcm(200, 50, 28) = 1400 of them.
  expect(Number(count)).toBe(1400)
  // A wide bound: what is measured is in bench/; this only tells a slip into minutes.
  expect(seconds()).toBeLessThan(30)
})
