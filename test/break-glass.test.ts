// An administrator who must see one person's data: a reason, sixty minutes, and the person is told.
import { beforeAll, expect, it } from 'vitest'
import { verifyJournal } from '../access/journal/index.ts'
import { owner } from '../model/reader.ts'
import { testApi } from './api.ts'
import { type Browser, browserOf } from './browser-of.ts'
import { freshDatabase } from './database.ts'
import { setUpFirst } from './first-account.ts'
import { tell } from './story.ts'

const database = await freshDatabase()
let now = new Date('2026-04-10T12:00:00Z')
const api = testApi(database, { clock: () => now })
const people = new Map<string, number>()
const later = (minutes: number): void => {
  now = new Date(now.getTime() + minutes * 60_000)
}
const rows = '/api/metrics/conversion-rate/rows?period=2026-Q1&answer=won-deals'
const figures = '/api/metrics/conversion-rate?period=2026-Q1'
let administrator: Browser
let zada: Browser

beforeAll(async () => {
  await tell(database, {
    people: { Zada: 'North', Zbob: 'North', Zoe: null },
    deals: ['Zada', 'Zbob'].map((owns) => ({ owner: owns, opened: '2025-12-01', won: '2026-01-15' })),
  })
  for (const person of await database.read(owner, (query) =>
    query.selectFrom('people').selectAll().execute(),
  ))
    people.set(person.display_name, person.person_id)
  const first = await setUpFirst(api, now)
  administrator = first.browser
  const { token } = await administrator.json<{ token: string }>('POST', '/api/users', {
    email: 'zada@example.com',
    displayName: 'Zada',
    roles: ['rep'],
    personId: people.get('Zada'),
  })
  zada = browserOf(api)
  await zada.json('POST', '/api/invitations/accept', { token, password: 'un banc sous le tilleul' })
  const { account } = await administrator.json<{ account: { userId: number } }>('GET', '/api/session')
  await administrator.json('PUT', `/api/users/${account.userId}`, { roles: ['administrator'] })
})

const codeOf = async (response: Response): Promise<string> => (await api.refusal(response)).code
const open = (person: string, reason: string) =>
  administrator.send('POST', '/api/break-glass', { personId: people.get(person) ?? 99_999, reason })

it('an account that is nobody of the organisation cannot: nobody could be told who it was', async () => {
  expect(await codeOf(await open('Zada', 'a dispute over a commission'))).toBe('not-allowed')
  const { account } = await administrator.json<{ account: { userId: number } }>('GET', '/api/session')
  await administrator.json('PUT', `/api/users/${account.userId}`, { personId: people.get('Zoe') })
})

it('needs a reason of ten characters, and a person whom there is', async () => {
  expect(await codeOf(await open('Zada', 'because'))).toBe('bad-request')
  expect(await codeOf(await open('Zada', '          .          '))).toBe('bad-request')
  expect(await codeOf(await open('nobody', 'a dispute over a commission'))).toBe('not-found')
  expect(await codeOf(await open('Zoe', 'looking at my own rows'))).toBe('not-allowed')
  expect(await codeOf(await administrator.send('GET', figures))).toBe('not-allowed')
})

it('opens that person alone, for sixty minutes', async () => {
  const opened = await open('Zada', 'a dispute over a commission')
  expect(await opened.json()).toEqual({ personId: people.get('Zada'), endsAt: '2026-04-10T13:00:00.000Z' })
  const list = await administrator.json<{ rows: { rep: string }[]; hidden: number | null }>('GET', rows)
  expect([list.rows.map((row) => row.rep), list.hidden]).toEqual([['Zada'], null])
  const home = await administrator.json<{ people: { name: string }[] }>('GET', '/api/home')
  expect(home.people.map((person) => person.name)).toEqual(['Zada'])
  const own = await administrator.json<{ answers: { id: string; value: unknown }[] }>(
    'GET',
    `${figures}&scope=rep:${people.get('Zada')}`,
  )
  expect(own.answers.find((answer) => answer.id === 'won-deals')!.value).toBe(1)
  // Neither anybody else, nor the figures of all.
  expect((await administrator.send('GET', `${figures}&scope=rep:${people.get('Zbob')}`)).status).toBe(404)
  const all = await administrator.json<{ answers: { value: unknown }[] }>('GET', figures)
  for (const answer of all.answers) expect(answer.value).toBeNull()
  later(59)
  expect((await administrator.send('GET', figures)).status).toBe(200)
  later(2)
  expect(await codeOf(await administrator.send('GET', figures))).toBe('not-allowed')
  expect(await administrator.json('GET', '/api/home')).toMatchObject({ people: [] })
})

it('is what the person reads first of all: who, when and why', async () => {
  const looks = await zada.json<{ readerName: string; dataKind: string; purpose: string; at: string }[]>(
    'GET',
    `/api/people/${people.get('Zada')}/looks`,
  )
  expect(looks.at(-1)).toMatchObject({
    readerName: 'Zoe',
    dataKind: 'break-glass',
    purpose: 'a dispute over a commission',
    at: '2026-04-10T12:00:00.000Z',
  })
  // What she then looked at is written down too.
  expect(looks.map((look) => look.purpose)).toEqual(expect.arrayContaining(['rows', 'measurement']))
  expect(await verifyJournal(database, owner)).toMatchObject({ faults: [] })
})

it('is not for the programs of an administrator', async () => {
  const made = await administrator.json<{ token: string }>('POST', '/api/tokens', {
    name: 'script',
    roles: ['administrator'],
    isReadOnly: false,
    days: 1,
  })
  await open('Zada', 'a dispute over a commission')
  const headers = { authorization: `Bearer ${made.token}` }
  expect(await codeOf(await api.send('GET', figures, { headers }))).toBe('not-allowed')
})
