// Words planted in every column of text, and a crawl of every route that reads, as each role: what is found must be what the
// columns say of their readers. Made from the contract table: a route or a parameter that nobody thought of fails.
import { beforeAll, describe, expect, it } from 'vitest'
import yauzl from 'yauzl'
import { endpoints } from '../api/contract/endpoints.ts'
import type { Endpoint } from '../api/contract/endpoint.ts'
import { isMeasurable } from '../metric/definition.ts'
import { owner, type UserRole } from '../model/reader.ts'
import { tables } from '../model/schema.ts'
import { entityNames } from '../sources/entities.ts'
import type { Column } from '../model/table.ts'
import { commands } from '../cli/commands.ts'
import { testApi } from './api.ts'
import { type Browser, browserOf } from './browser-of.ts'
import { type Planted, plantedWorld, wordsIn } from './canary-world.ts'
import { freshDatabase } from './database.ts'
import { setUpFirst } from './first-account.ts'
import { douze, newFolder } from './processes.ts'
import { register } from './register.ts'

const now = new Date('2026-06-30T12:00:00Z')
const database = await freshDatabase()
const api = testApi(database, { now })
const gets = Object.entries(endpoints as Readonly<Record<string, Endpoint>>).filter(
  ([, { method }]) => method === 'GET',
)

interface Visitor {
  readonly browser: Browser
  roles: readonly UserRole[]
  readonly person: number | null
}
const visitors = new Map<string, Visitor>()
const people = new Map<string, number>()
const teams = new Map<string, number>()
let words: ReadonlyMap<string, Planted>
/** Text that stands in columns for nobody's eyes. */
let secrets: readonly string[] = []
let line: ReadonlySet<number>

beforeAll(async () => {
  words = await plantedWorld(database)
  await database.write(owner, async (query) => {
    for (const row of await query.selectFrom('people').selectAll().execute())
      people.set(row.display_name.split(' ')[0]!, row.person_id)
    for (const row of await query.selectFrom('teams').selectAll().execute())
      teams.set(row.name.split(' ')[0]!, row.team_id)
    await query
      .updateTable('teams')
      .set({ manager_id: people.get('Idle')! })
      .where('team_id', '=', teams.get('North')!)
      .execute()
    const members = await query
      .selectFrom('memberships')
      .select('person_id')
      .where('team_id', '=', teams.get('North')!)
      .execute()
    line = new Set(members.map(({ person_id }) => person_id))
  })
  const first = await setUpFirst(api, now)
  for (const [name, roles, person] of [
    ['leader', ['leader'], null],
    ['manager', ['manager'], people.get('Idle')!],
    ['rep of the team', ['rep'], people.get('Ada')!],
    ['rep of another team', ['rep'], people.get('Edsger')!],
    ['marketing', ['marketing'], null],
    ['analyst', ['analyst'], null],
  ] as const) {
    const { token } = await first.browser.json<{ token: string }>('POST', '/api/users', {
      email: `${name.replaceAll(' ', '.')}@example.com`,
      displayName: name,
      roles,
      personId: person,
    })
    const browser = browserOf(api)
    await browser.json('POST', '/api/invitations/accept', { token, password: 'un banc sous le tilleul' })
    visitors.set(name, { browser, roles, person })
  }
  const { account } = await first.browser.json<{ account: { userId: number } }>('GET', '/api/session')
  await first.browser.json('PUT', `/api/users/${account.userId}`, {
    roles: ['administrator'],
    personId: people.get('Barbara')!,
  })
  visitors.set('administrator', {
    browser: first.browser,
    roles: ['administrator'],
    person: people.get('Barbara')!,
  })
  visitors.set('nobody', { browser: browserOf(api), roles: [], person: null })
  secrets = await forNobody()
})

async function forNobody(): Promise<readonly string[]> {
  const found: string[] = []
  const client = await database.connect(owner)
  for (const table of Object.values(tables))
    for (const [column, { type, readers }] of Object.entries(
      table.columns as Record<string, Column<unknown>>,
    )) {
      if (type !== 'text' || readers.some((reader) => reader !== 'nobody on screen')) continue
      const { rows } = await client.query<{ value: string | null }>(
        `select "${column}" as value from ${table.name}`,
      )
      found.push(...rows.flatMap(({ value }) => (value !== null && value.length > 15 ? [value] : [])))
    }
  client.release()
  return found
}

/** Values for the parameters of the contract's paths; one that is missing here fails the crawl. */
const parameters: Readonly<Record<string, () => readonly (string | number)[]>> = {
  metric: () => register.filter(isMeasurable).map(({ id }) => id),
  importId: () => [1],
  streamId: () => [1],
  personId: () => ['Ada', 'Edsger', 'Idle', 'Barbara'].map((name) => people.get(name)!),
  template: () => entityNames.slice(0, 2),
}

const views = (): readonly string[] => ['period=all', `period=all&scope=rep:${people.get('Ada')}`]

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
    rows: () => [...rows, `${views()[1]}&limit=500`, `period=all&scope=team:${teams.get('North')}&limit=500`],
    rowsFile: () => ['csv', 'xlsx'].map((format) => `period=all&format=${format}`),
    figureNotes: () => ['period=2025'],
    notes: () => ['recordKind=opportunity&recordId=1', 'kind=record&recordKind=opportunity&recordId=1'],
    personData: () => ['language=fr'],
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

/** Everything readable in an answer: members of a zip (also of a workbook) unpacked. */
async function textOf(response: Response): Promise<string> {
  const bytes = Buffer.from(await response.arrayBuffer())
  if (bytes.subarray(0, 2).toString() !== 'PK') return bytes.toString('utf8')
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (fault, zip) => {
      if (fault !== null) return reject(fault)
      let text = ''
      zip.on('entry', (entry: yauzl.Entry) =>
        zip.openReadStream(entry, (error, stream) => {
          if (error !== null) return reject(error)
          text += `${entry.fileName}\n`
          stream.setEncoding('utf8').on('data', (piece: string) => (text += piece))
          stream.on('end', () => zip.readEntry())
        }),
      )
      zip.on('end', () => resolve(text))
      zip.on('error', reject)
      zip.readEntry()
    })
  })
}

/** Who looked at one's data, and who wrote the note beside a record that one sees, is told by name: it is what they are for. */
function isNamedOnPurpose(address: string, { column }: Planted): boolean {
  return (
    column === 'people.display_name' &&
    /^\/api\/(notes\?|people\/\d+\/(looks|notes|corrections))/.test(address)
  )
}

/** Whether a column's readers let a visitor see the words of a row of these people. */
function maySee(
  { roles, person }: Visitor,
  opened: readonly number[],
  { readers, people: whose }: Planted,
): boolean {
  const isOf = (ids: Iterable<number>): boolean => [...ids].some((id) => whose.has(id))
  const isOwn = person !== null && whose.has(person)
  if (readers.every((reader) => reader === 'nobody on screen')) return false
  if (readers.includes('everyone')) return roles.length > 0
  // Whatever is held about her is hers to read.
  if (isOwn && roles.length > 0) return true
  return readers.some(
    (reader) =>
      (reader === 'leader' && roles.includes('leader')) ||
      (reader === 'analyst' && roles.includes('analyst')) ||
      (reader === 'administrator' && roles.includes('administrator')) ||
      (reader === 'own line' && ((roles.includes('manager') && isOf(line)) || isOf(opened))),
  )
}

async function crawl(
  name: string,
  { opened = [], only = () => true }: { opened?: readonly number[]; only?: (route: string) => boolean } = {},
): Promise<{ leaks: string[]; seen: Set<string>; ok: Set<string> }> {
  const visitor = visitors.get(name)!
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
      for (const secret of secrets) if (text.includes(secret)) leaks.push(`${address}: a secret`)
      for (const word of wordsIn(text)) {
        const planted = words.get(word)!
        seen.add(planted.column)
        if (!maySee(visitor, opened, planted) && !isNamedOnPurpose(address, planted))
          leaks.push(`${address}: ${planted.column} of ${[...planted.people].join(', ')}`)
      }
    }
  }
  await Promise.all([walk(), walk(), walk()])
  return { leaks: [...new Set(leaks)], seen, ok }
}

it('words stand in every table that holds text, and in many columns', () => {
  const columns = new Set([...words.values()].map(({ column }) => column))
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
  ] as const)('as %s finds nothing that she may not see', { timeout: 240_000 }, async (name, expected) => {
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

  it('opened for an hour show the person who was opened, and nobody else', { timeout: 240_000 }, async () => {
    const ada = people.get('Ada')!
    await visitors
      .get('administrator')!
      .browser.json('POST', '/api/break-glass', { personId: ada, reason: 'a dispute over a commission' })
    const { leaks, seen } = await crawl('administrator', { opened: [ada], only })
    expect(leaks).toEqual([])
    expect([...seen]).toContain('opportunities.name')
  })

  it('withdrawn act on the next request', { timeout: 240_000 }, async () => {
    line = new Set()
    await database.write(owner, (query) => query.updateTable('teams').set({ manager_id: null }).execute())
    const manager = await crawl('manager', { only })
    expect(manager.leaks).toEqual([])
    const { account } = await visitors
      .get('leader')!
      .browser.json<{ account: { userId: number } }>('GET', '/api/session')
    await visitors
      .get('administrator')!
      .browser.json('PUT', `/api/users/${account.userId}`, { roles: ['marketing'] })
    visitors.get('leader')!.roles = ['marketing']
    const leader = await crawl('leader', { only })
    expect(leader.leaks).toEqual([])
    expect([...leader.seen]).not.toContain('opportunities.name')
  })
})

describe('the command line', () => {
  /** What commands are asked, nothing unless it stands here. Null: writes, waits, or reads no data of the house. */
  const asked: Readonly<Record<string, readonly string[] | null>> = {
    measure: ['--period', '2025', '--json'],
    rows: ['sales-cycle', '--period', 'all'],
    users: ['list', '--json'],
    person: ['show', 'Ada'],
    purge: ['--dry-run'],
    start: null,
    import: null,
    undo: null,
    keys: null,
    register: null,
    template: null,
    demo: null,
  }

  it('shows to whoever holds the data nothing that is for nobody’s eyes', { timeout: 240_000 }, async () => {
    const { url, host, port, user, password, database: name } = database.connection
    const variables = {
      DATABASE_URL:
        url ??
        `postgres://${user}${password === undefined ? '' : `:${encodeURIComponent(password)}`}@/${name}?host=${encodeURIComponent(host ?? '')}&port=${port}`,
      DOUZE_DATA: newFolder(),
      DOUZE_LANG: 'en',
      DOUZE_PORT: '1',
    }
    let said = 0
    for (const { name: command } of commands) {
      const rest = asked[command] === undefined ? [] : asked[command]
      if (rest === null) continue
      const { out, err } = await douze([command, ...rest], variables)
      expect(err, command).not.toContain('A fault on our side')
      said += wordsIn(out).length
      for (const secret of secrets) expect(out + err, command).not.toContain(secret)
    }
    expect(said).toBeGreaterThan(10)
  })
})
