// Deliveries through the API: states that allow an action, limits of uploads, and what is said when a task breaks.
import { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../model/database.ts'
import { owner } from '../model/reader.ts'
import { testApi } from '../test/api.ts'
import { freshDatabase } from '../test/database.ts'
import { makeImportJobs } from './jobs/import-jobs.ts'
import { inboxLimits, openInbox } from './uploads/inbox.ts'
import { makeLog } from './log.ts'

const database = await freshDatabase()
const folder = mkdtempSync(path.join(tmpdir(), 'douze-inbox-'))
const api = testApi(database, {
  folder,
  limits: { ...inboxLimits, file: 2_000, delivery: 3_000, files: 3, sender: 9_000 },
})

interface Report {
  importId: number
  state: string
  progress: object | null
  files: { name: string; verdict: string; accepted: number; rejected: number }[]
  refusal: { en: string } | null
}

const deals = `deal_id,title,amount,currency,stage,owner_email,created_at,closed_at,status
D-1,=cmd,-100.00,EUR,Won,lea@example.com,2025-01-10,2025-02-10,won
D-2,Two,5.00,EUR,Won,lea@example.com,2025-02-30,,won
`
const open = async (): Promise<string> =>
  `/api/imports/${(await api.json<Report>('POST', '/api/imports', {})).importId}`
const put = (place: string, name: string, text: string): Promise<Response> =>
  api.send('PUT', `${place}/files?name=${encodeURIComponent(name)}`, {
    bytes: new TextEncoder().encode(text),
  })

describe('a delivery', () => {
  it('is opened, filled, staged, confirmed and undone', async () => {
    const place = await open()
    expect((await put(place, '../../deals.csv', deals)).status).toBe(200)
    const staged = await api.json<Report>('POST', `${place}/stage`, {})
    expect(staged).toMatchObject({
      state: 'staged',
      files: [{ name: 'deals.csv', accepted: 1, rejected: 1 }],
    })
    const text = await (await api.send('GET', `${place}/refused-rows?language=en`)).text()
    expect(text).toContain('D-2,Two,5.00,EUR')
    expect(text).toContain('DATE_INVALID')
    expect(await api.json<Report>('POST', `${place}/confirm`, {})).toMatchObject({ state: 'visible' })
    // The files have served: nothing of them is kept.
    await expect.poll(() => readdirSync(folder).length).toBe(0)
    expect(await api.json('POST', `${place}/undo`, {})).toMatchObject({ state: 'undone' })
    expect((await api.send('POST', `${place}/confirm`, { body: {} })).status).toBe(409)
  })

  it('allows no step out of its order', async () => {
    const place = await open()
    expect((await api.send('POST', `${place}/confirm`, { body: {} })).status).toBe(409)
    expect((await api.send('POST', `${place}/undo`, { body: {} })).status).toBe(409)
    expect((await api.send('POST', `${place}/stage`, { body: {} })).status).toBe(422)
    expect(await api.json('POST', `${place}/discard`, {})).toMatchObject({ state: 'discarded' })
    expect((await put(place, 'a.csv', deals)).status).toBe(409)
  })

  it('is bounded in bytes and files, and a file that is too large leaves nothing behind', async () => {
    const place = await open()
    expect((await put(place, 'large.csv', 'x'.repeat(2_001))).status).toBe(413)
    expect(readdirSync(path.join(folder, place.split('/').at(-1) ?? ''))).toEqual([])
    expect((await put(place, 'a.csv', 'x'.repeat(1_500))).status).toBe(200)
    expect((await put(place, 'b.csv', 'x'.repeat(1_600))).status).toBe(413)
    // The same name again replaces the file.
    expect((await put(place, 'a.csv', 'x'.repeat(100))).status).toBe(200)
    expect((await put(place, 'b.csv', 'x')).status).toBe(200)
    expect((await put(place, 'c.csv', 'x')).status).toBe(200)
    expect((await put(place, 'd.csv', 'x')).status).toBe(413)
    const stored = readdirSync(path.join(folder, place.split('/').at(-1) ?? ''))
    expect(stored.every((name) => /^[0-9a-f]{24}(\.json)?$/.test(name))).toBe(true)
  })

  it('nobody fills the place of others: what one sender has waiting is bounded', async () => {
    const inbox = openInbox(mkdtempSync(path.join(tmpdir(), 'douze-inbox-')), {
      ...inboxLimits,
      sender: 2_500,
      senderFiles: 3,
    })
    const send = (importId: number, bytes: number, sender: string) =>
      inbox.add(importId, `${importId}.csv`, Readable.from(['x'.repeat(bytes)]), sender)
    await send(1, 1_500, 'user 1')
    await expect(send(2, 1_500, 'user 1')).rejects.toMatchObject({ id: 'too-large' })
    await send(2, 1_500, 'user 2')
    await send(3, 500, 'user 1')
    await send(4, 100, 'user 1')
    await expect(send(5, 1, 'user 1')).rejects.toMatchObject({ id: 'too-large' })
    await inbox.remove(1)
    await send(5, 1_500, 'user 1')
    // Others are taken away while somebody sends.
    for (let round = 10; round < 30; round++) {
      await Promise.all(
        [1, 2, 3].map((one) => inbox.add(round, `${one}.csv`, Readable.from(['x']), `user ${one + 5}`)),
      )
      await Promise.all([inbox.remove(round), send(1_000 + round, 1, `user ${round}`)])
    }
  })
})

describe('a delivery that is cancelled while it is read', () => {
  it('leaves nothing, and says so', async () => {
    const large = testApi(database)
    const { importId } = await large.json<Report>('POST', '/api/imports', {})
    const place = `/api/imports/${importId}`
    const rows = Array.from(
      { length: 60_000 },
      (_, n) => `C-${n},Deal,1.00,EUR,Won,lea@example.com,2025-01-10,2025-02-10,won`,
    )
    const bytes = new TextEncoder().encode([deals.split('\n')[0], ...rows, ''].join('\n'))
    expect((await large.send('PUT', `${place}/files?name=deals.csv`, { bytes })).status).toBe(200)
    const asked = large.send('POST', `${place}/stage`, { body: {} })
    await expect.poll(async () => (await large.json<Report>('GET', place)).progress).not.toBeNull()
    const after = await large.json<Report>('POST', `${place}/cancel`, {})
    expect(after).toMatchObject({ state: 'interrupted', progress: null, files: [] })
    expect(after.refusal?.en).toContain('Cancelled')
    expect((await asked).status).toBeGreaterThanOrEqual(200)
    const { rows: left } = await database.read(owner, (query) =>
      sql<{ name: string }>`select tablename as name from pg_tables
        where schemaname = 'staging' and tablename like ${`import\\_${importId}\\_%`}`.execute(query),
    )
    expect(left).toEqual([])
    const again = await large.send('POST', `${place}/cancel`, { body: {} })
    expect(again.status).toBe(409)
  })
})

describe('a task that breaks', () => {
  it('says why where its progress was asked', async () => {
    const jobs = makeImportJobs(async () => {
      throw Object.assign(new Error('no space left'), { code: 'ENOSPC' })
    }, makeLog('silent'))
    await expect(jobs.run({ kind: 'make-visible', importId: 7, decisions: {} })).rejects.toThrow('no space')
    expect(jobs.progressOf(7)).toBeNull()
    expect(jobs.failureOf(7)?.en).toContain('disk is full')
  })

  it('does not stop the next one; each waits for its turn', async () => {
    const order: number[] = []
    const jobs = makeImportJobs(async ({ importId }) => {
      order.push(importId)
      await pause(10)
      order.push(-importId)
      if (importId === 1) throw new Error('broken')
    }, makeLog('silent'))
    const first = jobs.run({ kind: 'make-visible', importId: 1, decisions: {} })
    const second = jobs.run({ kind: 'make-visible', importId: 2, decisions: {} })
    await expect(first).rejects.toThrow('broken')
    await second
    expect(order).toEqual([1, -1, 2, -2])
  })

  it('is broken off by whoever asks, also while it waits; the others go on', async () => {
    const done: number[] = []
    const jobs = makeImportJobs(
      ({ importId }, _tell, signal) =>
        new Promise((resolve, reject) => {
          signal.addEventListener('abort', () => reject(new Error('broken off')))
          if (importId === 3) resolve(void done.push(importId))
        }),
      makeLog('silent'),
    )
    const run = (importId: number) => jobs.run({ kind: 'make-visible', importId, decisions: {} })
    const first = expect(run(1)).rejects.toThrow('broken off')
    const second = expect(run(2)).rejects.toThrow()
    const third = run(3)
    await pause(5)
    void jobs.cancel(2)
    await jobs.cancel(1)
    await Promise.all([first, second, third])
    expect(done).toEqual([3])
    for (const importId of [1, 2]) expect(jobs.failureOf(importId)?.en).toContain('Cancelled')
    await jobs.cancel(99)
  })

  it('is broken off when its time is over', async () => {
    const jobs = makeImportJobs(
      (_task, _tell, signal) =>
        new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('broken off')))),
      makeLog('silent'),
    )
    const running = jobs.run({ kind: 'make-visible', importId: 1, decisions: {} })
    const broken = expect(running).rejects.toThrow('broken off')
    await jobs.stop(20)
    await broken
  })
})

describe('a database that goes away in the middle of a question', () => {
  it('fails the question and not the process', async () => {
    const own = openDatabase(database.connection)
    const asked = own.read(owner, (query) => sql`select pg_sleep(20)`.execute(query))
    const failed = expect(asked).rejects.toThrow()
    const client = new pg.Client(
      database.connection.url === undefined
        ? database.connection
        : { connectionString: database.connection.url },
    )
    await client.connect()
    await expect
      .poll(async () => {
        const { rowCount } = await client.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where query like 'select pg_sleep(20)%' and pid <> pg_backend_pid() and datname = current_database()`,
        )
        return rowCount
      })
      .toBe(1)
    await failed
    await client.end()
    expect(await own.read(owner, async () => 'still there')).toBe('still there')
    await own.close()
  })
})
