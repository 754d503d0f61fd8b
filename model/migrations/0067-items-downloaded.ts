// Earlier uses of an item that nobody saw lately are found by its number: what buyers download among them, else the index answers no
// question that names it and all uses of the year are read.

export const sql = `
drop index content_events_item;
create index content_events_item on content_events (content_item_id, day) include (rep_id)
  where content_item_id is not null and kind in ('share', 'send', 'buyer-view', 'buyer-download');
`
