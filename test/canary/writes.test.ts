// The words of test/canary/world.ts in what comes back from routes that write, as each role: done, refused or not understood. And
// of a delivery with refused rows, whose report quotes what stood in them: told to who keeps the data, and to nobody else.
import { beforeAll, describe, expect, it } from 'vitest'
import type { Endpoint } from '../../api/contract/endpoint.ts'
import { endpoints } from '../../api/contract/endpoints.ts'
import { owner } from '../../model/reader.ts'
import { type House, openHouse, textOf } from './house.ts'
import { wordsIn } from './world.ts'
import { freshDatabase } from '../database.ts'
import { requestOf } from '../requests.ts'

const now = new Date('2026-06-30T12:00:00Z')
const database = await freshDatabase()
const writing = Object.entries(endpoints as Readonly<Record<string, Endpoint>>).filter(
  ([, { method }]) => method !== 'GET',
)
/** After these somebody is not who she was, or not signed in: tried last, and by the administrator alone. */
const last = [
  'joinPeople',
  'undoImport',
  'erasePerson',
  'loadDemonstration',
  'removeDemonstration',
  'signOutEverywhere',
  'signOut',
]
let house: House

beforeAll(async () => {
  house = await openHouse(database, now)
})

/** Numbers that are somebody's or something's, and one that is nobody's. */
const numbersOf = (parameter: string): readonly string[] => {
  const known: Readonly<Record<string, readonly string[]>> = {
    personId: ['Ada', 'Edsger', 'Idle'].map((name) => String(house.people.get(name))),
    importId: ['1'],
    noteId: ['1', '2'],
    version: ['x'],
    rule: ['leads', 'journal'],
    packageId: ['1'],
  }
  return [...(known[parameter] ?? ['1', '2']), '999999']
}

function addressesOf(name: string, row: Endpoint): readonly string[] {
  let asked: Record<string, string>[] = [{}]
  for (const [, parameter = ''] of row.path.matchAll(/:(\w+)/g))
    asked = asked.flatMap((values) =>
      numbersOf(parameter).map((number) => ({ ...values, [parameter]: number })),
    )
  return asked.map((values) => {
    const { path, query } = requestOf(name, row, values)
    return query === '' ? path : `${path}?${query}`
  })
}

/** What one visitor is answered by a route: asked as its schemas want it, and with a word that they refuse. */
async function answersTo(
  visitorName: string,
  name: string,
  row: Endpoint,
): Promise<{ leaks: string[]; seen: string[]; isDone: boolean }> {
  const visitor = house.visitors.get(visitorName)!
  const leaks: string[] = []
  const seen: string[] = []
  let isDone = false
  for (const address of addressesOf(name, row)) {
    const { body } = requestOf(name, row)
    const bodies =
      body === undefined ? [undefined] : [{ ...(body as object), Qztyped: 'Qztyped' }, ['Qztyped'], body]
    for (const one of bodies) {
      const response = await visitor.browser.send(row.method, address, one)
      const text = await textOf(response)
      isDone ||= response.ok
      const place = `${row.method} ${address}`
      if (response.status >= 500 && response.status !== 503) leaks.push(`${place}: ${response.status}`)
      // A refusal names fields of ours, and says nothing again that was typed.
      if (!response.ok && text.includes('Qztyped')) leaks.push(`${place}: says again what was typed`)
      leaks.push(...house.leaksIn(visitor, address, text).map((leak) => `${row.method} ${leak}`))
      seen.push(...wordsIn(text).map((word) => house.words.get(word)?.column ?? ''))
    }
  }
  return { leaks: [...new Set(leaks)], seen, isDone }
}

describe('a crawl of every route that writes', () => {
  const done = new Set<string>()
  const ordinary = writing.filter(([name]) => !last.includes(name))

  it.each([
    'nobody',
    'marketing',
    'analyst',
    'rep of another team',
    'rep of the team',
    'manager',
    'leader',
    'administrator',
  ])('as %s is answered nothing that she may not see', { timeout: 600_000 }, async (visitor) => {
    const leaks: string[] = []
    const seen: string[] = []
    for (const [name, row] of ordinary) {
      const found = await answersTo(visitor, name, row)
      leaks.push(...found.leaks)
      seen.push(...found.seen)
      if (found.isDone) done.add(name)
    }
    expect(leaks).toEqual([])
    // What is never told anything would prove nothing.
    if (visitor === 'administrator') expect(seen).toContain('people.display_name')
  })

  it('got through to most of them', () => {
    expect(done.size).toBeGreaterThan(ordinary.length / 3)
    for (const name of ['writeNote', 'addTeam', 'correctPerson', 'publishNotice', 'makeToken'])
      expect([...done]).toContain(name)
  })
})

interface Report {
  readonly importId: number
  readonly state: string
  readonly progress: object | null
}

describe('a delivery with refused rows', () => {
  const word = (n: number): string => `qz900x0x${n}zq`
  const file = `deal_id,title,amount,currency,stage,owner_email,created_at,account
D-901,${word(1)},${word(2)},EUR,Proposal,${word(3)}@example.com,2026-01-10,
D-902,${word(4)},100,EUR,Proposal,${word(5)}@example.com,${word(6)},
D-903,${word(7)},100,EUR,Proposal,,2026-01-11,
${Array.from({ length: 20 }, (_, i) => `D-${910 + i},Stock,100,EUR,Proposal,,2026-01-11,`).join('\n')}
`
  let importId: number

  const told = async (name: string): Promise<{ leaks: string[]; seen: Set<string> }> => {
    const visitor = house.visitors.get(name)!
    const leaks: string[] = []
    const seen = new Set<string>()
    const place = `/api/imports/${importId}`
    for (const [method, address] of [
      ['GET', '/api/imports'],
      ['GET', place],
      ['GET', `${place}/refused-rows?language=fr`],
      ['GET', `${place}/refused-rows?language=en`],
      ['POST', `${place}/stage`],
      ['POST', `${place}/cancel`],
      ['PUT', `${place}/files?name=x.csv`],
    ] as const) {
      // Who may do it would change what the others are asked about.
      if (method !== 'GET' && name === 'administrator') continue
      const response = await visitor.browser.send(method, address, method === 'GET' ? undefined : {})
      const text = await textOf(response)
      leaks.push(...house.leaksIn(visitor, address, text).map((leak) => `${method} ${leak}`))
      for (const found of wordsIn(text)) seen.add(found)
    }
    return { leaks, seen }
  }

  beforeAll(async () => {
    for (let n = 1; n <= 7; n++)
      house.words.set(word(n), {
        column: 'refused_rows.cells',
        readers: ['administrator'],
        people: new Set(),
      })
    const { browser } = house.visitors.get('administrator')!
    const opened = await browser.json<Report>('POST', '/api/imports', {})
    importId = opened.importId
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const place = `/api/imports/${importId}`
    await house.api.send('PUT', `${place}/files?name=deals.csv`, {
      bytes: new TextEncoder().encode(file),
      headers: { cookie },
    })
    const report = await browser.json<Report>('POST', `${place}/stage`, {})
    expect(report.state, JSON.stringify(report)).toBe('staged')
  })

  it('is quoted to the administrator', async () => {
    const { leaks, seen } = await told('administrator')
    expect(leaks).toEqual([])
    expect([...seen]).toEqual(expect.arrayContaining([word(2), word(6)]))
  })

  it.each(['leader', 'manager', 'rep of the team', 'rep of another team', 'marketing', 'analyst', 'nobody'])(
    'is quoted to no %s',
    async (name) => {
      const { leaks, seen } = await told(name)
      expect(leaks).toEqual([])
      expect([...seen]).toEqual([])
    },
  )

  it('stands in no table that somebody else reads, once it is dropped', async () => {
    const { browser } = house.visitors.get('administrator')!
    await browser.json('POST', `/api/imports/${importId}/discard`, {})
    const client = await database.connect(owner)
    const { rows } = await client.query<{ places: string[] | null }>(
      `select array_agg(distinct external_id) as places from opportunities where external_id like 'D-9%'`,
    )
    client.release()
    expect(rows[0]?.places).toBeNull()
  })
})

describe('what ends with somebody being nobody, or signed out', () => {
  it.each(last)(
    '%s answers nothing that an administrator may not see',
    { timeout: 600_000 },
    async (name) => {
      const row = writing.find(([one]) => one === name)?.[1]
      // A demonstration needs an empty house; what is asked is whether it says so and nothing else.
      expect(row, name).toBeDefined()
      for (const visitor of ['marketing', 'rep of the team', 'administrator']) {
        if (name.startsWith('signOut') && visitor !== 'administrator') continue
        expect((await answersTo(visitor, name, row!)).leaks, visitor).toEqual([])
      }
    },
  )
})
