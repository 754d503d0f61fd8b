// How healthy the data are: what is there and how fresh, what each metric lacks, and which column of which export would bring it.
import { sql } from 'kysely'
import type { Query } from '../../model/database.ts'
import type { TableName } from '../../model/schema.ts'
import { isMeasurable, isMet, type MetricDefinition } from '../definition.ts'
import { readFacts } from '../facts.ts'
import type { Reader } from '../../model/reader.ts'
import type { Words } from '../words.ts'
import { type Gap, gaps } from './gaps.ts'

export interface DataHealth {
  readonly tables: readonly TableHealth[]
  readonly metrics: readonly MetricHealth[]
}

export interface TableHealth {
  readonly table: TableName
  /** Null when there are more than are worth counting; `about` then says how many, roughly. */
  readonly rows: number | null
  readonly about: number | null
  readonly feeds: readonly string[]
}

export interface MetricHealth {
  readonly metric: string
  /** Every answer can be measured, some can, or none. */
  readonly state: 'connected' | 'partly' | 'not-connected'
  /** What is not there at all. */
  readonly missing: readonly {
    readonly table: TableName
    readonly bring: Words
    readonly answers: readonly Words[]
  }[]
  readonly gaps: readonly FoundGap[]
}

export interface FoundGap {
  readonly id: string
  readonly name: Words
  readonly bring: Words
  readonly lacking: number
  readonly among: number
  /** Counted in a sample of so many rows; null when all were looked at. */
  readonly sampled: number | null
}

/** Rows counted one by one; a larger table is estimated by what PostgreSQL knows of it. */
const mostCounted = 200_000
/** Rows of a large table that are looked at for gaps. */
const sample = 100_000

/** Reads it in one snapshot. Counts are of the whole organisation and name nobody. */
export async function readDataHealth(
  query: Query,
  reader: Reader,
  definitions: readonly MetricDefinition[],
): Promise<DataHealth> {
  const { filled } = await readFacts(query, reader)
  const needed = new Set(
    definitions.flatMap(({ needs }) => needs.flatMap(({ table, orElse = [] }) => [table, ...orElse])),
  )
  const looked = new Set<TableName>([...needed, ...gaps.map(({ table }) => table)])
  const sizes = new Map<TableName, Size>()
  for (const table of looked) sizes.set(table, await sizeOf(query, table))
  const found = new Map<string, FoundGap>()
  for (const gap of gaps) {
    const lacking = await look(query, gap, sizes.get(gap.table)!)
    if (lacking !== null) found.set(gap.id, lacking)
  }
  return {
    tables: [...looked]
      .map((table) => ({
        table,
        ...sizes.get(table)!,
        feeds: definitions
          .filter(({ needs }) =>
            needs.some((need) => need.table === table || need.orElse?.includes(table) === true),
          )
          .map(({ id }) => id),
      }))
      .filter(({ feeds }) => feeds.length > 0),
    metrics: definitions.map((definition) => healthOf(definition, filled, found)),
  }
}

function healthOf(
  definition: MetricDefinition,
  filled: ReadonlySet<string>,
  found: ReadonlyMap<string, FoundGap>,
): MetricHealth {
  const lacking = definition.needs.filter((need) => !isMet(need, filled))
  const isMute = (id: string): boolean =>
    lacking.some(({ answers }) => answers === undefined || answers.includes(id))
  const mute = definition.answers.filter(({ id }) => isMute(id))
  return {
    metric: definition.id,
    state:
      !isMeasurable(definition) || mute.length === definition.answers.length
        ? 'not-connected'
        : mute.length > 0
          ? 'partly'
          : 'connected',
    missing: lacking.map(({ table, bring, answers }) => ({
      table,
      bring,
      answers: definition.answers
        .filter(({ id }) => answers === undefined || answers.includes(id))
        .map(({ name }) => name),
    })),
    gaps: gaps
      .filter(({ metrics }) => metrics.includes(definition.id))
      .map(({ id }) => found.get(id))
      .filter((gap) => gap !== undefined)
      .toSorted((a, b) => b.lacking / b.among - a.lacking / a.among),
  }
}

interface Size {
  readonly rows: number | null
  readonly about: number | null
}

async function sizeOf(query: Query, table: TableName): Promise<Size> {
  const { rows } = await sql<{ counted: number; about: number }>`
    select (select count(*) from (select 1 from ${sql.table(table)} limit ${mostCounted + 1}) as first) as counted,
      (select greatest(reltuples, 0)::bigint from pg_class where oid = ${table}::regclass) as about`.execute(
    query,
  )
  const { counted, about } = rows[0]!
  return counted <= mostCounted
    ? { rows: counted, about: null }
    : { rows: null, about: Math.max(about, counted) }
}

/** Null when nothing lacks, or when there is no row in which it could. */
async function look(query: Query, gap: Gap, { rows, about }: Size): Promise<FoundGap | null> {
  if (rows === 0) return null
  const isSampled = rows === null
  // Whole pages at random, the same at each look, enough of them for the sample.
  const share = Math.min(100, (100 * sample) / (about ?? 1))
  const from = isSampled
    ? sql`${sql.table(gap.table)} tablesample system (${share}) repeatable (12)`
    : sql`${sql.table(gap.table)}`
  const { rows: counts } = await sql<{ among: number; lacking: number }>`
    select count(*) as among, count(*) filter (where ${sql.raw(gap.lacks)}) as lacking
    from ${from} where ${sql.raw(gap.among)}`.execute(query)
  const { among, lacking } = counts[0]!
  if (lacking === 0) return null
  const { id, name, bring } = gap
  return { id, name, bring, lacking, among, sampled: isSampled ? among : null }
}
