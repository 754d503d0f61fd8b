// A table on screen as a CSV file, made in the browser; cells that a spreadsheet would run are neutralised.
import type { Language } from '../metric/words.ts'

/** Semicolons in French, commas in English, as each spreadsheet opens by itself; UTF-8 with its mark. */
export function csvText(rows: readonly (readonly string[])[], language: Language): string {
  const separator = language === 'fr' ? ';' : ','
  return `\ufeff${rows.map((row) => row.map((cell) => quoted(neutral(cell))).join(separator)).join('\r\n')}\r\n`
}

/** A leading = + - @ tab or return starts a formula; a number with its sign does not. */
function neutral(cell: string): string {
  if (/^[+-]?[\d\s.,\u202f]+$/.test(cell)) return cell
  return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
}

function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`
}

/** Hands a text to the reader as a file. */
export function saveText(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
