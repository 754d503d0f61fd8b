// What figures on content read of whole months: the days of a person added up.

export const sql = `
create table content_months (
  rep_id bigint not null,
  month date not null,
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
  primary key (rep_id, month)
);
create index content_months_month on content_months (month);
`
