// The product that a deal names, as the one line of the deal, until a list of lines says better.
import { run } from '../sql.ts'
import { brings, type Merge, saveBefore, table } from './context.ts'

/** Where new opportunities are written: the staged rows with their joins, and the ids that they are given. */
export interface Placed {
  readonly staged: string
  readonly accountId: string
  readonly opportunityId: string
}

/** Writes the lines of new opportunities, and anew those of changed ones that have no list of lines. */
export async function mergeNamedProducts(merge: Merge, placed: Placed): Promise<void> {
  if (!brings(merge, 'opportunities', 'product')) return
  const { client, importId } = merge
  const columns =
    'account_id, opportunity_id, product_id, amount_minor, currency, created_import_id, import_id, content_hash'
  const amount = `s.amount_minor, case when s.amount_minor is not null then coalesce(s.currency, '${merge.currency}') end`
  await run(
    client,
    `insert into opportunity_lines (${columns})
     select ${placed.accountId}, ${placed.opportunityId}, product.product_id, ${amount}, ${importId}, ${importId}, s.content_hash
     from ${placed.staged} join product_of as product on product.name = s.product and product.id = ''
     where f.n is null`,
  )
  await client.query(
    `create temporary table lines_now on commit drop as
     select old.account_id, old.opportunity_id, product.product_id, s.amount_minor, s.currency, s.content_hash
     from old_opportunities as old join ${table(merge, 'opportunities')} as s on s.n = old.n
     join product_of as product on product.name = s.product and product.id = ''
     where not exists (select from opportunity_lines as l where l.account_id = old.account_id
       and l.opportunity_id = old.opportunity_id and l.external_id is not null)`,
  )
  const isReplaced = '(t.account_id, t.opportunity_id) in (select account_id, opportunity_id from lines_now)'
  await saveBefore(merge, 'opportunity_lines', isReplaced)
  await run(client, `delete from opportunity_lines as t where ${isReplaced}`)
  await run(
    client,
    `insert into opportunity_lines (${columns})
     select s.account_id, s.opportunity_id, s.product_id, ${amount}, ${importId}, ${importId}, s.content_hash from lines_now as s`,
  )
}
