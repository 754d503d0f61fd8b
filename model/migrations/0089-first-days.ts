// How many customers were won on a day, instead of each of them.

export const sql = `
alter table first_purchases add column is_identified boolean not null default false;

create table first_days (
  day date not null,
  customers bigint not null,
  primary key (day)
);
`
