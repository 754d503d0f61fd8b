// What an hour of work on content costs.
import type { MetricContext } from './definition.ts'

/**
 * In minor units of the organisation's currency: the standard 'hourly-rate' of content-creation-time in force on the as-of day;
 * null when none was set.
 */
export async function hourlyRate(context: MetricContext): Promise<number | null> {
  const found = await context.query
    .selectFrom('targets')
    .where('metric', '=', 'content-creation-time')
    .where('answer', '=', 'hourly-rate')
    .where('valid_from', '<=', context.asOf)
    .select('value')
    .orderBy('valid_from', 'desc')
    .orderBy('target_id', 'desc')
    .executeTakeFirst()
  return found?.value ?? null
}
