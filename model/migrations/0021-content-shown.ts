// What was put before buyers in a period is counted from an index alone: the events themselves are seven times as wide.

export const sql = `
create index content_events_shown on content_events (day) include (content_item_id, rep_id, kind)
  where content_item_id is not null and kind in ('share', 'send', 'buyer-view');
`
