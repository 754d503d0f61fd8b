// What the growth matrix reads instead of every answer before every sale of a year.

export const sql = `
create table deal_answers (
  account_id bigint not null,
  opportunity_id bigint not null,
  closed_on date not null,
  mark integer not null,
  primary key (account_id, opportunity_id)
);
create index deal_answers_closed on deal_answers (closed_on) include (account_id, opportunity_id, mark);
`
