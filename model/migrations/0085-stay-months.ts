// What the turnover of the whole organisation reads of whole months instead of every stay that ran in them.

export const sql = `
create table stay_months (
  ended_in date not null,
  started_in date not null,
  stays bigint not null,
  primary key (ended_in, started_in)
);
`
