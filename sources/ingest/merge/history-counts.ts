// How many rows of a history say something new: those that lie inside no visit known so far.
import { select } from '../sql.ts'
import { count, has, type Merge, table } from './context.ts'

export async function countHistory(merge: Merge): Promise<void> {
  if (merge.isCounted || !has(merge, 'stage-history')) return
  const rows = await select<{ file_id: number; rows: number }>(
    merge.client,
    `select s.file_id, count(*) as rows from ${table(merge, 'stage-history')} as s
     left join source_identities as i on i.kind = 'opportunity' and i.source = $1 and i.external_id = s.opportunity
     where not exists (
       select from stage_visits as v join stages as k on k.stage_id = v.stage_id
       join stage_of as written on written.stage_id = k.stage_id and written.stage = s.stage
       where v.account_id = i.account_id and v.opportunity_id = i.record_id
         and v.entered_on <= s.entered_on and (v.left_on is null or s.entered_on <= v.left_on))
     group by 1`,
    [merge.source],
  )
  for (const { file_id, rows: amount } of rows) count(merge.added, file_id, amount)
}
