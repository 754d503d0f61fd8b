// The drill-down of rows that are neither deals nor leads: a sub-query of counted rows with the names of account, rep and
// team, sorted and cut into pages.
import { sql } from 'kysely'
import type { Sql } from './counted-deals.ts'
import { countRows } from './deal-rows.ts'
import type { MetricContext, RowPage, RowRequest } from './definition.ts'

export interface Listing {
  /**
   * The rows, under the alias `row`. Columns account_id, rep_id and team_id, where named in `with`, give `account`, `rep` and
   * `team`. Must hold `inSight` already.
   */
  readonly counted: Sql
  readonly with: readonly ('account' | 'rep' | 'team')[]
  /** More joins, after those. */
  readonly join?: Sql
  /** Expression of each other cell by column id; money cells in minor units, with a cell `currency` beside. */
  readonly cells: Readonly<Record<string, Sql>>
  readonly usual: { readonly column: string; readonly descending: boolean }
  /** Settles ties, so that pages never overlap. */
  readonly tie: Sql
}

const names = {
  account: {
    cell: sql`case when account.is_identified then account.name end`,
    join: sql`left join accounts as account on account.account_id = row.account_id`,
  },
  rep: { cell: sql`rep.display_name`, join: sql`left join people as rep on rep.person_id = row.rep_id` },
  team: { cell: sql`team.name`, join: sql`left join teams as team on team.team_id = row.team_id` },
} as const

/** A page of counted rows. */
export async function listRows(
  context: MetricContext,
  listing: Listing,
  request: RowRequest,
): Promise<RowPage> {
  const cells: Record<string, Sql> = { ...listing.cells }
  for (const name of listing.with) cells[name] = names[name].cell
  const sort = request.sort ?? listing.usual
  const sorted = cells[sort.column] ?? listing.tie
  const picked = Object.entries(cells).map(([id, value]) => sql`${value} as ${sql.id(id)}`)
  const joins = listing.with.map((name) => names[name].join)
  const { rows } = await sql<Record<string, unknown>>`
    select ${sql.join(picked)}
    from ${listing.counted} as row ${joins.length === 0 ? sql`` : sql.join(joins, sql` `)} ${listing.join ?? sql``}
    order by ${sorted} ${sort.descending ? sql`desc nulls last` : sql`asc nulls last`}, ${listing.tie}
    limit ${request.limit} offset ${request.offset}`.execute(context.query)
  return { rows, total: await countRows(context, listing.counted) }
}
