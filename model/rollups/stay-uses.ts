// Who put content before the buyer during each stay that ended, and on which day for the last time: the notice of the day decides
// when a figure is read whether that counts, and a use from after the notice is there exactly if the last one is from after it.
import { stayUses as table } from '../tables/stay-uses.ts'
import type { Rollup } from './rollup.ts'

const itself = (rows: string) => `select row.account_id, row.opportunity_id from ${rows} as row`

/** A use puts an item before a buyer. */
const isShown = `row.kind in ('share', 'send', 'buyer-view', 'buyer-download') and row.content_item_id is not null`

const stay = `row.account_id, row.opportunity_id, row.visit`

export const stayUses: Rollup = {
  table: 'stay_uses',
  behind: {
    stage_visits: itself,
    content_events: (rows) =>
      `${itself(rows)} where row.opportunity_id is not null and row.account_id is not null and ${isShown}`,
  },
  part: { account_id: 'bigint', opportunity_id: 'bigint' },
  version: 1,
  isOfDays: false,
  columns: Object.keys(table.columns),
  order: ['left_on', 'account_id', 'opportunity_id', 'visit', 'rep_id'],
  // Uses of days whose rows are no longer kept stay in past_uses, of people who had the notice.
  rows: ({ on }) => `
    with stay as materialized (
      select ${stay}, row.entered_on, row.left_on from stage_visits as row where row.left_on is not null and ${on('row')}
    ), shown as materialized (
      select row.account_id, row.opportunity_id, row.rep_id, row.day from content_events as row
      where row.opportunity_id is not null and ${isShown} and ${on('row')}
    )
    select ${stay}, shown.rep_id, row.left_on, max(shown.day)
    from stay as row join shown on shown.account_id = row.account_id and shown.opportunity_id = row.opportunity_id
      and shown.day between row.entered_on and row.left_on
    group by ${stay}, shown.rep_id, row.left_on
    union all
    select ${stay}, 0::bigint, row.left_on, max(past.day)
    from stay as row join past_uses as past on past.opportunity_id = row.opportunity_id
      and past.opportunity_id <> 0 and past.day between row.entered_on and row.left_on
    group by ${stay}, row.left_on`,
}
