import { describe, expect, it } from 'vitest'
import { openCsvTable } from './csv-table.ts'
import { surveyEncoding } from './encoding.ts'
import { FileRefused, type FileFault } from './fault.ts'
import { defaultLimits, type RawRecord, type Table, type TableEnd } from './shapes.ts'
import type { ReadingOptions } from './options.ts'

function sourceOf(content: string | Buffer, chunk = 7) {
  const bytes = Buffer.from(content)
  return {
    name: 'table.csv',
    async *chunks() {
      for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk)
    },
  }
}

interface Read {
  readonly table: Table
  readonly rows: RawRecord[]
  readonly end: TableEnd | undefined
}

async function read(content: string | Buffer, options: ReadingOptions = {}): Promise<Read> {
  const table = await openCsvTable(sourceOf(content), { ...defaultLimits, ...options.limits }, options)
  const rows: RawRecord[] = []
  let end: TableEnd | undefined
  for await (const batch of table.records()) {
    rows.push(...batch.rows)
    end = batch.end ?? end
  }
  return { table, rows, end }
}

async function refusal(content: string | Buffer, options: ReadingOptions = {}): Promise<FileFault> {
  try {
    await read(content, options)
  } catch (error) {
    if (error instanceof FileRefused) return error.fault
    throw error
  }
  throw new Error('the file was read')
}

const faultsOf = (rows: readonly RawRecord[]): unknown[] =>
  rows.flatMap(({ faults = [] }) => faults.map(({ row, line, code }) => [row, line, code]))

describe('encoding', () => {
  const header = 'nom;ville\n'
  it('reads UTF-8 with and without its mark', async () => {
    for (const mark of ['', '\ufeff']) {
      const { table, rows } = await read(`${mark}${header}Zoé;Nîmes\n`)
      expect(table.header).toEqual(['nom', 'ville'])
      expect(table.encoding).toEqual({ value: 'utf-8', by: mark === '' ? 'content' : 'declared' })
      expect(rows[0]?.cells).toEqual(['Zoé', 'Nîmes'])
    }
  })
  it('reads UTF-16 with its mark, either way round', async () => {
    const little = Buffer.from(`\ufeff${header}Zoé;日本\n`, 'utf16le')
    for (const [bytes, value] of [
      [little, 'utf-16le'],
      [Buffer.from(little).swap16(), 'utf-16be'],
    ] as const) {
      const { table, rows } = await read(bytes)
      expect(table.encoding?.value).toBe(value)
      expect(rows[0]?.cells).toEqual(['Zoé', '日本'])
    }
  })
  it('assumes Windows-1252 where nothing is UTF-8, and shows what that gives', async () => {
    const bytes = Buffer.concat([Buffer.from(header), Buffer.from([0x5a, 0x6f, 0xe9, 0x3b, 0x80, 0x0a])])
    const { table, rows } = await read(bytes)
    expect(rows[0]?.cells).toEqual(['Zoé', '€'])
    expect(table.warnings).toMatchObject([{ code: 'ENCODING_ASSUMED', detail: { byteOffset: 12 } }])
    expect(table.warnings[0]?.value).toContain('Zoé')
  })
  it('refuses both in one file, with row, line and byte', async () => {
    const bytes = Buffer.concat([
      Buffer.from('nom;ville\n"Zoé\n";Paris\n\n'),
      Buffer.from([0x5a, 0x6f, 0xe9, 0x3b, 0x58, 0x0a]),
    ])
    expect(await refusal(bytes)).toMatchObject({
      code: 'ENCODING_MIXED',
      row: 3,
      line: 5,
      detail: { byteOffset: 27 },
    })
  })
  it('finds the row of a wrong byte within quotes', async () => {
    const bytes = Buffer.concat([Buffer.from('a,b\né,1\n"x\n'), Buffer.from([0xe9]), Buffer.from('",2\n')])
    expect(await refusal(bytes)).toMatchObject({ code: 'ENCODING_MIXED', row: 3, line: 3 })
  })
  it('says the place also when the first byte of all is the wrong one', async () => {
    const bytes = Buffer.concat([Buffer.from([0xe9]), Buffer.from('tat;ville\nouvert;Orléans\n')])
    const fault = { code: 'ENCODING_MIXED', row: 1, line: 1, detail: { byteOffset: 0 } }
    expect(await refusal(bytes)).toMatchObject(fault)
  })
  it('refuses what is mostly null bytes', async () => {
    expect(await refusal(Buffer.from('a,b\nc,d\n', 'utf16le'))).toMatchObject({ code: 'ENCODING_INVALID' })
    const utf32 = Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0])
    expect(await refusal(utf32)).toMatchObject({ code: 'ENCODING_INVALID' })
  })
  it('calls a character cut by the end of the file a cut file', async () => {
    const bytes = Buffer.concat([Buffer.from('a,b\né,1\nx,'), Buffer.from([0xc3])])
    expect(await refusal(bytes)).toMatchObject({ code: 'FILE_TRUNCATED', row: 3 })
  })
  it('obeys a forced encoding, and refuses one that the bytes disprove', async () => {
    const bytes = Buffer.from([0x61, 0x2c, 0x62, 0x0a, 0xa4, 0x2c, 0x31, 0x0a])
    const { table, rows } = await read(bytes, { encoding: 'iso-8859-15' })
    expect(rows[0]?.cells).toEqual(['€', '1'])
    expect(table.encoding?.by).toBe('option')
    expect(await refusal(bytes, { encoding: 'utf-8' })).toMatchObject({ code: 'ENCODING_INVALID', row: 2 })
  })
  it('agrees with a strict decoder on what is UTF-8', async () => {
    const strict = new TextDecoder('utf-8', { fatal: true })
    const sequences = [
      'c0af',
      'e08080',
      'eda080',
      'f4908080',
      'f5808080',
      'e282ac',
      'f09f9880',
      'c3a9',
      '80',
      'c3',
    ]
    for (const sequence of sequences) {
      const bytes = Buffer.concat([Buffer.from('ab'), Buffer.from(sequence, 'hex'), Buffer.from('cd')])
      let isValid = true
      try {
        strict.decode(bytes)
      } catch {
        isValid = false
      }
      for (const chunk of [1, 2, 3, 100]) {
        const survey = await surveyEncoding(sourceOf(bytes, chunk))
        expect([sequence, survey.firstInvalid < 0]).toEqual([sequence, isValid])
        expect(survey.firstMultibyte).toBe(isValid ? 2 : -1)
      }
    }
  })
})

describe('delimiter', () => {
  it('works out comma, semicolon, tab and bar', async () => {
    for (const delimiter of [',', ';', '\t', '|'] as const) {
      const { table } = await read(
        ['a', 'b', 'c'].join(delimiter) + '\n' + ['1', '2', '3'].join(delimiter) + '\n',
      )
      expect(table.delimiter).toEqual({ value: delimiter, by: 'content' })
    }
  })
  it('is not misled by decimal commas', async () => {
    const { table } = await read('id;montant\n1;1,50\n2;2,50\n3;3,50\n')
    expect(table.delimiter?.value).toBe(';')
  })
  it('is not misled by commas in quoted text or in a semicolon file’s titles', async () => {
    const { table } = await read('id;title;x\n1;"a, b, c";1\n2;d, e, f;2\n')
    expect(table.header).toEqual(['id', 'title', 'x'])
  })
  it('keeps one column whole', async () => {
    const { table, rows } = await read('montant\n1,50\n2,75\n')
    expect(table.header).toEqual(['montant'])
    expect(rows.map(({ cells }) => cells)).toEqual([['1,50'], ['2,75']])
  })
  it('obeys sep=, which counts as a row', async () => {
    const { table, rows } = await read('sep=|\r\na|b\r\n1,0|2\r\n')
    expect(table.delimiter).toEqual({ value: '|', by: 'declared' })
    expect(table.headerRow).toBe(2)
    expect(rows[0]).toMatchObject({ row: 3, line: 3, cells: ['1,0', '2'] })
  })
  it('obeys a forced one', async () => {
    const { table } = await read('a,b;c\n1,2;3\n', { delimiter: ';' })
    expect(table.header).toEqual(['a,b', 'c'])
    expect(table.delimiter?.by).toBe('option')
  })
})

describe('header', () => {
  it('refuses a name that is there twice, without case and outer spaces', async () => {
    expect(await refusal('id,Amount,x, amount \n1,2,3,4\n')).toMatchObject({
      code: 'HEADER_DUPLICATE',
      row: 1,
      line: 1,
      column: 'amount',
      detail: { first: 2, second: 4 },
    })
  })
  it('accepts columns without a name', async () => {
    const { table, rows } = await read('id,,amount,\n1,x,2,y\n3,x,4\n')
    expect(table.header).toEqual(['id', '', 'amount', ''])
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['1', 'x', '2', 'y'],
      ['3', 'x', '4', ''],
    ])
    expect(faultsOf(rows)).toEqual([])
  })
  it('passes over title lines of a report, and says so', async () => {
    const { table, rows } = await read('Affaires gagnées\nAu 22/11/2026\n\nid,nom,montant\n1,a,2\n2,b,3\n')
    expect(table.header).toEqual(['id', 'nom', 'montant'])
    expect(table.headerRow).toBe(3)
    expect(table.titleLines.map(({ text }) => text)).toEqual(['Affaires gagnées', 'Au 22/11/2026'])
    expect(table.warnings.map(({ code }) => code)).toEqual(['TITLE_LINES_SKIPPED'])
    expect(rows[0]).toMatchObject({ row: 4, line: 5 })
  })
  it('joins the two header lines of SurveyMonkey', async () => {
    const first = 'Respondent ID,Collector ID,Start Date,End Date,Why?,What do you use?,'
    const { table, rows } = await read(
      `${first}\n,,,,Open-Ended Response,Reports,Alerts\n11,5,01/31/2026,01/31/2026,Fast,x,\n`,
    )
    expect(table.header).toEqual([
      'Respondent ID',
      'Collector ID',
      'Start Date',
      'End Date',
      'Why?',
      'What do you use? - Reports',
      'What do you use? - Alerts',
    ])
    expect(rows).toMatchObject([
      { row: 3, line: 3, cells: ['11', '5', '01/31/2026', '01/31/2026', 'Fast', 'x', ''] },
    ])
    // A table of another kind keeps its second line, and so does this one where that line is an answer.
    expect((await read('id,name,a\n,,Response\n')).rows).toHaveLength(1)
    expect((await read(`${first}\n11,5,01/31/2026,,Fast,x,y\n`)).rows).toHaveLength(1)
  })
  it('does not take a header for a title because some rows are wider', async () => {
    const { table } = await read('id,nom\n1,a\n2,b,c,d\n3,c\n')
    expect(table.header).toEqual(['id', 'nom'])
  })
  it('calls blanks alone an empty file', async () => {
    for (const content of ['', '\ufeff', '\n\n', '  \n'])
      expect(await refusal(content)).toMatchObject({ code: 'FILE_EMPTY' })
  })
  it('reads a header alone as a table without rows', async () => {
    const { rows, end } = await read('id,nom,montant\n')
    expect(rows).toEqual([])
    expect(end).toEqual({ records: 0, leftOut: [], emptyRows: 0 })
  })
})

describe('rows', () => {
  it('marks too few cells, and extra ones that are not empty', async () => {
    const { rows } = await read('a,b,c\n1,2\n1,2,3,4\n1,2,3,,\n\n1,2,3\n')
    expect(faultsOf(rows)).toEqual([
      [2, 2, 'ROW_FIELD_COUNT'],
      [3, 3, 'ROW_FIELD_COUNT'],
    ])
    expect(rows[2]).toMatchObject({ row: 4, cells: ['1', '2', '3'] })
    expect(rows[3]).toMatchObject({ row: 5, line: 6 })
  })
  it('says once of a record with a bad quote what is wrong with it', async () => {
    const { rows } = await read('a,b,c\n1,"x"y\n1,"x, "y", z",2\n1,2,3\n')
    expect(faultsOf(rows)).toEqual([
      [2, 2, 'ROW_BAD_QUOTE'],
      [3, 3, 'ROW_BAD_QUOTE'],
    ])
  })
  it('refuses a header whose quote never closes for that quote', async () => {
    expect(await refusal('id,"name,amount\n1,a,2\n3,b,4\n')).toMatchObject({
      code: 'CSV_UNTERMINATED_QUOTE',
      row: 1,
      line: 1,
    })
  })
  it('refuses a file whose last record is cut', async () => {
    expect(await refusal('a,b,c\n1,2,3\n4,5')).toMatchObject({
      code: 'FILE_TRUNCATED',
      row: 3,
      line: 3,
      detail: { expected: 3, found: 2 },
    })
    expect(await refusal('a,b,c\n1,2,3\n4')).toMatchObject({ code: 'FILE_TRUNCATED', row: 3 })
  })
  it('accepts a last record without a line end when it is whole', async () => {
    const { rows } = await read('a,b,c\n1,2,3')
    expect(rows[0]?.cells).toEqual(['1', '2', '3'])
  })
  it('passes over rows without content', async () => {
    const { rows, end } = await read('a,b,c\n1,2,3\n,,\n , ,\n4,5,6\n')
    expect(rows.map(({ row }) => row)).toEqual([2, 5])
    expect(end?.emptyRows).toBe(2)
  })
  it('names the column of a null character', async () => {
    const { rows } = await read('a,b,c\n1,x\0y,3\n')
    expect(rows[0]?.faults).toMatchObject([{ code: 'TEXT_NUL', column: 'b', index: 1, row: 2, line: 2 }])
  })
  it('gives at most the limit of a long cell', async () => {
    const { rows } = await read(`a,b\n${'x'.repeat(500)},1\n`, { limits: { cellCharacters: 100 } })
    expect(rows[0]?.cells[0]?.length).toBe(100)
    expect(rows[0]?.faults).toMatchObject([{ code: 'TEXT_TOO_LONG', column: 'a' }])
    expect(rows[0]?.faults?.[0]?.value?.length).toBe(100)
  })
})

describe('the footer of a report', () => {
  const footer =
    '"Won deals"\n"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."\n"Generated By: Ana"'
  it('is left out and reported, also without a last line end', async () => {
    for (const tail of ['', '\n']) {
      const { rows, end } = await read(`"Id","Name","Amount"\n"1","a","2"\n\n\n${footer}${tail}`)
      expect(rows.map(({ cells }) => cells)).toEqual([['1', 'a', '2']])
      expect(end?.leftOut.map(({ row, line }) => [row, line])).toEqual([
        [3, 5],
        [4, 6],
        [5, 7],
      ])
      expect(end?.records).toBe(1)
    }
  })
  it('is recognised by its words where no blank line stands before it', async () => {
    const { rows, end } = await read(`Id,Name,Amount\n1,a,2\n${footer}\n`)
    expect(rows.length).toBe(1)
    expect(end?.leftOut.length).toBe(3)
  })
  it('is not one when rows follow, or when nothing tells it from a bad row', async () => {
    const within = await read('Id,Name,Amount\n1,a,2\n\nConfidential\n3,b,4\n')
    expect(faultsOf(within.rows)).toEqual([[3, 4, 'ROW_FIELD_COUNT']])
    expect(within.rows.map(({ row }) => row)).toEqual([2, 3, 4])
    const bad = await read('Id,Name,Amount\n1,a,2\nlonely\n')
    expect(faultsOf(bad.rows)).toEqual([[3, 3, 'ROW_FIELD_COUNT']])
  })
})
