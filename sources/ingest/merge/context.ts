// What every step of a merge is given: the connection inside its transaction, the delivery, and what is staged.
import type { EntityName, Words } from '../../entities.ts'
import type { Vendor } from '../../plan.ts'
import { type Client, run, json } from '../sql.ts'
import { stagingTable } from '../staging/columns.ts'

/** One table of the delivery in the staging table of its entity. */
export interface StagedFile {
  readonly fileId: number
  readonly vendor: Vendor
  /** Fields that this file brings; what it does not bring stays as it was. */
  readonly fields: readonly string[]
}

export interface Staged {
  readonly files: readonly StagedFile[]
  /** Rows that stand after refusals and duplicates. */
  readonly rows: number
}

export interface Merge {
  readonly client: Client
  readonly importId: number
  readonly source: string
  readonly timeZone: string
  readonly currency: string
  /** The day that the delivery describes. */
  readonly asOf: string
  readonly staged: ReadonlyMap<EntityName, Staged>
  /** True while the merge is only tried: large tables are classified and counted, not written. */
  readonly isRehearsal: boolean
  /** True when the rehearsal has counted what is new, and nothing has changed since: large tables are not compared again. */
  readonly isCounted: boolean
  readonly findings: { readonly code: string; readonly sentence: Words }[]
  readonly provisionalPeople: string[]
  /** Rows added and changed, by file; the others that were accepted are unchanged. */
  readonly added: Map<number, number>
  readonly changed: Map<number, number>
}

export function table(merge: Merge, entity: EntityName): string {
  return stagingTable(merge.importId, entity)
}

/** Whether any file of the delivery brings this field of this entity. */
export function brings(merge: Merge, entity: EntityName, field: string): boolean {
  return merge.staged.get(entity)?.files.some((file) => file.fields.includes(field)) ?? false
}

/** True when there are rows of this entity. */
export function has(merge: Merge, entity: EntityName): boolean {
  return (merge.staged.get(entity)?.rows ?? 0) > 0
}

/**
 * The new value where the row's file brings one of the fields, the old one where it does not: an export with
 * fewer columns erases nothing. `s` is the staged row.
 */
export function kept(
  merge: Merge,
  entity: EntityName,
  fields: readonly string[],
  value: string,
  old: string,
): string {
  const files = merge.staged.get(entity)?.files ?? []
  const bringing = files.filter((file) => fields.some((field) => file.fields.includes(field)))
  if (bringing.length === files.length) return value
  if (bringing.length === 0) return old
  return `case when s.file_id in (${bringing.map((file) => file.fileId).join(', ')}) then ${value} else ${old} end`
}

export function count(counts: Map<number, number>, fileId: number | null, rows = 1): void {
  if (fileId !== null) counts.set(fileId, (counts.get(fileId) ?? 0) + rows)
}

/** Keeps rows as they are before this import changes or removes them: what an undo puts back. */
export async function saveBefore(
  merge: Pick<Merge, 'client' | 'importId' | 'isRehearsal'>,
  tableName: string,
  condition: string,
  values: readonly unknown[] = [],
): Promise<void> {
  if (merge.isRehearsal) return
  await run(
    merge.client,
    `insert into import_changes (import_id, table_name, before)
     select ${merge.importId}, '${tableName}', to_jsonb(t) from ${tableName} as t where ${condition}`,
    values,
  )
}

/** A temporary map from what is written to an id, for joins; dropped with the transaction. */
export async function createMap(
  merge: Merge,
  name: string,
  columns: string,
  rows: readonly object[],
): Promise<void> {
  await merge.client.query(`create temporary table ${name} (${columns}) on commit drop`)
  for (let start = 0; start < rows.length; start += 20_000)
    await run(
      merge.client,
      `insert into ${name} select * from jsonb_to_recordset($1::jsonb) as rows (${columns})`,
      [json(rows.slice(start, start + 20_000))],
    )
  await merge.client.query(`analyze ${name}`)
}

/** Inserts rows given as objects; columns are those of the table that are named. */
export async function insertRows(
  client: Client,
  tableName: string,
  columns: readonly string[],
  rows: readonly object[],
): Promise<void> {
  const names = columns.join(', ')
  for (let start = 0; start < rows.length; start += 20_000)
    await run(
      client,
      `insert into ${tableName} (${names}) select ${names} from jsonb_populate_recordset(null::${tableName}, $1::jsonb)`,
      [json(rows.slice(start, start + 20_000))],
    )
}

/** Takes `count` ids of a sequence at once. */
export async function takeIds(client: Client, sequence: string, amount: number): Promise<number[]> {
  if (amount === 0) return []
  const { rows } = await client.query<{ id: string }>(
    `select nextval('${sequence}')::text as id from generate_series(1, $1)`,
    [amount],
  )
  return rows.map((row) => Number(row.id))
}

/**
 * Sets a block of ids aside: ids `base + 1` to `base + amount`. Sound because merges are one at a time (see lock.ts)
 * and nothing else takes ids of these tables.
 */
export async function reserveIds(client: Client, sequence: string, amount: number): Promise<bigint> {
  const { rows } = await client.query<{ first: string }>(`select nextval('${sequence}')::text as first`)
  const first = BigInt(rows[0]?.first ?? '1')
  if (amount > 1)
    await client.query(`select setval('${sequence}', $1::bigint)`, [String(first + BigInt(amount) - 1n)])
  return first - 1n
}
