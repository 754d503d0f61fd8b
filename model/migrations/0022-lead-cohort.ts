// What figures about leads read instead of leads, their deals and their scores; and the indexes that keep a delivery as quick
// after ten years as after one.

export const sql = `
create table lead_cohort (
  account_id bigint not null,
  lead_id bigint not null,
  created_on date,
  owner_id bigint,
  lead_source text,
  is_qualified boolean,
  is_converted boolean,
  has_opportunity boolean not null,
  is_customer boolean not null,
  became_on date,
  scored_on date,
  score double precision,
  method text,
  given_good boolean,
  primary key (account_id, lead_id)
);
create index lead_cohort_created on lead_cohort (created_on);
create index lead_cohort_became on lead_cohort (became_on) include (created_on, is_qualified) where became_on is not null;

create table score_days (
  is_dated boolean not null,
  day date not null,
  method text not null,
  score double precision not null,
  leads bigint not null,
  primary key (is_dated, day, method, score)
);

create index lead_scores_day on lead_scores (scored_on);
create index leads_own_scores on leads (coalesce(created_on, '-infinity'::date)) where score is not null;

-- The rows of one delivery lie together: a few kilobytes tell where, when it is taken back or its leads are told again.
create index leads_imports on leads using brin (created_import_id, import_id) with (pages_per_range = 32);
create index lead_scores_imports on lead_scores using brin (created_import_id, import_id) with (pages_per_range = 32);
create index opportunities_imports on opportunities using brin (created_import_id, import_id) with (pages_per_range = 32);
`
