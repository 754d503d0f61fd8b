// How much time a small delivery brings, by its own ids and by day of the organisation, for a person to compare with the source.
import { type Client, select } from './sql.ts'
import { stagingTable } from './staging/columns.ts'
import type { TableWork } from './staging/table-work.ts'

/** Pieces of time told of one by one at most; a larger delivery is told of by its total. */
const mostPieces = 20
/** Ids that a door made of a digest: nothing in the source to compare with. */
const madeHere = '^[a-z]+:[0-9a-f]{32}$'
/** What a calendar's id has after its UID: of an instance of a series its own start, and whose calendar it is. */
const afterUid = '( \\d{4}-\\d{2}-\\d{2}T[\\d:]+Z)?( [^ ]+@[^ ]+)?$'

/** Adds the minutes of each piece and of each day. An interval over midnight is of both days. */
export async function addTimeChecks(
  client: Client,
  importId: number,
  work: TableWork | undefined,
  timeZone: string,
): Promise<void> {
  if (work === undefined) return
  const staged = stagingTable(importId, 'activities')
  const pieces = await select<{ piece: string; minutes: number }>(
    client,
    `select regexp_replace(external_id, $2, '') as piece, round(sum(seconds) / 60.0)::integer as minutes from ${staged}
     where external_id !~ $1 group by 1 order by min(n) limit ${mostPieces + 1}`,
    [madeHere, afterUid],
  )
  if (pieces.length === 0 || pieces.length > mostPieces) return
  const days = await select<{ day: string; minutes: number }>(
    client,
    `select day::text as day, round(sum(seconds) / 60.0)::integer as minutes from (
       select day, case when started_at is null then seconds
         else extract(epoch from least(started_at + make_interval(secs => seconds), (day + 1)::timestamp at time zone $1) - started_at) end as seconds
       from ${staged}
       union all
       select day + 1, extract(epoch from started_at + make_interval(secs => seconds) - ((day + 1)::timestamp at time zone $1))
       from ${staged} where started_at + make_interval(secs => seconds) > (day + 1)::timestamp at time zone $1
     ) as parts group by 1 order by 1`,
    [timeZone],
  )
  for (const { piece, minutes } of pieces)
    work.checks.push({
      code: `minutes:${piece}`,
      name: { fr: `Minutes de ${piece}`, en: `Minutes of ${piece}` },
      value: String(minutes),
    })
  for (const { day, minutes } of days)
    work.checks.push({
      code: `day-minutes:${day}`,
      name: { fr: `Minutes du ${day}`, en: `Minutes on ${day}` },
      value: String(minutes),
    })
}

/** Checks of this file in the plain form: `minutes` by piece, `minutes_per_day_in_org_zone` by day. */
export function plainTimeChecks(
  checks: readonly { readonly code: string; readonly value: string }[],
): Record<string, unknown> {
  const of = (start: string): Record<string, number> =>
    Object.fromEntries(
      checks.flatMap(({ code, value }) =>
        code.startsWith(start) ? [[code.slice(start.length), Number(value)] as const] : [],
      ),
    )
  const minutes = of('minutes:')
  return Object.keys(minutes).length === 0 ? {} : { minutes, minutes_per_day_in_org_zone: of('day-minutes:') }
}
