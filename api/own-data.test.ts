// What a person reads and asks on her own page: kinds of data held, notices, requests for a correction.
import { beforeAll, expect, test } from 'vitest'
import { owner, type Reader } from '../model/reader.ts'
import { testApi } from '../test/api.ts'
import { freshDatabase } from '../test/database.ts'
import { tell } from '../test/story.ts'
import type { Answer } from './contract/types.ts'
import type { Place } from './handler.ts'
import { privacyHandlers } from './routes/privacy.ts'

const database = await freshDatabase()
const now = new Date('2026-06-30T12:00:00Z')
const api = testApi(database, { now })
const ids = new Map<string, number>()
const of = (name: string) => ids.get(name) ?? 0

/** The handlers as a signed-in person reaches them; a refusal by its id. */
const as = (reader: Reader) => {
  const place = { database, clock: () => now } as unknown as Place
  return async (name: keyof typeof privacyHandlers, parts: object): Promise<unknown> => {
    const call = { reader, requestId: 'r', query: {}, path: {}, ...parts } as never
    const work: Promise<unknown> = privacyHandlers[name](place, call)
    return work.catch((error: unknown) => (error as { id?: string }).id ?? error)
  }
}
const rep = (name: string) => as({ personId: of(name), roles: ['rep'] })

beforeAll(async () => {
  await tell(database, {
    people: { 'Ada Byron': 'North', 'Grace Murray': 'North' },
    deals: [
      { owner: 'Ada Byron', account: 'Acme', opened: '2026-01-10', won: '2026-03-01', amount: 100n },
      { owner: 'Grace Murray', account: 'Bolt', opened: '2026-01-10', lost: '2026-03-01', amount: 200n },
    ],
  })
  const people = await database.read(owner, (query) =>
    query.selectFrom('people').select(['person_id', 'display_name']).execute(),
  )
  for (const { person_id, display_name } of people) ids.set(display_name, person_id)
})

test('everything held is told kind by kind, with its words and its first rows, and with nobody else in it', async () => {
  const path = `/api/people/${of('Ada Byron')}/held`
  const held = await api.json<Answer<'heldData'>>('GET', path)
  expect(held.map(({ table, count }) => [table, count])).toEqual(
    expect.arrayContaining([
      ['people', 1],
      ['opportunities', 1],
      ['memberships', 1],
    ]),
  )
  const person = held.find(({ table }) => table === 'people')
  expect(person?.name).toEqual({ fr: 'Personnes', en: 'People' })
  expect(person?.rows[0]?.[person.columns.indexOf('display_name')]).toBe('Ada Byron')
  expect(person?.columns).not.toContain('person_id')
  expect(JSON.stringify(held)).not.toContain('Grace')
  // The owner of the machine looked: that is written down for her.
  const looks = await api.json<Answer<'looks'>>('GET', `/api/people/${of('Ada Byron')}/looks`)
  expect(looks[0]?.purpose).toBe('heldData')
})

test('a stranger’s page answers like one that is not there', async () => {
  for (const name of ['heldData', 'ownNotices'] as const)
    expect(await rep('Grace Murray')(name, { path: { personId: of('Ada Byron') } }), name).toBe('not-found')
  expect(
    await rep('Grace Murray')('receiveNotice', { path: { personId: of('Ada Byron'), version: 'v1' } }),
  ).toBe('not-found')
})

test('a person sees the newest notice, and those she got; only she says that she read one', async () => {
  const publish = (name: string) =>
    api.json('POST', '/api/privacy/notices', { name, text: { fr: `Texte ${name}`, en: `Text ${name}` } })
  await publish('v1')
  await publish('v2')
  const ada = rep('Ada Byron')
  const path = { personId: of('Ada Byron') }
  expect(await ada('ownNotices', { path })).toMatchObject([{ name: 'v2', receivedAt: null, way: null }])
  expect(await ada('receiveNotice', { path: { ...path, version: 'v1' } })).toEqual({ recorded: 1 })
  expect(await ada('ownNotices', { path })).toMatchObject([
    { name: 'v2', receivedAt: null },
    { name: 'v1', receivedAt: now, way: 'on screen' },
  ])
  expect(await ada('receiveNotice', { path: { ...path, version: 'v9' } })).toBe('not-found')
  // Not even the owner of the machine reads it for her.
  expect(
    (await api.send('POST', `/api/people/${path.personId}/notices/v2/receipt`, { body: {} })).status,
  ).toBe(404)
})

test('a request for a correction reaches those who can correct, until it is answered', async () => {
  const subject = { kind: 'record', recordKind: 'person', recordId: of('Ada Byron') }
  const ask = (name: string) =>
    rep(name)('writeNote', { body: { kind: 'contest', subject, body: 'My address changed.' } })
  expect(await ask('Grace Murray')).toBe('not-found')
  expect(await ask('Ada Byron')).toMatchObject({ personId: of('Ada Byron'), subject })
  const open = () => api.json<Answer<'correctionRequests'>>('GET', '/api/privacy/correction-requests')
  const [request] = await open()
  expect(request).toMatchObject({ body: 'My address changed.', authorName: 'Ada Byron', subject })
  const leader = as({ personId: null, roles: ['leader'] })
  expect(await leader('notes', { query: { recordKind: 'person', recordId: of('Ada Byron') } })).toBe(
    'not-found',
  )
  await api.json('POST', `/api/notes/${request?.noteId}/reply`, { reply: 'Done.' })
  expect(await open()).toEqual([])
  expect(await rep('Ada Byron')('notesAbout', { path: { personId: of('Ada Byron') } })).toMatchObject([
    { reply: 'Done.' },
  ])
})

test('the smallest group can be raised, never below five', async () => {
  const set = (people: number, status = 200) =>
    api.json<Answer<'setSmallestGroup'>>('PUT', '/api/privacy/smallest-group', { people }, status)
  expect(await set(8)).toEqual({ people: 8, least: 5 })
  await set(4, 422)
  const { smallestGroup } = await api.json<Answer<'retention'>>('GET', '/api/privacy/retention')
  expect(smallestGroup).toEqual({ people: 8, least: 5 })
  expect(await set(5)).toEqual({ people: 5, least: 5 })
})
