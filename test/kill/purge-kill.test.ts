// kill -9 in the midst of a purge, at moments that are chosen and not hoped for: the purge waits for a table that the test holds, in
// the middle of one rule, and is killed there. Of each rule all is done, or nothing.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, expect, test } from 'vitest'
import { timeSpentSelling } from '../../kpis/time-spent-selling/definition.ts'
import { parsePeriod } from '../../metric/period.ts'
import { measure } from '../../metric/runner/runner.ts'
import { organisation } from '../../metric/scope.ts'
import { owner } from '../../model/reader.ts'
import { testApi } from '../api.ts'
import { browserProgram, looks, openBrowser, visit } from '../browser/visitor.ts'
import { freshDatabase } from '../database.ts'
import { rowsOf } from '../deliver.ts'
import { douze, newFolder, startDouze, urlOf } from '../processes.ts'
import { fillMany } from '../rows-of-many.ts'
import { storyOfMany } from '../story-of-many.ts'
import { tell } from '../story.ts'

const database = await freshDatabase()
const variables = { DATABASE_URL: urlOf(database.connection), DOUZE_DATA: newFolder(), DOUZE_LANG: 'en' }
const ownProgram = path.resolve(import.meta.dirname, '../../douze.mjs')
const cut = '2025-07-01'

/** What a purge takes and what it keeps instead, and which of its rules it wrote down as done. */
const counted = `select
  (select coalesce(sum(tracked_micros), 0) from activity_days where day < '${cut}') as time,
  (select count(*) from content_work where day < '${cut}' and rep_id is not null) as work,
  (select count(*) from content_events where day < '${cut}') + (select count(*) from content_days where day < '${cut}') as uses,
  (select count(*) from kept_figures where metric = 'time-spent-selling') as time_kept,
  (select count(*) from past_uses) as uses_kept,
  (select coalesce(string_agg(distinct rule, ' ' order by rule), '') from purge_runs) as done`

beforeAll(async () => {
  await tell(database, storyOfMany(4, 30, 20))
  await fillMany(database, 4)
  const client = await database.connect(owner)
  // The clock of a demonstration stands still at its last day: the test says the same every day.
  await client.query(`insert into settings values ('demonstration', 'true', now());
    insert into imports (state, source, options, as_of, started_at, visible_at) values ('visible', 'crm', '{}', '2026-06-20', '2026-06-20', '2026-06-20')`)
  client.release()
  // Builds what is stale, before anything is timed or killed.
  const { code, err } = await douze(['purge', '--dry-run'], variables)
  expect(code, err).toBe(0)
}, 300_000)

function start(): ChildProcess {
  return spawn(process.execPath, [ownProgram, 'purge'], {
    env: { ...process.env, ...variables },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

const waiting = (table: string) =>
  rowsOf(
    database,
    `select pid from pg_locks where not granted and relation = '${table}'::regclass and database = (select oid from pg_database where datname = current_database())`,
  )
const others = () =>
  rowsOf(
    database,
    `select 1 as one from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`,
  )

async function until(isSo: () => Promise<boolean>, what: string): Promise<void> {
  const patience = performance.now() + 120_000
  while (!(await isSo())) {
    if (performance.now() > patience) throw new Error(`Waited in vain until ${what}.`)
    await wait(20)
  }
}

/** Starts a purge, lets it come as far as a table, and kills it there. */
async function killAt(table: string, mode: 'access exclusive' | 'share'): Promise<void> {
  const holder = await database.connect(owner)
  try {
    await holder.query(`begin; lock table ${table} in ${mode} mode`)
    const victim = start()
    const ended = once(victim, 'exit')
    await until(async () => (await waiting(table)).length > 0, `the purge waits for ${table}`)
    victim.kill('SIGKILL')
    await ended
  } finally {
    await holder.query('rollback')
    holder.release()
  }
  await until(async () => (await others()).length === 0, 'the connections of the killed process have ended')
}

const figure = async () => {
  const view = { scope: organisation, period: parsePeriod('2025-Q2')! }
  const { answers } = await measure(database, owner, timeSpentSelling, view)
  return answers.map(({ id, state, value, n }) => ({ id, state, value, n }))
}

test('a purge that is killed leaves of each rule all or nothing, and the next one ends it', async () => {
  const [before] = await rowsOf(database, counted)
  const was = await figure()
  expect(was.some(({ state }) => state === 'measured')).toBe(true)
  for (const table of ['activities', 'content_events'])
    expect(
      (await rowsOf(database, `select 1 as one from ${table} where day < '${cut}' limit 1`)).length,
    ).toBe(1)
  expect(before).toMatchObject({ time_kept: 0, uses_kept: 0, done: '' })
  await killAt('past_hours', 'access exclusive')
  expect((await rowsOf(database, counted))[0]).toEqual({ ...before, done: 'leads' })
  // By then rows of time are deleted and their figures stored; nothing of it stands afterwards.
  await killAt('activity_days', 'share')
  expect((await rowsOf(database, counted))[0]).toEqual({ ...before, done: 'leads recorded-hours' })
  // The rule before is there whole, of this one nothing.
  await killAt('content_days', 'share')
  const [second] = await rowsOf(database, counted)
  expect(second).toMatchObject({ time: 0, work: 0, uses: before!['uses'], uses_kept: 0 })
  expect(Number(second!['time_kept'])).toBeGreaterThan(0)
  expect(second!['done']).toBe('daily-totals leads recorded-hours')
  expect(await figure()).toEqual(was)
  const { code, err } = await douze(['purge'], variables)
  expect(code, err).toBe(0)
  const [last] = await rowsOf(database, counted)
  expect(last).toMatchObject({ time: 0, work: 0, uses: 0, time_kept: second!['time_kept'] })
  expect(Number(last!['uses_kept'])).toBeGreaterThan(0)
  expect(await figure()).toEqual(was)
})

test('rows that are gone are said to be, in the list and in its files, and never shown as none', async () => {
  const rows = (format: string, language: string) =>
    douze(['rows', 'time-spent-selling', '--period', '2025-Q2', '--format', format], {
      ...variables,
      DOUZE_LANG: language,
    })
  for (const format of ['table', 'csv', 'json']) {
    const { code, err } = await rows(format, 'en')
    expect(code, format).toBe(0)
    expect(err, format).toMatch(/^Rows no longer kept: .*1 July 2025/m)
  }
  expect((await rows('csv', 'fr')).err).toContain('1er juillet 2025')
  const api = testApi(database, { now: new Date('2026-06-20T12:00:00Z') })
  const place = '/api/metrics/time-spent-selling'
  const list = await api.json<{ total: number; gone?: { reason: { en: string } } }>(
    'GET',
    `${place}/rows?period=2025-Q2&answer=declared-share`,
  )
  expect(list.total).toBe(0)
  expect(list.gone?.reason.en).toContain('1 July 2025')
  for (const format of ['csv', 'xlsx']) {
    const file = await api.send(
      'GET',
      `${place}/rows-file?period=2025-Q2&answer=declared-share&format=${format}`,
    )
    expect(file.status).toBe(409)
    const { code, message } = await api.refusal(file)
    expect(code).toBe('rows-gone')
    expect(message.en).toContain('The figure is kept.')
  }
})

test.skipIf(browserProgram === null)('and on the page, where the figure stands', async () => {
  const running = await startDouze(variables)
  const browser = await openBrowser(running.link)
  const address = `${running.address}/metrics/time-spent-selling?period=2025-Q2&answer=declared-share`
  for (const [look, sentence] of [
    [looks[0]!, /1er juillet 2025/],
    [looks[1]!, /1 July 2025/],
  ] as const) {
    const { page, faults, close } = await visit(browser, address, look)
    await page.getByText(sentence).first().waitFor()
    expect(faults).toEqual([])
    await close()
  }
  await browser.close()
  await running.end('SIGTERM')
})
