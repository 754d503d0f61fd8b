// From a server to the model: a mailbox gathered into a file, delivered, and the same messages as a mailbox file change nothing.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import { deliver, rowsOf } from '../../test/deliver.ts'
import { startImapServer } from '../../test/imap-server.ts'
import { tablesWith } from '../../test/tables-with.ts'
import { owner } from '../../model/reader.ts'
import { gatherMailbox } from './gather.ts'
import { readKnownParties } from './known.ts'

const login = { user: 'lea@ours.example', password: 'secret' }
const date = 'Date: Mon, 04 May 2026 10:00:00 +0200'
const sent = [
  'Message-ID: <1@x>',
  date,
  'From: Lea <lea@ours.example>',
  'To: canaryname <b@client.example>, canary@stranger.example',
  'Subject: canarysubject',
]
const folders = [
  {
    path: 'Sent',
    messages: [
      { uid: 1, day: '2026-05-04', headers: sent.join('\n'), body: 'canarybody' },
      { uid: 2, day: '2026-05-04', headers: sent.join('\n'), body: 'canarybody' },
      {
        uid: 3,
        day: '2026-05-04',
        headers: [
          'Message-ID: <3@x>',
          date,
          'From: canary@family.example',
          'Subject: perso canaryprivate',
        ].join('\n'),
        body: '',
      },
      {
        uid: 4,
        day: '2026-05-04',
        headers: ['Message-ID: <4@x>', date, 'From: canary@stranger.example', 'To: lea@ours.example'].join(
          '\n',
        ),
        body: '',
      },
      {
        uid: 5,
        day: '2026-05-04',
        headers: ['Message-ID: <5@x>', 'Date: never', 'From: lea@ours.example'].join('\n'),
        body: '',
      },
    ],
  },
]

test('a mailbox on a server becomes minutes with known customers', async () => {
  const database = await freshDatabase()
  await deliver(database, {
    'people.csv': 'person_email,display_name\nlea@ours.example,Léa\n',
    'accounts.csv': 'account_name,domain\nClient,client.example\n',
  })
  const server = await startImapServer(login, folders)
  const folder = await mkdtemp(join(tmpdir(), 'gather-test-'))
  try {
    const path = join(folder, 'mailbox')
    const known = await database.read(owner, readKnownParties)
    const connection = { host: '127.0.0.1', port: server.port, ...login, security: 'none' } as const
    const counts = await gatherMailbox(
      connection,
      { allowedHosts: new Set(['127.0.0.1']) },
      { since: new Date('2026-05-01T00:00:00Z') },
      known,
      path,
    )
    expect(counts).toEqual({ folders: 1, privateFolders: 0, messages: 5 })
    const gathered = await readFile(path, 'utf8')
    expect(gathered).not.toContain('canary')

    const report = await deliver(database, { 'imap.example.com.mbox': gathered })
    expect(report.files[0]).toMatchObject({ rows: 5, accepted: 2, rejected: 1, duplicates: 1, added: 1 })
    expect(report.files[0]?.checks).toMatchObject([{ code: 'private_skipped', value: '1' }])
    expect(
      await rowsOf(
        database,
        'select a.name, c.category, c.seconds from activities as c join accounts as a using (account_id)',
      ),
    ).toEqual([{ name: 'Client', category: 'buyer-facing', seconds: 60 }])

    const exported = `From - Mon May  4 10:00:00 2026\n${sent.join('\n')}\n\ncanarybody\n`
    const again = await deliver(database, { 'Sent.mbox': exported })
    expect(again.files[0]).toMatchObject({ accepted: 1, added: 0, changed: 0, unchanged: 1 })
    expect(await tablesWith(database, 'canary')).toEqual([])
  } finally {
    await server.close()
    await rm(folder, { recursive: true })
  }
})
