// Workshops of the periods, and the people around them: those invited and those who could have been, with what they sold before
// and after. The unit is the rep; deals of one rep are not independent.
import { sql } from 'kysely'
import { dealsAsOf, dealsByOwner, scopeOf, type Sql } from '../../metric/rows/counted-deals.ts'
import type { MetricContext } from '../../metric/definition.ts'
import { inSight } from '../../metric/rows/in-sight.ts'
import { afterNotice } from '../../metric/rows/notice.ts'
import type { Period } from '../../metric/period.ts'
import { periodRows } from '../../metric/rows/period-rows.ts'
import { organisation } from '../../metric/scope.ts'
import { isRep, teamOn } from './staff.ts'

/** Days looked at on each side: half a year, so that seasons and long cycles weigh less. */
export const windowDays = 182
/** Fewer deals than this on a side say nothing of a rep's own rate. */
export const fewestDeals = 3
/** An effect is read once so many days of "after" are known. */
export const fewestDaysAfter = 28
/** Cycles are followed for so many days at most: a longer one cannot be seen on both sides. */
export const horizon = 90

/** The same facts for every part of the organisation that is asked for, whoever sold. */
function everywhere(context: MetricContext): MetricContext {
  return { ...context, scope: organisation, seen: 'everybody', isUnattributed: true }
}

/** So many days before the first of the periods, as an expression: nothing earlier is looked at for workshops in them. */
function daysBeforeFirst(periods: readonly Period[], days: number): Sql {
  if (periods.some((period) => period.kind === 'all')) return sql`'-infinity'::date`
  const first = periods.map((period) => period.start).toSorted()[0]!
  return sql`(${first}::date - ${days}::integer)`
}

/**
 * Grain: one row per workshop of the periods. `wash_in` days after it are left out for what closes: a median cycle, read off
 * the deals won in the year before. `opens_to` and `closes_to` end the time after, cut at the as-of day.
 */
function workshops(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    select held.*, least(held.held_on + ${windowDays}::integer, ${context.asOf}::date) as opens_to,
      least(held.held_on + held.wash_in + ${windowDays}::integer, ${context.asOf}::date) as closes_to
    from (
      select workshop.*, coalesce(percentile_disc(0.5) within group (order by won.days), 0)::integer as wash_in
      from ${heldIn(context, periods)} as workshop
      left join ${wonBefore(context, periods)} as won on won.closed_on >= workshop.held_on - 365 and won.closed_on < workshop.held_on
      group by 1, 2, 3, 4, 5
    ) as held
  )`
}

/** Grain: one row per workshop of the periods. */
function heldIn(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    select p.position as period, workshop.workshop_id, workshop.name || ' (' || to_char(workshop.held_on, 'YYYY-MM-DD') || ')' as workshop,
      workshop.held_on, workshop.is_randomised
    from ${periodRows(context, periods)} as p
    join workshops as workshop on workshop.held_on between p.starts_on and p.last_on
  )`
}

/** Grain: one row per deal of the organisation won in the year before the periods, or later, with the `days` that it took. */
function wonBefore(context: MetricContext, periods: readonly Period[]): Sql {
  const first = daysBeforeFirst(periods, 365)
  if (context.isFromRows === true)
    return sql`(
      select won.closed_on, won.closed_on - won.opened_on as days from ${dealsAsOf(everywhere(context), 'closed')} as won
      where won.is_counted and won.outcome = 'won' and won.opened_on <= won.closed_on and won.closed_on >= ${first}
    )`
  return sql`(
    select closed.day as closed_on, cycle as days
    from deal_days as closed
    left join pipelines as pipeline on pipeline.pipeline_id = closed.pipeline_id
    cross join unnest(closed.cycles) as cycle
    where closed.outcome = 'won' and coalesce(pipeline.is_counted, true) and closed.day >= ${first} and closed.day <= ${context.asOf}::date
  )`
}

/**
 * Grain: one row per workshop of `held` (`heldIn`, or `workshops`) and rep: everybody invited, and the others who were there then. Where
 * the workshop lists people who were not invited (the second half of a draw), only they are compared with. `is_told`: she had received the
 * notice.
 */
function peopleAround(context: MetricContext, held: Sql): Sql {
  return sql`(
    select known.* from (
      select workshop.*, person.person_id as rep_id, person.hired_on, person.left_on, membership.team_id,
        coalesce(listed.is_invited, false) as is_invited, listed.has_attended, listed.score_before, listed.score_after,
        case when person.hired_on > workshop.held_on - 365 then 'new' else 'tenured' end as tenure,
        ${afterNotice(context, sql`person.person_id`, sql`workshop.held_on`)} as is_told
      from ${held} as workshop
      join people as person on ${isRep('person')}
      left join (
        select workshop_id, person_id, bool_or(is_invited) as is_invited, bool_or(has_attended) as has_attended,
          max(score_before) as score_before, max(score_after) as score_after
        from workshop_attendances group by 1, 2
      ) as listed on listed.workshop_id = workshop.workshop_id and listed.person_id = person.person_id
      left join (
        select workshop_id from workshop_attendances group by 1 having not bool_and(is_invited)
      ) as draw on draw.workshop_id = workshop.workshop_id
      ${teamOn(sql`person.person_id`, sql`workshop.held_on`)}
      where listed.person_id is not null or draw.workshop_id is null
    ) as known
    where ${scopeOf(context.scope, 'known')} and ${inSight(context, sql`known.rep_id`, sql`known.held_on`)}
  )`
}

/** Grain: one row per workshop and person who came, with both scores known. */
export function scores(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    select person.*, person.score_after - person.score_before as change
    from ${peopleAround(context, heldIn(context, periods))} as person
    where person.is_told and person.score_before is not null and person.score_after is not null
  )`
}

/**
 * Grain: one row per person around a workshop with deals opened and closed: in both halves of the time before (`early`, `late`)
 * and after. `is_there`: hired before the time before, and not gone before the end of the time after.
 */
export function observed(context: MetricContext, periods: readonly Period[]): Sql {
  const half = sql`(person.held_on - ${windowDays / 2}::integer)`
  const early = sql`event.day < ${half}`
  const late = sql`event.day >= ${half} and event.day < person.held_on`
  const closed = sql`event.kind <> 'opened'`
  const afterwards = sql`event.day > person.held_on + person.wash_in and event.day <= person.closes_to`
  const first = daysBeforeFirst(periods, windowDays)
  const counts = [
    'opened_early',
    'opened_late',
    'opened_after',
    'closed_early',
    'won_early',
    'closed_late',
    'won_late',
    'closed_after',
    'won_after',
    'soon_won_before',
    'soon_won_after',
  ].map((name) => sql`coalesce(sold.${sql.ref(name)}, 0) as ${sql.ref(name)}`)
  return sql`(
    with around as materialized (
      select person.*, (person.hired_on is null or person.hired_on <= person.held_on - ${windowDays}::integer)
        and (person.left_on is null or person.left_on > person.closes_to) as is_there
      from ${peopleAround(context, workshops(context, periods))} as person
    )
    select person.period, person.workshop_id, person.workshop, person.held_on, person.is_randomised, person.wash_in, person.opens_to,
      person.closes_to, person.rep_id, person.team_id, person.is_invited, person.has_attended, person.is_there, person.tenure,
      person.is_told, ${sql.join(counts)}
    from around as person
    left join (
      select person.workshop_id, person.rep_id,
        count(*) filter (where event.kind = 'opened' and ${early}) as opened_early,
        count(*) filter (where event.kind = 'opened' and ${late}) as opened_late,
        count(*) filter (where event.kind = 'opened' and event.day > person.held_on and event.day <= person.opens_to) as opened_after,
        count(*) filter (where ${closed} and ${early}) as closed_early,
        count(*) filter (where event.kind = 'won' and ${early}) as won_early,
        count(*) filter (where ${closed} and ${late}) as closed_late,
        count(*) filter (where event.kind = 'won' and ${late}) as won_late,
        count(*) filter (where ${closed} and ${afterwards}) as closed_after,
        count(*) filter (where event.kind = 'won' and ${afterwards}) as won_after,
        count(*) filter (where event.is_soon_won and event.closed_on < person.held_on) as soon_won_before,
        count(*) filter (where event.is_soon_won and event.day > person.held_on and event.closed_on <= person.opens_to) as soon_won_after
      from (
        select distinct workshop_id, rep_id, held_on, wash_in, opens_to, closes_to from around
      ) as person
      join (
        select deal.rep_id, deal.opened_on as day, 'opened' as kind, deal.closed_on,
          deal.outcome = 'won' and deal.closed_on between deal.opened_on and deal.opened_on + ${horizon}::integer as is_soon_won
        from ${dealsByOwner(context, 'opened')} as deal
        where deal.is_counted and deal.opened_on >= ${first} and deal.opened_on <= ${context.asOf}::date
        union all
        select deal.rep_id, deal.closed_on, deal.outcome, deal.closed_on, false from ${dealsByOwner(context, 'closed')} as deal
        where deal.is_counted and deal.outcome <> 'open' and deal.closed_on >= ${first}
      ) as event on event.rep_id = person.rep_id and event.day >= person.held_on - ${windowDays}::integer
        and event.day <= person.closes_to
      group by 1, 2
    ) as sold on sold.workshop_id = person.workshop_id and sold.rep_id = person.rep_id
  )`
}

/** Which of the people observed have enough deals on both sides for an outcome. Alias: `person`. */
export function isCompared(outcome: string): Sql {
  const there = sql`person.is_there and person.is_told`
  const long = (end: Sql) => sql`${end} >= person.held_on + ${fewestDaysAfter}::integer`
  switch (outcome) {
    case 'workshop-effect':
      return sql`${there} and ${long(sql`person.closes_to - person.wash_in`)}
        and person.closed_early + person.closed_late >= ${fewestDeals}::integer and person.closed_after >= ${fewestDeals}::integer`
    case 'workshop-cycle':
      return sql`${there} and ${long(sql`person.opens_to`)}
        and person.opened_early + person.opened_late >= ${fewestDeals}::integer and person.opened_after >= ${fewestDeals}::integer
        and person.soon_won_before > 0 and person.soon_won_after > 0`
    default:
      return sql`${there} and ${long(sql`person.opens_to`)} and person.opened_early + person.opened_late > 0`
  }
}

/** Grain: one row per person invited whose conversion could not be compared: she was not there all along, or closed too little. */
export function notCompared(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    select person.*, person.held_on as day, 'not-compared' as code
    from ${observed(context, periods)} as person where person.is_invited and not (${isCompared('workshop-effect')})
  )`
}

/** A person around a workshop, and until when deals that she opened count. */
export interface Around {
  readonly workshop_id: number
  readonly rep_id: number
  readonly held_on: string
  readonly opens_to: string
}

/**
 * Grain: one row per person of `people`, side ('before', 'after') and days, with how many of her deals were won or lost
 * then and how many were still open when the window ended. Deals opened in the window, followed to its end: both sides alike.
 */
export function cycles(context: MetricContext, periods: readonly Period[], people: readonly Around[]): Sql {
  const before = sql`deal.opened_on < person.held_on`
  const end = sql`case when ${before} then person.held_on - 1 else person.opens_to end`
  const listed = JSON.stringify(
    people.map(({ workshop_id, rep_id, held_on, opens_to }) => ({ workshop_id, rep_id, held_on, opens_to })),
  )
  return sql`(
    select person.workshop_id, person.rep_id, case when ${before} then 'before' else 'after' end as side,
      least(coalesce(deal.closed_on, 'infinity'::date), ${end}) - deal.opened_on as days,
      count(*) filter (where deal.outcome = 'won' and deal.closed_on <= ${end}) as won,
      count(*) filter (where deal.outcome = 'lost' and deal.closed_on <= ${end}) as lost,
      count(*) filter (where not coalesce(deal.outcome <> 'open' and deal.closed_on <= ${end}, false)) as open
    from jsonb_to_recordset(${listed}::jsonb) as person (workshop_id bigint, rep_id bigint, held_on date, opens_to date)
    join ${dealsByOwner(context, 'opened')} as deal on deal.rep_id = person.rep_id and deal.is_counted
      and deal.opened_on >= ${daysBeforeFirst(periods, windowDays)}
      and deal.opened_on >= person.held_on - ${windowDays}::integer and deal.opened_on <= person.opens_to
      and deal.opened_on <> person.held_on and (deal.closed_on is null or deal.closed_on >= deal.opened_on)
    group by 1, 2, 3, 4
  )`
}
