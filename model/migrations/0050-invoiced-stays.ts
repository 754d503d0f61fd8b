// What figures of customers known by their invoices read instead of all invoices.

export const sql = `
create table invoiced_stays (
  account_id bigint not null,
  started_on date not null,
  last_on date not null,
  patience integer not null,
  primary key (account_id, started_on)
);
create index invoiced_stays_last on invoiced_stays (last_on);
`
