// The wait for the first sale as answers: the median that keeps those still waiting and those who left, and the mean number of days
// without a sale among the first 180.
import { answer, between, silent, smallSample } from '../../metric/answers/answers.ts'
import { isFollowed, tooFewFollowed } from '../../metric/answers/duration-answers.ts'
import type { Side } from '../../metric/definition.ts'
import type { Answer, Detail } from '../../metric/measurement.ts'
import { formatNumber } from '../../metric/phrase.ts'
import type { SpellEnds, Tally } from '../../metric/tallies/tally.ts'
import type { Unit } from '../../metric/unit.ts'
import { words } from '../../metric/words.ts'
import { dealIncidence, restrictedMeanToWin, WON } from '../../statistics/competing-risks.ts'
import { seededRandom } from '../../statistics/random.ts'
import { bootstrapInterval } from '../../statistics/ratio-of-sums.ts'
import { restrictedMean } from '../../statistics/restricted-mean.ts'
import { kaplanMeier } from '../../statistics/survival.ts'

/** Above this share of hires, those who left without a sale compete with the sale; below, they are censored when they leave. */
const manyLeavers = 0.1
/** Days looked at by the comparison with a standard. */
export const standardDays = 180

const days: Unit = { kind: 'days' }
const count: Unit = { kind: 'count' }

export const noHire = words(
  'Aucune arrivée sur cette période : regardez une période plus longue.',
  'Nobody was hired in this period: look at a longer one.',
)

export const noSeenHire = words(
  'Aucune arrivée de cette période dont les ventes soient connues : regardez une période plus longue. Chaque vente doit porter le nom de son commercial.',
  'Nobody was hired in this period whose sales are known: look at a longer one. Each sale must carry the name of its rep.',
)

interface Wait {
  readonly counts: ReadonlyMap<number, SpellEnds>
  readonly sold: number
  readonly left: number
  readonly waiting: number
  readonly n: number
  /** Those who left compete. */
  readonly isCompeting: boolean
}

function readWait(tally: Tally | null): Wait | null {
  if (tally?.kind !== 'spells' || tally.counts.size === 0) return null
  let [sold, left, waiting] = [0, 0, 0]
  for (const ends of tally.counts.values()) {
    sold += ends.won
    left += ends.lost
    waiting += ends.open
  }
  const n = sold + left + waiting
  return { counts: tally.counts, sold, left, waiting, n, isCompeting: left > n * manyLeavers }
}

/**
 * Median days to the first sale: Kaplan-Meier, or Aalen-Johansen when more than one in ten left without a sale. Shown where five
 * or more were still followed on that day.
 */
export function firstSaleAnswer(id: string, tally: Tally | null, side: Side): Answer {
  const wait = readWait(tally)
  if (wait === null) return silent(id, days, 'no-data', side.unknown ?? noSeenHire, side)
  const details = detailsOf(wait)
  const { steps, median, lower, upper, method } = wait.isCompeting
    ? competingMedian(wait)
    : censoredMedian(wait)
  if (median === null || !isFollowed(steps, median)) {
    const why = median === null ? unreached(wait) : tooFewFollowed
    return {
      ...silent(id, days, 'no-data', why, { details: [...details, ...(side.details ?? [])] }),
      n: wait.n,
    }
  }
  return answer(
    id,
    {
      value: median,
      unit: days,
      n: wait.n,
      interval: lower === null || upper === null ? null : between(lower, upper, method),
      details,
      isFragile: wait.n < smallSample || upper === null,
      note: wait.isCompeting
        ? words(
            'Plus d’une arrivée sur dix est repartie sans vendre : ces départs concourent avec la vente (Aalen-Johansen).',
            'More than one hire in ten left without a sale: leaving competes with selling (Aalen-Johansen).',
          )
        : null,
    },
    side,
  )
}

function censoredMedian({ counts }: Wait) {
  const curve = kaplanMeier(
    [...counts].map(([time, ends]) => ({ time, events: ends.won, censored: ends.lost + ends.open })),
  )
  const { steps, median, medianLower: lower, medianUpper: upper } = curve
  return { steps, median, lower, upper, method: 'log-log' }
}

/** First day by which half of all hires have sold; the interval is where the bounds of the curve pass one half. */
function competingMedian({ counts }: Wait) {
  const { steps } = dealIncidence(asDeals(counts))
  const reaches = (bound: 'probability' | 'lower' | 'upper') =>
    steps.find((step) => (step.incidence[WON]![bound] ?? 0) >= 0.5 - 1e-12)?.time ?? null
  const median = reaches('probability')
  const [lower, upper] = [reaches('upper') ?? median, reaches('lower')]
  return { steps, median, lower, upper, method: 'Aalen–Johansen' }
}

function asDeals(counts: ReadonlyMap<number, SpellEnds>) {
  return [...counts].map(([time, ends]) => ({ time, won: ends.won, lost: ends.lost, censored: ends.open }))
}

function detailsOf({ counts, sold, left, waiting }: Wait): Detail[] {
  const total = [...counts].reduce((sum, [time, ends]) => sum + time * ends.won, 0)
  return [
    { name: words('Ont vendu', 'Have sold'), value: sold, unit: count },
    { name: words('Pas encore', 'Not yet'), value: waiting, unit: count },
    { name: words('Partis sans vendre', 'Left without a sale'), value: left, unit: count },
    ...(sold === 0
      ? []
      : [
          {
            name: words('Moyenne de ceux qui ont vendu', 'Mean of those who sold'),
            value: total / sold,
            unit: days,
          },
        ]),
  ]
}

function unreached({ n, sold }: Wait) {
  return words(
    `Médiane pas encore atteinte : ${formatNumber(sold, 'fr')} sur ${formatNumber(n, 'fr')} ${sold > 1 ? 'ont' : 'a'} vendu.`,
    `Median not reached yet: ${formatNumber(sold, 'en')} of ${formatNumber(n, 'en')} ${sold === 1 ? 'has' : 'have'} sold.`,
  )
}

/** Mean days without a sale among the first 180, everybody counted: restricted mean of the same curve. */
export function daysWithoutSaleAnswer(id: string, tally: Tally | null, side: Side): Answer {
  const wait = readWait(tally)
  if (wait === null) return silent(id, days, 'no-data', side.unknown ?? noSeenHire, side)
  const followed = Math.max(...wait.counts.keys())
  const isOver = wait.waiting === 0
  if (!isOver && followed < standardDays)
    return {
      ...silent(
        id,
        days,
        'no-data',
        words(
          `Pas encore observable : personne n’est suivi depuis ${standardDays} jours.`,
          `Not observable yet: nobody has been followed for ${standardDays} days.`,
        ),
        side,
      ),
      n: wait.n,
    }
  const found = wait.isCompeting ? competingMean(wait) : censoredMean(wait)
  return answer(id, { value: found.estimate, unit: days, n: wait.n, interval: found.interval }, side)
}

function censoredMean({ counts }: Wait) {
  const spells = [...counts].map(([time, ends]) => ({
    time,
    events: ends.won,
    censored: ends.lost + ends.open,
  }))
  const found = restrictedMean(kaplanMeier(spells), standardDays)!
  return { estimate: found.estimate, interval: between(found.lower, found.upper, 'normal') }
}

// Without a closed variance: people are drawn again, from a seed that never changes.
function competingMean({ counts, n }: Wait) {
  const people = [...counts].flatMap(([time, ends]) => [
    ...Array.from({ length: ends.won }, () => ({ time, won: 1, lost: 0, censored: 0 })),
    ...Array.from({ length: ends.lost }, () => ({ time, won: 0, lost: 1, censored: 0 })),
    ...Array.from({ length: ends.open }, () => ({ time, won: 0, lost: 0, censored: 1 })),
  ])
  const sorted = people.toSorted((a, b) => a.time - b.time || b.won - a.won || b.lost - a.lost)
  const found = bootstrapInterval(sorted, (sample) => restrictedMeanToWin(sample, standardDays), {
    random: seededRandom(`days without a sale ${n}`),
    draws: 1_000,
  })
  return {
    estimate: found.estimate!,
    interval: found.lower === null ? null : between(found.lower, found.upper!, 'bootstrap'),
  }
}
