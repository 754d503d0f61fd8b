// Text whose cells are kept apart by blanks alone: columns of fixed width, lists that a program printed. There are no quotes in it.
import { refuseFile, type RowFault } from './fault.ts'
import type { Tokenizer, TokenizedRecord } from './tokenizer.ts'

/**
 * Where the cells of such a text are: 'runs' when any blanks part two cells and each line has as many; else the stretches, from and up
 * to a position, that every line leaves blank, so that a cell may hold blanks of its own or nothing.
 */
export type AlignedLayout = 'runs' | readonly (readonly [from: number, to: number])[]

/** Lines that are looked at; a few would agree by accident. */
const fewestLines = 3
const mostLines = 400
/** So many lines do not leave one position blank by accident. */
const manyLines = 20

/** A line of dashes, as database tools draw below their titles: no content. */
const isRule = (line: string): boolean => /^[\s=+-]*-{2,}[\s=+-]*$/.test(line)

/**
 * How the start of a text is laid out in columns; null when it is no such text: prose, one column. `isWhole` when nothing follows it.
 * A column whose cells all hold a digit below the first line must speak for it: two words on each line are a list of names.
 */
export function inferAligned(text: string, isWhole: boolean): AlignedLayout | null {
  const all = text.split(/\r\n|\n|\r/)
  // A last line without an end may be cut.
  const last = all.pop() ?? ''
  const lines = all.filter((line) => line.trim() !== '' && !isRule(line)).slice(0, mostLines)
  if (isWhole && lines.length < fewestLines && last.trim() !== '') lines.push(last)
  if (lines.length < fewestLines) return null
  const layouts: AlignedLayout[] = ['runs', blankStretches(lines)]
  return layouts.find((layout) => fits(layout, lines)) ?? null
}

function fits(layout: AlignedLayout, lines: readonly string[]): boolean {
  const cut = lines.map((line) => cutAligned(line, layout) ?? [])
  const width = cut[0]?.length ?? 0
  if (width < 2) return false
  const alike = cut.filter((cells) => cells.length === width)
  if (alike.length < lines.length * 0.95) return false
  return Array.from({ length: width }, (_, index) => alike.slice(1).map((cells) => cells[index] ?? '')).some(
    (column) => {
      const filled = column.filter((cell) => cell !== '')
      return filled.length * 2 >= column.length && filled.every((cell) => /^\S*\d\S*$/.test(cell))
    },
  )
}

function blankStretches(lines: readonly string[]): (readonly [number, number])[] {
  const width = Math.max(...lines.map((line) => line.trimEnd().length))
  const least = lines.length >= manyLines ? 1 : 2
  const found: [number, number][] = []
  let from = 0
  for (let at = 0; at <= width; at++) {
    if (at < width && lines.every((line) => line[at] === undefined || line[at] === ' ')) continue
    if (from > 0 && at < width && at - from >= least) found.push([from, at])
    // What stands before the first cell is its margin.
    from = at + 1
  }
  return found
}

/** The cells of a line, without outer blanks; null when a cell reaches over the stretch that parts it from the next. */
export function cutAligned(line: string, layout: AlignedLayout): string[] | null {
  if (layout === 'runs') return line.trim().split(/[ \t]+/)
  const cells: string[] = []
  let start = 0
  for (const [from, to] of layout) {
    let cut = from
    while (cut < to && line[cut] !== ' ' && line[cut] !== undefined) cut++
    if (cut === to) return null
    cells.push(line.slice(start, cut).trim())
    start = cut
  }
  return [...cells, line.slice(start).trim()]
}

interface AlignedOptions {
  readonly layout: AlignedLayout
  readonly maxColumns: number
  readonly maxCellCharacters: number
}

/** Reads such a text piece by piece, as `createTokenizer` reads a delimited one. */
export function createAlignedReader({ layout, maxColumns, maxCellCharacters }: AlignedOptions): Tokenizer {
  let rest = ''
  let row = 0
  let line = 0
  let afterBlank = false

  function take(text: string, isUnended: boolean, out: TokenizedRecord[]): void {
    line++
    if (text.trim() === '' || isRule(text)) {
      afterBlank = true
      return
    }
    row++
    const faults: RowFault[] = []
    // Refused for its number of cells, with the whole line as its one cell.
    const cells = (cutAligned(text, layout) ?? [text.trim()]).map((cell, index) => {
      if (cell.includes('\0')) faults.push({ code: 'TEXT_NUL', row, line, detail: {}, index })
      if (cell.length <= maxCellCharacters) return cell
      faults.push({ code: 'TEXT_TOO_LONG', row, line, detail: { limit: maxCellCharacters }, index })
      return cell.slice(0, maxCellCharacters)
    })
    if (cells.length > maxColumns)
      throw refuseFile('CSV_TOO_MANY_COLUMNS', { row, line, detail: { limit: maxColumns } })
    out.push({ row, line, cells, faults: faults.length > 0 ? faults : undefined, afterBlank, isUnended })
    afterBlank = false
  }

  return {
    push(text, out = []) {
      const whole = rest + text
      // A CR at the very end may be the first half of a line end.
      const lines = whole.split(/\r\n|\n|\r(?!$)/)
      rest = lines.pop() ?? ''
      for (const one of lines) take(one, false, out)
      return out
    },
    end() {
      const out: TokenizedRecord[] = []
      const isEnded = rest.endsWith('\r')
      if (rest !== '') take(rest.replace(/\r$/, ''), !isEnded, out)
      rest = ''
      return out
    },
  }
}
