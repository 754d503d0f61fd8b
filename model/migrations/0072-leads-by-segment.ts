// A lead's own company stands beside it: whether it is known, and its segment, as beside its deal and its stays. The rollup is made
// anew. What was spent on an item, and who worked on it, is found by its number: however much was ever spent, few items lie idle;
// and accounts of which nothing is known by theirs: they are few beside those that are.

export const sql = `
alter table lead_cohort add column is_identified boolean not null default false;
alter table lead_cohort add column segment text not null default '';
create index costs_item on costs (content_item_id) where content_item_id is not null;
create index accounts_unknown on accounts (account_id) where not is_identified;
create index content_work_item on content_work (content_item_id);
`
