// What figures about customers read instead of all of them, one by one.

export const sql = `
alter table deal_kinds add column segment text not null default '';
alter table deal_kinds add column main_product_id bigint;
alter table deal_kinds add column amount_minor bigint;
alter table deal_kinds add column currency text;

create table customer_months (
  month date not null,
  segment text not null,
  accounts bigint not null,
  primary key (month, segment)
);

create table won_cycles (
  days integer not null,
  deals bigint not null,
  primary key (days)
);
`
