// The second pass over one table: every record converted cell by cell, into one COPY for each thing that the table brings, or
// among the refused rows. Memory stays flat.
import type { EntityName } from '../../entities.ts'
import type { RawRecord, RowFault, Table, TableEnd } from '../../files/reading/index.ts'
import { restored } from '../../files/own-export.ts'
import type { Zone } from '../../files/values/index.ts'
import { createStagingTable, stagedColumns, stagingTable } from './columns.ts'
import { CopyRows } from './copy-rows.ts'
import { dayAssumed, daysAsHours, dayStated, emailsLeftOut } from './reading-remarks.ts'
import type { FoundFault } from './found-fault.ts'
import { givenRecords, statedStyles } from './given.ts'
import { ownIdentity } from './identities.ts'
import { recordReader, type RecordReader } from './record-reader.ts'
import type { Refusals } from './refusals.ts'
import { Roundings } from './roundings.ts'
import { UnknownWords } from './unknown-words.ts'
import type { Staging } from './staging.ts'
import {
  keepableCells,
  mostErrorsShown,
  plansOf,
  reported,
  sayWarning,
  type TableWork,
} from './table-work.ts'

export interface Passing {
  readonly zone: Zone
  readonly numbers: Map<EntityName, number>
  readonly refusals: Refusals
  /** Entities of which some rows bring no id. */
  readonly withoutId: Set<EntityName>
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

/**
 * Reads every record of one table into its staging tables or among the refused rows.
 * @throws FileRefused when the file proves broken on the way; then none of its rows is staged
 */
export async function stageTable(
  staging: Staging,
  table: Table,
  work: TableWork,
  passing: Passing,
): Promise<void> {
  const { signal, onProgress } = staging.running
  const lanes: Lane[] = []
  const ambiguous: Ambiguous = { cells: 0, rows: 0, names: [] }
  const styles = table.gives === undefined && table.settled === undefined ? work.styles : statedStyles(table)
  const unknownWords = new UnknownWords()
  const roundings = new Roundings()
  const { describedOn } = staging
  let datedBack = 0
  let inDays = 0
  let withoutEmail = 0
  try {
    for (const plan of plansOf(work)) {
      const context = {
        zone: passing.zone,
        calendar: table.calendar,
        vendor: plan.vendor,
        isTemplate: plan.isTemplate,
        describedOn: describedOn ?? passing.zone.dayOf(staging.running.now().getTime()),
        onDatedBack: () => datedBack++,
        onEmailLeftOut: () => withoutEmail++,
        hoursADay: staging.workingDay.hours,
        onDays: () => inDays++,
        now: staging.running.now().getTime(),
        allowed: plan.allowed ?? [],
        onRounded: (added: bigint, currency: string) => roundings.add(added, currency),
        onAmbiguous: () => ambiguous.cells++,
        onUnknownWord: (field: string, word: string) => unknownWords.add(plan.entity, field, word),
        respondentKey: staging.respondentKey,
        ownWords: staging.ownWords,
      }
      lanes.push(await openLane(staging, recordReader(plan, styles, context, staging.currency)))
    }
    const taken = work.isTranslated ? new Set(table.header.keys()) : takenColumns(lanes)
    const estimate = estimateRows(work)
    for await (const batch of table.records()) {
      signal?.throwIfAborted()
      for (const record of batch.rows) {
        const isFull = takeRecord(
          staging.isOwnExport ? asItWas(record) : record,
          work,
          lanes,
          taken,
          passing,
          ambiguous,
          roundings,
        )
        if (!isFull) continue
        for (const lane of lanes) await lane.copy.flush()
        await passing.refusals.flush()
      }
      work.counts.rows += batch.rows.length
      if (batch.end !== undefined) endWork(work, batch.end)
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
  work.warnings.push(...unknownWords.warnings(), ...roundings.warnings())
  if (datedBack > 0)
    work.warnings.push(
      describedOn === undefined
        ? dayAssumed(passing.zone.dayOf(staging.running.now().getTime()))
        : dayStated(describedOn),
    )
  if (withoutEmail > 0) work.warnings.push(emailsLeftOut(withoutEmail))
  if (inDays > 0) work.warnings.push(daysAsHours(staging.workingDay))
  if (work.counts.rows === 0 && !work.warnings.some(({ code }) => code === 'NO_ROWS'))
    work.warnings.push(sayWarning({ code: 'NO_ROWS', row: 0, detail: {} }))
}

function takenColumns(lanes: readonly Lane[]): Set<number> {
  return new Set(
    lanes.flatMap(({ reader }) => reader.plan.columns.flatMap((c) => (c.field === null ? [] : [c.index]))),
  )
}

function endWork(work: TableWork, end: TableEnd): void {
  work.counts.rows = end.records
  work.counts.duplicates += end.duplicates ?? 0
  work.skipped = end.skipped ?? 0
  if (end.leftOut.length > 0) work.warnings.push(...leftOutWarning(end.leftOut))
  work.warnings.push(...(end.remarks ?? []))
  work.checks.push(...(end.checks ?? []))
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
  roundings: Roundings,
): boolean {
  // A column that nothing is taken from refuses nothing.
  const shapeFaults = record.faults?.filter(({ index }) => index === undefined || taken.has(index))
  if (shapeFaults !== undefined && shapeFaults.length > 0) return refuse(record, shapeFaults, work, refusals)
  const found: FoundFault[] = []
  const cellsBefore = ambiguous.cells
  const rows = lanes.map(({ reader }, place) =>
    work.isTranslated
      ? givenRecords(record, place).flatMap((given) => reader.read(given, found))
      : reader.read(record, found),
  )
  roundings.endRow(found.length === 0)
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
      if (work.isTranslated) work.given++
      isFull = lane.copy.add(`${n}\t${work.fileId}\t${record.row}\t${record.line}\t${text}`) || isFull
    }
  return isFull
}

function asItWas(record: RawRecord): RawRecord {
  return { ...record, cells: record.cells.map(restored) }
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
        cells: keepableCells(work, record.cells),
      }) || isFull
  }
  return isFull
}
