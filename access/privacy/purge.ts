// The one job that deletes what its time is over for, by the rules of retention. What figures of closed periods need is
// stored before rows go. Each rule is one transaction, there whole or not at all, and is logged with its counts.
import { forgetOldChanges, lockModelIn, lockRecords } from '../../model/data-version.ts'
import type { Database, Query } from '../../model/database.ts'
import type { Reader } from '../../model/reader.ts'
import { refreshRollups, type Sending, touchRows, within } from '../../model/rollups/index.ts'
import type { Keeping } from './keeping.ts'
import { storeLeadDays } from './lead-days.ts'
import { trimAnswers } from './purge-answers.ts'
import { forgetUses } from './purge-content.ts'
import { forgetUnknownLearners } from './purge-learners.ts'
import { forgetHours, forgetTime } from './purge-time.ts'
import { keptFrom, readRetention, type RuleId, wholeMonth } from './retention.ts'

export interface PurgeOptions {
  /** The organisation's day. */
  readonly today: string
  readonly now: Date
  readonly keeping: Keeping
  /** Only counts what would go. */
  readonly isDryRun?: boolean
}

export interface Purged {
  readonly rule: RuleId
  /** What ended before this day went. */
  readonly before: string
  readonly removed: number
}

/** A month goes when its first day is past: what is counted by month is then all there, or all kept. */
const byWholeMonths: ReadonlySet<RuleId> = new Set(['daily-totals', 'content-uses'])

/** Rows deleted by one statement at most. */
const batch = 10_000

/** Carries out every rule. Two purges that meet wait for each other; the second finds nothing to do. */
export async function purge(
  database: Database,
  reader: Reader,
  { today, now, keeping, isDryRun = false }: PurgeOptions,
): Promise<readonly Purged[]> {
  const rules = await database.read(reader, readRetention)
  const purged: Purged[] = []
  for (const { id, inForce } of rules) {
    const before = byWholeMonths.has(id) ? wholeMonth(keptFrom(today, inForce)) : keptFrom(today, inForce)
    const removed = await inOneGo(database, reader, isDryRun, async (query) => {
      // No delivery is half read while rows go.
      if (id === 'unknown-learners') await lockRecords(query)
      await lockModelIn(query)
      const many = await carryOut[id]({ client: within(query), query, keeping }, before)
      if (!isDryRun)
        await query
          .insertInto('purge_runs')
          .values({ rule: id, today, before, removed: many, ended_at: now } as never)
          .execute()
      return many
    })
    purged.push({ rule: id, before, removed })
  }
  if (!isDryRun) await database.write(reader, (query) => forgetOldChanges(within(query)))
  return purged
}

/** In one transaction, which a rehearsal takes back. */
async function inOneGo(
  database: Database,
  reader: Reader,
  isDryRun: boolean,
  work: (query: Query) => Promise<number>,
): Promise<number> {
  const rehearsed = { removed: 0 }
  try {
    return await database.write(reader, async (query) => {
      const many = await work(query)
      if (!isDryRun) return many
      rehearsed.removed = many
      throw rehearsed
    })
  } catch (error) {
    if (error !== rehearsed) throw error
    return rehearsed.removed
  }
}

interface Purging {
  readonly client: Sending
  readonly query: Query
  readonly keeping: Keeping
}

/** Carries out one rule inside a transaction. @returns how many rows went */
const carryOut: Readonly<Record<RuleId, (purging: Purging, before: string) => Promise<number>>> = {
  leads: async ({ client }, before) => {
    await client.query(
      `create temporary table leaving on commit drop as
       select l.account_id, l.lead_id from leads as l left join imports as i on i.import_id = l.created_import_id
       where greatest(l.created_on, l.converted_on, case when l.created_on is null then i.started_at::date end) < $1::date`,
      [before],
    )
    await client.query('analyze leaving')
    await touchRows(
      client,
      'leads',
      '(row.account_id, row.lead_id) in (select account_id, lead_id from leaving)',
    )
    await storeLeadDays(client)
    const { rowCount } = await client.query(
      'delete from leads as l using leaving where l.account_id = leaving.account_id and l.lead_id = leaving.lead_id',
    )
    await refreshRollups(client)
    // Earlier values of the same leads are the same data.
    await client.query(
      `delete from import_changes where table_name = 'leads' and (before ->> 'lead_id')::bigint in (select lead_id from leaving)`,
    )
    await client.query('drop table leaving')
    return rowCount ?? 0
  },
  'recorded-hours': ({ client }, before) => forgetHours(client, before),
  'daily-totals': ({ client, query, keeping }, before) => forgetTime(client, query, keeping, before),
  'content-uses': ({ client, query, keeping }, before) => forgetUses(client, query, keeping, before),
  answers: ({ client, query }, before) => trimAnswers(client, query, before),
  'unknown-learners': ({ client }, before) => forgetUnknownLearners(client, before),
  'refused-rows': async ({ client }, before) => {
    const rows = await inBatches(
      client,
      'refused_rows',
      'import_id in (select import_id from imports where started_at < $1::date)',
      [before],
    )
    return rows + (await inBatches(client, 'connection_items', 'seen_at < $1::date', [before]))
  },
  'landed-records': ({ client }, before) =>
    inBatches(client, 'landed_rows', 'landed_on < $1::date', [before]),
  'import-reports': async ({ client }, before) => {
    const old = `select import_id from imports where started_at < $1::date and state not in ('reading', 'staged')`
    const images = await inBatches(client, 'import_changes', `import_id in (${old})`, [before])
    const files = await client.query(
      `update import_files set report = null, mapping = null, name = '' where import_id in (${old}) and (report is not null or name <> '')`,
      [before],
    )
    // Without its earlier values an import cannot be taken back: 'isClosed' says so to the undo.
    const reports = await client.query(
      `update imports set report = null, options = options || '{"isClosed": true}'::jsonb
       where import_id in (${old}) and not options ? 'isClosed'`,
      [before],
    )
    return images + (files.rowCount ?? 0) + (reports.rowCount ?? 0)
  },
  'access-journal': async ({ client }, before) => {
    await client.query(`select entry from journal_heads where head = 'last' for update`)
    // Only a head of the chain can go: what is newer than the first entry kept stays, whatever its clock said.
    const { rows } = await client.query(
      `select entry::text, hash from access_journal
       where entry < coalesce((select min(entry) from access_journal where at >= $1::date), 9223372036854775807)
       order by access_journal.entry desc limit 1`,
      [before],
    )
    const last = rows[0] as { entry: string; hash: string } | undefined
    if (last === undefined) return 0
    await client.query(`update journal_heads set entry = $1, hash = $2 where head = 'first'`, [
      last.entry,
      last.hash,
    ])
    return inBatches(client, 'access_journal', 'entry <= $1::bigint', [last.entry])
  },
}

async function inBatches(
  client: Sending,
  table: string,
  condition: string,
  values: readonly unknown[],
): Promise<number> {
  let removed = 0
  for (;;) {
    const { rowCount } = await client.query(
      `delete from ${table} where ctid = any (array(select ctid from ${table} where ${condition} limit ${batch}))`,
      [...values],
    )
    removed += rowCount ?? 0
    if ((rowCount ?? 0) < batch) return removed
  }
}
