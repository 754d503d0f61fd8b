// Clusters for tests leave nothing behind, not even after a kill.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { makeCheckout, makeTemporary, startClient } from './testing/checkout.ts'
import { startThrowawayPostgres, sweepThrowaways } from './throwaway.ts'

const temporary = makeTemporary()
const base = join(temporary.path, 'throwaway')
afterAll(() => temporary.remove())

test('serves, and is gone once stopped', async () => {
  const postgres = await startThrowawayPostgres(base)
  const client = new pg.Client(postgres.connection)
  await client.connect()
  expect((await client.query('show fsync')).rows).toEqual([{ fsync: 'off' }])
  await client.end()
  await postgres.stop()
  expect(readdirSync(base)).toEqual([])
})

test('those of killed runs are stopped and removed by the next; those in use are not', async () => {
  const checkout = await makeCheckout(join(temporary.path, 'checkout'))
  const left = startClient(checkout, join(base, '0000dead'))
  const { dataFolder } = await left.next()
  const pid = Number.parseInt(readFileSync(join(dataFolder, 'postmaster.pid'), 'utf8'), 10)
  await left.kill()
  const used = startClient(checkout, join(base, '0000a11e'))
  await used.next()
  mkdirSync(join(base, '00000ld0'))
  utimesSync(join(base, '00000ld0'), 1_700_000_000, 1_700_000_000)
  mkdirSync(join(base, '000young'))
  await sweepThrowaways(base)
  expect(readdirSync(base).toSorted()).toEqual(['0000a11e', '000young'])
  expect(await isGone(pid)).toBe(true)
  await used.release()
})

test('never ends a process that only has the number of a server that is gone', async () => {
  const innocent = spawn('sleep', ['30'])
  const data = join(base, '0000fa15', 'postgres', 'data')
  mkdirSync(data, { recursive: true })
  const { writeFileSync } = await import('node:fs')
  writeFileSync(join(data, 'postmaster.pid'), `${innocent.pid}\n${data}\n1\n5432\n\n\n\nready\n`)
  utimesSync(join(base, '0000fa15'), 1_700_000_000, 1_700_000_000)
  await sweepThrowaways(base)
  expect(existsSync(data)).toBe(false)
  expect(innocent.exitCode ?? innocent.signalCode).toBe(null)
  innocent.kill()
})

async function isGone(pid: number): Promise<boolean> {
  for (let attempt = 0; attempt < 50; attempt++) {
    try {
      process.kill(pid, 0)
    } catch {
      return true
    }
    await sleep(50)
  }
  return false
}
