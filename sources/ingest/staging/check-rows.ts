// Faults that show only when all rows are staged: the same id twice, a colleague or a deal that nobody knows, and too
// many bad rows in one file. Found in SQL; the original cells are then read from the files again.
import { type EntityName, entities } from '../../entities.ts'
import type { OpenedFile, RowFault, RowFaultCode } from '../../files/reading/index.ts'
import { refuseFile } from '../../files/reading/index.ts'
import { PeopleMap } from '../../../model/people-map.ts'
import { emailIdentity, nameIdentity, type Identity } from '../../../model/people-map.ts'
import { run, select } from '../sql.ts'
import { snake, stagingTable } from './columns.ts'
import { ownIdentity } from './record-reader.ts'
import { forget, type StagedDelivery, type Staging } from './stage-files.ts'
import { mostErrorsShown, plansOf, reported, type TableWork } from './table-work.ts'

interface BadRow {
  readonly entity: EntityName
  readonly file_id: number
  readonly source_row: number
  readonly source_line: number
  readonly field: string
  readonly code: RowFaultCode
  readonly value: string | null
  readonly detail: Readonly<Record<string, string | number>>
}

export interface Checks {
  readonly source: string
  readonly unknownPeople: 'keep' | 'refuse'
}

/** Runs every check over the staged rows; refused rows leave the staging tables. */
export async function checkRows(staging: Staging, delivery: StagedDelivery, checks: Checks): Promise<void> {
  const present = presentEntities(delivery.works)
  await staging.client.query("set work_mem = '64MB'")
  await numberOwnIdentities(staging, delivery.withoutId)
  const bad: BadRow[] = []
  for (const entity of present) bad.push(...(await refuseRepeated(staging, delivery, entity)))
  await setAside(staging, delivery, bad)
  await refuseMostlyBad(staging, delivery)
  const lost: BadRow[] = []
  if (checks.unknownPeople === 'refuse')
    lost.push(...(await refuseUnknownPeople(staging, present, checks.source)))
  lost.push(...(await refuseUnknownOpportunities(staging, present, checks.source)))
  await setAside(staging, delivery, lost)
  await refuseMostlyBad(staging, delivery)
}

export function presentEntities(works: readonly TableWork[]): EntityName[] {
  const present = new Set(works.flatMap((work) => plansOf(work).map(({ entity }) => entity)))
  return (Object.keys(entities) as EntityName[]).filter((entity) => present.has(entity))
}

/** Rows without an id that share what names them are numbered in the order of their file. */
async function numberOwnIdentities(staging: Staging, withoutId: ReadonlySet<EntityName>): Promise<void> {
  for (const entity of withoutId) {
    const table = stagingTable(staging.importId, entity)
    await run(
      staging.client,
      `update ${table} as s set identity = s.identity || '#' || numbered.place from (
         select n, row_number() over (partition by file_id, identity order by n) as place
         from ${table} where identity like '${ownIdentity}%'
       ) as numbered where numbered.n = s.n and numbered.place > 1`,
    )
  }
}

const identified: ReadonlySet<EntityName> = new Set([
  'people',
  'accounts',
  'products',
  'opportunities',
  'opportunity-lines',
  'leads',
])

/** The same id with the same content is one row; with other contents all its rows are refused. */
async function refuseRepeated(
  staging: Staging,
  { works }: StagedDelivery,
  entity: EntityName,
): Promise<BadRow[]> {
  if (!identified.has(entity)) return []
  const { client } = staging
  const table = stagingTable(staging.importId, entity)
  // By a number first: grouping texts would take three times the memory. Two ids with one number are told apart below.
  await client.query('drop table if exists repeated_identities')
  await client.query(
    `create temporary table repeated_identities as
     select hashtextextended(identity, 0) as number from ${table} where identity is not null group by 1 having count(*) > 1`,
  )
  const [any] = await select(client, 'select 1 as one from repeated_identities limit 1')
  if (any === undefined) return []
  await client.query(
    `create temporary table repeated_rows as
     select s.n, s.identity, s.file_id, s.source_row, s.source_line, s.content_hash,
       min(s.n) over same as first, min(s.content_hash::text) over same <> max(s.content_hash::text) over same as differs
     from ${table} as s join repeated_identities as r on r.number = hashtextextended(s.identity, 0)
     window same as (partition by s.identity)`,
  )
  // Companies, products and people without id or address are known by name: the first row describes them.
  const isRepeat = "(not r.differs or r.identity like 'name:%') and r.n <> r.first"
  const repeats = await select<{ file_id: number; rows: number; differing: number }>(
    client,
    `select r.file_id, count(*) as rows, count(*) filter (where r.differs) as differing from repeated_rows as r
     where ${isRepeat} group by 1`,
  )
  for (const { file_id, rows, differing } of repeats) {
    const work = works.find((one) => one.fileId === file_id)
    if (work === undefined) continue
    work.counts.duplicates += rows
    if (differing > 0)
      work.warnings.push({
        code: 'NAME_REPEATED',
        sentence: {
          fr: `${differing} lignes portent un nom déjà vu, avec d’autres valeurs : la première ligne de chaque nom est gardée. Exportez un identifiant pour les distinguer.`,
          en: `${differing} rows carry a name seen before, with other values: the first row of each name is kept. Export an id to tell them apart.`,
        },
      })
  }
  const conflicts = await select<{
    file_id: number
    source_row: number
    source_line: number
    identity: string
    rows: string
  }>(
    client,
    `select r.file_id, r.source_row, r.source_line, r.identity,
       (select string_agg(other.source_row::text, ', ' order by other.n) from (
         select o.n, o.source_row from repeated_rows as o where o.identity = r.identity and o.n <> r.n order by o.n limit 10) as other) as rows
     from repeated_rows as r where differs and identity not like 'name:%' order by r.n`,
  )
  await run(
    client,
    `delete from ${table} as s using repeated_rows as r
     where s.n = r.n and (r.differs and r.identity not like 'name:%' or ${isRepeat})`,
  )
  await client.query('drop table repeated_rows, repeated_identities')
  const field = entity === 'people' ? 'email' : 'externalId'
  return conflicts.map((row) => ({
    ...row,
    entity,
    field: fieldOfFile(works, row.file_id, entity, ['externalId', field]) ?? field,
    code: 'ID_DUPLICATE_CONFLICT',
    value: row.identity,
    detail: { rows: row.rows },
  }))
}

function fieldOfFile(
  works: readonly TableWork[],
  fileId: number,
  entity: EntityName,
  wanted: readonly string[],
): string | null {
  const work = works.find((one) => one.fileId === fileId)
  const plan = work === undefined ? undefined : plansOf(work).find((one) => one.entity === entity)
  return wanted.find((name) => plan?.columns.some((column) => column.field === name)) ?? null
}

const naming: readonly (readonly [EntityName, string])[] = [
  ['people', 'manager'],
  ['accounts', 'owner'],
  ['opportunities', 'owner'],
  ['stage-history', 'owner'],
  ['leads', 'owner'],
]

/** Rows that name somebody who is neither known nor in the delivery, or a name that several people share. */
async function refuseUnknownPeople(
  staging: Staging,
  present: readonly EntityName[],
  source: string,
): Promise<BadRow[]> {
  const { client, importId } = staging
  const map = new PeopleMap()
  const stored = await select<{
    kind: Identity['kind']
    source: string
    value_key: string
    person_id: number
  }>(client, 'select kind, source, value_key, person_id from person_identities')
  for (const row of stored)
    map.learn({ kind: row.kind, source: row.source, valueKey: row.value_key, value: '' }, row.person_id)
  for (const row of await select<{ name_key: string; person_id: number }>(
    client,
    'select name_key, person_id from people',
  ))
    map.learn({ kind: 'name', source: '', valueKey: row.name_key, value: '' }, row.person_id)
  if (present.includes('people')) {
    const rows = await select<{
      n: number
      email: string | null
      name: string | null
      external_id: string | null
    }>(
      client,
      `select n, email, coalesce(name, nullif(concat_ws(' ', first_name, last_name), '')) as name, external_id
       from ${stagingTable(importId, 'people')}`,
    )
    for (const { n, email, name, external_id } of rows) {
      const known = email === null ? 'unknown' : map.find(emailIdentity(email))
      const id = typeof known === 'object' ? known.personId : -1 - n
      if (email !== null) map.learn(emailIdentity(email), id)
      if (name !== null) map.learn(nameIdentity(name), id)
      if (external_id !== null)
        map.learn({ kind: 'external-id', source, valueKey: external_id, value: '' }, id)
    }
  }
  const bad: BadRow[] = []
  for (const [entity, field] of naming) {
    if (!present.includes(entity)) continue
    const table = stagingTable(importId, entity)
    const written = await select<{ name: string }>(
      client,
      `select distinct ${snake(field)} as name from ${table} where ${snake(field)} is not null`,
    )
    const unknown = written
      .map(({ name }) => name)
      .filter((name) => typeof map.lookUp(name, source) !== 'object')
    if (unknown.length === 0) continue
    const rows = await select<Omit<BadRow, 'entity' | 'field' | 'code' | 'detail'>>(
      client,
      `delete from ${table} where ${snake(field)} = any($1) returning file_id, source_row, source_line, ${snake(field)} as value`,
      [unknown],
    )
    bad.push(
      ...rows.map((row) => ({ ...row, entity, field, code: 'REFERENCE_UNKNOWN' as const, detail: {} })),
    )
  }
  return bad
}

/** Lines and moves of opportunities that are neither known nor in the delivery. */
async function refuseUnknownOpportunities(
  staging: Staging,
  present: readonly EntityName[],
  source: string,
): Promise<BadRow[]> {
  const bad: BadRow[] = []
  for (const entity of ['opportunity-lines', 'stage-history'] as const) {
    if (!present.includes(entity)) continue
    const isStaged = present.includes('opportunities')
      ? `and not exists (select from ${stagingTable(staging.importId, 'opportunities')} as o where o.identity = s.opportunity)`
      : ''
    const rows = await select<Omit<BadRow, 'entity' | 'field' | 'code' | 'detail'>>(
      staging.client,
      `delete from ${stagingTable(staging.importId, entity)} as s
       where not exists (select from source_identities as i where i.kind = 'opportunity' and i.source = $1 and i.external_id = s.opportunity)
         ${isStaged}
       returning file_id, source_row, source_line, opportunity as value`,
      [source],
    )
    bad.push(
      ...rows.map((row) => ({
        ...row,
        entity,
        field: 'opportunity',
        code: 'REFERENCE_UNKNOWN' as const,
        detail: {},
      })),
    )
  }
  return bad
}

/** Writes refused rows with the cells that their file has; the file is read again for them. */
async function setAside(staging: Staging, delivery: StagedDelivery, bad: readonly BadRow[]): Promise<void> {
  if (bad.length === 0) return
  const byFile = new Map<number, BadRow[]>()
  for (const row of bad) byFile.set(row.file_id, [...(byFile.get(row.file_id) ?? []), row])
  for (const [fileId, rows] of byFile) {
    const work = delivery.works.find((one) => one.fileId === fileId)
    const opened = work === undefined ? undefined : delivery.opened[work.fileIndex]
    if (work === undefined || opened === undefined || opened === null) continue
    const byRow = new Map<number, BadRow[]>()
    for (const row of rows) byRow.set(row.source_row, [...(byRow.get(row.source_row) ?? []), row])
    work.counts.rejected += byRow.size
    for (const row of rows) work.errors.push(reported(faultOf(work, row)))
    work.errors.sort((one, other) => one.row - other.row)
    work.errors.length = Math.min(work.errors.length, mostErrorsShown)
    await readCells(staging, delivery, work, opened, byRow)
  }
  await delivery.refusals.flush()
}

function faultOf(work: TableWork, row: BadRow): RowFault {
  const column = plansOf(work)
    .find((plan) => plan.entity === row.entity)
    ?.columns.find((one) => one.field === row.field)
  return {
    code: row.code,
    row: row.source_row,
    line: row.source_line,
    ...(column === undefined ? {} : { column: column.header, index: column.index }),
    ...(row.value === null ? {} : { value: row.value.slice(0, 200) }),
    detail: row.detail,
  }
}

async function readCells(
  staging: Staging,
  delivery: StagedDelivery,
  work: TableWork,
  opened: OpenedFile,
  byRow: ReadonlyMap<number, readonly BadRow[]>,
): Promise<void> {
  let tableIndex = 0
  for await (const table of opened.tables()) {
    if (tableIndex++ !== work.tableIndex) continue
    for await (const batch of table.records()) {
      staging.running.signal?.throwIfAborted()
      for (const record of batch.rows)
        for (const row of byRow.get(record.row) ?? []) {
          const fault = faultOf(work, row)
          delivery.refusals.add({
            fileId: work.fileId,
            row: record.row,
            line: record.line,
            column: fault.column ?? null,
            code: row.code,
            value: row.value,
            detail: row.detail,
            cells: record.cells,
          })
        }
      await delivery.refusals.flush()
    }
  }
}

/** Over half of the rows bad, in a file of more than 100: a wrong column or format is likelier than bad rows. */
async function refuseMostlyBad(staging: Staging, delivery: StagedDelivery): Promise<void> {
  for (const work of delivery.works) {
    const { rows, rejected } = work.counts
    if (work.fault !== null || rows <= 100 || rejected * 2 <= rows) continue
    await forget(staging, work)
    work.fault = refuseFile('TOO_MANY_BAD_ROWS', { detail: { rejected, rows } }).fault
  }
}
