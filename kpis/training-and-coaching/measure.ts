// How certificates, assessments, workshops and coaching become shares, changes and effects.
import { sql } from 'kysely'
import { countAnswer, meanAnswer, proportionAnswer } from '../../metric/answers/answers.ts'
import type { Sql } from '../../metric/rows/counted-deals.ts'
import type { CountedLine, MetricContext, Side, Split } from '../../metric/definition.ts'
import { splittingBy } from '../../metric/rows/dimensions.ts'
import { countedByReason } from '../../metric/rows/exclusions.ts'
import { withoutPeople } from '../../metric/rows/in-sight.ts'
import { daysIn, type Lines, linesOf } from '../../metric/tallies/lines.ts'
import type { Answer } from '../../metric/measurement.ts'
import type { Tally } from '../../metric/tallies/tally.ts'
import { type Words, words } from '../../metric/words.ts'
import { certified, required, uncertified } from './certifications.ts'
import { countEffects, countNotCompared } from './count-effects.ts'
import { effectAnswer, isOutcome } from './effect.ts'
import {
  actions,
  begun,
  firstAssessments,
  hours,
  judged,
  progress,
  sessions,
  situations,
  trained,
} from './learning.ts'
import { scores } from './workshops.ts'

export async function count(context: MetricContext, split: Split): Promise<readonly CountedLine[]> {
  const lines = linesOf()
  const own = split.dimension === null ? withoutPeople(context) : context
  for (const answer of split.answers) {
    const share = shares[answer]
    const mean = means[answer]
    if (share !== undefined) await countShare(context, split, lines, answer, share(own, split))
    if (mean !== undefined) await countMean(context, split, lines, answer, mean(own, split))
  }
  if (split.answers.includes('coaching-sessions')) await countSessions(context, split, lines)
  if (split.answers.some(isOutcome)) await countEffects(context, split, lines)
  return lines.all()
}

type Rows = (context: MetricContext, split: Split) => { readonly rows: Sql; readonly value: Sql }

/** Answers that are shares: the rows counted, and which of them succeed. */
const shares: Readonly<Record<string, Rows>> = {
  'up-to-date': (context, { periods }) => ({
    rows: certified(context, periods),
    value: sql`row.is_up_to_date`,
  }),
  'valid-certifications': (context, { periods }) => ({
    rows: required(context, periods),
    value: sql`row.is_valid`,
  }),
  trained: (context, { periods }) => ({ rows: trained(context, periods), value: sql`row.finished > 0` }),
  completion: (context, { periods }) => ({ rows: begun(context, periods), value: sql`row.is_over` }),
  'pass-rate': (context, { periods }) => ({ rows: judged(context, periods), value: sql`row.is_passed` }),
  'coaching-actions': (context, { periods }) => ({
    rows: actions(context, periods),
    value: sql`row.is_done`,
  }),
  'content-fit': (context, { periods }) => ({ rows: situations(context, periods), value: sql`row.fits` }),
}

/** Answers that are means: the rows counted, and their value. */
const means: Readonly<Record<string, Rows>> = {
  progress: (context, { periods }) => ({ rows: progress(context, periods), value: sql`row.change` }),
  'training-hours': (context, { periods }) => ({
    rows: hours(context, periods),
    value: sql`row.seconds / 3600.0`,
  }),
  'workshop-scores': (context, { periods }) => ({ rows: scores(context, periods), value: sql`row.change` }),
}

function splitting({ dimension }: Split, day: Sql): { readonly key: Sql; readonly join: Sql } {
  switch (dimension) {
    case 'certification':
    case 'course':
      return { key: sql`row.course`, join: sql`` }
    case 'workshop':
      return { key: sql`row.workshop`, join: sql`` }
    case 'skill':
      return { key: sql`row.skill`, join: sql`` }
    case 'stage':
      return { key: sql`row.stage_id::text`, join: sql`` }
    default:
      return splittingBy(dimension, 'row', day)
  }
}

interface Grouped {
  readonly period: number
  readonly key: string | null
}

async function countShare(
  context: MetricContext,
  split: Split,
  lines: Lines,
  answer: string,
  { rows: counted, value }: ReturnType<Rows>,
): Promise<void> {
  const { key, join } = splitting(split, sql`row.day`)
  const late = answer === 'coaching-actions' ? sql`count(*) filter (where row.is_late)` : sql`0::bigint`
  const { rows } = await sql<Grouped & { trials: number; successes: number; late: number }>`
    select row.period, ${key} as key, count(*) as trials, count(*) filter (where ${value}) as successes, ${late} as late
    from ${counted} as row ${join} group by 1, 2`.execute(context.query)
  for (const { period, key: of, trials, successes, late: lateOnes } of rows)
    lines.add(
      period,
      of,
      answer,
      { kind: 'proportion', successes, trials },
      {
        ...(lateOnes > 0 && {
          details: [
            { name: words('Faites plus tard', 'Done later'), value: lateOnes, unit: { kind: 'count' } },
          ],
        }),
        // What began earlier has had more time to come to its end: a later period would look worse for being young.
        ...(answer === 'completion' && split.dimension === null && { isComparable: false }),
      },
    )
}

async function countMean(
  context: MetricContext,
  split: Split,
  lines: Lines,
  answer: string,
  { rows: counted, value }: ReturnType<Rows>,
): Promise<void> {
  const { key, join } = splitting(split, sql`row.day`)
  const { rows } = await sql<Grouped & { n: number; sum: number; squares: number }>`
    select row.period, ${key} as key, count(*) as n, sum((${value})::numeric)::double precision as sum,
      sum(((${value}) * (${value}))::numeric)::double precision as squares
    from ${counted} as row ${join} group by 1, 2`.execute(context.query)
  for (const { period, key: of, n, sum, squares } of rows)
    lines.add(period, of, answer, { kind: 'mean', n, sum, sumOfSquares: squares })
}

async function countSessions(context: MetricContext, split: Split, lines: Lines): Promise<void> {
  const { key, join } = splitting(split, sql`row.day`)
  const { rows } = await sql<Grouped & { sessions: number; people: number }>`
    select row.period, ${key} as key, count(*) as sessions, count(distinct row.rep_id) as people
    from ${sessions(context, split.periods)} as row ${join} group by 1, 2`.execute(context.query)
  for (const { period, key: of, sessions: many, people } of rows)
    lines.add(
      period,
      of,
      'coaching-sessions',
      { kind: 'count', count: many, days: daysIn(split.periods[period]!, context.asOf) },
      {
        details: [
          { name: words('Commerciaux accompagnés', 'Reps coached'), value: people, unit: { kind: 'count' } },
        ],
      },
    )
}

const oneTest = words(
  'Personne n’a passé deux fois la même épreuve, la seconde dans la période.',
  'Nobody took the same test twice, the second time in the period.',
)
const noHours = words(
  'Aucun commercial présent le dernier jour, ou aucune formation qui dise combien de temps elle a duré.',
  'No rep there on the last day, or no training that says how long it took.',
)
const noStaff = words(
  'Aucun commercial connu n’était là le dernier jour de la période.',
  'No known rep was there on the last day of the period.',
)
const noTraining = words(
  'Aucune formation d’un commercial n’a été assignée ou tenue dans cette période.',
  'No training of a rep was assigned or held in this period.',
)
const noVerdict = words(
  'Aucune formation de commercial terminée dans cette période ne dit si elle est réussie.',
  'No training of a rep that was finished in this period says whether it was passed.',
)
const noCertification = words(
  'Aucune certification n’était exigée d’un commercial présent ce jour-là.',
  'No certification was required of a rep who was there on that day.',
)

export function finish(answer: string, tally: Tally | null, side: Side): Answer {
  if (isOutcome(answer)) return effectAnswer(answer, tally, side)
  const or = (unknown: Words): Side => (tally === null ? { ...side, unknown } : side)
  switch (answer) {
    case 'progress':
      return meanAnswer(answer, tally, or(oneTest), { kind: 'points' }, [-1, 1])
    case 'workshop-scores':
      return meanAnswer(
        answer,
        tally,
        tally === null ? side : { ...side, note: noGroup },
        { kind: 'points' },
        [-1, 1],
      )
    case 'training-hours':
      return meanAnswer(answer, tally, or(noHours), { kind: 'hours' }, [0, Infinity])
    case 'trained':
      return proportionAnswer(answer, tally, or(noStaff))
    case 'completion':
      return proportionAnswer(answer, tally, or(noTraining))
    case 'pass-rate':
      return proportionAnswer(answer, tally, or(noVerdict))
    case 'coaching-sessions':
      return countAnswer(answer, tally, side)
    case 'up-to-date':
    case 'valid-certifications':
      return proportionAnswer(answer, tally, or(noCertification))
    default:
      return proportionAnswer(answer, tally, side)
  }
}

const noGroup = words(
  'Avant et après, sans groupe de comparaison : dit que le score a changé, pas pourquoi.',
  'Before and after, without a comparison group: says that the score changed, not why.',
)

const reasons = {
  'no-certification': words(
    'Commerciaux présents le dernier jour, à qui aucune certification n’était demandée.',
    'Reps there on the last day, of whom no certification was required.',
  ),
  'before-notice': words(
    'Commerciaux qui n’avaient pas encore reçu l’information : pas utilisés.',
    'Reps who had not received the notice yet: not used.',
  ),
  'first-assessment': words(
    'Évaluations sans résultat antérieur à la même épreuve : rien à quoi les comparer.',
    'Assessments without an earlier result on the same test: nothing to compare them with.',
  ),
  'assessment-before-notice': words(
    'Évaluations d’avant que la personne ait reçu l’information : pas utilisées.',
    'Assessments of before the person had received the notice: not used.',
  ),
  'not-compared': words(
    'Invités à un atelier, mais pas là sur toute la durée ou avec moins de trois affaires closes de chaque côté.',
    'Invited to a workshop, but not there all along or with fewer than three deals closed on each side.',
  ),
}

export async function exclusions(context: MetricContext) {
  const periods = [context.period]
  const late = await countNotCompared(context, periods)
  const setAside = sql`(
    select code from ${uncertified(withoutPeople(context), periods)} as one
    union all select code from ${firstAssessments(context, periods)} as two
    union all select 'not-compared' from generate_series(1, ${late}::integer)
  )`
  return countedByReason(context, setAside, reasons)
}
