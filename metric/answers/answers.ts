// From tallies to answers: value, interval, basis, and the mark of a small sample. The statistics are
// statistics/'s; here they get units, names and the words of what is missing.
import { garwoodInterval, meanIntervalOfSums, wilsonInterval } from '../../statistics/intervals.ts'
import type { Side } from '../definition.ts'
import type { Answer, Detail, Interval, State } from '../measurement.ts'
import { formatNumber } from '../phrase.ts'
import type { Tally } from '../tallies/tally.ts'
import type { Unit, Value } from '../unit.ts'
import { type Words, words } from '../words.ts'

/** Fewer than this is a small sample (references: small samples are marked). */
export const smallSample = 20
/** A proportion whose half-width passes this is fragile: 10 points. */
export const widest = 0.1

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
  const isShare =
    found.unit.kind === 'ratio' && found.numerator !== undefined && found.denominator === found.n
  if (!isShare || found.n >= smallSample * 10)
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
