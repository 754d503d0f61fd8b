// Moves opportunities to the account that became known: everything that carries the account in its key is taken out
// and put back under the new one (no distribution column is ever updated). An account of their own that is left empty goes.
import { tables } from '../../../model/schema.ts'
import { run } from '../sql.ts'
import { type Merge, saveBefore } from './context.ts'
import { accountTables } from './tables/index.ts'

const dependents: readonly (readonly [string, string])[] = [
  ['opportunity_lines', 'line_id, external_id, product_id, quantity, amount_minor, currency, type, created_import_id, import_id, content_hash'],
  ['stage_visits', 'visit, stage_id, entered_at, left_at, entered_on, left_on, provenance, created_import_id'],
  ['opportunity_owners', 'stay, owner_id, starts_on, ends_on, provenance, created_import_id'],
] // prettier-ignore

/** Follows the opportunities of `old_opportunities` that were written under another account than before. */
export async function moveBetweenAccounts(merge: Merge): Promise<void> {
  const { client, source } = merge
  await client.query(
    `create temporary table moved on commit drop as
     select old.account_id as old_account_id, o.account_id, o.opportunity_id, o.external_id
     from old_opportunities as old join opportunities as o on o.opportunity_id = old.opportunity_id
     where o.account_id <> old.account_id`,
  )
  const moved = await run(client, 'select 1 from moved limit 1')
  if (moved === 0) return
  for (const [name, columns] of dependents) {
    const isMoved = '(t.account_id, t.opportunity_id) in (select old_account_id, opportunity_id from moved)'
    await saveBefore(merge, name, isMoved)
    await run(
      client,
      `with taken as (
         delete from ${name} as t using moved as m
         where t.account_id = m.old_account_id and t.opportunity_id = m.opportunity_id
         returning m.account_id as new_account_id, t.*
       )
       insert into ${name} (account_id, opportunity_id, ${columns})
       select new_account_id, opportunity_id, ${columns} from taken`,
    )
  }
  await followDeals(merge)
  const isTheirs =
    "t.kind = 'opportunity' and t.source = $1 and t.external_id in (select external_id from moved)"
  await saveBefore(merge, 'source_identities', isTheirs, [source])
  await run(
    client,
    `update source_identities as i set account_id = m.account_id from moved as m
     where i.kind = 'opportunity' and i.source = $1 and i.external_id = m.external_id`,
    [source],
  )
  await removeEmptyAccounts(merge, 'select old_account_id from moved')
}

/** What else names a deal under its account: voices move with it, pieces of time and uses of content name the new account. */
async function followDeals(merge: Merge): Promise<void> {
  for (const name of ['activities', 'content_events']) {
    const isTheirs = '(t.account_id, t.opportunity_id) in (select old_account_id, opportunity_id from moved)'
    await saveBefore(merge, name, isTheirs)
    await run(
      merge.client,
      `update ${name} as t set account_id = m.account_id, import_id = ${merge.importId} from moved as m
       where t.account_id = m.old_account_id and t.opportunity_id = m.opportunity_id`,
    )
  }
  for (const name of ['survey_answers', 'feedback'] as const)
    await moveRows(merge, name, 'moved', 'opportunity_id')
}

/** Takes rows out of the account that they were under and puts them back under the new one. */
export async function moveRows(
  merge: Merge,
  name: 'survey_answers' | 'feedback' | 'lead_scores',
  moved: string,
  record: string,
): Promise<void> {
  const columns = Object.keys(tables[name].columns)
    .filter((column) => column !== 'account_id')
    .join(', ')
  const isTheirs = `(t.account_id, t.${record}) in (select old_account_id, ${record} from ${moved})`
  await saveBefore(merge, name, isTheirs)
  await run(
    merge.client,
    `with taken as (
       delete from ${name} as t using ${moved} as m where t.account_id = m.old_account_id and t.${record} = m.${record}
       returning m.account_id as new_account_id, t.*
     )
     insert into ${name} (account_id, ${columns}) select new_account_id, ${columns} from taken`,
  )
}

/** Removes accounts without identity to which nothing belongs any more. */
export async function removeEmptyAccounts(merge: Merge, accountIds: string): Promise<void> {
  const isEmpty = `not t.is_identified and t.account_id in (${accountIds}) ${accountTables
    .map((name) => `and not exists (select from ${name} as other where other.account_id = t.account_id)`)
    .join(' ')}`
  await saveBefore(merge, 'accounts', isEmpty)
  await run(merge.client, `delete from accounts as t where ${isEmpty}`)
}
