// Companies that the CRM merged into another one: the export brings the one that is left, with the ids of those that went into it. What is
// known of an absorbed company belongs to the one that is left, and its id and its domain lead
// there from now on.
import { tables } from '../../../model/schema.ts'
import { run, select } from '../sql.ts'
import { brings, createMap, has, type Merge, saveBefore, table } from './context.ts'
import { accountTables } from './tables/index.ts'

/** Tables with the account in their key: a row goes out and comes back under the new one. */
const keyed = [
  ...accountTables,
  'opportunity_lines',
  'opportunity_owners',
  'stage_visits',
  'lead_scores',
].filter((name, place, all) => all.indexOf(name) === place) as readonly (keyof typeof tables)[]

/** Tables that name an account beside their key. */
const naming = ['activities', 'content_events'] as const

/**
 * Makes the temporary table `absorbed_ids (survivor, absorbed)`, ids of the source, and moves what is known of the absorbed. Run when the
 * ids of the delivery have found their companies, before anything names one.
 */
export async function absorbAccounts(merge: Merge): Promise<void> {
  const { client, source, importId } = merge
  await createMap(merge, 'absorbed_ids', 'survivor text, absorbed text', await readPairs(merge))
  await run(
    client,
    `create temporary table absorbed_accounts on commit drop as
     select distinct on (old.account_id) old.account_id as old_account_id, k.account_id from absorbed_ids as a
     join source_identities as old on old.kind = 'account' and old.source = $1 and old.external_id = a.absorbed
     join source_identities as k on k.kind = 'account' and k.source = $1 and k.external_id = a.survivor
     where old.account_id <> k.account_id order by old.account_id, k.account_id`,
    [source],
  )
  const [found] = await select<{ amount: number }>(client, 'select count(*) as amount from absorbed_accounts')
  const amount = found?.amount ?? 0
  if (amount > 0) {
    merge.findings.push({
      code: 'ACCOUNTS_MERGED',
      sentence: {
        fr: `Fusionnés dans votre CRM depuis : ce que ${amount} comptes avaient d’affaires, de leads et de factures appartient maintenant à celui qui reste.`,
        en: `Merged in your CRM since: the deals, leads and invoices of ${amount} accounts now belong to the one that is left.`,
      },
    })
    await moveAll(merge)
  }
  // Files that still name an absorbed company by its id mean the one that is left.
  await run(
    client,
    `insert into source_identities (kind, source, external_id, account_id, record_id, created_import_id)
     select distinct on (a.absorbed) 'account', $1, a.absorbed, k.account_id, k.account_id, ${importId} from absorbed_ids as a
     join source_identities as k on k.kind = 'account' and k.source = $1 and k.external_id = a.survivor
     where not exists (select from source_identities as known
       where known.kind = 'account' and known.source = $1 and known.external_id = a.absorbed)`,
    [source],
  )
}

/** Which company each absorbed one ended in: one that absorbed others may have been absorbed itself. */
async function readPairs(merge: Merge): Promise<{ survivor: string; absorbed: string }[]> {
  if (!has(merge, 'accounts') || !brings(merge, 'accounts', 'mergedIds')) return []
  const rows = await select<{ external_id: string; merged_ids: string }>(
    merge.client,
    `select external_id, merged_ids from ${table(merge, 'accounts')}
     where external_id is not null and merged_ids is not null order by n`,
  )
  const into = new Map<string, string>()
  for (const { external_id, merged_ids } of rows)
    // HubSpot writes '123;456', or '123:1700000000000', the moment of the merge behind the id.
    for (const part of merged_ids.split(/[;,|\s]+/)) {
      const [absorbed = ''] = part.split(':')
      if (absorbed !== '' && absorbed !== external_id) into.set(absorbed, external_id)
    }
  return [...into.keys()].flatMap((absorbed) => {
    const seen = new Set([absorbed])
    let survivor = absorbed
    for (let next = into.get(survivor); next !== undefined && !seen.has(next); next = into.get(next)) {
      seen.add(next)
      survivor = next
    }
    return survivor === absorbed ? [] : [{ survivor, absorbed }]
  })
}

async function moveAll(merge: Merge): Promise<void> {
  const { client, importId } = merge
  const isTheirs = 't.account_id in (select old_account_id from absorbed_accounts)'
  for (const name of keyed) {
    const columns = Object.keys(tables[name].columns).filter((column) => column !== 'account_id')
    await saveBefore(merge, name, isTheirs)
    await run(
      client,
      `with taken as (
         delete from ${name} as t using absorbed_accounts as m where t.account_id = m.old_account_id
         returning m.account_id as new_account_id, t.*
       )
       insert into ${name} (account_id, ${columns.join(', ')})
       select new_account_id, ${columns.map((column) => (column === 'import_id' ? importId : column)).join(', ')} from taken`,
    )
  }
  for (const name of naming) {
    await saveBefore(merge, name, isTheirs)
    await run(
      client,
      `update ${name} as t set account_id = m.account_id, import_id = ${importId} from absorbed_accounts as m
       where t.account_id = m.old_account_id`,
    )
  }
  // Its people go on writing from there.
  await run(
    client,
    `insert into source_identities (kind, source, external_id, account_id, record_id, created_import_id)
     select distinct on (lower(old.domain)) 'domain', '', lower(old.domain), m.account_id, m.account_id, ${importId}
     from absorbed_accounts as m
     join accounts as old on old.account_id = m.old_account_id
     join accounts as k on k.account_id = m.account_id
     where old.domain is not null and lower(old.domain) is distinct from lower(k.domain)
     order by lower(old.domain), m.account_id
     on conflict (external_id, kind, source) do nothing`,
  )
  await saveBefore(merge, 'source_identities', isTheirs)
  await run(
    client,
    `update source_identities as t set account_id = m.account_id,
       record_id = case when t.kind in ('account', 'domain') then m.account_id else t.record_id end
     from absorbed_accounts as m where t.account_id = m.old_account_id`,
  )
  await saveBefore(merge, 'accounts', isTheirs)
  await run(client, `delete from accounts as t where ${isTheirs}`)
  await run(
    client,
    `update account_of as a set account_id = m.account_id from absorbed_accounts as m where a.account_id = m.old_account_id`,
  )
}
