// What is kept of a person's time, for herself: by day, category and how it is known.
import { sql } from 'kysely'
import type { ActivityCategory } from '../../model/codes.ts'
import type { Query } from '../../model/database.ts'
import { secondsColumns } from '../../model/rollups/index.ts'

/** Where time comes from: what she brought herself, her calendar, her mailbox, or a source of the company. */
export type TimeOrigin = 'tracker' | 'calendar' | 'mailbox' | 'card' | 'company'

export interface HeldTime {
  readonly day: string
  readonly category: ActivityCategory
  readonly basis: 'declared' | 'captured'
  readonly origin: TimeOrigin
  readonly minutes: number
}

/** By day, newest first; at most so many lines as a page shows. */
export async function heldTime(
  query: Query,
  personId: number,
  { before, limit }: { readonly before: string | null; readonly limit: number },
): Promise<HeldTime[]> {
  const past = sql.join(
    [...secondsColumns].map(([category, column]) => sql`(${category}::text, past.${sql.ref(column)})`),
  )
  const { rows } = await sql<Omit<HeldTime, 'minutes'> & { seconds: number }>`
    with days as (
      select distinct day from (
        select day from activities where rep_id = ${personId} union all select day from past_hours where rep_id = ${personId}
      ) as every
      where ${before}::date is null or day < ${before}::date
      order by day desc limit ${limit}
    )
    select day, category, basis, origin, sum(seconds)::integer as seconds
    from (
      select day, category, basis, seconds,
        case when source like 'own tracker%' then 'tracker' when source like 'own card%' then 'card'
          when source like 'own calendar%' then 'calendar' when source like 'own mailbox%' then 'mailbox' else 'company' end as origin
      from activities where rep_id = ${personId} and day in (select day from days)
      union all
      select past.day, noted.category, past.basis, noted.seconds, case when past.is_own then 'calendar' else 'company' end
      from past_hours as past cross join lateral (values ${past}) as noted (category, seconds)
      where past.rep_id = ${personId} and past.day in (select day from days) and noted.seconds is not null
    ) as kept
    group by 1, 2, 3, 4 order by 1 desc, 3, 4, 2`.execute(query)
  return rows.map(({ seconds, ...row }) => ({ ...row, minutes: Math.round(seconds / 60) }))
}
