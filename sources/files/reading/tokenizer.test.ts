import { describe, expect, it } from 'vitest'
import fc from '../../../test/chance.ts'
import { openCsvTable } from './csv-table.ts'
import { FileRefused } from './fault.ts'
import { defaultLimits } from './shapes.ts'
import type { Delimiter, Encoding } from './text-form.ts'
import { createTokenizer } from './tokenizer.ts'

function tokenize(text: string, delimiter = ',', pieces = [text.length]) {
  const tokenizer = createTokenizer({ delimiter, maxColumns: 20, maxCellCharacters: 1000 })
  const records = []
  let at = 0
  for (const length of pieces) {
    records.push(...tokenizer.push(text.slice(at, at + length)))
    at += length
  }
  records.push(...tokenizer.push(text.slice(at)), ...tokenizer.end())
  return records
}

const cells = (text: string, delimiter?: string) => tokenize(text, delimiter).map((record) => record.cells)

describe('tokenizer', () => {
  it('ends lines at LF, CRLF and CR, also mixed', () => {
    expect(cells('a,b\nc,d\r\ne,f\rg,h')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
      ['g', 'h'],
    ])
  })
  it('keeps separators, quotes and line ends inside quotes', () => {
    expect(cells('"a,1","say ""yes""","x\r\ny\rz"\n')).toEqual([['a,1', 'say "yes"', 'x\r\ny\rz']])
  })
  it('takes a quote inside an unquoted field as an ordinary character', () => {
    expect(cells('5" pipe,a"b"\n')).toEqual([['5" pipe', 'a"b"']])
  })
  it('does not count blank lines as records, but as lines', () => {
    const records = tokenize('a,b\n\n  \n\r\nc,d\n')
    expect(records.map(({ row, line, afterBlank }) => [row, line, afterBlank])).toEqual([
      [1, 1, false],
      [2, 5, true],
    ])
  })
  it('counts the physical lines inside quotes, CRLF as one', () => {
    const records = tokenize('"a\r\nb\nc\rd",1\ne,2\n')
    expect(records.map(({ row, line }) => [row, line])).toEqual([
      [1, 1],
      [2, 5],
    ])
  })
  it('marks text after a closing quote and goes on with the next record', () => {
    const records = tokenize('"text"after,1\nb,2\n')
    expect(records[0]?.faults?.map(({ code, row }) => [code, row])).toEqual([['ROW_BAD_QUOTE', 1]])
    expect(records[0]?.cells).toEqual(['"text"after', '1'])
    expect(records[1]?.faults).toBeUndefined()
  })
  it('tells the record in which a quote was opened and never closed', () => {
    const refused = catchRefusal(() => tokenize('a,b\n"x\ny",1\nc,"open\nd,e\n'))
    expect(refused?.fault).toMatchObject({ code: 'CSV_UNTERMINATED_QUOTE', row: 3, line: 4 })
  })
  it('refuses a record with too many columns, with its place', () => {
    const refused = catchRefusal(() => tokenize(`a,b\n${'x,'.repeat(21)}\n`))
    expect(refused?.fault).toMatchObject({ code: 'CSV_TOO_MANY_COLUMNS', row: 2, line: 2 })
  })
  it('marks a null character on its cell', () => {
    expect(tokenize('a,b\nc,d\0e\n')[1]?.faults).toMatchObject([{ code: 'TEXT_NUL', index: 1, row: 2 }])
  })
  it('cuts a cell that is too long, and keeps no more of it', () => {
    const [record] = tokenize(`"${'x'.repeat(5000)}",b\n`)
    expect(record?.cells[0]?.length).toBe(1000)
    expect(record?.faults).toMatchObject([{ code: 'TEXT_TOO_LONG', index: 0 }])
  })
  it('tells a last record without a line end', () => {
    expect(tokenize('a,b\nc').map(({ isUnended }) => isUnended)).toEqual([false, true])
    expect(tokenize('a,b\nc,\n').map(({ isUnended }) => isUnended)).toEqual([false, false])
  })
  it('answers the same whatever the pieces', () => {
    const character = fc.constantFrom('"', ',', '\n', '\r', 'a', ' ', '\0', 'é', '"')
    const text = fc.array(character, { maxLength: 60 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(text, fc.array(fc.integer({ min: 0, max: 7 }), { maxLength: 40 }), (input, pieces) => {
        const whole = attempt(() => tokenize(input))
        expect(attempt(() => tokenize(input, ',', pieces))).toEqual(whole)
      }),
      { numRuns: 2000 },
    )
  })
})

function catchRefusal(action: () => unknown): FileRefused | null {
  try {
    action()
    return null
  } catch (error) {
    if (error instanceof FileRefused) return error
    throw error
  }
}

function attempt(action: () => unknown): unknown {
  return catchRefusal(action)?.fault ?? action()
}

interface Dialect {
  readonly delimiter: Delimiter
  readonly lineEnd: string
  readonly encoding: Encoding
  readonly hasBom: boolean
  readonly quotesAll: boolean
  readonly endsWithLineEnd: boolean
  readonly declares: boolean
}

function encode(text: string, { encoding, hasBom }: Dialect): Buffer {
  if (encoding === 'windows-1252') return Buffer.from(text, 'latin1')
  const marked = hasBom || encoding !== 'utf-8' ? `\ufeff${text}` : text
  if (encoding === 'utf-8') return Buffer.from(marked, 'utf8')
  const bytes = Buffer.from(marked, 'utf16le')
  return encoding === 'utf-16be' ? bytes.swap16() : bytes
}

function write(table: readonly (readonly string[])[], dialect: Dialect): Buffer {
  const { delimiter, lineEnd, quotesAll } = dialect
  const lines = table.map((record) =>
    record
      .map((cell) => {
        const needsQuotes = quotesAll || cell.includes(delimiter) || /^"|[\r\n]/.test(cell)
        return needsQuotes ? `"${cell.replaceAll('"', '""')}"` : cell
      })
      .join(delimiter),
  )
  if (dialect.declares) lines.unshift(`sep=${delimiter}`)
  return encode(lines.join(lineEnd) + (dialect.endsWithLineEnd ? lineEnd : ''), dialect)
}

const dialects: fc.Arbitrary<Dialect> = fc.record({
  delimiter: fc.constantFrom<Delimiter>(',', ';', '\t', '|'),
  lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
  encoding: fc.constantFrom<Encoding>('utf-8', 'utf-16le', 'utf-16be', 'windows-1252'),
  hasBom: fc.boolean(),
  quotesAll: fc.boolean(),
  endsWithLineEnd: fc.boolean(),
  declares: fc.boolean(),
})

/** Cells that any of the encodings can hold; those of Windows-1252 stay within Latin-1's upper half. */
function cellsFor(encoding: Encoding): fc.Arbitrary<string> {
  const simple = fc.constantFrom(
    '',
    'a',
    '1,5',
    'é à',
    '"',
    '""',
    'x"y',
    '\n',
    '\r\n',
    ';',
    '|',
    '\t',
    ' ',
    '=1+1',
    'ÿ',
  )
  if (encoding === 'windows-1252') return simple
  const any = fc.string({ unit: 'grapheme', maxLength: 8 }).filter((text) => !text.includes('\0'))
  return fc.oneof(simple, any, fc.constantFrom('😀', '–', '\u202f', '\ufeff', '日本'))
}

describe('a table written in any dialect', () => {
  it('reads back the same, whatever the boundaries of the chunks', async () => {
    const cases = dialects.chain((dialect) =>
      fc.record({
        dialect: fc.constant(dialect),
        rows: fc.integer({ min: 2, max: 5 }).chain((width) =>
          fc.array(
            fc
              .array(cellsFor(dialect.encoding), { minLength: width, maxLength: width })
              .filter((record) => record.some((cell) => cell.trim() !== '')),
            { minLength: 1, maxLength: 8 },
          ),
        ),
        chunk: fc.integer({ min: 1, max: 40 }),
      }),
    )
    await fc.assert(
      fc.asyncProperty(cases, async ({ dialect, rows, chunk }) => {
        const width = rows[0]?.length ?? 0
        const header = Array.from({ length: width }, (_, index) => `name ${index}`)
        const bytes = write([header, ...rows], dialect)
        const source = {
          name: 'table',
          async *chunks() {
            for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk)
          },
        }
        const table = await openCsvTable(source, defaultLimits, {
          delimiter: dialect.delimiter,
          encoding: dialect.encoding,
        })
        const read: string[][] = []
        for await (const batch of table.records())
          for (const row of batch.rows) {
            expect(row.faults).toBeUndefined()
            read.push(row.cells)
          }
        expect(table.header).toEqual(header)
        expect(table.headerRow).toBe(dialect.declares ? 2 : 1)
        expect(read).toEqual(rows)
      }),
      { numRuns: 600 },
    )
  })
})
