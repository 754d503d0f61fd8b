// A PostgreSQL of the company's own, through DATABASE_URL: the same commands, nothing started, nothing printed of it.
import { describe, expect, it } from 'vitest'
import type { Connection } from '../model/database.ts'
import { freshDatabase } from '../test/database.ts'
import { douze, folderOf, newFolder, openLink, startDouze } from '../test/processes.ts'

const database = await freshDatabase()
const variables = { DATABASE_URL: addressOf(database.connection), DOUZE_DATA: newFolder(), DOUZE_LANG: 'en' }

/** A connection as an address; a folder of sockets goes in the query. */
function addressOf({ url, user = '', password, host = '', port, database: name = '' }: Connection): string {
  if (url !== undefined) return url
  const secret = password === undefined ? '' : `:${encodeURIComponent(password)}`
  return host.startsWith('/')
    ? `postgres://${user}${secret}@/${name}?host=${encodeURIComponent(host)}&port=${port}`
    : `postgres://${user}${secret}@${host}:${port}/${name}`
}

describe('with DATABASE_URL', () => {
  it('commands and a server work on that database', async () => {
    const files = folderOf({
      'deals.csv':
        'deal_id,title,amount,currency,stage,owner_email,created_at,closed_at,status\n' +
        'D-1,One,10.00,EUR,Won,lea@example.com,2025-01-10,2025-02-10,won\n',
    })
    const imported = await douze(['import', files, '--json'], variables)
    expect(imported.code, imported.err).toBe(0)
    expect(JSON.parse(imported.out)).toMatchObject({ verdict: 'accept', accepted: 1 })
    const running = await startDouze(variables)
    const headers = await openLink(running.link)
    const home = (await (await fetch(`${running.address}/api/home`, { headers })).json()) as {
      hasData: boolean
    }
    expect(home.hasData).toBe(true)
    const measured = await douze(['measure', 'sales-cycle', '--period', '2025', '--json'], variables)
    expect(JSON.parse(measured.out)).toMatchObject({ state: 'measured' })
    expect((await running.end('SIGTERM')).code).toBe(0)
    expect(await database.read({ personId: null, roles: ['owner'] }, countDeals)).toBe(1)
  })

  it('says that the database is the company’s own, without its password', async () => {
    const { out } = await douze(['doctor'], { ...variables, DOUZE_PORT: '1' })
    expect(out).toContain('your own (DATABASE_URL)')
    expect(out).not.toContain('@')
  })
})

async function countDeals(query: Parameters<Parameters<typeof database.read>[1]>[0]): Promise<number> {
  const { count } = await query
    .selectFrom('opportunities')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}
