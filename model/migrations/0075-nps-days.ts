// What the Net Promoter Score of the whole organisation reads instead of every answer, and the index by which the other answers of a
// person are found when one of hers comes or goes.

export const sql = `
create table nps_days (
  day date not null,
  mark integer not null,
  next_on date not null,
  answers bigint not null,
  primary key (day, mark, next_on)
);
create index survey_answers_respondent on survey_answers (respondent) where respondent is not null;

-- Which rows a delivery brought or changed, as for other tables that rollups are made of.
create index survey_answers_brought on survey_answers (created_import_id);
create index survey_answers_changed on survey_answers (import_id) where import_id <> created_import_id;
`
