// The order of the stages of a pipeline: as a list of stages gives it, else as their numbers, probabilities or usual
// names suggest. Won and lost stages come last.
import { foldName } from '../../../model/names.ts'
import type { Stage } from './stage.ts'

/** Usual names, early to late; only used when nothing better is known. */
const usual: readonly RegExp[] = [
  /\b(new|nouveau|nouvelle|lead|prospect|prospecting|prospection|open|ouverte?|to contact|a contacter)\b/,
  /\b(contact|contacted|contacte|appointment|rendez|meeting|discovery|decouverte|engaging|engage)\b/,
  /\b(qualif\w*|needs|besoin|analysis|analyse|perception)\b/,
  /\b(demo\w*|presentation|value|decision makers?|solution|evaluation|poc)\b/,
  /\b(propos\w*|quote|devis|offre|price)\b/,
  /\b(negoci\w*|negoti\w*|review|contract\w*|contrat|signature|bought|verbal|accord|commit)\b/,
]

/** Gives every stage of the pipelines that the delivery speaks of a position, from 0, when an order can be known. */
export function placeStages(
  stages: readonly Stage[],
  evidence: ReadonlyMap<Stage, { readonly rows: readonly { readonly position: number | null }[] }>,
): void {
  const pipelines = new Set([...evidence.keys()].map((stage) => stage.pipeline_id))
  for (const pipelineId of pipelines) {
    const siblings = [...new Set(stages.filter((stage) => stage.pipeline_id === pipelineId))]
    const given = new Map(
      siblings.map((stage) => [
        stage,
        evidence.get(stage)?.rows.find((row) => row.position !== null)?.position ?? null,
      ]),
    )
    const isKnown = siblings.every((stage) => stage.position !== null && given.get(stage) === null)
    if (isKnown) continue
    const order = siblings.map((stage) => ({ stage, rank: rankOf(stage, given.get(stage) ?? null) }))
    if (order.some(({ rank }) => rank === null)) continue
    order.sort((one, other) => (one.rank ?? 0) - (other.rank ?? 0))
    for (const [position, { stage }] of order.entries()) stage.position = position
  }
}

/** A number to sort by: null when nothing tells where the stage stands. */
function rankOf(stage: Stage, given: number | null): number | null {
  if (stage.outcome === 'won') return 1e9
  if (stage.outcome === 'lost') return 2e9
  if (given !== null) return given
  const numbered = /^\s*(\d{1,3})\b/.exec(stage.name)
  if (numbered !== null) return Number(numbered[1])
  if (stage.probability !== null) return stage.probability * 100
  const key = foldName(stage.name)
  const place = usual.findIndex((pattern) => pattern.test(key))
  return place < 0 ? stage.position : place
}
