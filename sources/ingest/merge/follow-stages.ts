// When what a stage stands for changes, the opportunities whose outcome follows from their stage follow it.
import { touchRows } from '../../../model/rollups/index.ts'
import { run } from '../sql.ts'
import { type Merge, saveBefore } from './context.ts'

/**
 * Gives the opportunities at these stages the outcome of their stage, where no source states one. The day that an open
 * opportunity was expected to close becomes its closing day, and the other way round. The caller refreshes the rollups.
 */
export async function followStageOutcomes(
  merge: Pick<Merge, 'client' | 'importId' | 'isRehearsal'>,
  stageIds: readonly number[],
): Promise<void> {
  if (stageIds.length === 0 || merge.isRehearsal) return
  const isTheirs = `t.outcome_basis = 'stage' and t.stage_id = any($1)
    and t.outcome <> (select k.outcome from stages as k where k.stage_id = t.stage_id)`
  if (merge.importId > 0) await saveBefore(merge, 'opportunities', isTheirs, [stageIds])
  // The day on which a deal closed may go or come with its outcome.
  const touch = () => touchRows(merge.client, 'opportunities', 'row.stage_id = any($1)', [stageIds])
  await touch()
  await run(
    merge.client,
    `update opportunities as o set outcome = k.outcome,
       closed_on = case when k.outcome = 'open' then null else coalesce(o.closed_on, o.expected_close_on) end,
       closed_at = case when k.outcome = 'open' then null else o.closed_at end,
       expected_close_on = case when k.outcome = 'open' then coalesce(o.expected_close_on, o.closed_on) else o.expected_close_on end
     from stages as k
     where k.stage_id = o.stage_id and o.outcome_basis = 'stage' and o.stage_id = any($1) and o.outcome <> k.outcome`,
    [stageIds],
  )
  await touch()
}
