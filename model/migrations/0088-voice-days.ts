// What the voice of the customer reads of the whole organisation instead of every voice, and the indexes by which the days are found
// that an action or a delivery changes.

export const sql = `
create table voice_days (
  day date not null,
  theme text not null,
  acted_on date not null,
  sentiment text not null,
  voices bigint not null,
  primary key (day, theme, acted_on, sentiment)
);
create index feedback_actions_ref on feedback_actions (feedback_ref) where feedback_ref is not null;

-- Which rows a delivery brought or changed, as for other tables that rollups are made of. Themes are few.
create index feedback_brought on feedback (created_import_id);
create index feedback_changed on feedback (import_id) where import_id <> created_import_id;
create index feedback_actions_brought on feedback_actions (created_import_id);
create index feedback_actions_changed on feedback_actions (import_id) where import_id <> created_import_id;
`
