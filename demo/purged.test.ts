// The simulated company after its daily purge: every figure of a closed period stands as before, to the digit; and what the purge kept
// goes with the company, but not what is somebody else's.
import { beforeAll, expect, test } from 'vitest'
import { purge, type Purged, purgeDay } from '../access/privacy/index.ts'
import { keeping } from '../api/jobs/keeping.ts'
import { parsePeriod } from '../metric/period.ts'
import { housekeeper, owner } from '../model/reader.ts'
import { makeVisible } from '../sources/ingest/index.ts'
import { freshDatabase } from '../test/database.ts'
import { clock, rowsOf, stageTexts } from '../test/deliver.ts'
import { changedIn, everyMeasurement, wholeOrganisation } from '../test/every-figure.ts'
import { register } from '../test/register.ts'
import { loadDemonstration, removeDemonstration } from './index.ts'

const now = new Date('2026-11-23T09:00:00Z')
const closed = ['2024', '2025-H1', '2025-Q2', '2025-06', '2026-Q1'].map((id) => parsePeriod(id)!)
const database = await freshDatabase()
let today = ''
let waiting = 0
let done: readonly Purged[] = []
let before: ReadonlyMap<string, string> = new Map()

const figures = () =>
  everyMeasurement(database, {
    definitions: register,
    asked: [{ name: 'owner', reader: owner, scopes: [wholeOrganisation] }],
    periods: closed,
  })

beforeAll(async () => {
  const people = 'person_email,display_name\nana@example.com,Ana\n'
  waiting = (await stageTexts(database, { 'people.csv': people })).importId
  const client = await database.connect(housekeeper)
  await loadDemonstration(client, now)
  client.release()
  before = await figures()
  today = await database.read(housekeeper, (query) => purgeDay(query, now))
  done = await purge(database, housekeeper, { today, now, keeping })
}, 600_000)

test('its clock stands at its last day, and rows go by every rule of what people did and said', () => {
  expect(today).toBe('2026-06-30')
  const removed = (rule: string) => done.find((one) => one.rule === rule)?.removed ?? 0
  for (const rule of ['daily-totals', 'content-uses', 'answers'])
    expect(removed(rule), rule).toBeGreaterThan(100)
})

test('no figure of the fifteen changes for a closed period', { timeout: 600_000 }, async () => {
  expect(new Set([...before.keys()].map((question) => question.split(' ')[3])).size).toBe(15)
  const measured = [...before.values()].filter((text) => text.includes('"state":"measured"'))
  expect(measured.length).toBeGreaterThan(100)
  expect(changedIn(before, await figures())).toEqual([])
})

test('a delivery that waited since before is not let in beside it', async () => {
  await expect(makeVisible(database, owner, waiting, { now: clock })).rejects.toMatchObject({
    code: 'DEMONSTRATION',
  })
})

test('what was kept goes with it, and what another company had kept stays', async () => {
  const kept = ['kept_figures', 'kept_people', 'past_uses', 'activity_days', 'content_days', 'content_months']
  for (const table of kept)
    expect((await rowsOf(database, `select 1 as one from ${table} limit 1`)).length, table).toBe(1)
  const client = await database.connect(housekeeper)
  // A company that is there all the same: a team, somebody of it, a piece of content.
  const own = async (table: string, cells: object) =>
    client.query(
      `insert into ${table} overriding system value
       select (jsonb_populate_record(null::${table}, to_jsonb(one) || $1)).* from (select * from ${table} limit 1) as one`,
      [{ external_id: 'real', import_id: 999, created_import_id: 999, ...cells }],
    )
  await own('imports', { source: 'crm' })
  await own('teams', { team_id: 999, name: 'Real', name_key: 'real' })
  await own('people', { person_id: 999, display_name: 'Ana', name_key: 'ana', email: 'ana@example.com' })
  await own('content_items', { content_item_id: 999, title: 'Real', title_key: 'real', owner_id: 999 })
  await own('kept_figures', { team_id: 999, metric: 'real' })
  await own('past_uses', { content_item_id: 999 })
  await removeDemonstration(client)
  expect(await rowsOf(database, 'select metric, team_id from kept_figures')).toEqual([
    { metric: 'real', team_id: 999 },
  ])
  expect(await rowsOf(database, 'select content_item_id from past_uses')).toEqual([{ content_item_id: 999 }])
  for (const table of kept.filter((one) => one !== 'kept_figures' && one !== 'past_uses'))
    expect(await rowsOf(database, `select 1 as one from ${table} limit 1`), table).toEqual([])
  expect(await rowsOf(database, 'select display_name from people')).toEqual([{ display_name: 'Ana' }])
  // Nor does the simulated company come again into a house where something is kept, though nobody is in it.
  for (const table of ['teams', 'people', 'content_items']) await client.query(`delete from ${table}`)
  await expect(loadDemonstration(client, now)).rejects.toMatchObject({ code: 'house-not-empty' })
  client.release()
})
