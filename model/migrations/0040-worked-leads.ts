// The day from which something had come of a lead: as of an earlier day nobody works it yet. Rollups of leads are made anew.

export const sql = `
alter table lead_cohort add column worked_on date;
create index lead_cohort_worked on lead_cohort (worked_on) include (created_on, is_qualified) where worked_on is not null;
`
