// Words planted in every column of text, and a crawl of every route that reads, as each role: what is found must be what the
// columns say of their readers. Made from the contract table: a route or a parameter that nobody thought of fails.
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../api/contract/endpoints.ts'
import type { Endpoint } from '../../api/contract/endpoint.ts'
import { isMeasurable } from '../../metric/definition.ts'
import { owner } from '../../model/reader.ts'
import { entityNames } from '../../sources/entities.ts'
import { commands } from '../../cli/commands.ts'
import { forNobody, type House, openHouse, textOf } from './house.ts'
import { wordsIn } from './world.ts'
import { freshDatabase } from '../database.ts'
import { douze, folderOf, newFolder, urlOf } from '../processes.ts'
import { register } from '../register.ts'

const now = new Date('2026-06-30T12:00:00Z')
const database = await freshDatabase()
const gets = Object.entries(endpoints as Readonly<Record<string, Endpoint>>).filter(
  ([, { method }]) => method === 'GET',
)

let house: House

beforeAll(async () => {
  house = await openHouse(database, now)
})

/** Values for the parameters of the contract's paths; one that is missing here fails the crawl. */
const parameters: Readonly<Record<string, () => readonly (string | number)[]>> = {
  metric: () => register.filter(isMeasurable).map(({ id }) => id),
  importId: () => [1],
  streamId: () => [1],
  personId: () => ['Ada', 'Edsger', 'Idle', 'Barbara'].map((name) => house.people.get(name)!),
  template: () => entityNames.slice(0, 2),
}

const views = (): readonly string[] => ['period=all', `period=all&scope=rep:${house.people.get('Ada')}`]

/** The query strings with which a route is asked. */
function queriesOf(name: string, metric: string | undefined): readonly string[] {
  const definition = register.find(({ id }) => id === metric)
  const answers = definition?.answers.map(({ id }) => id) ?? []
  const rows = answers.flatMap((answer) => [`period=all&answer=${answer}&limit=500`])
  const asked: Readonly<Record<string, () => readonly string[]>> = {
    health: () => ['period=all'],
    measurement: views,
    trend: () => (definition === undefined ? [] : [`period=2025&answer=${definition.headline}&grain=year`]),
    // The headline by everything: what is told apart is the same for every answer, and sight.test.ts asks the rest.
    breakdown: () => {
      const headline = definition?.answers.find(({ id }) => id === definition.headline)
      const all = headline?.dimensions ?? definition?.dimensions.map(({ id }) => id) ?? []
      return all.map((dimension) => `period=all&answer=${headline?.id}&by=${dimension}`)
    },
    rows: () => [
      ...rows,
      `${views()[1]}&limit=500`,
      `period=all&scope=team:${house.teams.get('North')}&limit=500`,
    ],
    rowsFile: () => [
      ...answers.map((answer) => `period=all&answer=${answer}&format=csv`),
      ...['fr', 'en'].map((language) => `period=all&format=xlsx&language=${language}`),
    ],
    figureNotes: () => ['period=2025'],
    notes: () => ['recordKind=opportunity&recordId=1', 'kind=record&recordKind=opportunity&recordId=1'],
    personData: () => ['language=fr', 'language=en'],
  }
  return asked[name]?.() ?? ['']
}

function addressesOf(name: string, row: Endpoint): readonly string[] {
  const names = [...row.path.matchAll(/:(\w+)/g)].map((match) => match[1]!)
  let paths = [row.path]
  for (const parameter of names) {
    const values = parameters[parameter]
    if (values === undefined) throw new Error(`${row.path}: the crawl knows no values of ${parameter}`)
    paths = paths.flatMap((path) => values().map((value) => path.replace(`:${parameter}`, String(value))))
  }
  return paths.flatMap((path) =>
    queriesOf(name, /metrics\/([^/]+)/.exec(path)?.[1]).map((query) =>
      query === '' ? path : `${path}?${query}`,
    ),
  )
}

async function crawl(
  name: string,
  { opened = [], only = () => true }: { opened?: readonly number[]; only?: (route: string) => boolean } = {},
): Promise<{ leaks: string[]; seen: Set<string>; ok: Set<string> }> {
  const visitor = house.visitors.get(name)!
  const leaks: string[] = []
  const seen = new Set<string>()
  const ok = new Set<string>()
  const waiting = gets
    .filter(([route]) => only(route))
    .flatMap(([route, row]) => addressesOf(route, row).map((address) => ({ route, address })))
  const walk = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { route, address } = next
      const response = await visitor.browser.send('GET', address)
      if (response.status >= 500) leaks.push(`${address}: ${response.status}`)
      if (response.ok) ok.add(route)
      const text = await textOf(response)
      leaks.push(...house.leaksIn(visitor, address, text, opened))
      for (const word of wordsIn(text)) seen.add(house.words.get(word)!.column)
    }
  }
  await Promise.all([walk(), walk(), walk()])
  return { leaks: [...new Set(leaks)], seen, ok }
}

it('words stand in every table that holds text, and in many columns', () => {
  const columns = new Set([...house.words.values()].map(({ column }) => column))
  expect(columns.size).toBeGreaterThan(110)
  expect(new Set([...columns].map((column) => column.split('.')[0])).size).toBeGreaterThan(35)
})

describe('a crawl of every route that reads', () => {
  const reached = new Set<string>()

  it.each([
    ['leader', ['opportunities.name', 'accounts.name', 'people.display_name']],
    ['manager', ['opportunities.name', 'people.display_name']],
    ['rep of the team', ['opportunities.name', 'training_results.source', 'notes.body']],
    ['rep of another team', ['opportunities.name']],
    ['marketing', []],
    ['analyst', ['opportunities.name', 'teams.name']],
    ['administrator', ['people.display_name', 'teams.name']],
    ['nobody', []],
  ] as const)('as %s finds nothing that she may not see', { timeout: 600_000 }, async (name, expected) => {
    const { leaks, seen, ok } = await crawl(name)
    expect(leaks).toEqual([])
    // What finds nothing at all would prove nothing.
    for (const column of expected) expect([...seen], name).toContain(column)
    for (const route of ok) reached.add(route)
  })

  it('got through to every one of them as somebody', () => {
    expect(gets.map(([name]) => name).filter((name) => !reached.has(name))).toEqual([
      'importReport',
      'refusedRows',
      'stream',
    ])
  })
})

describe('rights', () => {
  const rowRoutes = new Set(['rows', 'rowsFile', 'breakdown', 'notes', 'notesAbout', 'heldData', 'looks'])
  const only = (route: string): boolean => rowRoutes.has(route)

  it('opened for an hour show the person who was opened, and nobody else', { timeout: 600_000 }, async () => {
    const ada = house.people.get('Ada')!
    await house.visitors
      .get('administrator')!
      .browser.json('POST', '/api/break-glass', { personId: ada, reason: 'a dispute over a commission' })
    const { leaks, seen } = await crawl('administrator', { opened: [ada], only })
    expect(leaks).toEqual([])
    expect([...seen]).toContain('opportunities.name')
  })

  it('withdrawn act on the next request', { timeout: 600_000 }, async () => {
    house.line = new Set()
    await database.write(owner, (query) => query.updateTable('teams').set({ manager_id: null }).execute())
    const manager = await crawl('manager', { only })
    expect(manager.leaks).toEqual([])
    const { account } = await house.visitors
      .get('leader')!
      .browser.json<{ account: { userId: number } }>('GET', '/api/session')
    await house.visitors
      .get('administrator')!
      .browser.json('PUT', `/api/users/${account.userId}`, { roles: ['marketing'] })
    house.visitors.get('leader')!.roles = ['marketing']
    const leader = await crawl('leader', { only })
    expect(leader.leaks).toEqual([])
    expect([...leader.seen]).not.toContain('opportunities.name')
  })
})

describe('the command line', () => {
  const delivery = folderOf({
    'deals.csv': `deal_id,title,amount,currency,stage,owner_email,created_at,account
D-1,Typed,Typed,EUR,Proposal,typed@example.com,never,
${Array.from({ length: 9 }, (_, i) => `D-${i + 2},Stock,100,EUR,Proposal,,2026-01-11,`).join('\n')}
`,
  })
  /** What commands are asked, reading first, then writing, also in vain; nothing unless it stands here. Null: it waits. */
  const asked: Readonly<Record<string, readonly (readonly string[])[] | null>> = {
    measure: [
      ['--period', '2025', '--json'],
      ['--period', 'never'],
    ],
    rows: [['sales-cycle', '--period', 'all'], ['nothing']],
    users: [
      ['list', '--json'],
      ['reset', 'leader@example.com'],
      ['roles', 'nobody@example.com'],
    ],
    person: [
      ['looks', 'Ada'],
      ['erase', 'Nobody at all'],
      ['show', 'Ada'],
    ],
    notice: [['list'], ['given', 'nothing']],
    xapi: [['list'], ['issue', 'Academy'], ['revoke', 'nothing']],
    connections: [['list'], ['remove', 'nothing']],
    decisions: [[], ['nothing=x']],
    settings: [[], ['--name', 'Another name'], ['--time-zone', 'Nowhere']],
    import: [[join(delivery, 'deals.csv'), '--json'], [join(delivery, 'nowhere.csv')]],
    undo: [[], ['999']],
    keys: [[], ['rotate']],
    template: [[], ['deals']],
    demo: [[], ['--remove']],
    purge: [['--dry-run'], []],
    start: null,
  }

  it('shows to whoever holds the data nothing that is for nobody’s eyes', { timeout: 600_000 }, async () => {
    const variables = {
      DATABASE_URL: urlOf(database.connection),
      DOUZE_DATA: newFolder(),
      DOUZE_LANG: 'en',
      DOUZE_PORT: '1',
    }
    const secrets = await forNobody(database)
    let said = 0
    for (const { name: command } of commands)
      for (const rest of asked[command] === undefined ? [[]] : (asked[command] ?? [])) {
        const { out, err } = await douze([command, ...rest], variables)
        const what = [command, ...rest].join(' ')
        expect(err, what).not.toContain('A fault on our side')
        said += wordsIn(out).length
        for (const secret of secrets) expect(out + err, what).not.toContain(secret)
      }
    for (const command of Object.keys(asked)) expect(commands.map(({ name }) => name)).toContain(command)
    expect(said).toBeGreaterThan(10)
  })
})
