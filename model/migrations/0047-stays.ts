// What figures of stages and of content read instead of all stays of all deals: of each stay that ended when its deal went on, and
// who put content before the buyer meanwhile.

export const sql = `
create table stage_stays (
  account_id bigint not null,
  opportunity_id bigint not null,
  visit integer not null,
  stage_id bigint not null,
  pipeline_id bigint not null,
  left_on date not null,
  went_on date,
  primary key (account_id, opportunity_id, visit)
);
create index stage_stays_left on stage_stays (left_on);

create table stay_uses (
  account_id bigint not null,
  opportunity_id bigint not null,
  visit integer not null,
  rep_id bigint not null,
  left_on date not null,
  last_on date not null,
  primary key (account_id, opportunity_id, visit, rep_id)
);
create index stay_uses_left on stay_uses (left_on);

-- Uses of one item with buyers, the notice of whose day an index tells; nothing looks for other uses of it.
drop index content_events_item;
create index content_events_item on content_events (content_item_id, day) include (rep_id)
  where content_item_id is not null and kind in ('share', 'send', 'buyer-view');

-- Which stays a delivery brought: to add them up, and to take them back.
create index stage_visits_brought on stage_visits (created_import_id);
`
