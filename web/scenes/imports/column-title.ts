// Columns of a file without titles are numbered, in the language of the screen.
import type { Text } from '../../text/en.ts'
import type { FileReportJson } from '../../shapes.ts'

/** What a column is called on screen: its own title, or its number where the file has none. */
export function columnTitle(file: FileReportJson, column: string, text: Text): string {
  if (file.firstLine?.value !== 'data') return column
  const number = /^Column (\d+)$/.exec(column)?.[1]
  return number === undefined ? column : text.imports.numbered(number)
}
