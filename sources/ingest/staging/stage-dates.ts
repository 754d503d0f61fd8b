// Columns that each carry the date of one stage: one row of stage history for each that is filled.
import type { RawRecord } from '../../files/reading/index.ts'
import type { ColumnStyle } from '../../files/values/index.ts'
import type { PlannedColumn, TablePlan } from '../../plan.ts'
import { columnReader, type ColumnReader, type ReadingContext } from './column-reader.ts'
import { fieldsOf } from './columns.ts'
import { copyText } from './copy-rows.ts'
import { type FoundFault, foundFault } from './found-fault.ts'

export interface StageReader {
  readonly name: string
  readonly entered: { readonly column: PlannedColumn; readonly read: ColumnReader } | null
  readonly left: { readonly column: PlannedColumn; readonly read: ColumnReader } | null
}

/** Columns that each carry the date of one stage, two by two. */
export function stageReaders(
  plan: TablePlan,
  styles: readonly ColumnStyle[],
  context: ReadingContext,
): StageReader[] {
  const stages = new Map<string, { entered: StageReader['entered']; left: StageReader['left'] }>()
  for (const column of plan.columns) {
    const style = styles[column.index]
    if (column.stage === undefined || style === undefined) continue
    const stage = stages.get(column.stage.name) ?? { entered: null, left: null }
    const field = fieldsOf('stage-history')[column.stage.edge === 'entered' ? 'enteredAt' : 'leftAt']
    if (field === undefined) continue
    stage[column.stage.edge] = {
      column,
      read: columnReader('stage-history', 'enteredAt', field, style, context),
    }
    stages.set(column.stage.name, stage)
  }
  return [...stages].map(([name, stage]) => ({ name, ...stage }))
}

export function readStages(
  values: readonly string[],
  stages: readonly StageReader[],
  record: RawRecord,
  faults: FoundFault[],
  places: ReadonlyMap<string, number>,
): string[][] {
  const rows: string[][] = []
  const edge = (part: StageReader['entered']): string | null => {
    if (part === null) return null
    const cell = record.cells[part.column.index] ?? ''
    const value = part.read(cell, '', record.kinds?.[part.column.index])
    if (value === null || typeof value === 'string') return value
    faults.push(foundFault(value.code, part.column, cell, value.reason))
    return null
  }
  for (const stage of stages) {
    const entered = edge(stage.entered)
    const left = edge(stage.left)
    if (entered === null) continue
    const row = values.slice()
    row[places.get('stage') ?? 0] = copyText(stage.name)
    row[places.get('enteredAt') ?? 0] = entered
    if (left !== null) row[places.get('leftAt') ?? 0] = left
    rows.push(row)
  }
  return faults.length > 0 ? [] : rows
}
