// What a delivery has staged of each entity: which file gave how many rows, and which fields it speaks of.
import type { EntityName } from '../entities.ts'
import type { TablePlan } from '../plan.ts'
import { addChecks } from './checks.ts'
import type { StagedState } from './deliveries.ts'
import { type Client, select } from './sql.ts'
import { fieldsOf, stagingTable } from './staging/columns.ts'
import { withdrawnWhole } from './staging/withdrawals.ts'
import { plansOf, type TableWork } from './staging/table-work.ts'

/** Counts what was staged of each entity, and checks it as a whole; rows of a file are counted as accepted in its report. */
export async function stagedEntities(
  client: Client,
  importId: number,
  works: readonly TableWork[],
  present: readonly EntityName[],
  timeZone: string,
): Promise<StagedState['entities']> {
  const entities: StagedState['entities'][number][] = []
  for (const entity of present) {
    const counts = await select<{ file_id: number; rows: number }>(
      client,
      `select file_id, count(*) as rows from ${stagingTable(importId, entity)} group by 1`,
    )
    const byFile = new Map(counts.map(({ file_id, rows }) => [file_id, rows]))
    const files = works.flatMap((work) =>
      plansOf(work)
        .filter((plan) => plan.entity === entity)
        .map((plan) => ({ fileId: work.fileId, vendor: plan.vendor, fields: fieldsOfPlan(plan) })),
    )
    entities.push({ entity, files, rows: counts.reduce((sum, { rows }) => sum + rows, 0) })
    // Rows of a file are counted in the first thing that it brings.
    for (const work of works)
      if (plansOf(work)[0]?.entity === entity) work.counts.accepted = acceptedRows(work, byFile)
    await addChecks(client, importId, entity, works, timeZone)
  }
  return entities
}

function acceptedRows(work: TableWork, staged: ReadonlyMap<number, number>): number {
  const { rows, rejected, duplicates } = work.counts
  if (work.isTranslated) return rows - rejected - duplicates - work.skipped
  const isByStage = plansOf(work)[0]?.columns.some((column) => column.stage !== undefined) === true
  return isByStage ? rows - rejected : (staged.get(work.fileId) ?? 0)
}

function fieldsOfPlan(plan: TablePlan): string[] {
  const fields = new Set(
    plan.columns.flatMap(({ field, stage: edge }) => (field === null || edge !== undefined ? [] : [field])),
  )
  if (plan.columns.some((column) => column.stage !== undefined))
    for (const field of ['stage', 'enteredAt', 'leftAt']) fields.add(field)
  if (plan.currency !== undefined || plan.currencyInCells === true) fields.add('currency')
  for (const field of Object.keys(plan.constants ?? {})) fields.add(field)
  // What is left out takes back what was said of it before.
  if (plan.leftOut !== undefined && withdrawnWhole.has(plan.entity)) fields.add('isDeleted')
  // A name in two columns names the person all the same.
  if (fields.has('lastName') && plan.entity !== 'people')
    for (const field of ['rep', 'person']) if (field in fieldsOf(plan.entity)) fields.add(field)
  return [...fields]
}
