// The seam by which a file that is no plain table becomes one: a calendar, an accounting file, a mailbox. Each kind has a folder of
// its own in sources/ and one line in sources/translators.ts; nothing here knows any of them.
import type { ByteSource } from './bytes.ts'
import type { ContentKind } from './content.ts'
import type { ReadingLimits, Table } from './shapes.ts'

/** The beginning of a file, or of a member of an archive. */
export interface BegunFile {
  readonly name: string
  readonly kind: ContentKind
  /** At most the first 16 KiB. */
  readonly start: Buffer
}

/**
 * Reads one kind of file as records with what they become (`Table.gives`, `RawRecord.given`). A record is what a person would count:
 * a line, a message, an event; its faults, and the sums of the report, are in that unit.
 */
export interface Translator {
  /** 'fec', 'calendar', 'mail', ... */
  readonly kind: string
  claims(file: BegunFile): boolean
  /**
   * The file's tables, named as `source` when there is but one. Each can be read several times: to stage it, and again for the
   * cells of rows that prove wrong later.
   * @throws FileRefused
   */
  open(source: ByteSource, limits: ReadingLimits): Promise<readonly Table[]>
}
