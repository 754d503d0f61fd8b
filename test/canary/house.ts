// The company of test/canary/world.ts with everybody in it who signs in: one visitor for each role, what each may see of the words
// that are planted, and what in an answer she may not.
import type pg from 'pg'
import yauzl from 'yauzl'
import { owner, type UserRole } from '../../model/reader.ts'
import { tables } from '../../model/schema.ts'
import type { Column } from '../../model/table.ts'
import { type TestApi, testApi } from '../api.ts'
import { type Browser, browserOf } from '../browser-of.ts'
import { type Planted, plantedWorld, wordsIn } from './world.ts'
import type { TestDatabase } from '../database.ts'
import { setUpFirst } from '../first-account.ts'

export interface Visitor {
  readonly browser: Browser
  roles: readonly UserRole[]
  readonly person: number | null
}

export interface House {
  readonly api: TestApi
  readonly visitors: ReadonlyMap<string, Visitor>
  /** By first name: Ada and Edsger sell, Idle manages North, Barbara is the administrator. */
  readonly people: ReadonlyMap<string, number>
  readonly teams: ReadonlyMap<string, number>
  /** What each planted word is; a test may add its own. */
  readonly words: Map<string, Planted>
  /** The people of the manager's line; a test that ends it says so. */
  line: ReadonlySet<number>
  /** What in an answer a visitor may not see; `opened` are people whom she opened for an hour. */
  leaksIn(visitor: Visitor, address: string, text: string, opened?: readonly number[]): readonly string[]
}

export async function openHouse(database: TestDatabase, now: Date): Promise<House> {
  const api = testApi(database, { now })
  const words = new Map(await plantedWorld(database))
  const people = new Map<string, number>()
  const teams = new Map<string, number>()
  const line = await database.write(owner, async (query) => {
    for (const row of await query.selectFrom('people').selectAll().execute())
      people.set(row.display_name.split(' ')[0]!, row.person_id)
    for (const row of await query.selectFrom('teams').selectAll().execute())
      teams.set(row.name.split(' ')[0]!, row.team_id)
    const north = teams.get('North')!
    const manager_id = people.get('Idle')!
    await query.updateTable('teams').set({ manager_id }).where('team_id', '=', north).execute()
    return query.selectFrom('memberships').select('person_id').where('team_id', '=', north).execute()
  })
  const visitors = await invite(api, people, now)
  const secrets = await forNobody(database)
  const house: House = {
    api,
    visitors,
    people,
    teams,
    words,
    line: new Set(line.map(({ person_id }) => person_id)),
    leaksIn(visitor, address, text, opened = []) {
      const leaks = secrets.filter((secret) => text.includes(secret)).map(() => `${address}: a secret`)
      for (const word of wordsIn(text)) {
        const planted = words.get(word)
        if (planted === undefined) leaks.push(`${address}: ${word}, which nobody planted`)
        else if (!maySee(visitor, house.line, opened, planted) && !isNamedOnPurpose(address, planted))
          leaks.push(`${address}: ${planted.column} of ${[...planted.people].join(', ')}`)
      }
      return leaks
    },
  }
  return house
}

async function invite(
  api: TestApi,
  people: ReadonlyMap<string, number>,
  now: Date,
): Promise<ReadonlyMap<string, Visitor>> {
  const visitors = new Map<string, Visitor>()
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
  const person = people.get('Barbara')!
  await first.browser.json('PUT', `/api/users/${account.userId}`, {
    roles: ['administrator'],
    personId: person,
  })
  visitors.set('administrator', { browser: first.browser, roles: ['administrator'], person })
  visitors.set('nobody', { browser: browserOf(api), roles: [], person: null })
  return visitors
}

/** Text that stands in columns for nobody's eyes. */
export async function forNobody(database: TestDatabase): Promise<readonly string[]> {
  const found: string[] = []
  const client: pg.PoolClient = await database.connect(owner)
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

/** Everything readable in an answer: members of a zip (also of a workbook) unpacked. */
export async function textOf(response: Response): Promise<string> {
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
    /^\/api\/(notes(\?|$|\/\d+\/reply)|people\/\d+\/(looks|notes|corrections))/.test(address)
  )
}

/** Whether a column's readers let a visitor see the words of a row of these people. */
function maySee(
  { roles, person }: Visitor,
  line: ReadonlySet<number>,
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
