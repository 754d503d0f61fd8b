// The segment by which stays are compared with their like stands beside each: for a figure of a quarter no account is looked up. The
// rollup is made anew.

export const sql = `
alter table stage_stays add column segment text not null default '';
`
