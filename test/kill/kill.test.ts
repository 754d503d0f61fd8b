// kill -9 at any moment of an import leaves all of it or none of it. A few moments here; DOUZE_KILLS=50 tries fifty.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { owner } from '../../model/reader.ts'
import { sweepInterrupted } from '../../sources/ingest/index.ts'
import { freshDatabase, type TestDatabase } from '../database.ts'
import { clock, deliver, rowsOf } from '../deliver.ts'

const kills = Number(process.env['DOUZE_KILLS'] ?? 6)
const here = dirname(fileURLToPath(import.meta.url))
const folder = await mkdtemp(join(tmpdir(), 'douze-kill-'))
const file = join(folder, 'deals.csv')
// Beside node_modules, so that the packages are found.
const program = join(here, '../../node_modules/.cache/douze-kill')
const rows = 12_000

beforeAll(async () => {
  const bundle = await rolldown({
    input: join(here, 'import-child.ts'),
    platform: 'node',
    external: (id) => !id.startsWith('.') && !id.startsWith('/'),
  })
  await bundle.write({ dir: program, format: 'esm' })
  await bundle.close()
  const lines = ['deal_id,title,amount,currency,stage,owner_email,created_at,closed_at,account,product']
  for (let row = 1; row <= rows; row++)
    lines.push(
      `D-${row},Deal ${row},${row}.50,EUR,${row % 3 === 0 ? 'Won' : 'Open'},ana@example.com,2026-01-05,${row % 3 === 0 ? '2026-02-05' : ''},${row % 2 === 0 ? `Company ${row % 500}` : ''},Thing`,
    )
  await writeFile(file, `${lines.join('\n')}\n`)
})
afterAll(() => rm(folder, { recursive: true }))

function start(database: TestDatabase): ChildProcess {
  return spawn(
    process.execPath,
    [join(program, 'import-child.js'), JSON.stringify(database.connection), file],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
}

const counted = `select (select count(*) from opportunities) as deals, (select count(*) from source_identities) as known,
  (select count(*) from opportunity_lines) as lines, (select count(*) from accounts) as accounts,
  (select count(*) from people) as people, (select count(*) from imports where state = 'visible') as visible,
  (select count(*) from pg_tables where schemaname = 'staging') as staging`

test(`killed at ${kills} moments`, { timeout: 60_000 + kills * 15_000 }, async () => {
  const whole = await freshDatabase()
  const child = start(whole)
  await once(child.stdout ?? child, 'data')
  const began = performance.now()
  await once(child, 'exit')
  const length = performance.now() - began
  const [all] = await rowsOf(whole, counted)
  expect(all).toMatchObject({ deals: rows, lines: rows, visible: 1, staging: 0 })

  const database = await freshDatabase()
  const seen: string[] = []
  for (let kill = 0; kill < kills; kill++) {
    const victim = start(database)
    await once(victim.stdout ?? victim, 'data')
    await wait(((kill + 0.5) / kills) * length * 1.1)
    victim.kill('SIGKILL')
    if (victim.exitCode === null && victim.signalCode === null) await once(victim, 'exit')
    await untilAlone(database)
    await sweepInterrupted(database, owner, { now: clock })
    const [left] = await rowsOf(database, counted)
    const isAll = Number(left?.['visible']) !== 0
    seen.push(isAll ? 'all' : 'none')
    if (isAll) expect({ ...left, visible: 1, staging: 0 }).toEqual(all)
    else expect(left).toMatchObject({ deals: 0, known: 0, lines: 0, accounts: 0, people: 0 })
    expect(await rowsOf(database, "select import_id from imports where state = 'reading'")).toEqual([])
    expect(
      await rowsOf(
        database,
        "select r.row from refused_rows as r join imports as i using (import_id) where i.state <> 'staged'",
      ),
    ).toEqual([])
  }
  expect(seen[0]).toBe('none')
  // Whatever was left behind, the next import of the same file stands.
  await deliver(database, { 'people.csv': 'person_email,display_name\nana@example.com,Ana\n' })
  const again = start(database)
  await once(again, 'exit')
  expect((await rowsOf(database, 'select count(*) as deals from opportunities'))[0]).toEqual({ deals: rows })
})

/** Waits until the connections of the killed process are gone: a commit that was on its way has happened or never will. */
async function untilAlone(database: TestDatabase): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    const [others] = await rowsOf(
      database,
      `select count(*) as n from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`,
    )
    const idle = await rowsOf(
      database,
      `select count(*) as n from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`,
    )
    if (Number(others?.['n']) === 0 && Number(idle[0]?.['n']) === 0) return
    await wait(50)
  }
  throw new Error('The connections of a killed process did not end.')
}
