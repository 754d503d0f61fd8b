// What reading a dropped file yields: tables, each with its header and its records in batches. The same
// shapes for a text file, a workbook's sheet and the members of an archive.
import type { EntityName, Words } from '../../entities.ts'
import type { Recognition } from '../../plan.ts'
import type { ReadingWarning, RowFault } from './fault.ts'
import type { FirstLine } from './first-line.ts'
import type { Delimiter, Encoding } from './text-form.ts'

/** Defaults in `defaultLimits`; an administrator can change them. */
export interface ReadingLimits {
  /** Bytes of the file itself. */
  readonly fileBytes: number
  /** Bytes of all members of an archive or workbook once unpacked, counted while unpacking. */
  readonly unpackedBytes: number
  readonly members: number
  readonly columns: number
  /** Characters of one cell that are kept; the rest is cut and the cell marked TEXT_TOO_LONG. */
  readonly cellCharacters: number
}

/** How a value was settled: the file says so, it was worked out, or a person forced it. */
export type SettledBy = 'declared' | 'content' | 'option'

/** Kind of a cell whose file tells it, one per cell in `RawRecord.kinds`. */
export const cellKind = {
  blank: 0,
  text: 1,
  /** A number: plain decimal text with a point, whatever the column's style. */
  number: 2,
  /** 'YYYY-MM-DD' rendered with the workbook's own calendar. */
  day: 3,
  /** 'YYYY-MM-DD HH:MM:SS', local to whoever wrote the file. */
  dayAndTime: 4,
  /** 'HH:MM:SS', hours may pass 24. */
  duration: 5,
  /** 'true' or 'false'. */
  flag: 6,
  /** A number under a percentage format: '25%'. */
  percentage: 7,
  /** The cell shows #N/A, #REF! ...; a fault of that cell says so. */
  error: 8,
  /** A formula without a stored value: the cell is '' and counts as empty. */
  unvalued: 9,
  /** A number of JSON or Parquet, written with a point and in full: unlike a spreadsheet's it has lost no digit. */
  exact: 10,
} as const
export type CellKind = (typeof cellKind)[keyof typeof cellKind]

export interface RawRecord {
  /** Record number: the first record of the file (or the sheet's first row) is 1. */
  readonly row: number
  /** Physical line where the record starts; for a sheet, the row number. */
  readonly line: number
  /**
   * As many cells as the header has names, in its order, as text and untrimmed. A row refused for its shape keeps the
   * cells that it has; a sheet's row keeps those that stand beside the table, without a header.
   */
  readonly cells: string[]
  /**
   * Absent for a sound row. Faults without `column` (ROW_FIELD_COUNT, ROW_BAD_QUOTE) and TEXT_NUL refuse the row always;
   * CELL_ERROR and TEXT_TOO_LONG only when their column is taken.
   */
  readonly faults?: RowFault[]
  /** The kind of each cell; absent in text files. */
  readonly kinds?: Uint8Array
  /** Only in a table with `gives`, and never beside faults: the rows that this one becomes. None: it is sound and gives nothing. */
  readonly given?: readonly GivenRow[]
}

/** A row of one of Douze's own templates, made from a record. */
export interface GivenRow {
  /** Place in the table's `gives`. */
  readonly to: number
  /** As many as that header has names. Days are '2026-03-31', instants carry an offset, amounts are '1234.56'. */
  readonly cells: readonly string[]
}

/** The rows that one piece of the file held: some thousands at most, so memory stays flat. */
export interface RecordBatch {
  readonly rows: RawRecord[]
  /** Only on the last batch, whose rows may be none. */
  readonly end?: TableEnd
}

/** Rows that are not data and were left out: the footer of a report export. */
export interface LeftOutRow {
  readonly row: number
  readonly line: number
  readonly text: string
}

/** What is known once the records have been read to their end. */
export interface TableEnd {
  /** Data records seen, refused ones included; footers and empty rows are not. */
  readonly records: number
  readonly leftOut: readonly LeftOutRow[]
  /** Rows with separators or formats but no content at all. */
  readonly emptyRows: number
  /** Records that said again what an earlier one said; counted in `records`, not yielded. */
  readonly duplicates?: number
  /** Records passed over on purpose (private, cancelled, out of reach); counted in `records`, not yielded. The remarks say why. */
  readonly skipped?: number
  readonly remarks?: readonly Remark[]
  /** Sums and counts that a person can check against the source. */
  readonly checks?: readonly { readonly code: string; readonly name: Words; readonly value: string }[]
}

/** What a person should know of how a file was read, in words of the reader's own. */
export interface Remark {
  readonly code: string
  readonly sentence: Words
}

/** What a file that is no plain table becomes: rows of an entity, under the English names of its template (or names of its fields). */
export interface Given {
  readonly entity: EntityName
  readonly header: readonly string[]
}

export interface Table {
  /** File, member or sheet name: 'export.csv', 'deals.csv', 'Sheet1'; 'archive member › sheet' inside an archive. */
  readonly name: string
  readonly origin: 'csv' | 'xlsx' | 'json' | 'parquet' | 'translated'
  /**
   * Only from a translator: what the records become, so that nothing is guessed. The table's own header and cells are then what
   * a person is shown of a refused record, and hold nothing that may not be kept.
   */
  readonly gives?: readonly Given[]
  /** Names that a translator made up for somebody whom the file does not name: no unknown people, even where those are refused. */
  readonly placeholders?: readonly string[]
  /** What the file was taken for and why, beside `gives`. */
  readonly reason?: Words
  readonly remarks?: readonly Remark[]
  /** Known before it is read: what it is and which column is which field. Its cells are written as machines write them: 1234.56, 2026-03-31. */
  readonly settled?: Recognition
  readonly encoding: { readonly value: Encoding; readonly by: SettledBy } | null
  readonly delimiter: { readonly value: Delimiter; readonly by: SettledBy } | null
  /** Calendar of date serials: the workbook's own, 1900 in text files. */
  readonly calendar: 1900 | 1904
  readonly warnings: readonly ReadingWarning[]
  /** Whether the first line holds titles or is a row; absent where a file cannot leave it open. */
  readonly firstLine?: { readonly value: FirstLine; readonly by: SettledBy }
  /** Column names without outer spaces; '' for a column without a name. Numbers, as `numberedName` writes them, in a table without titles. */
  readonly header: readonly string[]
  readonly headerRow: number
  /** Title lines found above the header of a report, left out. */
  readonly titleLines: readonly LeftOutRow[]
  readonly isHidden: boolean
  /** Positions of columns that the sheet hides, such as Dynamics' "(Do Not Modify)". */
  readonly hiddenColumns: readonly number[]
  /**
   * Reads the records, from the start each time it is called.
   * @throws FileRefused when the file proves broken on the way
   */
  records(): AsyncGenerator<RecordBatch, void>
}

/** Something in the file that is not read as a table, and why: a hidden sheet, a picture in an archive. */
export interface LeftOutPart {
  readonly name: string
  readonly reason: 'hidden' | 'empty' | 'not-a-table'
  /** What it is: 'pdf', 'png', 'unknown', ... */
  readonly kind: string
}

export interface OpenedFile {
  readonly kind: 'csv' | 'xlsx' | 'json' | 'parquet' | 'translated' | 'zip' | 'gz'
  readonly bytes: number
  /** Filled while `tables()` is read. */
  readonly leftOut: readonly LeftOutPart[]
  /** The tables in the file's order; can be called again. @throws FileRefused */
  tables(): AsyncGenerator<Table, void>
  /** Lets go of the file and removes what was unpacked. */
  close(): Promise<void>
}

export const defaultLimits: ReadingLimits = {
  fileBytes: 6 * 1024 ** 3,
  unpackedBytes: 100 * 1024 ** 2,
  members: 1000,
  columns: 1000,
  cellCharacters: 100_000,
}
