// What the staging of one import has in hand.
import type { Database } from '../../../model/database.ts'
import type { Reader } from '../../../model/reader.ts'
import type { WorkingDay } from '../../../model/working-week.ts'
import type { FirstLine, Translator } from '../../files/reading/index.ts'
import type { Allowance } from '../../plan.ts'
import type { Remembered } from '../../recognisers/index.ts'
import type { Client } from '../sql.ts'
import type { Correction, Running } from '../shapes.ts'

export interface Staging {
  readonly database: Database
  readonly reader: Reader
  readonly client: Client
  readonly importId: number
  readonly timeZone: string
  readonly currency: string
  readonly remembered: Remembered
  /** What was said of the first line of earlier files, by their shape. */
  readonly firstLines: ReadonlyMap<string, FirstLine>
  readonly corrections: Readonly<Record<string, Correction>>
  readonly isOwnExport: boolean
  /** The day that the files describe, where whoever brings them said it. */
  readonly describedOn: string | undefined
  /** Who had shared what buyers viewed, where whoever brings the files said it. */
  readonly sharedBy: string | undefined
  /** What is allowed in all files. */
  readonly allowed: readonly Allowance[]
  /** The organisation's secret under which respondents are digested. */
  readonly respondentKey: string
  /** Its own words for time spent, folded, with their categories. */
  readonly ownWords: ReadonlyMap<string, string>
  /** A working day, for what is written in days. */
  readonly workingDay: WorkingDay
  readonly running: Running
  readonly translators: readonly Translator[]
}
