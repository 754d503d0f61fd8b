// What people do (time, training, use of content, feedback about them) is used from the day on which they were told, and not
// before. Results from the CRM are business records: they are not narrowed by this.
import { sql } from 'kysely'
import type { Sql } from './counted-deals.ts'
import type { MetricContext } from '../definition.ts'

/**
 * Condition that a row about `person` on `day` may be used: she had received the notice by then. On a machine of one's own,
 * where nobody else has an account and no notice was ever written, there is nobody to tell yet.
 */
export function afterNotice({ settings }: MetricContext, person: Sql, day: Sql): Sql {
  return sql`(${nobodyToTell} or exists (
    select from notice_receipts as receipt
    where receipt.person_id = ${person} and (receipt.received_at at time zone ${settings.timeZone})::date <= ${day}))`
}

/**
 * The same for many rows: a join to put after them, once for each person instead of once for each row, under the alias `told`;
 * and `isToldOn`, the condition that goes with it.
 */
export function toldJoin({ settings }: MetricContext, person: Sql): Sql {
  return sql`left join (
      select person_id, min((received_at at time zone ${settings.timeZone})::date) as since from notice_receipts group by 1
    ) as told on told.person_id = ${person}`
}

export function isToldOn(day: Sql): Sql {
  return sql`(${nobodyToTell} or coalesce(told.since <= ${day}, false))`
}

const nobodyToTell = sql`not (exists (select from users) or exists (select from notice_versions))`
