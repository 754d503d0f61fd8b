// Signed in, over the API: two reps, their manager, an analyst and marketing open the same pages, and each is told what is
// hers; nobody can work out another's.
import { beforeAll, describe, expect, it } from 'vitest'
import { owner } from '../model/reader.ts'
import { testApi } from './api.ts'
import { type Browser, browserOf } from './browser-of.ts'
import { freshDatabase } from './database.ts'
import { setUpFirst } from './first-account.ts'
import { tell } from './story.ts'

const now = new Date('2026-04-10T12:00:00Z')
const database = await freshDatabase()
const api = testApi(database, { now })
const others = Array.from({ length: 8 }, (_, i) => `Zorba ${i}`)
const people = new Map<string, number>()
const browsers = new Map<string, Browser>()
const as = (who: string): Browser => browsers.get(who)!

interface Measured {
  state: string
  answers: { id: string; value: unknown; note: { fr: string; en: string } | null }[]
}
interface Listed {
  rows: Record<string, unknown>[]
  total: number
  hidden?: number | null
}
const conversion = '/api/metrics/conversion-rate'
const wonRows = `${conversion}/rows?period=2026-Q1&answer=won-deals`

beforeAll(async () => {
  const names = ['Zada', 'Zbob', ...others]
  await tell(database, {
    people: {
      Zada: 'North',
      Zbob: 'North',
      ...Object.fromEntries(others.map((name) => [name, 'South'])),
      Zmia: null,
    },
    deals: names.flatMap((owns) =>
      ['2026-01-15', '2026-02-15', '2026-03-15'].map((won) => ({ owner: owns, opened: '2025-12-01', won })),
    ),
  })
  await database.write(owner, async (query) => {
    for (const { person_id, display_name } of await query.selectFrom('people').selectAll().execute())
      people.set(display_name, person_id)
    await query
      .updateTable('teams')
      .set({ manager_id: people.get('Zmia')! })
      .where('name', '=', 'North')
      .execute()
  })
  const first = await setUpFirst(api, now)
  for (const [who, role, person] of [
    ['Zada', 'rep', 'Zada'],
    ['Zbob', 'rep', 'Zbob'],
    ['Zmia', 'manager', 'Zmia'],
    ['analyst', 'analyst', null],
    ['marketing', 'marketing', null],
  ] as const) {
    const { token } = await first.browser.json<{ token: string }>('POST', '/api/users', {
      email: `${who}@example.com`.toLowerCase(),
      displayName: who,
      roles: [role],
      personId: person === null ? null : people.get(person),
    })
    const browser = browserOf(api)
    await browser.json('POST', '/api/invitations/accept', { token, password: 'un banc sous le tilleul' })
    browsers.set(who, browser)
  }
})

describe('two people at the same page', () => {
  it('see equal totals and the same definition, and each her own rows', async () => {
    const [zada, zbob] = await Promise.all(
      ['Zada', 'Zbob'].map((who) => as(who).json<Measured>('GET', `${conversion}?period=2026-Q1`)),
    )
    expect(zada).toEqual(zbob)
    expect(zada!.answers.find((answer) => answer.id === 'won-deals')!.value).toBe(30)
    for (const who of ['Zada', 'Zbob']) {
      const { rows, total, hidden } = await as(who).json<Listed>('GET', wonRows)
      expect([total, hidden]).toEqual([3, 27])
      expect(new Set(rows.map((row) => row['rep']))).toEqual(new Set([who]))
    }
  })

  it('cannot ask for each other: the answer is that of a person whom there is not', async () => {
    for (const path of ['', '/rows', '/trend', '/rows-file', '/breakdown']) {
      const asked = async (scope: string) => {
        const response = await as('Zada').send(
          'GET',
          `${conversion}${path}?scope=${scope}&by=rep`.replace(path === '/breakdown' ? '' : '&by=rep', ''),
        )
        const { requestId: _, ...error } = await api.refusal(response)
        return { status: response.status, error }
      }
      const missing = await asked('rep:99999')
      expect(missing.status, path).toBe(404)
      expect(await asked(`rep:${people.get('Zbob')}`), path).toEqual(missing)
    }
    expect((await as('Zada').send('GET', `/api/health?scope=rep:${people.get('Zbob')}`)).status).toBe(404)
    expect((await as('Zada').send('GET', `/api/health?scope=rep:${people.get('Zada')}`)).status).toBe(200)
  })
})

describe('a manager', () => {
  it('lists her team and nobody else, and that is written down for each of them', async () => {
    const { rows, hidden } = await as('Zmia').json<Listed>('GET', wonRows)
    expect(new Set(rows.map((row) => row['rep']))).toEqual(new Set(['Zada', 'Zbob']))
    expect(hidden).toBe(24)
    await (await as('Zmia').send('GET', `${conversion}/rows-file?period=2026-Q1&answer=won-deals`)).text()
    const entries = await database.read(owner, (query) =>
      query.selectFrom('access_journal').select(['person_id', 'purpose']).execute(),
    )
    for (const purpose of ['rows', 'rowsFile']) {
      const whom = entries.filter((entry) => entry.purpose === purpose).map((entry) => entry.person_id)
      expect(new Set(whom), purpose).toEqual(new Set([people.get('Zada'), people.get('Zbob')]))
    }
  })

  it('the journal says what kind of data it was', async () => {
    const scope = `scope=rep:${people.get('Zada')}`
    await as('Zmia').json('GET', `/api/metrics/time-spent-selling?${scope}`)
    const entry = await database.read(owner, (query) =>
      query
        .selectFrom('access_journal')
        .selectAll()
        .orderBy('entry', 'desc')
        .limit(1)
        .executeTakeFirstOrThrow(),
    )
    expect(entry).toMatchObject({ person_id: people.get('Zada'), data_kind: 'time', purpose: 'measurement' })
  })
})

describe('who sees no names', () => {
  it('an analyst has every row under pseudonyms that stay the same and lead nowhere', async () => {
    const first = await as('analyst').json<Listed>('GET', wonRows)
    expect([first.total, first.hidden]).toEqual([30, undefined])
    const pseudonyms = new Set(first.rows.map((row) => row['rep']))
    expect(pseudonyms.size).toBe(10)
    for (const pseudonym of pseudonyms) expect(pseudonym).toMatch(/^P-[\w-]{10}$/)
    const again = await as('analyst').json<Listed>('GET', wonRows)
    expect(again).toEqual(first)
    const { lines } = await as('analyst').json<{ lines: { key: string; label: string; scope: unknown }[] }>(
      'GET',
      `${conversion}/breakdown?period=2026-Q1&by=rep&answer=won-deals`,
    )
    expect(new Set(lines.map((line) => line.label))).toEqual(pseudonyms)
    for (const line of lines) expect([line.key, line.scope]).toEqual([line.label, null])
  })

  it('marketing has the figures of all and no row', async () => {
    const { answers } = await as('marketing').json<Measured>('GET', `${conversion}?period=2026-Q1`)
    expect(answers.find((answer) => answer.id === 'won-deals')!.value).toBe(30)
    const { rows, total, hidden } = await as('marketing').json<Listed>('GET', wonRows)
    expect([rows, total, hidden]).toEqual([[], 0, 30])
    const file = await (
      await as('marketing').send('GET', `${conversion}/rows-file?period=2026-Q1&answer=won-deals`)
    ).text()
    for (const name of people.keys()) expect(file).not.toContain(name)
  })
})
