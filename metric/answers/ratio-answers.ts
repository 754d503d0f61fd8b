// Answers that are ratios of two sums: shares of money or time over units that vary together, and costs per unit.
import { studentCritical } from '../../statistics/distributions.ts'
import { acquisitionCostInterval } from '../../statistics/acquisition-cost.ts'
import { npsInterval } from '../../statistics/nps.ts'
import { answer, between, missingRates, nothingCounted, silent } from './answers.ts'
import type { Side } from '../definition.ts'
import type { Answer, Detail } from '../measurement.ts'
import { formatNumber } from '../phrase.ts'
import type { SumsTally, Tally } from '../tallies/tally.ts'
import type { Unit, Value } from '../unit.ts'
import { type Words, words } from '../words.ts'

/** Fewer units than this behind a ratio of sums are a small sample. */
const fewUnits = 20

/** Empty sums. */
export const noSums: SumsTally = { kind: 'sums', n: 0, y: 0, x: 0, yy: 0, xy: 0, xx: 0, missingRates: [] }

/** The sums over units, each with its y and its x. */
export function sumsOf(units: Iterable<readonly [y: number, x: number]>): SumsTally {
  const sums = { n: 0, y: 0, x: 0, yy: 0, xy: 0, xx: 0 }
  // Sums of floats depend on their order in the last digit; that of the rows is the database's own affair.
  const inOrder = [...units].toSorted(([y1, x1], [y2, x2]) => y1 - y2 || x1 - x2)
  for (const [y, x] of inOrder) {
    sums.n += 1
    sums.y += y
    sums.x += x
    sums.yy += y * y
    sums.xy += x * y
    sums.xx += x * x
  }
  return { kind: 'sums', ...sums, missingRates: [] }
}

/**
 * y / x over units (people, customers), linearised with the units as clusters: standard error
 * sqrt(n / (n - 1) sum (y - r x)^2) / x, Student's interval (Cochran 1977, 6.4). `bounds` cuts the interval to what is possible.
 */
export function sumsAnswer(
  id: string,
  tally: Tally | null,
  side: Side,
  {
    unit,
    currency = '',
    bounds,
    few = fewUnits,
    parts,
  }: {
    readonly unit: Unit
    readonly currency?: string
    readonly bounds?: readonly [number, number]
    readonly few?: number
    /** What y and x are sums of, once multiplied: seconds shown as hours, minor units as money. */
    readonly parts?: { readonly unit: Unit; readonly scale: number }
  },
): Answer {
  if (tally?.kind !== 'sums' || tally.n === 0 || tally.x === 0)
    return silent(id, unit, 'no-data', side.unknown ?? nothingCounted, side)
  if (tally.missingRates.length > 0)
    return { ...silent(id, unit, 'no-data', missingRates(tally, currency), side), n: tally.n }
  const { n, y, x, yy, xy, xx } = tally
  const value = y / x
  const squares = Math.max(0, yy - 2 * value * xy + value * value * xx)
  const half =
    n < 2 ? null : (studentCritical(0.95, n - 1) * Math.sqrt((n / (n - 1)) * squares)) / Math.abs(x)
  const [least, most] = bounds ?? [-Infinity, Infinity]
  return answer(
    id,
    {
      value,
      unit,
      n,
      numerator: partOf(y, parts),
      denominator: partOf(x, parts),
      ...(parts === undefined ? {} : { partsUnit: parts.unit }),
      interval:
        half === null
          ? null
          : between(
              Math.max(least, value - half),
              Math.min(most, value + half),
              'ratio linéarisé / linearised ratio',
            ),
      isFragile: n < few || half === null,
    },
    side,
  )
}

function partOf(sum: number, parts: { readonly unit: Unit; readonly scale: number } | undefined): Value {
  if (parts === undefined) return sum
  return parts.unit.kind === 'money' ? BigInt(Math.round(sum * parts.scale)) : sum * parts.scale
}

/** A mean of money over units, from sums in minor units; the interval of `sumsAnswer`. */
export function meanMoneyAnswer(id: string, tally: Tally | null, side: Side, currency: string): Answer {
  const found = sumsAnswer(id, tally, side, { unit: { kind: 'money', currency }, currency })
  const rounded = (value: Answer['value']) => (value === null ? null : BigInt(Math.round(Number(value))))
  return {
    ...found,
    value: rounded(found.value),
    numerator: rounded(found.numerator),
    interval: found.interval && {
      ...found.interval,
      low: rounded(found.interval.low)!,
      high: rounded(found.interval.high)!,
    },
  }
}

/** Money per unit won; the units are a count: Garwood's interval turned round. Nobody won: no value. */
export function unitCostAnswer(
  id: string,
  tally: Tally | null,
  side: Side,
  currency: string,
  nobody: Side['unknown'] = nothingCounted,
): Answer {
  const unit: Unit = { kind: 'money', currency }
  if (tally?.kind !== 'unit-cost') return silent(id, unit, 'no-data', side.unknown ?? nothingCounted, side)
  if (tally.missingRates.length > 0)
    return { ...silent(id, unit, 'no-data', missingRates(tally, currency), side), n: tally.units }
  if (tally.units === 0)
    return {
      ...silent(id, unit, 'no-data', side.unknown ?? nobody ?? nothingCounted, side),
      n: 0,
      numerator: tally.minor,
      denominator: 0,
    }
  if (tally.minor < 0n)
    return {
      ...silent(id, unit, 'no-data', side.unknown ?? creditsOnly, side),
      n: tally.units,
      numerator: tally.minor,
      denominator: tally.units,
    }
  const found = acquisitionCostInterval(Number(tally.minor), tally.units)
  const value = (2n * tally.minor + BigInt(tally.units)) / (2n * BigInt(tally.units))
  const interval =
    found.lower === null || found.upper === null
      ? null
      : {
          low: BigInt(Math.round(found.lower)),
          high: BigInt(Math.round(found.upper)),
          level: 0.95,
          method: 'Garwood',
        }
  return answer(
    id,
    {
      value,
      unit,
      n: tally.units,
      numerator: tally.minor,
      denominator: tally.units,
      interval,
    },
    side,
  )
}

const creditsOnly = words(
  'Les avoirs dépassent les dépenses : un coût négatif ne dit rien.',
  'Credit notes exceed the spending: a negative cost says nothing.',
)

/** Name of the interval of an NPS and of its change, in both languages. */
export const adjustedWald = 'Wald ajusté / adjusted Wald'

/** Fewer answers than this make an NPS fragile. */
const fewAnswers = 30

/** What the three classes are called: for, neither, against. */
export interface ClassNames {
  readonly promoters: Words
  readonly passives: Words
  readonly detractors: Words
}

const recommenders: ClassNames = {
  promoters: words('Promoteurs (9 et 10)', 'Promoters (9 and 10)'),
  passives: words('Passifs (7 et 8)', 'Passives (7 and 8)'),
  detractors: words('Détracteurs (0 à 6)', 'Detractors (0 to 6)'),
}

/** Promoters minus detractors, adjusted Wald interval (Rocks 2016), with the share of each class beside it. */
export function npsAnswer(
  id: string,
  tally: Tally | null,
  side: Side,
  names: ClassNames = recommenders,
): Answer {
  const unit: Unit = { kind: 'score' }
  if (tally?.kind !== 'nps') return silent(id, unit, 'no-data', side.unknown ?? nothingCounted, side)
  const { promoters, passives, detractors } = tally
  const n = promoters + passives + detractors
  const found = n === 0 ? null : npsInterval({ promoters, passives, detractors })
  if (found === null) return silent(id, unit, 'no-data', side.unknown ?? nothingCounted, side)
  const share = (many: number): Detail['value'] => many / n
  const ratio: Unit = { kind: 'ratio' }
  return answer(
    id,
    {
      value: found.estimate,
      unit,
      n,
      numerator: promoters - detractors,
      denominator: n,
      interval: between(found.lower, found.upper, adjustedWald),
      details: [
        { name: names.promoters, value: share(promoters), unit: ratio },
        { name: names.passives, value: share(passives), unit: ratio },
        { name: names.detractors, value: share(detractors), unit: ratio },
      ],
      isFragile: n < fewAnswers,
      note:
        n >= fewAnswers
          ? null
          : words(
              `Petit échantillon : ${formatNumber(n, 'fr')} réponses ; 100 donneraient une marge d'environ 15 points.`,
              `Small sample: ${formatNumber(n, 'en')} answers; 100 would give a margin of about 15 points.`,
            ),
    },
    side,
  )
}
