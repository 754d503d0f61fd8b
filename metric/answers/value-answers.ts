// The value of a customer as an answer: money over some months, and for the cost of winning one.
import { garwoodInterval } from '../../statistics/intervals.ts'
import { answer, between, missingRates, silent, smallSample } from './answers.ts'
import { type ExpectedValue, expectedValue } from '../rows/customer-value.ts'
import type { Side } from '../definition.ts'
import type { Answer, Detail } from '../measurement.ts'
import { formatNumber } from '../phrase.ts'
import type { LifeTally, Tally, ValueBasis } from '../tallies/tally.ts'
import type { Unit } from '../unit.ts'
import { type Words, words } from '../words.ts'

/** Normal quantile of a 95 % interval. */
const z = 1.959963984540054

/** Margin expected over some months; revenue, and said so, where the margin is not known. */
export function valueAnswer(
  id: string,
  tally: Tally | null,
  side: Side,
  { months, currency }: { readonly months: number; readonly currency: string },
): Answer {
  const unit: Unit = { kind: 'money', currency }
  const found = read(tally, months)
  if ('why' in found) return { ...silent(id, unit, 'no-data', side.unknown ?? found.why, side), n: found.n }
  const { life, expected } = found
  const { basis } = life
  const half = z * Math.sqrt(expected.variance)
  const rounded = (value: number) => BigInt(Math.round(value))
  return answer(
    id,
    {
      value: rounded(expected.value),
      unit,
      n: life.n,
      interval: {
        low: rounded(Math.max(0, expected.value - half)),
        high: rounded(expected.value + half),
        level: 0.95,
        method: 'delta',
      },
      details: [
        {
          name: words('Revenu moyen d’un mois', 'Mean revenue of a month'),
          value: rounded(life.sum / life.n),
          unit,
        },
        ...basisDetails(basis),
      ],
      note: noteOf(expected, months, basis),
      isFragile: life.n < smallSample || half > expected.value / 2,
    },
    side,
  )
}

/** Value over some months for the cost of winning a customer; interval of both together, on the log scale. */
export function valueToCostAnswer(
  id: string,
  tally: Tally | null,
  side: Side,
  { months, currency }: { readonly months: number; readonly currency: string },
): Answer {
  const unit: Unit = { kind: 'times' }
  const found = read(tally, months)
  if ('why' in found) return { ...silent(id, unit, 'no-data', side.unknown ?? found.why, side), n: found.n }
  const { life, expected } = found
  const { basis } = life
  const { minor, won } = life.spent
  if (life.spent.missingRates.length > 0)
    return { ...silent(id, unit, 'no-data', missingRates(life.spent, currency), side), n: life.n }
  if (won === 0 || minor <= 0n)
    return {
      ...silent(id, unit, 'no-data', side.unknown ?? (won === 0 ? nobodyWon : nothingSpent), side),
      n: life.n,
    }
  const cost = Number(minor) / won
  const value = expected.value / cost
  const customers = garwoodInterval(won)
  const spread = (relative: number, bound: number) => Math.sqrt(relative + Math.log(bound) ** 2)
  const own = (z * Math.sqrt(expected.variance)) / expected.value
  return answer(
    id,
    {
      value,
      unit,
      n: life.n,
      numerator: Math.round(expected.value),
      denominator: Math.round(cost),
      interval: between(
        value * Math.exp(-spread(own ** 2, won / customers.lower)),
        value * Math.exp(spread(own ** 2, customers.upper / won)),
        'MOVER-R',
      ),
      details: [
        {
          name: words('Coût d’acquisition', 'Acquisition cost'),
          value: BigInt(Math.round(cost)),
          unit: { kind: 'money', currency },
        },
        ...basisDetails(basis),
      ],
      note: noteOf(expected, months, basis),
      isFragile: life.n < smallSample || won < smallSample,
    },
    side,
  )
}

function read(
  tally: Tally | null,
  months: number,
):
  | { readonly life: LifeTally; readonly expected: ExpectedValue }
  | { readonly why: Words; readonly n: number | null } {
  if (tally?.kind !== 'life' || tally.n === 0)
    return {
      why: words('Aucun client sous contrat au dernier jour.', 'No customer under contract on the last day.'),
      n: tally?.kind === 'life' ? 0 : null,
    }
  const expected = expectedValue(tally, months)
  return expected === null ? { why: tooShort, n: tally.n } : { life: tally, expected }
}

const tooShort = words(
  'Trop peu de recul : il faut au moins cinq clients suivis pendant deux mois, et des départs pour prolonger la courbe.',
  'Too short a follow-up: at least five customers watched for two months are needed, and losses to continue the curve.',
)
const nobodyWon = words('Aucun nouveau client sur cette période.', 'No new customer in this period.')
const nothingSpent = words(
  'Aucune dépense d’acquisition connue sur cette période.',
  'No acquisition spending known in this period.',
)

function basisDetails({ margin, discount }: ValueBasis): Detail[] {
  const ratio: Unit = { kind: 'ratio' }
  return [
    ...(margin === null ? [] : [{ name: words('Marge brute', 'Gross margin'), value: margin, unit: ratio }]),
    { name: words('Actualisation par an', 'Discount per year'), value: discount, unit: ratio },
  ]
}

function noteOf({ known }: ExpectedValue, months: number, { margin }: ValueBasis): Words | null {
  const notes: Words[] = []
  if (margin === null)
    notes.push(
      words(
        'Chiffre d’affaires, et non marge : la marge brute n’est pas connue (factures avec marge, ou standard « gross-margin »).',
        'Revenue, not margin: the gross margin is not known (invoices with a margin, or the standard “gross-margin”).',
      ),
    )
  if (known < months - 1)
    notes.push(
      words(
        `Projeté au-delà de ${formatNumber(known, 'fr')} mois d’ancienneté : aucun client n’a encore été suivi plus loin.`,
        `Projected beyond ${formatNumber(known, 'en')} months of tenure: no customer has been watched further yet.`,
      ),
    )
  if (notes.length === 0) return null
  return { fr: notes.map((note) => note.fr).join(' '), en: notes.map((note) => note.en).join(' ') }
}
