// Product lines of opportunities: the rows of a list of lines.
import { run } from '../sql.ts'
import { readDealTypes } from './deal-types.ts'
import { has, kept, type Merge, saveBefore, table } from './context.ts'
import { countByFile, foundTable } from './opportunities.ts'

/** Writes the rows of lists of lines; the single line that stood for a deal's product makes room. */
export async function mergeLines(merge: Merge): Promise<void> {
  if (!has(merge, 'opportunity-lines')) return
  await countByFile(merge, 'opportunity-lines')
  if (merge.isRehearsal) return
  const { client, importId } = merge
  const staged = table(merge, 'opportunity-lines')
  const found = foundTable(merge, 'opportunity-lines')
  await readDealTypes(merge, 'opportunity-lines', 'line_type_of')
  await client.query(
    `create temporary table old_lines on commit drop as
     select f.n, l.* from ${found} as f
     join opportunity_lines as l on l.account_id = f.account_id and l.line_id = f.record_id where not f.is_same`,
  )
  const isOld = '(t.account_id, t.line_id) in (select account_id, line_id from old_lines)'
  await saveBefore(merge, 'opportunity_lines', isOld)
  await run(client, `delete from opportunity_lines as t where ${isOld}`)
  // The id of a line that went is free: should the line come back, it is added and known again by it.
  const isGone = `t.kind = 'line' and t.source = $1 and t.external_id in (select identity from ${staged} where is_deleted)`
  await saveBefore(merge, 'source_identities', isGone, [merge.source])
  await run(client, `delete from source_identities as t where ${isGone}`, [merge.source])
  const isStandIn = `t.external_id is null and (t.account_id, t.opportunity_id) in (
    select i.account_id, i.record_id from ${staged} as s
    join source_identities as i on i.kind = 'opportunity' and i.source = $1 and i.external_id = s.opportunity)`
  await saveBefore(merge, 'opportunity_lines', isStandIn, [merge.source])
  await run(client, `delete from opportunity_lines as t where ${isStandIn}`, [merge.source])
  const value = (fields: readonly string[], expression: string, old: string) =>
    kept(merge, 'opportunity-lines', fields, expression, `old.${old}`)
  await run(
    client,
    `insert into opportunity_lines (account_id, opportunity_id, line_id, external_id, product_id, quantity, amount_minor, currency, type,
       created_import_id, import_id, content_hash)
     select o.account_id, o.opportunity_id, coalesce(old.line_id, nextval('opportunity_lines_line_id_seq')), s.identity,
       product.product_id, ${value(['quantity'], 's.quantity', 'quantity')}, ${value(['amount'], 's.amount_minor', 'amount_minor')},
       ${value(['amount'], 'case when s.amount_minor is not null then coalesce(s.currency, o.currency) end', 'currency')},
       ${value(['type'], 'kind.type', 'type')}, coalesce(old.created_import_id, ${importId}), ${importId}, s.content_hash
     from ${staged} as s
     left join ${found} as f on f.n = s.n
     left join old_lines as old on old.n = s.n
     left join line_type_of as kind on kind.written = s.type
     join product_of as product on product.name = coalesce(s.product, '') and product.id = coalesce(s.product_id, '')
     join source_identities as i on i.kind = 'opportunity' and i.source = $1 and i.external_id = s.opportunity
     join opportunities as o on o.account_id = i.account_id and o.opportunity_id = i.record_id
     where (f.n is null or not f.is_same) and s.is_deleted is not true
     order by s.n`,
    [merge.source],
  )
  await run(
    client,
    `insert into source_identities (kind, source, external_id, account_id, record_id, created_import_id)
     select 'line', $1, l.external_id, l.account_id, l.line_id, ${importId} from opportunity_lines as l
     where l.created_import_id = ${importId} and l.external_id is not null
     on conflict (kind, source, external_id) do nothing`,
    [merge.source],
  )
}
