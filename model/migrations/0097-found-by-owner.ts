// Indexes that find what a person won, without its rows, and the deals that were hers for a while: the first sale of a newcomer is
// looked up without reading what everybody sold.

export const sql = `
create index opportunities_won_by on opportunities (owner_id, closed_on) include (account_id, opportunity_id, opened_on, pipeline_id)
  where outcome = 'won' and not is_deleted;
create index opportunity_owners_owner on opportunity_owners (owner_id) include (account_id, opportunity_id, starts_on, ends_on);
`
