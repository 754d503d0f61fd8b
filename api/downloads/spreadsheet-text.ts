// Cells that a spreadsheet would run or hide. Every CSV and XLSX that leaves Douze passes its text through here.

/**
 * Puts an apostrophe before text that begins with = + - @, a tab, a carriage return or NUL, also behind apostrophes of its
 * own: so that an import of own exports (sources/files/own-export.ts) takes away exactly what was put there.
 */
export function neutralise(text: string): string {
  return /^'*[=+\-@\t\r\0]/.test(text) ? `'${text}` : text
}
