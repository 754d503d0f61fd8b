// What an import says about itself: the report that the page, the command line and the API show alike. In JSON
// form it is exactly the `importReport` of the API's contract.
import type { ImportState } from '../../model/tables/imports.ts'
import type { EntityName, Words } from '../entities.ts'
import type { FirstLine, OpenedFile } from '../files/reading/index.ts'
import type { Allowance } from '../plan.ts'

/** A file as it was delivered; what it is called and where its bytes are. */
export interface DeliveredFile {
  readonly name: string
  readonly path: string
  /** Opens what is no file but reads like one: the landed records of a stream. Then there is nothing at `path`. */
  readonly open?: () => Promise<OpenedFile>
}

/** What a person says about a table instead of the proposal, by file name. */
export interface Correction {
  /** What it is; null leaves it out, left out: as proposed. */
  readonly entity?: string | null | undefined
  /** Field by column; null leaves the column out. */
  readonly columns: Readonly<Record<string, string | null>>
  /** What is allowed in this table; left out: what the remembered mapping allows. */
  readonly allowed?: readonly Allowance[] | undefined
  /** What the first line is; left out: worked out from those below it. */
  readonly firstLine?: FirstLine | undefined
}

export interface ImportOptions {
  /** Names the CRM that ids belong to, where there are several; ids of one source identify one record. */
  readonly source?: string
  /** 'keep' lists a person whom nobody knows as provisional; 'refuse' refuses the row. */
  readonly unknownPeople?: 'keep' | 'refuse'
  /** 'abort' refuses the delivery at the first bad row. */
  readonly onRowError?: 'keep-good-rows' | 'abort'
  /** The files are exports of Douze: the apostrophe that it put before dangerous cells is taken away again. */
  readonly isOwnExport?: boolean
  /** The day that the delivery describes; default: its last event. */
  readonly asOf?: string
  /** The address of whoever had shared what buyers viewed, where the files do not name her. */
  readonly sharedBy?: string
  /** What is allowed in all files of the delivery. */
  readonly allowed?: readonly Allowance[]
  /** Made of what streams brought; nobody is asked to confirm it. */
  readonly isStream?: true
  /**
   * Whose a calendar or a tracker's export is. A tracker's is read only where this is given, by the person at her own machine; null:
   * at her own machine, without saying who she is.
   */
  readonly person?: string | null
}

export interface Progress {
  readonly step: Words
  /** 0 to 1; null when it cannot be known. */
  readonly share: number | null
}

/** What every step of an import is given by its caller. */
export interface Running {
  readonly now: () => Date
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
}

export interface ReportedFault {
  readonly row: number
  readonly line: number | null
  readonly column: string | null
  readonly code: string
  readonly value: string | null
  readonly sentence: Words
  /** What a person may allow for it to be taken. */
  readonly allowance?: Allowance
}

export interface MappedColumn {
  readonly column: string
  readonly field: string | null
  readonly fieldName: Words | null
  readonly reason: Words
  readonly reading: Words | null
  readonly samples: readonly string[]
}

export interface FileCounts {
  rows: number
  accepted: number
  rejected: number
  duplicates: number
  added: number
  changed: number
  unchanged: number
}

export interface FileReport extends Readonly<FileCounts> {
  readonly fileId: number
  readonly name: string
  readonly entity: EntityName | null
  readonly entityName: Words | null
  readonly vendor: string | null
  readonly reason: Words
  readonly verdict: 'accept' | 'partial' | 'reject' | 'left-out'
  readonly columns: readonly MappedColumn[]
  /** What a person allowed in reading it. */
  readonly allowed: readonly Allowance[]
  readonly warnings: readonly {
    readonly code: string
    readonly sentence: Words
    /** Ids of the first rows concerned. */
    readonly on?: readonly string[]
    /** Words for time spent that count as "other" until somebody says what they mean. */
    readonly words?: readonly string[]
  }[]
  readonly errors: readonly ReportedFault[]
  readonly encoding: string | null
  readonly delimiter: string | null
  /** Whether the first line holds titles, and who says so; absent where the format leaves no choice. */
  readonly firstLine?: { readonly value: FirstLine; readonly by: 'declared' | 'content' | 'option' }
  readonly checks: readonly { readonly code: string; readonly name: Words; readonly value: string }[]
}

export interface Finding {
  readonly code: string
  readonly sentence: Words
}

export interface Decision {
  readonly id: string
  readonly kind: 'stage-outcome' | 'pipeline-counted' | 'lead-definition' | 'currency' | 'currency-rate'
  readonly question: Words
  readonly subject: string
  readonly proposal: string
  readonly choices: readonly { readonly value: string; readonly name: Words }[]
  readonly reason: Words
  readonly isConfirmed: boolean
  readonly weight: Words | null
}

export interface ImportReport {
  readonly importId: number
  readonly state: ImportState
  readonly source: string
  readonly startedAt: string
  readonly visibleAt: string | null
  readonly progress: Progress | null
  readonly files: readonly FileReport[]
  readonly findings: readonly Finding[]
  readonly provisionalPeople: readonly string[]
  readonly decisions: readonly Decision[]
  readonly canBeUndone: boolean
  readonly refusal: Words | null
}

/** An import that cannot do what is asked, said to a person. */
export class ImportRefused extends Error {
  readonly code: string
  readonly words: Words
  constructor(code: string, words: Words) {
    super(words.en)
    this.name = 'ImportRefused'
    this.code = code
    this.words = words
  }
}
