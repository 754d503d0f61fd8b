// Erasure of a person: her names become a pseudonym that leads nowhere, wherever they stand; her rows stay, so that
// every total stays. What was done is written to a ledger, by keyed hashes, which a restore replays.
import type pg from 'pg'
import { lockModel, lockRecordsOn } from '../../model/data-version.ts'
import type { Database } from '../../model/database.ts'
import { foldName } from '../../model/names.ts'
import type { Reader } from '../../model/reader.ts'
import { isAddedUp, refreshRollups, touchRows } from '../../model/rollups/index.ts'
import type { Random } from '../references.ts'
import { type KeyRing, keyedDigest } from '../secrets.ts'
import { allTables, type AnyTable, ownRows, wordColumns } from './links.ts'
import { PrivacyRefused } from './refused.ts'
import { totalsOf } from './totals.ts'
import { patternOf, type WrittenForms, writtenForms } from './written-forms.ts'

export interface ErasureOptions {
  readonly now: Date
  readonly random: Random
  readonly keys: KeyRing
}

/** A line of the ledger: what must be kept outside of the database, so that a restore can replay it. */
export interface Erasure {
  readonly personId: number
  readonly hashes: readonly string[]
  readonly pseudonym: string
  readonly counts: Readonly<Record<string, number>>
  readonly erasedAt: string
}

/**
 * Erases one person, in one transaction: whole or not at all.
 * - Her addresses, ids and names in the people map, her account, notes and corrections go.
 * - Rows of hers (deals, leads, memberships) stay under the pseudonym, with their amounts and days; so does the day on which she had
 *   received the notice, for figures use what she did from that day on, and would change without it.
 * - A title or reason of a deal is a business record and stays; her name in it is replaced. So it is in every other
 *   text, and in the reports of imports; refused rows that name her go.
 * - A name of one word, or one that a colleague has too, is only replaced in rows of hers and where it fills a cell.
 * - The access journal holds numbers only and is left as it is.
 * @throws PrivacyRefused when there is no such person, while a delivery waits, when she is the last administrator, or
 *   when a total would change
 */
export async function erasePerson(
  database: Database,
  reader: Reader,
  personId: number,
  options: ErasureOptions,
): Promise<Erasure> {
  const client = await database.connect(reader)
  try {
    await client.query('begin')
    const erasure = await eraseIn(client, personId, options)
    await client.query('commit')
    await sweep(client, erasure)
    return erasure
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}

/** The ledger, oldest first. */
export async function erasureLedger(database: Database, reader: Reader): Promise<readonly Erasure[]> {
  const rows = await database.read(reader, (query) =>
    query.selectFrom('erasures').selectAll().orderBy('erasure_id').execute(),
  )
  return rows.map((row) => ({
    personId: row.person_id,
    hashes: row.hashes,
    pseudonym: row.pseudonym,
    counts: row.counts,
    erasedAt: row.erased_at.toISOString(),
  }))
}

/**
 * Erases again, after a restore or a new delivery, whoever the ledger knows: by an address or an id of a source,
 * whatever her number is now; by a name only together with her number, because names are shared.
 * @returns one line for each person erased now; empty when nobody came back
 */
export async function replayErasures(
  database: Database,
  reader: Reader,
  ledger: readonly Erasure[],
  options: ErasureOptions,
): Promise<readonly Erasure[]> {
  const known = new Set(ledger.flatMap(({ hashes }) => hashes))
  if (known.size === 0) return []
  const everybody = await database.read(reader, async (query) => ({
    people: await query.selectFrom('people').select(['person_id', 'display_name', 'email']).execute(),
    identities: await query.selectFrom('person_identities').selectAll().execute(),
  }))
  const returned = new Set<number>()
  for (const person of everybody.people) {
    const forms = [nameForm(person.person_id, person.display_name), ...addressForm(person.email)]
    if (forms.some((form) => known.has(keyedDigest(options.keys, form)))) returned.add(person.person_id)
  }
  for (const identity of everybody.identities)
    if (known.has(keyedDigest(options.keys, identityForm(identity)))) returned.add(identity.person_id)
  const erased: Erasure[] = []
  for (const personId of [...returned].toSorted((a, b) => a - b))
    erased.push(await erasePerson(database, reader, personId, options))
  return erased
}

async function eraseIn(client: pg.PoolClient, personId: number, options: ErasureOptions): Promise<Erasure> {
  // Nobody reads her in while she goes.
  await lockRecordsOn(client)
  await lockModel(client)
  await refuseWhileWaiting(client)
  const { rows: found } = await client.query<{ display_name: string }>(
    'select display_name from people where person_id = $1',
    [personId],
  )
  if (found[0] === undefined) throw new PrivacyRefused('person-unknown')
  await refuseLastAdministrator(client, personId)
  const forms = await writtenForms(client, personId)
  const hashes = await hashesOf(client, personId, options.keys)
  const pseudonym = pseudonymFrom(options.random)
  const before = await totalsOf(client)
  const counts: Record<string, number> = {}
  const run = async (table: string, text: string, values: readonly unknown[]): Promise<void> => {
    const { rowCount } = await client.query(text, [...values])
    if (rowCount !== null && rowCount > 0) counts[table] = (counts[table] ?? 0) + rowCount
  }
  await run('people', forgetPerson, [personId, pseudonym, foldName(pseudonym)])
  for (const { name } of accountTables)
    await run(name, `delete from ${name} where user_id in (select user_id from users where person_id = $1)`, [
      personId,
    ])
  for (const [table, condition] of goneWithHer)
    await run(table, `delete from ${table} as t where ${condition}`, [personId])
  await run('import_changes', forgetImages, [personId, pseudonym, foldName(pseudonym)])
  await removeRefusedRows(forms, run)
  const unique = await uniqueColumns(client)
  for (const table of allTables) {
    if (table.name === 'access_journal' || table.name === 'erasures') continue
    await replaceNames(client, table, forms, { pseudonym, personId, unique }, run)
  }
  await refreshRollups(client)
  for (const table of ['imports', 'import_files'] as const)
    await replaceCells(client, table, new Set(forms.weak), pseudonym, run)
  const after = await totalsOf(client)
  if (after !== before) throw new PrivacyRefused('totals-would-change')
  const erasedAt = options.now
  await client.query(
    'insert into erasures (person_id, hashes, pseudonym, counts, erased_at) values ($1, $2, $3, $4, $5)',
    [personId, JSON.stringify(hashes), pseudonym, JSON.stringify(counts), erasedAt],
  )
  return { personId, hashes, pseudonym, counts, erasedAt: erasedAt.toISOString() }
}

const forgetPerson = `update people set display_name = $2, name_key = $3, email = null, import_file_id = null,
  source_row = null, content_hash = null where person_id = $1`

/** Accounts and all that hangs on them. */
const accountTables = allTables
  .filter(({ columns }) => 'user_id' in columns)
  .toSorted(
    // The account itself goes last: the others are found through it.
    (a, b) => Number(a.name === 'users') - Number(b.name === 'users'),
  )

const recordsOfHers = `select m.credential_id, m.position from xapi_terms as m
  join xapi_agents as a on a.agent_key = m.term where a.person_id = $1`

const filesOfHers = `select s.credential_id, f ->> 'sha2' from xapi_statements as s,
    jsonb_array_elements(s.statement -> 'attachments') as f
  where s.statement ? 'attachments' and (s.person_id = $1 or (s.credential_id, s.position) in (${recordsOfHers}))`

const goneWithHer: readonly (readonly [string, string])[] = [
  ['person_identities', 't.person_id = $1'],
  // Learning records that name her in any role are evidence: what they meant stands in the training tables.
  ['xapi_attachments', `(t.credential_id, t.sha2) in (${filesOfHers})`],
  ['xapi_statements', `t.person_id = $1 or (t.credential_id, t.position) in (${recordsOfHers})`],
  [
    'xapi_terms',
    `$1::bigint is not null and not exists (select from xapi_statements as s where s.credential_id = t.credential_id and s.position = t.position)`,
  ],
  ['xapi_documents', 't.person_id = $1'],
  ['xapi_launches', 't.person_id = $1'],
  ['xapi_agents', 't.person_id = $1'],
  ['own_time_choices', 't.person_id = $1'],
  ['connections', `t.person_id = $1 and t.kind in ('calendar', 'mail')`],
  ['corrections', 't.person_id = $1'],
  ['notes', 't.person_id = $1 or t.author_id = $1'],
  ['import_changes', `t.table_name = 'person_identities' and (t.before ->> 'person_id')::bigint = $1`],
]

const forgetImages = `update import_changes set before = before || jsonb_build_object('display_name', $2::text,
    'name_key', $3::text, 'email', null, 'import_file_id', null, 'source_row', null, 'content_hash', null)
  where table_name = 'people' and (before ->> 'person_id')::bigint = $1`

interface Replacing {
  readonly pseudonym: string
  readonly personId: number
  /** 'table.column' of every column that must stay unique. */
  readonly unique: ReadonlySet<string>
}

type Run = (table: string, text: string, values: readonly unknown[]) => Promise<void>

async function removeRefusedRows({ distinctive, weak }: WrittenForms, run: Run): Promise<void> {
  await run(
    'refused_rows',
    `delete from refused_rows where cells::text ~ $1::text or detail::text ~ $1::text or value ~ $2::text
       or cells ?| $3::text[] or value = any ($3::text[])`,
    [patternOf(distinctive, true), patternOf(distinctive, false), weak],
  )
}

/**
 * Replaces her names in every text of a table; single names only in rows of hers. What rollups say of those rows is to be made anew:
 * a name may be a keyword of a theme.
 */
async function replaceNames(
  client: pg.PoolClient,
  table: AnyTable,
  { distinctive, weak }: WrittenForms,
  { pseudonym, personId, unique }: Replacing,
  run: Run,
): Promise<void> {
  const own = ownRows(table)
  const replace = async (name: string, replaced: string, condition: string, values: readonly unknown[]) => {
    const named = [...values, pseudonym]
    const update = `update ${table.name} as t set ${name} = ${replaced}`
    if (!isAddedUp(table.name)) return run(table.name, `${update} where ${condition}`, named)
    // The table is looked through once, however many rollups ask which rows these are.
    await client.query(
      `create temporary table named_rows on commit drop as select t.ctid as place from ${table.name} as t where ${condition}`,
      [...values],
    )
    const isNamed = (alias: string) => `${alias}.ctid = any (array(select place from named_rows))`
    const { rows } = await client.query('select 1 from named_rows limit 1')
    if (rows.length > 0) {
      await touchRows(client, table.name, isNamed('row'))
      await run(table.name, `${update} where ${condition} and ${isNamed('t')}`, named)
    }
    await client.query('drop table named_rows')
  }
  for (const { name, isJson } of wordColumns(table)) {
    const pattern = patternOf(distinctive, isJson)
    const text = isJson ? `t.${name}::text` : `t.${name}`
    // Two keys that differed only in how they wrote her must stay two: the place of the row tells them apart.
    const apart = unique.has(`${table.name}.${name}`)
      ? ` || case when (select count(*) from ${table.name} as n where n.${name} ~ $1) > 1 then ' ' || t.ctid::text else '' end`
      : ''
    const replaced = `regexp_replace(${text}, $1, $2, 'g')${isJson ? '::jsonb' : apart}`
    if (pattern !== null) await replace(name, replaced, `${text} ~ $1`, [pattern])
    const names = weak.filter((form) => /\p{L}{2}/u.test(form))
    const weakPattern = patternOf(names, false)
    if (!isJson && own !== null && weakPattern !== null && !table.key.includes(name))
      await replace(name, `regexp_replace(t.${name}, $2, $3, 'g')`, `t.${name} ~ $2 and ${own}`, [
        personId,
        weakPattern,
      ])
  }
}

/** Fields of a report whose words are the program's own, whatever somebody is called. */
const ourWords: ReadonlySet<string> = new Set([
  'code',
  'delimiter',
  'encoding',
  'entity',
  'field',
  'id',
  'kind',
  'proposal',
  'vendor',
  'verdict',
])

/** Ids and first names are too short to be looked for in running text: in a report, as a whole cell, they mean her. */
async function replaceCells(
  client: pg.PoolClient,
  table: 'imports' | 'import_files',
  cells: ReadonlySet<string>,
  pseudonym: string,
  run: Run,
): Promise<void> {
  if (cells.size === 0) return
  const key = table === 'imports' ? 'import_id' : 'import_file_id'
  const { rows } = await client.query<{ id: string; report: unknown }>(
    `select ${key}::text as id, report from ${table} where report is not null order by ${key}`,
  )
  for (const { id, report } of rows) {
    const before = JSON.stringify(report)
    const after = JSON.stringify(report, (name, part: unknown) =>
      typeof part === 'string' && cells.has(part) && !ourWords.has(name) ? pseudonym : part,
    )
    if (after !== before) await run(table, `update ${table} set report = $2 where ${key} = $1`, [id, after])
  }
}

async function uniqueColumns(client: pg.PoolClient): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ place: string }>(
    `select distinct c.relname || '.' || a.attname as place
     from pg_index as i join pg_class as c on c.oid = i.indrelid join pg_namespace as n on n.oid = c.relnamespace
     join pg_attribute as a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
     where i.indisunique and n.nspname = 'public'`,
  )
  return new Set(rows.map(({ place }) => place))
}

async function refuseWhileWaiting(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ import_id: string }>(
    `select import_id from imports where state in ('reading', 'staged') limit 1`,
  )
  if (rows[0] !== undefined) throw new PrivacyRefused('delivery-waits')
}

/** Without any account the house would open to whoever sits at the machine; without an administrator, to nobody. */
async function refuseLastAdministrator(client: pg.PoolClient, personId: number): Promise<void> {
  const { rows } = await client.query<{ is_last: boolean }>(
    `select exists (select from users where person_id = $1)
       and not exists (select from users where person_id is distinct from $1 and state = 'active' and roles ? 'administrator') as is_last`,
    [personId],
  )
  if (rows[0]?.is_last === true) throw new PrivacyRefused('last-administrator')
}

/** Forms of a person as the ledger hashes them. */
async function hashesOf(client: pg.PoolClient, personId: number, keys: KeyRing): Promise<string[]> {
  const { rows: people } = await client.query<{ display_name: string; email: string | null }>(
    'select display_name, email from people where person_id = $1',
    [personId],
  )
  const { rows: identities } = await client.query<IdentityRow>(
    'select kind, source, value_key, person_id::int as person_id from person_identities where person_id = $1',
    [personId],
  )
  const forms = [
    ...people.flatMap(({ display_name, email }) => [nameForm(personId, display_name), ...addressForm(email)]),
    ...identities.map((identity) => identityForm({ ...identity, person_id: personId })),
  ]
  return [...new Set(forms)].map((form) => keyedDigest(keys, form)).toSorted()
}

interface IdentityRow {
  readonly kind: string
  readonly source: string
  readonly value_key: string
  readonly person_id: number
}

function identityForm({ kind, source, value_key, person_id }: IdentityRow): string {
  if (kind === 'name') return nameForm(person_id, value_key)
  return kind === 'email' ? `email ${value_key.toLowerCase()}` : `${kind} ${source} ${value_key}`
}

function nameForm(personId: number, name: string): string {
  return `name ${personId} ${foldName(name)}`
}

function addressForm(email: string | null): string[] {
  return email === null ? [] : [`email ${email.trim().toLowerCase()}`]
}

/** 'Anonyme 7KQ2M9XA': said alike in both languages, drawn by chance, related to nothing. */
function pseudonymFrom(random: Random): string {
  const signs = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
  return `Anonyme ${Array.from(random(8))
    .map((byte) => signs[byte % signs.length])
    .join('')}`
}

/** Old versions of rows, and what the planner remembers of common values, are traces too. */
async function sweep(client: pg.PoolClient, { counts }: Erasure): Promise<void> {
  for (const table of allTables.filter(({ name }) => name in counts)) {
    await client.query(`vacuum (analyze) ${table.name}`)
    const { rows } = await client.query(`select 1 from ${table.name} limit 1`)
    if (rows.length > 0) continue
    // Analysing an empty table keeps what was known of it; giving a column its own type again forgets it.
    for (const { name, isJson } of wordColumns(table))
      await client.query(`alter table ${table.name} alter column ${name} type ${isJson ? 'jsonb' : 'text'}`)
  }
}
