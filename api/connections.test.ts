// Sources that deliver by themselves, over the API: a watched folder and a webhook, confirmed once by a person and then on their
// own; nothing twice, nothing lost.
import { mkdirSync, mkdtempSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { owner } from '../model/reader.ts'
import { claimRun, openImport, releaseRun } from '../sources/ingest/index.ts'
import { testApi } from '../test/api.ts'
import { freshDatabase } from '../test/database.ts'
import { runDue } from './jobs/connection-runs.ts'

const database = await freshDatabase()
const folder = mkdtempSync(path.join(tmpdir(), 'douze-connections-'))
let now = new Date()
const api = testApi(database, { folder, clock: () => now })

interface Listed {
  connections: {
    connectionId: number
    name: string
    isTrusted: boolean
    waiting: number
    setAside: number
    lastFault: { en: string } | null
    nextRunAt: string | null
    hasSecret: boolean
  }[]
  sources: {
    connectionId: number | null
    deliveries: number
    lastAccepted: number
    refused: number
    waitingImportId: number | null
    entities: { id: string }[]
    feeds: string[]
  }[]
}
const list = (): Promise<Listed> => api.json('GET', '/api/connections')
const add = (body: object): Promise<{ connectionId: number; address: string; folder: string }> =>
  api.json('POST', '/api/connections', body)
const named = async (name: string) => (await list()).connections.find((one) => one.name === name)!
const later = (seconds: number): void => {
  now = new Date(now.getTime() + seconds * 1000)
}
const run = async (connectionId: number): Promise<void> => {
  await api.json('POST', `/api/connections/${connectionId}/run`, {})
  expect(await runDue(api.place)).toBe(1)
}
const count = async (table: string): Promise<number> => {
  const { rows } = await database.read(owner, (query) =>
    sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(query),
  )
  return rows[0]!.n
}
const deals = (...rows: string[]): string =>
  ['deal_id,title,amount,currency,stage,owner_email,created_at,closed_at,status', ...rows, ''].join('\n')
const won = (id: string, amount: string): string =>
  `${id},Deal ${id},${amount},EUR,Won,lea@example.com,2025-01-10,2025-02-10,won`

describe('a watched folder', () => {
  let place: string
  let connectionId: number
  /** Puts a file as if it had lain there for a while. */
  const put = (name: string, text: string): void => {
    writeFileSync(path.join(place, name), text)
    const past = new Date(Date.now() - 60_000)
    utimesSync(path.join(place, name), past, past)
    later(30)
  }
  const waiting = async (): Promise<number | null> =>
    (await list()).sources.find((one) => one.connectionId === connectionId)?.waitingImportId ?? null

  beforeAll(async () => {
    const made = await add({ kind: 'folder', name: 'crm nightly', schedule: '0 6 * * *' })
    ;({ connectionId, folder: place } = made)
    expect(place).toBe(path.join(`${folder}-drop`, 'crm nightly'))
    later(3_600)
  })

  it('with nothing in it brings nothing, and says when it looked', async () => {
    expect(await runDue(api.place)).toBe(1)
    const found = await named('crm nightly')
    expect(found.lastFault).toBeNull()
    expect(new Date(found.nextRunAt!).getTime()).toBeGreaterThan(now.getTime())
    expect(await runDue(api.place)).toBe(0)
  })

  it('waits for a person the first time, and not from then on', async () => {
    put('deals.csv', deals(won('D-1', '100.00')))
    await run(connectionId)
    const importId = await waiting()
    expect(importId).not.toBeNull()
    expect(await count('opportunities')).toBe(0)
    // While it waits, nothing else is read.
    put('more.csv', deals(won('D-2', '50.00')))
    await run(connectionId)
    expect(await waiting()).toBe(importId)
    await api.json('POST', `/api/imports/${importId}/confirm`, {})
    expect((await named('crm nightly')).isTrusted).toBe(true)
    await run(connectionId)
    expect(await count('opportunities')).toBe(2)
    const source = (await list()).sources.find((one) => one.connectionId === connectionId)!
    expect(source).toMatchObject({ deliveries: 2, lastAccepted: 1, refused: 0, waitingImportId: null })
    expect(source.entities.map(({ id }) => id)).toEqual(['opportunities'])
    expect(source.feeds).toContain('sales-cycle')
  })

  it('reads again what a killed run left half read, and leaves alone what a living one reads', async () => {
    const left = async (): Promise<number> => {
      const options = { source: 'crm', connectionId, now: () => now }
      return (await openImport(database, owner, options)).importId
    }
    const state = async (importId: number) =>
      (
        await database.read(owner, (query) =>
          query.selectFrom('imports').select('state').where('import_id', '=', importId).execute(),
        )
      )[0]?.state
    const dead = await left()
    put('third.csv', deals(won('D-3', '25.00')))
    const living = await database.connect(owner)
    try {
      expect(await claimRun(living, connectionId)).toBe(true)
      await run(connectionId)
      expect([await state(dead), await count('opportunities')]).toEqual(['reading', 2])
    } finally {
      await releaseRun(living, connectionId)
      living.release()
    }
    await run(connectionId)
    expect([await state(dead), await count('opportunities')]).toEqual(['interrupted', 3])
  })

  it('reads nothing twice: not the same file, nor a copy of it', async () => {
    const imports = await count('imports')
    put('copy of deals.csv', deals(won('D-1', '100.00')))
    await run(connectionId)
    expect(await count('imports')).toBe(imports)
  })

  it('leaves alone what is not complete, hidden, a link or a folder', async () => {
    const imports = await count('imports')
    put('growing.csv.part', deals(won('D-9', '1.00')))
    put('.hidden.csv', deals(won('D-9', '1.00')))
    mkdirSync(path.join(place, 'sub'))
    writeFileSync(`${folder}-elsewhere.csv`, deals(won('D-9', '1.00')))
    symlinkSync(`${folder}-elsewhere.csv`, path.join(place, 'link.csv'))
    put('empty.csv', '')
    now = new Date()
    writeFileSync(path.join(place, 'still written.csv'), deals(won('D-3', '1.00')))
    await run(connectionId)
    expect(await count('imports')).toBe(imports)
    // As soon as it is complete it is read, without anybody asking again.
    later(6)
    expect(await runDue(api.place)).toBe(1)
    expect(await count('opportunities')).toBe(3)
  })

  it('says what it could not read, and goes on with the next file', async () => {
    put('login.csv', '<!doctype html><html><body>Sign in</body></html>')
    await run(connectionId)
    expect((await named('crm nightly')).lastFault?.en).toBeTruthy()
    put('fine.csv', deals(won('D-4', '1.00')))
    await run(connectionId)
    expect(await count('opportunities')).toBe(4)
    expect((await named('crm nightly')).lastFault).toBeNull()
  })

  it('a discarded delivery can be tried again', async () => {
    await database.writeApart(owner, (query) =>
      query.updateTable('connections').set({ is_trusted: false }).execute(),
    )
    put('five.csv', deals(won('D-5', '1.00')))
    await run(connectionId)
    await api.json('POST', `/api/imports/${await waiting()}/discard`, {})
    expect((await named('crm nightly')).setAside).toBe(1)
    await run(connectionId)
    expect(await waiting()).not.toBeNull()
    await api.json('POST', `/api/imports/${await waiting()}/confirm`, {})
    expect(await count('opportunities')).toBe(5)
  })

  it('is claimed by one of two servers that look at the same time', async () => {
    put('six.csv', deals(won('D-6', '1.00')))
    await api.json('POST', `/api/connections/${connectionId}/run`, {})
    const imports = await count('imports')
    await Promise.all([runDue(api.place), runDue(api.place)])
    expect(await count('imports')).toBe(imports + 1)
    expect(await count('opportunities')).toBe(6)
  })

  it('paused, it stays still; removed, what it brought stays', async () => {
    await api.json('PUT', `/api/connections/${connectionId}`, { isPaused: true })
    put('seven.csv', deals(won('D-7', '1.00')))
    later(86_400)
    expect(await runDue(api.place)).toBe(0)
    await api.json('DELETE', `/api/connections/${connectionId}`)
    expect(await count('connections')).toBe(0)
    expect(await count('connection_items')).toBe(0)
    expect(await count('opportunities')).toBe(6)
  })

  it.each(['../x', 'a/b', '.', '', 'a'.repeat(61), 'nul\0'])('is never called %j', async (name) => {
    const response = await api.send('POST', '/api/connections', {
      body: { kind: 'folder', name, schedule: '0 6 * * *' },
    })
    expect([400, 422]).toContain(response.status)
  })
})

describe('a watched folder whose server is killed', () => {
  it('makes visible what had been read whole, before it reads on', async () => {
    later(3_600)
    const { connectionId, folder: place } = await add({
      kind: 'folder',
      name: 'crm hourly',
      schedule: '0 * * * *',
    })
    const put = (name: string, text: string): void => {
      writeFileSync(path.join(place, name), text)
      const past = new Date(Date.now() - 60_000)
      utimesSync(path.join(place, name), past, past)
      later(30)
    }
    const waiting = async () =>
      (await list()).sources.find((one) => one.connectionId === connectionId)?.waitingImportId ?? null
    const trust = (isTrusted: boolean) =>
      database.write(owner, (query) =>
        query
          .updateTable('connections')
          .set({ is_trusted: isTrusted })
          .where('connection_id', '=', connectionId)
          .execute(),
      )
    const before = await count('opportunities')
    put('first.csv', deals(won('K-1', '25.00')))
    await run(connectionId)
    await api.json('POST', `/api/imports/${await waiting()}/confirm`, {})
    // As it stands between the reading and the moment when all see it.
    await trust(false)
    put('second.csv', deals(won('K-2', '35.00')))
    await run(connectionId)
    await trust(true)
    expect([await waiting(), await count('opportunities')]).toEqual([expect.any(Number), before + 1])
    put('third.csv', deals(won('K-3', '45.00')))
    await run(connectionId)
    expect([await waiting(), await count('opportunities')]).toEqual([null, before + 3])
  })
})
