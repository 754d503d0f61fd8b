// Where the header of a table is, and whether there is one. Report exports put title lines above it; they
// are skipped only when what follows leaves no doubt.
import { refuseFile, type ReadingWarning } from './fault.ts'
import { firstIsData, looksLikeData, looksLikeName, numberedName, type FirstLine } from './first-line.ts'
import type { LeftOutRow, SettledBy } from './shapes.ts'

interface HeaderCandidate {
  readonly row: number
  readonly line: number
  readonly cells: readonly string[]
}

export interface FoundHeader {
  /** Names without outer spaces; numbers where the table has none of its own. */
  readonly names: string[]
  /** The last record before the rows. */
  readonly row: number
  readonly line: number
  readonly titleLines: LeftOutRow[]
  readonly firstLine: { readonly value: FirstLine; readonly by: SettledBy }
}

const mostTitleLines = 30

/**
 * The header among the first records of a table, or the numbers of its columns where its first line is a row; null when there is no
 * record. `askedOf`: what a person says that the first line of a table so wide is.
 */
export function settleHeader(
  records: readonly HeaderCandidate[],
  askedOf: ((columns: number) => FirstLine | undefined) | undefined,
): FoundHeader | null {
  const found = findHeader(records)
  const [first] = records
  if (found === null || first === undefined) return null
  const asked = askedOf?.(commonWidth(records))
  if (asked === 'titles') return { ...found, firstLine: { value: 'titles', by: 'option' } }
  const isData =
    found.titleLines.length === 0 &&
    (firstIsData(records) || (looksLikeData(found.names) && hasTwice(found.names)))
  if (asked !== 'data' && !isData) return found
  return {
    names: Array.from({ length: commonWidth(records) }, (_, index) => numberedName(index)),
    row: first.row - 1,
    line: first.line,
    titleLines: [],
    firstLine: { value: 'data', by: asked === 'data' ? 'option' : 'content' },
  }
}

/** What a person should know of the lines at the top: titles passed over, or none found. */
export function headerWarnings(header: FoundHeader, detail: Record<string, string>): ReadingWarning[] {
  const { row, line, titleLines, firstLine } = header
  if (firstLine.value === 'data')
    return [{ code: 'NO_TITLES', row: 0, detail: { ...detail, columns: header.names.length } }]
  if (titleLines.length === 0) return []
  const value = titleLines[0]?.text ?? ''
  return [{ code: 'TITLE_LINES_SKIPPED', row, line, value, detail: { ...detail, lines: titleLines.length } }]
}

/** The width that most records have; of two, the larger. */
function commonWidth(records: readonly HeaderCandidate[]): number {
  const tally = new Map<number, number>()
  for (const { cells } of records) tally.set(cells.length, (tally.get(cells.length) ?? 0) + 1)
  const [most = [1, 0]] = [...tally].toSorted((one, other) => other[1] - one[1] || other[0] - one[0])
  return most[0]
}

function hasTwice(names: readonly string[]): boolean {
  const filled = names.filter((name) => name !== '').map((name) => name.toLowerCase())
  return new Set(filled).size < filled.length
}

/**
 * The header among the first records of a table; null when there is no record.
 * Title lines are the records at the top with at most two filled cells, when a record with at least three follows that is
 * all text and as wide as most of what comes after it.
 */
export function findHeader(records: readonly HeaderCandidate[]): FoundHeader | null {
  const first = records[0]
  if (first === undefined) return null
  const titles = countTitleLines(records)
  const header = records[titles] ?? first
  const second = records[titles + 1]
  const names = header.cells.map((cell) => cell.trim())
  const joined = second === undefined ? null : joinQuestions(names, second.cells)
  return {
    names: joined ?? names,
    // Rows begin below the last line of the header.
    row: joined === null ? header.row : (second?.row ?? header.row),
    line: header.line,
    titleLines: records
      .slice(0, titles)
      .map(({ row, line, cells }) => ({ row, line, text: joinCells(cells) })),
    firstLine: { value: 'titles', by: 'content' },
  }
}

/** What a survey tool writes below a question that has one answer, in words or by choice: it adds nothing to the question. */
const onlyAnswer = /^(?:open-ended response|response|réponse ouverte|réponse)$/i

/**
 * SurveyMonkey writes its header in two lines: the questions, and below each what its columns hold. Names of both lines; null for any other
 * table, whose second line is a row. Told by the first two names and by the second line having nothing below them.
 */
function joinQuestions(names: readonly string[], below: readonly string[]): string[] | null {
  const [respondent = '', collector = ''] = names
  const isSurvey =
    /^(?:respondent[ _]id|id du répondant|id répondant)$/i.test(respondent) &&
    /^(?:collector[ _]id|id du collecteur|id collecteur)$/i.test(collector)
  if (!isSurvey || below.slice(0, 2).some((cell) => cell.trim() !== '')) return null
  const filled = below.filter((cell) => cell.trim() !== '')
  if (filled.length === 0 || !filled.every(looksLikeName)) return null
  let question = ''
  return names.map((name, index) => {
    // A question of several columns is named above the first of them.
    if (name !== '') question = name
    const part = (below[index] ?? '').trim()
    if (part === '') return name
    if (name !== '' && onlyAnswer.test(part)) return name
    return question === '' ? part : `${question} - ${part}`
  })
}

/** The filled cells of a record as one text, for a person to recognise it. */
export function joinCells(cells: readonly string[]): string {
  const filled = cells.filter((cell) => cell.trim() !== '')
  return filled.join(' · ').slice(0, 500)
}

function countTitleLines(records: readonly HeaderCandidate[]): number {
  const filled = records.map(countFilled)
  let at = 0
  while (at < records.length && at <= mostTitleLines && (filled[at] ?? 0) <= 2) at++
  const header = records[at]
  const width = filled[at] ?? 0
  if (at === 0 || header === undefined || at > mostTitleLines) return 0
  if (!header.cells.every(looksLikeName) || width < 3) return 0
  const after = records.slice(at + 1)
  if (after.length === 0) return at
  const spans = after.filter(({ cells }) => Math.abs(lastFilled(cells) - lastFilled(header.cells)) <= 1)
  const alike = after.filter(({ cells }) => cells.length === header.cells.length)
  return Math.max(spans.length, alike.length) * 2 >= after.length ? at : 0
}

function countFilled({ cells }: HeaderCandidate): number {
  let count = 0
  for (const cell of cells) if (cell.trim() !== '') count++
  return count
}

function lastFilled(cells: readonly string[]): number {
  let last = cells.length
  while (last > 0 && (cells[last - 1] ?? '').trim() === '') last--
  return last
}

/**
 * Refuses a name that is there twice, compared without case and outer spaces. Columns without a name are not compared.
 * @throws FileRefused HEADER_DUPLICATE
 */
export function refuseDuplicateNames(
  header: Pick<FoundHeader, 'names' | 'row' | 'line'>,
  detail: Record<string, string> = {},
): void {
  const seen = new Map<string, number>()
  for (const [index, name] of header.names.entries()) {
    if (name === '') continue
    const key = name.toLowerCase()
    const before = seen.get(key)
    if (before !== undefined)
      throw refuseFile('HEADER_DUPLICATE', {
        row: header.row,
        line: header.line,
        column: name,
        detail: { ...detail, first: before + 1, second: index + 1 },
      })
    seen.set(key, index)
  }
}
