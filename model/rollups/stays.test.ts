// Stays and what was shown during them while visits, deals, stages and uses of content come, change, move and go by chance, and while
// old uses lose their people: always what a second computation, written without SQL, makes of the rows.
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { seededRandom } from '../../statistics/random.ts'
import { freshDatabase } from '../../test/database.ts'
import { fill } from '../../test/fill.ts'
import type { Query } from '../database.ts'
import { housekeeper } from '../reader.ts'
import { checkRollups, rebuildRollups, refreshRollups, touchRows, within } from './index.ts'

type Row = Readonly<Record<string, never>>
interface Kept {
  readonly stays: readonly string[]
  readonly uses: readonly string[]
}

const isOf = (deal: Row) => (row: Row) =>
  row['account_id'] === deal['account_id'] && row['opportunity_id'] === deal['opportunity_id']

async function naive(query: Query): Promise<Kept> {
  const all = async (table: string) => (await sql<Row>`select * from ${sql.table(table)}`.execute(query)).rows
  const [visits, stages, deals] = [await all('stage_visits'), await all('stages'), await all('opportunities')]
  const [events, pasts] = [await all('content_events'), await all('past_uses')]
  const accounts = await all('accounts')
  const open = (visit: Row) =>
    stages.find((stage) => stage['stage_id'] === visit['stage_id'] && stage['outcome'] === 'open')
  const stays: string[] = []
  const uses = new Map<string, string>()
  for (const visit of visits) {
    const { account_id, opportunity_id, visit: number, stage_id, entered_on, left_on } = visit
    if (left_on === null) continue
    const use = (person: number, day: string) => {
      if (day < String(entered_on) || day > String(left_on)) return
      const key = JSON.stringify([account_id, opportunity_id, number, person, left_on])
      if (day > (uses.get(key) ?? '')) uses.set(key, day)
    }
    for (const event of events.filter(isOf(visit)))
      if (
        event['content_item_id'] !== null &&
        ['share', 'send', 'buyer-view', 'buyer-download'].includes(event['kind']!)
      )
        use(event['rep_id']!, event['day']!)
    for (const past of pasts) if (past['opportunity_id'] === opportunity_id) use(0, past['day']!)
    const deal = deals.find(isOf(visit))
    const place = open(visit)?.['position']
    if (deal === undefined || deal['is_deleted'] || open(visit) === undefined || entered_on! > left_on!)
      continue
    const further = visits
      .filter(isOf(visit))
      .filter((other) => place !== null && (open(other)?.['position'] ?? -1) > place!)
      .map((other) => String(other['entered_on']))
    const won = deal['outcome'] === 'won' ? [deal['closed_on'] ?? '-infinity'] : []
    const days = [...further, ...won].toSorted((a, b) => (a === '-infinity' || a < b ? -1 : 1))
    const wentOn = days.includes('-infinity') ? '-infinity' : (days[0] ?? null)
    stays.push(
      JSON.stringify([
        account_id,
        opportunity_id,
        number,
        stage_id,
        deal['pipeline_id'] ?? 0,
        accounts.find((one) => one['account_id'] === account_id)?.['segment'] ?? '',
        left_on,
        wentOn,
      ]),
    )
  }
  return {
    stays: stays.toSorted(),
    uses: [...uses].map(([key, day]) => JSON.stringify([...(JSON.parse(key) as unknown[]), day])).toSorted(),
  }
}

async function kept(query: Query): Promise<Kept> {
  const stays = await query.selectFrom('stage_stays').selectAll().execute()
  const uses = await query.selectFrom('stay_uses').selectAll().execute()
  return {
    stays: stays
      .map((one) =>
        JSON.stringify([
          one.account_id,
          one.opportunity_id,
          one.visit,
          one.stage_id,
          one.pipeline_id,
          one.segment,
          one.left_on,
          one.went_on,
        ]),
      )
      .toSorted(),
    uses: uses
      .map((one) =>
        JSON.stringify([one.account_id, one.opportunity_id, one.visit, one.rep_id, one.left_on, one.last_on]),
      )
      .toSorted(),
  }
}

const stage = (stage_id: number, position: number | null, outcome = 'open') => ({
  stage_id,
  pipeline_id: 1,
  name: `S${stage_id}`,
  name_key: `s${stage_id}`,
  position,
  outcome,
  outcome_basis: 'stated',
  is_confirmed: true,
})

const visitOf = (
  opportunity_id: number,
  visit: number,
  stage_id: number,
  from: number,
  to: number | null,
) => ({
  account_id: 1,
  opportunity_id,
  visit,
  stage_id,
  entered_at: `${dayOf(from)}T08:00:00Z`,
  left_at: to === null ? null : `${dayOf(to)}T08:00:00Z`,
  entered_on: dayOf(from),
  left_on: to === null ? null : dayOf(to),
  provenance: 'history',
})

const dayOf = (number: number) => `2026-01-${String(number).padStart(2, '0')}`

const deal = { account_id: 1, outcome_basis: 'stated', is_deleted: false, pipeline_id: 1 }

test('worked out by hand: a way back, a stage without a place, a deal won on an unknown day', async () => {
  const database = await freshDatabase()
  await fill(database, 'accounts', [{ account_id: 1, name: 'a', is_identified: true, segment: 'S' }])
  await fill(database, 'stages', [stage(1, 0), stage(2, 1), stage(3, null), stage(4, 9, 'won')])
  await fill(database, 'opportunities', [
    { ...deal, opportunity_id: 1, external_id: 'a', outcome: 'won', closed_on: dayOf(20) },
    { ...deal, opportunity_id: 2, external_id: 'b', outcome: 'lost', closed_on: dayOf(9), pipeline_id: null },
    { ...deal, opportunity_id: 3, external_id: 'c', outcome: 'won', closed_on: null },
    { ...deal, opportunity_id: 4, external_id: 'd', outcome: 'lost', is_deleted: true },
  ])
  await fill(database, 'stage_visits', [
    // In the second stage first: the first one, to which the deal went back, had been left behind by then.
    visitOf(1, 1, 2, 2, 4),
    visitOf(1, 2, 1, 4, 6),
    visitOf(1, 3, 3, 6, 8),
    visitOf(1, 4, 4, 8, null),
    visitOf(2, 1, 1, 3, 7),
    visitOf(3, 1, 1, 5, 6),
    visitOf(4, 1, 1, 5, 6),
  ])
  const use = { account_id: 1, content_item_id: 7 }
  await fill(database, 'content_events', [
    { ...use, opportunity_id: 1, rep_id: 5, kind: 'share', day: dayOf(2) },
    { ...use, opportunity_id: 1, rep_id: 5, kind: 'buyer-view', day: dayOf(4) },
    { ...use, opportunity_id: 1, rep_id: 5, kind: 'open', day: dayOf(5) },
    { ...use, opportunity_id: 1, rep_id: 6, kind: 'send', day: dayOf(3), content_item_id: null },
    { ...use, opportunity_id: 2, rep_id: 6, kind: 'send', day: dayOf(8) },
  ])
  const { stays, uses } = await database.read(housekeeper, kept)
  expect(stays.map((row) => JSON.parse(row))).toEqual([
    [1, 1, 1, 2, 1, 'S', dayOf(4), dayOf(20)],
    [1, 1, 2, 1, 1, 'S', dayOf(6), dayOf(2)],
    [1, 1, 3, 3, 1, 'S', dayOf(8), dayOf(20)],
    [1, 2, 1, 1, 0, 'S', dayOf(7), null],
    [1, 3, 1, 1, 1, 'S', dayOf(6), '-infinity'],
  ])
  expect(uses.map((row) => JSON.parse(row))).toEqual([
    [1, 1, 1, 5, dayOf(4), dayOf(4)],
    [1, 1, 2, 5, dayOf(6), dayOf(4)],
  ])
})

test('after every change, stays are what the rows say, and are made anew to the same bytes', async () => {
  const database = await freshDatabase()
  const random = seededRandom('stays')
  const below = (many: number) => Math.floor(random() * many)
  const orNot = <Value>(value: Value): Value | null => (below(4) === 0 ? null : value)
  await fill(
    database,
    'accounts',
    [1, 2].map((account_id) => ({ account_id, name: `a${account_id}`, is_identified: true })),
  )
  await fill(database, 'stages', [stage(1, 0), stage(2, 1), stage(3, 2), stage(4, null)])
  await fill(
    database,
    'opportunities',
    Array.from({ length: 8 }, (_, i) => ({
      ...deal,
      opportunity_id: i + 1,
      account_id: 1 + (i % 2),
      external_id: `d${i + 1}`,
      outcome: ['won', 'lost', 'open'][i % 3]!,
      closed_on: i % 3 === 2 ? null : dayOf(9 + i),
    })),
  )
  let visits = 0
  const changes = {
    stage_visits: () => ({ stage_id: 1 + below(4), ...stretch() }),
    opportunities: () => ({
      outcome: ['won', 'lost', 'open'][below(3)]!,
      closed_on: orNot(dayOf(1 + below(28))),
      pipeline_id: orNot(1 + below(2)),
      is_deleted: below(6) === 0,
    }),
    accounts: () => ({ segment: orNot(['S', 'M'][below(2)]!) }),
    stages: () => ({ position: orNot(below(4)), outcome: ['open', 'open', 'lost'][below(3)]! }),
    content_events: () => ({
      kind: ['share', 'send', 'buyer-view', 'buyer-download', 'open'][below(4)]!,
      day: dayOf(1 + below(28)),
      content_item_id: orNot(1 + below(3)),
    }),
  } as const
  const stretch = () => {
    const from = 1 + below(20)
    const to = orNot(from + below(8))
    const { entered_on, left_on, entered_at, left_at } = visitOf(1, 1, 1, from, to)
    return { entered_on, left_on, entered_at, left_at }
  }
  const rowsOf = {
    stage_visits: () => ({ ...visitOf(1 + below(8), (visits += 1), 1, 1, 2), ...changes.stage_visits() }),
    content_events: () => ({ rep_id: 1 + below(2), ...whose(), ...changes.content_events() }),
  }
  const whose = () => {
    const opportunity_id = 1 + below(8)
    return { opportunity_id, account_id: 1 + ((opportunity_id - 1) % 2) }
  }
  const keys = {
    stage_visits: 'visit',
    opportunities: 'opportunity_id',
    accounts: 'account_id',
    stages: 'stage_id',
    content_events: 'content_event_id',
  } as const
  const names = Object.keys(keys) as (keyof typeof keys)[]
  let gone = 0
  for (let round = 0; round < 60; round++) {
    if (round % 2 === 0)
      await fill(
        database,
        round % 4 === 0 ? 'stage_visits' : 'content_events',
        Array.from({ length: 1 + below(6) }, (_, i) => {
          const row = rowsOf[round % 4 === 0 ? 'stage_visits' : 'content_events']()
          const account_id = 1 + ((row.opportunity_id - 1) % 2)
          return { ...row, account_id, ...(round % 4 !== 0 && { external_id: `${round}-${i}` }) }
        }),
      )
    await database.write(housekeeper, async (query) => {
      const client = within(query)
      if (round % 9 === 8) {
        // Old uses lose their people.
        const before = dayOf(1 + below(12))
        await touchRows(client, 'content_events', 'row.day < $1::date', [before])
        await sql`insert into past_uses (content_item_id, day, kind, opportunity_id, uses)
          select content_item_id, day, kind, opportunity_id, count(*) from content_events
          where day < ${before}::date and content_item_id is not null and kind <> 'open' group by 1, 2, 3, 4
          on conflict do nothing`.execute(query)
        const { numAffectedRows } = await sql`delete from content_events where day < ${before}::date`.execute(
          query,
        )
        gone += Number(numAffectedRows ?? 0)
      } else {
        const table = names[below(names.length)]!
        const those = `${keys[table]} % 5 = ${below(5)}`
        await touchRows(client, table, `row.${those}`)
        if (below(4) === 0 && table !== 'stages' && table !== 'opportunities' && table !== 'accounts')
          await sql`delete from ${sql.table(table)} where ${sql.raw(those)}`.execute(query)
        else
          await query
            .updateTable(table as 'stages')
            .set(changes[table]() as never)
            .where(sql<boolean>`${sql.raw(those)}`)
            .execute()
        await touchRows(client, table, `row.${those}`)
      }
      await refreshRollups(client)
    })
    await database.read(housekeeper, async (query) => expect(await kept(query)).toEqual(await naive(query)))
  }
  const before = await database.read(housekeeper, kept)
  expect(gone).toBeGreaterThan(0)
  expect(before.stays.length).toBeGreaterThan(5)
  expect(before.uses.length).toBeGreaterThan(2)
  const found = await database.write(housekeeper, (query) => rebuildRollups(within(query)))
  expect(found.filter((one) => one.wrong > 0)).toEqual([])
  expect(await database.read(housekeeper, kept)).toEqual(before)
})

test('a stay that nobody told of is found', async () => {
  const database = await freshDatabase()
  await fill(database, 'stages', [stage(1, 0)])
  await fill(database, 'opportunities', [{ ...deal, opportunity_id: 1, external_id: 'a', outcome: 'open' }])
  await fill(database, 'stage_visits', [visitOf(1, 1, 1, 2, 4)])
  await database.write(housekeeper, (query) =>
    sql`update stage_visits set left_on = '2026-01-05'::date`.execute(query),
  )
  const found = await database.read(housekeeper, (query) => checkRollups(within(query)))
  expect(found.filter((one) => one.wrong > 0).map(({ rollup, wrong }) => [rollup, wrong])).toEqual([
    ['stage_stays', 2],
  ])
})
