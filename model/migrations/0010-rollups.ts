// Totals by person and day, from which figures about time and content are read; and the indexes that keep a page as quick
// after ten years as after one.

export const sql = `
create table rollups (
  rollup text not null,
  version integer not null,
  rows_from date,
  primary key (rollup)
);

create table activity_days (
  rep_id bigint not null,
  day date not null,
  basis text not null,
  activities bigint not null,
  selling_micros bigint not null,
  tracked_micros bigint not null,
  buyer_facing_seconds bigint,
  prospecting_seconds bigint,
  preparation_seconds bigint,
  email_seconds bigint,
  crm_seconds bigint,
  content_seconds bigint,
  internal_seconds bigint,
  training_seconds bigint,
  admin_seconds bigint,
  travel_seconds bigint,
  other_seconds bigint,
  primary key (rep_id, day, basis)
);
create index activity_days_day on activity_days (day);

create table content_days (
  rep_id bigint not null,
  day date not null,
  searches bigint not null,
  search_seconds bigint not null,
  opens bigint not null,
  open_seconds bigint not null,
  downloads bigint not null,
  download_seconds bigint not null,
  customises bigint not null,
  customise_seconds bigint not null,
  sends bigint not null,
  send_seconds bigint not null,
  shares bigint not null,
  share_seconds bigint not null,
  answered_searches bigint not null,
  empty_searches bigint not null,
  timed_searches bigint not null,
  found_seconds integer[] not null,
  found_later_seconds integer[] not null,
  primary key (rep_id, day)
);
create index content_days_day on content_days (day);

-- The rows of one delivery lie together: a few kilobytes tell where, when it is taken back or its days are added up.
create index activities_imports on activities using brin (created_import_id, import_id) with (pages_per_range = 32);
create index content_events_imports on content_events using brin (created_import_id, import_id) with (pages_per_range = 32);
`
