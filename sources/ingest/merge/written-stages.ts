// The stages that a delivery writes: in a list of stages, in its opportunities, in their history; each with all that the
// delivery says about it.
import { select } from '../sql.ts'
import { brings, has, type Merge, table } from './context.ts'
import { statedOutcome, statusJoin } from './outcomes.ts'

/** A stage as a file writes it, and everything that the delivery says about it. */
export interface WrittenStage {
  readonly pipeline: string | null
  readonly stage: string
  readonly externalId: string | null
  readonly fileId: number | null
  readonly isClosed: boolean | null
  readonly isWon: boolean | null
  readonly probability: number | null
  readonly position: number | null
  readonly stated: { readonly open: number; readonly won: number; readonly lost: number }
  readonly opportunities: number
}

/** Rows of a list of stages, then the stages in which opportunities stand, then those that only a history names. */
export async function writtenStages(merge: Merge): Promise<WrittenStage[]> {
  const none = { open: 0, won: 0, lost: 0 }
  const rows: WrittenStage[] = []
  if (has(merge, 'stages'))
    for (const row of await select<{
      file_id: number
      external_id: string | null
      name: string
      pipeline: string | null
      position: number | null
      probability: number | null
      is_closed: boolean | null
      is_won: boolean | null
    }>(
      merge.client,
      `select file_id, external_id, name, pipeline, position, probability, is_closed, is_won
       from ${table(merge, 'stages')} where name is not null order by n`,
    ))
      rows.push({
        pipeline: row.pipeline,
        stage: row.name,
        externalId: row.external_id,
        fileId: row.file_id,
        isClosed: row.is_closed,
        isWon: row.is_won,
        probability: row.probability,
        position: row.position,
        stated: none,
        opportunities: 0,
      })
  if (has(merge, 'opportunities') && brings(merge, 'opportunities', 'stage')) {
    const stated = statedOutcome(merge)
    for (const row of await select<{
      pipeline: string | null
      stage: string
      rows: number
      open: number
      won: number
      lost: number
      probability: number | null
      is_even: boolean | null
      is_closed: boolean | null
      closed_won: boolean | null
    }>(
      merge.client,
      `select pipeline, stage, count(*) as rows, count(*) filter (where stated = 'open') as open,
         count(*) filter (where stated = 'won') as won, count(*) filter (where stated = 'lost') as lost,
         avg(probability) as probability, min(probability) = max(probability) as is_even,
         case when bool_and(is_closed) then true when not bool_or(is_closed) then false end as is_closed,
         case when bool_and(is_won) then true when not bool_or(is_won) then false end as closed_won
       from (select s.pipeline, s.stage, s.probability, s.is_closed, s.is_won, s.n, ${stated} as stated
         from ${table(merge, 'opportunities')} as s ${statusJoin(merge)} where s.stage is not null) as s
       group by pipeline, stage order by min(n)`,
    ))
      rows.push({
        pipeline: row.pipeline,
        stage: row.stage,
        externalId: null,
        fileId: null,
        isClosed: row.is_closed,
        isWon: row.closed_won,
        probability: row.is_even === true ? row.probability : null,
        position: null,
        stated: { open: row.open, won: row.won, lost: row.lost },
        opportunities: row.rows,
      })
  }
  if (has(merge, 'stage-history')) rows.push(...(await stagesOfHistory(merge, none, stagesOfMoves(merge))))
  if (has(merge, 'deal-events')) rows.push(...(await stagesOfHistory(merge, none, eventsOfDeals(merge))))
  return rows
}

/** Stages that only a history names belong to the pipeline of the opportunity. */
async function stagesOfHistory(
  merge: Merge,
  none: WrittenStage['stated'],
  history: string,
): Promise<WrittenStage[]> {
  const withPipeline = has(merge, 'opportunities') && brings(merge, 'opportunities', 'pipeline')
  const staged = withPipeline
    ? `left join ${table(merge, 'opportunities')} as o on o.identity = h.opportunity`
    : ''
  const pipeline = `coalesce(${withPipeline ? 'o.pipeline, ' : ''}p.name)`
  const rows = await select<{ pipeline: string | null; stage: string }>(
    merge.client,
    `select ${pipeline} as pipeline, h.stage from ${history} as h ${staged}
     left join source_identities as i on i.kind = 'opportunity' and i.source = $1 and i.external_id = h.opportunity
     left join opportunities as known on known.account_id = i.account_id and known.opportunity_id = i.record_id
     left join pipelines as p on p.pipeline_id = known.pipeline_id
     where h.stage is not null group by 1, 2 order by min(h.n)`,
    [merge.source],
  )
  return rows.map((row) => ({
    ...row,
    externalId: null,
    fileId: null,
    isClosed: null,
    isWon: null,
    probability: null,
    position: null,
    stated: none,
    opportunities: 0,
  }))
}

/** The stages into which deals moved, and those out of which. */
function stagesOfMoves(merge: Merge): string {
  const staged = table(merge, 'stage-history')
  if (!brings(merge, 'stage-history', 'stageBefore')) return staged
  return `(select n, opportunity, stage from ${staged} union all select n, opportunity, stage_before from ${staged})`
}

/** The events of the delivery, and those that came before about the same deals: all of their stages are told again. */
function eventsOfDeals(merge: Merge): string {
  const staged = table(merge, 'deal-events')
  return `(select n, opportunity, stage from ${staged}
    union all select 0, e.external_id, e.stage from deal_events as e
      where e.source = '${merge.source.replaceAll("'", "''")}' and e.external_id in (select opportunity from ${staged}))`
}
