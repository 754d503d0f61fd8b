// The words of test/canary/world.ts on the pages themselves: every address of the page in a browser, as each role. What stands in the
// document (text, titles, attributes, fields), in what the browser keeps, and in the answers that the page holds in memory.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeLog } from '../../api/log.ts'
import { type RunningServer, startServer } from '../../api/server.ts'
import { readPages } from '../../api/static-files.ts'
// @ts-expect-error The launcher's side of the house is plain JavaScript without declarations.
import { prepare } from '../../launch.mjs'
import { owner } from '../../model/reader.ts'
import { type House, openHouse } from '../canary/house.ts'
import { freshDatabase } from '../database.ts'
import { newFolder } from '../processes.ts'
import { register } from '../register.ts'
import { Sitting } from './sitting.ts'
import { browserProgram, openBrowser } from './visitor.ts'

const database = await freshDatabase()
const now = new Date('2026-06-30T12:00:00Z')
/** What each sees on some page, so that finding nothing else is not blindness. */
const expected = {
  nobody: [],
  // Groups of five: of a company of this size she sees sums, and no name.
  marketing: [],
  analyst: ['opportunities.name', 'teams.name'],
  'rep of another team': ['opportunities.name', 'notes.body', 'feedback.comment'],
  'rep of the team': ['opportunities.name', 'accounts.name', 'notes.body', 'feedback.comment'],
  manager: ['opportunities.name', 'people.display_name'],
  leader: ['opportunities.name', 'accounts.name', 'people.display_name'],
  administrator: ['people.display_name', 'teams.name'],
} as const
const roles = Object.keys(expected) as (keyof typeof expected)[]

/** Values for the parameters of the router's paths; one that is missing here fails. */
const parameters: Readonly<Record<string, readonly (string | number)[]>> = {
  $metric: register.map(({ id }) => id),
  $importId: [1],
  $streamId: [1],
}

const paths = [
  ...readFileSync(new URL('../../web/router.tsx', import.meta.url), 'utf8').matchAll(
    /^ {2}path: '([^']+)'/gm,
  ),
].flatMap(([, path = '']) => {
  const name = /\$\w+/.exec(path)?.[0]
  if (name === undefined) return [path]
  const values = parameters[name]
  if (values === undefined) throw new Error(`${path}: no values of ${name} are known`)
  return values.map((value) => `${path.replace(name, String(value))}?period=all`)
})

/** Two reps stand for one role: each opens every page, and half of the metrics. */
function readBy(name: keyof typeof expected): (address: string) => boolean {
  const half = { 'rep of the team': 0, 'rep of another team': 1 }[name as string]
  const metrics = paths.filter((address) => address.startsWith('/metrics/'))
  return (address) =>
    half === undefined || !metrics.includes(address) || metrics.indexOf(address) % 2 === half
}

describe.skipIf(browserProgram === null)('every page, in a browser', { timeout: 240_000 }, () => {
  const closing: (() => Promise<unknown>)[] = []
  let house: House
  let server: RunningServer
  let browser: Browser

  beforeAll(async () => {
    house = await openHouse(database, now)
    await prepare()
    server = await startServer({
      house: {
        database,
        connection: database.connection,
        kind: 'own',
        postgresVersion: '',
        schemaVersionsApplied: [],
        notes: [],
        revive: async () => {},
        close: async () => {},
      },
      dataFolder: newFolder(),
      pages: readPages(resolve(import.meta.dirname, '../../dist/web')),
      port: 0,
      log: makeLog('silent'),
      clock: () => now,
      version: '0.0.0-test',
    })
    closing.push(() => server.stop())
    browser = await openBrowser()
    closing.push(() => browser.close())
  })
  afterAll(async () => {
    for (const close of closing.toReversed()) await close()
  })

  const sit = (name: keyof typeof expected): Promise<Sitting> =>
    Sitting.open(browser, house.visitors.get(name)!, server.address, house)

  it.each(roles)('as %s, show nothing that she may not see', async (name) => {
    const at = await sit(name)
    for (const address of paths.filter(readBy(name))) await at.goTo(address)
    expect(at.leaks).toEqual([])
    // What finds nothing at all would prove nothing.
    expect(columnsOf(at.shown)).toEqual(expect.arrayContaining([...expected[name]]))
    await at.context.close()
  })

  it('a word of somebody else is found wherever the page holds it', async () => {
    const [foreign] = [...house.words].find(
      ([, { column, people }]) =>
        column === 'opportunities.name' && people.size === 1 && people.has(house.people.get('Ada')!),
    )!
    const at = await sit('rep of another team')
    const leak = `opportunities.name of ${house.people.get('Ada')}`
    await at.goTo('/account')
    expect(at.leaks).toEqual([])
    const places: Readonly<Record<string, (word: string) => void>> = {
      attribute: (word) => document.querySelector('h1')!.setAttribute('title', word),
      title: (word) => (document.title = word),
      stored: (word) => localStorage.setItem('last', word),
      session: (word) => sessionStorage.setItem('last', word),
      field: (word) => {
        const field = document.body.appendChild(document.createElement('input'))
        field.className = 'planted'
        field.value = word
      },
      text: (word) => {
        const text = document.querySelector('main')!.appendChild(document.createElement('span'))
        text.className = 'planted'
        text.textContent = word
      },
    }
    for (const [place, plant] of Object.entries(places)) {
      await at.page.evaluate(plant, foreign)
      await at.look(place)
      expect(at.leaks.splice(0), place).toContain(`${place}: ${leak}`)
      await at.page.evaluate(() => {
        document.querySelector('h1')!.removeAttribute('title')
        document.querySelector('.planted')?.remove()
        document.title = ''
        localStorage.removeItem('last')
        sessionStorage.removeItem('last')
      })
      await at.look('/account')
      expect(at.leaks, place).toEqual([])
    }
    await at.context.close()
  })

  describe('rights withdrawn act on the next click', () => {
    const page = '/metrics/sales-cycle?period=all'
    /** She sees rows; they are taken from her; she goes elsewhere and comes back, with everything still in memory. */
    async function withdraw(name: keyof typeof expected, take: () => Promise<unknown>): Promise<Sitting> {
      const at = await sit(name)
      await at.goTo(page)
      const before = new Set(at.shown)
      expect(columnsOf(before)).toContain('opportunities.name')
      await take()
      at.told.clear()
      // What two parts of one page ask within a second is asked once.
      await pause(1_000)
      await at.goTo('/metrics')
      at.shown.clear()
      await at.goTo(page)
      expect(at.leaks).toEqual([])
      await at.goTo('/metrics/conversion-rate?period=all')
      expect(at.leaks).toEqual([])
      return at
    }

    it('of a manager whose team is somebody else’s', async () => {
      const at = await withdraw('manager', async () => {
        await database.write(owner, (query) => query.updateTable('teams').set({ manager_id: null }).execute())
        house.line = new Set()
      })
      await at.context.close()
    })

    it('of a leader who leads no more', async () => {
      const leader = house.visitors.get('leader')!
      const at = await withdraw('leader', async () => {
        const { account } = await leader.browser.json<{ account: { userId: number } }>('GET', '/api/session')
        const { browser: administrator } = house.visitors.get('administrator')!
        await administrator.json('PUT', `/api/users/${account.userId}`, { roles: ['marketing'] })
        leader.roles = ['marketing']
      })
      expect(columnsOf(at.shown)).not.toContain('opportunities.name')
      await at.context.close()
    })
  })

  const columnsOf = (words: Iterable<string>): string[] => [
    ...new Set([...words].map((word) => house.words.get(word)!.column)),
  ]
})
