// The ramp as answers: the first month from which new reps stay at 80 % of tenured ones, observed; and the same read off a fitted curve.
import { answer, between, silent } from '../../metric/answers/answers.ts'
import type { Side } from '../../metric/definition.ts'
import type { Answer, Detail } from '../../metric/measurement.ts'
import { formatNumber } from '../../metric/phrase.ts'
import type { RampTally, Tally } from '../../metric/tallies/tally.ts'
import type { Unit } from '../../metric/unit.ts'
import { type Words, words } from '../../metric/words.ts'
import { fitRamp, rampCurve } from '../../statistics/ramp.ts'
import { seededRandom } from '../../statistics/random.ts'
import { bootstrapInterval } from '../../statistics/ratio-of-sums.ts'
import { noSeenHire } from './first-sale.ts'
import { monthDays } from './hires.ts'

/** A month of tenure is read while so many new reps are in it. */
const fewestPeople = 5
const draws = 400
/** Months read together. */
const window = 3

const days: Unit = { kind: 'days' }
const ratio: Unit = { kind: 'ratio' }

type People = readonly (readonly number[])[]

/** Days until the first month of tenure from which the mean stays at 80 % of tenured reps; people drawn again for its interval. */
export function rampAnswer(id: string, tally: Tally | null, side: Side): Answer {
  const read = readable(tally)
  if ('why' in read) return { ...silent(id, days, 'no-data', side.unknown ?? read.why, side), n: read.n }
  const { people, tenured } = read
  const value = rampDays(people, tenured)
  const details = curveDetails(people, tenured)
  if (value === null)
    return {
      ...silent(
        id,
        days,
        'no-data',
        words(
          'Pas encore atteinte : les nouveaux ne restent pas à 80 % de ce que gagnent les commerciaux installés.',
          'Not reached yet: new reps do not stay at 80% of what tenured reps win.',
        ),
        { details: [...details, ...(side.details ?? [])] },
      ),
      n: people.length,
    }
  const bounds = rampBounds(people, tenured)
  return answer(
    id,
    {
      value,
      unit: days,
      n: people.length,
      interval:
        bounds === null
          ? null
          : between(Math.min(bounds.low, value), Math.max(bounds.high, value), 'bootstrap'),
      details,
      note:
        bounds === null
          ? words(
              'Borne haute pas encore observée : trop peu de recul, ou trop peu d’arrivées.',
              'Upper bound not observed yet: too short a follow-up, or too few hires.',
            )
          : null,
    },
    side,
  )
}

/** Days to 80 % of the plateau that the fitted curve y = plateau (1 - exp(-rate m)) tends to. */
export function rampCurveAnswer(id: string, tally: Tally | null, side: Side): Answer {
  const read = readable(tally)
  if ('why' in read) return { ...silent(id, days, 'no-data', side.unknown ?? read.why, side), n: read.n }
  const { people, tenured } = read
  const value = fittedDays(people)
  if (value === null)
    return {
      ...silent(
        id,
        days,
        'no-data',
        words(
          'Les mois connus montent encore en ligne droite, ou pas du tout : aucun plateau ne se lit.',
          'The months known still rise in a straight line, or not at all: no plateau can be read.',
        ),
        side,
      ),
      n: people.length,
    }
  const again = bootstrapInterval(people, fittedDays, options(people))
  return answer(
    id,
    {
      value,
      unit: days,
      n: people.length,
      interval:
        again.lower === null || again.usable < draws * 0.975
          ? null
          : between(Math.min(again.lower, value), Math.max(again.upper!, value), 'bootstrap'),
      details: plateauDetail(people, tenured),
    },
    side,
  )
}

function options(people: People) {
  return { random: seededRandom(`ramp ${people.length}`), draws }
}

function readable(
  tally: Tally | null,
):
  { readonly people: People; readonly tenured: number } | { readonly why: Words; readonly n: number | null } {
  if (tally?.kind !== 'ramp' || tally.people.length === 0)
    return { why: noSeenHire, n: tally === null ? null : 0 }
  const { tenured } = tally
  const n = tally.people.length
  if (n < fewestPeople)
    return {
      why: words(
        `${formatNumber(n, 'fr')} ${n > 1 ? 'arrivées' : 'arrivée'} : il en faut ${fewestPeople} pour lire une montée en puissance. Regardez l'année.`,
        `${formatNumber(n, 'en')} ${n === 1 ? 'hire' : 'hires'}: ${fewestPeople} are needed to read a ramp. Look at the year.`,
      ),
      n,
    }
  if (tenured === null || tenured === 0)
    return {
      why: words(
        'Personne n’est là depuis un an : il n’y a pas de commercial installé à qui comparer.',
        'Nobody has been here for a year: there is no tenured rep to compare with.',
      ),
      n,
    }
  // The order of people changes nothing, not even what chance draws.
  return { people: sorted(tally), tenured }
}

function sorted({ people }: RampTally): People {
  return people.toSorted((a, b) => (a.join() < b.join() ? -1 : 1))
}

function monthsOf(people: People): { month: number; attainment: readonly number[] }[] {
  return Array.from({ length: longest(people) }, (_, month) => ({
    month,
    attainment: people.flatMap((one) => one[month] ?? []),
  })).filter(({ attainment }) => attainment.length >= fewestPeople)
}

// One month of few people says little: each is read with the two that follow.
function rampDays(people: People, tenured: number): number | null {
  const months = monthsOf(people)
  const windows = months.slice(0, Math.max(0, months.length - window + 1)).map(({ month }, i) => ({
    month,
    attainment: months.slice(i, i + window).flatMap((one) => one.attainment),
  }))
  const { rampMonth } = rampCurve(windows, tenured)
  return rampMonth === null ? null : rampMonth * monthDays
}

/** Percentile bounds of the ramp over people drawn again; null where more than one sample in forty never gets there. */
function rampBounds(people: People, tenured: number): { low: number; high: number } | null {
  const found = bootstrapInterval(people, (sample) => rampDays(sample, tenured), options(people))
  if (found.lower === null || found.usable < draws * 0.975) return null
  return { low: found.lower, high: found.upper! }
}

function fitted(people: People) {
  const found = fitRamp(
    monthsOf(people).map(({ month, attainment }) => ({
      x: month + 0.5,
      y: attainment.reduce((sum, one) => sum + one, 0) / attainment.length,
    })),
  )
  // A plateau beyond the months known is a straight line in disguise.
  return found.status === 'fitted' && found.monthsTo80Percent <= longest(people) ? found : null
}

function longest(people: People): number {
  return Math.max(...people.map((one) => one.length))
}

function fittedDays(people: People): number | null {
  const found = fitted(people)
  return found === null ? null : found.monthsTo80Percent * monthDays
}

function plateauDetail(people: People, tenured: number): Detail[] {
  const found = fitted(people)
  if (found === null) return []
  return [
    {
      name: words('Plateau, face aux commerciaux installés', 'Plateau, beside tenured reps'),
      value: found.plateau / tenured,
      unit: ratio,
    },
  ]
}

/** What new reps win in their months 1, 3, 6 and 12, beside tenured ones. */
function curveDetails(people: People, tenured: number): Detail[] {
  const { curve } = rampCurve(monthsOf(people), tenured)
  return [1, 3, 6, 12].flatMap((month): Detail[] => {
    const point = curve.find((one) => one.month === month - 1)
    if (point === undefined || point.mean === null) return []
    return [
      {
        name: words(`Mois ${month}, face aux installés`, `Month ${month}, beside tenured reps`),
        value: point.mean / tenured,
        unit: ratio,
      },
    ]
  })
}
