// Customers under contract while contracts come, change, move and go by chance: always what a second computation, written without SQL,
// makes of them, with what they pay at the end; and how many stays ended at which age, or began and ended in which months, counted
// again one by one.
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { seededRandom } from '../../statistics/random.ts'
import { freshDatabase } from '../../test/database.ts'
import { fill } from '../../test/fill.ts'
import { tell } from '../../test/story.ts'
import type { Query } from '../database.ts'
import { housekeeper } from '../reader.ts'
import type { Row } from '../table.ts'
import type { subscriptions } from '../tables/subscriptions.ts'
import { checkRollups, rebuildRollups, refreshRollups, touchRows, within } from './index.ts'

const dayLength = 86_400_000
const never = 'infinity'
const later = (first: string | null, second: string | null) =>
  first === null || second === null ? null : first > second ? first : second

interface Stay {
  readonly account: number
  readonly start: string
  end: string | null
  reason: string | null
  described: string | null
  paid: readonly unknown[]
}

/** After every day of the contracts here. */
const lateDay = '2027-12-31'
const dayBefore = (day: string) => new Date(Date.parse(day) - dayLength).toISOString().slice(0, 10)

/** What runs at the end of a stay, told by looking at each of its days from the last: since when, how many, for how much, in which currency. */
function paidAtEnd(contracts: readonly Row<typeof subscriptions>[], end: string | null): readonly unknown[] {
  const running = (day: string) =>
    contracts.filter((one) => one.starts_on <= day && (one.ends_on === null || day < one.ends_on))
  const ids = (day: string) => JSON.stringify(running(day).map((one) => one.subscription_id))
  const last = end === null ? lateDay : dayBefore(end)
  let since = last
  while (running(since).length > 0 && ids(dayBefore(since)) === ids(last)) since = dayBefore(since)
  const there = running(last)
  const amounts = there.flatMap((one) => (one.monthly_minor === null ? [] : [one.monthly_minor]))
  const currencies = [...new Set(there.map((one) => one.currency))]
  return [
    there.length === 0 ? end : since,
    there.length,
    amounts.length === 0 ? null : String(amounts.reduce((sum, one) => sum + one, 0n)),
    currencies.length === 1 ? currencies[0] : null,
    currencies.length > 1,
  ]
}

async function naive(query: Query): Promise<readonly Stay[]> {
  const contracts = await query.selectFrom('subscriptions').selectAll().execute()
  const stays: Stay[] = []
  const endsLast = (one: (typeof contracts)[number], other: (typeof contracts)[number]) =>
    (other.ends_on ?? '9999').localeCompare(one.ends_on ?? '9999') ||
    other.subscription_id - one.subscription_id
  for (const account of new Set(contracts.map((one) => one.account_id))) {
    const own = contracts
      .filter((one) => one.account_id === account)
      .toSorted((a, b) => a.starts_on.localeCompare(b.starts_on) || a.subscription_id - b.subscription_id)
    let among: (typeof contracts)[number][] = []
    let end: string | null = ''
    const close = () => {
      if (among.length === 0) return
      const listed = among.flatMap((one) => (one.described_on === null ? [] : [one.described_on]))
      stays.push({
        account,
        start: among[0]!.starts_on,
        end,
        reason: among.toSorted(endsLast)[0]!.end_reason,
        described: listed.toSorted().at(-1) ?? null,
        paid: paidAtEnd(among, end),
      })
    }
    for (const one of own) {
      if (end !== null && (end === '' || Date.parse(one.starts_on) > Date.parse(end) + 30 * dayLength)) {
        close()
        among = []
        end = one.ends_on
      } else end = later(end, one.ends_on)
      among.push(one)
    }
    close()
  }
  return stays
}

/** Whole months, one by one, times 31, and the days beyond. A month without the day of the start is full once it is over. */
function ageOf({ start, end }: Stay): number {
  const [year, month, day] = start.split('-').map(Number) as [number, number, number]
  const until = new Date(Math.max(Date.parse(start), Date.parse(end!)))
  const fullOn = (months: number) =>
    Math.min(Date.UTC(year, month - 1 + months, day), Date.UTC(year, month + months, 1))
  let months = 0
  while (fullOn(months + 1) <= until.getTime()) months += 1
  const [thatYear, thatMonth] = [until.getUTCFullYear(), until.getUTCMonth() - months]
  const last = new Date(Date.UTC(thatYear, thatMonth + 1, 0)).getUTCDate()
  const back = Date.UTC(thatYear, thatMonth, Math.min(until.getUTCDate(), last))
  return months * 31 + Math.min(30, Math.round((back - Date.parse(start)) / dayLength))
}

const written = ({ account, start, end, reason, described, paid }: Stay) =>
  JSON.stringify([account, start, end ?? never, reason, described, ...paid])

async function kept(query: Query): Promise<readonly string[]> {
  const rows = await query.selectFrom('contract_stays').selectAll().execute()
  return rows
    .map((row) =>
      JSON.stringify([
        row.account_id,
        row.started_on,
        row.ended_on,
        row.reason,
        row.described_on,
        row.steady_from,
        row.contracts,
        row.monthly_minor === null ? null : String(row.monthly_minor),
        row.currency,
        row.is_mixed,
      ]),
    )
    .toSorted()
}

const keptAges = async (query: Query) =>
  (await query.selectFrom('stay_ages').selectAll().orderBy('age').execute()).map(({ age, stays }) => [
    age,
    stays,
  ])

const keptMonths = async (query: Query) =>
  (await query.selectFrom('stay_months').selectAll().orderBy('ended_in').orderBy('started_in').execute()).map(
    (row) => [row.ended_in, row.started_in, row.stays],
  )

/** Of known customers, with days of their own. */
async function dated(query: Query, stays: readonly Stay[]): Promise<readonly Stay[]> {
  const accounts = await query.selectFrom('accounts').select(['account_id', 'is_identified']).execute()
  const known = new Set(accounts.filter((one) => one.is_identified).map((one) => one.account_id))
  return stays.filter((stay) => stay.described === null && known.has(stay.account))
}

async function naiveAges(query: Query, stays: readonly Stay[]): Promise<unknown> {
  const counts = new Map<number, number>()
  for (const stay of await dated(query, stays))
    if (stay.end !== null) counts.set(ageOf(stay), (counts.get(ageOf(stay)) ?? 0) + 1)
  return [...counts].toSorted(([a], [b]) => a - b)
}

async function naiveMonths(query: Query, stays: readonly Stay[]): Promise<unknown> {
  const monthOf = (day: string | null) => (day === null ? never : `${day.slice(0, 7)}-01`)
  const counts = new Map<string, number>()
  for (const { start, end } of await dated(query, stays)) {
    const cell = `${monthOf(end)} ${monthOf(start)}`
    counts.set(cell, (counts.get(cell) ?? 0) + 1)
  }
  // 'infinity' comes after all digits.
  return [...counts]
    .map(([cell, many]) => [...cell.split(' '), many])
    .toSorted((one, other) => (String(one) < String(other) ? -1 : 1))
}

test('renewed ten days late, gone, and back after two months: two stays; one that never ends has no age, and no month of its end', async () => {
  const database = await freshDatabase()
  await tell(database, { accounts: { Acme: {}, Bolt: {} } })
  await fill(database, 'subscriptions', [
    { account_id: 1, starts_on: '2024-01-31', ends_on: '2024-06-30', end_reason: 'price', monthly_minor: 5n },
    { account_id: 1, starts_on: '2024-07-10', ends_on: '2025-02-28', end_reason: null, monthly_minor: 7n },
    { account_id: 1, starts_on: '2025-05-01', ends_on: '2025-05-01', end_reason: 'quality' },
    { account_id: 2, starts_on: '2024-01-31', ends_on: null, monthly_minor: 3n, currency: 'USD' },
    { account_id: 2, starts_on: '2024-03-01', ends_on: null },
  ])
  await database.read(housekeeper, async (query) => {
    expect(await kept(query)).toEqual([
      '[1,"2024-01-31","2025-02-28",null,null,"2024-07-10",1,"7",null,false]',
      '[1,"2025-05-01","2025-05-01","quality",null,"2025-05-01",0,null,null,false]',
      '[2,"2024-01-31","infinity",null,null,"2024-03-01",2,"3",null,true]',
    ])
    // From 31 January to 28 February of the next year: twelve months, and 28 days of the thirteenth.
    expect(await keptAges(query)).toEqual([
      [0, 1],
      [12 * 31 + 28, 1],
    ])
    expect(await keptMonths(query)).toEqual([
      ['2025-02-01', '2024-01-01', 1],
      ['2025-05-01', '2025-05-01', 1],
      [never, '2024-01-01', 1],
    ])
  })
})

test('after every change they hold what the contracts say, and are made anew to the same bytes', async () => {
  const database = await freshDatabase()
  const names = ['Acme', 'Bolt', 'Core', 'Dyna', 'Echo', 'Fox']
  await tell(database, { accounts: Object.fromEntries(names.map((name) => [name, {}])) })
  const random = seededRandom('contract stays')
  const below = (many: number) => Math.floor(random() * many)
  const day = (from = 0) => new Date(Date.UTC(2024, 0, 1 + from + below(300))).toISOString().slice(0, 10)
  const contract = () => {
    const start = below(500)
    return {
      starts_on: day(start),
      ends_on: below(4) === 0 ? null : day(start + 300),
      end_reason: below(3) === 0 ? 'price' : null,
      described_on: below(6) === 0 ? '2025-12-31' : null,
      monthly_minor: below(5) === 0 ? null : BigInt(below(900)),
      currency: below(3) === 0 ? 'USD' : null,
    }
  }
  for (let round = 0; round < 40; round++) {
    if (round % 2 === 0)
      await fill(
        database,
        'subscriptions',
        Array.from({ length: 1 + below(8) }, () => ({ account_id: 1 + below(6), ...contract() })),
      )
    await database.write(housekeeper, async (query) => {
      const client = within(query)
      const those = `subscription_id % 13 = ${below(13)}`
      await touchRows(client, 'subscriptions', `row.${those}`)
      const now = contract()
      if (below(3) === 0) await sql`delete from subscriptions where ${sql.raw(those)}`.execute(query)
      else
        await sql`update subscriptions set starts_on = ${now.starts_on}::date, ends_on = ${now.ends_on}::date,
          end_reason = ${now.end_reason}, described_on = ${now.described_on}::date,
          monthly_minor = ${now.monthly_minor}, currency = ${now.currency} where ${sql.raw(those)}`.execute(
          query,
        )
      await touchRows(client, 'subscriptions', `row.${those}`)
      const account = 1 + below(6)
      const touchAccount = () => touchRows(client, 'accounts', 'row.account_id = $1', [account])
      await touchAccount()
      await sql`update accounts set is_identified = ${below(4) > 0} where account_id = ${account}`.execute(
        query,
      )
      await touchAccount()
      await refreshRollups(client)
    })
    await database.read(housekeeper, async (query) => {
      const stays = await naive(query)
      expect(await kept(query), `round ${round}`).toEqual(stays.map(written).toSorted())
      expect(await keptAges(query), `round ${round}`).toEqual(await naiveAges(query, stays))
      expect(await keptMonths(query), `round ${round}`).toEqual(await naiveMonths(query, stays))
    })
  }
  const all = async (query: Query) => [await kept(query), await keptAges(query), await keptMonths(query)]
  const before = await database.read(housekeeper, all)
  expect(before[0]!.length).toBeGreaterThan(4)
  const found = await database.write(housekeeper, (query) => rebuildRollups(within(query)))
  expect(found.filter((one) => one.wrong !== 0)).toEqual([])
  expect(await database.read(housekeeper, all)).toEqual(before)
})

test('a contract that nobody told of is found', async () => {
  const database = await freshDatabase()
  await tell(database, { accounts: { Acme: {} } })
  await fill(database, 'subscriptions', [{ account_id: 1, starts_on: '2026-03-11', ends_on: '2026-04-11' }])
  await database.write(housekeeper, (query) =>
    sql`update subscriptions set ends_on = '2026-04-12'::date`.execute(query),
  )
  const found = await database.read(housekeeper, (query) => checkRollups(within(query)))
  expect(found.find((one) => one.rollup === 'contract_stays')?.wrong).toBe(2)
  for (const counting of ['stay_ages', 'stay_months'])
    expect(found.find((one) => one.rollup === counting)?.wrong).toBe(0)
})
