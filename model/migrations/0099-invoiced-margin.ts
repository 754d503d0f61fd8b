// The margin of a year of invoices is told by those that carry one: where few or none do, all others need not be read.
export const sql = `
create index revenue_margin on revenue (day) include (margin_minor, amount_minor) where margin_minor is not null;
`
