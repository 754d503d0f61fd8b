// Companies of a delivery: rows about them, and those that deals and leads name. One is known again by its id in the
// source, else by its domain, else by its folded name.
import { foldName } from '../../../model/names.ts'
import type { EntityName } from '../../entities.ts'
import { run, select, json } from '../sql.ts'
import { tableSpecs } from './tables/index.ts'
import { absorbAccounts } from './absorbed-accounts.ts'
import { brings, count, createMap, has, type Merge, saveBefore, table } from './context.ts'

const domainOf = (column: string) =>
  `nullif(regexp_replace(regexp_replace(lower(btrim(${column})), '^[a-z]+://', ''), '^www\\.|[/?#:].*$', '', 'g'), '')`

/**
 * Merges accounts, and makes the temporary table `account_of (external_id, domain, name, account_id)`, '' standing for
 * what is not written. Deals and leads that name no company are given one of their own when they are written.
 */
export async function mergeAccounts(merge: Merge): Promise<void> {
  const { client } = merge
  await collectReferences(merge)
  await client.query(
    'create temporary table claimed_accounts (account_id bigint primary key, external_id text) on commit drop',
  )
  await matchExternalIds(merge)
  await absorbAccounts(merge)
  await matchDomains(merge)
  await matchNames(merge)
  if (has(merge, 'accounts')) await describeAccounts(merge)
  await client.query('analyze account_of')
}

/** The distinct ways in which the delivery writes companies. */
async function collectReferences(merge: Merge): Promise<void> {
  const { client } = merge
  const parts: string[] = []
  const add = (entity: EntityName, id: string, domain: string, name: string) => {
    if (!has(merge, entity)) return
    const written = [id, domain, name].map((field) =>
      brings(merge, entity, field) ? column[field] : 'null::text',
    )
    if (written.every((part) => part === 'null::text')) return
    parts.push(
      `select coalesce(${written[0]}, '') as external_id, coalesce(${written[1]}, '') as domain,
         coalesce(${written[2]}, '') as name, n from ${table(merge, entity)}`,
    )
  }
  const column: Record<string, string> = {
    externalId: 'external_id',
    accountId: 'account_id',
    domain: domainOf('domain'),
    accountDomain: domainOf('account_domain'),
    name: 'name',
    account: 'account',
  }
  add('accounts', 'externalId', 'domain', 'name')
  add('opportunities', 'accountId', 'accountDomain', 'account')
  add('leads', 'accountId', 'accountDomain', 'account')
  for (const { entity, references } of tableSpecs)
    if (references.some(({ to }) => to === 'account')) add(entity, 'accountId', 'accountDomain', 'account')
  await client.query(
    'create temporary table account_of (external_id text, domain text, name text, name_key text, first integer, account_id bigint) on commit drop',
  )
  if (parts.length === 0) return
  await run(
    client,
    `insert into account_of (external_id, domain, name, first)
     select external_id, domain, name, min(n) from (${parts.join(' union all ')}) as written
     where external_id <> '' or domain <> '' or name <> '' group by 1, 2, 3`,
  )
  const names = await select<{ name: string }>(
    client,
    "select distinct name from account_of where name <> ''",
  )
  await createMap(
    merge,
    'account_key_of',
    'name text, name_key text',
    names.map(({ name }) => ({ name, name_key: foldName(name) })),
  )
  await run(
    client,
    'update account_of as a set name_key = k.name_key from account_key_of as k where k.name = a.name',
  )
  // Companies are looked up by these, and few names need not read all companies.
  await client.query('analyze account_of')
}

/** By the id of the source; an id new to us joins a company known only by domain or name, or is a new company. */
async function matchExternalIds(merge: Merge): Promise<void> {
  const { client, importId, source } = merge
  await run(
    client,
    `update account_of as a set account_id = i.account_id from source_identities as i
     where i.kind = 'account' and i.source = $1 and i.external_id = a.external_id and a.external_id <> ''`,
    [source],
  )
  for (const match of [
    `join accounts as k on k.domain = a.domain and a.domain <> ''`,
    `join accounts as k on k.name_key = a.name_key and (k.domain is null or a.domain = '')`,
  ]) {
    const joined = await select<{ account_id: number; external_id: string }>(
      client,
      `select distinct on (k.account_id) k.account_id, a.external_id from account_of as a ${match}
       where a.account_id is null and a.external_id <> '' and k.is_identified and k.external_id is null
       order by k.account_id, a.first`,
    )
    const byId = new Map(joined.map((row) => [row.external_id, row.account_id]))
    if (byId.size === 0) continue
    const ids = [...byId.values()]
    await saveBefore(merge, 'accounts', 't.account_id = any($1)', [ids])
    await run(
      client,
      `update accounts as k set source = $1, external_id = j.external_id, import_id = ${importId}
       from jsonb_to_recordset($2::jsonb) as j (account_id bigint, external_id text) where k.account_id = j.account_id`,
      [source, json([...byId].map(([external_id, account_id]) => ({ external_id, account_id })))],
    )
    await run(
      client,
      `insert into source_identities (kind, source, external_id, account_id, record_id, created_import_id)
       select 'account', source, external_id, account_id, account_id, ${importId} from accounts where account_id = any($1)`,
      [ids],
    )
    await run(
      client,
      `update account_of as a set account_id = k.account_id from accounts as k
       where a.account_id is null and a.external_id = k.external_id and k.source = $1`,
      [source],
    )
  }
  await run(
    client,
    `with fresh as (
       select external_id, max(nullif(domain, '')) as domain, (array_agg(name order by name = '', first))[1] as name,
         (array_agg(name_key order by name = '', first))[1] as name_key, min(first) as first
       from account_of where account_id is null and external_id <> '' group by external_id order by min(first)
     ), created as (
       insert into accounts (name, name_key, domain, is_identified, source, external_id, created_import_id, import_id)
       select nullif(name, ''), name_key, domain, true, $1, external_id, ${importId}, ${importId} from fresh order by first
       returning account_id, external_id
     ), remembered as (
       insert into source_identities (kind, source, external_id, account_id, record_id, created_import_id)
       select 'account', $1, external_id, account_id, account_id, ${importId} from created
     )
     update account_of as a set account_id = c.account_id from created as c
     where a.account_id is null and a.external_id = c.external_id`,
    [source],
  )
}

async function matchDomains(merge: Merge): Promise<void> {
  const { client, importId } = merge
  await run(
    client,
    `update account_of as a set account_id = k.account_id
     from (select domain, min(account_id) as account_id from accounts
       where is_identified and domain in (select domain from account_of where account_id is null and domain <> '') group by domain) as k
     where a.account_id is null and a.domain <> '' and k.domain = a.domain`,
  )
  await run(
    client,
    `update account_of as a set account_id = i.account_id from source_identities as i
     where a.account_id is null and a.domain <> '' and i.kind = 'domain' and i.source = '' and i.external_id = a.domain`,
  )
  await run(
    client,
    `update account_of as a set account_id = k.account_id
     from (select name_key, min(account_id) as account_id from accounts
       where is_identified and domain is null
         and name_key in (select name_key from account_of where account_id is null and domain <> '') group by name_key) as k
     where a.account_id is null and a.domain <> '' and k.name_key = a.name_key`,
  )
  await run(
    client,
    `with fresh as (
       select domain, (array_agg(name order by name = '', first))[1] as name,
         (array_agg(name_key order by name = '', first))[1] as name_key, min(first) as first
       from account_of where account_id is null and domain <> '' group by domain
     ), created as (
       insert into accounts (name, name_key, domain, is_identified, created_import_id, import_id)
       select nullif(name, ''), name_key, domain, true, ${importId}, ${importId} from fresh order by first
       returning account_id, domain
     )
     update account_of as a set account_id = c.account_id from created as c
     where a.account_id is null and a.domain = c.domain`,
  )
}

async function matchNames(merge: Merge): Promise<void> {
  const { client, importId } = merge
  await run(
    client,
    `update account_of as a set account_id = k.account_id
     from (select name_key, min(account_id) as account_id from accounts
       where is_identified and name_key in (select name_key from account_of where account_id is null) group by name_key) as k
     where a.account_id is null and k.name_key = a.name_key`,
  )
  await run(
    client,
    `with fresh as (
       select name_key, (array_agg(name order by first))[1] as name, min(first) as first
       from account_of where account_id is null and name_key is not null group by name_key
     ), created as (
       insert into accounts (name, name_key, is_identified, created_import_id, import_id)
       select name, name_key, true, ${importId}, ${importId} from fresh order by first
       returning account_id, name_key
     )
     update account_of as a set account_id = c.account_id from created as c
     where a.account_id is null and a.name_key = c.name_key`,
  )
}

/** Brings what rows about companies say to the companies that they were found to be. */
async function describeAccounts(merge: Merge): Promise<void> {
  const { client, importId } = merge
  await client.query(
    `create temporary table described on commit drop as
     select d.*, k.created_import_id = ${importId} as is_new
     from (
       select distinct on (a.account_id) a.account_id as known_id, s.*, ${domainOf('s.domain')} as folded_domain, a.name_key
       from ${table(merge, 'accounts')} as s
       join account_of as a on a.external_id = coalesce(s.external_id, '')
         and a.domain = coalesce(${domainOf('s.domain')}, '') and a.name = coalesce(s.name, '')
       where not exists (select from absorbed_ids as gone where gone.absorbed = s.external_id)
       order by a.account_id, s.n
     ) as d
     join accounts as k on k.account_id = d.known_id
     where k.content_hash is distinct from d.content_hash`,
  )
  await saveBefore(merge, 'accounts', 't.account_id in (select known_id from described where not is_new)')
  await run(
    client,
    `update accounts as k set
       name = coalesce(d.name, k.name), name_key = coalesce(d.name_key, k.name_key),
       domain = coalesce(d.folded_domain, k.domain), industry = coalesce(d.industry, k.industry),
       country = coalesce(d.country, k.country), employees = coalesce(d.employees, k.employees),
       parent = coalesce(d.parent, k.parent), owner_id = coalesce(p.person_id, k.owner_id),
       created_on = coalesce(d.created_on, k.created_on), is_identified = true,
       import_id = ${importId}, import_file_id = d.file_id, source_row = d.source_row, content_hash = d.content_hash
     from described as d left join person_of as p on p.written = d.owner
     where k.account_id = d.known_id`,
  )
  const counts = await select<{ file_id: number; is_new: boolean; rows: number }>(
    client,
    'select file_id, is_new, count(*) as rows from described group by 1, 2',
  )
  for (const { file_id, is_new, rows } of counts) count(is_new ? merge.added : merge.changed, file_id, rows)
}
