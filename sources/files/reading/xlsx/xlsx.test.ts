import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeWorkbook, writeZip, type WorkbookDraft } from '../../../../test/write-zip.ts'
import { FileRefused, type FileFault } from '../fault.ts'
import { openFile } from '../open.ts'
import { cellKind, type RawRecord, type Table } from '../shapes.ts'
import type { ReadingOptions } from '../options.ts'
import { formatOfCode, percentText, plainDecimal, serialToDate } from './format.ts'
import { columnLetters } from './sheet.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xlsx-test-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function readBytes(bytes: Buffer, options: ReadingOptions = {}) {
  const path = join(folder, 'book.xlsx')
  await writeFile(path, bytes)
  const opened = await openFile({ name: 'book.xlsx', path }, options)
  try {
    const tables: { table: Table; rows: RawRecord[]; leftOut: string[] }[] = []
    for await (const table of opened.tables()) {
      const rows: RawRecord[] = []
      let leftOut: string[] = []
      for await (const batch of table.records()) {
        rows.push(...batch.rows)
        leftOut = batch.end?.leftOut.map(({ text }) => text) ?? leftOut
      }
      tables.push({ table, rows, leftOut })
    }
    return { tables, leftOut: [...opened.leftOut] }
  } finally {
    await opened.close()
  }
}

const header =
  '<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c><c r="B1" t="inlineStr"><is><t>name</t></is></c><c r="C1" t="inlineStr"><is><t>value</t></is></c></row>'

async function readRows(rows: string, draft: Partial<WorkbookDraft> = {}) {
  const xml = `<sheetData>${header}${rows}</sheetData>`
  const { tables } = await readBytes(writeWorkbook({ sheets: [{ name: 'S', xml }], ...draft }))
  return tables[0]?.rows ?? []
}

async function refusal(draft: WorkbookDraft, options: ReadingOptions = {}): Promise<FileFault> {
  try {
    await readBytes(writeWorkbook(draft), options)
  } catch (error) {
    if (error instanceof FileRefused) return error.fault
    throw error
  }
  throw new Error('the workbook was read')
}

const value = (cell: string): string =>
  `<row r="2"><c r="A2" t="inlineStr"><is><t>1</t></is></c>${cell}</row>`

async function readValue(
  cell: string,
  draft: Partial<WorkbookDraft> = {},
): Promise<[string | undefined, number | undefined]> {
  const [row] = await readRows(value(cell), draft)
  return [row?.cells[2], row?.kinds?.[2]]
}

const styled = (style: number, stored: string): string => `<c r="C2" s="${style}"><v>${stored}</v></c>`

const textCell = (reference: string, content: string): string =>
  `<c r="${reference}" t="inlineStr"><is><t>${content}</t></is></c>`

const withRow = (row: string): WorkbookDraft => ({
  sheets: [{ name: 'S', xml: `<sheetData>${header}${row}</sheetData>` }],
})

const textRow = (row: number, ...cells: string[]): string =>
  `<row r="${row}">${cells.map((cell, index) => textCell(`${columnLetters(index)}${row}`, cell)).join('')}</row>`

describe('cells', () => {
  it('are shared strings with their runs, without phonetic guides', async () => {
    const strings = [
      '<t>plain</t>',
      '<r><t xml:space="preserve">two </t></r><r><rPr/><t>runs</t></r><rPh><t>guide</t></rPh>',
      '<t>line_x000D_end _x005F_x0041_</t>',
      '<t>a &amp; b &lt;c&gt;</t>',
    ]
    const expected = ['plain', 'two runs', 'line\rend _x0041_', 'a & b <c>']
    for (const [index, text] of expected.entries())
      expect(await readValue(`<c r="C2" t="s"><v>${index}</v></c>`, { strings })).toEqual([
        text,
        cellKind.text,
      ])
  })
  it('are numbers in plain decimals, with the digits that a spreadsheet shows', async () => {
    const numbers = [
      ['1234.5', '1234.5'],
      ['1234.5600000000001', '1234.56'],
      ['1.5E-3', '0.0015'],
      ['1.23E+15', '1230000000000000'],
      ['-0', '0'],
      ['1E+20', '100000000000000000000'],
      ['9007199254740991', '9007199254740991'],
    ]
    for (const [stored, shown] of numbers)
      expect(await readValue(`<c r="C2"><v>${stored}</v></c>`)).toEqual([shown, cellKind.number])
  })
  it('are dates in the workbook’s own calendar, by their format', async () => {
    const formats = ['dd/mm/yyyy', 'yyyy-mm-dd hh:mm', '[h]:mm', 'h:mm', '0.0%', '#,##0.00 &quot;days&quot;']
    expect(await readValue(styled(1, '46027'), { formats })).toEqual(['2026-01-05', cellKind.day])
    expect(await readValue(styled(1, '44565'), { formats, isDate1904: true })).toEqual([
      '2026-01-05',
      cellKind.day,
    ])
    expect(await readValue(styled(2, '46027.75'), { formats })).toEqual([
      '2026-01-05 18:00:00',
      cellKind.dayAndTime,
    ])
    expect(await readValue(styled(3, '1.25'), { formats })).toEqual(['30:00:00', cellKind.duration])
    expect(await readValue(styled(4, '0.5'), { formats })).toEqual(['12:00:00', cellKind.duration])
    expect(await readValue(styled(5, '0.255'), { formats })).toEqual(['25.5%', cellKind.percentage])
    expect(await readValue(styled(6, '12.5'), { formats })).toEqual(['12.5', cellKind.number])
    expect(await readValue(styled(0, '46027'), { formats })).toEqual(['46027', cellKind.number])
  })
  it('are flags, ISO dates and results of formulas', async () => {
    expect(await readValue('<c r="C2" t="b"><v>1</v></c>')).toEqual(['true', cellKind.flag])
    expect(await readValue('<c r="C2" t="d"><v>2026-01-05T10:00:00</v></c>')).toEqual([
      '2026-01-05 10:00:00',
      cellKind.dayAndTime,
    ])
    expect(await readValue('<c r="C2" t="str"><f>A1</f><v>text</v></c>')).toEqual(['text', cellKind.text])
    expect(await readValue('<c r="C2"><f>1+1</f><v>2</v></c>')).toEqual(['2', cellKind.number])
  })
  it('are marked when a formula has no stored value, or an error', async () => {
    expect(await readValue('<c r="C2"><f>1+1</f></c>')).toEqual(['', cellKind.unvalued])
    const [row] = await readRows(value('<c r="C2" t="e"><v>#N/A</v></c>'))
    expect(row?.kinds?.[2]).toBe(cellKind.error)
    expect(row?.faults).toMatchObject([{ code: 'CELL_ERROR', row: 2, column: 'value', value: '#N/A' }])
  })
  it('may be absent, without references, or in a row without number', async () => {
    const rows = await readRows(
      '<row r="3"><c r="C3"><v>5</v></c></row><row><c><v>1</v></c><c/><c><v>2</v></c></row>',
    )
    expect(rows.map(({ row, cells }) => [row, cells])).toEqual([
      [3, ['', '', '5']],
      [4, ['1', '', '2']],
    ])
  })
  it('may stand beside the table, without a header', async () => {
    const [row] = await readRows(value('<c r="E2" t="inlineStr"><is><t>remark</t></is></c>'))
    expect(row?.faults).toBeUndefined()
    expect(row?.cells).toEqual(['1', '', '', '', 'remark'])
  })
})

describe('sheets', () => {
  it('are tables, hidden ones only when asked for', async () => {
    const draft = {
      sheets: [
        { name: 'Deals', xml: `<sheetData>${header}</sheetData>` },
        { name: 'hiddenSheet', xml: `<sheetData>${header}</sheetData>`, state: 'veryHidden' },
        { name: 'Blank', xml: '<sheetData/>' },
      ],
    }
    const read = await readBytes(writeWorkbook(draft))
    expect(read.tables.map(({ table }) => table.name)).toEqual(['Deals'])
    expect(read.leftOut.map(({ name, reason }) => [name, reason])).toEqual([
      ['hiddenSheet', 'hidden'],
      ['Blank', 'empty'],
    ])
    const all = await readBytes(writeWorkbook(draft), { includeHiddenSheets: true })
    expect(all.tables.map(({ table }) => [table.name, table.isHidden])).toEqual([
      ['Deals', false],
      ['hiddenSheet', true],
    ])
  })
  it('tell their hidden columns', async () => {
    const xml = `<cols><col min="1" max="2" hidden="1"/></cols><sheetData>${header}</sheetData>`
    const { tables } = await readBytes(writeWorkbook({ sheets: [{ name: 'S', xml }] }))
    expect(tables[0]?.table.hiddenColumns).toEqual([0, 1])
  })
  it('may begin with title rows and end with a footer', async () => {
    const xml = `<sheetData>${textRow(1, 'Pipeline report')}${textRow(4, 'id', 'name', 'stage')}${textRow(5, 'D-1', 'a', 'Won')}${textRow(6, 'D-2', 'b', 'Won')}${textRow(8, 'Confidential Information')}${textRow(9, 'Copyright')}</sheetData>`
    const { tables } = await readBytes(writeWorkbook({ sheets: [{ name: 'S', xml }] }))
    expect(tables[0]?.table).toMatchObject({ header: ['id', 'name', 'stage'], headerRow: 4 })
    expect(tables[0]?.rows.map(({ row }) => row)).toEqual([5, 6])
    expect(tables[0]?.leftOut).toEqual(['Confidential Information', 'Copyright'])
  })
  it('are not believed about their size', async () => {
    const xml = `<dimension ref="A1:XFD1048576"/><sheetData>${header}${value('')}</sheetData>`
    const { tables } = await readBytes(writeWorkbook({ sheets: [{ name: 'S', xml }] }))
    expect(tables[0]?.rows.length).toBe(1)
  })
})

describe('broken workbooks', () => {
  it('point to a shared string that does not exist', async () => {
    for (const index of ['0', '-1', 'x'])
      expect(await refusal(withRow(value(`<c r="B2" t="s"><v>${index}</v></c>`)))).toMatchObject({
        code: 'XLSX_CORRUPT',
        row: 2,
        column: 'name',
      })
  })
  it.each([
    ['a row twice', '<row r="2"/><row r="2"/>'],
    ['a row past the last', '<row r="1048577"/>'],
    ['a cell twice', '<row r="2"><c r="A2"/><c r="A2"/></row>'],
    ['text for a number', '<row r="2"><c r="A2"><v>abc</v></c></row>'],
    ['a tag that does not close', '<row r="2"><c>'],
    ['elements within elements without end', '<a>'.repeat(5000) + '</a>'.repeat(5000)],
    ['an entity of its own', '<row r="2"><c r="A2" t="str"><v>&other;</v></c></row>'],
  ])('hold %s', async (_, row) => {
    expect(await refusal(withRow(row))).toMatchObject({ code: 'XLSX_CORRUPT' })
  })
  it('have more columns than the limit', async () => {
    expect(await refusal(withRow('<row r="2"><c r="XFD2"><v>1</v></c></row>'))).toMatchObject({
      code: 'CSV_TOO_MANY_COLUMNS',
      row: 2,
    })
  })
  it('declare a document type, in any member and encoding', async () => {
    const xml = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///secret">]><x/>'
    const { sheets } = withRow('')
    for (const name of ['docProps/core.xml', 'xl/sharedStrings.xml'])
      for (const data of [
        Buffer.from(xml),
        Buffer.from(`\ufeff${xml}`, 'utf16le'),
        Buffer.from(`\ufeff${xml}`, 'utf16le').swap16(),
      ])
        expect(await refusal({ sheets, extra: [{ name, data }] })).toMatchObject({
          code: 'XML_DTD_FORBIDDEN',
        })
  })
  it('lack their main part', async () => {
    const bytes = writeZip([
      { name: '[Content_Types].xml', data: '<Types/>' },
      { name: 'xl/worksheets/sheet1.xml', data: '<worksheet/>' },
    ])
    await expect(readBytes(bytes)).rejects.toMatchObject({ fault: { code: 'XLSX_CORRUPT' } })
  })
  it('lack a sheet', async () => {
    const bytes = writeWorkbook(withRow(''))
    const broken = Buffer.from(
      bytes.toString('latin1').replaceAll('worksheets/sheet1.xml', 'worksheets/sheetX.xml'),
      'latin1',
    )
    await expect(readBytes(broken)).rejects.toMatchObject({ fault: { code: 'XLSX_CORRUPT' } })
  })
})

describe('formats', () => {
  it.each([
    ['General', 'number'],
    ['0.00E+00', 'number'],
    ['#,##0.00 "€"', 'number'],
    ['[Red]-#,##0', 'number'],
    ['[$-40C]d mmmm yyyy', 'date'],
    ['mmm-yy', 'date'],
    ['mm:ss.0', 'time'],
    ['[mm]:ss', 'elapsed'],
    ['0%', 'percentage'],
    ['"day "0', 'number'],
    ['\\d0', 'number'],
  ])('%s is a %s', (code, kind) => {
    expect(formatOfCode(code)).toBe(kind)
  })
  it('count days from each calendar’s first', () => {
    expect(serialToDate(1, 1900)?.day).toBe('1900-01-01')
    expect(serialToDate(59, 1900)?.day).toBe('1900-02-28')
    expect(serialToDate(61, 1900)?.day).toBe('1900-03-01')
    expect(serialToDate(0, 1904)?.day).toBe('1904-01-01')
    expect(serialToDate(46027.999_999_99, 1900)).toEqual({ day: '2026-01-06', time: null })
    expect(serialToDate(-1, 1900)).toBeNull()
    expect(serialToDate(3e6, 1900)).toBeNull()
  })
  it('write decimals without an exponent', () => {
    expect(plainDecimal('1e-7')).toBe('0.0000001')
    expect(plainDecimal('NaN')).toBeNull()
    expect(percentText('0.07')).toBe('7%')
  })
})
