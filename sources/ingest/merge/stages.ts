// Pipelines and stages of a delivery, with the outcome that each stage stands for: what the CRM states, else a
// proposal that holds until an administrator confirms or changes it.
import { foldName } from '../../../model/names.ts'
import { proposeStages, type StageEvidence } from '../../recognisers/index.ts'
import { select } from '../sql.ts'
import { count, createMap, insertRows, type Merge, saveBefore, takeIds } from './context.ts'
import { followStageOutcomes } from './follow-stages.ts'
import { placeStages } from './stage-order.ts'
import { type WrittenStage, writtenStages } from './written-stages.ts'
import type { Stage } from './stage.ts'

interface Pipeline {
  pipeline_id: number
  source: string
  name: string
  name_key: string
  is_counted: boolean
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
  const evidence = new Map<Stage, { rows: WrittenStage[]; pipeline: string }>()
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

/** Rows that name no pipeline belong to the only one there is, else to one that we make. */
function pipelineFinder(
  merge: Merge,
  pipelines: Map<string, Pipeline>,
  fresh: Pipeline[],
  written: readonly WrittenStage[],
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

function newStage(merge: Merge, pipelineId: number, row: WrittenStage, fresh: Stage[]): Stage {
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
function settleOutcomes(evidence: ReadonlyMap<Stage, { rows: WrittenStage[]; pipeline: string }>): void {
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
