// What is kept of leads while leads, their deals and their scores come, change, go and are taken back by chance: always what a
// second computation, written without SQL, makes of the rows.
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import fc from '../../test/chance.ts'
import { freshDatabase } from '../../test/database.ts'
import type { Query } from '../database.ts'
import { housekeeper } from '../reader.ts'
import { allRollups } from './all.ts'
import { checkRollups, rebuildRollups, refreshRollups, touchImport, touchRows, within } from './index.ts'

const traced = {
  source: 'story',
  import_file_id: 1,
  source_row: 1,
  content_hash: '00000000-0000-0000-0000-000000000000',
}

const dayOf = (number: number) => new Date(Date.UTC(2026, 0, 1 + number)).toISOString().slice(0, 10)
const day = fc.integer({ min: 0, max: 9 }).map(dayOf)
const orNot = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null, freq: 3 })
const account = fc.integer({ min: 1, max: 3 })

const lead = fc.record({
  account_id: account,
  created_on: orNot(day),
  owner_id: orNot(account),
  lead_source: orNot(fc.constantFrom('Web', 'Fair')),
  score: orNot(fc.constantFrom(10, 20.5, 30)),
  is_qualified: orNot(fc.boolean()),
  is_converted: orNot(fc.boolean()),
  converted_on: orNot(day),
  opportunity_id: orNot(fc.integer({ min: 1, max: 8 })),
  is_deleted: fc.integer({ min: 0, max: 5 }).map((one) => one === 0),
})
const deal = fc.record({
  account_id: account,
  outcome: fc.constantFrom('won', 'lost', 'open'),
  opened_on: orNot(day),
  closed_on: orNot(day),
  is_deleted: fc.integer({ min: 0, max: 5 }).map((one) => one === 0),
})
const score = fc.record({
  lead: fc.nat(30),
  scored_on: day,
  score: fc.constantFrom(10, 20.5, 30, 40),
  method: orNot(fc.constantFrom('a', 'b')),
  is_good: orNot(fc.boolean()),
})
const company = fc.record({
  account_id: account,
  is_identified: fc.boolean(),
  segment: orNot(fc.constantFrom('large', 'small')),
})
const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('delivery' as const),
      leads: fc.array(lead, { maxLength: 6 }),
      deals: fc.array(deal, { maxLength: 4 }),
      scores: fc.array(score, { maxLength: 6 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('change' as const), at: fc.nat(), lead, deal, day }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('undo' as const), at: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('purge' as const), before: day }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('stage' as const), outcome: deal }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('company' as const), company }) },
)

type Step = typeof step extends fc.Arbitrary<infer One> ? One : never

async function insert(query: Query, table: string, row: object): Promise<void> {
  await query
    .insertInto(table as 'teams')
    .values({ ...traced, external_id: 'x', ...row } as never)
    .execute()
}

async function all<Row>(query: Query, table: string): Promise<Row[]> {
  const { rows } =
    await sql<Row>`select * from ${sql.table(table)} as row order by row::text collate "C"`.execute(query)
  return rows
}

/** Rows as they were, in the form in which a delivery keeps them. */
async function keepImages(query: Query, table: string, importId: number, condition: string): Promise<void> {
  await sql`insert into import_changes (import_id, table_name, before)
    select ${importId}, ${table}, to_jsonb(t) from ${sql.table(table)} as t where ${sql.raw(condition)}`.execute(
    query,
  )
}

/** Carries out one step, as the writers of the product do: touched before rows go and after they came. */
async function carryOut(query: Query, one: Step, importId: number, imports: number[]): Promise<void> {
  const client = within(query)
  const origin = { created_import_id: importId, import_id: importId }
  const [some] = await all<{ lead_id: number }>(query, 'leads').then((rows) =>
    rows.length === 0 || !('at' in one) ? [] : [rows[one.at % rows.length]!],
  )
  switch (one.kind) {
    case 'delivery': {
      for (const row of one.leads) await insert(query, 'leads', { ...row, ...origin })
      for (const row of one.deals)
        await insert(query, 'opportunities', { ...row, outcome_basis: 'stage', ...origin })
      const leads = await all<{ account_id: number; lead_id: number }>(query, 'leads')
      for (const { lead: at, ...row } of one.scores) {
        const about = leads[at % Math.max(1, leads.length)]
        if (about !== undefined)
          await insert(query, 'lead_scores', {
            ...row,
            account_id: about.account_id,
            lead_id: about.lead_id,
            ...origin,
          })
      }
      imports.push(importId)
      await touchImport(client, importId)
      break
    }
    // A lead says something else and belongs to another company, a score is of another day, a deal ends otherwise.
    case 'change': {
      if (some === undefined) return
      await keepImages(query, 'leads', importId, `lead_id = ${some.lead_id}`)
      await keepImages(query, 'lead_scores', importId, `lead_id = ${some.lead_id}`)
      await keepImages(query, 'opportunities', importId, 'opportunity_id % 3 = 0')
      const { account_id, ...said } = one.lead
      await query
        .updateTable('leads')
        .set({ ...said, account_id, import_id: importId } as never)
        .where('lead_id', '=', some.lead_id)
        .execute()
      await sql`update lead_scores set account_id = ${account_id}, scored_on = ${one.day}::date, import_id = ${importId}
        where lead_id = ${some.lead_id}`.execute(query)
      await sql`update opportunities set outcome = ${one.deal.outcome}, opened_on = ${one.deal.opened_on}::date, closed_on = ${one.deal.closed_on}::date,
        is_deleted = ${one.deal.is_deleted}, import_id = ${importId} where opportunity_id % 3 = 0`.execute(
        query,
      )
      await touchImport(client, importId)
      break
    }
    case 'undo': {
      const taken = imports[one.at % Math.max(1, imports.length)]
      if (taken === undefined) return
      await touchImport(client, taken)
      for (const table of ['leads', 'opportunities', 'lead_scores'])
        await sql`delete from ${sql.table(table)} where created_import_id = ${taken}`.execute(query)
      break
    }
    case 'purge': {
      const leaving = `row.created_on < '${one.before}'`
      await touchRows(client, 'leads', leaving)
      await sql`insert into purged_leads (lead_id) select lead_id from leads as row where ${sql.raw(leaving)}
        on conflict do nothing`.execute(query)
      // One in two is delivered again at once: it is counted among those that went.
      await sql`delete from leads as row where ${sql.raw(leaving)} and lead_id % 2 = 0`.execute(query)
      break
    }
    case 'stage': {
      await touchRows(client, 'opportunities', 'true')
      await sql`update opportunities set outcome = ${one.outcome.outcome}, opened_on = ${one.outcome.opened_on}::date, closed_on = ${one.outcome.closed_on}::date
        where outcome <> 'won'`.execute(query)
      await touchRows(client, 'opportunities', 'true')
      break
    }
    // A company comes to be known, or says something else of itself; its leads were there before it was.
    case 'company': {
      const { account_id, is_identified, segment } = one.company
      await sql`insert into accounts (account_id, name, name_key, is_identified, segment, created_import_id, import_id)
        values (${account_id}, 'x', 'x', ${is_identified}, ${segment}, ${importId}, ${importId})
        on conflict (account_id) do update set is_identified = excluded.is_identified, segment = excluded.segment`.execute(
        query,
      )
      await touchRows(client, 'accounts', 'row.account_id = $1', [account_id])
    }
  }
  await refreshRollups(client)
}

interface LeadRow {
  readonly account_id: number
  readonly lead_id: number
  readonly created_on: string | null
  readonly owner_id: number | null
  readonly lead_source: string | null
  readonly score: number | null
  readonly is_qualified: boolean | null
  readonly is_converted: boolean | null
  readonly converted_on: string | null
  readonly opportunity_id: number | null
  readonly is_deleted: boolean
}
interface DealRow {
  readonly account_id: number
  readonly opportunity_id: number
  readonly outcome: string
  readonly opened_on: string | null
  readonly closed_on: string | null
  readonly is_deleted: boolean
}
interface ScoreRow {
  readonly account_id: number
  readonly lead_id: number
  readonly scored_on: string
  readonly score: number
  readonly method: string | null
  readonly is_good: boolean | null
}

const places = [false, true, null]

interface Kept {
  readonly cohort: unknown[]
  readonly scores: unknown[]
  readonly days: unknown[]
  /** Scores and delays of all that ever was. */
  readonly totals: unknown[]
}

/** Of a lead with a deal the day that it was opened, or won if that was earlier; of one without, the day it was converted. */
function workedOn(one: LeadRow, itsDeal: DealRow | undefined): string | null {
  if (one.opportunity_id === null) return one.is_converted === true ? one.converted_on : null
  if (itsDeal === undefined || itsDeal.opened_on === null) return null
  const won = itsDeal.outcome === 'won' ? (itsDeal.closed_on ?? itsDeal.opened_on) : itsDeal.opened_on
  return won < itsDeal.opened_on ? won : itsDeal.opened_on
}

/** The second computation, lead by lead. */
async function naive(query: Query): Promise<Kept> {
  const leads = await all<LeadRow>(query, 'leads')
  const deals = await all<DealRow>(query, 'opportunities')
  const scores = await all<ScoreRow>(query, 'lead_scores')
  const companies = await all<{ account_id: number; is_identified: boolean; segment: string | null }>(
    query,
    'accounts',
  )
  const purged = new Set((await all<{ lead_id: number }>(query, 'purged_leads')).map((one) => one.lead_id))
  const isOf = (one: LeadRow) => (row: ScoreRow) =>
    row.account_id === one.account_id && row.lead_id === one.lead_id
  const cohort = leads
    .filter((one) => !one.is_deleted && !purged.has(one.lead_id))
    .map((one) => {
      const itsDeal = deals.find(
        (row) =>
          row.account_id === one.account_id && row.opportunity_id === one.opportunity_id && !row.is_deleted,
      )
      const won = itsDeal?.outcome === 'won' ? itsDeal : undefined
      const itsCompany = companies.find((row) => row.account_id === one.account_id)
      const isCustomer = one.opportunity_id === null ? one.is_converted === true : won !== undefined
      const [first] = scores
        .filter(isOf(one))
        .toSorted(
          (a, b) =>
            a.scored_on.localeCompare(b.scored_on) ||
            (a.method ?? '').localeCompare(b.method ?? '') ||
            a.score - b.score ||
            places.indexOf(a.is_good) - places.indexOf(b.is_good),
        )
      return {
        account_id: one.account_id,
        lead_id: one.lead_id,
        created_on: one.created_on,
        owner_id: one.owner_id,
        lead_source: one.lead_source,
        is_qualified: one.is_qualified,
        is_converted: one.is_converted,
        has_opportunity: one.opportunity_id !== null,
        is_customer: isCustomer,
        became_on: isCustomer ? (one.opportunity_id === null ? one.converted_on : won!.closed_on) : null,
        scored_on: first?.scored_on ?? null,
        score: first?.score ?? one.score,
        method: first === undefined ? (one.score === null ? null : '') : (first.method ?? ''),
        given_good: first?.is_good ?? null,
        worked_on: workedOn(one, itsDeal),
        is_identified: itsCompany?.is_identified ?? false,
        segment: itsCompany?.segment ?? '',
      }
    })
  const counts = new Map<string, number>()
  const count = (cell: unknown[]) => {
    const key = JSON.stringify(cell)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  for (const row of scores) count([true, row.scored_on, row.method ?? '', row.score])
  for (const one of leads)
    if (one.score !== null && !one.is_deleted && !scores.some(isOf(one)))
      count([false, one.created_on ?? '-infinity', '', one.score])
  const days = cohort.reduce((found, one) => {
    if (one.created_on === null) return found
    const isIdle = !one.has_opportunity && one.is_converted !== true
    const key = JSON.stringify([one.created_on, one.is_qualified === true, isIdle])
    return found.set(key, (found.get(key) ?? 0) + 1)
  }, new Map<string, number>())
  const totals = new Map<string, number>()
  const add = (cell: unknown[], many: number) => {
    const key = JSON.stringify(cell)
    totals.set(key, (totals.get(key) ?? 0) + many)
  }
  for (const [key, many] of counts) add(['score', ...(JSON.parse(key) as unknown[]).slice(2)], many)
  for (const { created_on, became_on, is_qualified } of cohort)
    if (created_on !== null && became_on !== null && created_on <= became_on)
      add(['delay', is_qualified === true, (Date.parse(became_on) - Date.parse(created_on)) / 86_400_000], 1)
  const listed = (found: ReadonlyMap<string, number>) =>
    [...found].map(([key, many]) => [...(JSON.parse(key) as unknown[]), many])
  return { cohort, scores: listed(counts), days: listed(days), totals: listed(totals) }
}

async function kept(query: Query): Promise<Kept> {
  const cohort = await query.selectFrom('lead_cohort').selectAll().execute()
  const scores = await query.selectFrom('score_days').selectAll().execute()
  const days = await query.selectFrom('lead_counts').selectAll().execute()
  const everScored = await query.selectFrom('score_totals').selectAll().execute()
  const everDelayed = await query.selectFrom('delay_totals').selectAll().execute()
  return {
    cohort: cohort.map((row) => ({ ...row })),
    scores: scores.map((row) => [row.is_dated, row.day, row.method, row.score, row.leads]),
    days: days.map((row) => [row.day, row.is_qualified, row.is_idle, row.leads]),
    totals: [
      ...everScored.map((row) => ['score', row.method, row.score, row.leads]),
      ...everDelayed.map((row) => ['delay', row.is_qualified, row.days, row.leads]),
    ],
  }
}

const inOrder = (rows: unknown[]) => rows.map((row) => JSON.stringify(row)).toSorted()

test('after every step, leads and scores are kept as the rows say, and made anew to the same bytes', async () => {
  const database = await freshDatabase()
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 7 }), async (steps) => {
      await database.write(housekeeper, async (query) => {
        for (const table of [
          'accounts',
          'leads',
          'opportunities',
          'lead_scores',
          'purged_leads',
          'import_changes',
          ...allRollups.map((rollup) => rollup.table),
        ])
          await sql`delete from ${sql.table(table)}`.execute(query)
      })
      const imports: number[] = []
      for (const [at, one] of steps.entries()) {
        await database.write(housekeeper, (query) => carryOut(query, one, at + 2, imports))
        await database.read(housekeeper, async (query) => {
          const [due, there] = [await naive(query), await kept(query)]
          expect(inOrder(there.cohort)).toEqual(inOrder(due.cohort))
          expect(inOrder(there.scores)).toEqual(inOrder(due.scores))
          expect(inOrder(there.days)).toEqual(inOrder(due.days))
          expect(inOrder(there.totals)).toEqual(inOrder(due.totals))
        })
      }
      const before = await database.read(housekeeper, kept)
      const found = await database.write(housekeeper, (query) => rebuildRollups(within(query)))
      expect(found.filter((state) => state.wrong > 0)).toEqual([])
      const after = await database.read(housekeeper, kept)
      expect(inOrder(after.cohort)).toEqual(inOrder(before.cohort))
      expect(inOrder(after.scores)).toEqual(inOrder(before.scores))
      expect(inOrder(after.days)).toEqual(inOrder(before.days))
      expect(inOrder(after.totals)).toEqual(inOrder(before.totals))
    }),
    { numRuns: 60, seed: 1212 },
  )
})

test('a lead that nobody told of is found', async () => {
  const database = await freshDatabase()
  await database.write(housekeeper, (query) =>
    insert(query, 'leads', {
      account_id: 1,
      is_deleted: false,
      score: 3,
      created_import_id: 1,
      import_id: 1,
    }),
  )
  const found = await database.read(housekeeper, (query) => checkRollups(within(query)))
  expect(found.filter(({ wrong }) => wrong > 0).map(({ rollup, wrong }) => [rollup, wrong])).toEqual([
    ['lead_cohort', 1],
    ['score_days', 1],
  ])
})
