// How many purchases an advertising platform says that a cost brought.
export const sql = `
alter table costs add column purchases double precision;
`
