// Pipelines and stages of a delivery, with the outcome that each stage stands for: what the CRM states, else a
// proposal that holds until an administrator confirms or changes it.
import { foldName } from '../../../model/names.ts'
import type { Outcome } from '../../../model/tables/stages.ts'
import { proposeStages, type StageEvidence } from '../../recognisers/index.ts'
import { select } from '../sql.ts'
import {
  brings,
  count,
  createMap,
  has,
  insertRows,
  type Merge,
  saveBefore,
  table,
  takeIds,
} from './context.ts'
import { followStageOutcomes } from './follow-stages.ts'
import { statedOutcome, statusJoin } from './outcomes.ts'
import { placeStages } from './stage-order.ts'

interface Pipeline {
  pipeline_id: number
  source: string
  name: string
  name_key: string
  is_counted: boolean
  is_confirmed: boolean
  created_import_id: number | null
}

export interface Stage {
  stage_id: number
  pipeline_id: number
  external_id: string | null
  name: string
  name_key: string
  position: number | null
  probability: number | null
  outcome: Outcome
  outcome_basis: 'stated' | 'name' | 'probability' | 'confirmed'
  is_confirmed: boolean
  created_import_id: number | null
}

const pipelineColumns = [
  'pipeline_id',
  'source',
  'name',
  'name_key',
  'is_counted',
  'is_confirmed',
  'created_import_id',
]
const stageColumns = [
  'stage_id',
  'pipeline_id',
  'external_id',
  'name',
  'name_key',
  'position',
  'probability',
  'outcome',
  'outcome_basis',
  'is_confirmed',
  'created_import_id',
]

/** A stage as a file writes it, and everything that the delivery says about it. */
interface Written {
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

/** Pipelines that are not sales: proposed as not counted. */
const notSales =
  /\b(support|tickets?|service client|customer service|onboarding|recrutement|recruitment|hiring|test|tests|demo data)\b/

/** Merges pipelines and stages, and makes the temporary table `stage_of (pipeline, stage, stage_id, pipeline_id, outcome)`. */
export async function mergeStages(merge: Merge): Promise<void> {
  const { client } = merge
  const written = await writtenStages(merge)
  const pipelines = new Map<string, Pipeline>()
  for (const pipeline of await select<Pipeline>(
    client,
    `select ${pipelineColumns.join(', ')} from pipelines where source = $1`,
    [merge.source],
  ))
    pipelines.set(pipeline.name_key, pipeline)
  const freshPipelines: Pipeline[] = []
  const pipelineOf = pipelineFinder(merge, pipelines, freshPipelines, written)
  for (const row of written) pipelineOf(row.pipeline)
  const pipelineIds = await takeIds(client, 'pipelines_pipeline_id_seq', freshPipelines.length)
  for (const [index, pipeline] of freshPipelines.entries()) pipeline.pipeline_id = pipelineIds[index] ?? 0
  await insertRows(client, 'pipelines', pipelineColumns, freshPipelines)

  const stages = new Map<string, Stage>()
  const byExternalId = new Map<string, Stage>()
  for (const stage of await select<Stage>(client, `select ${stageColumns.join(', ')} from stages`)) {
    stages.set(`${stage.pipeline_id} ${stage.name_key}`, stage)
    if (stage.external_id !== null) byExternalId.set(`${stage.pipeline_id} ${stage.external_id}`, stage)
  }
  const fresh: Stage[] = []
  const evidence = new Map<Stage, { rows: Written[]; pipeline: string }>()
  const found = written.map((row) => {
    const pipeline = pipelineOf(row.pipeline)
    const stage =
      byExternalId.get(`${pipeline.pipeline_id} ${row.externalId ?? row.stage}`) ??
      stages.get(`${pipeline.pipeline_id} ${foldName(row.stage)}`) ??
      newStage(merge, pipeline.pipeline_id, row, fresh)
    stages.set(`${pipeline.pipeline_id} ${stage.name_key}`, stage)
    if (row.externalId !== null) byExternalId.set(`${pipeline.pipeline_id} ${row.externalId}`, stage)
    const known = evidence.get(stage) ?? { rows: [], pipeline: pipeline.name_key }
    known.rows.push(row)
    evidence.set(stage, known)
    return { row, pipeline, stage }
  })
  const before = new Map(
    [...evidence.keys()].filter((stage) => stage.stage_id !== 0).map((stage) => [stage, { ...stage }]),
  )
  settleOutcomes(evidence)
  placeStages([...stages.values()], evidence)

  const ids = await takeIds(client, 'stages_stage_id_seq', fresh.length)
  for (const [index, stage] of fresh.entries()) stage.stage_id = ids[index] ?? 0
  const changed = [...before].filter(([stage, old]) =>
    stageColumns.some((name) => stage[name as keyof Stage] !== old[name as keyof Stage]),
  )
  if (changed.length > 0) {
    const changedIds = changed.map(([stage]) => stage.stage_id)
    await saveBefore(merge, 'stages', 't.stage_id = any($1)', [changedIds])
    await client.query('delete from stages where stage_id = any($1)', [changedIds])
  }
  await insertRows(client, 'stages', stageColumns, [...fresh, ...changed.map(([stage]) => stage)])
  await followStageOutcomes(
    merge,
    changed.filter(([stage, old]) => stage.outcome !== old.outcome).map(([stage]) => stage.stage_id),
  )
  const touched = new Set(changed.map(([stage]) => stage))
  for (const { row, stage } of found) {
    if (row.fileId === null) continue
    if (fresh.includes(stage)) count(merge.added, row.fileId)
    else if (touched.has(stage)) count(merge.changed, row.fileId)
  }
  // A stage may be written by opportunities and by their history: one row each, or joins would double.
  const named = new Map(
    found
      .filter(({ row }) => row.fileId === null)
      .map(({ row, stage }) => [
        `${row.pipeline ?? ''}\n${row.stage}`,
        {
          pipeline: row.pipeline ?? '',
          stage: row.stage,
          stage_id: stage.stage_id,
          pipeline_id: stage.pipeline_id,
          outcome: stage.outcome,
        },
      ]),
  )
  await createMap(
    merge,
    'stage_of',
    'pipeline text, stage text, stage_id bigint, pipeline_id bigint, outcome text',
    [...named.values()],
  )
}

/** Rows of a list of stages, then the stages in which opportunities stand, then those that only a history names. */
async function writtenStages(merge: Merge): Promise<Written[]> {
  const none = { open: 0, won: 0, lost: 0 }
  const rows: Written[] = []
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
  if (has(merge, 'stage-history')) rows.push(...(await stagesOfHistory(merge, none)))
  return rows
}

/** Stages that only a history names belong to the pipeline of the opportunity. */
async function stagesOfHistory(merge: Merge, none: Written['stated']): Promise<Written[]> {
  const withPipeline = has(merge, 'opportunities') && brings(merge, 'opportunities', 'pipeline')
  const staged = withPipeline
    ? `left join ${table(merge, 'opportunities')} as o on o.identity = h.opportunity`
    : ''
  const pipeline = `coalesce(${withPipeline ? 'o.pipeline, ' : ''}p.name)`
  const rows = await select<{ pipeline: string | null; stage: string }>(
    merge.client,
    `select ${pipeline} as pipeline, h.stage from ${table(merge, 'stage-history')} as h ${staged}
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

/** Rows that name no pipeline belong to the only one there is, else to one that we make. */
function pipelineFinder(
  merge: Merge,
  pipelines: Map<string, Pipeline>,
  fresh: Pipeline[],
  written: readonly Written[],
): (name: string | null) => Pipeline {
  const named = new Set([
    ...pipelines.keys(),
    ...written.flatMap((row) => (row.pipeline === null ? [] : [foldName(row.pipeline)])),
  ])
  const [only] = named
  return (name) => {
    const key = name === null ? (named.size === 1 && only !== undefined ? only : 'pipeline') : foldName(name)
    const known = pipelines.get(key)
    if (known !== undefined) return known
    const pipeline = {
      pipeline_id: 0,
      source: merge.source,
      name:
        name ??
        written.find((row) => row.pipeline !== null && foldName(row.pipeline) === key)?.pipeline ??
        'Pipeline',
      name_key: key,
      is_counted: !notSales.test(key),
      is_confirmed: false,
      created_import_id: merge.importId,
    }
    pipelines.set(key, pipeline)
    fresh.push(pipeline)
    return pipeline
  }
}

function newStage(merge: Merge, pipelineId: number, row: Written, fresh: Stage[]): Stage {
  const stage: Stage = {
    stage_id: 0,
    pipeline_id: pipelineId,
    external_id: row.externalId,
    name: row.stage,
    name_key: foldName(row.stage),
    position: null,
    probability: null,
    outcome: 'open',
    outcome_basis: 'name',
    is_confirmed: false,
    created_import_id: merge.importId,
  }
  fresh.push(stage)
  return stage
}

/** Proposes an outcome for each stage that the delivery speaks of; what an administrator confirmed stays. */
function settleOutcomes(evidence: ReadonlyMap<Stage, { rows: Written[]; pipeline: string }>): void {
  const asked = [...evidence].map(([stage, { rows, pipeline }]): [Stage, StageEvidence] => [
    stage,
    {
      name: stage.name,
      pipeline,
      isClosed: rows.find((row) => row.isClosed !== null)?.isClosed ?? null,
      isWon: rows.find((row) => row.isWon !== null)?.isWon ?? null,
      probability: rows.find((row) => row.probability !== null)?.probability ?? stage.probability,
      position: rows.find((row) => row.position !== null)?.position ?? stage.position,
      stated: {
        open: rows.reduce((sum, row) => sum + row.stated.open, 0),
        won: rows.reduce((sum, row) => sum + row.stated.won, 0),
        lost: rows.reduce((sum, row) => sum + row.stated.lost, 0),
      },
      opportunities: rows.reduce((sum, row) => sum + row.opportunities, 0),
    },
  ])
  const proposals = proposeStages(asked.map(([, about]) => about))
  for (const [index, [stage, about]] of asked.entries()) {
    const proposal = proposals[index]
    stage.probability = about.probability ?? null
    stage.external_id =
      evidence.get(stage)?.rows.find((row) => row.externalId !== null)?.externalId ?? stage.external_id
    if (proposal === undefined || stage.is_confirmed) continue
    // A history or a later export without statuses says less than what was stated before.
    if (stage.stage_id !== 0 && stage.outcome_basis === 'stated' && proposal.basis !== 'stated') continue
    stage.outcome = proposal.outcome
    stage.outcome_basis = proposal.basis
  }
}
