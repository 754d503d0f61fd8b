// A public CRM export as it was published, through every step: the figures that can be counted by hand from the file.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { owner } from '../model/reader.ts'
import { makeVisible, openImport, stageImport } from '../sources/ingest/index.ts'
import { freshDatabase } from './database.ts'
import { clock, rowsOf, wholeModel } from './deliver.ts'
import { shared } from './shared.ts'

const folder = shared('data/maven-crm')
const isThere = existsSync(join(folder, 'sales_pipeline.csv'))

describe.skipIf(!isThere)('maven-crm', async () => {
  const database = await freshDatabase()

  async function load() {
    const files = readdirSync(folder).map((name) => ({ name, path: join(folder, name) }))
    const { importId } = await openImport(database, owner, { now: clock })
    await stageImport(database, owner, importId, files, { now: clock })
    return makeVisible(database, owner, importId, { now: clock })
  }
  const report = isThere ? await load() : null

  test('won, lost, value and cycle', async () => {
    // 4,238 / (4,238 + 2,473) = 63.15 %; the cycle is the mean of close_date - engage_date over the won.
    const [figures] = await rowsOf(
      database,
      `select count(*) as all, count(*) filter (where outcome = 'won') as won, count(*) filter (where outcome = 'lost') as lost,
         sum(amount_minor) filter (where outcome = 'won') as value,
         round(avg(closed_on - opened_on) filter (where outcome = 'won'), 2) as cycle,
         round(100.0 * count(*) filter (where outcome = 'won') / count(*) filter (where outcome <> 'open'), 2) as win_rate
       from opportunities`,
    )
    expect(figures).toEqual({
      all: 8800,
      won: 4238,
      lost: 2473,
      value: 1000553400,
      cycle: 51.78,
      win_rate: 63.15,
    })
  })

  test('people, managers, teams and regions', async () => {
    expect(await rowsOf(database, 'select count(*) as people from people')).toEqual([{ people: 41 }])
    expect(
      await rowsOf(
        database,
        `select t.name, t.region, count(*) as people from teams as t join memberships as m using (team_id) group by 1, 2 order by 1`,
      ),
    ).toEqual([
      { name: 'Cara Losch', region: 'East', people: 6 },
      { name: 'Celia Rouche', region: 'West', people: 6 },
      { name: 'Dustin Brinkmann', region: 'Central', people: 5 },
      { name: 'Melvin Marxen', region: 'Central', people: 6 },
      { name: 'Rocco Neubert', region: 'East', people: 6 },
      { name: 'Summer Sewald', region: 'West', people: 6 },
    ])
    expect(report?.provisionalPeople).toEqual([])
  })

  test('what the report says', () => {
    const said = new Map(report?.findings.map(({ code, sentence }) => [code, sentence.en]))
    expect(said.get('PRODUCT_JOINED')).toBe('“GTXPro” is the product “GTX Pro” (1,480 rows).')
    expect(said.get('PEOPLE_WITHOUT_DEAL')).toMatch(
      /^5 people .*Carl Lin, Carol Thompson, Elizabeth Anderson, Mei-Mei Johns, Natalya Ivanova/,
    )
    expect(said.get('WITHOUT_ACCOUNT')).toContain('1,425')
    expect(said.get('WITHOUT_OPENING_DATE')).toContain('Prospecting: 500')
    expect(said.get('LOST_AT_ZERO')).toContain('2,473')
    const won = report?.decisions.find(({ subject }) => subject === 'Won')
    expect([won?.proposal, won?.weight?.en]).toEqual(['won', '4,238 opportunities'])
  })

  test('the as-of day is the last event of the export', async () => {
    expect(await rowsOf(database, 'select as_of from imports')).toEqual([{ as_of: '2017-12-31' }])
  })

  test('accounts: 85 known, one unidentified for each of the 1,425 deals without', async () => {
    expect(
      await rowsOf(database, 'select is_identified, count(*) from accounts group by 1 order by 1'),
    ).toEqual([
      { is_identified: false, count: 1425 },
      { is_identified: true, count: 85 },
    ])
  })

  test('the same folder again changes nothing', async () => {
    const before = await wholeModel(database)
    const again = await load()
    expect(again.files.map((file) => [file.added, file.changed, file.unchanged])).toEqual([
      [0, 0, 85],
      [0, 0, 7],
      [0, 0, 8800],
      [0, 0, 35],
    ])
    expect(await wholeModel(database)).toEqual(before)
  })
})
