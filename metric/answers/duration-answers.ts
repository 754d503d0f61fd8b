// Answers about how long something takes: quantiles of what has ended, and curves that count what is still open.
import { dealIncidence, incidenceAt, timeAmongThose, WON } from '../../statistics/competing-risks.ts'
import { quantileOfCounts } from '../../statistics/quantiles.ts'
import { fewestFollowed, kaplanMeier, survivalAt, type SpellCount } from '../../statistics/survival.ts'
import { answer, between, nothingCounted, silent, smallSample, widest } from './answers.ts'
import type { Side } from '../definition.ts'
import type { Answer, Detail } from '../measurement.ts'
import { formatNumber } from '../phrase.ts'
import type { SpellEnds, Tally } from '../tallies/tally.ts'
import type { Unit } from '../unit.ts'
import { words, type Words } from '../words.ts'

const days: Unit = { kind: 'days' }
const count: Unit = { kind: 'count' }
const ratio: Unit = { kind: 'ratio' }

/**
 * A quantile of completed durations (definition 7). Its interval inverts the bounds of the survival curve, as
 * Brookmeyer and Crowley do for the median. The median also shows the quartiles and the distance between them.
 */
export function quantileAnswer(
  id: string,
  tally: Tally | null,
  side: Side,
  probability: number,
  unit: Unit = days,
): Answer {
  const n = tally?.kind === 'days' ? sum([...tally.counts.values()]) : 0
  if (tally?.kind !== 'days' || n === 0)
    return silent(id, unit, 'no-data', side.unknown ?? nothingCounted, side)
  const histogram = [...tally.counts].map(([value, many]) => ({ value, count: many }))
  const curve = kaplanMeier([...tally.counts].map(([time, events]) => ({ time, events, censored: 0 })))
  const low = curve.steps.find((step) => (step.lower ?? step.survival) <= 1 - probability)?.time
  const high = curve.steps.find((step) => (step.upper ?? step.survival) <= 1 - probability)?.time
  const quartiles = [0.25, 0.75].map((one) => quantileOfCounts(histogram, one)!)
  const details: Detail[] =
    probability === 0.5
      ? [
          { name: words('Premier quartile', 'First quartile'), value: quartiles[0]!, unit },
          { name: words('Troisième quartile', 'Third quartile'), value: quartiles[1]!, unit },
          {
            name: words('Écart interquartile', 'Interquartile range'),
            value: quartiles[1]! - quartiles[0]!,
            unit,
          },
        ]
      : []
  const value = quantileOfCounts(histogram, probability)!
  return answer(
    id,
    {
      value,
      unit,
      n,
      interval:
        low === undefined || high === undefined || n < 2
          ? null
          : between(Math.min(low, value), Math.max(high, value), 'Brookmeyer–Crowley'),
      details,
    },
    side,
  )
}

/** Median time to close, won or lost, with those still open censored (Kaplan-Meier). */
export function closeMedianAnswer(id: string, tally: Tally | null, side: Side): Answer {
  return waitMedianAnswer(id, tally, side, {
    done: words('Closes', 'Closed'),
    open: words('Encore ouvertes', 'Still open'),
    unreached: (open, n) =>
      words(
        `Médiane pas encore atteinte : ${formatNumber(open, 'fr')} sur ${formatNumber(n, 'fr')} sont encore ouvertes.`,
        `Median not reached yet: ${formatNumber(open, 'en')} of ${formatNumber(n, 'en')} are still open.`,
      ),
  })
}

/** Whether enough were still followed where a curve is read: at one of its steps. */
export function isFollowed(steps: readonly { time: number; atRisk: number }[], time: number): boolean {
  return (steps.find((step) => step.time === time)?.atRisk ?? 0) >= fewestFollowed
}

/** Why a median is not shown: the curve is neither drawn nor read there. */
export const tooFewFollowed = words(
  `Médiane non montrée : moins de ${fewestFollowed} étaient encore suivis là où la courbe passe la moitié.`,
  `Median not shown: fewer than ${fewestFollowed} were still followed where the curve passes one half.`,
)

/** How a wait is told: what is over, what still runs, and that half are not over yet. */
export interface WaitWords {
  readonly done: Words
  readonly open: Words
  readonly unreached: (open: number, n: number) => Words
}

/**
 * Median of a wait, with those that still wait censored (Kaplan-Meier, log-log bounds); shown where five or more were still
 * followed on that day.
 */
export function waitMedianAnswer(id: string, tally: Tally | null, side: Side, said: WaitWords): Answer {
  if (tally?.kind !== 'spells' || tally.counts.size === 0)
    return silent(id, days, 'no-data', side.unknown ?? nothingCounted, side)
  const ends = totalEnds(tally.counts)
  const spells: SpellCount[] = [...tally.counts].map(([time, one]) => ({
    time,
    events: one.won + one.lost,
    censored: one.open,
  }))
  const curve = kaplanMeier(spells)
  const n = ends.won + ends.lost + ends.open
  const details: Detail[] = [
    { name: said.done, value: ends.won + ends.lost, unit: count },
    { name: said.open, value: ends.open, unit: count },
  ]
  if (curve.median === null) {
    const note = said.unreached(ends.open, n)
    return { ...silent(id, days, 'no-data', note, { details: [...details, ...(side.details ?? [])] }), n }
  }
  if (!isFollowed(curve.steps, curve.median))
    return {
      ...silent(id, days, 'no-data', tooFewFollowed, { details: [...details, ...(side.details ?? [])] }),
      n,
    }
  const bounds =
    curve.medianLower === null || curve.medianUpper === null
      ? null
      : between(curve.medianLower, curve.medianUpper, 'log-log')
  return answer(
    id,
    {
      value: curve.median,
      unit: days,
      n,
      interval: bounds,
      details,
      note:
        bounds === null
          ? words(
              'Borne haute pas encore observée : trop peu de recul.',
              'Upper bound not observed yet: too short a follow-up.',
            )
          : null,
      isFragile: n < smallSample || bounds === null,
    },
    side,
  )
}

/** Chance to be won by a day, lost deals competing (Aalen-Johansen); shown where none is open or five or more were followed so far. */
export function chanceAnswer(id: string, tally: Tally | null, side: Side, day: number): Answer {
  if (tally?.kind !== 'spells' || tally.counts.size === 0)
    return silent(id, ratio, 'no-data', nothingCounted, side)
  const curves = dealIncidence(deals(tally.counts))
  const point = incidenceAt(curves, day)
  const n = curves.n
  if (point === null) {
    const longest = curves.lastTime ?? 0
    const note = words(
      `Pas encore observable : la plus ancienne affaire a ${formatNumber(longest, 'fr')} jours de recul, il en faut ${day}.`,
      `Not observable yet: the oldest deal has been followed for ${formatNumber(longest, 'en')} days, ${day} are needed.`,
    )
    return { ...silent(id, ratio, 'no-data', note, side), n }
  }
  const won = point.incidence[WON]!
  const lost = point.incidence[1 - WON]!
  const atRisk = survivalAt(kaplanMeier(asSpells(tally.counts)), day)?.atRisk ?? 0
  if (point.stillOpen > 0 && atRisk < fewestFollowed) {
    const note = words(
      `Non montré : moins de ${fewestFollowed} affaires sont suivies jusqu’à ce jour.`,
      `Not shown: fewer than ${fewestFollowed} deals are followed up to that day.`,
    )
    return { ...silent(id, ratio, 'no-data', note, side), n }
  }
  const bounds = won.lower === null ? null : between(won.lower, won.upper!, 'Aalen–Johansen, log-log')
  return answer(
    id,
    {
      value: won.probability,
      unit: ratio,
      n,
      interval: bounds,
      details: [
        { name: words('Perdues à ce jour', 'Lost by then'), value: lost.probability, unit: ratio },
        {
          name: words('Encore ouvertes à ce jour', 'Still open by then'),
          value: point.stillOpen,
          unit: ratio,
        },
      ],
      isFragile:
        n < smallSample || (bounds !== null && (Number(bounds.high) - Number(bounds.low)) / 2 > widest),
    },
    side,
  )
}

/** Days to win among those that win; shown when fewer than one in ten is still open and five or more were followed by then. */
export function winnerMedianAnswer(id: string, tally: Tally | null, side: Side): Answer {
  if (tally?.kind !== 'spells' || tally.counts.size === 0)
    return silent(id, days, 'no-data', nothingCounted, side)
  const ends = totalEnds(tally.counts)
  const curves = dealIncidence(deals(tally.counts))
  const found = timeAmongThose(curves, WON)
  const n = ends.won + ends.lost + ends.open
  if (found.time === null)
    return { ...silent(id, days, 'no-data', words('Aucune affaire gagnée.', 'No deal won.'), side), n }
  if (!found.settled) {
    const open = found.stillOpen ?? 1
    const note = words(
      `Montré quand moins de 10 % des affaires sont encore ouvertes ; il en reste ${formatNumber(open * 100, 'fr')} %.`,
      `Shown once fewer than 10% of the deals are still open; ${formatNumber(open * 100, 'en')}% are.`,
    )
    return { ...silent(id, days, 'no-data', note, side), n }
  }
  if (!isFollowed(curves.steps, found.time))
    return { ...silent(id, days, 'no-data', tooFewFollowed, side), n }
  return answer(id, { value: found.time, unit: days, n, isFragile: ends.won < smallSample }, side)
}

function totalEnds(counts: ReadonlyMap<number, SpellEnds>): SpellEnds {
  let won = 0
  let lost = 0
  let open = 0
  for (const ends of counts.values()) {
    won += ends.won
    lost += ends.lost
    open += ends.open
  }
  return { won, lost, open }
}

function asSpells(counts: ReadonlyMap<number, SpellEnds>): SpellCount[] {
  return [...counts].map(([time, one]) => ({ time, events: one.won + one.lost, censored: one.open }))
}

function deals(counts: ReadonlyMap<number, SpellEnds>) {
  return [...counts].map(([time, one]) => ({ time, won: one.won, lost: one.lost, censored: one.open }))
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0)
}
