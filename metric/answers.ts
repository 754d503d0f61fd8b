// From tallies to answers: value, interval, basis, and the mark of a small sample. The statistics are
// statistics/'s; here they get units, names and the words of what is missing.
import { dealIncidence, incidenceAt, timeAmongThose, WON } from '../statistics/competing-risks.ts'
import { garwoodInterval, meanIntervalOfSums, wilsonInterval } from '../statistics/intervals.ts'
import { quantileOfCounts } from '../statistics/quantiles.ts'
import { fewestFollowed, kaplanMeier, type SpellCount, survivalAt } from '../statistics/survival.ts'
import type { Side } from './definition.ts'
import type { Answer, Detail, Interval, State } from './measurement.ts'
import { formatNumber } from './phrase.ts'
import type { SpellEnds, Tally } from './tally.ts'
import type { Unit, Value } from './unit.ts'
import { type Words, words } from './words.ts'

/** Fewer than this is a small sample (references: small samples are marked). */
export const smallSample = 20
/** A proportion whose half-width passes this is fragile: 10 points. */
const widest = 0.1

const days: Unit = { kind: 'days' }
const ratio: Unit = { kind: 'ratio' }
const count: Unit = { kind: 'count' }

/** An answer without a value, and why. */
export function silent(id: string, unit: Unit, state: State, note: Words, side: Side = {}): Answer {
  return {
    id,
    state,
    value: null,
    unit,
    n: null,
    numerator: null,
    denominator: null,
    partsUnit: null,
    interval: null,
    isFragile: false,
    details: side.details ?? [],
    comparisons: [],
    note,
  }
}

export const nothingCounted = words('Rien à compter sur cette période.', 'Nothing to count in this period.')

/** What an answer is made of once it is known. */
export interface Found {
  readonly value: Value | null
  readonly unit: Unit
  readonly n: number
  readonly numerator?: Value
  readonly denominator?: Value
  readonly partsUnit?: Unit
  readonly interval?: Interval | null
  readonly details?: readonly Detail[]
  readonly note?: Words | null
  readonly isFragile?: boolean
}

/** An answer from what was found; a small sample is marked, and said. */
export function answer(id: string, found: Found, side: Side): Answer {
  const value = side.unknown === undefined ? found.value : null
  const isFragile = value !== null && (found.isFragile ?? found.n < smallSample)
  return {
    id,
    state: value === null ? 'no-data' : 'measured',
    value,
    unit: found.unit,
    n: found.n,
    numerator: found.numerator ?? null,
    denominator: found.denominator ?? null,
    partsUnit: found.partsUnit ?? null,
    interval: value === null ? null : (found.interval ?? null),
    isFragile,
    details: [...(found.details ?? []), ...(side.details ?? [])],
    comparisons: [],
    note: side.unknown ?? joined(side.note, found.note ?? null, isFragile ? enough(found) : null),
  }
}

/** A share: successes among trials, Wilson's interval. */
export function proportionAnswer(id: string, tally: Tally | null, side: Side): Answer {
  if (tally?.kind !== 'proportion' || tally.trials === 0)
    return silent(id, ratio, 'no-data', side.unknown ?? nothingCounted, side)
  const found = wilsonInterval(tally.successes, tally.trials)!
  return answer(
    id,
    {
      value: found.estimate,
      unit: ratio,
      n: tally.trials,
      numerator: tally.successes,
      denominator: tally.trials,
      interval: between(found.lower, found.upper, 'Wilson'),
      isFragile: tally.trials < smallSample || (found.upper - found.lower) / 2 > widest,
    },
    side,
  )
}

/** A mean of days, Student's interval. */
export function meanDaysAnswer(id: string, tally: Tally | null, side: Side): Answer {
  return meanAnswer(id, tally, side, days)
}

/** A mean, Student's interval, cut to what is possible. */
export function meanAnswer(
  id: string,
  tally: Tally | null,
  side: Side,
  unit: Unit,
  [least, most]: readonly [number, number] = [-Infinity, Infinity],
): Answer {
  if (tally?.kind !== 'mean' || tally.n === 0)
    return silent(id, unit, 'no-data', side.unknown ?? nothingCounted, side)
  const found = meanIntervalOfSums(tally.n, tally.sum, tally.sumOfSquares)
  return answer(
    id,
    {
      value: found.estimate,
      unit,
      n: tally.n,
      numerator: tally.sum,
      denominator: tally.n,
      interval:
        found.lower === null
          ? null
          : between(Math.max(least, found.lower), Math.min(most, found.upper!), 'Student'),
    },
    side,
  )
}

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

/** A plain count with its exact Poisson interval; a stock (`days` 0: what is open on a day) has none. */
export function countAnswer(id: string, tally: Tally | null, side: Side): Answer {
  const many = tally?.kind === 'count' ? tally.count : 0
  if (many === 0) return silent(id, count, 'no-data', side.unknown ?? nothingCounted, side)
  const found = garwoodInterval(many)
  return answer(
    id,
    {
      value: many,
      unit: count,
      n: many,
      interval:
        tally?.kind === 'count' && tally.days > 0 ? between(found.lower, found.upper, 'Garwood') : null,
      isFragile: false,
    },
    side,
  )
}

/** A sum of money in one currency. */
export function moneyAnswer(id: string, tally: Tally | null, side: Side, currency: string): Answer {
  const unit: Unit = { kind: 'money', currency }
  if (tally?.kind !== 'money' || tally.n === 0) return silent(id, unit, 'no-data', nothingCounted, side)
  if (tally.missingRates.length > 0)
    return { ...silent(id, unit, 'no-data', missingRates(tally, currency), side), n: tally.n }
  return answer(id, { value: tally.minor, unit, n: tally.n, isFragile: false }, side)
}

/** Share of the decided amount that was won; its interval treats it as a ratio of two sums over deals (linearised). */
export function amountShareAnswer(id: string, tally: Tally | null, side: Side, currency: string): Answer {
  if (tally?.kind !== 'amounts' || tally.wonDeals + tally.lostDeals === 0)
    return silent(id, ratio, 'no-data', nothingCounted, side)
  const n = tally.wonPriced + tally.lostPriced
  if (tally.missingRates.length > 0)
    return { ...silent(id, ratio, 'no-data', missingRates(tally, currency), side), n }
  if (tally.lostDeals > 0 && tally.lostPriced * 2 < tally.lostDeals) {
    const note = words(
      `Les affaires perdues n'ont pas de montant (${formatNumber(tally.lostPriced, 'fr')} sur ${formatNumber(tally.lostDeals, 'fr')}) : la part gagnée en montant serait faussement proche de 100 %.`,
      `Lost deals carry no amount (${formatNumber(tally.lostPriced, 'en')} of ${formatNumber(tally.lostDeals, 'en')} do): the share won by amount would falsely come close to 100%.`,
    )
    return { ...silent(id, ratio, 'no-data', note, side), n }
  }
  const all = Number(tally.won) + Number(tally.lost)
  if (all <= 0)
    return {
      ...silent(id, ratio, 'no-data', words('Aucun montant connu.', 'No amount is known.'), side),
      n,
    }
  const share = Number(tally.won) / all
  const residual = (1 - share) ** 2 * tally.wonSquares + share ** 2 * tally.lostSquares
  const spread = meanIntervalOfSums(n, 0, residual)
  const half = spread.upper === null ? null : (spread.upper * n) / all
  const interval =
    half === null
      ? null
      : between(Math.max(0, share - half), Math.min(1, share + half), 'ratio linéarisé / linearised ratio')
  return answer(
    id,
    {
      value: share,
      unit: ratio,
      n,
      numerator: tally.won,
      denominator: tally.won + tally.lost,
      partsUnit: { kind: 'money', currency },
      interval,
      isFragile: n < smallSample || half === null || half > widest,
    },
    side,
  )
}

/** A ratio of two counts of different things; may pass 100 % and has no interval. */
export function ratioAnswer(id: string, tally: Tally | null, side: Side): Answer {
  if (tally?.kind !== 'ratio' || tally.denominator === 0)
    return silent(id, ratio, 'no-data', side.unknown ?? nothingCounted, side)
  return answer(
    id,
    {
      value: tally.numerator / tally.denominator,
      unit: ratio,
      n: tally.denominator,
      numerator: tally.numerator,
      denominator: tally.denominator,
    },
    side,
  )
}

/** Why amounts of several currencies were not added up. */
export function missingRates(tally: { readonly missingRates: readonly string[] }, currency: string): Words {
  const list = tally.missingRates.join(', ')
  return words(
    `Plusieurs devises et pas de cours daté vers ${currency} pour ${list} : rien n'est additionné. Apportez un fichier de cours (devise ; à partir du ; cours).`,
    `Several currencies and no dated rate to ${currency} for ${list}: nothing is added up. Bring a file of rates (currency; valid from; rate).`,
  )
}

// How many would be enough: of a share, for a margin of 10 points; of anything else, the smallest sample.
function enough(found: Found): Words | null {
  if (found.unit.kind !== 'ratio' || found.numerator === undefined || found.n >= smallSample * 10)
    return found.n >= smallSample
      ? null
      : words(
          `Petit échantillon : ${formatNumber(found.n, 'fr')}, il en faut au moins ${smallSample}.`,
          `Small sample: ${formatNumber(found.n, 'en')}, at least ${smallSample} are needed.`,
        )
  const share = Math.min(0.9, Math.max(0.1, Number(found.value)))
  const needed = Math.max(smallSample, Math.ceil((1.96 / widest) ** 2 * share * (1 - share)))
  return words(
    `Petit échantillon : ${formatNumber(found.n, 'fr')} ; il en faudrait environ ${formatNumber(needed, 'fr')} pour une marge de 10 points.`,
    `Small sample: ${formatNumber(found.n, 'en')}; about ${formatNumber(needed, 'en')} would give a margin of 10 points.`,
  )
}

function joined(...notes: readonly (Words | null | undefined)[]): Words | null {
  const said = notes.filter((note) => note !== null && note !== undefined)
  if (said.length === 0) return null
  return { fr: said.map((note) => note.fr).join(' '), en: said.map((note) => note.en).join(' ') }
}

export function between(low: number, high: number, method: string): Interval {
  return { low, high, level: 0.95, method }
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
