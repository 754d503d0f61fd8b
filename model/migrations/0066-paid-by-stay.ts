// What a customer pays in a month stands beside its stay, and since when it has paid that: contracts are looked up only where the day
// asked for is an earlier one. The rollup is made anew.

export const sql = `
alter table contract_stays add column steady_from date not null default 'infinity';
alter table contract_stays add column contracts integer not null default 0;
alter table contract_stays add column monthly_minor bigint;
alter table contract_stays add column currency text;
alter table contract_stays add column is_mixed boolean not null default false;
`
