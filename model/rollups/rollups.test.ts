// Rollups while rows come, change, go and are taken back by chance: always what the rows say.
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../statistics/random.ts'
import { freshDatabase } from '../../test/database.ts'
import { fill } from '../../test/fill.ts'
import { activityCategories, contentEventKinds } from '../codes.ts'
import { housekeeper } from '../reader.ts'
import {
  checkRollups,
  keepTotalsBefore,
  makeMissingRollups,
  rebuildRollups,
  refreshRollups,
  type RollupState,
  touchImport,
  touchRows,
  within,
} from './index.ts'

/** Rollups that are not what the rows say, with how many of their rows are not. */
const wrong = async (database: Awaited<ReturnType<typeof freshDatabase>>) =>
  wrongOf(await database.read(housekeeper, (query) => checkRollups(within(query))))

const wrongOf = (found: readonly RollupState[]) =>
  Object.fromEntries(found.filter((one) => one.wrong > 0).map((one) => [one.rollup, one.wrong]))

/** Everything that the rollups hold, as text. */
async function bytesOf(database: Awaited<ReturnType<typeof freshDatabase>>): Promise<string> {
  const { rows } = await database.read(housekeeper, (query) =>
    sql<{ text: string }>`
      select coalesce(string_agg(line, e'\n' order by line), '') as text from (
        select total::text as line from activity_days as total
        union all select total::text from content_days as total
        union all select total::text from content_months as total) as lines`.execute(query),
  )
  return rows[0]!.text
}

test('a day worked out by hand', async () => {
  const database = await freshDatabase()
  const at = (time: string) => `2026-03-02T${time}Z`
  const piece = { rep_id: 1, day: '2026-03-02', basis: 'captured' }
  await fill(database, 'activities', [
    // 9:00 to 10:00 with a customer, an e-mail from 9:30 to 10:30 beside it, an hour of CRM without hours.
    { ...piece, category: 'buyer-facing', seconds: 3600, started_at: at('09:00'), ended_at: at('10:00') },
    { ...piece, category: 'email', seconds: 3600, started_at: at('09:30'), ended_at: at('10:30') },
    { ...piece, category: 'crm', seconds: 3600 },
    { ...piece, category: 'not-measured', seconds: 9999 },
  ])
  const use = { rep_id: 1, day: '2026-03-02', seconds: 10 }
  await fill(database, 'content_events', [
    { ...use, kind: 'search', occurred_at: at('09:00:00'), has_result: true },
    { ...use, kind: 'open', occurred_at: at('09:00:45') },
    { ...use, kind: 'search', occurred_at: at('11:00:00'), has_result: false },
    { ...use, kind: 'search', occurred_at: at('23:59:30') },
    { ...use, kind: 'search', has_result: false },
    { ...use, day: '2026-03-03', kind: 'download', occurred_at: '2026-03-03T00:00:15Z' },
    { ...use, kind: 'buyer-view', occurred_at: at('12:00:00') },
  ])
  const days = await database.read(housekeeper, (query) =>
    query.selectFrom('activity_days').selectAll().execute(),
  )
  expect(days).toMatchObject([
    {
      activities: 3,
      selling_micros: 3600e6,
      tracked_micros: 9000e6,
      buyer_facing_seconds: 3600,
      email_seconds: 3600,
      crm_seconds: 3600,
      admin_seconds: null,
    },
  ])
  const uses = await database.read(housekeeper, (query) =>
    query.selectFrom('content_days').selectAll().orderBy('day').execute(),
  )
  expect(uses).toMatchObject([
    {
      searches: 4,
      search_seconds: 40,
      opens: 1,
      downloads: 0,
      answered_searches: 3,
      empty_searches: 2,
      timed_searches: 3,
      found_seconds: [45],
      found_later_seconds: [45],
    },
    { day: '2026-03-03', searches: 0, downloads: 1, found_seconds: [], found_later_seconds: [] },
  ])
  // Of the month too, in which what succeeds after a midnight is like the rest, but after its last one.
  await fill(database, 'content_events', [
    { ...use, day: '2026-03-31', kind: 'search', occurred_at: '2026-03-31T23:59:40Z' },
    { ...use, day: '2026-04-01', kind: 'open', occurred_at: '2026-04-01T00:00:10Z' },
  ])
  const months = await database.read(housekeeper, (query) =>
    query.selectFrom('content_months').selectAll().orderBy('month').execute(),
  )
  expect(months).toMatchObject([
    {
      month: '2026-03-01',
      searches: 5,
      search_seconds: 50,
      opens: 1,
      downloads: 1,
      answered_searches: 3,
      empty_searches: 2,
      timed_searches: 4,
      found_seconds: [45, 45],
      found_later_seconds: [30],
    },
    { month: '2026-04-01', searches: 0, opens: 1, found_seconds: [], found_later_seconds: [] },
  ])
})

describe('by chance', async () => {
  const database = await freshDatabase()
  const random = seededRandom('rollups')
  const below = (most: number) => Math.floor(random() * most)
  const dayOf = (number: number) => new Date(Date.UTC(2026, 0, 26 + number)).toISOString().slice(0, 10)

  function piece() {
    const day = dayOf(below(12))
    const start = Date.parse(`${day}T06:00:00Z`) + below(40_000) * 1_000
    const seconds = below(9_000)
    const isTimed = random() < 0.8
    return {
      rep_id: 1 + below(4),
      day,
      category: activityCategories[below(activityCategories.length)],
      basis: random() < 0.7 ? 'captured' : 'declared',
      seconds,
      started_at: isTimed ? new Date(start + 0.25) : null,
      ended_at: isTimed ? new Date(start + seconds * 1_000 - below(2) * 500) : null,
    }
  }

  function use() {
    const day = dayOf(below(12))
    // Around midnight, where a search and what it finds fall on two days.
    const hour = random() < 0.5 ? below(180) : 86_400 - 1 - below(180)
    return {
      rep_id: 1 + below(4),
      day,
      kind: contentEventKinds[below(contentEventKinds.length)],
      occurred_at: random() < 0.85 ? new Date(Date.parse(`${day}T00:00:00Z`) + hour * 1_000) : null,
      has_result: random() < 0.5 ? random() < 0.5 : null,
      seconds: random() < 0.8 ? below(500) : null,
    }
  }

  let imports = 1
  const steps: readonly (readonly [string, () => Promise<void>])[] = [
    [
      'a delivery',
      async () => {
        imports += 1
        const origin = { created_import_id: imports, import_id: imports }
        const some = (make: () => object) =>
          Array.from({ length: 1 + below(30) }, () => ({ ...make(), ...origin }))
        await database.write(housekeeper, async (query) => {
          for (const row of some(piece)) await insert(query, 'activities', row)
          for (const row of some(use)) await insert(query, 'content_events', row)
          await touchImport(within(query), imports)
          await refreshRollups(within(query))
        })
      },
    ],
    [
      'a delivery that changes what an earlier one brought',
      async () => {
        imports += 1
        await database.write(housekeeper, async (query) => {
          await moveRows(query, 'activities', 'activity_id', imports, below(40))
          await moveRows(query, 'content_events', 'content_event_id', imports, below(40))
          await touchImport(within(query), imports)
          await refreshRollups(within(query))
        })
      },
    ],
    [
      'a delivery taken back',
      async () => {
        const importId = 2 + below(imports)
        await database.write(housekeeper, async (query) => {
          await touchImport(within(query), importId)
          for (const table of ['activities', 'content_events'])
            await sql`delete from ${sql.table(table)} where created_import_id = ${importId}`.execute(query)
          await refreshRollups(within(query))
        })
      },
    ],
    [
      'rows of a person that go',
      async () => {
        const values = [1 + below(4), dayOf(below(12))]
        await database.write(housekeeper, async (query) => {
          for (const table of ['activities', 'content_events'] as const) {
            await touchRows(within(query), table, 'row.rep_id = $1 and row.day = $2::date', values)
            await sql`delete from ${sql.table(table)} where rep_id = ${values[0]} and day = ${values[1]}::date`.execute(
              query,
            )
          }
          await refreshRollups(within(query))
        })
      },
    ],
  ]

  test('forty changes: after each one, every total is what the rows say', async () => {
    for (let change = 0; change < 40; change++) {
      const [name, step] = steps[change < 3 ? 0 : below(steps.length)]!
      await step()
      expect(await wrong(database), `${change}: ${name}`).toEqual({})
    }
    const before = await bytesOf(database)
    expect(before.split('\n').length).toBeGreaterThan(40)
    const found = await database.write(housekeeper, (query) => rebuildRollups(within(query)))
    expect(wrongOf(found)).toEqual({})
    expect(await bytesOf(database)).toBe(before)
  })

  test('a total that is wrong, one that is missing and one too many are found and put right', async () => {
    const before = await bytesOf(database)
    await database.write(housekeeper, async (query) => {
      await sql`update activity_days set tracked_micros = tracked_micros + 1
        where (rep_id, day, basis) = (select rep_id, day, basis from activity_days order by 1, 2, 3 limit 1)`.execute(
        query,
      )
      await sql`delete from content_days where (rep_id, day) = (select rep_id, day from content_days order by 1, 2 limit 1)`.execute(
        query,
      )
    })
    // The wrong one is there and the right one is not: two.
    expect(await wrong(database)).toEqual({ activity_days: 2, content_days: 1, content_months: 2 })
    await database.write(housekeeper, (query) => rebuildRollups(within(query)))
    expect(await wrong(database)).toEqual({})
    expect(await bytesOf(database)).toBe(before)
  })

  test('totals of days whose rows have gone stay, whatever is touched or made anew', async () => {
    const day = dayOf(6)
    const kept = async () =>
      (
        await database.read(housekeeper, (query) =>
          query
            .selectFrom('activity_days')
            .selectAll()
            .where('day', '<', day)
            .orderBy('day')
            .orderBy('rep_id')
            .orderBy('basis')
            .execute(),
        )
      ).map((row) => ({ ...row }))
    const before = await kept()
    await database.write(housekeeper, async (query) => {
      await keepTotalsBefore(within(query), 'activities', day)
      await sql`delete from activities where day < ${day}::date`.execute(query)
    })
    await database.write(housekeeper, async (query) => {
      await insert(query, 'activities', {
        ...piece(),
        rep_id: 1,
        day: dayOf(2),
        created_import_id: 99,
        import_id: 99,
      })
      await touchImport(within(query), 99)
      await refreshRollups(within(query))
      await rebuildRollups(within(query))
    })
    expect(await kept()).toEqual(before)
    const [state] = await database.read(housekeeper, (query) => checkRollups(within(query)))
    expect(state).toMatchObject({ rollup: 'activity_days', wrong: 0, rowsFrom: day })
  })

  test('totals made by an earlier definition are made anew at the next start', async () => {
    await database.write(housekeeper, async (query) => {
      await sql`update rollups set version = 0 where rollup = 'content_days'`.execute(query)
      await sql`update content_days set opens = 99`.execute(query)
    })
    const client = await database.connect(housekeeper)
    await makeMissingRollups(client)
    client.release()
    expect(await wrong(database)).toEqual({})
  })
})

type Query = Parameters<typeof within>[0]

async function insert(query: Query, table: 'activities' | 'content_events', row: object): Promise<void> {
  await query
    .insertInto(table)
    .values({
      source: 'story',
      external_id: 'x',
      import_file_id: 1,
      source_row: 1,
      content_hash: '00000000-0000-0000-0000-000000000000',
      ...row,
    } as never)
    .execute()
}

/** Moves five rows to the next day, and keeps them as they were. */
async function moveRows(
  query: Query,
  table: string,
  id: string,
  importId: number,
  offset: number,
): Promise<void> {
  const isChanging = sql`t.${sql.ref(id)} in (select ${sql.ref(id)} from ${sql.table(table)} order by 1 limit 5 offset ${offset})`
  await sql`insert into import_changes (import_id, table_name, before)
    select ${importId}, ${table}, to_jsonb(t) from ${sql.table(table)} as t where ${isChanging}`.execute(
    query,
  )
  const hours = table === 'activities' ? ['started_at', 'ended_at'] : ['occurred_at']
  const later = hours.map((hour) => sql`${sql.ref(hour)} = ${sql.ref(hour)} + interval '1 day'`)
  await sql`update ${sql.table(table)} as t set day = t.day + 1, import_id = ${importId}, ${sql.join(later)}
    where ${isChanging}`.execute(query)
}

test('of the stages that a delivery brought no visits are looked for: only its own are in them', async () => {
  const sent: string[] = []
  const changed = [{ table_name: 'stages' }]
  await touchImport(
    {
      query: (text) =>
        Promise.resolve({
          rows: text.includes('distinct table_name') ? changed : [],
          rowCount: sent.push(text),
        }),
    },
    1,
  )
  const ofStages = sent.filter((text) => / from stages as row where /.test(text))
  expect(ofStages).toEqual([])
  expect(sent.some((text) => text.includes('null::stages, change.before'))).toBe(true)
})

test('what nothing of was touched is not made anew', async () => {
  const database = await freshDatabase()
  const sent: string[] = []
  await database.write(housekeeper, async (query) => {
    const client = within(query)
    await touchRows(client, 'revenue', 'true')
    await refreshRollups({ query: (text, values) => client.query(text, (sent.push(text), values)) })
    expect(sent.some((text) => text.includes('touched_order_sums'))).toBe(true)
    expect(
      sent.filter((text) => /(insert into|delete from) (order_sums|invoiced_stays) /.test(text)),
    ).toEqual([])
    await touchRows(client, 'revenue', 'true')
    await refreshRollups(client)
  })
})
