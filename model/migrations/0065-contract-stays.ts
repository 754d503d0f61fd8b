// What figures of customers under contract read instead of all contracts that ever were. The day of contracts is found by an index
// that already starts with it.

export const sql = `
create table contract_stays (
  account_id bigint not null,
  started_on date not null,
  ended_on date not null,
  reason text,
  described_on date,
  is_identified boolean not null,
  primary key (account_id, started_on)
);
create index contract_stays_ended on contract_stays (ended_on);
create index contract_stays_described on contract_stays (account_id) where described_on is not null;

create table stay_ages (
  age integer not null,
  stays bigint not null,
  primary key (age)
);
`
