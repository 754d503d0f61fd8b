// Recorded time: after a while its hours go and totals by day stay; later the totals of each person go and figures stay. What went
// into content stays with the content, without its person.
import type { Query } from '../../model/database.ts'
import {
  foldHours,
  keepHoursFrom,
  keepTotalsBefore,
  rememberDays,
  type Sending,
} from '../../model/rollups/index.ts'
import { readSettings } from '../../model/settings.ts'
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
  const worked = await forgetWorkers(client, query, before)
  const { rows } = await client.query(
    `select 1 from activities where day < $1::date union all select 1 from activity_days where day < $1::date limit 1`,
    [before],
  )
  if (rows.length === 0) return worked
  await keeping.figures(query, 'activities', before)
  let gone = worked + (await trimImports(client, 'activities', before, 'row.day < $1::date'))
  await keepTotalsBefore(client, 'activities', before)
  for (const table of ['activities', 'past_hours', 'activity_days'])
    gone += (await client.query(`delete from ${table} where day < $1::date`, [before])).rowCount ?? 0
  return gone
}

/**
 * Who worked on which content before a day. No figure says it: what an item cost is the hours, and whether their person had been told
 * by then. Rows stay as they were brought, so that a delivery sent again finds them. @returns how many rows lost their person or went
 */
async function forgetWorkers(client: Sending, query: Query, before: string): Promise<number> {
  const going = 'row.day < $1::date and row.rep_id is not null'
  const images = await trimImports(client, 'content_work', before, going)
  const { timeZone } = await readSettings(query)
  // As metric/rows/notice.ts decides it.
  const { rowCount } = await client.query(
    `update content_work as row
     set rep_id = null, is_before_notice = coalesce(row.is_before_notice, false) or (
       (exists (select from users) or exists (select from notice_versions)) and coalesce(told.since > row.day, true))
     from (
       select person.person_id, min((receipt.received_at at time zone $2)::date) as since
       from people as person left join notice_receipts as receipt on receipt.person_id = person.person_id group by 1
     ) as told
     where told.person_id = row.rep_id and ${going}`,
    [before, timeZone],
  )
  return images + (rowCount ?? 0)
}
