// Kinds and ways of deals, and their counts, while deals, lines, products, accounts and stays come, change, move and go by chance:
// always what a second computation, written without SQL, makes of the rows.
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { seededRandom } from '../../statistics/random.ts'
import { freshDatabase } from '../../test/database.ts'
import { fill } from '../../test/fill.ts'
import type { Query } from '../database.ts'
import { housekeeper } from '../reader.ts'
import { checkRollups, rebuildRollups, refreshRollups, touchRows, within } from './index.ts'

const own = [
  'deal_kinds', 'deal_kind_days', 'customer_months', 'won_cycles', 'deal_paths', 'path_days', 'stay_days',
] as const // prettier-ignore

interface OfDeal {
  readonly account_id: number
  readonly opportunity_id: number
}

interface Deal extends OfDeal {
  readonly opened_on: string | null
  readonly closed_on: string | null
  readonly outcome: string
  readonly pipeline_id: number | null
  readonly type: string | null
  readonly is_deleted: boolean
  readonly amount_minor: bigint | null
  readonly currency: string | null
}

interface Line extends OfDeal {
  readonly line_id: number
  readonly product_id: number
  readonly amount_minor: bigint | null
  readonly type: string | null
}

interface Visit extends OfDeal {
  readonly stage_id: number
  readonly entered_on: string
  readonly left_on: string | null
}

type Held = Record<(typeof own)[number], readonly string[]>

const never = 'infinity'
const earliest = (days: readonly (string | null)[]): string | null =>
  days.filter((day) => day !== null).toSorted()[0] ?? null
const daysBetween = (first: string, last: string) => (Date.parse(last) - Date.parse(first)) / 86_400_000

async function naive(query: Query): Promise<Held> {
  const all = async <Row>(table: string) =>
    (await sql<Row>`select * from ${sql.table(table)}`.execute(query)).rows
  const deals = await all<Deal>('opportunities')
  const accounts = new Map(
    (await all<{ account_id: number; is_identified: boolean; segment: string | null }>('accounts')).map(
      (row) => [row.account_id, row],
    ),
  )
  const products = new Map(
    (await all<{ product_id: number; family: string | null }>('products')).map((row) => [
      row.product_id,
      row,
    ]),
  )
  const lines = await all<Line>('opportunity_lines')
  const visits = await all<Visit>('stage_visits')
  const isOf = (row: OfDeal, deal: OfDeal) =>
    row.account_id === deal.account_id && row.opportunity_id === deal.opportunity_id
  const familyOf = (line: Line) => {
    const product = products.get(line.product_id)
    return product && (product.family ?? `product ${product.product_id}`)
  }
  const wonBy = (account: number) =>
    deals.filter(
      (deal) =>
        deal.account_id === account && deal.outcome === 'won' && !deal.is_deleted && deal.closed_on !== null,
    )
  const kinds: string[] = []
  const paths: string[] = []
  const kindDays = new Map<string, number>()
  const pathDays = new Map<string, number>()
  const stayDays = new Map<string, number>()
  const months = new Map<string, number>()
  const cycles = new Map<string, number>()
  const add = (counts: Map<string, number>, cells: readonly unknown[]) => {
    const key = JSON.stringify(cells)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  for (const account of accounts.values()) {
    const first = earliest(wonBy(account.account_id).map((deal) => deal.closed_on))
    if (account.is_identified && first !== null)
      add(months, [`${first.slice(0, 7)}-01`, account.segment ?? ''])
  }
  for (const deal of deals) {
    const account = accounts.get(deal.account_id)
    if (account !== undefined) {
      if (
        wonBy(deal.account_id).includes(deal) &&
        deal.opened_on !== null &&
        deal.opened_on <= deal.closed_on!
      )
        add(cycles, [daysBetween(deal.opened_on, deal.closed_on!)])
      const won = wonBy(deal.account_id)
      const theirs = lines.filter((line) => isOf(line, deal))
      const since = theirs.flatMap((line) => {
        const family = familyOf(line)
        if (family === undefined) return []
        const sold = won.filter((one) =>
          lines.some((other) => isOf(other, one) && familyOf(other) === family),
        )
        return [earliest(sold.map((one) => one.closed_on)) ?? never]
      })
      const customerSince = earliest(won.map((one) => one.closed_on))
      const familiesSince = since.includes(never) ? never : (since.toSorted().at(-1) ?? null)
      const size = (line: Line) => (line.amount_minor === null ? -1 : Number(line.amount_minor))
      const largest = theirs.toSorted((a, b) => size(b) - size(a) || a.line_id - b.line_id)[0]
      const has = (type: string) => theirs.some((line) => line.type === type)
      kinds.push(
        JSON.stringify([
          deal.account_id, deal.opportunity_id, deal.opened_on, deal.closed_on, deal.outcome, deal.pipeline_id,
          deal.type, deal.is_deleted, account.is_identified, has('cross-sell'), has('upsell'), customerSince, familiesSince,
          account.segment ?? '', largest?.product_id ?? null,
          deal.amount_minor === null ? null : Number(deal.amount_minor), deal.currency,
        ]), // prettier-ignore
      )
      const started = deal.opened_on ?? deal.closed_on ?? never
      const isBefore = (one: string, other: string) => one !== never && (other === never || one < other)
      const called = (type: string) => deal.type === type || (deal.type === null && has(type))
      const inferred = () => {
        if (!account.is_identified && deal.type === null) return 'account-unknown'
        if (customerSince !== null && isBefore(customerSince, started)) {
          if (familiesSince === null) return 'kind-unknown'
          return isBefore(familiesSince, started) ? 'upsell' : 'cross-sell'
        }
        return deal.type === 'existing-business' ? 'kind-unknown' : 'first-deal'
      }
      const kind = deal.is_deleted
        ? 'deleted'
        : called('cross-sell')
          ? 'cross-sell'
          : called('upsell')
            ? 'upsell'
            : deal.type === 'renewal'
              ? 'renewal'
              : deal.type === 'new-business'
                ? 'first-deal'
                : inferred()
      const isStated = ['cross-sell', 'upsell'].some((type) => deal.type === type || has(type))
      if (deal.outcome === 'open' || deal.closed_on !== null)
        add(kindDays, [
          deal.outcome === 'open' ? never : deal.closed_on, deal.pipeline_id ?? 0, deal.outcome, kind, isStated,
          deal.type === 'existing-business',
        ]) // prettier-ignore
    }
    if (deal.opened_on === null || deal.is_deleted) continue
    const decided: string | null = deal.outcome === 'open' ? null : deal.closed_on
    const spent = new Map<number, { running: number; days: number }>()
    for (const visit of visits.filter((one) => isOf(one, deal))) {
      if (decided !== null && visit.entered_on > decided) continue
      if (visit.left_on !== null && visit.left_on < visit.entered_on) continue
      const ended = earliest([visit.left_on, decided])
      const stay = spent.get(visit.stage_id) ?? { running: 0, days: 0 }
      if (ended === null) stay.running += 1
      stay.days += daysBetween(visit.entered_on, ended ?? '2000-01-01')
      spent.set(visit.stage_id, stay)
    }
    if (spent.size === 0) continue
    const stays = [...spent].toSorted(([one], [other]) => one - other)
    const [stages, running, days] = [
      stays.map(([stage]) => stage),
      stays.map(([, stay]) => stay.running),
      stays.map(([, stay]) => stay.days),
    ]
    const pipeline = deal.pipeline_id ?? 0
    paths.push(
      JSON.stringify([
        deal.account_id,
        deal.opportunity_id,
        deal.opened_on,
        pipeline,
        deal.outcome,
        stages,
        running,
        days,
      ]),
    )
    add(pathDays, [deal.opened_on, pipeline, deal.outcome, stages])
    for (const [stage, stay] of stays)
      add(stayDays, [deal.opened_on, pipeline, stage, deal.outcome === 'open', stay.running, stay.days])
  }
  const listed = (counts: ReadonlyMap<string, number>) =>
    [...counts].map(([key, many]) => JSON.stringify([...JSON.parse(key), many])).toSorted()
  return {
    deal_kinds: kinds.toSorted(),
    deal_kind_days: listed(kindDays),
    customer_months: listed(months),
    won_cycles: listed(cycles),
    deal_paths: paths.toSorted(),
    path_days: listed(pathDays),
    stay_days: listed(stayDays),
  }
}

async function kept(query: Query): Promise<Held> {
  const held: Partial<Held> = {}
  for (const table of own) {
    const { rows } = await sql<{
      row: Record<string, unknown>
    }>`select to_jsonb(t) as row from ${sql.table(table)} as t`.execute(query)
    const { rows: columns } = await sql<{ name: string }>`
      select column_name as name from information_schema.columns where table_name = ${table} and table_schema = 'public'
      order by ordinal_position`.execute(query)
    held[table] = rows.map(({ row }) => JSON.stringify(columns.map(({ name }) => row[name]))).toSorted()
  }
  return held as Held
}

test('four deals of one account worked out by hand: the first sale, more of it, another family, and one of another company', async () => {
  const database = await freshDatabase()
  await fill(database, 'accounts', [
    { account_id: 1, name: 'a', is_identified: true },
    { account_id: 2, name: 'b', is_identified: true },
  ])
  await fill(database, 'products', [
    { product_id: 1, name: 'Drill', name_key: 'drill', family: 'Tools' },
    { product_id: 2, name: 'Saw', name_key: 'saw', family: 'Tools' },
    { product_id: 3, name: 'Course', name_key: 'course' },
  ])
  const deal = { account_id: 1, outcome: 'won', outcome_basis: 'stated', is_deleted: false, pipeline_id: 1 }
  await fill(database, 'opportunities', [
    { ...deal, opportunity_id: 1, opened_on: '2026-01-01', closed_on: '2026-01-10' },
    { ...deal, opportunity_id: 2, opened_on: '2026-02-01', closed_on: '2026-02-10' },
    { ...deal, opportunity_id: 3, opened_on: '2026-02-01', outcome: 'open' },
    { ...deal, opportunity_id: 4, account_id: 2, opened_on: '2026-02-01', closed_on: '2026-02-10' },
  ])
  await fill(database, 'opportunity_lines', [
    { account_id: 1, opportunity_id: 1, line_id: 1, product_id: 1 },
    { account_id: 1, opportunity_id: 2, line_id: 2, product_id: 2 },
    { account_id: 1, opportunity_id: 3, line_id: 3, product_id: 1 },
    { account_id: 1, opportunity_id: 3, line_id: 4, product_id: 3 },
  ])
  const days = await database.read(housekeeper, (query) =>
    query
      .selectFrom('deal_kind_days')
      .select(['day', 'outcome', 'kind', 'deals'])
      .orderBy('day')
      .orderBy('kind')
      .execute(),
  )
  expect(days).toEqual([
    { day: '2026-01-10', outcome: 'won', kind: 'first-deal', deals: 1 },
    { day: '2026-02-10', outcome: 'won', kind: 'first-deal', deals: 1 },
    { day: '2026-02-10', outcome: 'won', kind: 'upsell', deals: 1 },
    { day: 'infinity', outcome: 'open', kind: 'cross-sell', deals: 1 },
  ])
})

test('after every change they hold what the rows say, and are made anew to the same bytes', async () => {
  const database = await freshDatabase()
  const random = seededRandom('deal facts')
  const below = (many: number) => Math.floor(random() * many)
  const oneOf = <Value>(values: readonly Value[]): Value => values[below(values.length)]!
  const day = () => `2026-0${1 + below(9)}-${String(1 + below(9)).padStart(2, '0')}`
  const orNot = <Value>(value: Value): Value | null => (below(4) === 0 ? null : value)
  const dealTypes = [null, null, null, 'new-business', 'existing-business', 'cross-sell', 'upsell', 'renewal']
  await fill(
    database,
    'accounts',
    [1, 2, 3, 4].map((id) => ({
      account_id: id,
      name: `a${id}`,
      is_identified: id !== 4,
      segment: orNot('large'),
    })),
  )
  await fill(
    database,
    'products',
    [1, 2, 3, 4].map((id) => ({
      product_id: id,
      name: `p${id}`,
      name_key: `p${id}`,
      family: orNot(`f${id % 2}`),
    })),
  )
  const kindsSeen = new Set<string>()
  const monthsSeen = new Set<string>()
  for (let round = 0; round < 60; round++) {
    const from = round * 10
    if (round % 2 === 0) {
      const deals = Array.from({ length: 1 + below(6) }, (_, i) => ({
        account_id: 1 + below(5),
        opportunity_id: from + i + 1,
        pipeline_id: orNot(1 + below(2)),
        outcome: oneOf(['won', 'won', 'lost', 'open']),
        outcome_basis: 'stated',
        opened_on: orNot(day()),
        closed_on: orNot(day()),
        type: oneOf(dealTypes),
        amount_minor: orNot(BigInt(below(9))),
        currency: orNot('EUR'),
        is_deleted: below(6) === 0,
      }))
      await fill(database, 'opportunities', deals)
      await fill(
        database,
        'opportunity_lines',
        deals.flatMap(({ account_id, opportunity_id }) =>
          Array.from({ length: below(3) }, (_, i) => ({
            account_id,
            opportunity_id,
            line_id: opportunity_id * 10 + i,
            product_id: 1 + below(5),
            amount_minor: orNot(BigInt(below(3))),
            type: oneOf([null, null, null, 'cross-sell', 'upsell']),
          })),
        ),
      )
      await fill(
        database,
        'stage_visits',
        deals.flatMap(({ account_id, opportunity_id }) =>
          Array.from({ length: below(4) }, (_, i) => {
            const [entered_on, left_on] = [day(), orNot(day())]
            return {
              account_id,
              opportunity_id,
              visit: i + 1,
              stage_id: 1 + below(3),
              entered_on,
              left_on,
              entered_at: `${entered_on}T10:00:00Z`,
              left_at: left_on === null ? null : `${left_on}T10:00:00Z`,
              provenance: 'history',
            }
          }),
        ),
      )
    }
    await database.write(housekeeper, async (query) => {
      const client = within(query)
      const some = `% 13 = ${below(13)}`
      const change = async (
        table: 'opportunities' | 'opportunity_lines' | 'stage_visits' | 'products' | 'accounts',
        column: string,
        text: string,
      ) => {
        const those = `row.${column} ${table === 'products' || table === 'accounts' ? `= ${1 + below(4)}` : some}`
        await touchRows(client, table, those)
        const { rows } = await sql<{ numbers: number[] }>`
          select array_agg(${sql.ref(column)}) as numbers from ${sql.table(table)} as row where ${sql.raw(those)}`.execute(
          query,
        )
        await sql`${sql.raw(text)} where ${sql.ref(column)} = any (${rows[0]!.numbers ?? []})`.execute(query)
        await touchRows(client, table, `row.${column} = any ($1)`, [rows[0]!.numbers ?? []])
      }
      switch (below(8)) {
        case 0:
          await change('opportunities', 'opportunity_id', 'delete from opportunities')
          break
        case 1:
          await change(
            'opportunity_lines',
            'line_id',
            `update opportunity_lines set product_id = ${1 + below(5)}, type = null`,
          )
          break
        case 2:
          await change('opportunity_lines', 'line_id', 'delete from opportunity_lines')
          break
        case 3:
          await change(
            'products',
            'product_id',
            `update products set family = ${oneOf(['null', "'f0'", "'f1'", "'f2'"])}`,
          )
          break
        case 4:
          await change(
            'accounts',
            'account_id',
            `update accounts set is_identified = not is_identified, segment = ${oneOf(['null', "'large'", "'small'"])}`,
          )
          break
        case 5:
          await change(
            'stage_visits',
            'opportunity_id',
            `update stage_visits set left_on = '${day()}', stage_id = ${1 + below(3)}`,
          )
          break
        case 6:
          await change('stage_visits', 'opportunity_id', 'delete from stage_visits')
          break
        default:
          await change(
            'opportunities',
            'opportunity_id',
            `update opportunities set outcome = '${oneOf(['won', 'lost', 'open'])}', closed_on = '${day()}', is_deleted = false,
               opened_on = '${day()}', pipeline_id = ${oneOf(['null', '1', '2'])}, type = null`,
          )
      }
      await refreshRollups(client)
    })
    await database.read(housekeeper, async (query) => {
      const held = await kept(query)
      expect(held, `round ${round}`).toEqual(await naive(query))
      for (const row of held.deal_kind_days) kindsSeen.add(JSON.parse(row)[3])
      for (const row of held.customer_months) monthsSeen.add(row)
    })
  }
  expect(kindsSeen.size).toBe(7)
  expect(monthsSeen.size).toBeGreaterThan(10)
  const before = await database.read(housekeeper, kept)
  for (const table of own)
    expect(before[table].length, table).toBeGreaterThan(
      table === 'customer_months' ? 0 : table === 'won_cycles' ? 5 : 10,
    )
  const found = await database.write(housekeeper, (query) => rebuildRollups(within(query)))
  expect(found.filter((one) => one.wrong !== 0)).toEqual([])
  expect(await database.read(housekeeper, kept)).toEqual(before)
})

test('a change that nobody told of is found, first in the facts, then in what counts them', async () => {
  const database = await freshDatabase()
  await fill(database, 'accounts', [{ account_id: 1, name: 'a', is_identified: true }])
  await fill(database, 'opportunities', [
    { account_id: 1, outcome: 'won', outcome_basis: 'stated', is_deleted: false, closed_on: '2026-03-11' },
  ])
  await database.write(housekeeper, (query) =>
    sql`update opportunities set closed_on = '2026-03-12'::date`.execute(query),
  )
  const wrong = (found: Awaited<ReturnType<typeof checkRollups>>) =>
    found
      .filter((one) => one.wrong > 0 && own.some((name) => name === one.rollup))
      .map((one) => [one.rollup, one.wrong])
  expect(wrong(await database.read(housekeeper, (query) => checkRollups(within(query))))).toEqual([
    ['deal_kinds', 2],
  ])
  expect(wrong(await database.write(housekeeper, (query) => rebuildRollups(within(query))))).toEqual([
    ['deal_kinds', 2],
    ['deal_kind_days', 2],
  ])
  expect(wrong(await database.read(housekeeper, (query) => checkRollups(within(query))))).toEqual([])
})
