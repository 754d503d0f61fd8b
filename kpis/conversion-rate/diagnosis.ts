// The e-book's two readings of conversion, said with their figures: too few leads come in, or a surplus of qualified leads that
// nobody works; and that neither shows, or cannot be told.
import { wilsonInterval } from '../../statistics/intervals.ts'
import type { MetricContext, Split } from '../../metric/definition.ts'
import { daysIn } from '../../metric/tallies/lines.ts'
import { formatNumber } from '../../metric/phrase.ts'
import { type Words, words } from '../../metric/words.ts'
import { idleAfterDays } from './rows.ts'

/** Beyond this share of the qualified leads, idle ones are a surplus. */
const surplus = 0.5

/**
 * One sentence for each reading. `leads` by position of the period, 0 and the one before it at 1; `idle` of the period, absent
 * without a qualified lead.
 */
export function diagnosis(
  context: MetricContext,
  split: Split,
  leads: readonly { readonly period: number; readonly leads: number }[],
  [idle]: readonly { readonly idle: number; readonly qualified: number }[],
): Words {
  const readings = [surplusOf(idle), inflowOf(context, split, leads)]
  return {
    fr: readings.map((one) => one.fr).join(' '),
    en: readings.map((one) => one.en).join(' '),
  }
}

function surplusOf(row: { readonly idle: number; readonly qualified: number } | undefined): Words {
  const share = row === undefined ? null : wilsonInterval(row.idle, row.qualified)
  if (row === undefined || share === null)
    return words(
      `Surplus de leads qualifiés : impossible à dire, aucun lead de la période, créé depuis ${idleAfterDays} jours ou plus, n'est marqué comme qualifié.`,
      `Surplus of qualified leads: cannot be told, no lead of the period created ${idleAfterDays} days ago or more is marked as qualified.`,
    )
  const [fr, en] = (['fr', 'en'] as const).map((language) => ({
    idle: formatNumber(row.idle, language),
    qualified: formatNumber(row.qualified, language),
  })) as [Record<'idle' | 'qualified', string>, Record<'idle' | 'qualified', string>]
  if (share.lower > surplus)
    return words(
      `Surplus : ${fr.idle} leads qualifiés sur ${fr.qualified} n'ont ni affaire ni suite après ${idleAfterDays} jours. Revoyez la notation et les priorités avant d'en générer davantage.`,
      `Surplus: ${en.idle} of ${en.qualified} qualified leads have no deal and no follow-up after ${idleAfterDays} days. Review scoring and priorities before generating more.`,
    )
  return words(
    `Pas de surplus établi : ${fr.idle} leads qualifiés sur ${fr.qualified} sans affaire ni suite après ${idleAfterDays} jours, moins de la moitié ou dans la marge du hasard.`,
    `No surplus established: ${en.idle} of ${en.qualified} qualified leads without a deal or follow-up after ${idleAfterDays} days, fewer than half or within chance.`,
  )
}

function inflowOf(
  context: MetricContext,
  split: Split,
  leads: readonly { readonly period: number; readonly leads: number }[],
): Words {
  const now = leads.find((one) => one.period === 0)?.leads ?? 0
  const before = leads.find((one) => one.period === 1)?.leads ?? 0
  const [current, previous] = split.periods
  if (current === undefined || previous === undefined || before === 0)
    return words(
      'Trop peu de leads : impossible à dire, aucun lead dans la période précédente pour comparer.',
      'Too few leads: cannot be told, there is no lead in the previous period to compare with.',
    )
  const fair =
    daysIn(current, context.asOf) / (daysIn(current, context.asOf) + daysIn(previous, context.asOf))
  const part = wilsonInterval(now, now + before)
  const fr = `${formatNumber(now, 'fr')} contre ${formatNumber(before, 'fr')} à la période précédente`
  const en = `${formatNumber(now, 'en')} against ${formatNumber(before, 'en')} in the previous period`
  if (part !== null && part.upper < fair)
    return words(
      `Trop peu de leads entrent : ${fr}, au-delà du hasard. Regardez d'abord la génération de leads.`,
      `Too few leads come in: ${en}, beyond chance. Look at lead generation first.`,
    )
  return words(
    `L'entrée de leads ne baisse pas nettement : ${fr}.`,
    `The inflow of leads has not clearly fallen: ${en}.`,
  )
}
