// What figures of the whole organisation read instead of its closed deals; and indexes that find what ended in a period, and what
// was put before the buyer of a deal, without reading all that ever was.

export const sql = `
create table deal_days (
  day date not null,
  pipeline_id bigint not null,
  outcome text not null,
  deals bigint not null,
  cycles integer[] not null,
  primary key (day, pipeline_id, outcome)
);

create index subscriptions_ends on subscriptions (ends_on);
create index stage_visits_left on stage_visits (left_on);
create index content_events_buyers on content_events (account_id, opportunity_id, day) include (rep_id, content_item_id)
  where opportunity_id is not null and content_item_id is not null and kind in ('share', 'send', 'buyer-view');
`
