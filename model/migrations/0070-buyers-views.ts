// What buyers download counts as put before them; the indexes of what buyers saw hold it too. Nobody has the number 0: a view whose
// sharer is not known is nobody's.

export const sql = `
drop index content_events_buyers;
create index content_events_buyers on content_events (opportunity_id, day) include (account_id, rep_id, content_item_id)
  where opportunity_id is not null and content_item_id is not null and kind in ('share', 'send', 'buyer-view', 'buyer-download');

drop index content_events_shown;
create index content_events_shown on content_events (day) include (content_item_id, rep_id, kind, account_id, opportunity_id, content_event_id)
  where content_item_id is not null and kind in ('share', 'send', 'buyer-view', 'buyer-download');

alter table content_events add constraint content_events_of_somebody check (rep_id <> 0 or kind in ('buyer-view', 'buyer-download'));
`
