// What time came to once its hours are no longer kept, and what is still known of totals whose rows have gone.
export const sql = `
create table past_hours (
  rep_id bigint not null,
  day date not null,
  basis text not null,
  is_own boolean not null,
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
  primary key (rep_id, day, basis, is_own)
);
create index past_hours_day on past_hours (day);

alter table rollups add column hours_from date, add column first_day date, add column last_day date;
`
