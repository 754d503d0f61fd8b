// Cells that a spreadsheet would run or hide. Every CSV and XLSX that leaves Douze passes its text through here.

/** Puts an apostrophe before text that begins with = + - @, a tab, a carriage return or NUL. */
export function neutralise(text: string): string {
  return /^[=+\-@\t\r\0]/.test(text) ? `'${text}` : text
}
