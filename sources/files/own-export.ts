// The inverse of what Douze's own exports do to text that a spreadsheet would run (api/downloads/spreadsheet-text.ts): one apostrophe
// before a dangerous first sign. Only asked for, never guessed: anybody else's apostrophe is part of the text.

/** The text as it was before an own export neutralised it. */
export function restored(text: string): string {
  return /^''*[=+\-@\t\r\0]/.test(text) ? text.slice(1) : text
}
