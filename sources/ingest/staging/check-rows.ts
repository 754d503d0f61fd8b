// Faults that show only when all rows are staged: the same id twice, a colleague or a deal that nobody knows, and too
// many bad rows in one file. Found in SQL; the original cells are then read from the files again.
import { type EntityName, entityNames } from '../../entities.ts'
import { refuseFile } from '../../files/reading/index.ts'
import { run, select } from '../sql.ts'
import { stagingTable } from './columns.ts'
import { specOf, tableSpecs } from '../merge/tables/index.ts'
import { refuseUnknownPeople } from './check-people.ts'
import { refuseChangedEvents } from './check-events.ts'
import { refuseUnknownRecords, refuseUnknownWorkshops } from './check-references.ts'
import { leaveOutOwnViews } from './check-visitors.ts'
import { type BadRow, setAside } from './set-aside.ts'
import { ownIdentity } from './identities.ts'
import { forget, type StagedDelivery } from './stage-files.ts'
import type { Staging } from './staging.ts'
import { plansOf, type TableWork } from './table-work.ts'
import { dropVainWithdrawals } from './withdrawals.ts'

export interface Checks {
  readonly source: string
  readonly unknownPeople: 'keep' | 'refuse'
}

/** Runs every check over the staged rows; refused rows leave the staging tables. */
export async function checkRows(staging: Staging, delivery: StagedDelivery, checks: Checks): Promise<void> {
  const present = presentEntities(delivery.works)
  await staging.client.query("set work_mem = '64MB'")
  await dropVainWithdrawals(staging.client, staging.importId, present, checks.source)
  await numberOwnIdentities(staging, delivery.withoutId)
  await leaveOutOwnViews(staging, present, delivery.works)
  // Lists of any length: never as parameters of a call, which takes some hundred thousand at most.
  const bad: BadRow[][] = []
  for (const entity of present) bad.push(await refuseRepeated(staging, delivery, entity))
  if (present.includes('deal-events')) bad.push(await refuseChangedEvents(staging, delivery, checks.source))
  await setAside(staging, delivery, bad.flat())
  await refuseMostlyBad(staging, delivery)
  const lost = [
    await refuseUnknownPeople(staging, present, {
      ...checks,
      placeholders: new Set(delivery.works.flatMap((work) => work.placeholders)),
    }),
    await refuseUnknownRecords(staging, present, checks.source),
    await refuseUnknownWorkshops(staging, present, checks.source),
  ]
  await setAside(staging, delivery, lost.flat())
  await refuseMostlyBad(staging, delivery)
}

export function presentEntities(works: readonly TableWork[]): EntityName[] {
  const present = new Set(works.flatMap((work) => plansOf(work).map(({ entity }) => entity)))
  return entityNames.filter((entity) => present.has(entity))
}

/** Rows without an id that share what names them are numbered in the order of their file. */
async function numberOwnIdentities(staging: Staging, withoutId: ReadonlySet<EntityName>): Promise<void> {
  for (const entity of withoutId) {
    const table = stagingTable(staging.importId, entity)
    const numbers = specOf(entity) === undefined ? byPlace(table) : byContent(entity, table)
    await run(
      staging.client,
      `update ${table} as s set identity = s.identity || '#' || numbered.place from (${numbers}) as numbered
       where numbered.n = s.n and numbered.place > 1`,
    )
  }
}

const byPlace = (table: string) =>
  `select n, row_number() over (partition by file_id, identity order by n) as place
   from ${table} where identity like '${ownIdentity}%'`

/**
 * By what they say: another order of the rows, or the same rows in a second file, give the same identities. Two alike are two: purchases, costs.
 * In a list without days they are one: it tells of customers, one a row, and says the same one twice.
 */
const byContent = (entity: EntityName, table: string) => {
  const place = 'row_number() over (partition by file_id, identity, content_hash order by n)'
  const occurrence =
    entity === 'subscriptions' ? `case when described_on is null then ${place} else 1 end` : place
  return `select n, dense_rank() over (partition by identity order by content_hash, occurrence) as place from (
    select n, identity, content_hash, ${occurrence} as occurrence
    from ${table} where identity like '${ownIdentity}%') as counted`
}

const identified: ReadonlySet<EntityName> = new Set([
  'people',
  'accounts',
  'products',
  'opportunities',
  'opportunity-lines',
  'leads',
  ...tableSpecs.map(({ entity }) => entity),
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
       min(s.n) over same as first, min(s.file_id) over same as first_file, max(s.file_id) over same as last_file,
       row_number() over (partition by s.identity order by s.n) as place, min(s.content_hash::text) over same <> max(s.content_hash::text) over same as differs
     from ${table} as s join repeated_identities as r on r.number = hashtextextended(s.identity, 0)
     window same as (partition by s.identity)`,
  )
  await client.query('analyze repeated_rows')
  // Companies, products and people without id or address are known by name: the first row describes them.
  const isRepeat = "(not r.differs or r.identity like 'name:%') and r.n <> r.first"
  const repeats = await select<{ file_id: number; rows: number; differing: number }>(
    client,
    `select r.file_id, count(*) as rows, count(*) filter (where r.differs) as differing from repeated_rows as r
     where ${isRepeat} group by 1`,
  )
  for (const { file_id, rows, differing } of repeats) {
    const work = works.find((one) => one.fileId === file_id)
    // What records become may well be said twice; a translator counts the records that are.
    if (work === undefined || work.isTranslated) continue
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
    other_file: number | null
  }>(
    client,
    // The first rows of each identity serve all of its rows: one of them may be on every row of the file.
    `with heads as (
       select identity, array_agg(n order by n) as numbers, array_agg(source_row order by n) as rows
       from repeated_rows where differs and place <= 11 group by 1)
     select r.file_id, r.source_row, r.source_line, r.identity,
       case when r.first_file <> r.file_id then r.first_file when r.last_file <> r.file_id then r.last_file end as other_file,
       (select string_agg(other.source_row::text, ', ' order by other.n) from (
         select o.n, o.source_row from unnest(h.numbers, h.rows) as o (n, source_row) where o.n <> r.n order by o.n limit 10) as other) as rows
     from repeated_rows as r join heads as h on h.identity = r.identity
     where r.differs and r.identity not like 'name:%' order by r.n`,
  )
  await run(
    client,
    `delete from ${table} as s using repeated_rows as r
     where s.n = r.n and (r.differs and r.identity not like 'name:%' or ${isRepeat})`,
  )
  await client.query('drop table repeated_rows, repeated_identities')
  const field = entity === 'people' ? 'email' : 'externalId'
  return conflicts.map(({ other_file, ...row }) => ({
    ...row,
    entity,
    field: fieldOfFile(works, row.file_id, entity, ['externalId', field]) ?? field,
    code: 'ID_DUPLICATE_CONFLICT',
    value: row.identity,
    detail: {
      rows: row.rows,
      ...(other_file === null ? {} : { file: works.find((one) => one.fileId === other_file)?.name ?? '' }),
    },
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

/** Over half of the rows bad, in a file of more than 100: a wrong column or format is likelier than bad rows. */
async function refuseMostlyBad(staging: Staging, delivery: StagedDelivery): Promise<void> {
  for (const work of delivery.works) {
    const { rows, rejected } = work.counts
    if (work.fault !== null || rows <= 100 || rejected * 2 <= rows) continue
    await forget(staging, work)
    work.fault = refuseFile('TOO_MANY_BAD_ROWS', { detail: { rejected, rows } }).fault
  }
}
