// Work on content outlives its person: once nobody says any more who did it, whether she had been told by then is kept with it.

export const sql = `
alter table content_work add column is_before_notice boolean;
`
