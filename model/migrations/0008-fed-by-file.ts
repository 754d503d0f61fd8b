// Workshops are known again by their name and day; targets come from files too, and are led back to them.

export const sql = `
alter table workshops add column name_key text not null default '';
update workshops set name_key = lower(name);

alter table targets
  add column source text,
  add column external_id text,
  add column created_import_id bigint,
  add column import_id bigint,
  add column import_file_id bigint,
  add column source_row bigint,
  add column content_hash uuid;
create index targets_external on targets (external_id, source);
create index feedback_answer on feedback (survey_answer_id) where survey_answer_id is not null;
`
