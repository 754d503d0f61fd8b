// Whether any lead carries a score of its own is asked with every page.

export const sql = `
create index leads_scored on leads (account_id) where score is not null;
`
