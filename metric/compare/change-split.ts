// Where a change comes from: of what moved between two periods, how much is the mix of groups, how much their own rates, and for a
// number of things how much is simply more or fewer of them.
import type { BreakdownChange, ChangeLine, Verdict } from '../measurement.ts'
import type { Period } from '../period.ts'
import { counted, formatDifference, formatNumber, formatValue } from '../phrase.ts'
import type { Tally } from '../tallies/tally.ts'
import type { Unit } from '../unit.ts'
import { type Words, words } from '../words.ts'

/** One group in both periods; null where a period has nothing of it. */
export interface ChangingGroup {
  readonly key: string
  readonly label: string
  readonly before: Tally | null
  readonly now: Tally | null
}

/** A rate as sums: `of` is what it weighs. */
interface Rate {
  readonly of: number
  readonly sum: number
}

/**
 * Splits the change of a rate R = sum of w r over groups (w: share of the whole, r: the group's rate) without a remainder:
 * mix = sum of (w1 - w0) (mean of r - mean of R), rates = sum of mean of w times (r1 - r0), means over both periods. A group that is
 * in one period only has no change of rate: all of it is mix. Of the number of successes N = X R: volume = (X1 - X0) mean of R, and
 * mean of X times the other two. Null where a tally is no such rate (medians, models), or a period has nothing.
 * Source: Marshall 1890 and Edgeworth 1925 (means of both periods as weights); Das Gupta 1993, Standardization and Decomposition of
 * Rates.
 */
export function splitChange(
  groups: readonly ChangingGroup[],
  { period, unit, verdict }: { readonly period: Period; readonly unit: Unit; readonly verdict: Verdict },
): BreakdownChange | null {
  // Groups come in any order: added up in one of their own, they come to the same to the last digit.
  const sides = groups
    .toSorted((first, second) => (first.key < second.key ? -1 : 1))
    .map((group) => ({ group, before: rateOf(group.before), now: rateOf(group.now) }))
  if (sides.some(({ before, now }) => before === null || now === null)) return null
  const total = (side: 'before' | 'now', part: keyof Rate) =>
    sides.reduce((sum, one) => sum + one[side]![part], 0)
  const [x0, x1] = [total('before', 'of'), total('now', 'of')]
  if (groups.length < 2 || x0 <= 0 || x1 <= 0) return null
  const [r0, r1] = [total('before', 'sum') / x0, total('now', 'sum') / x1]
  const middle = (r0 + r1) / 2
  const lines = sides.map(({ group, before, now }): ChangeLine => {
    const [w0, w1] = [before!.of / x0, now!.of / x1]
    const own0 = before!.of === 0 ? null : before!.sum / before!.of
    const own1 = now!.of === 0 ? null : now!.sum / now!.of
    const [from, to] = [own0 ?? own1 ?? 0, own1 ?? own0 ?? 0]
    return {
      key: group.key,
      label: group.label,
      before: own0,
      now: own1,
      shareBefore: w0,
      shareNow: w1,
      mix: (w1 - w0) * ((from + to) / 2 - middle),
      rate: ((w0 + w1) / 2) * (to - from),
    }
  })
  const mix = lines.reduce((sum, line) => sum + line.mix, 0)
  const rate = lines.reduce((sum, line) => sum + line.rate, 0)
  const isShare = groups.every(({ before, now }) =>
    [before, now].every((tally) => tally === null || tally.kind === 'proportion'),
  )
  const average = (x0 + x1) / 2
  const number = isShare
    ? {
        before: Math.round(x0 * r0),
        now: Math.round(x1 * r1),
        volume: (x1 - x0) * middle,
        mix: average * mix,
        rate: average * rate,
      }
    : null
  const change = { period, verdict, difference: r1 - r0, mix, rate, number, lines: lines.toSorted(byEffect) }
  return { ...change, sentence: sentenceOf(change, { before: r0, now: r1, unit }) }
}

/** What can be added up over groups: shares, means, ratios of sums. An absent group weighs nothing. */
function rateOf(tally: Tally | null): Rate | null {
  switch (tally?.kind) {
    case undefined:
      return { of: 0, sum: 0 }
    case 'proportion':
      return { of: tally.trials, sum: tally.successes }
    case 'mean':
      return { of: tally.n, sum: tally.sum }
    case 'sums':
      return tally.missingRates.length > 0 ? null : { of: tally.x, sum: tally.y }
    default:
      return null
  }
}

function byEffect(first: ChangeLine, second: ChangeLine): number {
  const size = (line: ChangeLine) => Math.abs(line.mix + line.rate)
  return size(second) - size(first) || (first.key < second.key ? -1 : 1)
}

function sentenceOf(
  { mix, rate, number, verdict }: Omit<BreakdownChange, 'sentence'>,
  { before, now, unit }: { readonly before: number; readonly now: number; readonly unit: Unit },
): Words {
  const said = (language: 'fr' | 'en') => ({
    before: formatValue(before, unit, language),
    now: formatValue(now, unit, language),
    all: formatDifference(now - before, unit, language),
    mix: formatDifference(mix, unit, language),
    rate: formatDifference(rate, unit, language),
  })
  const [fr, en] = [said('fr'), said('en')]
  const whole = words(
    `De ${fr.before} à ${fr.now}, soit ${fr.all} : ${fr.mix} par le mélange des groupes, ${fr.rate} par ce qui change dans les groupes.`,
    `From ${en.before} to ${en.now}, that is ${en.all}: ${en.mix} by the mix of groups, ${en.rate} by what changes within them.`,
  )
  const many = number === null ? null : numberSaid(number)
  const chance =
    verdict === 'no-clear-change' || verdict === 'too-few'
      ? words(
          'Le hasard suffit à expliquer l’écart d’ensemble : cette addition dit d’où il vient, pas qu’il est réel.',
          'Chance is enough to explain the whole gap: this sum says where it comes from, not that it is real.',
        )
      : null
  const parts = [whole, many, chance].filter((part) => part !== null)
  return words(parts.map((part) => part.fr).join(' '), parts.map((part) => part.en).join(' '))
}

function numberSaid({ before, now, volume, mix, rate }: NonNullable<BreakdownChange['number']>): Words {
  const signed = (value: number, language: 'fr' | 'en') =>
    formatDifference(Math.round(value), { kind: 'count' }, language)
  const said = (language: 'fr' | 'en') => ({
    from: formatNumber(before, language),
    to: counted(now, language, ['cas', 'cas'], ['case', 'cases']),
    parts: [volume, mix, rate].map((value) => signed(value, language)),
  })
  const [fr, en] = [said('fr'), said('en')]
  return words(
    `En nombre, de ${fr.from} à ${fr.to} : ${fr.parts[0]} du volume, ${fr.parts[1]} du mélange, ${fr.parts[2]} des taux.`,
    `In numbers, from ${en.from} to ${en.to}: ${en.parts[0]} from volume, ${en.parts[1]} from the mix, ${en.parts[2]} from the rates.`,
  )
}
