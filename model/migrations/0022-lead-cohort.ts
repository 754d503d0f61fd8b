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

-- Which rows a delivery brought or changed is asked when it becomes visible and when it is taken back. Rows of one delivery do
-- not stay together: short ones fill the gaps that longer ones left on old pages.
drop index activities_imports;
drop index content_events_imports;
create index activities_brought on activities (created_import_id);
create index activities_changed on activities (import_id) where import_id <> created_import_id;
create index content_events_brought on content_events (created_import_id);
create index content_events_changed on content_events (import_id) where import_id <> created_import_id;
create index leads_brought on leads (created_import_id);
create index leads_changed on leads (import_id) where import_id <> created_import_id;
create index lead_scores_brought on lead_scores (created_import_id);
create index lead_scores_changed on lead_scores (import_id) where import_id <> created_import_id;
create index opportunities_brought on opportunities (created_import_id);
create index opportunities_changed on opportunities (import_id) where import_id <> created_import_id;
`
