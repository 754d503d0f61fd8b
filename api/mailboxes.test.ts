// Mailboxes that deliver by themselves, over the API: one that is shared, among the sources; and a person's own, which is hers alone.
import { sql } from 'kysely'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { changeHostList } from '../model/host-lists.ts'
import { housekeeper, owner } from '../model/reader.ts'
import { testApi } from '../test/api.ts'
import { type Browser, browserOf } from '../test/browser-of.ts'
import { placesOf } from '../test/canary/rows.ts'
import { freshDatabase } from '../test/database.ts'
import { deliver } from '../test/deliver.ts'
import { setUpFirst } from '../test/first-account.ts'
import { type ImapServer, type ServedHow, startImapServer } from '../test/imap-server.ts'
import { runDue } from './jobs/connection-runs.ts'
import type { Answer, ErrorJson } from './contract/types.ts'

const database = await freshDatabase()
let now = new Date('2026-05-08T20:00:00Z')
const api = testApi(database, { clock: () => now })
const people = new Map<string, number>()
let administrator: Browser
let ana: Browser
let eve: Browser
let server: ImapServer | undefined

beforeAll(async () => {
  await deliver(database, {
    'people.csv': 'person_email,display_name,role\nana@acme.example,Ana,rep\neve@acme.example,Eve,manager\n',
    'accounts.csv': 'account_name,domain\nClient,client.example\n',
  })
  await database.write(housekeeper, (query) => changeHostList(query, 'internal-hosts', ['127.0.0.1'], now))
  for (const row of await database.read(owner, (query) => query.selectFrom('people').selectAll().execute()))
    people.set(row.display_name, row.person_id)
  administrator = (await setUpFirst(api, now)).browser
  ana = await signedIn('Ana', 'rep')
  eve = await signedIn('Eve', 'manager')
})
afterEach(() => server?.close())

async function signedIn(name: string, role: string): Promise<Browser> {
  const { token } = await administrator.json<{ token: string }>('POST', '/api/users', {
    email: `${name.toLowerCase()}@acme.example`,
    displayName: name,
    roles: [role],
    personId: people.get(name),
  })
  const browser = browserOf(api)
  await browser.json('POST', '/api/invitations/accept', { token, password: 'un banc sous le tilleul' })
  return browser
}

const headers = (id: string, hour: string, from: string, to: string, subject = 'canarysubject') =>
  [
    `Message-ID: <${id}@x>`,
    `Date: Mon, 04 May 2026 ${hour}:00 +0200`,
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
  ].join('\n')
const message = (uid: number, ...of: Parameters<typeof headers>) => ({
  uid,
  day: '2026-05-04',
  headers: headers(...of),
  body: 'canarybody',
})
const folders = [
  {
    path: 'INBOX',
    messages: [
      message(1, '1', '10:00', 'canarybuyer@client.example', 'ana@acme.example, eve@acme.example'),
      message(2, '2', '11:00', 'canarystranger@elsewhere.example', 'ana@acme.example'),
      message(3, '3', '12:00', 'canarybuyer@client.example', 'ana@acme.example', 'Perso'),
    ],
  },
  {
    path: 'Sent',
    flags: '\\Sent',
    messages: [message(1, '4', '13:00', 'ana@acme.example', 'canarybuyer@client.example')],
  },
]
const more = { ...message(9, '9', '15:00', 'ana@acme.example', 'x@client.example'), day: '2026-05-09' }
const password = 'canarypassword'

async function serve(user: string, how: ServedHow = {}, served = folders) {
  server = await startImapServer({ user, password }, served, how)
  return { host: '127.0.0.1', port: server.port, security: 'none', user, password } as const
}
const activities = async () => {
  const { rows } = await database.read(owner, (query) =>
    sql<object>`select p.display_name as who, a.category, a.tool, a.seconds, c.name as account, a.source from activities as a
      join people as p on p.person_id = a.rep_id left join accounts as c using (account_id)
      order by a.source, a.started_at, 1`.execute(query),
  )
  return rows
}
const listed = async () =>
  (await administrator.json<Answer<'connections'>>('GET', '/api/connections')).connections[0]
const wait = async (met: () => boolean | Promise<boolean>): Promise<void> => {
  for (let tries = 0; tries < 500 && !(await met()); tries++)
    await new Promise((resolve) => setTimeout(resolve, 10))
}
const refusal = async (response: Response): Promise<string> =>
  ((await response.json()) as ErrorJson).error.message.en

describe('a shared mailbox', () => {
  const asked = (mailbox: object) => ({ kind: 'mail', name: 'sales', schedule: '0 6 * * *', ...mailbox })

  it('is tried before it is kept: each fault is said, and nothing stays', async () => {
    const mailbox = await serve('sales@acme.example')
    for (const [change, sentence] of [
      [{ password: 'wrong' }, /name or password/],
      [{ port: 1 }, /does not answer/],
      [{ folders: 'INBOX, Archives' }, /no folder “Archives”/],
      [{ host: '10.0.0.8' }, /internal network/],
      [{ security: 'tls' }, /does not encrypt/],
    ] as const) {
      const response = await administrator.send('POST', '/api/connections', asked({ ...mailbox, ...change }))
      expect(response.status).toBe(422)
      expect(await refusal(response)).toMatch(sentence)
    }
    expect(await listed()).toBeUndefined()
  })

  it('is never that of a person: hers she connects herself', async () => {
    for (const user of ['ana@acme.example', 'Ana@ACME.example', 'ana']) {
      const mailbox = await serve(user)
      const response = await administrator.send('POST', '/api/connections', asked(mailbox))
      expect(await refusal(response)).toMatch(/mailbox of a person/)
      expect(server?.connections).toBe(0)
      await server?.close()
    }
  })

  it('is delivered like files: confirmed once, then by itself; nothing twice', async () => {
    await administrator.json('POST', '/api/connections', asked(await serve('sales@acme.example')))
    expect(await runDue(api.place)).toBe(1)
    const found = await administrator.json<Answer<'connections'>>('GET', '/api/connections')
    expect(found.connections[0]).toMatchObject({
      kind: 'mail',
      settings: { host: '127.0.0.1', user: 'sales@acme.example', folders: '' },
      hasSecret: true,
      lastFault: null,
      running: null,
    })
    const importId = found.sources.find(({ connectionId }) => connectionId !== null)?.waitingImportId
    await administrator.json('POST', `/api/imports/${importId}/confirm`, {})
    const rows = [
      ['Ana', 'email', 'mail received'],
      ['Eve', 'email', 'mail received'],
      ['Ana', 'buyer-facing', 'mail sent'],
    ].map(([who, category, tool]) => ({
      who,
      category,
      tool,
      seconds: 60,
      account: 'Client',
      source: 'mail',
    }))
    expect(await activities()).toEqual(rows)
    // The next day two more messages: what was read is read again where days touch, and changes nothing.
    const { connectionId } = found.connections[0]!
    now = new Date('2026-05-09T02:00:00Z')
    await server?.close()
    server = await startImapServer({ user: 'sales@acme.example', password }, [
      { path: 'INBOX', messages: [...folders[0]!.messages, more] },
    ])
    await pointAt(server.port)
    await administrator.json('POST', `/api/connections/${connectionId}/run`, {})
    expect(await runDue(api.place)).toBe(1)
    expect(await activities()).toHaveLength(4)
    const since = server.commands.find((command) => command.includes('SEARCH'))
    expect(since).toMatch(/SINCE 0?7-May-2026/i)
    // Nothing new: no delivery is made of it.
    await administrator.json('POST', `/api/connections/${connectionId}/run`, {})
    const before = await imports()
    expect(await runDue(api.place)).toBe(1)
    expect(await imports()).toBe(before)
  })

  it('tells how far it is, and stops when asked', async () => {
    const { connectionId } = (await listed())!
    let isAsked = false
    await server?.close()
    const mailbox = await serve(
      'sales@acme.example',
      {
        beforeFetch: () => {
          isAsked = true
          return new Promise(() => {})
        },
      },
      [{ path: 'INBOX', messages: [more] }],
    )
    await pointAt(mailbox.port)
    await administrator.json('POST', `/api/connections/${connectionId}/run`, {})
    const run = runDue(api.place)
    await wait(() => isAsked)
    expect((await listed())!.running).toMatchObject({ step: { en: 'Connecting' } })
    const path = `/api/connections/${connectionId}/cancel`
    expect(await administrator.json('POST', path, {})).toEqual({ isStopped: true })
    expect(await run).toBe(1)
    expect((await listed())!).toMatchObject({
      running: null,
      lastFault: { en: expect.stringMatching(/Stopped/) },
    })
    expect(await administrator.json('POST', path, {})).toEqual({ isStopped: false })
    expect(await activities()).toHaveLength(4)
  })

  it('says that the password no longer opens it, until it gets another one', async () => {
    const { connectionId } = (await listed())!
    server = await startImapServer({ user: 'sales@acme.example', password: 'new one' }, folders)
    await pointAt(server.port)
    await administrator.json('POST', `/api/connections/${connectionId}/run`, {})
    await runDue(api.place)
    expect((await listed())!.lastFault?.en).toMatch(/name or password/)
    await administrator.json('PUT', `/api/connections/${connectionId}`, { secret: 'new one' })
    await administrator.json('POST', `/api/connections/${connectionId}/run`, {})
    await runDue(api.place)
    expect((await listed())!.lastFault).toBeNull()
  })
})

describe('a person’s own mailbox', () => {
  const place = (person: string, rest = '') => `/api/people/${people.get(person)}/time/mailboxes${rest}`

  it('is connected by herself and seen by nobody else', async () => {
    const mailbox = await serve('ana@acme.example')
    for (const browser of [eve, administrator])
      expect((await browser.send('POST', place('Ana'), mailbox)).status).toBe(404)
    expect(await refusal(await ana.send('POST', place('Ana'), { ...mailbox, password: 'no' }))).toMatch(
      /name or password/,
    )
    const { connectionId } = await ana.json<{ connectionId: number }>('POST', place('Ana'), mailbox)
    expect(await runDue(api.place)).toBe(1)
    // Of the message to her and to Eve only her minute is kept.
    const hers = (await activities()).filter((row) => (row as { source: string }).source.startsWith('own'))
    expect(hers).toEqual([
      {
        who: 'Ana',
        category: 'email',
        tool: 'mail received',
        seconds: 60,
        account: 'Client',
        source: `own mailbox ${connectionId}`,
      },
      {
        who: 'Ana',
        category: 'buyer-facing',
        tool: 'mail sent',
        seconds: 60,
        account: 'Client',
        source: `own mailbox ${connectionId}`,
      },
    ])
    const time = await ana.json<Answer<'ownTime'>>('GET', `/api/people/${people.get('Ana')}/time`)
    expect(time.mailboxes).toMatchObject([
      { host: '127.0.0.1', user: 'ana@acme.example', lastFault: null, running: null },
    ])
    expect(time.choices).toMatchObject([{ way: 'mailbox', revokedAt: null }])
    expect(time.days.some(({ origin }) => origin === 'mailbox')).toBe(true)
    const { connections } = await administrator.json<Answer<'connections'>>('GET', '/api/connections')
    expect(connections.map(({ name }) => name)).toEqual(['sales'])
    for (const [method, path] of [
      ['POST', `/api/connections/${connectionId}/run`],
      ['POST', `/api/connections/${connectionId}/cancel`],
      ['DELETE', `/api/connections/${connectionId}`],
    ] as const)
      expect(
        (await administrator.send(method, path, method === 'POST' ? {} : undefined)).status,
        `${method} ${path}`,
      ).toBe(404)
    expect((await eve.send('PUT', place('Ana', `/${connectionId}`), {})).status).toBe(404)
    expect((await eve.send('PUT', place('Eve', `/${connectionId}`), {})).status).toBe(404)
  })

  it('read again, keeps what she deleted meanwhile and adds what came', async () => {
    const [mailbox] = (await ana.json<Answer<'ownTime'>>('GET', `/api/people/${people.get('Ana')}/time`))
      .mailboxes
    server = await startImapServer({ user: 'ana@acme.example', password }, [
      {
        path: 'INBOX',
        messages: [
          { ...message(7, '7', '16:00', 'b@client.example', 'ana@acme.example'), day: '2026-05-09' },
        ],
      },
    ])
    await pointAt(server.port)
    await ana.json('PUT', place('Ana', `/${mailbox!.connectionId}`), {})
    expect(await runDue(api.place)).toBe(1)
    const hers = (await activities()).filter((row) => (row as { source: string }).source.startsWith('own'))
    expect(hers).toHaveLength(3)
  })

  it('leaves no word of a message, no stranger and no password anywhere', async () => {
    const client = await database.connect(housekeeper)
    try {
      for (const word of ['canarysubject', 'canarybody', 'canarybuyer', 'canarystranger', 'canarypassword'])
        expect(await placesOf(client, word), word).toEqual([])
    } finally {
      client.release()
    }
  })

  it('ended, takes with it what it brought', async () => {
    const [mailbox] = (await ana.json<Answer<'ownTime'>>('GET', `/api/people/${people.get('Ana')}/time`))
      .mailboxes
    expect((await eve.send('DELETE', place('Eve', `/${mailbox!.connectionId}`))).status).toBe(404)
    expect(await ana.json('DELETE', place('Ana', `/${mailbox!.connectionId}`))).toEqual({ removed: 3 })
    expect(
      (await activities()).filter((row) => (row as { source: string }).source.startsWith('own')),
    ).toEqual([])
  })

  it('goes with her, its password too, when she is erased', async () => {
    const { connectionId } = await ana.json<{ connectionId: number }>(
      'POST',
      place('Ana'),
      await serve('ana@acme.example'),
    )
    const kept = () =>
      database.read(owner, (query) =>
        query
          .selectFrom('connections')
          .select('connection_id')
          .where('connection_id', '=', connectionId)
          .execute(),
      )
    expect(await kept()).toHaveLength(1)
    const erasure = await administrator.send('POST', `/api/people/${people.get('Ana')}/erasure`, {
      name: 'Ana',
    })
    expect(erasure.status).toBe(200)
    expect(await kept()).toEqual([])
  })
})

async function imports(): Promise<number> {
  const { rows } = await database.read(owner, (query) =>
    sql<{ n: number }>`select count(*)::integer as n from imports`.execute(query),
  )
  return rows[0]!.n
}

async function pointAt(port: number): Promise<void> {
  await database.writeApart(owner, (query) =>
    query
      .updateTable('connections')
      .set({ settings: sql`settings || jsonb_build_object('port', ${String(port)}::text)` })
      .execute(),
  )
}
