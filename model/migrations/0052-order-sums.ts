// What figures of customers without a contract read instead of all their invoices.

export const sql = `
create table order_sums (
  account_id bigint not null,
  first_on date not null,
  last_on date not null,
  days integer not null,
  later_minor bigint not null,
  currency text,
  is_mixed boolean not null,
  primary key (account_id)
);
`
