// What counts of the whole organisation's leads read instead of the leads.

export const sql = `
create table lead_counts (
  day date not null,
  is_qualified boolean not null,
  is_idle boolean not null,
  leads bigint not null,
  primary key (day, is_qualified, is_idle)
);
`
