// The life of the embedded PostgreSQL, with real processes: first and later starts, company, and every kind of death.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { startEmbeddedPostgres, type Connection } from './index.ts'
import { makeCheckout, makeTemporary, startClient, type Client } from './testing/checkout.ts'

const base = makeTemporary()
const clients: Client[] = []
let checkout = ''
let run = { path: '', remove: () => {} }
let folder = ''

beforeAll(async () => {
  checkout = await makeCheckout(join(base.path, 'checkout'))
})
beforeEach(() => {
  run = makeTemporary(base.path)
  folder = join(run.path, 'data')
})
afterEach(async () => {
  for (const client of clients.splice(0)) await client.kill()
  // Whatever a failed test left running is attached to and stopped.
  if (existsSync(pidFile())) await startEmbeddedPostgres({ folder }).then((left) => left.release())
  run.remove()
})
afterAll(() => base.remove())

const pidFile = () => join(folder, 'postgres', 'data', 'postmaster.pid')
const postmaster = () => Number.parseInt(readFileSync(pidFile(), 'utf8'), 10)

function arrive(options: Parameters<typeof startClient>[2] = {}): Client {
  const client = startClient(checkout, folder, options)
  clients.push(client)
  return client
}

function canRun([file = '', ...args]: string[]): boolean {
  return spawnSync(file, args, { stdio: 'ignore' }).status === 0
}

// By its current folder: its number in the pid file is that of another process namespace.
function serverIn(dataFolder: string): number {
  const isServer = (pid: string) => {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
      return readlinkSync(`/proc/${pid}/cwd`) === dataFolder && command[1] === '-D'
    } catch {
      return false
    }
  }
  return Number(readdirSync('/proc').find(isServer))
}

async function query(connection: Connection, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

test('makes a safe, neutral database at the first start, and finds it again at the second', async () => {
  const first = await startEmbeddedPostgres({ folder })
  expect(first.startedHere).toBe(true)
  expect(first.notes).toEqual([])
  const settings = await query(first.connection, `select name, setting from pg_settings`)
  const setting = new Map(settings.map((row) => [row['name'], row['setting']]))
  expect(
    ['fsync', 'data_checksums', 'listen_addresses', 'server_encoding', 'TimeZone', 'jit', 'lc_messages'].map(
      (name) => setting.get(name),
    ),
  ).toEqual(['on', 'on', '', 'UTF8', 'UTC', 'off', 'C'])
  expect(
    await query(
      first.connection,
      `select datlocprovider, datlocale from pg_database where datname = 'douze'`,
    ),
  ).toEqual([{ datlocprovider: 'b', datlocale: 'C.UTF-8' }])
  await query(first.connection, `create table kept as select 42 as answer`)
  await first.release()
  await first.release()
  expect(existsSync(pidFile())).toBe(false)
  expect(readdirSync(first.connection.host)).toEqual([])

  const second = await startEmbeddedPostgres({ folder })
  expect(second.startedHere).toBe(true)
  expect(await query(second.connection, 'select answer from kept')).toEqual([{ answer: 42 }])
  await second.release()
})

test('keeps everyone else out of its folders, and the words of failed statements out of its log', async () => {
  const postgres = await startEmbeddedPostgres({ folder })
  const home = join(folder, 'postgres')
  for (const closed of [home, join(home, 'data'), join(home, 'log'), postgres.connection.host])
    expect(statSync(closed).mode & 0o077).toBe(0)
  await expect(query(postgres.connection, `select 'Jeanne Secret'::int`)).rejects.toThrow('invalid input')
  await postgres.release()
  expect(readFileSync(join(home, 'log', 'postgres.log'), 'utf8')).not.toContain('Secret')
})

test('reads settings of yours from local.conf', async () => {
  await (await startEmbeddedPostgres({ folder })).release()
  writeFileSync(join(folder, 'postgres', 'data', 'local.conf'), `max_connections = 33\n`)
  const postgres = await startEmbeddedPostgres({ folder })
  expect(await query(postgres.connection, 'show max_connections')).toEqual([{ max_connections: '33' }])
  await postgres.release()
})

test('empties a log that has grown large', async () => {
  await (await startEmbeddedPostgres({ folder })).release()
  const log = join(folder, 'postgres', 'log', 'postgres.log')
  writeFileSync(log, 'x'.repeat(1_500_000))
  await (await startEmbeddedPostgres({ folder })).release()
  expect(statSync(log).size).toBeLessThan(100_000)
})

test('of two processes that start an empty folder together, one starts and both use it; the last one stops it', async () => {
  const [a, b] = [arrive(), arrive()]
  const [one, two] = [await a.next(), await b.next()]
  expect([one.event, two.event]).toEqual(['started', 'started'])
  expect([one.startedHere, two.startedHere].filter(Boolean)).toHaveLength(1)
  await query(one.connection, 'create table shared as select 1 as n')
  expect(await query(two.connection, 'select n from shared')).toEqual([{ n: 1 }])
  expect(await a.release()).toMatchObject({ event: 'released', beforeRelease: 'ready' })
  expect(await query(two.connection, 'select n from shared')).toEqual([{ n: 1 }])
  await b.release()
  expect(existsSync(pidFile())).toBe(false)
  expect(readdirSync(join(folder, 'postgres')).filter((name) => name.includes('new'))).toEqual([])
})

test('outlives a killed client; the next one attaches to it, and stops it', async () => {
  const killed = arrive()
  await killed.next()
  const pid = postmaster()
  await killed.kill()
  process.kill(pid, 0)
  const next = arrive()
  expect(await next.next()).toMatchObject({ event: 'started', startedHere: false })
  expect(postmaster()).toBe(pid)
  await next.release()
  expect(existsSync(pidFile())).toBe(false)
})

test('a killed client is not counted by the one that remains', async () => {
  const [killed, other] = [arrive(), arrive()]
  await killed.next()
  await other.next()
  await killed.kill()
  await other.release()
  expect(existsSync(pidFile())).toBe(false)
})

test('recovers what was committed when PostgreSQL itself was killed, alone or with its client', async () => {
  for (const alsoClient of [false, true]) {
    const client = arrive()
    const { connection } = await client.next()
    await query(connection, `create table if not exists saved (n int)`)
    await query(connection, `insert into saved values (1)`)
    const pid = postmaster()
    if (alsoClient) await client.kill()
    process.kill(pid, 'SIGKILL')
    if (!alsoClient) expect(await client.release()).toMatchObject({ event: 'released' })
    const again = await startEmbeddedPostgres({ folder })
    expect(again.startedHere).toBe(true)
    expect(await query(again.connection, 'select count(*)::int as n from saved')).toEqual([
      { n: alsoClient ? 2 : 1 },
    ])
    await again.release()
  }
})

test('survives a kill at any moment of the first start', async () => {
  for (const moment of [30, 120, 250, 400, 600]) {
    const client = arrive()
    await sleep(moment)
    await client.kill()
  }
  const postgres = await startEmbeddedPostgres({ folder })
  expect(await query(postgres.connection, 'select 1 as n')).toEqual([{ n: 1 }])
  await postgres.release()
  // What a killed initdb goes on writing is swept once it has ended, at the latest by the start after it.
  await sleep(1000)
  await (await startEmbeddedPostgres({ folder })).release()
  expect(readdirSync(join(folder, 'postgres')).toSorted()).toEqual(['data', 'log', 'socket'])
})

test('is not taken in by a pid file whose number belongs to another program, to a zombie, or to nobody', async () => {
  await (await startEmbeddedPostgres({ folder })).release()
  const data = join(folder, 'postgres', 'data')
  const owner = statSync(data)
  const asOwner = process.getuid?.() === 0 ? { uid: owner.uid, gid: owner.gid } : {}
  const sleeper = spawn('sleep', ['60'], { cwd: '/', ...asOwner })
  // The first sleep ends at once and is never collected, because its parent has become the second.
  const parent = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 60'], { cwd: '/', ...asOwner })
  const [zombie] = (await once(parent.stdout, 'data')) as [Buffer]
  await sleep(100)
  expect(readFileSync(`/proc/${Number(zombie)}/stat`, 'utf8')).toContain(') Z ')
  for (const pid of [sleeper.pid, Number(zombie), 4_000_000]) {
    const lines = [
      pid,
      data,
      1_700_000_000,
      5432,
      join(folder, 'postgres', 'socket'),
      '',
      '  1 1',
      'ready   ',
      '',
    ]
    writeFileSync(pidFile(), lines.join('\n'))
    writeFileSync(join(folder, 'postgres', 'socket', '.s.PGSQL.5432.lock'), lines.slice(0, 5).join('\n'))
    const postgres = await startEmbeddedPostgres({ folder })
    expect(postgres.startedHere).toBe(true)
    expect(await query(postgres.connection, 'select 1 as n')).toEqual([{ n: 1 }])
    await postgres.release()
  }
  writeFileSync(pidFile(), '')
  await (await startEmbeddedPostgres({ folder })).release()
  sleeper.kill()
  parent.kill()
})

test('Ctrl-C reaches Douze and not PostgreSQL', async () => {
  const client = arrive({ detached: true })
  await client.next()
  process.kill(-(client.process.pid ?? 0), 'SIGINT')
  expect(await client.next()).toMatchObject({ event: 'released', why: 'SIGINT', beforeRelease: 'ready' })
  expect(existsSync(pidFile())).toBe(false)
})

const inContainer = ['unshare', '--pid', '--fork', '--kill-child', '--mount-proc']
test.skipIf(!canRun([...inContainer, 'true']))(
  'where nobody collects the dead (a container without an init), a killed server delays neither leaving nor coming',
  async () => {
    const client = arrive({ wrap: inContainer })
    const { dataFolder } = await client.next()
    process.kill(serverIn(dataFolder), 'SIGKILL')
    await sleep(500)
    const since = performance.now()
    expect(await client.restart()).toMatchObject({ event: 'released', beforeRelease: 'silent' })
    expect(await client.next()).toMatchObject({ event: 'started', startedHere: true })
    expect(performance.now() - since).toBeLessThan(20_000)
    expect(await client.release()).toMatchObject({ event: 'released', beforeRelease: 'ready' })
  },
)

test('a data folder moved while its server runs is attached to in its new place', async () => {
  const killed = arrive()
  await killed.next()
  const pid = postmaster()
  await killed.kill()
  renameSync(folder, `${folder}-moved`)
  folder = `${folder}-moved`
  const postgres = await startEmbeddedPostgres({ folder })
  expect([postgres.startedHere, postmaster()]).toEqual([false, pid])
  expect(await query(postgres.connection, 'select 1 as n')).toEqual([{ n: 1 }])
  await postgres.release()
  expect(existsSync(pidFile())).toBe(false)
})

test('never stops the server under a client that has just come: six processes come and go at once', async () => {
  const crowd = Array.from({ length: 6 }, () => arrive({ rounds: 8 }))
  const ends = await Promise.all(
    crowd.map(async (client) => {
      for (let round = 1; round <= 8; round++) {
        for (const event of ['started', 'released']) {
          const report = await client.next()
          if (report.event !== event) return report
          if (event === 'released' && report.beforeRelease !== 'ready') return report
        }
      }
      return 'served'
    }),
  )
  expect(ends).toEqual(Array.from({ length: 6 }, () => 'served'))
  expect(existsSync(pidFile())).toBe(false)
}, 120_000)
