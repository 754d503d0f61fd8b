import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeWorkbook, writeZip } from '../../../test/write-zip.ts'
import { gzipSource } from './bytes.ts'
import { FileRefused, type FileFault } from './fault.ts'
import { openFile } from './open.ts'
import type { Table } from './shapes.ts'
import type { ReadingOptions } from './options.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reading-test-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function readAll(name: string, content: string | Buffer, options: ReadingOptions = {}) {
  const path = join(folder, 'upload')
  await writeFile(path, content)
  const opened = await openFile({ name, path }, { workFolder: folder, ...options })
  try {
    const tables: { table: Table; rows: string[][] }[] = []
    for await (const table of opened.tables()) {
      const rows: string[][] = []
      for await (const batch of table.records()) rows.push(...batch.rows.map(({ cells }) => cells))
      tables.push({ table, rows })
    }
    return {
      kind: opened.kind,
      leftOut: [...opened.leftOut],
      tables,
      names: tables.map(({ table }) => table.name),
    }
  } finally {
    await opened.close()
  }
}

async function refusal(
  name: string,
  content: string | Buffer,
  options: ReadingOptions = {},
): Promise<FileFault> {
  try {
    await readAll(name, content, options)
  } catch (error) {
    if (error instanceof FileRefused) return error.fault
    throw error
  }
  throw new Error('the file was read')
}

const csv = 'id,name,amount\n1,a,2\n'
const sheet = (...rows: string[]): string =>
  `<sheetData>${rows
    .map((cells, row) => {
      const inline = cells.split(',').map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`)
      return `<row r="${row + 1}">${inline.join('')}</row>`
    })
    .join('')}</sheetData>`
const workbook = writeWorkbook({ sheets: [{ name: 'Deals', xml: sheet('id,name,amount', '1,a,2') }] })

describe('what a file is', () => {
  it('is decided by its content, not its name', async () => {
    expect((await readAll('deals.csv', workbook)).kind).toBe('xlsx')
    expect((await readAll('deals.xls', csv)).kind).toBe('csv')
    expect((await readAll('deals', csv)).kind).toBe('csv')
  })
  it('is refused as plain text under the name of a workbook', async () => {
    expect(await refusal('deals.xlsx', csv)).toMatchObject({ code: 'FILE_TYPE_MISMATCH', row: 0 })
  })
  it.each([
    ['page.csv', '<!DOCTYPE html><html></html>', 'FILE_TYPE_MISMATCH'],
    ['page.csv', '\ufeff  \n<html><body>', 'FILE_TYPE_MISMATCH'],
    ['page.pdf', '<html></html>', 'FILE_TYPE_MISMATCH'],
    ['logo.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'FILE_TYPE_REFUSED'],
    ['logo.svg', '<!-- a tool --><!-- another -->\n<svg/>', 'FILE_TYPE_REFUSED'],
    ['logo.csv', `<?xml version="1.0"?><!-- ${'x'.repeat(4100)} --><svg/>`, 'FILE_TYPE_REFUSED'],
    ['feed.csv', '<!-- a remark --><data/>', 'FILE_TYPE_MISMATCH'],
    ['page.csv', '<!-- a --><!-- b --><html><body>', 'FILE_TYPE_MISMATCH'],
    ['a.pdf', '\n%PDF-1.7\n', 'FILE_TYPE_REFUSED'],
    ['a.ps', '%!PS-Adobe-3.0\n', 'FILE_TYPE_REFUSED'],
    ['a.csv', '\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'FILE_TYPE_MISMATCH'],
    ['a.mp4', '\0\0\0\x20ftypisom\0\0\x02\0isomiso2', 'FILE_TYPE_REFUSED'],
    ['a.mp3', 'ID3\x03\0\0\0\0\0\x21', 'FILE_TYPE_REFUSED'],
    ['a.ico', '\0\0\x01\0\x01\0\x10\x10', 'FILE_TYPE_REFUSED'],
    ['a.pdf', '%PDF-1.7\n', 'FILE_TYPE_REFUSED'],
    ['a.csv', '%PDF-1.7\n', 'FILE_TYPE_MISMATCH'],
    ['a.xlsx', '[{"a": 1}]', 'FILE_TYPE_MISMATCH'],
    ['a.ics', 'BEGIN:VCALENDAR\r\n', 'FILE_TYPE_REFUSED'],
    ['a.parquet', 'PAR1 cut', 'PARQUET_CORRUPT'],
    ['a.parquet', 'XXXX\0\0cut at its beginning PAR1', 'PARQUET_CORRUPT'],
    ['a.parquet', 'PARE\0\0encrypted\0\0PARE', 'PARQUET_CORRUPT'],
    ['a.parquet', 'id,name\n1,a\n', 'FILE_TYPE_MISMATCH'],
    ['a.csv.gz', 'id,name\n1,a\n', 'FILE_TYPE_MISMATCH'],
    ['a.csv', '', 'FILE_EMPTY'],
  ])('%s holding %j is %s', async (name, content, code) => {
    expect(await refusal(name, content)).toMatchObject({ code, row: 0 })
  })
  it('reads a header in brackets as the header that it is', async () => {
    expect((await readAll('a.csv', '[id],name\n1,2\n')).tables[0]?.table.header).toEqual(['[id]', 'name'])
  })
  it('tells a workbook under a password from an old one', async () => {
    const ole = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)])
    const locked = Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le'), Buffer.alloc(100)])
    expect(await refusal('deals.xlsx', locked)).toMatchObject({ code: 'XLSX_ENCRYPTED' })
    expect(await refusal('deals.xls', ole)).toMatchObject({ code: 'FILE_TYPE_REFUSED' })
    expect(await refusal('deals.xlsx', ole)).toMatchObject({ code: 'FILE_TYPE_MISMATCH' })
  })
  it('reads the pixels of an image before anything else', async () => {
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
    const size = Buffer.alloc(8)
    size.writeUInt32BE(60_000, 0)
    size.writeUInt32BE(60_000, 4)
    expect(await refusal('a.png', Buffer.concat([png, size]))).toMatchObject({ code: 'IMAGE_TOO_LARGE' })
  })
  it.each([
    ['gif', '474946383961ffffffff'],
    ['bmp', '424d46000000000000003600000028000000ffff0000ffff0000'],
    ['webp', '524946460000000057454250565038580a00000000000000ffff00ffff00'],
    ['jpeg', 'ffd8ffe000104a46494600010100000100010000ffc0001108ffffffff03'],
  ])('reads the pixels of a %s too', async (ending, hex) => {
    expect(await refusal(`a.${ending}`, Buffer.from(hex, 'hex'))).toMatchObject({
      code: 'IMAGE_TOO_LARGE',
      detail: { pixels: 0xffff * 0xffff + (ending === 'webp' ? 2 * 0xffff + 1 : 0) },
    })
    expect(await refusal(`a.${ending}`, Buffer.from(hex.slice(0, 28), 'hex'))).toMatchObject({
      code: ending === 'gif' ? 'IMAGE_TOO_LARGE' : 'FILE_TYPE_REFUSED',
    })
  })
  it('is refused when larger than the limit', async () => {
    expect(await refusal('a.csv', csv, { limits: { fileBytes: 10 } })).toMatchObject({
      code: 'FILE_TOO_LARGE',
    })
  })
})

describe('gzip', () => {
  it('holds a text or a workbook', async () => {
    const text = await readAll('deals.csv.gz', gzipSync(csv))
    expect(text.kind).toBe('gz')
    expect(text.tables[0]).toMatchObject({ table: { name: 'deals.csv' }, rows: [['1', 'a', '2']] })
    expect((await readAll('deals.xlsx.gz', gzipSync(workbook))).tables[0]?.rows).toEqual([['1', 'a', '2']])
  })
  it('is counted while unpacking', async () => {
    const path = join(folder, 'bomb.gz')
    await writeFile(path, gzipSync(Buffer.alloc(20 * 1024 ** 2, 97)))
    let bytes = 0
    const limit = 1024 ** 2
    const reading = async (): Promise<void> => {
      for await (const chunk of gzipSource('bomb', path, limit).chunks()) bytes += chunk.length
    }
    await expect(reading()).rejects.toMatchObject({ fault: { code: 'ARCHIVE_TOO_LARGE' } })
    expect(bytes).toBeLessThanOrEqual(limit)
  })
  it('is refused when cut or nested', async () => {
    const packed = gzipSync(csv.repeat(100))
    expect(await refusal('a.gz', packed.subarray(0, packed.length - 12))).toMatchObject({
      code: 'ARCHIVE_CORRUPT',
    })
    expect(await refusal('a.gz', gzipSync(packed))).toMatchObject({ code: 'ARCHIVE_UNSAFE_PATH' })
    expect(await refusal('a.gz', gzipSync(writeZip([{ name: 'a.csv', data: csv }])))).toMatchObject({
      code: 'ARCHIVE_UNSAFE_PATH',
    })
  })
})

describe('zip', () => {
  it('lists its members as tables, and says what it leaves out', async () => {
    const zip = writeZip([
      { name: 'export/', data: '' },
      { name: 'export/deals.csv', data: csv },
      { name: 'export/stages.tsv', data: 'a\tb\n1\t2\n', isStored: true },
      { name: 'book.xlsx', data: workbook, isStored: true },
      { name: 'logo.png', data: Buffer.from('89504e470d0a1a0a00', 'hex') },
      { name: 'nothing.csv', data: '' },
      { name: '__MACOSX/._deals.csv', data: 'x' },
    ])
    const { kind, names, leftOut, tables } = await readAll('export.zip', zip)
    expect(kind).toBe('zip')
    expect(names).toEqual(['export/deals.csv', 'export/stages.tsv', 'book.xlsx › Deals'])
    expect(tables[2]?.rows).toEqual([['1', 'a', '2']])
    expect(leftOut).toEqual([
      { name: 'logo.png', reason: 'not-a-table', kind: 'png' },
      { name: 'nothing.csv', reason: 'empty', kind: 'empty' },
    ])
  })
  it('leaves nothing on disk', async () => {
    await readAll('export.zip', writeZip([{ name: 'book.xlsx', data: workbook }]))
    expect((await readdir(folder)).filter((name) => name.startsWith('douze-'))).toEqual([])
  })
  it.each([
    ['../out.csv', undefined],
    ['a/../../out.csv', undefined],
    ['/absolute.csv', undefined],
    ['C:\\win.csv', undefined],
    ['..\\win.csv', undefined],
    ['link.csv', 0o120777],
  ])('refuses the path %s', async (name, mode) => {
    const member = { name, data: csv, ...(mode === undefined ? {} : { mode }) }
    expect(await refusal('a.zip', writeZip([{ name: 'ok.csv', data: csv }, member]))).toMatchObject({
      code: 'ARCHIVE_UNSAFE_PATH',
    })
  })
  it('refuses an archive in an archive, but not a workbook', async () => {
    const inner = writeZip([{ name: 'a.csv', data: csv }])
    for (const data of [inner, gzipSync(csv)])
      expect(await refusal('a.zip', writeZip([{ name: 'inner.csv', data }]))).toMatchObject({
        code: 'ARCHIVE_UNSAFE_PATH',
        detail: { reason: 'nested' },
      })
  })
  it('refuses too many members and too many bytes, also when the directory lies', async () => {
    const many = writeZip(Array.from({ length: 6 }, (_, index) => ({ name: `${index}.csv`, data: csv })))
    expect(await refusal('a.zip', many, { limits: { members: 5 } })).toMatchObject({
      code: 'ARCHIVE_TOO_LARGE',
    })
    const data = 'x'.repeat(300_000)
    const limits = { unpackedBytes: 100_000 }
    for (const declaredSize of [300_000, 10]) {
      const zip = writeZip([{ name: 'a.csv', data, declaredSize }])
      expect(await refusal('a.zip', zip, { limits })).toMatchObject({ code: 'ARCHIVE_TOO_LARGE' })
    }
    // The members of a workbook inside count as well.
    const book = writeWorkbook({ sheets: [{ name: 'S', xml: sheet('id,name,amount', 'y'.repeat(90_000)) }] })
    expect(
      await refusal(
        'a.zip',
        writeZip([
          { name: 'b.xlsx', data: book },
          { name: 'c', data: 'z'.repeat(20_000) },
        ]),
        { limits },
      ),
    ).toMatchObject({ code: 'ARCHIVE_TOO_LARGE' })
  })
  it('refuses members that share bytes, lie about their size or fail their check sum', async () => {
    const corrupt = [
      writeZip([
        { name: 'a.csv', data: csv },
        { name: 'b.csv', data: csv, sharesBytesOf: 0 },
      ]),
      writeZip([{ name: 'a.csv', data: csv, declaredSize: 5 }]),
      writeZip([{ name: 'a.csv', data: csv, checkSum: 1 }]),
      writeZip([
        { name: 'a.csv', data: csv },
        { name: 'a.csv', data: csv },
      ]),
      writeZip([{ name: 'a.csv', data: csv }]).subarray(0, 60),
    ]
    for (const zip of corrupt) expect(await refusal('a.zip', zip)).toMatchObject({ code: 'ARCHIVE_CORRUPT' })
  })
  it('names the member at fault', async () => {
    const zip = writeZip([
      { name: 'a.csv', data: csv },
      { name: 'b.csv', data: 'x,x\n1,2\n' },
    ])
    expect(await refusal('a.zip', zip)).toMatchObject({
      code: 'HEADER_DUPLICATE',
      detail: { member: 'b.csv' },
    })
    const page = writeZip([{ name: 'a.csv', data: '<html></html>' }])
    expect(await refusal('a.zip', page)).toMatchObject({
      code: 'FILE_TYPE_MISMATCH',
      detail: { member: 'a.csv' },
    })
  })
})
