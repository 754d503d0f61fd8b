// Attribution as it was: who owned an opportunity on a day, and in which team that person was on that day.
import { type RawBuilder, sql } from 'kysely'

/**
 * Joins to put after `opportunities as o`: `stay`, the owner on `day` where the opportunity changed hands, and
 * `membership`, the team of that owner on that day. At most one row of each, so no opportunity is doubled.
 * `day` is a date expression over `o`, such as sql`o.closed_on`; when it is null, the present holds. `among`, an array
 * of numbers of opportunities, spares looking through those of all others.
 *
 * @example sql`select ${ownerThen} as owner_id, ${teamThen} as team_id from opportunities as o ${attributionOn(sql`o.closed_on`)}`
 */
export function attributionOn(day: RawBuilder<unknown>, among?: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`${ownershipOn(day, among)}
    left join memberships as membership
      on membership.person_id = coalesce(stay.owner_id, o.owner_id)
      and (membership.starts_on is null or membership.starts_on <= coalesce(${day}, 'infinity'::date))
      and (membership.ends_on is null or coalesce(${day}, 'infinity'::date) < membership.ends_on)`
}

/** The first of the two joins, where no team is asked for. */
export function ownershipOn(day: RawBuilder<unknown>, among?: RawBuilder<unknown>): RawBuilder<unknown> {
  const isAmong = among === undefined ? sql`` : sql` and stay.opportunity_id = any (${among})`
  return sql`left join opportunity_owners as stay
      on stay.account_id = o.account_id and stay.opportunity_id = o.opportunity_id${isAmong}
      and (stay.starts_on is null or stay.starts_on <= coalesce(${day}, 'infinity'::date))
      and (stay.ends_on is null or coalesce(${day}, 'infinity'::date) < stay.ends_on)`
}

/** The person who owned `o` on the day given to `attributionOn`; the present owner is `o.owner_id`. */
export const ownerThen: RawBuilder<number | null> = sql`coalesce(stay.owner_id, o.owner_id)`

/** The team of that person on that day; null when the person was in none. */
export const teamThen: RawBuilder<number | null> = sql`membership.team_id`
