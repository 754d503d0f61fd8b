// What decides the figures and is an administrator's to confirm: what each stage stands for, which pipelines count, what a
// lead is, in which currency amounts without one are. The proposal holds until it is answered (see decisions.ts).
import { createHash } from 'node:crypto'
import { defaultSettings } from '../../model/settings.ts'
import type { Outcome } from '../../model/tables/stages.ts'
import type { Words } from '../entities.ts'
import { brings, has, type Merge, table } from './merge/context.ts'
import type { Decision } from './shapes.ts'
import { type Client, select } from './sql.ts'

const outcomes: readonly { readonly value: Outcome; readonly name: Words }[] = [
  { value: 'open', name: { fr: 'ouverte', en: 'open' } },
  { value: 'won', name: { fr: 'gagnée', en: 'won' } },
  { value: 'lost', name: { fr: 'perdue', en: 'lost' } },
]
const yesNo = [
  { value: 'yes', name: { fr: 'oui', en: 'yes' } },
  { value: 'no', name: { fr: 'non', en: 'no' } },
]
const leadDefinitions = [
  { value: 'all', name: { fr: 'tous les leads', en: 'every lead' } },
  { value: 'qualified', name: { fr: 'les leads qualifiés par les ventes', en: 'leads qualified by sales' } },
]
const currencies = [
  'EUR',
  'USD',
  'GBP',
  'CHF',
  'CAD',
  'AUD',
  'JPY',
  'CNY',
  'INR',
  'BRL',
  'MAD',
  'TND',
  'XOF',
  'SEK',
  'NOK',
  'DKK',
  'PLN',
]

/** How many opportunities a stage, a pipeline, a currency or the leads decide. */
interface Weights {
  readonly byStage: ReadonlyMap<number, number>
  readonly byPipeline: ReadonlyMap<number, number>
  readonly leads: number
  readonly assumed: number
}

/** What a delivery that is being merged asks: its own stages, pipelines, leads and amounts. */
export async function proposedDecisions(merge: Merge): Promise<Decision[]> {
  const { client } = merge
  const byStage = new Map<number, number>()
  const byPipeline = new Map<number, number>()
  let assumed = 0
  if (has(merge, 'opportunities')) {
    const rows = await select<{ stage_id: number; pipeline_id: number; rows: number }>(
      client,
      `select stage.stage_id, stage.pipeline_id, sum(s.rows) as rows
       from (select stage, coalesce(pipeline, '') as pipeline, count(*) as rows from ${table(merge, 'opportunities')} group by 1, 2) as s
       join stage_of as stage on stage.stage = s.stage and stage.pipeline = s.pipeline group by 1, 2`,
    )
    for (const row of rows) {
      byStage.set(row.stage_id, (byStage.get(row.stage_id) ?? 0) + row.rows)
      byPipeline.set(row.pipeline_id, (byPipeline.get(row.pipeline_id) ?? 0) + row.rows)
    }
    if (brings(merge, 'opportunities', 'amount')) {
      const [row] = await select<{ rows: number }>(
        client,
        `select count(*) as rows from ${table(merge, 'opportunities')} where amount_minor is not null and currency is null`,
      )
      assumed = row?.rows ?? 0
    }
  }
  const found = await currentDecisions(client, {
    byStage,
    byPipeline,
    assumed,
    leads: merge.staged.get('leads')?.rows ?? 0,
  })
  // Only what this delivery touches; pipelines, when it has several or brings a doubtful one.
  return found.filter(({ kind, weight, proposal }) => {
    if (kind === 'pipeline-counted') return weight !== null && (byPipeline.size > 1 || proposal === 'no')
    return weight !== null
  })
}

export async function storedWeights(client: Client): Promise<Weights> {
  const rows = await select<{
    stage_id: number | null
    pipeline_id: number | null
    rows: number
    assumed: number
  }>(
    client,
    `select stage_id, pipeline_id, count(*) as rows, count(*) filter (where currency_basis = 'assumed') as assumed
     from opportunities where not is_deleted group by 1, 2`,
  )
  const byStage = new Map<number, number>()
  const byPipeline = new Map<number, number>()
  for (const row of rows) {
    if (row.stage_id !== null) byStage.set(row.stage_id, (byStage.get(row.stage_id) ?? 0) + row.rows)
    if (row.pipeline_id !== null)
      byPipeline.set(row.pipeline_id, (byPipeline.get(row.pipeline_id) ?? 0) + row.rows)
  }
  const [leads] = await select<{ rows: number }>(
    client,
    'select count(*) as rows from leads where not is_deleted',
  )
  return {
    byStage,
    byPipeline,
    leads: leads?.rows ?? 0,
    assumed: rows.reduce((sum, row) => sum + row.assumed, 0),
  }
}

interface StageRow {
  stage_id: number
  pipeline_id: number
  name: string
  name_key: string
  pipeline: string
  pipeline_key: string
  source: string
  outcome: Outcome
  outcome_basis: 'stated' | 'name' | 'probability' | 'confirmed'
  is_confirmed: boolean
}

/** Stable across rehearsals: made of names, not of ids. */
export function decisionId(kind: string, ...names: readonly string[]): string {
  return `${kind}:${createHash('sha256').update(names.join('\n')).digest('hex').slice(0, 16)}`
}

export const stageId = (row: StageRow) => decisionId('stage', row.source, row.pipeline_key, row.name_key)

export async function loadStages(client: Client): Promise<StageRow[]> {
  return select<StageRow>(
    client,
    `select k.stage_id, k.pipeline_id, k.name, k.name_key, p.name as pipeline, p.name_key as pipeline_key, p.source,
       k.outcome, k.outcome_basis, k.is_confirmed
     from stages as k join pipelines as p on p.pipeline_id = k.pipeline_id
     order by p.name_key, k.position nulls last, k.name_key`,
  )
}

export async function loadPipelines(client: Client) {
  return select<{
    pipeline_id: number
    source: string
    name: string
    name_key: string
    is_counted: boolean
    is_confirmed: boolean
  }>(
    client,
    'select pipeline_id, source, name, name_key, is_counted, is_confirmed from pipelines order by name_key',
  )
}

async function setting(client: Client, key: string): Promise<string | null> {
  const [row] = await select<{ value: unknown }>(client, 'select value from settings where key = $1', [key])
  return typeof row?.value === 'string' ? row.value : null
}

export async function currentDecisions(client: Client, weights: Weights): Promise<Decision[]> {
  const stages = await loadStages(client)
  const pipelines = await loadPipelines(client)
  const isSeveral = pipelines.length > 1
  const found: Decision[] = stages
    .filter((stage) => stage.outcome_basis !== 'stated')
    .map((stage) => ({
      id: stageId(stage),
      kind: 'stage-outcome',
      question: {
        fr: `Que veut dire l’étape « ${stage.name} »${isSeveral ? ` du pipeline « ${stage.pipeline} »` : ''} ?`,
        en: `What does the stage “${stage.name}”${isSeveral ? ` of the pipeline “${stage.pipeline}”` : ''} mean?`,
      },
      subject: isSeveral ? `${stage.pipeline} › ${stage.name}` : stage.name,
      proposal: stage.outcome,
      choices: outcomes,
      reason: reasonOf(stage),
      isConfirmed: stage.is_confirmed,
      weight: opportunities(weights.byStage.get(stage.stage_id) ?? 0),
    }))
  if (isSeveral || pipelines.some(({ is_counted }) => !is_counted))
    for (const pipeline of pipelines)
      found.push({
        id: decisionId('pipeline', pipeline.source, pipeline.name_key),
        kind: 'pipeline-counted',
        question: {
          fr: `Le pipeline « ${pipeline.name} » compte-t-il dans les chiffres de vente ?`,
          en: `Does the pipeline “${pipeline.name}” count in the sales figures?`,
        },
        subject: pipeline.name,
        proposal: pipeline.is_counted ? 'yes' : 'no',
        choices: yesNo,
        reason: pipeline.is_counted
          ? { fr: 'Il contient des affaires.', en: 'It holds opportunities.' }
          : { fr: 'Son nom ne désigne pas des ventes.', en: 'Its name does not mean sales.' },
        isConfirmed: pipeline.is_confirmed,
        weight: opportunities(weights.byPipeline.get(pipeline.pipeline_id) ?? 0),
      })
  if (weights.leads > 0) {
    const chosen = await setting(client, 'lead-definition')
    found.push({
      id: 'lead-definition',
      kind: 'lead-definition',
      question: { fr: 'Qu’est-ce qu’un lead pour vous ?', en: 'What is a lead to you?' },
      subject: 'Leads',
      proposal: chosen ?? 'all',
      choices: leadDefinitions,
      reason: {
        fr: 'Le taux de conversion divise les affaires gagnées par les leads créés.',
        en: 'The conversion rate divides opportunities won by leads created.',
      },
      isConfirmed: chosen !== null,
      weight: {
        fr: `${weights.leads.toLocaleString('fr')} leads`,
        en: `${weights.leads.toLocaleString('en')} leads`,
      },
    })
  }
  if (weights.assumed > 0) {
    const chosen = (await setting(client, 'currency')) ?? defaultSettings.currency
    found.push({
      id: 'currency',
      kind: 'currency',
      question: {
        fr: 'En quelle devise sont les montants qui n’en indiquent pas ?',
        en: 'Which currency are the amounts in that name none?',
      },
      subject: chosen,
      proposal: chosen,
      choices: [...new Set([chosen, ...currencies])].map((value) => ({
        value,
        name: { fr: value, en: value },
      })),
      reason: {
        fr: 'Aucune colonne ne donne la devise : c’est celle de l’organisation.',
        en: 'No column gives the currency: it is the organisation’s.',
      },
      isConfirmed: (await setting(client, 'currency-confirmed')) !== null,
      weight: opportunities(weights.assumed),
    })
  }
  return found
}

function reasonOf(stage: StageRow): Words {
  const word = outcomes.find(({ value }) => value === stage.outcome)?.name ?? { fr: '', en: '' }
  switch (stage.outcome_basis) {
    case 'confirmed':
      return { fr: 'Confirmé par un administrateur.', en: 'Confirmed by an administrator.' }
    case 'probability':
      return { fr: 'Sa probabilité le suggère.', en: 'Its probability suggests it.' }
    case 'stated':
      return { fr: 'Le CRM le dit.', en: 'The CRM says so.' }
    default:
      return stage.outcome === 'open'
        ? {
            fr: `Rien dans le nom « ${stage.name} » ne dit gagnée ou perdue.`,
            en: `Nothing in the name “${stage.name}” says won or lost.`,
          }
        : { fr: `Son nom veut dire ${word.fr}.`, en: `Its name means ${word.en}.` }
  }
}

function opportunities(amount: number): Words | null {
  if (amount === 0) return null
  return {
    fr: `${amount.toLocaleString('fr')} affaire${amount > 1 ? 's' : ''}`,
    en: `${amount.toLocaleString('en')} ${amount === 1 ? 'opportunity' : 'opportunities'}`,
  }
}
