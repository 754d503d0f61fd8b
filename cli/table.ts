// Tables for a terminal: columns as wide as their content, figures to the right, long text cut or wrapped.

export interface Column {
  readonly title: string
  readonly align?: 'left' | 'right'
  /** May be cut to fit the terminal; the widest such column gives way first. */
  readonly isFlexible?: true
}

const gap = '  '

/**
 * Lays out a table.
 * @param width signs of the terminal; null keeps every cell whole
 */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number | null,
): string {
  const clean = rows.map((row) => row.map(printable))
  const widths = columns.map((column, at) =>
    Math.max(displayWidth(column.title), ...clean.map((row) => displayWidth(row[at] ?? ''))),
  )
  if (width !== null) shrink(columns, widths, width)
  const write = (row: readonly string[]): string =>
    row
      .map((cell, at) => pad(cut(cell, widths[at] ?? 0), widths[at] ?? 0, columns[at]?.align ?? 'left'))
      .join(gap)
      .trimEnd()
  const rule = widths.map((size) => '─'.repeat(size)).join(gap)
  return `${[write(columns.map((column) => column.title)), rule, ...clean.map(write)].join('\n')}\n`
}

/** Breaks text into lines of at most so many signs, each behind the same indent. */
export function wrap(text: string, width: number | null, indent = ''): string {
  const most = (width ?? 100) - indent.length
  const lines: string[] = ['']
  for (const word of printable(text).split(' ')) {
    const last = lines.at(-1) ?? ''
    if (last === '') lines[lines.length - 1] = word
    else if (displayWidth(last) + 1 + displayWidth(word) <= most) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines.map((line) => indent + line).join('\n')
}

/** Control characters (which could drive the terminal) and direction marks become visible or go. */
export function printable(text: string): string {
  return text
    .replace(/[\r\n\t]+/g, ' ')
    .replace(/[\u0000-\u001f\u007f-\u009f]/g, '\ufffd')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
}

function shrink(columns: readonly Column[], widths: number[], width: number): void {
  const least = 12
  let extra = widths.reduce((total, size) => total + size, 0) + gap.length * (widths.length - 1) - width
  while (extra > 0) {
    const flexible = columns.flatMap((column, at) =>
      column.isFlexible && (widths[at] ?? 0) > least ? [at] : [],
    )
    const widest = flexible.reduce(
      (best, at) => ((widths[at] ?? 0) > (widths[best] ?? 0) ? at : best),
      flexible[0] ?? -1,
    )
    if (widest < 0) return
    widths[widest] = (widths[widest] ?? 0) - 1
    extra--
  }
}

function pad(text: string, width: number, align: 'left' | 'right'): string {
  const space = ' '.repeat(Math.max(0, width - displayWidth(text)))
  return align === 'right' ? space + text : text + space
}

function cut(text: string, width: number): string {
  if (displayWidth(text) <= width) return text
  let kept = ''
  for (const { segment } of segmenter.segment(text)) {
    if (displayWidth(kept + segment) > width - 1) break
    kept += segment
  }
  return `${kept}…`
}

const segmenter = new Intl.Segmenter('fr', { granularity: 'grapheme' })

/** Columns that a text takes: one a grapheme, two for East Asian wide ones and emoji. */
export function displayWidth(text: string): number {
  if (/^[\u0020-\u007e\u00a0-\u02ff\u2010-\u202f\u2500]*$/.test(text)) return text.length
  let width = 0
  for (const { segment } of segmenter.segment(text))
    width +=
      /^[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u.test(
        segment,
      )
        ? 2
        : 1
  return width
}
