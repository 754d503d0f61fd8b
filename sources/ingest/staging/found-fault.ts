// Why a record is refused, before its place in the file is known.
import type { FaultDetail, RowFaultCode } from '../../files/reading/index.ts'
import type { PlannedColumn } from '../../plan.ts'

export interface FoundFault {
  readonly code: RowFaultCode
  readonly column: PlannedColumn | null
  readonly value: string | null
  readonly detail: FaultDetail
}

export function foundFault(
  code: RowFaultCode,
  column: PlannedColumn | null,
  cell: string | null,
  reason: string,
  detail: FaultDetail = {},
): FoundFault {
  return { code, column, value: cell, detail: { ...detail, reason } }
}
