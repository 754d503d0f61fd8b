// Files that leave the house: CSV and XLSX with neutral text, real numbers and days, exact money, whole or broken.
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import yauzl from 'yauzl'
import { disposition } from './app.ts'
import { type CsvCell, csvLines } from './downloads/csv.ts'
import { encode } from './encode.ts'
import { cleanName } from './file-name.ts'
import { minorAsDecimal } from './downloads/money.ts'
import { neutralise } from './downloads/spreadsheet-text.ts'
import { xlsxBytes } from './downloads/xlsx.ts'

const row: CsvCell[] = [
  '=1+2',
  '+33 6',
  '-5',
  '@SUM',
  '\tx',
  '\rx',
  '\0x',
  'a;b,"c"\r\nd',
  -5,
  { number: '1234.50' },
  { day: '2017-12-31' },
  true,
  null,
]

async function csv(language: 'fr' | 'en'): Promise<string> {
  return (await buffer(Readable.from(csvLines(['a', 'b'], [row], language)))).toString()
}

async function unzip(bytes: Buffer): Promise<Map<string, string>> {
  const members = new Map<string, string>()
  const zip = await new Promise<yauzl.ZipFile>((resolve, reject) =>
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (error, file) => (error ? reject(error) : resolve(file))),
  )
  for await (const [name, text] of entriesOf(zip)) members.set(name, text)
  return members
}

async function* entriesOf(zip: yauzl.ZipFile): AsyncGenerator<[string, string]> {
  for (;;) {
    const entry = await new Promise<yauzl.Entry | null>((resolve, reject) => {
      zip
        .once('entry', resolve)
        .once('end', () => resolve(null))
        .once('error', reject)
      zip.readEntry()
    })
    if (entry === null) return
    const stream = await new Promise<Readable>((resolve, reject) =>
      zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened))),
    )
    yield [entry.fileName, (await buffer(stream)).toString()]
  }
}

describe('text for a spreadsheet', () => {
  it.each(['=1', '+1', '-1', '@a', '\ta', '\ra', '\0a', "'=1"])('%j gets an apostrophe', (text) => {
    expect(neutralise(text)).toBe(`'${text}`)
  })
  it.each(['', 'a=1', ' =1', "it's", 'é'])('%j stays', (text) => {
    expect(neutralise(text)).toBe(text)
  })
})

describe('CSV', () => {
  it('in French has semicolons, decimal commas and a BOM', async () => {
    expect(await csv('fr')).toBe(
      '\ufeffa;b\r\n\'=1+2;\'+33 6;\'-5;\'@SUM;\'\tx;"\'\rx";\'\0x;"a;b,""c""\r\nd";-5;1234,50;2017-12-31;oui;\r\n',
    )
  })
  it('in English has commas and points', async () => {
    expect(await csv('en')).toContain('-5,1234.50,2017-12-31,yes,\r\n')
  })
})

describe('XLSX', () => {
  it('is a zip whose sheet has text as text, numbers as numbers, days as days', async () => {
    const bytes = await buffer(Readable.from(xlsxBytes('Taux : gain', ['Nom', 'b'], [row])))
    const members = await unzip(bytes)
    expect([...members.keys()]).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'xl/workbook.xml',
      'xl/_rels/workbook.xml.rels',
      'xl/styles.xml',
      'xl/worksheets/sheet1.xml',
    ])
    const sheet = members.get('xl/worksheets/sheet1.xml') ?? ''
    expect(sheet).toContain('<c r="A2" t="inlineStr"><is><t xml:space="preserve">\'=1+2</t></is></c>')
    expect(sheet).toContain('<c r="I2"><v>-5</v></c>')
    expect(sheet).toContain('<c r="J2"><v>1234.50</v></c>')
    // 31 December 2017 is day 43100 of the 1900 calendar.
    expect(sheet).toContain('<c r="K2" s="2"><v>43100</v></c>')
    expect(sheet).not.toContain('<f>')
    expect(members.get('xl/workbook.xml')).toContain('name="Taux   gain"')
  })

  it('breaks instead of ending early when the rows fail', async () => {
    async function* failing(): AsyncGenerator<CsvCell[]> {
      for (let at = 0; at < 5000; at++) yield ['x'.repeat(50)]
      throw new Error('cut')
    }
    await expect(buffer(Readable.from(xlsxBytes('x', ['a'], failing())))).rejects.toThrow('cut')
  })

  it('lets go of the rows when the client leaves', async () => {
    let isReleased = false
    async function* endless(): AsyncGenerator<CsvCell[]> {
      try {
        for (;;) yield [Math.random().toString(36).repeat(5)]
      } finally {
        isReleased = true
      }
    }
    const stream = Readable.from(xlsxBytes('x', ['a'], endless()))
    let bytes = 0
    for await (const chunk of stream) {
      bytes += (chunk as Buffer).length
      if (bytes > 100_000) break
    }
    await expect.poll(() => isReleased).toBe(true)
  })
})

describe('money and JSON', () => {
  it.each([
    [123456n, 'EUR', '1234.56'],
    [-5n, 'EUR', '-0.05'],
    [500n, 'JPY', '500'],
    [1234567n, 'KWD', '1234.567'],
    [10n ** 20n + 1n, 'EUR', '1000000000000000000.01'],
  ])('%s %s is %s', (minor, currency, text) => {
    expect(minorAsDecimal(minor, currency)).toBe(text)
  })
  it('writes bigints and instants as text, and refuses what JSON cannot say', () => {
    expect(encode({ a: 12n, b: new Date(0), c: [null, 1, 'x'], d: undefined })).toEqual({
      a: '12',
      b: '1970-01-01T00:00:00.000Z',
      c: [null, 1, 'x'],
      d: undefined,
    })
    expect(() => encode(Number.NaN)).toThrow(TypeError)
  })
})

describe('names of files', () => {
  it.each([
    ['../../../../secret.txt', 'secret.txt'],
    ['..\\..\\secret.txt', 'secret.txt'],
    ['/absolute.pdf', 'absolute.pdf'],
    ['crm/deals.csv', 'crm/deals.csv'],
    ['plan.pdf\0.svg', 'plan.pdf.svg'],
    ['a".pdf\r\nX-Injected: 1', 'a".pdfX-Injected: 1'],
    ['devis \u202efdp.exe', 'devis fdp.exe'],
    ['..', '-'],
    ['', '-'],
  ])('%j is shown as %j', (name, shown) => {
    expect(cleanName(name)).toBe(shown)
  })
  it('stay in one well-formed header', () => {
    expect(disposition('Taux "de" gain – é\r\nX: 1.csv')).toBe(
      'attachment; filename="Taux _de_ gain _ ___X: 1.csv"; filename*=UTF-8\'\'Taux%20%22de%22%20gain%20%E2%80%93%20%C3%A9%0D%0AX%3A%201.csv',
    )
  })
})
