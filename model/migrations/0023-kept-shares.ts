// Of each person behind a kept figure, what tells whether two figures that overlap differ by her: without it, figures of closed
// periods could not be held apart from each other once the rows are gone.
export const sql = `
alter table kept_people add column below bigint, add column share text, add column adds_up boolean;
`
