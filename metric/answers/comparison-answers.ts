// Answers that set those with something against those without: ratios of rates, sorting power of a score, rates on a common mix.
import { auc } from '../../statistics/auc.ts'
import { leakageSuspects } from '../../statistics/score-quality.ts'
import { standardisedRate } from '../../statistics/standardised-rate.ts'
import { collapse, oddsRatio, riskRatio, stratifiedComparison } from '../../statistics/two-by-two.ts'
import { answer, between, nothingCounted, silent, smallSample } from './answers.ts'
import type { Side } from '../definition.ts'
import type { Answer, Detail } from '../measurement.ts'
import { sizeOf, type Tally } from '../tallies/tally.ts'
import type { Unit } from '../unit.ts'
import { type Words, words } from '../words.ts'

const ratio: Unit = { kind: 'ratio' }
const times: Unit = { kind: 'times' }

/** Names of the two sides of a ratio. */
export interface Sides {
  readonly exposed: Words
  readonly unexposed: Words
}

/** Rate of those with, over the rate of those without; Katz's interval. Both rates beside it. */
export function riskRatioAnswer(id: string, tally: Tally | null, side: Side, names: Sides): Answer {
  if (tally?.kind !== 'two-by-two') return silent(id, times, 'no-data', side.unknown ?? nothingCounted, side)
  const exposed = tally.exposedSuccess + tally.exposedFailure
  const unexposed = tally.unexposedSuccess + tally.unexposedFailure
  const details: Detail[] = [
    ...(exposed === 0
      ? []
      : [{ name: names.exposed, value: tally.exposedSuccess / exposed, unit: ratio } as const]),
    ...(unexposed === 0
      ? []
      : [{ name: names.unexposed, value: tally.unexposedSuccess / unexposed, unit: ratio } as const]),
  ]
  const found = riskRatio(tally)
  if (found === null)
    return {
      ...silent(
        id,
        times,
        'no-data',
        side.unknown ??
          (exposed === 0 || unexposed === 0
            ? words(
                'Tous sont du même côté : il n’y a rien à comparer.',
                'All are on the same side: there is nothing to compare.',
              )
            : words(
                'Aucun succès en face : le rapport n’a pas de valeur.',
                'No success on the other side: the ratio has no value.',
              )),
        { ...side, details: [...details, ...(side.details ?? [])] },
      ),
      n: exposed + unexposed,
    }
  return answer(
    id,
    {
      value: found.estimate,
      unit: times,
      n: exposed + unexposed,
      numerator: tally.exposedSuccess / exposed,
      denominator: tally.unexposedSuccess / unexposed,
      interval: found.lower === null ? null : between(found.lower, found.upper!, 'Katz'),
      details,
      isFragile:
        Math.min(exposed, unexposed) < smallSample ||
        Math.min(tally.exposedSuccess, tally.unexposedSuccess) < 5,
    },
    side,
  )
}

/**
 * Odds of those with, over the odds of those without, within strata: Mantel-Haenszel, interval of Robins, Breslow and Greenland.
 * Beside it the crude ratio, and whether the strata differ among themselves (Breslow-Day with Tarone's correction).
 */
export function stratifiedAnswer(id: string, tally: Tally | null, side: Side): Answer {
  if (tally?.kind !== 'tables') return silent(id, times, 'no-data', side.unknown ?? nothingCounted, side)
  const strata = [...tally.strata.values()]
  const found = stratifiedComparison(strata)
  const whole = collapse(strata)
  const n = sizeOf(tally)
  const crude = oddsRatio(whole)
  if (found.oddsRatio === null)
    return {
      ...silent(
        id,
        times,
        'no-data',
        side.unknown ??
          words(
            'Aucune étape n’a à la fois des affaires avec et des affaires sans, qui avancent et qui s’arrêtent.',
            'No stage has both deals with and deals without, that moved on and that stopped.',
          ),
        side,
      ),
      n,
    }
  const { estimate, lower, upper } = found.oddsRatio
  return answer(
    id,
    {
      value: estimate,
      unit: times,
      n,
      interval: lower === null ? null : between(lower, upper!, 'Robins–Breslow–Greenland'),
      details:
        crude === null
          ? []
          : [
              {
                name: words('Sans tenir compte des groupes', 'Groups not considered'),
                value: crude.estimate,
                unit: times,
              },
            ],
      isFragile:
        Math.min(
          whole.exposedSuccess + whole.exposedFailure,
          whole.unexposedSuccess + whole.unexposedFailure,
        ) < smallSample,
      note:
        found.heterogeneity !== null && found.heterogeneity.p < 0.05
          ? words(
              'Le rapport diffère d’un groupe à l’autre : regardez-les un à un.',
              'The ratio differs from one group to the other: look at them one by one.',
            )
          : null,
    },
    side,
  )
}

/** Probability that a success has the better score (AUC), DeLong's interval; a score that knows too much is said. */
export function sortingAnswer(id: string, tally: Tally | null, side: Side): Answer {
  if (tally?.kind !== 'scores') return silent(id, ratio, 'no-data', side.unknown ?? nothingCounted, side)
  const found = auc([...tally.counts].map(([score, one]) => ({ score, ...one })))
  if (found === null)
    return {
      ...silent(
        id,
        ratio,
        'no-data',
        side.unknown ??
          words(
            'Il faut des leads devenus clients et d’autres qui ne le sont pas : tous ont fini de même.',
            'Leads that became customers and others that did not are both needed: all ended alike.',
          ),
        side,
      ),
      n: sizeOf(tally),
    }
  const isSuspect = leakageSuspects([{ name: id, singleAuc: found.auc, updatedAfterClose: false }]).length > 0
  return answer(
    id,
    {
      value: found.auc,
      unit: ratio,
      n: found.positives + found.negatives,
      interval: found.lower === null ? null : between(found.lower, found.upper!, 'DeLong'),
      isFragile: Math.min(found.positives, found.negatives) < smallSample,
      note: isSuspect
        ? words(
            'Trop beau : au-delà de 90 %, un score connaît souvent déjà l’issue (champ rempli après coup). À vérifier à la source.',
            'Too good: above 90%, a score often knows the outcome already (a field filled in afterwards). Check at the source.',
          )
        : null,
    },
    side,
  )
}

/** A rate with the common mix of strata; what the group's own strata leave uncovered is said. */
export function standardisedAnswer(id: string, tally: Tally | null, side: Side): Answer {
  if (tally?.kind !== 'strata') return silent(id, ratio, 'no-data', side.unknown ?? nothingCounted, side)
  const strata = [...tally.weights].map(([key, weight]) => ({
    weight,
    ...(tally.strata.get(key) ?? { successes: 0, trials: 0 }),
  }))
  const found = standardisedRate(strata)
  const n = strata.reduce((all, one) => all + one.trials, 0)
  if (found === null) return silent(id, ratio, 'no-data', side.unknown ?? nothingCounted, side)
  const successes = strata.reduce((all, one) => all + one.successes, 0)
  return answer(
    id,
    {
      value: found.estimate,
      unit: ratio,
      n,
      interval: between(found.lower, found.upper, 'Wilson, MOVER'),
      details: [
        { name: words('Taux brut', 'Crude rate'), value: successes / n, unit: ratio },
        ...(found.covered > 0.999
          ? []
          : [
              {
                name: words('Part de l’ensemble comparable', 'Comparable share of the whole'),
                value: found.covered,
                unit: ratio,
              } as const,
            ]),
      ],
      isFragile: n < smallSample || (found.upper - found.lower) / 2 > 0.1,
    },
    side,
  )
}
