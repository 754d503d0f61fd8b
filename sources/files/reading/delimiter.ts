// Which character separates the cells: each candidate is tried on the start of the file, and the one that
// cuts most records into as many cells as the others wins.
import { FileRefused } from './fault.ts'
import type { Delimiter } from './text-form.ts'
import { createTokenizer, type Tokenizer, type TokenizedRecord } from './tokenizer.ts'

export const delimiters: readonly Delimiter[] = [',', ';', '\t', '|']

/** The delimiter that a first line `sep=;` declares, as spreadsheets write and obey it. */
export function declaredDelimiter(text: string): string | null {
  const match = /^"?sep=(.)"?(?:\r|\n|$)/i.exec(text.slice(0, 16))
  return match?.[1] ?? null
}

/** The first records of a text, as far as it can be read; `isWhole` when nothing follows it. */
export function peekRecords(text: string, isWhole: boolean, tokenizer: Tokenizer): TokenizedRecord[] {
  const records: TokenizedRecord[] = []
  try {
    for (let at = 0; at < text.length && records.length < peekedRecords; at += peekStep)
      tokenizer.push(text.slice(at, at + peekStep), records)
    if (isWhole && records.length < peekedRecords) records.push(...tokenizer.end())
  } catch (error) {
    // The fault is met again, and reported, when the file itself is read; here what came before it is enough.
    if (!(error instanceof FileRefused)) throw error
  }
  return records
}

const peekedRecords = 400
const peekStep = 8 * 1024

/** Works out the delimiter from the start of the text. Always answers one: a file of one column has none. */
export function inferDelimiter(text: string, isWhole: boolean): Delimiter {
  // One column: a character that the text does not hold, so that '1,50' stays one cell.
  return findDelimiter(text, isWhole) ?? delimiters.find((delimiter) => !text.includes(delimiter)) ?? ','
}

/** The delimiter that the start of the text speaks for; null when there is none. */
export function findDelimiter(text: string, isWhole: boolean): Delimiter | null {
  let best: Delimiter | null = null
  let bestScore = 0
  for (const delimiter of delimiters) {
    // A table that is too wide has its delimiter all the same: its fault is its width.
    const tokenizer = () => createTokenizer({ delimiter, maxColumns: Infinity, maxCellCharacters: 100_000 })
    const peeked = peekRecords(text, isWhole, tokenizer())
    // A first line longer than what was looked at is judged by its beginning, also where a quote was opened in it and never closed.
    const records = peeked.length === 0 ? peekRecords(`${text}"\n`, true, tokenizer()) : peeked
    const score = scoreWidths(records.map(countCells))
    if (score <= bestScore) continue
    best = delimiter
    bestScore = score
  }
  return best
}

function countCells({ cells }: TokenizedRecord): number {
  let count = cells.length
  while (count > 1 && cells[count - 1] === '') count--
  return count
}

/**
 * How well the records agree on a width above one: their share, weighed by the width. The first record counts double,
 * because a decimal comma cuts the rows of a file and never its header.
 */
function scoreWidths(widths: readonly number[]): number {
  const first = widths[0] ?? 1
  const tally = new Map<number, number>()
  for (const width of widths) tally.set(width, (tally.get(width) ?? 0) + 1)
  let score = 0
  for (const [width, count] of tally) {
    // A width that the first record has not, title lines aside, comes from decimal commas or prose.
    if (width < (width === first ? 2 : 3)) continue
    const share = count / widths.length
    score = Math.max(score, share * Math.log(width) * (width === first ? 1 : 0.4))
  }
  // A ragged file, or rows whose last cells are empty: the header alone still speaks.
  return Math.max(score, first > 1 ? 0.35 * Math.log(first) : 0)
}
