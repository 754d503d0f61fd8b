// The code of the first start, and the browsers that it opened.

export const sql = `
create table first_starts (
  reference_hash text primary key,
  kind text not null,
  started_at timestamp with time zone not null,
  last_used_at timestamp with time zone not null
);
`
