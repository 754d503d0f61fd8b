// A house with Ana, who sells, Eve, her manager, and an administrator, each signed in: where people look at their own time.
import { housekeeper, owner } from '../model/reader.ts'
import { testApi } from './api.ts'
import { type Browser, browserOf } from './browser-of.ts'
import { freshDatabase } from './database.ts'
import { setUpFirst } from './first-account.ts'
import { tell } from './story.ts'

export interface OwnTimeHouse {
  /** Its clock stands still until a test moves it. */
  now: Date
  readonly database: Awaited<ReturnType<typeof freshDatabase>>
  readonly api: ReturnType<typeof testApi>
  /** Whatever is logged, in one text. */
  readonly logged: string[]
  readonly administrator: Browser
  /** Signed in again when the clock has passed the end of her session. */
  ana: Browser
  eve: Browser
  readonly pathOf: (person: string, rest?: string) => string
}

export async function ownTimeHouse(): Promise<OwnTimeHouse> {
  const database = await freshDatabase()
  const start = new Date('2026-05-08T12:00:00Z')
  const clock = { now: start }
  const logged: string[] = []
  const api = testApi(database, { clock: () => clock.now })
  Object.assign(api.place, {
    log: new Proxy(api.place.log, {
      get: (log, name) =>
        ['info', 'warn', 'error', 'debug'].includes(String(name))
          ? (...parts: unknown[]) => logged.push(JSON.stringify(parts))
          : Reflect.get(log, name),
    }),
  })
  const people = new Map<string, number>()
  await tell(database, { people: { Ana: 'North', Eve: 'North' } })
  await database.write(housekeeper, async (query) => {
    for (const name of ['Ana', 'Eve'])
      await query
        .updateTable('people')
        .set({ email: `${name.toLowerCase()}@acme.fr` })
        .where('display_name', '=', name)
        .execute()
  })
  for (const row of await database.read(owner, (query) => query.selectFrom('people').selectAll().execute()))
    people.set(row.display_name, row.person_id)
  const administrator = (await setUpFirst(api, start)).browser
  const signedIn = async (name: string, role: string): Promise<Browser> => {
    const { token } = await administrator.json<{ token: string }>('POST', '/api/users', {
      email: `${name.toLowerCase()}@acme.fr`,
      displayName: name,
      roles: [role],
      personId: people.get(name),
    })
    const browser = browserOf(api)
    await browser.json('POST', '/api/invitations/accept', { token, password: 'un banc sous le tilleul' })
    return browser
  }
  const ana = await signedIn('Ana', 'rep')
  const eve = await signedIn('Eve', 'manager')
  const pathOf = (person: string, rest = ''): string => `/api/people/${people.get(person)}/time${rest}`
  return Object.assign(clock, { database, api, logged, administrator, ana, eve, pathOf })
}

/** A calendar with these events; its name and its events hold words that must be found nowhere afterwards. */
export function calendarOf(events: string): string {
  return `BEGIN:VCALENDAR\r\nX-WR-CALNAME:canaryname\r\n${events}END:VCALENDAR\r\n`
}
export const meeting = (uid: string, day: string, extra = '') =>
  `BEGIN:VEVENT\r\nUID:${uid}\r\nDTSTART;TZID=Europe/Paris:${day}T233000\r\nDTEND;TZID=Europe/Paris:${day.slice(0, 7)}${Number(day.slice(7)) + 1}T003000\r\nSUMMARY:canarytitle client\r\nLOCATION:canarytab\r\n${extra}END:VEVENT\r\n`
