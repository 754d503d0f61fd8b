// What figures about sales to customers, stages and leads read instead of the rows: a narrow row for each deal, and counts of them.

export const sql = `
create table deal_kinds (
  account_id bigint not null,
  opportunity_id bigint not null,
  opened_on date,
  closed_on date,
  outcome text not null,
  pipeline_id bigint,
  type text,
  is_deleted boolean not null,
  is_identified boolean not null,
  has_cross_sell_line boolean not null,
  has_upsell_line boolean not null,
  customer_since date,
  families_since date,
  primary key (account_id, opportunity_id)
);
create index deal_kinds_closed on deal_kinds (closed_on);
create index deal_kinds_open on deal_kinds (opened_on) where outcome = 'open';

create table deal_kind_days (
  day date not null,
  pipeline_id bigint not null,
  outcome text not null,
  kind text not null,
  is_stated boolean not null,
  is_said_existing boolean not null,
  deals bigint not null,
  primary key (day, pipeline_id, outcome, kind, is_stated, is_said_existing)
);

create table deal_paths (
  account_id bigint not null,
  opportunity_id bigint not null,
  opened_on date not null,
  pipeline_id bigint not null,
  outcome text not null,
  stages bigint[] not null,
  running bigint[] not null,
  days bigint[] not null,
  primary key (account_id, opportunity_id)
);

create table path_days (
  day date not null,
  pipeline_id bigint not null,
  outcome text not null,
  stages bigint[] not null,
  deals bigint not null,
  primary key (day, pipeline_id, outcome, stages)
);

create table stay_days (
  day date not null,
  pipeline_id bigint not null,
  stage_id bigint not null,
  is_open boolean not null,
  running integer not null,
  days integer not null,
  deals bigint not null,
  primary key (day, pipeline_id, stage_id, is_open, running, days)
);

create table lead_delays (
  month date not null,
  is_qualified boolean not null,
  days integer not null,
  leads bigint not null,
  primary key (month, is_qualified, days)
);
`
