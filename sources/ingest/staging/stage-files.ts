// The two passes over the files of a delivery: first sketches, from which all tables are recognised together; then
// every record, converted cell by cell, into the staging tables or among the refused rows. Memory stays flat.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { EntityName } from '../../entities.ts'
import {
  FileRefused,
  type OpenedFile,
  openFile,
  type ReadingOptions,
  refuseFile,
} from '../../files/reading/index.ts'
import { createZone } from '../../files/values/index.ts'
import { recognise, shapeKey } from '../../recognisers/index.ts'
import { selectOne, json, storable } from '../sql.ts'
import { allowIn, applyCorrection, leftOutAsAsked } from './corrections.ts'
import type { DeliveredFile } from '../shapes.ts'
import { createStagingTable, stagingTable } from './columns.ts'
import { statedRecognition } from './given.ts'
import { Refusals } from './refusals.ts'
import { withSharer } from './sharers.ts'
import { sketchTable } from './sketch.ts'
import { type Passing, stageTable } from './stage-table.ts'
import { newWork, plansOf, type TableWork } from './table-work.ts'
import type { Staging } from './staging.ts'

export interface StagedDelivery {
  readonly works: readonly TableWork[]
  readonly opened: readonly (OpenedFile | null)[]
  readonly refusals: Refusals
  /** Entities of which some rows bring no id. */
  readonly withoutId: ReadonlySet<EntityName>
}

/** Reads the files twice; what each table was taken for and what became of its rows is in the works. */
export async function stageFiles(staging: Staging, files: readonly DeliveredFile[]): Promise<StagedDelivery> {
  const opened: (OpenedFile | null)[] = []
  const works: TableWork[] = []
  try {
    for (const [fileIndex, file] of files.entries()) {
      staging.running.onProgress?.({
        step: { fr: `Ouverture de ${file.name}`, en: `Opening ${file.name}` },
        share: fileIndex / files.length,
      })
      const found = await sketchFile(staging, file, fileIndex)
      opened.push(found.opened)
      works.push(...found.works)
    }
    recogniseAll(staging, works)
    for (const work of works) work.recognition = withSharer(work.recognition, staging.sharedBy, work.warnings)
    for (const work of works) work.fileId = await recordFile(staging, work, files[work.fileIndex])
    const refusals = new Refusals(staging.client, staging.importId)
    const zone = createZone(staging.timeZone)
    const numbers = new Map<EntityName, number>()
    const withoutId = new Set<EntityName>()
    for (const [fileIndex, file] of opened.entries()) {
      const mine = works.filter((work) => work.fileIndex === fileIndex && plansOf(work).length > 0)
      if (file !== null && mine.length > 0)
        await stageFile(staging, file, mine, { zone, numbers, refusals, withoutId })
    }
    await refusals.flush()
    return { works, opened, refusals, withoutId }
  } catch (error) {
    await closeFiles(opened)
    throw error
  }
}

export async function closeFiles(opened: readonly (OpenedFile | null)[]): Promise<void> {
  for (const file of opened) await file?.close()
}

async function sketchFile(
  staging: Staging,
  file: DeliveredFile,
  fileIndex: number,
): Promise<{ opened: OpenedFile | null; works: TableWork[] }> {
  const works: TableWork[] = []
  let opened: OpenedFile | null = null
  const place = (name: string) => ({ name, fileIndex, tableIndex: works.length, bytes: opened?.bytes ?? 0 })
  try {
    opened = (await file.open?.()) ?? (await openFile(file, readingOf(staging, file)))
    for await (const table of opened.tables()) {
      const name = tableName(file.name, table.name, opened)
      if (table.settled !== undefined)
        works.push({ ...newWork(place(name), table, null, null), recognition: table.settled })
      else if (table.gives === undefined)
        works.push(newWork(place(name), table, await sketchTable(name, table, staging.running.signal), null))
      else {
        const work = newWork(place(name), table, null, null)
        work.recognition = statedRecognition(table)
        works.push(work)
      }
    }
    return { opened, works }
  } catch (error) {
    if (!(error instanceof FileRefused)) {
      await opened?.close()
      throw error
    }
    // One broken member makes an archive unsafe as a whole: nothing of the file is kept.
    return { opened, works: [newWork({ ...place(file.name), tableIndex: 0 }, null, null, error.fault)] }
  }
}

/** How a person says that the file is to be read, or said of one of its shape: its tables go by their name in the report, which for a text is the file's own. */
function readingOf(
  { translators, corrections, firstLines }: Staging,
  { name }: DeliveredFile,
): ReadingOptions {
  return {
    translators,
    firstLineOf: (table, columns) =>
      (corrections[`${name} › ${table}`] ?? corrections[name])?.firstLine ??
      firstLines.get(shapeKey(`${name} › ${table}`, columns)) ??
      firstLines.get(shapeKey(name, columns)),
  }
}

/** The file's own name where it holds one table, as a text does; else the table's beside it. */
function tableName(file: string, table: string, { kind }: OpenedFile): string {
  if (table === '' || table === file || kind === 'csv' || (kind === 'gz' && `${table}.gz` === file))
    return file
  return table.startsWith(`${file} › `) ? table : `${file} › ${table}`
}

function recogniseAll(staging: Staging, works: readonly TableWork[]): void {
  for (const work of works)
    if (work.isTranslated && staging.corrections[work.name]?.entity === null)
      work.recognition = { kind: 'unknown', reason: leftOutAsAsked }
  const sketched = works.flatMap((work) => (work.sketch === null ? [] : [{ work, sketch: work.sketch }]))
  const recognitions = recognise(
    sketched.map(({ sketch }) => sketch),
    staging.remembered,
  )
  const isAlone = works.length === 1
  for (const [index, { work, sketch }] of sketched.entries()) {
    const correction = staging.corrections[work.name]
    const recognition = recognitions[index] ?? null
    work.recognition = allowIn(
      correction === undefined ? recognition : applyCorrection(sketch, recognition, correction),
      staging.allowed,
    )
    if (work.recognition === null) continue
    if (work.recognition.kind === 'missing-columns')
      work.fault = refuseFile('HEADER_MISSING', {
        row: 1,
        line: 1,
        detail: { missing: work.recognition.missing.join(', ') },
      }).fault
    else if (work.recognition.kind === 'unknown' && isAlone && correction?.entity === undefined)
      work.fault = refuseFile('HEADER_MISSING', {
        row: 1,
        line: 1,
        detail: { reasonFr: work.recognition.reason.fr, reasonEn: work.recognition.reason.en },
      }).fault
  }
}

async function recordFile(
  staging: Staging,
  work: TableWork,
  file: DeliveredFile | undefined,
): Promise<number> {
  const [plan] = plansOf(work)
  const digest = file === undefined || file.open !== undefined ? null : await digestOf(file.path)
  const { id } = await selectOne<{ id: number }>(
    staging.client,
    `insert into import_files (import_id, name, content_hash, bytes, entity, mapping)
     values ($1, $2, $3, $4, $5, $6) returning import_file_id as id`,
    [staging.importId, storable(work.name), digest, work.bytes, plan?.entity ?? null, json(plansOf(work))],
  )
  return id
}

async function digestOf(path: string): Promise<string> {
  const digest = createHash('md5')
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) digest.update(piece as Buffer)
  return digest.digest('hex')
}

async function stageFile(
  staging: Staging,
  file: OpenedFile,
  works: readonly TableWork[],
  passing: Passing,
): Promise<void> {
  let tableIndex = 0
  try {
    for await (const table of file.tables()) {
      const work = works.find((one) => one.tableIndex === tableIndex)
      tableIndex++
      if (work !== undefined) await stageTable(staging, table, work, passing)
    }
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error
    for (const work of works) {
      work.fault = error.fault
      await forget(staging, work)
    }
  }
}

/** Removes whatever a refused table left in the staging tables and among the refused rows. */
export async function forget(staging: Staging, work: TableWork): Promise<void> {
  await passRefusals(staging, work)
  const entities =
    work.recognition?.kind === 'understood' ? work.recognition.plans.map(({ entity }) => entity) : []
  for (const entity of new Set(entities)) {
    await staging.client.query(createStagingTable(staging.importId, entity))
    await staging.client.query(`delete from ${stagingTable(staging.importId, entity)} where file_id = $1`, [
      work.fileId,
    ])
  }
  Object.assign(work.counts, { accepted: 0, duplicates: 0, added: 0, changed: 0, unchanged: 0 })
}

async function passRefusals(staging: Staging, work: TableWork): Promise<void> {
  await staging.client.query('delete from refused_rows where import_id = $1 and import_file_id = $2', [
    staging.importId,
    work.fileId,
  ])
}
