// Indexes that find what belongs to the deals of a period by their numbers, and the deals that are open, so that a figure of a
// quarter reads as much after ten years as after one.

export const sql = `
create index opportunities_number on opportunities (opportunity_id);
create index opportunities_open on opportunities (opportunity_id) where outcome = 'open';
drop index opportunities_closed_on_outcome_idx;
drop index opportunities_opened_on_idx;
create index opportunities_closed on opportunities (closed_on, outcome) include (opportunity_id);
create index opportunities_opened on opportunities (opened_on) include (opportunity_id);
create index opportunity_owners_deal on opportunity_owners (opportunity_id);
create index opportunity_lines_deal on opportunity_lines (opportunity_id);
create index opportunity_lines_kinds on opportunity_lines (account_id, opportunity_id) where type in ('cross-sell', 'upsell');
create index stage_visits_deal on stage_visits (opportunity_id);

drop index stage_visits_left;
create index stage_visits_left on stage_visits (left_on) include (opportunity_id);

drop index content_events_buyers;
create index content_events_buyers on content_events (opportunity_id, day) include (account_id, rep_id, content_item_id)
  where opportunity_id is not null and content_item_id is not null and kind in ('share', 'send', 'buyer-view');

drop index content_events_shown;
create index content_events_shown on content_events (day) include (content_item_id, rep_id, kind, account_id, opportunity_id)
  where content_item_id is not null and kind in ('share', 'send', 'buyer-view');
`
