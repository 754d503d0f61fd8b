// Recorded time: after a while its hours go and totals by day stay; later the totals of each person go and figures stay.
import type { Query } from '../../model/database.ts'
import {
  foldHours,
  keepHoursFrom,
  keepTotalsBefore,
  rememberDays,
  type Sending,
} from '../../model/rollups/index.ts'
import type { Keeping } from './keeping.ts'
import { trimImports } from './trimmed.ts'

/** Pieces of time with their hours, of before a day: what they came to is kept by day. @returns how many rows went */
export async function forgetHours(client: Sending, before: string): Promise<number> {
  const going = '(row.started_at is not null or row.ended_at is not null) and row.day < $1::date'
  await rememberDays(client, 'activities', before)
  const images = await trimImports(client, 'activities', before, going)
  await keepHoursFrom(client, before)
  return images + (await foldHours(client, 'row.day < $1::date', [before]))
}

/**
 * Everything that says what one person did with her time before a day, the first of a month: figures of closed periods are kept for
 * teams and the organisation. @returns how many rows went
 */
export async function forgetTime(
  client: Sending,
  query: Query,
  keeping: Keeping,
  before: string,
): Promise<number> {
  const { rows } = await client.query(
    `select 1 from activities where day < $1::date union all select 1 from activity_days where day < $1::date limit 1`,
    [before],
  )
  if (rows.length === 0) return 0
  await keeping.figures(query, 'activities', before)
  let gone = await trimImports(client, 'activities', before, 'row.day < $1::date')
  await keepTotalsBefore(client, 'activities', before)
  for (const table of ['activities', 'past_hours', 'activity_days'])
    gone += (await client.query(`delete from ${table} where day < $1::date`, [before])).rowCount ?? 0
  return gone
}
