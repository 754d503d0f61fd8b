// The two passes over the files of a delivery: first sketches, from which all tables are recognised together; then
// every record, converted cell by cell, into the staging tables or among the refused rows. Memory stays flat.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { Database } from '../../../model/database.ts'
import type { Reader } from '../../../model/reader.ts'
import type { EntityName } from '../../entities.ts'
import {
  FileRefused,
  type OpenedFile,
  openFile,
  type RawRecord,
  refuseFile,
  type RowFault,
  type Table,
} from '../../files/reading/index.ts'
import { createZone, type Zone } from '../../files/values/index.ts'
import { recognise, type Remembered } from '../../recognisers/index.ts'
import { selectOne, type Client, json, storable } from '../sql.ts'
import { applyCorrection } from './corrections.ts'
import type { Correction, DeliveredFile, Running } from '../shapes.ts'
import { createStagingTable, stagedColumns, stagingTable } from './columns.ts'
import { CopyRows } from './copy-rows.ts'
import { type FoundFault, ownIdentity, recordReader, type RecordReader } from './record-reader.ts'
import { Refusals } from './refusals.ts'
import { sketchTable } from './sketch.ts'
import { mostErrorsShown, newWork, plansOf, reported, sayWarning, type TableWork } from './table-work.ts'

export interface Staging {
  readonly database: Database
  readonly reader: Reader
  readonly client: Client
  readonly importId: number
  readonly timeZone: string
  readonly currency: string
  readonly remembered: Remembered
  readonly corrections: Readonly<Record<string, Correction>>
  readonly running: Running
}

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
    opened = await openFile(file)
    for await (const table of opened.tables()) {
      const name =
        table.name === '' || opened.kind === 'csv' ? file.name : tableName(file.name, table.name, opened)
      works.push(newWork(place(name), table, await sketchTable(name, table, staging.running.signal), null))
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

function tableName(file: string, table: string, opened: OpenedFile): string {
  return opened.kind === 'zip' || opened.kind === 'xlsx'
    ? table === file
      ? file
      : `${file} › ${table}`
    : file
}

function recogniseAll(staging: Staging, works: readonly TableWork[]): void {
  const sketched = works.flatMap((work) => (work.sketch === null ? [] : [{ work, sketch: work.sketch }]))
  const recognitions = recognise(
    sketched.map(({ sketch }) => sketch),
    staging.remembered,
  )
  const isAlone = works.length === 1
  for (const [index, { work, sketch }] of sketched.entries()) {
    const correction = staging.corrections[work.name]
    const recognition = recognitions[index] ?? null
    work.recognition =
      correction === undefined ? recognition : applyCorrection(sketch, recognition, correction)
    if (work.recognition === null) continue
    if (work.recognition.kind === 'missing-columns')
      work.fault = refuseFile('HEADER_MISSING', {
        row: 1,
        line: 1,
        detail: { missing: work.recognition.missing.join(', ') },
      }).fault
    else if (work.recognition.kind === 'unknown' && isAlone && correction === undefined)
      work.fault = refuseFile('HEADER_MISSING', { row: 1, line: 1, detail: { missing: '' } }).fault
  }
}

async function recordFile(
  staging: Staging,
  work: TableWork,
  file: DeliveredFile | undefined,
): Promise<number> {
  const [plan] = plansOf(work)
  const digest = file === undefined ? null : await digestOf(file.path)
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

interface Passing {
  readonly zone: Zone
  readonly numbers: Map<EntityName, number>
  readonly refusals: Refusals
  /** Entities of which some rows bring no id. */
  readonly withoutId: Set<EntityName>
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

/** Rows with a local time that the autumn change repeats. */
interface Ambiguous {
  cells: number
  rows: number
  readonly names: string[]
}

interface Lane {
  readonly entity: EntityName
  readonly reader: RecordReader
  readonly copy: CopyRows
  release(): void
}

async function stageTable(staging: Staging, table: Table, work: TableWork, passing: Passing): Promise<void> {
  const { signal, onProgress } = staging.running
  const lanes: Lane[] = []
  const ambiguous: Ambiguous = { cells: 0, rows: 0, names: [] }
  try {
    for (const plan of plansOf(work)) {
      const context = {
        zone: passing.zone,
        calendar: table.calendar,
        vendor: plan.vendor,
        isTemplate: plan.isTemplate,
        now: staging.running.now().getTime(),
        onAmbiguous: () => ambiguous.cells++,
      }
      lanes.push(await openLane(staging, recordReader(plan, work.styles, context, staging.currency)))
    }
    const taken = new Set(
      lanes.flatMap(({ reader }) => reader.plan.columns.flatMap((c) => (c.field === null ? [] : [c.index]))),
    )
    const estimate = estimateRows(work)
    for await (const batch of table.records()) {
      signal?.throwIfAborted()
      let isFull = false
      for (const record of batch.rows)
        isFull = takeRecord(record, work, lanes, taken, passing, ambiguous) || isFull
      if (isFull) {
        for (const lane of lanes) await lane.copy.flush()
        await passing.refusals.flush()
      }
      work.counts.rows += batch.rows.length
      if (batch.end !== undefined) {
        work.counts.rows = batch.end.records
        if (batch.end.leftOut.length > 0) work.warnings.push(...leftOutWarning(batch.end.leftOut))
      }
      onProgress?.({
        step: { fr: `Lecture de ${work.name}`, en: `Reading ${work.name}` },
        share: Math.min(0.99, work.counts.rows / estimate),
      })
    }
    for (const lane of lanes) await lane.copy.end()
  } catch (error) {
    for (const lane of lanes) await lane.copy.abandon(error as Error)
    throw error
  } finally {
    for (const lane of lanes) lane.release()
  }
  if (ambiguous.rows > 0)
    work.warnings.push({
      ...sayWarning({ code: 'TIME_AMBIGUOUS', row: 0, detail: { rows: ambiguous.rows } }),
      on: ambiguous.names,
    })
  if (work.counts.rows === 0 && !work.warnings.some(({ code }) => code === 'NO_ROWS'))
    work.warnings.push(sayWarning({ code: 'NO_ROWS', row: 0, detail: {} }))
}

function leftOutWarning(leftOut: readonly { row: number; line: number; text: string }[]) {
  const [first] = leftOut
  if (first === undefined) return []
  return [
    sayWarning({
      code: 'ROWS_LEFT_OUT',
      row: first.row,
      line: first.line,
      value: first.text,
      detail: { rows: leftOut.length },
    }),
  ]
}

/** Rows that the file may have, from its size and its first rows; at least 1. */
function estimateRows(work: TableWork): number {
  const { sketch } = work
  if (sketch === null || sketch.rows === 0) return 1
  if (sketch.rows < 50_000) return sketch.rows
  return Math.max(sketch.rows, work.bytes / 100)
}

async function openLane(staging: Staging, reader: RecordReader): Promise<Lane> {
  const { entity } = reader.plan
  await staging.client.query(createStagingTable(staging.importId, entity))
  const client = await staging.database.connect(staging.reader)
  const names = stagedColumns(entity).map(({ name }) => name)
  return {
    entity,
    reader,
    copy: new CopyRows(client, stagingTable(staging.importId, entity), names),
    release: () => client.release(),
  }
}

/** Stages one record or refuses it; true when a buffer should be emptied. */
function takeRecord(
  record: RawRecord,
  work: TableWork,
  lanes: readonly Lane[],
  taken: ReadonlySet<number>,
  { numbers, refusals, withoutId }: Passing,
  ambiguous: Ambiguous,
): boolean {
  const shapeFaults = record.faults?.filter(
    ({ code, index }) => index === undefined || code === 'TEXT_NUL' || taken.has(index),
  )
  if (shapeFaults !== undefined && shapeFaults.length > 0) return refuse(record, shapeFaults, work, refusals)
  const found: FoundFault[] = []
  const cellsBefore = ambiguous.cells
  const rows = lanes.map(({ reader }) => reader.read(record, found))
  if (found.length > 0)
    return refuse(
      record,
      found.map((fault) => rowFault(record, fault)),
      work,
      refusals,
    )
  if (ambiguous.cells > cellsBefore) {
    ambiguous.rows++
    if (ambiguous.names.length < mostErrorsShown)
      ambiguous.names.push(rows[0]?.[0]?.identity ?? `${record.row}`)
  }
  let isFull = false
  for (const [index, lane] of lanes.entries())
    for (const { text, identity } of rows[index] ?? []) {
      if (identity?.startsWith(ownIdentity) === true) withoutId.add(lane.entity)
      const n = (numbers.get(lane.entity) ?? 0) + 1
      numbers.set(lane.entity, n)
      isFull = lane.copy.add(`${n}\t${work.fileId}\t${record.row}\t${record.line}\t${text}`) || isFull
    }
  return isFull
}

function rowFault(record: RawRecord, fault: FoundFault): RowFault {
  return {
    code: fault.code,
    row: record.row,
    line: record.line,
    ...(fault.column === null ? {} : { column: fault.column.header, index: fault.column.index }),
    ...(fault.value === null ? {} : { value: fault.value.slice(0, 200) }),
    detail: fault.detail,
  }
}

function refuse(
  record: RawRecord,
  faults: readonly RowFault[],
  work: TableWork,
  refusals: Refusals,
): boolean {
  work.counts.rejected++
  let isFull = false
  for (const fault of faults) {
    if (work.errors.length < mostErrorsShown) work.errors.push(reported(fault))
    isFull =
      refusals.add({
        fileId: work.fileId,
        row: record.row,
        line: record.line,
        column: fault.column ?? null,
        code: fault.code,
        value: fault.value ?? null,
        detail: fault.detail,
        cells: record.cells,
      }) || isFull
  }
  return isFull
}
