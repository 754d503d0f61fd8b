// Counts of all that ever was, so that what is told of the whole of the data is not added up from each of its days; and indexes that
// find what customers said, and what was done about it, without reading all that they ever answered.

export const sql = `
create table score_totals (
  method text not null,
  score double precision not null,
  leads bigint not null,
  primary key (method, score)
);

create table delay_totals (
  is_qualified boolean not null,
  days integer not null,
  leads bigint not null,
  primary key (is_qualified, days)
);

create table deal_totals (
  pipeline_id bigint not null,
  outcome text not null,
  deals bigint not null,
  primary key (pipeline_id, outcome)
);

-- How many deals were open on a day is told by indexes alone.
drop index deal_kinds_open;
create index deal_kinds_open on deal_kinds (opened_on) include (pipeline_id, is_deleted) where outcome = 'open';
drop index deal_kinds_closed;
create index deal_kinds_closed on deal_kinds (closed_on) include (opened_on, pipeline_id, is_deleted, outcome);

create index survey_answers_said on survey_answers (answered_on) where comment is not null or had_comment;
create index feedback_actions_day on feedback_actions (acted_on);
`
