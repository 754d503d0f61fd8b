// The day that a list of customers without days describes: what of a contract was reckoned from it, and is no event of the calendar.

export const sql = `
alter table subscriptions add column described_on date;
create index subscriptions_described on subscriptions (account_id) where described_on is not null;
`
