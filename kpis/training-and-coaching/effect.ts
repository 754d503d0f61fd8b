// The effect of a workshop as an answer: which design it rests on, its value with interval and verdict, and beside it what else
// could explain a change. Without comparable people, or with fewer than five on a side, there is no value: one cannot tell.
import { answer as measured, between, silent } from '../../metric/answers/answers.ts'
import type { Side } from '../../metric/definition.ts'
import type { Answer, Comparison, Detail } from '../../metric/measurement.ts'
import { formatDifference, formatNumber } from '../../metric/phrase.ts'
import type { EffectTally, ObservedPerson, Tally } from '../../metric/tallies/tally.ts'
import type { Unit } from '../../metric/unit.ts'
import { type Words, words } from '../../metric/words.ts'
import { holm } from '../../statistics/multiple-comparisons.ts'
import { seededRandom } from '../../statistics/random.ts'
import {
  type EffectDesign,
  type TreatmentEffect,
  treatmentEffect,
} from '../../statistics/treatment-effect.ts'

/** Outcomes declared beforehand, the e-book's three; Holm's rule holds over them. */
export const outcomes = ['workshop-opportunities', 'workshop-effect', 'workshop-cycle'] as const
export type Outcome = (typeof outcomes)[number]

/** Up to so many assignments are listed one by one; beyond, chance is drawn from a stored seed. */
const mostListed = 20_000
const draws = 10_000

export function isOutcome(answer: string): answer is Outcome {
  return (outcomes as readonly string[]).includes(answer)
}

const units: Readonly<Record<Outcome, Unit>> = {
  'workshop-opportunities': { kind: 'per-week' },
  'workshop-effect': { kind: 'points' },
  'workshop-cycle': { kind: 'days' },
}

const designs: Readonly<Record<EffectDesign, Words>> = {
  'random-wave': words(
    'Vague tirée au sort : écart entre invités et autres, après l’atelier.',
    'Wave drawn by lot: gap between those invited and the others, after the workshop.',
  ),
  matched: words(
    'Différence de différences appariée : changement des invités moins celui de commerciaux qui faisaient pareil avant.',
    'Matched difference in differences: change of those invited minus that of reps who did alike before.',
  ),
  'before-after': words(
    'Avant et après seulement : personne à qui comparer.',
    'Before and after only: nobody to compare with.',
  ),
}

/** Reads one outcome of one workshop. */
export function effectAnswer(id: Outcome, tally: Tally | null, side: Side): Answer {
  const unit = units[id]
  if (tally?.kind !== 'effect') return silent(id, unit, 'no-data', side.unknown ?? noWorkshop, side)
  const people = tally.samples[id] ?? []
  const events = new Set(people.map((person) => person.group))
  if (people.length === 0) return { ...silent(id, unit, 'no-data', side.unknown ?? nobody, side), n: 0 }
  if (events.size > 1)
    return { ...silent(id, unit, 'no-data', severalWorkshops(events.size), side), n: people.length }
  const found = effectOf(people, id)
  const details = [...detailsOf(found, people, unit), ...(side.details ?? [])]
  if (!found.isEnough || found.estimate === null)
    return { ...silent(id, unit, 'no-data', cannotTell(found, unit), { details }), n: people.length }
  const adjusted = adjustedP(tally, id, found.p)
  const value = { low: found.lower, high: found.upper }
  const answer = measured(
    id,
    {
      value: found.estimate,
      unit,
      n: people.length,
      interval:
        value.low === null
          ? null
          : between(
              value.low,
              value.high!,
              found.design === 'matched' ? 'Student (paires / pairs)' : 'Welch',
            ),
      details,
      note: noteOf(found, people[0]!, adjusted),
    },
    side,
  )
  return { ...answer, comparisons: [againstNothing(id, answer, adjusted)] }
}

function effectOf(people: readonly ObservedPerson[], outcome: Outcome): TreatmentEffect {
  const [first] = people
  return treatmentEffect(
    people.map((person) => ({ ...person, isTreated: person.isInvited })),
    {
      isRandomised: first!.isRandomised,
      random: seededRandom(seedOf(first!, outcome)),
      draws,
      maxExact: mostListed,
    },
  )
}

function seedOf({ heldOn }: ObservedPerson, outcome: Outcome): string {
  return `${outcome} ${heldOn}`
}

/** Holm's p-value of one outcome among the declared ones that could be tested. */
function adjustedP(tally: EffectTally, own: Outcome, p: number | null): number | null {
  if (p === null) return null
  const others = outcomes.flatMap((outcome) => {
    const people = tally.samples[outcome] ?? []
    if (outcome === own || people.length === 0) return []
    const found = effectOf(people, outcome).p
    return found === null ? [] : [found]
  })
  return holm([p, ...others]).adjusted[0]!
}

function againstNothing(id: Outcome, answer: Answer, p: number | null): Comparison {
  const value = Number(answer.value)
  const { interval } = answer
  const isClear =
    p !== null && p <= 0.05 && interval !== null && (Number(interval.low) > 0 || Number(interval.high) < 0)
  const isGood = id === 'workshop-cycle' ? value < 0 : value > 0
  const bounds = (language: 'fr' | 'en') =>
    interval === null
      ? formatDifference(value, answer.unit, language)
      : `${formatDifference(interval.low, answer.unit, language)} ${language === 'fr' ? 'à' : 'to'} ${formatDifference(interval.high, answer.unit, language)}`
  const said = (language: 'fr' | 'en') =>
    p === null
      ? '= –'
      : p < 0.001
        ? `< ${formatNumber(0.001, language, 3)}`
        : `= ${formatNumber(p, language, 3)}`
  return {
    against: 'no-effect',
    period: null,
    value: 0,
    n: null,
    difference: value,
    interval,
    verdict: isClear ? (isGood ? 'better' : 'worse') : 'no-clear-change',
    reason: isClear
      ? words(
          `Au-delà du hasard (p ${said('fr')}, corrigé de Holm sur les trois résultats) : effet probable de ${bounds('fr')}.`,
          `Beyond chance (p ${said('en')}, Holm-corrected over the three outcomes): likely effect of ${bounds('en')}.`,
        )
      : words(
          `Le hasard suffit à l'expliquer (p ${said('fr')}, corrigé de Holm sur les trois résultats) : effet probable de ${bounds('fr')}.`,
          `Chance is enough to explain it (p ${said('en')}, Holm-corrected over the three outcomes): likely effect of ${bounds('en')}.`,
        ),
  }
}

function detailsOf(found: TreatmentEffect, people: readonly ObservedPerson[], unit: Unit): Detail[] {
  const invited = people.filter((person) => person.isInvited)
  const known = invited.filter((person) => person.hasAttended !== null)
  const details: Detail[] = [
    { name: words('Invités', 'Invited'), value: invited.length, unit: { kind: 'count' } },
    { name: words('Autres', 'Others'), value: people.length - invited.length, unit: { kind: 'count' } },
  ]
  const level: Unit = unit.kind === 'points' ? { kind: 'ratio' } : unit
  const add = (fr: string, en: string, value: number | null, of: Unit = unit) => {
    if (value !== null) details.push({ name: words(fr, en), value, unit: of })
  }
  if (found.design === 'matched')
    add('Paires comparables', 'Comparable pairs', found.treated, { kind: 'count' })
  if (known.length > 0)
    add('Sont venus', 'Came', known.filter((person) => person.hasAttended).length, { kind: 'count' })
  add('Invités, avant', 'Invited, before', found.treatedChange.before, level)
  add('Invités, après', 'Invited, after', found.treatedChange.after, level)
  add('Autres, avant', 'Others, before', found.controlChange.before, level)
  add('Autres, après', 'Others, after', found.controlChange.after, level)
  add(
    'Hausse attendue du seul hasard (retour à la moyenne)',
    'Change expected from chance alone (regression to the mean)',
    found.regression,
  )
  add('À niveau de départ égal (ANCOVA)', 'With the same start (ANCOVA)', found.ancova?.estimate ?? null)
  add(
    'Même écart avant l’atelier (date fictive)',
    'Same gap before the workshop (placebo date)',
    found.placebo,
  )
  return details
}

function noteOf(
  { design, exact, assignments, hedgesG }: TreatmentEffect,
  person: ObservedPerson,
  p: number | null,
): Words {
  const test = (language: 'fr' | 'en') => {
    const many = formatNumber(assignments, language)
    const size = hedgesG === null ? '' : ` g = ${formatNumber(hedgesG, language, 2)}.`
    if (p === null) return size
    if (language === 'fr')
      return ` Test par permutation, ${exact ? `les ${many} répartitions` : `${many} tirages, graine « ${person.heldOn} »`}.${size}`
    return ` Permutation test, ${exact ? `all ${many} assignments` : `${many} draws, seed “${person.heldOn}”`}.${size}`
  }
  return words(designs[design].fr + test('fr'), designs[design].en + test('en'))
}

/** Nobody to compare with, or too few: the direction of what was seen, and that it proves nothing. */
function cannotTell(found: TreatmentEffect, unit: Unit): Words {
  const seen = (language: 'fr' | 'en') =>
    found.estimate === null
      ? ''
      : language === 'fr'
        ? ` Sens observé, sans valeur de preuve : ${formatDifference(found.estimate, unit, 'fr')}.`
        : ` Direction seen, which proves nothing: ${formatDifference(found.estimate, unit, 'en')}.`
  const why =
    found.design === 'before-after'
      ? words('Personne à qui comparer.', 'Nobody to compare with.')
      : words(
          `Il faut cinq personnes comparables de chaque côté ; il y en a ${found.treated} et ${found.controls}.`,
          `Five comparable people are needed on each side; there are ${found.treated} and ${found.controls}.`,
        )
  return words(
    `On ne peut pas le dire. ${designs[found.design].fr} ${found.design === 'before-after' ? '' : why.fr}${seen('fr')}`.replace(
      / {2,}/g,
      ' ',
    ),
    `Cannot tell. ${designs[found.design].en} ${found.design === 'before-after' ? '' : why.en}${seen('en')}`.replace(
      / {2,}/g,
      ' ',
    ),
  )
}

const noWorkshop = words('Aucun atelier tenu sur cette période.', 'No workshop held in this period.')
const nobody = words(
  'Trop tôt, ou trop peu d’affaires : il faut quatre semaines de recul après l’atelier, et au moins trois affaires de chaque côté par personne.',
  'Too early, or too few deals: four weeks after the workshop are needed, and at least three deals on each side for each person.',
)

function severalWorkshops(many: number): Words {
  return words(
    `${formatNumber(many, 'fr')} ateliers sur cette période : leur effet se lit atelier par atelier, plus bas.`,
    `${formatNumber(many, 'en')} workshops in this period: their effect is read workshop by workshop, below.`,
  )
}
