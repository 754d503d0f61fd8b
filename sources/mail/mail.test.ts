// Mailboxes: what is read of a message, what becomes of it, and that nothing else of it stays anywhere.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import { deliver, rowsOf } from '../../test/deliver.ts'
import { ownSeconds } from '../../test/own-seconds.ts'
import { tablesWith } from '../../test/tables-with.ts'
import { fileSource } from '../files/reading/bytes.ts'
import { readMailDate } from './date.ts'
import { addressesIn, decodeWords, isPrivateText, readHeaders } from './headers.ts'
import { activityRow, judge } from './judge.ts'
import { knownParties } from './known.ts'
import { type MboxMessage, readMbox } from './mbox.ts'

const now = Date.UTC(2026, 5, 30)

describe('a date', () => {
  it.each([
    ['Mon, 04 May 2026 10:00:00 +0200', '2026-05-04T08:00:00.000Z'],
    ['4 May 2026 10:00 GMT', '2026-05-04T10:00:00.000Z'],
    ['Mon,  4 May 2026 10:00:00 -0330 (NST)', '2026-05-04T13:30:00.000Z'],
    ['Mon, 04 May 2026 10:00:00 EDT', '2026-05-04T14:00:00.000Z'],
    ['32 Foo 2026 99:00', 'DATE_INVALID'],
    ['Tue, 31 Apr 2026 10:00:00 +0000', 'DATE_INVALID'],
    ['Mon, 04 May 2026 10:00:00', 'TIME_ZONE_UNKNOWN'],
    ['Mon, 04 May 2026 10:00:00 +2500', 'TIME_ZONE_UNKNOWN'],
    ['Mon, 04 May 1998 10:00:00 +0000', 'DATE_OUT_OF_RANGE'],
    ['Mon, 04 Jul 2026 10:00:00 +0000', 'TIME_IN_FUTURE'],
    ['', 'DATE_INVALID'],
  ])('%s', (written, wanted) => {
    const read = readMailDate(written, now)
    expect(typeof read === 'number' ? new Date(read).toISOString() : read).toBe(wanted)
  })
})

describe('headers', () => {
  it('give addresses without names, comments and groups', () => {
    expect(
      addressesIn(
        '"Doe, \\"J\\" <x@y.z>" <John@Example.com>, =?UTF-8?B?w6k=?= <a@b.fr> (home, c@d.fr), e@f.co.uk, Team: g@h.fr, i@j.fr;, undisclosed-recipients:;, broken@, <k@l.fr',
      ),
    ).toEqual(['john@example.com', 'a@b.fr', 'e@f.co.uk', 'g@h.fr', 'i@j.fr'])
    const seconds = ownSeconds()
    expect(addressesIn('"\\"'.repeat(60_000))).toEqual([])
    expect(seconds()).toBeLessThan(1)
  })

  it('decode the subject, for its words alone', () => {
    expect(decodeWords('=?ISO-8859-1?Q?Priv=E9_:?= =?UTF-8?B?IHLDqXVuaW9u?=')).toBe('Privé : réunion')
    expect(decodeWords(Buffer.from('Privé', 'utf8').toString('latin1'))).toBe('Privé')
    expect(decodeWords('=?x-unknown?Q?abc?=')).toBe('=?x-unknown?Q?abc?=')
  })

  it.each([
    ['perso', true],
    ['RE: PERSONNEL - dîner', true],
    ['[Privé] rdv', true],
    ['private: lunch', true],
    ['INBOX/Personnelle', true],
    ['Prive', true],
    ['personne', false],
    ['Direction du personnel et privatisation', true],
    ['privatisation', false],
    ['Personal data', false],
    [`${'x '.repeat(2000)}perso`, true],
  ])('mark as private: %s', (subject, isPrivate) => {
    expect(isPrivateText(subject)).toBe(isPrivate)
  })

  it('are unfolded, and the first of a name holds', () => {
    const headers = readHeaders(
      'From: a@b.fr\nTo: c@d.fr,\n\te@f.fr\nFROM: z@z.fr\nMessage-Id:\n <1@x>\nSensitivity: Personal\nReceived: from\n',
    )
    expect(headers).toEqual({
      date: '',
      messageId: '<1@x>',
      from: ['a@b.fr'],
      to: ['c@d.fr', 'e@f.fr'],
      cc: [],
      isPrivate: true,
    })
  })
})

describe('a mailbox file', () => {
  async function messages(text: string, chunk: number): Promise<MboxMessage[]> {
    const folder = await mkdtemp(join(tmpdir(), 'mbox-test-'))
    try {
      await writeFile(join(folder, 'a'), text)
      const found: MboxMessage[] = []
      for await (const batch of readMbox(fileSource('a', join(folder, 'a'), chunk))) found.push(...batch)
      return found
    } finally {
      await rm(folder, { recursive: true })
    }
  }
  const text = [
    'From - Mon May  4 10:00:00 2026',
    'From: a@b.fr',
    'Subject: one',
    '',
    'Hello',
    '',
    'From here on it is 2026',
    'not a header',
    '',
    '>From escaped Mon May  4 10:00:00 2026',
    'X: y',
    '',
    'From 123@xxx Mon May 04 10:00:00 +0000 2026',
    'From: c@d.fr',
    '',
  ].join('\r\n')

  it('is read the same in pieces of any size; a line of a body that begins with "From" begins no message', async () => {
    for (const chunk of [1, 7, 64, 4096])
      expect(await messages(text, chunk)).toEqual([
        { row: 1, line: 1, block: 'From: a@b.fr\nSubject: one\n' },
        { row: 2, line: 13, block: 'From: c@d.fr\n' },
      ])
  })
})

describe('the judgement', () => {
  const known = knownParties({
    colleagues: ['lea@ours.example', 'bob@ours.example', 'freelance@gmail.com'],
    accounts: [
      { domain: 'client.example', accountId: 1, name: 'Client' },
      { domain: 'other.example', accountId: 2, name: 'Other' },
      { domain: 'gmail.com', accountId: 3, name: 'Nobody' },
      { domain: 'ours.example', accountId: 4, name: 'Ourselves' },
    ],
  })
  const date = 'Mon, 04 May 2026 10:00:00 +0200'
  const headers = (from: string, to: string, more: Record<string, string> = {}) =>
    readHeaders(
      Object.entries({ Date: date, From: from, To: to, 'Message-ID': '<1@x>', ...more })
        .map(([name, value]) => `${name}: ${value}\n`)
        .join(''),
    )
  const rows = (...given: Parameters<typeof headers>) => {
    const judged = judge(headers(...given), { known, now, seen: new Set() })
    return judged.kind === 'taken'
      ? judged.messages.map((message) => activityRow(message).slice(1))
      : judged.kind
  }
  const minute = ['2026-05-04T08:00:00.000Z', '2026-05-04T08:01:00.000Z', 'captured']

  it('counts what is written to a customer, and what comes from one', () => {
    expect(rows('lea@ours.example', 'x@client.example')).toEqual([
      ['lea@ours.example', 'buyer-facing', ...minute, 'mail sent', 'Client'],
    ])
    expect(
      rows('lea@ours.example', 'bob@ours.example', { Cc: 'x@fr.other.example, y@client.example' }),
    ).toEqual([['lea@ours.example', 'buyer-facing', ...minute, 'mail sent', 'Other']])
    expect(
      rows('x@client.example', 'lea@ours.example, bob@ours.example', { Cc: 'freelance@gmail.com' }),
    ).toEqual([
      ['lea@ours.example', 'email', ...minute, 'mail received', 'Client'],
      ['bob@ours.example', 'email', ...minute, 'mail received', 'Client'],
    ])
  })

  it('keeps nothing of colleagues among themselves, of strangers and of public providers', () => {
    expect(rows('lea@ours.example', 'bob@ours.example')).toEqual([])
    expect(rows('lea@ours.example', 'someone@gmail.com')).toEqual([])
    expect(rows('lea@ours.example', 'x@stranger.example')).toEqual([])
    expect(rows('x@client.example', 'y@other.example')).toEqual([])
    expect(rows('lea@ours.example', 'undisclosed-recipients:;')).toEqual([])
  })

  it('knows a message again by its id, or by its moment and addresses', () => {
    const seen = new Set<string>()
    const kinds = [
      headers('lea@ours.example', 'x@client.example'),
      headers('lea@ours.example', 'y@client.example'),
      headers('lea@ours.example', 'x@client.example', { 'Message-ID': '' }),
      headers('lea@ours.example', 'x@client.example', { 'Message-ID': '' }),
      headers('lea@ours.example', 'y@client.example', { 'Message-ID': '' }),
    ].map((one) => judge(one, { known, now, seen }).kind)
    expect(kinds).toEqual(['taken', 'repeated', 'taken', 'repeated', 'taken'])
  })

  it('refuses a message without a date or a sender', () => {
    expect(
      judge(headers('lea@ours.example', 'a@b.fr', { Date: '' }), { known, now, seen: new Set() }),
    ).toMatchObject({
      kind: 'faulty',
      code: 'VALUE_REQUIRED',
      field: 'date',
    })
    expect(rows('', 'a@b.fr')).toBe('faulty')
  })
})

test('a mailbox becomes minutes with known customers, and nothing else of it is anywhere', async () => {
  const database = await freshDatabase()
  await deliver(database, {
    'people.csv': 'person_email,display_name\nlea@ours.example,Léa\n',
    'accounts.csv': 'account_name,domain\nClient,client.example\n',
  })
  const message = (id: string, ...lines: string[]) =>
    [`From x Mon May  4 10:00:00 2026`, `Message-ID: <${id}>`, ...lines, '', 'canarybody', ''].join('\n')
  const sent = 'Date: Mon, 04 May 2026 10:00:00 +0200\nFrom: Léa <lea@ours.example>'
  const mailbox = [
    message('canaryid1@x', sent, 'To: canaryname <canarylocal@client.example>', 'Subject: canarysubject'),
    message('2@x', sent.replace('10:00', '11:00'), 'To: b@client.example', 'Subject: Perso canaryprivate'),
    message(
      '3@x',
      'Date: never',
      'From: lea@ours.example',
      'To: canarylocal@client.example',
      'Subject: canarysubject',
    ),
    message('canaryid1@x', sent, 'To: canaryname <canarylocal@client.example>', 'Subject: canarysubject'),
    message('5@x', sent.replace('10:00', '12:00'), 'To: c@canarystranger.example', 'Subject: canarysubject'),
  ].join('\n')
  const report = await deliver(database, { 'Sent.mbox': mailbox })
  expect(report.files[0]).toMatchObject({
    verdict: 'partial',
    rows: 5,
    accepted: 2,
    rejected: 1,
    duplicates: 1,
    added: 1,
    entity: 'activities',
  })
  expect(report.files[0]?.checks).toMatchObject([{ code: 'private_skipped', value: '1' }])
  expect(
    await rowsOf(
      database,
      `select p.email, c.category, c.basis, c.day, c.seconds, c.tool, a.name as account from activities as c
       join people as p on p.person_id = c.rep_id left join accounts as a using (account_id)`,
    ),
  ).toEqual([
    {
      email: 'lea@ours.example',
      category: 'buyer-facing',
      basis: 'captured',
      day: '2026-05-04',
      seconds: 60,
      tool: 'mail sent',
      account: 'Client',
    },
  ])
  const again = await deliver(database, { 'Sent (copy).mbox': mailbox })
  expect(again.files[0]).toMatchObject({ accepted: 2, added: 0, changed: 0, unchanged: 2 })
  expect(JSON.stringify([report, again])).not.toContain('canary')
  expect(await tablesWith(database, 'canary')).toEqual([])
})

test('a folder marked private is passed over whole', async () => {
  const database = await freshDatabase()
  const text =
    'From x Mon May  4 10:00:00 2026\nDate: Mon, 04 May 2026 10:00:00 +0200\nFrom: a@b.fr\n\nbody\n'
  const report = await deliver(database, { 'Privé.mbox': text })
  expect(report.files[0]).toMatchObject({ rows: 1, accepted: 0, rejected: 0 })
  expect(report.files[0]?.checks).toMatchObject([{ code: 'private_skipped', value: '1' }])
})
