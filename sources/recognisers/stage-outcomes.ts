// Proposes what each stage stands for: an open opportunity, a won or a lost one. What the CRM states comes first, then
// what the name says, then the probability; an administrator confirms. Wrong here is wrong everywhere, so every answer has its reason.
import type { Outcome } from '../../model/tables/stages.ts'
import type { Words } from '../entities.ts'
import { readOutcome, saysClosed } from './outcome-words.ts'

/** One stage of one pipeline, with everything a delivery says about it. */
export interface StageEvidence {
  readonly name: string
  /** Null when the delivery has no pipelines. */
  readonly pipeline: string | null
  /** From a list of stages, or from columns such as IsClosed and IsWon that never contradict themselves. */
  readonly isClosed?: boolean | null
  readonly isWon?: boolean | null
  /** 0 to 1. */
  readonly probability?: number | null
  readonly position?: number | null
  /** Opportunities now at this stage whose own status says open, won or lost; none when they have no status. */
  readonly stated: { readonly open: number; readonly won: number; readonly lost: number }
  /** Opportunities now at this stage. */
  readonly opportunities: number
}

export interface ProposedStage {
  readonly name: string
  readonly pipeline: string | null
  readonly outcome: Outcome
  readonly basis: 'stated' | 'name' | 'probability'
  readonly reason: Words
  /** True when a person should look at it before the figures are used. */
  readonly isDoubtful: boolean
}

type Answer = Pick<ProposedStage, 'outcome' | 'basis' | 'reason' | 'isDoubtful'>

const outcomeWords: Readonly<Record<Outcome, Words>> = {
  open: { fr: 'ouverte', en: 'open' },
  won: { fr: 'gagnée', en: 'won' },
  lost: { fr: 'perdue', en: 'lost' },
}

/** Share of a stage's opportunities that must agree before their status speaks for the stage. */
const agreement = 0.98

function statedByList(stage: StageEvidence, flagsFollowStage: boolean): Answer | null {
  if (!flagsFollowStage) return null
  const fr = 'La liste des étapes du CRM le dit'
  const en = 'The CRM’s own list of stages says so'
  const says = (outcome: Outcome): Answer => ({
    outcome,
    basis: 'stated',
    reason: {
      fr: `${fr} : étape ${outcomeWords[outcome].fr}.`,
      en: `${en}: a stage of ${outcomeWords[outcome].en} opportunities.`,
    },
    isDoubtful: readOutcome(stage.name) !== null && readOutcome(stage.name) !== outcome,
  })
  if (stage.isWon === true) return says('won')
  if (stage.isClosed === true && stage.isWon === false) return says('lost')
  if (stage.isClosed === false) return says('open')
  return null
}

/** The one outcome that nearly all stated statuses at this stage agree on; null without statuses or without agreement. */
function agreedStatus(stage: StageEvidence): Outcome | null {
  const { open, won, lost } = stage.stated
  const all = open + won + lost
  if (all === 0) return null
  if (won >= agreement * all) return 'won'
  if (lost >= agreement * all) return 'lost'
  if (open >= agreement * all) return 'open'
  return null
}

function statedByOpportunities(stage: StageEvidence, statusFollowsStage: boolean): Answer | null {
  const { open, won, lost } = stage.stated
  const agreed = agreedStatus(stage)
  if (agreed !== null && (statusFollowsStage || agreed === readOutcome(stage.name))) {
    const count = stage.stated[agreed]
    return {
      outcome: agreed,
      basis: 'stated',
      reason: {
        fr: `Les ${count} affaires à cette étape dont le statut est connu sont ${outcomeWords[agreed].fr}s.`,
        en: `The ${count} opportunities at this stage whose status is known are ${outcomeWords[agreed].en}.`,
      },
      isDoubtful: readOutcome(stage.name) !== null && readOutcome(stage.name) !== agreed,
    }
  }
  const isNamedOutcome = readOutcome(stage.name) === 'won' || readOutcome(stage.name) === 'lost'
  if (open + won + lost === 0 || isNamedOutcome) return null
  return {
    outcome: 'open',
    basis: 'stated',
    reason: {
      fr: `Dans ce CRM une affaire gagnée ou perdue garde sa dernière étape (ici : ${open} ouvertes, ${won} gagnées, ${lost} perdues) : le statut décide, l’étape reste ouverte.`,
      en: `In this CRM a won or lost opportunity keeps its last stage (here: ${open} open, ${won} won, ${lost} lost): its status decides, the stage stays open.`,
    },
    isDoubtful: false,
  }
}

function byName(stage: StageEvidence): Answer | null {
  const outcome = readOutcome(stage.name)
  if (outcome === null) return null
  const contradicts =
    outcome === 'won' ? stage.probability === 0 : outcome === 'lost' && stage.probability === 1
  return {
    outcome,
    basis: 'name',
    reason: {
      fr: `Son nom « ${stage.name} » désigne une affaire ${outcomeWords[outcome].fr}.`,
      en: `Its name “${stage.name}” means an opportunity that is ${outcomeWords[outcome].en}.`,
    },
    isDoubtful: contradicts,
  }
}

function byProbability(stage: StageEvidence, siblings: readonly StageEvidence[]): Answer | null {
  if (stage.probability === 1) {
    return {
      outcome: 'won',
      basis: 'probability',
      reason: { fr: 'Sa probabilité est de 100 %.', en: 'Its probability is 100%.' },
      isDoubtful: true,
    }
  }
  // 0 % is also what many give to the first stage: it says "lost" only at the end of the pipeline.
  const last = Math.max(...siblings.map((other) => other.position ?? -1))
  if (stage.probability === 0 && stage.position != null && stage.position > 0 && stage.position === last) {
    return {
      outcome: 'lost',
      basis: 'probability',
      reason: {
        fr: 'Sa probabilité est de 0 % et elle est la dernière du pipeline.',
        en: 'Its probability is 0% and it is the last of the pipeline.',
      },
      isDoubtful: true,
    }
  }
  return null
}

function openByDefault(stage: StageEvidence): Answer {
  if (saysClosed(stage.name)) {
    return {
      outcome: 'open',
      basis: 'name',
      reason: {
        fr: `« ${stage.name} » dit que l’affaire est finie, sans dire si elle est gagnée ou perdue : à préciser ; ouverte en attendant.`,
        en: `“${stage.name}” says that the opportunity is over, not whether it was won or lost: please say; open until then.`,
      },
      isDoubtful: true,
    }
  }
  return {
    outcome: 'open',
    basis: 'name',
    reason: {
      fr: `Rien dans son nom « ${stage.name} » ne dit gagnée ou perdue.`,
      en: `Nothing in its name “${stage.name}” says won or lost.`,
    },
    isDoubtful: false,
  }
}

/**
 * One proposal for each stage, in the order given. A status speaks for a stage only where every stage of the pipeline has one status
 * (Salesforce); where won and lost opportunities keep their last stage (Pipedrive, Odoo), stages are open. When a pipeline ends up
 * without a won stage and without any status, its closest candidates are marked doubtful.
 */
export function proposeStages(stages: readonly StageEvidence[]): ProposedStage[] {
  const pipelines = new Map<string | null, StageEvidence[]>()
  for (const stage of stages) {
    const siblings = pipelines.get(stage.pipeline)
    if (siblings === undefined) pipelines.set(stage.pipeline, [stage])
    else siblings.push(stage)
  }
  return stages.map((stage) => {
    const siblings = pipelines.get(stage.pipeline) ?? []
    const withStatus = siblings.filter(
      (other) => other.stated.open + other.stated.won + other.stated.lost > 0,
    )
    const agreed = withStatus.map(agreedStatus)
    // Two stages of which one is lost only and one open only could be chance: a won stage shows the rule.
    const statusFollowsStage = agreed.includes('won') && !agreed.includes(null)
    // "Won: yes or no" kept by hand beside the stage: where one stage holds both, the flag speaks for no stage.
    const flagged = siblings.some((other) => other.isWon != null)
    const flagsFollowStage = !(
      flagged && siblings.some((other) => other.opportunities > 0 && other.isWon == null)
    )
    const answer =
      statedByList(stage, flagsFollowStage) ??
      statedByOpportunities(stage, statusFollowsStage) ??
      byName(stage) ??
      byProbability(stage, siblings) ??
      openByDefault(stage)
    return { name: stage.name, pipeline: stage.pipeline, ...answer }
  })
}
