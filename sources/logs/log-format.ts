// What a log of another tool is to its reader: known by its columns, and each of its lines something that counts, something that does
// not, with the reason, or nothing yet.
import type { Words } from '../entities.ts'
import type { Given, RawRecord, Remark } from '../files/reading/index.ts'

/** What is known already when a log is opened: content by its titles, colleagues and their domains. */
export interface LogSurroundings {
  /** The title of a known content item as it is listed; null for anything else. */
  titleOf(written: string): string | null
  /** As `titleOf`, for a name in which everything but letters and digits was replaced. */
  titleLike(mangled: string): string | null
  /** An address of the organisation's own people. */
  isOwn(address: string): boolean
  /** Somebody of whom the organisation has heard. */
  isKnown(address: string): boolean
}

/** What becomes of a line: rows, or the code of the reason why it is left out, or null: it is part of a record told at the end. */
export type ReadLine = readonly (readonly string[])[] | string | null

export interface LogReading {
  readonly gives: Given
  readonly reason: Words
  readonly remarks?: readonly Remark[]
  /** Names of the columns whose cells may be shown of a refused line. Of all others nothing is kept anywhere. */
  readonly shown: readonly string[]
  read(cell: (column: string) => string, line: Pick<RawRecord, 'row' | 'line' | 'cells'>): ReadLine
  /** Told of every line before the first is read: how days are written shows only in all of them. */
  survey?(cell: (column: string) => string, cells: readonly string[]): void
  /** What is known once all lines were read: `taken` is how many gave rows. */
  end?(taken: number): readonly Remark[]
  /** Records that several lines made together. */
  rest?(): { readonly row: number; readonly line: number; readonly rows: readonly (readonly string[])[] }[]
  /** Why lines are left out, by code; `many` is how many, as it is written. */
  readonly leftOut: Readonly<Record<string, (many: { fr: string; en: string }) => Words>>
}

export interface LogFormat {
  readonly kind: string
  /** Whether columns of these names, folded, are such a log's; `written` are the names as they stand. */
  claims(names: ReadonlySet<string>, written: readonly string[]): boolean
  open(
    names: readonly string[],
    fileName: string,
    about: LogSurroundings,
    written: readonly string[],
  ): LogReading
}

/** Uses of content, as logs give them; `seconds` may be empty. */
export const usesHeader = [
  'event_id',
  'rep_email',
  'visitor_email',
  'content_use',
  'content',
  'occurred_at',
  'seconds',
  'tool',
] as const

/** The same where nobody is named who shared. */
export const visitsHeader = usesHeader.filter((name) => name !== 'rep_email')

export interface Use {
  readonly id?: string
  readonly rep?: string
  readonly visitor?: string
  readonly kind: string
  readonly content?: string
  readonly at: string
  readonly seconds?: string
  readonly tool: string
}

export function useRow({
  id = '',
  rep = '',
  visitor = '',
  kind,
  content = '',
  at,
  seconds = '',
  tool,
}: Use): string[] {
  return [id, rep, visitor, kind, content, at, seconds, tool]
}

/** As `useRow`, under `visitsHeader`. */
export function visitRow(use: Omit<Use, 'rep'>): string[] {
  return useRow(use).filter((_cell, place) => usesHeader[place] !== 'rep_email')
}

/** A cell without outer spaces; Papermark writes NaN and Moodle a dash where there is nothing. */
export function said(cell: string): string {
  const text = cell.trim()
  return text === 'NaN' || text === '-' ? '' : text
}
