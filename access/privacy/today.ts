// The organisation's day, by which time runs out: in its own zone. The clock of a demonstration stands still at the last
// day of its data, or all of it would be past every limit.
import type { Query } from '../../model/database.ts'
import { isDemonstration, readSettings } from '../../model/settings.ts'

/** 'YYYY-MM-DD'. A demonstration is a house whose setting 'demonstration' is true. */
export async function purgeDay(query: Query, now: Date): Promise<string> {
  if (await isDemonstration(query)) {
    const last = await query
      .selectFrom('imports')
      .select(({ fn }) => fn.max('as_of').as('day'))
      .where('state', '=', 'visible')
      .executeTakeFirst()
    if (typeof last?.day === 'string') return last.day
  }
  const { timeZone } = await readSettings(query)
  return new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(now)
}
