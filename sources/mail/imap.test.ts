import { afterEach, describe, expect, it } from 'vitest'
import { type ImapServer, startImapServer } from '../../test/imap-server.ts'
import { selfSigned } from '../../test/self-signed.ts'
import type { Lookup } from '../outgoing/index.ts'
import type { MailHeaders } from './headers.ts'
import { type MailboxReading, type MailConnection, readMailbox } from './imap.ts'
import { MailRefused } from './refused.ts'

/** What an administrator allowed: this machine. */
const here: Lookup = { allowedHosts: new Set(['127.0.0.1']) }
const login = { user: 'lea@ours.example', password: 'quote " and space' }
const message = (uid: number, day: string, ...lines: string[]) => ({
  uid,
  day,
  headers: lines.join('\n'),
  body: 'canarybody',
})
const folders = [
  {
    path: 'INBOX',
    messages: [
      message(7, '2026-05-03', 'Date: Sun, 03 May 2026 10:00:00 +0200', 'From: old@client.example'),
      message(
        9,
        '2026-05-04',
        'Received: by canaryhost',
        'Message-ID: <9@x>',
        'Date: Mon, 04 May 2026 10:00:00 +0200',
        'From: X <x@client.example>',
        'To: lea@ours.example,',
        '\tbob@ours.example',
        'Subject: Réunion',
      ),
      message(
        12,
        '2026-05-05',
        'Message-ID: <12@x>',
        'From: y@client.example',
        'Subject: =?utf-8?q?priv=C3=A9?=',
      ),
    ],
  },
  {
    path: 'Sent Items',
    flags: '\\Sent',
    messages: [message(1, '2026-05-06', 'Message-ID: <1@s>', 'From: lea@ours.example')],
  },
  { path: 'Perso/Famille', messages: [message(1, '2026-05-06', 'From: canary@family.example')] },
  { path: 'Junk', flags: '\\Junk', messages: [message(1, '2026-05-06', 'From: canary@spam.example')] },
  { path: 'Parent', flags: '\\Noselect', messages: [] },
]

describe('a mailbox on a server', () => {
  let server: ImapServer | undefined
  afterEach(() => server?.close())

  async function read(
    change: Partial<MailConnection> = {},
    names: Lookup = here,
    how: Partial<MailboxReading> = {},
  ) {
    server = await startImapServer(login, folders)
    const found: MailHeaders[] = []
    const connection = {
      host: '127.0.0.1',
      port: server.port,
      ...login,
      security: 'none',
      ...change,
    } as const
    const reading = { since: new Date('2026-05-04T00:00:00Z'), ...how }
    const counts = await readMailbox(connection, names, reading, (headers) => {
      found.push(headers)
    })
    return { found, counts, commands: server.commands }
  }

  it('gives the headers since a day, of every folder but private ones, junk, trash and drafts', async () => {
    const { found, counts } = await read()
    expect(counts).toEqual({ folders: 2, privateFolders: 1, messages: 3 })
    expect(found).toEqual([
      {
        date: 'Mon, 04 May 2026 10:00:00 +0200',
        messageId: '<9@x>',
        from: ['x@client.example'],
        to: ['lea@ours.example', 'bob@ours.example'],
        cc: [],
        isPrivate: false,
      },
      { date: '', messageId: '<12@x>', from: ['y@client.example'], to: [], cc: [], isPrivate: true },
      { date: '', messageId: '<1@s>', from: ['lea@ours.example'], to: [], cc: [], isPrivate: false },
    ])
  })

  it('asks for a few fields with PEEK, and changes nothing', async () => {
    const { commands } = await read()
    const fetches = commands.filter((command) => /FETCH/.test(command))
    expect(fetches).toHaveLength(2)
    for (const command of fetches)
      expect(command).toMatch(
        /^UID FETCH [\d,:]+ \(UID BODY\.PEEK\[HEADER\.FIELDS \(date from to cc message-id subject sensitivity\)\]\)$/i,
      )
    expect(
      commands.filter((command) =>
        /^(?:SELECT|STORE|COPY|MOVE|EXPUNGE|APPEND|DELETE|UID (?:STORE|COPY|MOVE))/i.test(command),
      ),
    ).toEqual([])
    expect(commands.filter((command) => command.startsWith('EXAMINE'))).toHaveLength(2)
  })

  it('refuses in words, which never hold the password', async () => {
    const wrong = await read({ password: 'canarypassword' }).catch((error: unknown) => error)
    expect(wrong).toBeInstanceOf(MailRefused)
    expect(JSON.stringify([wrong, (wrong as MailRefused).words, String(wrong)])).not.toContain(
      'canarypassword',
    )
    expect((wrong as MailRefused).words.fr).toMatch(/mot de passe/)
    const away = await read({ port: 1 }).catch((error: unknown) => error)
    expect((away as MailRefused).words.en).toMatch(/does not answer at this name and port/)
  })

  it('sends no password in clear over a network', async () => {
    const names: Lookup = { allowedHosts: new Set(), resolve: async () => ['192.0.3.1'] }
    const refused = await read({ host: 'mail.client.example' }, names).catch((error: unknown) => error)
    expect((refused as MailRefused).words.en).toMatch(/in clear/)
    expect(server?.commands).toEqual([])
  })

  it.each([
    'localhost',
    '127.0.0.1',
    '2130706433',
    '0x7f.1',
    '::1',
    '10.0.0.8',
    '169.254.169.254',
    '192.168.1.4',
    'fd00::1',
    'mailserver',
    'imap.intranet.local',
  ])('calls nobody inside: %s', async (host) => {
    const refused = await read({ host }, { allowedHosts: new Set() }).catch((error: unknown) => error)
    expect((refused as MailRefused).words.en).toMatch(/internal network/)
    expect(server?.connections).toBe(0)
  })

  it('takes a host, and nothing around it', async () => {
    for (const host of [
      'imap.client.example/x',
      'lea@imap.client.example',
      'imap.client.example:143',
      ' ',
      'a b',
    ]) {
      const refused = await read({ host }, { allowedHosts: new Set() }).catch((error: unknown) => error)
      expect((refused as MailRefused).words.en, host).toMatch(/not understood/)
      expect(server?.connections).toBe(0)
      await server?.close()
    }
  })

  it('looks a name up once, and a public name that leads inside is refused', async () => {
    const inside: Lookup = { allowedHosts: new Set(), resolve: async () => ['192.0.3.1', '127.0.0.1'] }
    const refused = await read({ host: 'imap.client.example' }, inside).catch((error: unknown) => error)
    expect((refused as MailRefused).words.en).toMatch(/internal network/)
    expect(server?.connections).toBe(0)
    await server?.close()
    // Here at first, as the administrator allowed; elsewhere ever after: the connection is made to what was checked.
    let asked = 0
    const turning: Lookup = {
      allowedHosts: new Set(['imap.client.example']),
      resolve: async () => (asked++ === 0 ? ['127.0.0.1'] : ['192.0.3.1']),
    }
    expect((await read({ host: 'imap.client.example' }, turning)).counts.messages).toBe(3)
    expect(asked).toBe(1)
  })

  it('does not log in where encryption was asked and is not there', async () => {
    for (const security of ['tls', 'starttls'] as const) {
      const refused = await read({ security }).catch((error: unknown) => error)
      expect(refused).toBeInstanceOf(MailRefused)
      expect(server?.commands).not.toContain('LOGIN')
      await server?.close()
    }
  })

  it.each([
    ['wrong password', { password: 'other' }, /name or password/],
    ['nobody there', { port: 1 }, /does not answer/],
    ['no encryption there', { security: 'tls' }, /does not encrypt in this way/],
  ] as const)('says what it is: %s', async (_, change, sentence) => {
    const refused = await read(change).catch((error: unknown) => error)
    expect((refused as MailRefused).words.en).toMatch(sentence)
    expect((refused as MailRefused).words.fr).not.toBe('')
  })

  it('sends no password to a server whose certificate nobody vouches for', async () => {
    const certificate = selfSigned('127.0.0.1')
    server = await startImapServer(login, folders, { certificate })
    const connection = { host: '127.0.0.1', port: server.port, ...login, security: 'tls' } as const
    const refused = await readMailbox(connection, here, { since: new Date(0) }, () => {}).catch(
      (error: unknown) => error,
    )
    expect((refused as MailRefused).words.en).toMatch(/certificate of the server cannot be trusted/)
    expect(server.commands).toEqual([])
  })

  it('reads the folders that were asked for, and none that is private', async () => {
    const sent = await read({}, here, { folders: ['Sent Items'] })
    expect(sent.counts).toEqual({ folders: 1, privateFolders: 0, messages: 1 })
    await server?.close()
    const both = await read({}, here, { folders: ['inbox', 'Perso/Famille'] })
    expect(both.counts).toEqual({ folders: 1, privateFolders: 1, messages: 2 })
    expect(JSON.stringify(both.found)).not.toContain('canary')
    await server?.close()
    const refused = await read({}, here, { folders: ['Archives'] }).catch((error: unknown) => error)
    expect((refused as MailRefused).words.en).toMatch(/no folder “Archives”/)
  })

  it('tells how far it is', async () => {
    const told: [number, number][] = []
    await read({}, here, { onProgress: (messages, share) => told.push([messages, share]) })
    expect(told).toEqual([
      [2, 0.5],
      [3, 1],
    ])
  })

  it('can be stopped', async () => {
    server = await startImapServer(login, folders)
    const stopping = new AbortController()
    const reading = readMailbox(
      { host: '127.0.0.1', port: server.port, ...login, security: 'none' },
      here,
      { since: new Date('2026-05-01T00:00:00Z'), signal: stopping.signal },
      () => stopping.abort(new Error('stopped')),
    )
    await expect(reading).rejects.toThrow('stopped')
  })
})
