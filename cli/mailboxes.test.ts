// A shared mailbox from the command line: tried, connected, run, given another password, removed.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startImapServer, type ImapServer } from '../test/imap-server.ts'
import { douze, folderOf, newFolder } from '../test/processes.ts'

const variables = { DOUZE_DATA: newFolder(), DOUZE_LANG: 'en' }
const mail = (password: string) => ({ ...variables, DOUZE_MAIL_PASSWORD: password })
let server: ImapServer
beforeAll(async () => {
  server = await startImapServer({ user: 'sales@acme.example', password: 'secret' }, [
    {
      path: 'INBOX',
      messages: [
        {
          uid: 1,
          day: '2100-01-01',
          headers:
            'Message-ID: <1@x>\nDate: Mon, 04 May 2026 10:00:00 +0200\nFrom: ana@acme.example\nTo: kim@aubrac.example',
          body: '',
        },
      ],
    },
  ])
})
afterAll(() => server.close())

it('is tried before it is kept, then listed, run and removed', async () => {
  const files = folderOf({
    'people.csv': 'person_email,display_name\nana@acme.example,Ana\n',
    'accounts.csv': 'account_name,domain\nAubrac,aubrac.example\n',
  })
  expect((await douze(['import', files], variables)).code).toBe(0)
  expect((await douze(['settings', '--internal-hosts', '127.0.0.1'], variables)).code).toBe(0)
  const to = ['--host', '127.0.0.1', '--port', String(server.port), '--security', 'none']
  const add = ['connections', 'add-mail', 'shared box', ...to, '--user', 'sales@acme.example']
  const refused = await douze(add, mail('wrong'))
  expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('refuses this name or password')])
  const missing = await douze([...add, '--folders', 'Archives'], mail('secret'))
  expect(missing.err).toContain('no folder “Archives”')
  const added = await douze(add, mail('secret'))
  expect(added.code, added.err).toBe(0)
  expect(added.out).toContain('shared box')
  expect(added.out + added.err).not.toContain('secret')
  const run = await douze(['connections', 'run', 'shared box'], variables)
  expect(run.code, run.err).toBe(0)
  const [listed] = JSON.parse((await douze(['connections', '--json'], variables)).out) as {
    kind: string
    lastFault: unknown
    lastRunAt: string | null
  }[]
  expect(listed).toMatchObject({ kind: 'mail', lastFault: null, lastRunAt: expect.any(String) })
  const changed = await douze(['connections', 'password', 'shared box'], mail('wrong'))
  expect(changed.err).toContain('refuses this name or password')
  expect((await douze(['connections', 'password', 'shared box'], mail('secret'))).code).toBe(0)
  expect((await douze(['connections', 'remove', 'shared box'], variables)).code).toBe(0)
}, 240_000)
