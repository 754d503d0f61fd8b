// How tracked days become a share of selling, with its bounds, and the hours that could be won back.
import { sql } from 'kysely'
import { nothingCounted } from '../../metric/answers/answers.ts'
import type { CountedLine, MetricContext, Side, Split } from '../../metric/definition.ts'
import { splittingBy } from '../../metric/rows/dimensions.ts'
import { countedByReason } from '../../metric/rows/exclusions.ts'
import { hourlyRate, setHourlyRate } from '../../metric/rows/hourly-rate.ts'
import { grouped, linesOf } from '../../metric/tallies/lines.ts'
import type { Answer, Detail } from '../../metric/measurement.ts'
import { formatNumber, formatValue } from '../../metric/phrase.ts'
import { sumsAnswer, sumsOf } from '../../metric/answers/ratio-answers.ts'
import type { SumsTally, Tally } from '../../metric/tallies/tally.ts'
import { type Words, words } from '../../metric/words.ts'
import { dueOf } from '../../metric/rows/working-time.ts'
import { firstDayOf } from '../../model/rollups/index.ts'
import { boundedShare } from '../../statistics/time-union.ts'
import { categoryWords } from './categories.ts'
import {
  type Basis,
  basisOf,
  byActivity,
  byTask,
  countedAside,
  countedDays,
  secondsOf,
  tasks,
} from './rows.ts'

/** Below this share of the working time, only bounds are shown. */
const enoughTracked = 0.6
/** The reference of a task needs so many people. */
const fewestPeople = 5

interface Share {
  readonly period: number
  readonly key: string | null
  readonly rep_id: number
  readonly team_id: number | null
  readonly selling: number
  readonly tracked: number
  readonly due: number | null
}

export async function count(context: MetricContext, split: Split): Promise<readonly CountedLine[]> {
  const lines = linesOf()
  for (const answer of split.answers.filter((one) => one !== 'recoverable-hours')) {
    const basis = basisOf(answer)
    const shares = await countShares(context, split, basis)
    const activities = split.dimension === null ? await activityShares(context, split, basis) : null
    for (const group of grouped(shares)) {
      const tally = sumsOf(group.rows.map((row) => [row.selling, row.tracked]))
      const side = basis === 'captured' ? boundsOf(group.rows) : {}
      const own = activities?.get(group.period) ?? []
      lines.add(group.period, group.key, answer, tally, {
        ...side,
        details: [...(side.details ?? []), ...own],
      })
    }
  }
  if (split.answers.includes('recoverable-hours'))
    for (const { period, key, tally, details, note } of await countRecoverable(context, split))
      lines.add(period, key, 'recoverable-hours', tally, { details, note })
  return lines.all()
}

/** One row per person and team of hers: her selling and tracked time, and the time due on the days that the period knows. */
async function countShares(context: MetricContext, split: Split, basis: Basis): Promise<readonly Share[]> {
  const { key, join } = splittingBy(split.dimension, 'row', sql`row.day`)
  const { selling, tracked } = secondsOf(context)
  const { rows } = await sql<Share>`
    select row.period, ${key} as key, row.rep_id, row.team_id, (${selling})::double precision as selling,
      (${tracked})::double precision as tracked, null::double precision as due
    from ${countedDays(context, split.periods, basis)} as row ${join}
    group by 1, 2, 3, 4 order by 1, 2, 3, 4`.execute(context.query)
  if (basis === 'declared') return rows
  // Working time is due on every working day of the period, tracked or not, of those who track anything in it.
  const due = await dueOf(context, split.periods, rows, firstDayOf('activities'))
  return rows.map((row) => ({ ...row, due: due(row)?.seconds ?? 0 }))
}

/** For each period, what share of the time noted went to which activity, the largest first: the average day, taken apart. */
async function activityShares(
  context: MetricContext,
  split: Split,
  basis: Basis,
): Promise<ReadonlyMap<number, readonly Detail[]>> {
  const { rows } = await sql<{ period: number; category: string; share: number }>`
    select period, category, seconds::double precision / (sum(seconds) over (partition by period))::double precision as share
    from ${byActivity(context, split.periods, basis)} as row
    where seconds > 0 order by period, seconds desc, category`.execute(context.query)
  const shares = new Map<number, Detail[]>()
  for (const { period, category, share } of rows) {
    const own = shares.get(period) ?? []
    own.push({ name: categoryWords[category]!, value: share, unit: { kind: 'ratio' } })
    shares.set(period, own)
  }
  return shares
}

/** What the untracked rest of the working time could be at the least and at the most (Manski 1990). */
function boundsOf(rows: readonly Share[]): Side {
  const sum = (pick: (row: Share) => number): number => rows.reduce((all, row) => all + pick(row), 0)
  const [selling, tracked] = [sum((row) => row.selling), sum((row) => row.tracked)]
  const work = Math.max(
    tracked,
    sum((row) => row.due ?? 0),
  )
  const bounds = boundedShare(selling, tracked, work)
  const { lower, upper } = bounds
  if (lower === null || upper === null) return {}
  const share = tracked / work
  const details: Detail[] = [
    {
      name: words('Suivi, du temps de travail dû', 'Tracked, of the working time due'),
      value: share,
      unit: { kind: 'ratio' },
    },
    { name: words('Au moins', 'At least'), value: lower, unit: { kind: 'ratio' } },
    { name: words('Au plus', 'At most'), value: upper, unit: { kind: 'ratio' } },
  ]
  if (share >= enoughTracked) return { details }
  const percent = (value: number, language: 'fr' | 'en') =>
    formatNumber(Math.round(value * 1000) / 10, language)
  return {
    details,
    unknown: words(
      `Seuls ${percent(share, 'fr')} % du temps de travail sont suivis : la part vendue est entre ${percent(lower, 'fr')} et ${percent(upper, 'fr')} %.`,
      `Only ${percent(share, 'en')}% of the working time is tracked: the share sold lies between ${percent(lower, 'en')} and ${percent(upper, 'en')}%.`,
    ),
  }
}

interface Task {
  readonly period: number
  readonly key: string | null
  readonly rep_id: number
  readonly category: string
  readonly hours: number
  readonly excess: number
  /** Hours beyond the reference over the whole period. */
  readonly lost: number
  readonly people: number
}

const rule = words(
  "Au-delà de ce qu'y passe le quart des commerciaux qui y passe le moins, tâche par tâche ; préparation, prospection et formation ne comptent pas comme du temps perdu.",
  'Beyond what the quarter of reps who spend least on it spend, task by task; preparation, prospecting and training do not count as time lost.',
)

interface Recoverable {
  readonly period: number
  readonly key: string | null
  readonly tally: SumsTally
  readonly details: readonly Detail[]
  readonly note: Words
}

async function countRecoverable(context: MetricContext, split: Split): Promise<readonly Recoverable[]> {
  const { key, join } = splittingBy(split.dimension, 'row', sql`null::date`)
  // The reference is the whole organisation's, whatever the scope: colleagues in another team have the same tasks.
  const everybody = { ...context, scope: { kind: 'organisation' }, seen: 'everybody' } as const
  const weekly = (of: MetricContext) => sql`(
    select task.period, task.rep_id, task.team_id, task.category,
      task.days / 5.0 as weeks, task.seconds / 3600.0 / (task.days / 5.0) as hours
    from ${byTask(of, split.periods)} as task
  )`
  const { rows } = await sql<Task>`
    select row.period, ${key} as key, row.rep_id, row.category, sum(row.hours)::double precision as hours,
      sum(greatest(0, row.hours - reference.hours))::double precision as excess,
      sum(greatest(0, row.hours - reference.hours) * row.weeks)::double precision as lost, max(reference.people) as people
    from ${weekly(context)} as row
    join (
      select period, category, percentile_cont(0.25) within group (order by hours) as hours, count(distinct rep_id) as people
      from ${weekly(everybody)} as one group by 1, 2
    ) as reference on reference.period = row.period and reference.category = row.category
    ${join}
    group by 1, 2, 3, 4 order by 1, 2, 3, 4`.execute(context.query)
  const rate = await hourlyRate(context)
  return grouped(rows.filter((row) => row.people >= fewestPeople)).map((group) => {
    const people = new Map<number, number>()
    for (const row of group.rows) people.set(row.rep_id, (people.get(row.rep_id) ?? 0) + row.excess)
    const tally = sumsOf([...people.values()].map((hours) => [hours, 1]))
    const details = tasks
      .map((category): Detail => {
        const excess = group.rows
          .filter((row) => row.category === category)
          .reduce((all, row) => all + row.excess, 0)
        return {
          name: categoryWords[category]!,
          value: excess / people.size,
          unit: { kind: 'hours-per-week' },
        }
      })
      .toSorted((a, b) => Number(b.value) - Number(a.value))
    const note = saidTogether(largestLoss(context, group.rows, people.size, rate), rule)
    return { period: group.period, key: group.key, tally, details, note }
  })
}

/** The task on which most hours are lost over the period, what they amount to, and their price when an hour has one. */
function largestLoss(
  { settings }: MetricContext,
  rows: readonly Task[],
  people: number,
  rate: number | null,
): Words {
  const [largest] = tasks
    .map((category) => {
      const own = rows.filter((row) => row.category === category)
      const sum = (pick: (row: Task) => number): number => own.reduce((all, row) => all + pick(row), 0)
      return { category, weekly: sum((row) => row.excess) / people, lost: sum((row) => row.lost) }
    })
    .toSorted((a, b) => b.lost - a.lost)
  if (largest === undefined || largest.lost <= 0) return noLoss
  const { category, weekly, lost } = largest
  const said = (language: 'fr' | 'en') => ({
    task: categoryWords[category]![language],
    weekly: formatValue(weekly, { kind: 'hours-per-week' }, language),
    lost: formatValue(lost, { kind: 'hours' }, language),
    cost:
      rate === null
        ? null
        : formatValue(
            BigInt(Math.round(lost * rate)),
            { kind: 'money', currency: settings.currency },
            language,
          ),
  })
  const [fr, en] = [said('fr'), said('en')]
  return words(
    `Plus grande perte récupérable : ${fr.task}, ${fr.weekly} et par commercial, soit ${fr.lost} sur la période pour l'ensemble${fr.cost === null ? '' : `, ${fr.cost} au coût horaire standard`}. ${rate === null ? noRate.fr : ''}`.trim(),
    `Largest recoverable loss: ${en.task}, ${en.weekly} for each rep, that is ${en.lost} over the period for all${en.cost === null ? '' : `, ${en.cost} at the standard hourly cost`}. ${rate === null ? noRate.en : ''}`.trim(),
  )
}

const noLoss = words(
  "Aucune tâche ne prend plus que ce qu'y passe le quart le plus rapide : rien à récupérer ici.",
  'No task takes more than the quickest quarter needs: nothing to win back here.',
)
const noRate = words(
  `Son coût n'est pas connu. ${setHourlyRate.fr}`,
  `Its cost is not known. ${setHourlyRate.en}`,
)

function saidTogether(first: Words, second: Words): Words {
  return words(`${first.fr} ${second.fr}`, `${first.en} ${second.en}`)
}

export function finish(answer: string, tally: Tally | null, side: Side): Answer {
  if (answer === 'recoverable-hours')
    return sumsAnswer(answer, tally, tally === null ? { ...side, unknown: tooFewPeople } : side, {
      unit: { kind: 'hours-per-week' },
      bounds: [0, Infinity],
      few: fewestPeople,
    })
  return sumsAnswer(answer, tally, side, {
    unit: { kind: 'ratio' },
    bounds: [0, 1],
    few: fewestPeople,
    parts: { unit: { kind: 'hours' }, scale: 1 / 3_600 },
  })
}

const tooFewPeople = words(
  `${nothingCounted.fr} Il faut au moins ${fewestPeople} personnes suivies pour dire ce qu'une tâche peut prendre.`,
  `${nothingCounted.en} At least ${fewestPeople} people must be tracked to say what a task may take.`,
)

const reasons = {
  'before-notice': words(
    'Temps noté avant que la personne ait reçu l’information : pas utilisé.',
    'Time recorded before the person had received the notice: not used.',
  ),
}

export function exclusions(context: MetricContext) {
  return countedByReason(context, countedAside(context), reasons, sql`sum(many)`)
}
