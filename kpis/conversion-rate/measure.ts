// Which counts feed which answers, and how tallies become answers.
import {
  amountShareAnswer,
  countAnswer,
  moneyAnswer,
  proportionAnswer,
  ratioAnswer,
} from '../../metric/answers/answers.ts'
import { closeMedianAnswer, quantileAnswer } from '../../metric/answers/duration-answers.ts'
import type { CountedLine, MetricContext, Side, Split } from '../../metric/definition.ts'
import { countedByReason } from '../../metric/rows/exclusions.ts'
import { type Lines, linesOf } from '../../metric/tallies/lines.ts'
import type { Answer, Detail } from '../../metric/measurement.ts'
import type { Tally } from '../../metric/tallies/tally.ts'
import { words } from '../../metric/words.ts'
import { countCreated, countDecided, countOpen, countPassages, countStays } from './count-deals.ts'
import { countCohort, countIdle, countLeads, countLeadTime, countUndated } from './count-leads.ts'
import { dealsSetAside, leadsSetAside } from './rows.ts'

type Count = (context: MetricContext, split: Split, lines: Lines) => Promise<void>

const counts: readonly (readonly [readonly string[], Count])[] = [
  [['period-ratio', 'leads-created'], countLeads],
  [['cohort'], countCohort],
  [['win-rate', 'win-rate-amount', 'won-deals', 'won-value'], countDecided],
  [['broad-rate'], countCreated],
  [['lead-time'], countLeadTime],
  [['stage-conversion'], countPassages],
  [['time-in-stage'], countStays],
  [['open-deals'], countOpen],
  [['idle-leads'], countIdle],
  [['undated-leads'], countUndated],
]

export async function count(context: MetricContext, split: Split): Promise<readonly CountedLine[]> {
  const lines = linesOf()
  for (const [answers, work] of counts)
    if (answers.some((answer) => split.answers.includes(answer))) await work(context, split, lines)
  return lines.all()
}

export function finish(answer: string, tally: Tally | null, side: Side, context: MetricContext): Answer {
  const { currency } = context.settings
  switch (answer) {
    case 'period-ratio':
      return ratioAnswer(answer, tally, side)
    case 'leads-created':
      return countAnswer(answer, tally, dated(tally, side))
    case 'won-deals':
    case 'open-deals':
      return countAnswer(answer, tally, side)
    case 'won-value':
      return moneyAnswer(answer, tally, side, currency)
    case 'win-rate-amount':
      return amountShareAnswer(answer, tally, side, currency)
    case 'lead-time':
      return quantileAnswer(answer, tally, dated(tally, side), 0.5)
    case 'cohort':
      return proportionAnswer(answer, tally, dated(tally, side))
    case 'time-in-stage':
      return timeInStage(answer, tally, side)
    case 'idle-leads':
      return proportionAnswer(answer, tally, { ...side, ...(tally === null && { unknown: noQualified }) })
    case 'undated-leads':
      return proportionAnswer(answer, tally, { ...side, ...(tally === null && { unknown: allDated }) })
    default:
      return proportionAnswer(answer, tally, side)
  }
}

/** Where no lead was counted: leads without a day are of no period, and have an answer of their own. */
function dated(tally: Tally | null, side: Side): Side {
  return tally === null && side.unknown === undefined ? { ...side, unknown: noLead } : side
}
const noLead = words(
  'Aucun lead créé dans cette période. Un lead sans date de création n’est d’aucune : voir « Leads sans date ».',
  'No lead was created in this period. A lead without a day of creation is of none: see “Leads without a day”.',
)

const noQualified = words(
  'Aucun lead de la période, créé depuis deux semaines ou plus, n’est marqué comme qualifié.',
  'No lead of the period, created two weeks ago or more, is marked as qualified.',
)
const allDated = words('Tous les leads portent une date de création.', 'All leads carry a day of creation.')

// Completed stays give the median and the ninth decile; those that still run are counted, and enter the survival median.
function timeInStage(id: string, tally: Tally | null, side: Side): Answer {
  if (tally?.kind !== 'spells') return quantileAnswer(id, null, side, 0.5)
  const completed = new Map([...tally.counts].map(([days, ends]) => [days, ends.won]))
  const running = [...tally.counts.values()].reduce((all, ends) => all + ends.open, 0)
  const done: Tally = { kind: 'days', counts: completed }
  const survival = closeMedianAnswer(id, tally, {}).value
  const ninth = quantileAnswer(id, done, {}, 0.9).value
  const details: Detail[] = [
    ...(ninth === null
      ? []
      : [
          {
            name: words('Neuf séjours sur dix', 'Nine stays out of ten'),
            value: ninth,
            unit: { kind: 'days' },
          } as const,
        ]),
    { name: words('Séjours en cours', 'Stays that still run'), value: running, unit: { kind: 'count' } },
    ...(survival === null
      ? []
      : [
          {
            name: words('Médiane, séjours en cours comptés', 'Median, running stays counted'),
            value: survival,
            unit: { kind: 'days' },
          } as const,
        ]),
  ]
  return quantileAnswer(id, done, { ...side, details }, 0.5)
}

const dealReasons = {
  deleted: words('Affaires supprimées dans la source.', 'Deals deleted in the source.'),
  'pipeline-not-counted': words(
    "Affaires d'un pipeline que l'organisation ne compte pas.",
    'Deals in a pipeline that the organisation does not count.',
  ),
  'no-closing-day': words('Affaires closes sans date de clôture.', 'Deals closed without a closing day.'),
}
const leadReasons = {
  'lead-without-day': words('Leads sans date de création.', 'Leads without a day of creation.'),
  'customer-before-lead': words(
    'Leads devenus clients avant leur création : erreur de saisie à corriger à la source.',
    'Leads that became customers before they were created: an error to mend at the source.',
  ),
}

export async function exclusions(context: MetricContext) {
  return [
    ...(await countedByReason(context, dealsSetAside(context), dealReasons)),
    ...(await countedByReason(context, leadsSetAside(context), leadReasons)),
  ]
}
