// Rows refused after they were staged: written among the refused rows with the cells that their file has, which is read
// again for them.
import type { EntityName } from '../../entities.ts'
import type { OpenedFile, RowFault, RowFaultCode } from '../../files/reading/index.ts'
import type { StagedDelivery } from './stage-files.ts'
import type { Staging } from './staging.ts'
import { keepableCells, mostErrorsShown, plansOf, reported, type TableWork } from './table-work.ts'

export interface BadRow {
  readonly entity: EntityName
  readonly file_id: number
  readonly source_row: number
  readonly source_line: number
  readonly field: string
  readonly code: RowFaultCode
  readonly value: string | null
  readonly detail: Readonly<Record<string, string | number>>
}

/** Writes refused rows with the cells that their file has; the file is read again for them. */
export async function setAside(
  staging: Staging,
  delivery: StagedDelivery,
  bad: readonly BadRow[],
): Promise<void> {
  if (bad.length === 0) return
  const byFile = new Map<number, BadRow[]>()
  for (const row of bad) listIn(byFile, row.file_id).push(row)
  for (const [fileId, rows] of byFile) {
    const work = delivery.works.find((one) => one.fileId === fileId)
    const opened = work === undefined ? undefined : delivery.opened[work.fileIndex]
    if (work === undefined || opened === undefined || opened === null) continue
    const byRow = new Map<number, BadRow[]>()
    for (const row of rows) listIn(byRow, row.source_row).push(row)
    work.counts.rejected += byRow.size
    for (const row of rows) work.errors.push(reported(faultOf(work, row)))
    work.errors.sort((one, other) => one.row - other.row)
    work.errors.length = Math.min(work.errors.length, mostErrorsShown)
    await readCells(staging, delivery, work, opened, byRow)
  }
  await delivery.refusals.flush()
}

function listIn<Key, Value>(lists: Map<Key, Value[]>, key: Key): Value[] {
  const list = lists.get(key) ?? []
  lists.set(key, list)
  return list
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
          const isFull = delivery.refusals.add({
            fileId: work.fileId,
            row: record.row,
            line: record.line,
            column: fault.column ?? null,
            code: row.code,
            value: row.value,
            detail: row.detail,
            cells: keepableCells(work, record.cells),
          })
          if (isFull) await delivery.refusals.flush()
        }
      await delivery.refusals.flush()
    }
  }
}
