// Events are known by their id: the same one again is the same event, whenever it arrives; with another content it is told, and the first stays.
import { run, select } from '../sql.ts'
import { stagingTable } from './columns.ts'
import type { BadRow } from './set-aside.ts'
import type { StagedDelivery } from './stage-files.ts'
import type { Staging } from './staging.ts'

type FoundRow = Omit<BadRow, 'entity' | 'field' | 'code' | 'detail'>

/** Counts the events that a delivery holds twice, and refuses those that contradict an earlier one, here or stored. */
export async function refuseChangedEvents(
  staging: Staging,
  { works }: StagedDelivery,
  source: string,
): Promise<BadRow[]> {
  const { client, importId } = staging
  const events = stagingTable(importId, 'deal-events')
  const said = (row: string) =>
    `(${row}.opportunity, ${row}.stage, coalesce(round(${row}.version), 0), ${row}.occurred_at)`
  await client.query('drop table if exists repeated_events')
  await client.query(
    `create temporary table repeated_events as
     select s.n, s.file_id, s.source_row, s.source_line, s.identity as value, first.source_row as first_row,
       ${said('s')} is distinct from ${said('first')} as differs
     from ${events} as s join (select distinct on (identity) * from ${events} order by identity, n) as first
       on first.identity = s.identity and first.n < s.n`,
  )
  const repeats = await select<{ file_id: number; rows: number }>(
    client,
    'select file_id, count(*) as rows from repeated_events where not differs group by 1',
  )
  for (const { file_id, rows } of repeats) {
    const work = works.find((one) => one.fileId === file_id)
    if (work !== undefined) work.counts.duplicates += rows
  }
  const conflicts = await select<FoundRow & { first_row: number }>(
    client,
    'select file_id, source_row, source_line, value, first_row from repeated_events where differs order by n',
  )
  await run(client, `delete from ${events} as s using repeated_events as r where r.n = s.n`)
  await client.query('drop table repeated_events')
  const stored = await select<FoundRow>(
    client,
    `delete from ${events} as s using deal_events as e
     where e.source = $1 and e.event_id = s.identity
       and ${said('s')} is distinct from (e.external_id, e.stage, e.version, e.occurred_at)
     returning s.file_id, s.source_row, s.source_line, s.identity as value`,
    [source],
  )
  return [...conflicts, ...stored].map((row) => ({
    file_id: row.file_id,
    source_row: row.source_row,
    source_line: row.source_line,
    value: row.value,
    entity: 'deal-events' as const,
    field: 'externalId',
    code: 'ID_DUPLICATE_CONFLICT' as const,
    detail: 'first_row' in row ? { rows: String(row.first_row) } : {},
  }))
}
