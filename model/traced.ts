// The columns by which a delivered row is known again and led back to its line: every table that a file fills ends with them.
import { trace } from './care.ts'
import { digest, id, text } from './table.ts'

export const traced = {
  source: text(trace),
  /** The source's own id, or a digest of what names the row. */
  external_id: text(trace),
  created_import_id: id(trace),
  import_id: id(trace),
  import_file_id: id(trace),
  source_row: id(trace),
  content_hash: digest(trace),
}
