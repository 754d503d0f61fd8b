// The first deal that newcomers won themselves, found by its owner: what everybody else won is not read.
import { sql } from 'kysely'
import { dayIn, type Sql } from '../../metric/rows/counted-deals.ts'
import type { MetricContext } from '../../metric/definition.ts'
import type { Period } from '../../metric/period.ts'
import { firstDayOf } from './sold.ts'

/**
 * Grain: one row per rep hired in the periods who has won a deal that she opened herself, since her hire and before she left: the
 * first of them, by its number on one day. Deals won that are hers and those that were hers on the day they closed are put together;
 * then it is looked up who else had them.
 */
export function firstWon(context: MetricContext, periods: readonly Period[]): Sql {
  const { asOf } = context
  const isWon = sql`o.outcome = 'won' and not o.is_deleted and o.closed_on >= ${firstDayOf(periods)} and o.closed_on <= ${asOf}::date`
  const isHers = sql`o.closed_on >= person.hired_on and o.closed_on < person.until_day and o.opened_on >= person.hired_on`
  const deal = sql`person.person_id as rep_id, o.account_id, o.opportunity_id, o.opened_on, o.closed_on, o.owner_id, o.pipeline_id`
  const stayOn = (name: string, day: Sql) => {
    const of = (column: string) => sql.ref(`${name}.${column}`)
    return sql`left join stays as ${sql.ref(name)} on ${of('account_id')} = o.account_id and ${of('opportunity_id')} = o.opportunity_id
      and (${of('starts_on')} is null or ${of('starts_on')} <= ${day}) and (${of('ends_on')} is null or ${day} < ${of('ends_on')})`
  }
  return sql`(
    with newcomers as materialized (
      select person.person_id, person.hired_on, least(person.left_on, ${asOf}::date + 1) as until_day
      from people as person where ${dayIn(sql`person.hired_on`, periods, asOf)}
    ),
    held as materialized (
      select stay.account_id, stay.opportunity_id, stay.starts_on, stay.ends_on, person.*
      from opportunity_owners as stay join newcomers as person on person.person_id = stay.owner_id
      where stay.owner_id = any (array(select person_id from newcomers)) and (stay.ends_on is null or stay.ends_on > person.hired_on)
    ),
    won as materialized (
      select ${deal} from opportunities as o join newcomers as person on person.person_id = o.owner_id
      where o.owner_id = any (array(select person_id from newcomers)) and ${isWon} and ${isHers}
      union all
      select ${deal} from opportunities as o
      join held as person on person.account_id = o.account_id and person.opportunity_id = o.opportunity_id
        and (person.starts_on is null or person.starts_on <= o.closed_on) and (person.ends_on is null or o.closed_on < person.ends_on)
      where o.opportunity_id = any (array(select opportunity_id from held)) and ${isWon} and ${isHers}
        and o.owner_id is distinct from person.person_id
    ),
    stays as materialized (
      select stay.* from opportunity_owners as stay where stay.opportunity_id = any (array(select opportunity_id from won))
    )
    select distinct on (o.rep_id) o.rep_id, o.closed_on, o.account_id, o.opportunity_id
    from won as o
    ${stayOn('opener', sql`o.opened_on`)}
    ${stayOn('closer', sql`o.closed_on`)}
    left join pipelines as pipeline on pipeline.pipeline_id = o.pipeline_id
    where coalesce(opener.owner_id, o.owner_id) = o.rep_id and coalesce(closer.owner_id, o.owner_id) = o.rep_id
      and coalesce(pipeline.is_counted, true)
    order by o.rep_id, o.closed_on, o.opportunity_id
  )`
}
