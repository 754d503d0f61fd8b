// The totals that an erasure must leave as they are, as one text to compare: rows, amounts, and who has how many.
import type pg from 'pg'

const totals: Readonly<Record<string, string>> = {
  people: `select count(*), count(hired_on), count(left_on), count(manager_id) from people`,
  memberships: `select count(*), count(distinct (person_id, team_id)) from memberships`,
  opportunities: `select owner_id, outcome, currency, is_deleted, count(*), sum(amount_minor), count(closed_on), count(opened_on)
    from opportunities group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
  opportunity_lines: `select product_id, currency, count(*), sum(amount_minor) from opportunity_lines group by 1, 2 order by 1, 2`,
  opportunity_owners: `select owner_id, count(*) from opportunity_owners group by 1 order by 1`,
  stage_visits: `select stage_id, count(*), count(left_on) from stage_visits group by 1 order by 1`,
  leads: `select owner_id, is_qualified, is_converted, count(*), count(created_on) from leads group by 1, 2, 3 order by 1, 2, 3`,
  lead_days: `select owner_id, sum(leads) from lead_days group by 1 order by 1`,
  accounts: `select owner_id, is_identified, count(*) from accounts group by 1, 2 order by 1, 2`,
  targets: `select count(*), sum(value) from targets`,
}

/** Every total, table by table, as one text. */
export async function totalsOf(client: pg.ClientBase): Promise<string> {
  const lines: string[] = []
  for (const [table, text] of Object.entries(totals)) {
    const { rows } = await client.query<{ line: string }>(
      `select to_jsonb(t)::text as line from (${text}) as t`,
    )
    lines.push(`${table}: ${rows.map(({ line }) => line).join(' ')}`)
  }
  return lines.join('\n')
}
