// Leads of a delivery into the model. A lead that became an opportunity belongs to its company; one whose company nobody
// knows has an account of its own.
import { readLeadStatus } from '../../recognisers/index.ts'
import { run, select } from '../sql.ts'
import { brings, createMap, has, kept, type Merge, reserveIds, saveBefore, table } from './context.ts'
import { moveRows, removeEmptyAccounts } from './move.ts'
import { accountJoin, countByFile, foundTable } from './opportunities.ts'

/** Merges leads; run after the opportunities, which converted leads point to. */
export async function mergeLeads(merge: Merge): Promise<void> {
  if (!has(merge, 'leads')) return
  await countByFile(merge, 'leads')
  if (merge.isRehearsal) return
  const { client, importId } = merge
  const found = foundTable(merge, 'leads')
  await readStatuses(merge)
  await client.query(
    `create temporary table old_leads on commit drop as
     select f.n, l.* from ${found} as f
     join leads as l on l.account_id = f.account_id and l.lead_id = f.record_id where not f.is_same`,
  )
  const isOld = '(t.account_id, t.lead_id) in (select account_id, lead_id from old_leads)'
  await saveBefore(merge, 'leads', isOld)
  await run(client, `delete from leads as t where ${isOld}`)
  const [last] = await select<{ last: number | null }>(
    client,
    `select max(n) as last from ${table(merge, 'leads')}`,
  )
  const amount = (last?.last ?? 0) + 1
  const bases = [
    merge.source,
    String(await reserveIds(client, 'accounts_account_id_seq', amount)),
    String(await reserveIds(client, 'leads_lead_id_seq', amount)),
  ]
  const account = accountJoin(merge, 'leads')
  const opportunity = opportunityJoin(merge)
  const staged = `${table(merge, 'leads')} as s left join ${found} as f on f.n = s.n ${account.join} ${opportunity.join}`
  const accountId = `coalesce(${account.id}, ${opportunity.account})`
  await run(
    client,
    `insert into accounts (account_id, is_identified, created_import_id)
     select $2::bigint + s.n, false, ${importId} from ${staged}
     where f.n is null and ${accountId} is null and $1::text is not null and $3::bigint is not null`,
    bases,
  )
  await run(
    client,
    `insert into source_identities (kind, source, external_id, account_id, record_id, created_import_id)
     select 'lead', $1, s.identity, coalesce(${accountId}, $2::bigint + s.n), $3::bigint + s.n, ${importId}
     from ${staged} where f.n is null`,
    bases,
  )
  const value = (fields: readonly string[], expression: string, old: string) =>
    kept(merge, 'leads', fields, expression, `old.${old}`)
  const bringsField = (field: string) => brings(merge, 'leads', field)
  const converted = `coalesce(s.is_converted, case when s.converted_on is not null then true end, standing.is_converted)`
  await run(
    client,
    `insert into leads (account_id, lead_id, source, external_id, owner_id, lead_source, status, score, created_on, created_at,
       is_qualified, is_converted, converted_on, opportunity_id, is_deleted, created_import_id, import_id, import_file_id,
       source_row, content_hash)
     select coalesce(${accountId}, f.account_id, $2::bigint + s.n), coalesce(f.record_id, $3::bigint + s.n), $1, s.identity,
       ${value(['owner'], bringsField('owner') ? 'p.person_id' : 'null', 'owner_id')},
       ${value(['leadSource'], 's.lead_source', 'lead_source')}, ${value(['status'], 's.status', 'status')},
       ${value(['score'], 's.score', 'score')}, ${value(['createdAt'], 's.created_on', 'created_on')},
       ${value(['createdAt'], 's.created_at', 'created_at')},
       ${value(['isQualified', 'status', 'isConverted', 'convertedAt'], `coalesce(s.is_qualified, case when ${converted} then true end, standing.is_qualified)`, 'is_qualified')},
       ${value(['isConverted', 'convertedAt', 'status'], converted, 'is_converted')},
       ${value(['convertedAt'], 's.converted_on', 'converted_on')},
       ${value(['opportunity'], opportunity.id, 'opportunity_id')},
       coalesce(s.is_deleted, false), coalesce(old.created_import_id, ${importId}), ${importId}, s.file_id, s.source_row, s.content_hash
     from ${staged}
     left join old_leads as old on old.n = s.n
     left join standing_of as standing on standing.written = s.status
     ${bringsField('owner') ? 'left join person_of as p on p.written = s.owner' : ''}
     where f.n is null or not f.is_same`,
    bases,
  )
  await followLeads(merge)
}

function opportunityJoin(merge: Merge): { join: string; id: string; account: string } {
  if (!brings(merge, 'leads', 'opportunity')) return { join: '', id: 'null::bigint', account: 'null::bigint' }
  return {
    join: `left join source_identities as deal on deal.kind = 'opportunity' and deal.source = $1 and deal.external_id = s.opportunity`,
    id: 'deal.record_id',
    account: 'deal.account_id',
  }
}

/** The map of identities follows leads that were written under another account. */
async function followLeads(merge: Merge): Promise<void> {
  const { client, source } = merge
  await client.query(
    `create temporary table moved_leads on commit drop as
     select old.account_id as old_account_id, l.account_id, l.lead_id, l.external_id
     from old_leads as old join leads as l on l.lead_id = old.lead_id where l.account_id <> old.account_id`,
  )
  const isTheirs =
    "t.kind = 'lead' and t.source = $1 and t.external_id in (select external_id from moved_leads)"
  await saveBefore(merge, 'source_identities', isTheirs, [source])
  await run(
    client,
    `update source_identities as i set account_id = m.account_id from moved_leads as m
     where i.kind = 'lead' and i.source = $1 and i.external_id = m.external_id`,
    [source],
  )
  await moveRows(merge, 'lead_scores', 'moved_leads', 'lead_id')
  await removeEmptyAccounts(merge, 'select old_account_id from moved_leads')
}

async function readStatuses(merge: Merge): Promise<void> {
  const found: { written: string; is_qualified: boolean | null; is_converted: boolean | null }[] = []
  if (brings(merge, 'leads', 'status')) {
    const rows = await select<{ written: string }>(
      merge.client,
      `select distinct status as written from ${table(merge, 'leads')} where status is not null`,
    )
    for (const { written } of rows) {
      const standing = readLeadStatus(written)
      if (standing !== null)
        found.push({ written, is_qualified: standing.isQualified, is_converted: standing.isConverted })
    }
  }
  await createMap(merge, 'standing_of', 'written text, is_qualified boolean, is_converted boolean', found)
}
