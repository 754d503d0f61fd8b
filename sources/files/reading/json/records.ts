// Events of a JSON text to records: the objects of one list, or the one object that the text is, each flattened into cells.
import { cutValue, type RowFault } from '../fault.ts'
import { cellKind, type CellKind, type RawRecord } from '../shapes.ts'
import type { JsonColumns, Path } from './columns.ts'
import { pathOf } from './columns.ts'
import { token, type Token } from './tokens.ts'
import type { JsonEvents } from './walk.ts'

/** Keys on the way to the list whose objects are the records; 'self' when the text is one record. */
export type Target = readonly string[] | 'self'

interface Frame {
  readonly isList: boolean
  /** Where its values go; null in what is no part of a record. */
  readonly path: Path | null
  key: string
}

interface OpenList {
  readonly path: Path
  readonly depth: number
  readonly items: string[]
  isOfObjects: boolean
}

/** Collects records in `rows` once the columns are settled, and only columns before. */
export class JsonRecords implements JsonEvents {
  rows: RawRecord[] = []
  /** Objects and other elements met, or lines with content. */
  count = 0
  readonly #columns: JsonColumns
  readonly #target: Target
  readonly #mostCharacters: number
  readonly #frames: Frame[] = []
  #list: OpenList | null = null
  #line: number | null = null
  #rowsBefore = 0
  readonly #blank: string[] = []
  #record: { row: number; line: number; cells: string[]; kinds: Uint8Array; faults: RowFault[] } | null = null

  constructor(columns: JsonColumns, target: Target, mostCharacters: number) {
    this.#columns = columns
    this.#target = target
    this.#mostCharacters = mostCharacters
  }

  open(isList: boolean, line: number): void {
    const above = this.#frames.at(-1)
    const isElement = this.#isElement()
    let path: Path | null = null
    if (this.#list !== null) this.#list.isOfObjects = true
    if (isElement) {
      this.#begin(line)
      if (isList) this.#addFault('JSON_INVALID', undefined, '[', { reason: 'not-an-object' })
      else path = ''
    } else if (above !== undefined && above.path !== null) {
      path = pathOf(above.path, above.key)
      if (isList && path !== null) {
        this.#list = { path, depth: this.#frames.length, items: [], isOfObjects: false }
        path = null
      }
    }
    this.#frames.push({ isList, path, key: '' })
  }

  close(): void {
    this.#frames.pop()
    const depth = this.#frames.length
    if (this.#list !== null && depth === this.#list.depth) this.#endList(this.#list)
    if (this.#record !== null && this.#isElement()) this.#end()
  }

  key(name: string): void {
    const frame = this.#frames.at(-1)
    if (frame !== undefined) frame.key = name
  }

  scalar(kind: Token, value: string, line: number): void {
    const frame = this.#frames.at(-1)
    if (this.#isElement()) {
      this.#begin(line)
      this.#addFault('JSON_INVALID', undefined, kind >= token.yes ? '' : value, { reason: 'not-an-object' })
      this.#end()
    } else if (this.#list !== null && this.#frames.length === this.#list.depth + 1) {
      if (kind !== token.nothing) this.#list.items.push(written(kind, value))
    } else if (frame !== undefined && frame.path !== null && !frame.isList)
      this.#put(pathOf(frame.path, frame.key), kindOf(kind), written(kind, value), line)
  }

  /** In JSON Lines rows are lines: the one that is about to be read. */
  startLine(line: number): void {
    this.#line = line
    this.#rowsBefore = this.rows.length
    this.count++
  }

  /** Takes the line back: it is broken, and what it said so far with it. */
  dropLine(): void {
    this.#record = null
    this.#list = null
    this.#frames.length = 0
    this.rows.length = this.#rowsBefore
  }

  /** Whether a value that comes now is a record. */
  #isElement(): boolean {
    const frames = this.#frames
    const target = this.#target
    if (target === 'self') return frames.length === 0
    if (frames.length !== target.length + 1 || frames[target.length]?.isList !== true) return false
    return target.every((key, depth) => frames[depth]?.isList === false && frames[depth].key === key)
  }

  #begin(line: number): void {
    if (this.#line === null) this.count++
    const width = this.#columns.header.length
    while (this.#blank.length < width) this.#blank.push('')
    this.#record = {
      row: this.#line ?? this.count,
      line,
      cells: this.#blank.slice(),
      kinds: new Uint8Array(width),
      faults: [],
    }
  }

  #end(): void {
    const record = this.#record
    this.#record = null
    this.#list = null
    if (record === null || !this.#columns.isSettled) return
    const { faults, ...rest } = record
    this.rows.push(faults.length === 0 ? rest : { ...rest, faults })
  }

  #endList({ path, items, isOfObjects }: OpenList): void {
    this.#list = null
    if (isOfObjects) this.#columns.seeList(path)
    else this.#put(path, items.length === 0 ? cellKind.blank : cellKind.text, items.join('; '), 0)
  }

  #put(path: Path, kind: CellKind, value: string, line: number): void {
    if (!this.#columns.isSettled) return this.#columns.see(path, kind !== cellKind.blank, line)
    const place = this.#columns.placeOf(path)
    const record = this.#record
    if (place === undefined || record === null) return
    const isTooLong = value.length > this.#mostCharacters
    record.cells[place] = isTooLong ? value.slice(0, this.#mostCharacters) : value
    record.kinds[place] = kind
    if (isTooLong) this.#addFault('TEXT_TOO_LONG', place, value, { limit: this.#mostCharacters })
    else if (value.includes('\0')) this.#addFault('TEXT_NUL', place, value, {})
  }

  #addFault(
    code: RowFault['code'],
    index: number | undefined,
    value: string,
    detail: RowFault['detail'],
  ): void {
    const record = this.#record
    if (record === null) return
    const column = index === undefined ? undefined : this.#columns.header[index]
    record.faults.push({
      code,
      row: record.row,
      line: record.line,
      ...(index === undefined ? {} : { index }),
      ...(column === undefined || column === '' ? {} : { column }),
      value: cutValue(value),
      detail,
    })
  }
}

function kindOf(kind: Token): CellKind {
  switch (kind) {
    case token.number:
      return cellKind.exact
    case token.yes:
    case token.no:
      return cellKind.flag
    case token.nothing:
      return cellKind.blank
    default:
      return cellKind.text
  }
}

function written(kind: Token, value: string): string {
  switch (kind) {
    case token.number:
      return /[eE]/.test(value) ? inFull(value) : value
    case token.yes:
      return 'true'
    case token.no:
      return 'false'
    case token.nothing:
      return ''
    default:
      return value
  }
}

/** `1.25e3` is `1250`: JSON's programs write exponents for ordinary amounts. Far ones stay as they are, and are refused as numbers. */
export function inFull(number: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?[eE]([+-]?\d+)$/.exec(number) ?? []
  const shift = Number(exponent)
  if (whole === '' || Math.abs(shift) > 40) return number
  const digits = whole + fraction
  const point = whole.length + shift
  const padded = point <= 0 ? `${'0'.repeat(1 - point)}${digits}` : digits.padEnd(point, '0')
  const at = point <= 0 ? 1 : point
  const head = padded.slice(0, at).replace(/^0+(?=\d)/, '')
  const tail = padded.slice(at).replace(/0+$/, '')
  return `${sign}${head}${tail === '' ? '' : `.${tail}`}`
}
