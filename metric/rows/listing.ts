// The drill-down of rows that are neither deals nor leads: a sub-query of counted rows with the names of account, rep and
// team, sorted and cut into pages.
import { sql } from 'kysely'
import type { Sql } from './counted-deals.ts'
import { countRows } from './deal-rows.ts'
import type { MetricContext, RowPage, RowRequest } from '../definition.ts'

export interface Listing {
  /**
   * The rows, under the alias `row`. Columns account_id, rep_id and team_id, where named in `with`, give `account`, `rep` and
   * `team`. Must hold `inSight` already.
   */
  readonly counted: Sql
  readonly with: readonly ('account' | 'rep' | 'team')[]
  /** More joins, after those. */
  readonly join?: Sql
  /** Expression of each other cell by column id. */
  readonly cells: Readonly<Record<string, Sql>>
  /** Money cells, in minor units; a cell `currency` goes with them. */
  readonly money?: Readonly<Record<string, Sql>>
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
  const cells: Record<string, Sql> = { ...listing.cells, ...listing.money }
  for (const name of listing.with) cells[name] = names[name].cell
  const sort = request.sort ?? listing.usual
  const sorted = cells[sort.column] ?? listing.tie
  // A name that ends so is decoded exactly.
  const inMinor = Object.keys(listing.money ?? {})
  const picked = Object.entries(cells).map(
    ([id, value]) => sql`${value} as ${sql.id(inMinor.includes(id) ? `${id}_minor` : id)}`,
  )
  const joins = listing.with.map((name) => names[name].join)
  const { rows } = await sql<Record<string, unknown>>`
    select ${sql.join(picked)}
    from ${listing.counted} as row ${joins.length === 0 ? sql`` : sql.join(joins, sql` `)} ${listing.join ?? sql``}
    order by ${sorted} ${sort.descending ? sql`desc nulls last` : sql`asc nulls last`}, ${listing.tie}
    limit ${request.limit} offset ${request.offset}`.execute(context.query)
  return { rows: rows.map((row) => asCells(row, inMinor)), total: await countRows(context, listing.counted) }
}

function asCells(row: Record<string, unknown>, inMinor: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      const id = name.replace(/_minor$/, '')
      return [inMinor.includes(id) ? id : name, value]
    }),
  )
}
