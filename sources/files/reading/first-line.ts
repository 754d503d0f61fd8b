// Whether the first line of a table holds the names of its columns, or is its first row. Told by what stands below it.

/** What the first line is. */
export type FirstLine = 'titles' | 'data'

/** The name of a column of a table without titles, from 0; screens say it in their own language. */
export function numberedName(index: number): string {
  return `Column ${index + 1}`
}

const mostRows = 100

/** Not a number, a date or an amount. */
export function looksLikeName(cell: string): boolean {
  const text = cell.trim()
  return text === '' || !/^[-+(]?[\d\s.,/:€$£%-]+\)?$/.test(text)
}

const isAddress = (cell: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(cell)

/** How a cell is written: a number whatever its length and its point, else its letters and digits with all runs as one. '' says nothing. */
function shapeOf(cell: string): string {
  const text = cell.trim()
  if (isAddress(text)) return '@'
  if (!/\d/.test(text)) return ''
  if (
    /^[-+(]?(?:[€$£] ?)?\d[\d\s.,]*(?: ?[€$£%])?\)?$/.test(text) &&
    !/^\d{1,4}[.]\d{1,2}[.]\d{1,4}$/.test(text)
  )
    return /^\d{8}$/.test(text) ? '8' : '9'
  return text.replace(/\p{L}+/gu, 'a').replace(/\d+/g, '9')
}

/** Years, or places counted from one: "2024, 2025, 2026" and "1, 2, 3" name columns of a grid. */
function isCounted(numbers: readonly number[]): boolean {
  const [first = 0] = numbers
  const isYears = numbers.every((one) => one >= 1900 && one <= 2100)
  const isRising = numbers.every((one, place) => one === first + place)
  return numbers.length > 0 && isRising && (isYears || (first <= 1 && numbers.length > 1))
}

/**
 * True when the first of these records is a row like the others: in more columns than not its cell is written as those below it, where
 * they are numbers, dates, addresses or codes. Words alone tell nothing: names of columns are assumed.
 */
export function firstIsData(records: readonly { readonly cells: readonly string[] }[]): boolean {
  const [first, ...others] = records
  if (first === undefined || others.length === 0) return false
  const below = others.slice(0, mostRows)
  const numbers = first.cells.map((cell) => cell.trim()).filter((cell) => /^\d+$/.test(cell))
  if (isCounted(numbers.map(Number))) return false
  let alike = 0
  let unlike = 0
  for (const [index, cell] of first.cells.entries()) {
    if (cell.trim() === '') continue
    const shapes = below.map(({ cells }) => cells[index] ?? '').filter((one) => one.trim() !== '').map(shapeOf) // prettier-ignore
    if (shapes.length === 0) continue
    const own = shapeOf(cell)
    if (own !== '' && shapes.filter((shape) => shape === own).length >= shapes.length * 0.5) alike++
    else if (shapes.filter((shape) => shape !== '').length >= shapes.length * 0.8) unlike++
  }
  return alike > 0 && alike > 2 * unlike
}

/** A row of data where the names should stand: numbers, days and addresses, which may well repeat. */
export function looksLikeData(names: readonly string[]): boolean {
  const filled = names.filter((name) => name !== '')
  const values = filled.filter((name) => !looksLikeName(name) || isAddress(name))
  return values.length >= 2 && values.length >= filled.length * 0.3
}
