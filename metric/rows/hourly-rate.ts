// What an hour of work on content costs.
import type { MetricContext } from '../definition.ts'
import { valueInForce } from './targets.ts'
import { words } from '../words.ts'

/** What to do about it, where a figure lacks the cost of an hour. */
export const setHourlyRate = words(
  'Notez « Coût d’une heure de travail » parmi les valeurs standard (page des cibles, ou « douze target content-creation-time hourly-rate 45 --standard »).',
  'Note “Cost of an hour of work” among the standard values (page of targets, or “douze target content-creation-time hourly-rate 45 --standard”).',
)

/**
 * In minor units of the organisation's currency: the standard 'hourly-rate' of content-creation-time in force on the as-of day;
 * null when none was set.
 */
export function hourlyRate(context: MetricContext): Promise<number | null> {
  return valueInForce(context, 'content-creation-time', 'hourly-rate')
}
