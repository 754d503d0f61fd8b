// "This is the same person as ...": a person whom only the data named becomes one with a known person. Everything that
// names the first then names the second, also in what imports kept for their undo, and later deliveries know it.
import { sql } from 'kysely'
import { lockModelIn, lockRecords } from '../../model/data-version.ts'
import type { Query } from '../../model/database.ts'
import type { Reader } from '../../model/reader.ts'
import { movePastHours, refreshRollups, touched, touchRows, within } from '../../model/rollups/index.ts'
import { writeJournal } from '../journal/index.ts'
import { allTables, type AnyTable, personColumns } from '../privacy/links.ts'
import { PrivacyRefused } from '../privacy/refused.ts'

export interface Joined {
  /** The provisional person, who is gone afterwards. */
  readonly provisionalId: number
  /** Who she really is. */
  readonly personId: number
}

/** The journal is a chain of what was; the ledger of erasures is replayed by its own numbers. Both stay as written. */
const asWritten: ReadonlySet<string> = new Set(['access_journal', 'erasures'])

/** Tables of which totals by person are kept, with the days of them that this transaction touched. */
const totalsOf = [
  ['activities', touched({ table: 'activity_days' })],
  ['content_events', touched({ table: 'content_days' })],
] as const

/**
 * Joins a provisional person to a known one, in the caller's transaction: whole or not at all. Totals stay; results
 * that stood under the provisional name count for the person from now on. An import that brought either of them can
 * still be undone.
 * @throws PrivacyRefused 'person-unknown', 'same-person', 'not-provisional', 'two-accounts', 'stays-overlap'
 */
export async function joinPeople(
  query: Query,
  reader: Reader,
  { provisionalId, personId }: Joined,
  { now, requestId }: { readonly now: Date; readonly requestId: string },
): Promise<void> {
  if (provisionalId === personId) throw new PrivacyRefused('same-person')
  // No delivery finds her while she goes.
  await lockRecords(query)
  await lockModelIn(query)
  const provisional = await personOf(query, provisionalId)
  const person = await personOf(query, personId)
  if (!provisional.is_provisional) throw new PrivacyRefused('not-provisional')
  await checkAccounts(query, provisionalId, personId)
  await checkStays(query, provisionalId, personId)
  await keepNames(query, provisional, personId)
  const rollups = within(query)
  for (const [table] of totalsOf) await touchRows(rollups, table, 'row.rep_id = $1', [provisionalId])
  await movePastHours(rollups, provisionalId, personId)
  for (const table of allTables) {
    if (asWritten.has(table.name) || table.name === 'people') continue
    for (const column of Object.keys(table.columns))
      if (personColumns.has(column)) await rename(query, table, column, provisionalId, personId)
  }
  // The days that came are added up again under the number that she has now.
  for (const [table, days] of totalsOf)
    await touchRows(rollups, table, `row.rep_id = $1 and row.day in (select day from ${days})`, [personId])
  await refreshRollups(rollups)
  await query
    .updateTable('people')
    .set({ manager_id: personId })
    .where('manager_id', '=', provisionalId)
    .execute()
  await renameWords(query, provisionalId, personId)
  await renameImages(query, provisionalId, personId)
  await query.deleteFrom('people').where('person_id', '=', provisionalId).execute()
  if (person.email === null && provisional.email !== null)
    await query
      .updateTable('people')
      .set({ email: provisional.email })
      .where('person_id', '=', personId)
      .execute()
  await query
    .insertInto('corrections')
    .values({
      person_id: personId,
      column_name: 'also_written',
      earlier: null,
      later: provisional.display_name,
      why: '',
      author_id: reader.personId,
      corrected_at: now,
    } as never)
    .execute()
  await writeJournal(query, reader, [{ personId, dataKind: 'correction', purpose: 'joinPeople' }], {
    at: now,
    requestId,
  })
}

type Person = Awaited<ReturnType<typeof personOf>>

async function personOf(query: Query, personId: number) {
  const row = await query
    .selectFrom('people')
    .select(['person_id', 'display_name', 'name_key', 'email', 'is_provisional'])
    .where('person_id', '=', personId)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new PrivacyRefused('person-unknown')
  return row
}

async function checkAccounts(query: Query, provisionalId: number, personId: number): Promise<void> {
  const accounts = await query
    .selectFrom('users')
    .select('user_id')
    .where('person_id', 'in', [provisionalId, personId])
    .execute()
  if (accounts.length > 1) throw new PrivacyRefused('two-accounts')
}

/** Stays of one person never overlap; the data alone puts no provisional person into a team. */
async function checkStays(query: Query, provisionalId: number, personId: number): Promise<void> {
  const { rows } = await sql`
    select 1 from memberships as a join memberships as b
      on (a.starts_on is null or b.ends_on is null or a.starts_on < b.ends_on)
      and (b.starts_on is null or a.ends_on is null or b.starts_on < a.ends_on)
    where a.person_id = ${provisionalId} and b.person_id = ${personId} limit 1`.execute(query)
  if (rows.length > 0) throw new PrivacyRefused('stays-overlap')
}

/** Puts another person's number into a column. */
async function rename(
  query: Query,
  table: AnyTable,
  column: string,
  from: number,
  to: number,
): Promise<void> {
  const name = sql.table(table.name)
  if (!table.key.includes(column)) {
    await sql`update ${name} set ${sql.ref(column)} = ${to} where ${sql.ref(column)} = ${from}`.execute(query)
    return
  }
  // Part of a key, by which rows may be spread over machines: such a column cannot be changed, only written anew. The
  // one row that both may have, the receipt of a notice, is kept as the known person has it.
  const aside = sql.table(`joined_${table.name}`)
  const columns = sql.join(Object.keys(table.columns).map((one) => sql.ref(one)))
  await sql`create temporary table ${aside} on commit drop as
    select ${columns} from ${name} where ${sql.ref(column)} = ${from}`.execute(query)
  await sql`update ${aside} set ${sql.ref(column)} = ${to}`.execute(query)
  await sql`delete from ${name} where ${sql.ref(column)} = ${from}`.execute(query)
  await sql`insert into ${name} (${columns}) select ${columns} from ${aside} on conflict do nothing`.execute(
    query,
  )
  await sql`drop table ${aside}`.execute(query)
}

/** Notes name a person in words too: by the scope of a figure, or as the record itself. */
async function renameWords(query: Query, from: number, to: number): Promise<void> {
  await query
    .updateTable('notes')
    .set({ scope: `rep:${to}` })
    .where('scope', '=', `rep:${from}`)
    .execute()
  await query
    .updateTable('notes')
    .set({ record_id: to })
    .where('record_kind', '=', 'person')
    .where('record_id', '=', from)
    .execute()
}

/** Rows as they were before an import: an undo must put back the known person, and never the provisional one. */
async function renameImages(query: Query, from: number, to: number): Promise<void> {
  await sql`delete from import_changes
    where table_name = 'people' and (before ->> 'person_id')::bigint = ${from}`.execute(query)
  for (const column of personColumns)
    await sql`update import_changes set before = jsonb_set(before, ${sql.val([column])}::text[], to_jsonb(${to}::bigint))
      where (before ->> ${column})::bigint = ${from}`.execute(query)
}

/**
 * From now on every source that writes the provisional name means the person. No import's, so that undoing the one that
 * first wrote it does not forget what an administrator said.
 */
async function keepNames(query: Query, provisional: Person, personId: number): Promise<void> {
  await query
    .updateTable('person_identities')
    .set({ person_id: personId, created_import_id: null })
    .where('person_id', '=', provisional.person_id)
    .execute()
  await query
    .insertInto('person_identities')
    .values({
      kind: 'name',
      source: '',
      value_key: provisional.name_key,
      value: provisional.display_name,
      person_id: personId,
      created_import_id: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
