// Figures of closed periods, and what open ones need, of rows that are no longer kept; and answers without a person.
export const sql = `
create table kept_figures (
  metric text not null,
  answer text not null,
  period text not null,
  starts_on date not null,
  team_id bigint not null,
  dimension text not null,
  lines text not null,
  as_of date not null,
  primary key (metric, answer, period, starts_on, team_id, dimension)
);

create table kept_people (
  metric text not null,
  answer text not null,
  period text not null,
  starts_on date not null,
  team_id bigint not null,
  rep_id bigint not null,
  size bigint not null,
  primary key (metric, answer, period, starts_on, team_id, rep_id)
);
create index kept_people_rep on kept_people (rep_id);

create table past_uses (
  content_item_id bigint not null,
  day date not null,
  kind text not null,
  opportunity_id bigint not null,
  uses bigint not null,
  primary key (content_item_id, day, kind, opportunity_id)
);
create index past_uses_deal on past_uses (opportunity_id) where opportunity_id <> 0;

alter table survey_answers add column is_trimmed boolean, add column had_comment boolean,
  add column kept_theme text, add column next_on date;
alter table feedback add column is_trimmed boolean, add column kept_theme text;

create table earlier_marks (
  survey_answer_id bigint not null,
  earlier_answer_id bigint not null,
  answered_on date not null,
  mark integer not null,
  primary key (survey_answer_id, earlier_answer_id)
);
`
