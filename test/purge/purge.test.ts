// The purge over a whole house: every rule deletes what its time is over for, by day, with its counts; and no figure of
// any period, scope or breakdown changes when leads go.
import { beforeAll, describe, expect, test } from 'vitest'
import { verifyJournal, writeJournal } from '../../access/journal/index.ts'
import {
  keptFrom,
  purge,
  purgeDay,
  readRetention,
  retentionRules,
  setRetention,
} from '../../access/privacy/index.ts'
import { keeping } from '../../api/jobs/keeping.ts'
import { conversionRate } from '../../kpis/conversion-rate/definition.ts'
import { parsePeriod } from '../../metric/period.ts'
import { breakDown, measure, trend } from '../../metric/runner/runner.ts'
import { organisation, type Scope } from '../../metric/scope.ts'
import { housekeeper, owner } from '../../model/reader.ts'
import { changeSettings } from '../../model/settings.ts'
import { undoImport } from '../../sources/ingest/index.ts'
import { freshDatabase } from '../database.ts'
import { tell } from '../story.ts'
import { storyOfMany } from '../story-of-many.ts'

const now = new Date('2026-07-01T03:00:00Z')

describe('leads', () => {
  test('no figure of any period, scope or breakdown changes when they go, also when they are delivered again', async () => {
    const database = await freshDatabase()
    await tell(database, storyOfMany(5, 120, 300))
    const leadsThen = await database.read(owner, (query) => query.selectFrom('leads').selectAll().execute())
    const days = leadsThen.flatMap(({ created_on }) => created_on ?? []).toSorted()
    const middle = days[Math.floor(days.length / 2)] ?? ''
    const people = await database.read(owner, (query) =>
      query.selectFrom('people').select('person_id').execute(),
    )
    const teams = await database.read(owner, (query) => query.selectFrom('teams').select('team_id').execute())
    const scopes: Scope[] = [
      organisation,
      ...people.slice(0, 4).map(({ person_id }): Scope => ({ kind: 'rep', id: person_id })),
      ...teams.map(({ team_id }): Scope => ({ kind: 'team', id: team_id })),
    ]
    const first = days[0]?.slice(0, 4) ?? ''
    const periods = [`${first}-Q1`, `${first}-Q2`, `${first}-Q4`, first, String(Number(first) + 1), 'all']
    const figures = async () => {
      const found: unknown[] = []
      for (const scope of scopes)
        for (const text of periods) {
          const view = { scope, period: parsePeriod(text)!, asOf: '2026-06-30' }
          const { answers, state } = await measure(database, owner, conversionRate, view)
          found.push([scope, text, state, answers])
        }
      const whole = { scope: organisation, period: parsePeriod(first)!, asOf: '2026-06-30' }
      for (const dimension of ['rep', 'team', 'lead-source'])
        if (conversionRate.dimensions.some(({ id }) => id === dimension))
          for (const { id: answer } of conversionRate.answers)
            found.push(
              await breakDown(database, owner, conversionRate, { ...whole, dimension, answer }).catch(String),
            )
      for (const { id: answer } of conversionRate.answers)
        found.push(await trend(database, owner, conversionRate, { ...whole, answer }))
      return plain(found)
    }
    const before = await figures()
    // As if today were three years after the middle of the leads.
    const today = `${Number(middle.slice(0, 4)) + 3}${middle.slice(4)}`
    const leaving = leadsThen.filter(({ created_on, converted_on }) => {
      const last = [created_on, converted_on]
        .filter((day) => day !== null)
        .toSorted()
        .at(-1)
      return last !== undefined && last < middle
    }).length
    expect(leaving).toBeGreaterThan(50)
    const dry = await purge(database, housekeeper, { today, now, keeping, isDryRun: true })
    expect(dry.find(({ rule }) => rule === 'leads')?.removed).toBe(leaving)
    expect(await countOf(database)).toBe(leadsThen.length)
    const done = await purge(database, housekeeper, { today, now, keeping })
    expect(done.find(({ rule }) => rule === 'leads')).toEqual({
      rule: 'leads',
      before: middle,
      removed: leaving,
    })
    expect(await countOf(database)).toBe(leadsThen.length - leaving)
    expect(await figures()).toEqual(before)
    // The source still has them: they come back, are counted once meanwhile, and go again.
    const gone = leadsThen.filter(({ created_on, converted_on }) => {
      const last = [created_on, converted_on]
        .filter((day) => day !== null)
        .toSorted()
        .at(-1)
      return last !== undefined && last < middle
    })
    await database.write(owner, (query) => query.insertInto('leads').values(gone).execute())
    expect(await figures()).toEqual(before)
    await purge(database, housekeeper, { today, now, keeping })
    expect(await countOf(database)).toBe(leadsThen.length - leaving)
    expect(await figures()).toEqual(before)
    const runs = await database.read(owner, (query) =>
      query
        .selectFrom('purge_runs')
        .select(['rule', 'removed', 'today'])
        .where('rule', '=', 'leads')
        .orderBy('purge_run_id')
        .execute(),
    )
    expect(runs).toEqual([
      { rule: 'leads', removed: leaving, today },
      { rule: 'leads', removed: leaving, today },
    ])
  })
})

describe('deliveries and the journal', async () => {
  const database = await freshDatabase()
  beforeAll(async () => {
    const client = await database.connect(owner)
    await client.query(
      `insert into imports (import_id, state, source, options, report, started_at, visible_at) values
         (1, 'visible', 'crm', '{}', '{"findings": []}', '2025-05-31T12:00:00Z', '2025-05-31T12:00:00Z'),
         (2, 'visible', 'crm', '{}', '{"findings": []}', '2025-06-01T12:00:00Z', '2025-06-01T12:00:00Z'),
         (3, 'visible', 'crm', '{}', '{"findings": []}', '2026-06-01T12:00:00Z', '2026-06-01T12:00:00Z');
       insert into import_files (import_id, name, bytes, report) values (1, 'lea.csv', 1, '{}'), (2, 'b.csv', 1, '{}');
       insert into import_changes (import_id, table_name, before) values (1, 'people', '{}'), (2, 'people', '{}');
       insert into refused_rows (import_id, import_file_id, row, code, detail, cells) values
         (1, 1, 1, 'X', '{}', '[]'), (3, 1, 1, 'X', '{}', '[]');
       insert into landed_rows (stream_id, row_number, data, run_id, changed_run, is_deleted, is_waiting, landed_on) values
         (1, 1, '{"email": "lea@example.com"}', 1, 1, false, false, '2026-04-01'), (1, 2, '{}', 1, 1, false, true, '2026-04-02')`,
    )
    client.release()
    for (const [at, person] of [
      ['2025-06-30T23:59:59Z', 1],
      ['2025-07-01T00:00:00Z', 2],
      ['2026-06-30T00:00:00Z', 3],
    ] as const)
      await database.write(owner, (query) =>
        writeJournal(query, owner, [{ personId: person, dataKind: 'results', purpose: 'test' }], {
          at: new Date(at),
          requestId: `r${person}`,
        }),
      )
    await purge(database, housekeeper, { today: '2026-07-01', now, keeping })
  })

  test('refused rows go after 30 days', async () => {
    const rows = await database.read(owner, (query) =>
      query.selectFrom('refused_rows').select('import_id').execute(),
    )
    // Thirty days ago to the day: still kept.
    expect(rows).toEqual([{ import_id: 3 }])
    expect(keptFrom('2026-07-01', { length: 30, unit: 'days' })).toBe('2026-06-01')
  })

  test('what a tap delivered goes 90 days after its last delivery', async () => {
    const rows = await database.read(owner, (query) =>
      query.selectFrom('landed_rows').select('row_number').execute(),
    )
    expect(rows).toEqual([{ row_number: 2 }])
  })

  test('reports and earlier values go after 13 months, and such an import says that it cannot be undone', async () => {
    const rows = await database.read(owner, (query) =>
      query.selectFrom('imports').select(['import_id', 'report', 'options']).orderBy('import_id').execute(),
    )
    expect(rows.map(({ report, options }) => [report === null, options])).toEqual([
      [true, { isClosed: true }],
      [false, {}],
      [false, {}],
    ])
    await expect(undoImport(database, owner, 1, { now: () => now })).rejects.toMatchObject({
      words: { en: expect.stringContaining('no longer kept') as string },
    })
    const changes = await database.read(owner, (query) =>
      query.selectFrom('import_changes').select('import_id').execute(),
    )
    expect(changes).toEqual([{ import_id: 2 }])
    const files = await database.read(owner, (query) =>
      query.selectFrom('import_files').select(['name', 'report']).orderBy('import_file_id').execute(),
    )
    expect(files).toEqual([
      { name: '', report: null },
      { name: 'b.csv', report: {} },
    ])
  })

  test('the journal loses its head after 12 months, and the rest still verifies', async () => {
    const { checked, faults, last } = await verifyJournal(database, owner)
    expect({ checked, faults, last: last.entry }).toEqual({ checked: 2, faults: [], last: 3 })
  })

  test('a second run the same day finds nothing', async () => {
    const again = await purge(database, housekeeper, { today: '2026-07-01', now, keeping })
    expect(again.map(({ removed }) => removed)).toEqual(retentionRules.map(() => 0))
    const runs = await database.read(owner, (query) =>
      query.selectFrom('purge_runs').select('removed').execute(),
    )
    expect(runs).toHaveLength(2 * retentionRules.length)
    const tomorrow = await purge(database, housekeeper, { today: '2026-07-02', now, keeping })
    // Import 3's refused row, the reports of import 2, its file and earlier value, and one more entry of the journal.
    expect(tomorrow.filter(({ removed }) => removed > 0).map(({ rule, removed }) => [rule, removed])).toEqual(
      [
        ['refused-rows', 1],
        ['landed-records', 1],
        ['import-reports', 3],
        ['access-journal', 1],
      ],
    )
    expect((await verifyJournal(database, owner)).faults).toEqual([])
  })
})

test('the day is the organisation’s; in a demonstration it stands still at the last day of the data', async () => {
  const database = await freshDatabase()
  const late = new Date('2026-06-30T22:30:00Z')
  const day = () => database.read(owner, (query) => purgeDay(query, late))
  expect(await day()).toBe('2026-07-01')
  await database.write(owner, (query) => changeSettings(query, { timeZone: 'America/New_York' }, late))
  expect(await day()).toBe('2026-06-30')
  const client = await database.connect(owner)
  await client.query(`insert into settings values ('demonstration', 'true', now());
    insert into imports (state, source, options, as_of, started_at) values ('visible', 'crm', '{}', '2017-12-31', now()), ('discarded', 'crm', '{}', '2018-12-31', now())`)
  client.release()
  expect(await day()).toBe('2017-12-31')
})

describe('rules', async () => {
  const database = await freshDatabase()
  const set = (rule: string, length: number, unit: 'days' | 'months', reason: string | null = null) =>
    database
      .write(owner, (query) => setRetention(query, owner, { rule, length, unit, reason }, now))
      .then(
        () => 'set',
        (error: unknown) => (error as { code?: string }).code,
      )

  test('can be shortened, lengthened up to the ceiling, and past 12 months of journal only with a reason', async () => {
    expect(await set('leads', 24, 'months')).toBe('set')
    expect(await set('leads', 37, 'months')).toBe('past-ceiling')
    expect(await set('leads', 1_100, 'days')).toBe('past-ceiling')
    expect(await set('refused-rows', 90, 'days')).toBe('set')
    expect(await set('refused-rows', 91, 'days')).toBe('past-ceiling')
    expect(await set('refused-rows', 3, 'months')).toBe('past-ceiling')
    expect(await set('access-journal', 13, 'months')).toBe('reason-missing')
    expect(await set('access-journal', 13, 'months', 'litigation')).toBe('set')
    expect(await set('access-journal', 37, 'months', 'litigation')).toBe('past-ceiling')
    expect(await set('leads', 0, 'days')).toBe('not-a-value')
    expect(await set('leads', 1.5, 'months')).toBe('not-a-value')
    expect(await set('nothing', 1, 'days')).toBe('rule-unknown')
    const rules = await database.read(owner, readRetention)
    expect(rules.find(({ id }) => id === 'leads')?.inForce).toEqual({ length: 24, unit: 'months' })
    expect(rules.find(({ id }) => id === 'import-reports')?.inForce).toEqual({ length: 13, unit: 'months' })
  })

  test.each([
    ['2026-03-31', 1, '2026-02-28'],
    ['2028-02-29', 12, '2027-02-28'],
    ['2026-01-15', 36, '2023-01-15'],
    ['2026-01-31', 13, '2024-12-31'],
  ])('on %s, %d months are kept from %s on', (today, length, expected) => {
    expect(keptFrom(today, { length, unit: 'months' })).toBe(expected)
  })
})

function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part)),
  )
}

async function countOf(database: Awaited<ReturnType<typeof freshDatabase>>): Promise<number> {
  const rows = await database.read(owner, (query) => query.selectFrom('leads').select('lead_id').execute())
  return rows.length
}
