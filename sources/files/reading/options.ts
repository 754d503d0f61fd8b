// What a person, or the house, decides about reading a file instead of the inference.
import type { FirstLine } from './first-line.ts'
import type { ReadingLimits } from './shapes.ts'
import type { Delimiter, Encoding } from './text-form.ts'
import type { Translator } from './translator.ts'

/** What a person may decide instead of the inference. */
export interface ReadingOptions {
  readonly limits?: Partial<ReadingLimits>
  readonly encoding?: Encoding
  readonly delimiter?: Delimiter
  /** What a person says that the first line of this table, with so many columns, is; undefined: worked out. */
  readonly firstLineOf?: (table: string, columns: number) => FirstLine | undefined
  /** Hidden sheets are left out, and said so, unless asked for. */
  readonly includeHiddenSheets?: boolean
  /** Where a workbook found inside an archive is put while it is read; default: the system's temporary folder. */
  readonly workFolder?: string
  /** Kinds of files that are no plain tables and can be read all the same; the first that claims a file takes it. */
  readonly translators?: readonly Translator[]
}
