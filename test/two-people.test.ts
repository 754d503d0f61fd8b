// Two reps, and two managers, open the same metric page: each is told her own rows, equal totals where both may see them, the same
// definition, and nothing from which the other's could be worked out. A right that is taken away is gone with the next request.
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { owner } from '../model/reader.ts'
import { testApi } from './api.ts'
import { type Browser, browserOf } from './browser-of.ts'
import { freshDatabase } from './database.ts'
import { setUpFirst } from './first-account.ts'
import { fillWorld, world } from './world-of-groups.ts'

const now = new Date('2026-06-30T12:00:00Z')
const database = await freshDatabase()
const api = testApi(database, { now })
const base = '/api/metrics/conversion-rate'
const period = 'period=all'
/** North is people 1 to 9, South 10 to 17. */
const people = { 'rep of North': 1, 'rep of South': 11, 'manager of North': 2, 'manager of South': 12 }
type Name = keyof typeof people
const browsers = new Map<Name, Browser>()
let administrator: Browser

interface Answer {
  readonly id: string
  readonly value: unknown
  readonly n: number | null
}
interface Page {
  readonly rows: readonly Readonly<Record<string, unknown>>[]
  readonly total: number
  readonly hidden?: number | null
}

beforeAll(async () => {
  await fillWorld(database, 1)
  await database.write(owner, async (query) => {
    for (const [team, manager_id] of [
      ['North', people['manager of North']],
      ['South', people['manager of South']],
    ] as const)
      await query.updateTable('teams').set({ manager_id }).where('name', '=', team).execute()
    // Everybody was told before anything was measured.
    await sql`insert into notice_versions (name, text_fr, text_en, published_at) values ('1', 'x', 'x', '2024-01-01')`.execute(
      query,
    )
    await sql`insert into notice_receipts (person_id, notice_version_id, received_at, way)
      select person_id, (select max(notice_version_id) from notice_versions), '2024-01-02', 'on paper' from people`.execute(
      query,
    )
  })
  const first = await setUpFirst(api, now)
  administrator = first.browser
  for (const [name, personId] of Object.entries(people) as [Name, number][]) {
    const { token } = await administrator.json<{ token: string }>('POST', '/api/users', {
      email: `${name.replaceAll(' ', '.')}@example.com`,
      displayName: name,
      roles: [name.split(' ')[0]],
      personId,
    })
    const browser = browserOf(api)
    await browser.json('POST', '/api/invitations/accept', { token, password: 'un banc sous le tilleul' })
    browsers.set(name, browser)
  }
})

const get = <Json>(name: Name, address: string): Promise<Json> =>
  browsers.get(name)!.json<Json>('GET', address)
const answersOf = async (name: Name, scope = 'organisation'): Promise<Map<string, Answer>> => {
  const { answers } = await get<{ answers: Answer[] }>(name, `${base}?${period}&scope=${scope}`)
  return new Map(answers.map((one) => [one.id, one]))
}
const repsIn = ({ rows }: Page): string[] => [...new Set(rows.map((row) => String(row['rep'])))].toSorted()
const rowsOf = (name: Name, scope = 'organisation'): Promise<Page> =>
  get<Page>(name, `${base}/rows?${period}&answer=won-deals&limit=500&scope=${scope}`)

describe.each([
  ['rep of North', 'rep of South'],
  ['manager of North', 'manager of South'],
] as const)('%s and %s', (one, other) => {
  it('read the same definition', async () => {
    expect(await get(one, '/api/metrics')).toEqual(await get(other, '/api/metrics'))
  })

  it('are told equal totals where both may see them', async () => {
    const [first, second] = [await answersOf(one), await answersOf(other)]
    const both = [...first].filter(([id, answer]) => answer.value !== null && second.get(id)?.value !== null)
    expect(both.length).toBeGreaterThan(2)
    for (const [id, answer] of both)
      expect([answer.value, answer.n], id).toEqual([second.get(id)?.value, second.get(id)?.n])
  })

  it('each see rows of their own, and count the others', async () => {
    const [first, second] = [await rowsOf(one), await rowsOf(other)]
    expect(first.total).toBeGreaterThan(0)
    expect(second.total).toBeGreaterThan(0)
    // Who went from one team to the other is in both, with other rows.
    const theirs = new Set(second.rows.map((row) => JSON.stringify(row)))
    expect(first.rows.filter((row) => theirs.has(JSON.stringify(row)))).toEqual([])
    // The rows of both and those that each is not shown are the same whole.
    if (typeof first.hidden === 'number' && typeof second.hidden === 'number')
      expect(first.total + first.hidden).toBe(second.total + second.hidden)
  })

  it('cannot ask for the other’s, by name, by team or by a split', async () => {
    const theirs = people[other]
    for (const address of [
      `${base}?${period}&scope=rep:${theirs}`,
      `${base}/rows?${period}&answer=won-deals&scope=rep:${theirs}`,
      `${base}/rows-file?${period}&answer=won-deals&scope=rep:${theirs}`,
      `${base}/trend?${period}&answer=won-deals&scope=rep:${theirs}`,
      `${base}?${period}&scope=team:${other.includes('North') ? 1 : 2}`,
      `/api/people/${theirs}/data`,
      `/api/people/${theirs}/calendar`,
    ])
      expect((await browsers.get(one)!.send('GET', address)).status, address).toBe(404)
    for (const dimension of ['industry', 'segment', 'country', 'month', 'lead-source', 'product']) {
      const address = `${base}/breakdown?${period}&answer=won-deals&by=${dimension}`
      expect((await browsers.get(one)!.send('GET', address)).status, address).toBe(400)
    }
  })

  it('cannot work it out: what is left of a total without one’s own is of five people at least', async () => {
    const shown = await answersOf(one)
    if (shown.get('won-deals')?.value === null) return
    const own = new Set(repsIn(await rowsOf(one)))
    const client = await database.connect(owner)
    const { rows } = await client.query<{ name: string }>(
      `select distinct p.display_name as name from opportunities as o join people as p on p.person_id = o.owner_id
       where o.outcome = 'won'`,
    )
    client.release()
    expect(rows.filter(({ name }) => !own.has(name)).length).toBeGreaterThanOrEqual(5)
  })
})

describe('a right that is taken away', () => {
  it('of a manager: her team’s rows are gone with the next request', async () => {
    expect((await rowsOf('manager of South')).total).toBeGreaterThan(0)
    await database.write(owner, (query) =>
      query.updateTable('teams').set({ manager_id: null }).where('name', '=', 'South').execute(),
    )
    const left = repsIn(await rowsOf('manager of South'))
    expect(left.filter((rep) => rep !== `Person ${people['manager of South']}`)).toEqual([])
    const team = await browsers.get('manager of South')!.send('GET', `${base}?${period}&scope=team:2`)
    expect(team.status).toBe(404)
  })

  it('of an account: a role, then the account itself', async () => {
    const { account } = await get<{ account: { userId: number } }>('rep of North', '/api/session')
    await administrator.json('PUT', `/api/users/${account.userId}`, { roles: ['marketing'] })
    expect((await rowsOf('rep of North')).total).toBe(0)
    await administrator.json('PUT', `/api/users/${account.userId}`, { state: 'deactivated' })
    expect((await browsers.get('rep of North')!.send('GET', `${base}?${period}`)).status).toBe(401)
  })
})

it('the world is the one that the tests speak of', () => {
  expect(world.teams.slice(0, 2)).toEqual(['North', 'South'])
})
