// What can be wrong with a delivered file, or with one of its rows: the codes, and the two shapes that carry
// them. The sentences that people read are in fault-sentences.ts.

/** Faults of the file: nothing of it is kept. */
export const fileFaultCodes = [
  'FILE_EMPTY',
  'FILE_TOO_LARGE',
  'FILE_TRUNCATED',
  'FILE_TYPE_MISMATCH',
  'FILE_TYPE_REFUSED',
  'ENCODING_INVALID',
  'ENCODING_MIXED',
  'CSV_UNTERMINATED_QUOTE',
  'CSV_TOO_MANY_COLUMNS',
  'HEADER_MISSING',
  'HEADER_DUPLICATE',
  'TOO_MANY_BAD_ROWS',
  'ARCHIVE_TOO_LARGE',
  'ARCHIVE_CORRUPT',
  'ARCHIVE_UNSAFE_PATH',
  'XLSX_CORRUPT',
  'XLSX_ENCRYPTED',
  'XML_DTD_FORBIDDEN',
  'IMAGE_TOO_LARGE',
  'ICS_CORRUPT',
  'JSON_INVALID',
  'JSON_TOO_DEEP',
  'PARQUET_CORRUPT',
  'TEMPLATE_EXTERNAL',
  'SCHEMA_MISSING',
  'SCHEMA_CHANGED',
  'SCHEMA_VIOLATION',
] as const

/** Faults of a row: that row is set aside, with its reason, and the others are kept. */
export const rowFaultCodes = [
  'ROW_FIELD_COUNT',
  'ROW_BAD_QUOTE',
  'VALUE_REQUIRED',
  'VALUE_UNKNOWN',
  'TEXT_TOO_LONG',
  'TEXT_NUL',
  'CELL_ERROR',
  'NUMBER_INVALID',
  'NUMBER_AMBIGUOUS',
  'NUMBER_OUT_OF_RANGE',
  'CURRENCY_UNKNOWN',
  'DATE_INVALID',
  'DATE_OUT_OF_RANGE',
  'RANGE_INVERTED',
  'DURATION_TOO_LONG',
  'TIME_ZONE_UNKNOWN',
  'TIME_NONEXISTENT',
  'TIME_IN_FUTURE',
  'ID_DUPLICATE_CONFLICT',
  'ID_SUSPECT',
  'REFERENCE_UNKNOWN',
  'EMAIL_INVALID',
  'RECURRENCE_TOO_LARGE',
  'ROBOT_VIEW',
  'XAPI_INVALID',
  'ENTRY_UNBALANCED',
  'ENTRY_INCOMPLETE',
  'JSON_INVALID',
  'SCHEMA_VIOLATION',
] as const

/** Things that a person should know and that refuse nothing. */
export const warningCodes = [
  'ENCODING_ASSUMED',
  'TIME_AMBIGUOUS',
  'NO_ROWS',
  'ROWS_LEFT_OUT',
  'TITLE_LINES_SKIPPED',
  'NO_TITLES',
  'SHEET_HIDDEN',
] as const

export type FileFaultCode = (typeof fileFaultCodes)[number]
export type RowFaultCode = (typeof rowFaultCodes)[number]
export type WarningCode = (typeof warningCodes)[number]

export type FaultDetail = Readonly<Record<string, string | number>>

export interface FileFault {
  readonly code: FileFaultCode
  /** Record number, the header being 1; 0 for the file as a whole. */
  readonly row: number
  /** Physical line where the record starts, from 1. */
  readonly line?: number
  readonly column?: string
  readonly value?: string
  /** `byteOffset`, `missing`, `member`, `sheet`, `kind`, `limit`, ... whatever helps to find the place. */
  readonly detail: FaultDetail
}

export interface RowFault {
  readonly code: RowFaultCode
  readonly row: number
  readonly line: number
  /** Header of the cell at fault; absent when the row as a whole is at fault. */
  readonly column?: string
  /** Position of that cell, from 0. */
  readonly index?: number
  /** The cell, cut at 200 characters. */
  readonly value?: string
  readonly detail: FaultDetail
}

export interface ReadingWarning {
  readonly code: WarningCode
  readonly row: number
  readonly line?: number
  readonly value?: string
  readonly detail: FaultDetail
}

/** Thrown by everything in this folder when the file as a whole is refused. */
export class FileRefused extends Error {
  readonly fault: FileFault
  constructor(fault: FileFault) {
    super(`${fault.code} (row ${fault.row})`)
    this.name = 'FileRefused'
    this.fault = fault
  }
}

/** A refusal of the whole file, ready to be thrown. */
export function refuseFile(
  code: FileFaultCode,
  place: { row?: number; line?: number; column?: string; value?: string; detail?: FaultDetail } = {},
): FileRefused {
  return new FileRefused({
    code,
    row: place.row ?? 0,
    ...(place.line === undefined ? {} : { line: place.line }),
    ...(place.column === undefined ? {} : { column: place.column }),
    ...(place.value === undefined ? {} : { value: cutValue(place.value) }),
    detail: place.detail ?? {},
  })
}

const valueLength = 200

/** A cell as it may be shown in a report: at most 200 characters, no half of a surrogate pair. */
export function cutValue(value: string): string {
  if (value.length <= valueLength) return value
  const cut = value.slice(0, valueLength)
  const last = cut.charCodeAt(valueLength - 1)
  return last >= 0xd800 && last <= 0xdbff ? cut.slice(0, -1) : cut
}
