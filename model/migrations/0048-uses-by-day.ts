// What was put before buyers in a period is told by the index of its days alone, which use it was included.

export const sql = `
drop index content_events_shown;
create index content_events_shown on content_events (day)
  include (content_item_id, rep_id, kind, account_id, opportunity_id, content_event_id)
  where content_item_id is not null and kind in ('share', 'send', 'buyer-view');
`
