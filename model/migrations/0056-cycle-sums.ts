// What a mean of days is worked out from, beside the days themselves: a figure of the whole organisation adds up a row a day, and not
// a number a deal. The rollup is made anew.

export const sql = `
alter table deal_days add column timed_deals bigint not null default 0;
alter table deal_days add column cycle_days bigint not null default 0;
alter table deal_days add column cycle_squares bigint not null default 0;
`
