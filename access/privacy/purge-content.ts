// Uses of content: after a while nobody says any more who did what; how often each item was put before buyers stays.
import type { Query } from '../../model/database.ts'
import { keepTotalsBefore, refreshRollups, type Sending, touchRows } from '../../model/rollups/index.ts'
import { readSettings } from '../../model/settings.ts'
import type { Keeping } from './keeping.ts'
import { trimImports } from './trimmed.ts'

/**
 * Uses of content by person before a day, the first of a month. Figures of closed periods are kept; what figures on items and deals
 * go on needing stays in past_uses, without a person. Only uses from after their person had received the notice are in either.
 * @returns how many rows went
 */
export async function forgetUses(
  client: Sending,
  query: Query,
  keeping: Keeping,
  before: string,
): Promise<number> {
  const { rows } = await client.query(
    `select 1 from content_events where day < $1::date union all select 1 from content_days where day < $1::date limit 1`,
    [before],
  )
  if (rows.length === 0) return 0
  await keeping.figures(query, 'content_events', before)
  const { timeZone } = await readSettings(query)
  // As metric/rows/notice.ts decides it.
  await client.query(
    `insert into past_uses (content_item_id, day, kind, opportunity_id, uses)
     select event.content_item_id, event.day, event.kind, coalesce(event.opportunity_id, 0), count(*)
     from content_events as event
     left join (
       select person_id, min((received_at at time zone $2)::date) as since from notice_receipts group by 1
     ) as told on told.person_id = event.rep_id
     where event.day < $1::date and event.content_item_id is not null and event.kind in ('share', 'send', 'buyer-view', 'buyer-download')
       and (not (exists (select from users) or exists (select from notice_versions)) or told.since <= event.day or event.rep_id = 0)
     group by 1, 2, 3, 4
     on conflict (content_item_id, day, kind, opportunity_id) do nothing`,
    [before, timeZone],
  )
  // What was shown during stays of deals is told by past_uses from now on.
  await touchRows(client, 'content_events', 'row.day < $1::date and row.opportunity_id is not null', [before])
  let gone = await trimImports(client, 'content_events', before, 'row.day < $1::date')
  await keepTotalsBefore(client, 'content_events', before)
  for (const table of ['content_events', 'content_days'])
    gone += (await client.query(`delete from ${table} where day < $1::date`, [before])).rowCount ?? 0
  await client.query('delete from content_months where month < $1::date', [before])
  await refreshRollups(client)
  return gone
}
