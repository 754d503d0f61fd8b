// Checks between the cells of one record.
import { type EntityName, entityOf } from '../../entities.ts'
import type { RawRecord } from '../../files/reading/index.ts'
import type { PlannedColumn, TablePlan } from '../../plan.ts'
import { dayOfMoment } from './column-reader.ts'
import { type FoundFault, foundFault } from './found-fault.ts'
import { blank, type RowValues } from './row-values.ts'

export type RowCheck = (row: RowValues, record: RawRecord, faults: FoundFault[]) => void

/** The checks of a plan. `columnOf` gives the column that fills a field. */
export function rowChecks(plan: TablePlan, columnOf: (field: string) => PlannedColumn | undefined): RowCheck {
  const missing = (fields: readonly string[]) =>
    foundFault(
      'VALUE_REQUIRED',
      fields.map(columnOf).find((column) => column !== undefined) ?? null,
      '',
      'empty',
    )
  const stateFields = ['stage', 'status', 'isWon', 'isClosed', 'wonAt', 'lostAt'].filter(
    (name) => columnOf(name) !== undefined,
  )
  const groups = neededGroups(plan)
  const ranges = rangesOf(plan)
  return (row, record, faults) => {
    if (plan.entity === 'opportunities') {
      if (stateFields.length > 0 && stateFields.every((name) => row.get(name) === null))
        faults.push(missing(stateFields))
      if (['externalId', 'name', 'account', 'amount', 'openedAt'].every((name) => row.get(name) === null))
        faults.push(missing(['externalId']))
    }
    for (const group of groups) if (group.every((name) => row.get(name) === null)) faults.push(missing(group))
    for (const [start, end] of ranges) {
      const column = columnOf(end)
      if (column !== undefined && isInverted(row.get(start) ?? blank, row.get(end) ?? blank))
        faults.push(foundFault('RANGE_INVERTED', column, record.cells[column.index] ?? '', 'order'))
    }
  }
}

/** What a row cannot mean anything without: one field of each group. */
function neededGroups(plan: TablePlan): readonly (readonly string[])[] {
  if (plan.columns.some((column) => column.stage !== undefined)) return []
  return needed[plan.entity] ?? entityOf(plan.entity).needs ?? []
}

const needed: Partial<Record<EntityName, readonly (readonly string[])[]>> = {
  people: [['name', 'email', 'externalId', 'firstName', 'lastName']],
  accounts: [['name', 'externalId', 'domain']],
  products: [['name', 'code', 'externalId']],
  stages: [['name']],
  'stage-history': [['opportunity'], ['stage'], ['enteredAt']],
  'opportunity-lines': [['opportunity']],
  'currency-rates': [['currency'], ['validFrom'], ['rate']],
}

/** Exports of CRMs hold dates out of order, and figures cope with them; a template answers for them. */
function rangesOf(plan: TablePlan): readonly (readonly [string, string])[] {
  const { spans } = entityOf(plan.entity)
  if (spans !== undefined) return spans
  if (!plan.isTemplate) return []
  switch (plan.entity) {
    case 'opportunities':
      return [['openedAt', 'closedAt']]
    case 'people':
      return [['hiredOn', 'leftOn']]
    case 'stage-history':
      return [['enteredAt', 'leftAt']]
    case 'leads':
      return [['createdAt', 'convertedAt']]
    default:
      return []
  }
}

/** Compares instants where both have one, else days. */
function isInverted(from: string, to: string): boolean {
  const [fromDay, toDay] = [dayOfMoment(from), dayOfMoment(to)]
  if (fromDay === blank || toDay === blank) return false
  if (fromDay !== toDay) return toDay < fromDay
  const areInstants = [from, to].every((text) => text.includes('\t') && !text.startsWith(blank))
  return areInstants && to < from
}
