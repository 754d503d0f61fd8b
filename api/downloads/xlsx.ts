// An XLSX workbook of one sheet, written as a stream: the memory is that of one block of rows, however many there
// are. Text goes in as text, never as a formula; days are real dates of the 1900 calendar.
import { pipeline, Readable } from 'node:stream'
import { createDeflateRaw, crc32 } from 'node:zlib'
import type { CsvCell } from './csv.ts'
import { neutralise } from './spreadsheet-text.ts'

/** Rows of a sheet, header included, that the format allows. */
export const xlsxRowLimit = 1_048_576

export type XlsxCell = CsvCell

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/package/2006/relationships'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** The bytes of a workbook. */
export async function* xlsxBytes(
  sheetName: string,
  titles: readonly string[],
  rows: AsyncIterable<readonly XlsxCell[]> | Iterable<readonly XlsxCell[]>,
): AsyncGenerator<Buffer> {
  const zip = new ZipWriter()
  for (const [name, text] of fixedParts(sheetName)) yield* zip.member(name, [text])
  yield* zip.member('xl/worksheets/sheet1.xml', sheet(titles, rows))
  yield zip.end()
}

async function* sheet(
  titles: readonly string[],
  rows: AsyncIterable<readonly XlsxCell[]> | Iterable<readonly XlsxCell[]>,
): AsyncGenerator<string> {
  let block =
    `${xml}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `<sheetData>${rowXml(1, titles, 1)}`
  let number = 1
  for await (const row of rows) {
    block += rowXml(++number, row, 0)
    if (block.length < 32_768) continue
    yield block
    block = ''
  }
  yield `${block}</sheetData></worksheet>`
}

function rowXml(number: number, cells: readonly XlsxCell[], style: number): string {
  return `<row r="${number}">${cells.map((cell, at) => cellXml(`${columnName(at)}${number}`, cell, style)).join('')}</row>`
}

function cellXml(place: string, cell: XlsxCell, style: number): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`
  if (typeof cell === 'boolean') return `<c r="${place}" t="b"><v>${cell ? 1 : 0}</v></c>`
  if (typeof cell === 'string') return textXml(place, neutralise(cell), style)
  if ('number' in cell) return `<c r="${place}"><v>${cell.number}</v></c>`
  if ('literal' in cell) return textXml(place, neutralise(cell.literal), style)
  const serial = serialOf(cell.day)
  return serial === null ? textXml(place, cell.day, 0) : `<c r="${place}" s="2"><v>${serial}</v></c>`
}

function textXml(place: string, text: string, style: number): string {
  const mark = style === 0 ? '' : ` s="${style}"`
  return `<c r="${place}"${mark} t="inlineStr"><is><t xml:space="preserve">${escape(text)}</t></is></c>`
}

/** Days since 30 December 1899; null before March 1900, where the calendar of spreadsheets is wrong. */
function serialOf(day: string): number | null {
  const serial = Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000) + 25_569
  return serial > 60 ? serial : null
}

/** A, B, ... Z, AA, AB. */
function columnName(at: number): string {
  const last = String.fromCharCode(65 + (at % 26))
  return at < 26 ? last : columnName(Math.floor(at / 26) - 1) + last
}

/** XML knows no control characters but tab and line ends: the others become spaces. */
function escape(text: string): string {
  return text
    .replace(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
      ' ',
    )
    .replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign)
}

function fixedParts(sheetName: string): [string, string][] {
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  const title = escape(sheetName.replace(/[[\]:*?/\\']/g, ' ').slice(0, 31))
  return [
    [
      '[Content_Types].xml',
      `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
        `<Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/>` +
        `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${type}.worksheet+xml"/>` +
        `<Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/></Types>`,
    ],
    [
      '_rels/.rels',
      `${xml}<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${xml}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${title}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${xml}<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/>` +
        `<Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    ],
    [
      'xl/styles.xml',
      `${xml}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>` +
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
        '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
        '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>' +
        '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>',
    ],
  ]
}

interface Member {
  readonly name: string
  readonly offset: number
  readonly crc: number
  readonly packed: number
  readonly plain: number
}

/** A zip written front to back; sizes follow each member in a data descriptor. Under 4 GiB, which a sheet is. */
export class ZipWriter {
  #offset = 0
  readonly #members: Member[] = []

  async *member(name: string, pieces: AsyncIterable<string> | Iterable<string>): AsyncGenerator<Buffer> {
    const offset = this.#offset
    yield this.#count(header(0x04034b50, name, { crc: 0, packed: 0, plain: 0 }))
    let crc = 0
    let plain = 0
    let packed = 0
    async function* counted(): AsyncGenerator<Buffer> {
      for await (const piece of pieces) {
        const bytes = Buffer.from(piece)
        crc = crc32(bytes, crc)
        plain += bytes.length
        yield bytes
      }
    }
    const deflate = createDeflateRaw({ level: 6 })
    // Ties both ends: a failure of the rows breaks the download, and a client that leaves ends the rows.
    pipeline(Readable.from(counted(), { objectMode: false }), deflate, () => {})
    for await (const chunk of deflate as AsyncIterable<Buffer>) {
      packed += chunk.length
      yield this.#count(chunk)
    }
    const descriptor = Buffer.alloc(16)
    descriptor.writeUInt32LE(0x08074b50, 0)
    descriptor.writeUInt32LE(crc, 4)
    descriptor.writeUInt32LE(packed, 8)
    descriptor.writeUInt32LE(plain, 12)
    yield this.#count(descriptor)
    this.#members.push({ name, offset, crc, packed, plain })
  }

  end(): Buffer {
    const start = this.#offset
    const entries = this.#members.map((member) => header(0x02014b50, member.name, member, member.offset))
    const size = entries.reduce((total, entry) => total + entry.length, 0)
    const end = Buffer.alloc(22)
    end.writeUInt32LE(0x06054b50, 0)
    end.writeUInt16LE(entries.length, 8)
    end.writeUInt16LE(entries.length, 10)
    end.writeUInt32LE(size, 12)
    end.writeUInt32LE(start, 16)
    return Buffer.concat([...entries, end])
  }

  #count(bytes: Buffer): Buffer {
    this.#offset += bytes.length
    return bytes
  }
}

/** A local header, or with `offset` an entry of the directory. Flags: sizes follow (8), UTF-8 names (0x800). */
function header(
  signature: number,
  name: string,
  { crc, packed, plain }: { crc: number; packed: number; plain: number },
  offset?: number,
): Buffer {
  const bytes = Buffer.from(name)
  const isEntry = offset !== undefined
  const head = Buffer.alloc(isEntry ? 46 : 30)
  head.writeUInt32LE(signature, 0)
  let at = 4
  const put16 = (value: number): void => void (at = head.writeUInt16LE(value, at))
  const put32 = (value: number): void => void (at = head.writeUInt32LE(value, at))
  if (isEntry) put16(20)
  put16(20)
  put16(0x808)
  put16(8)
  put16(0)
  // 1 January 1980: the same rows give the same bytes whenever they are asked for.
  put16(0x21)
  put32(crc)
  put32(packed)
  put32(plain)
  put16(bytes.length)
  if (isEntry) head.writeUInt32LE(offset, 42)
  return Buffer.concat([head, bytes])
}
