// The files of ../shared/hostile whose answer is decided before any table is recognised: what opens, what is
// refused, which rows are set aside for their shape, and how amounts and dates of the deals are read.
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  FileRefused,
  faultSentence,
  openFile,
  type FileFault,
  type RawRecord,
  type RowFault,
  type Table,
} from '../../sources/files/reading/index.ts'
import {
  convert,
  createEvidence,
  createZone,
  isFault,
  observe,
  settleStyle,
  type ConversionContext,
} from '../../sources/files/values/index.ts'
import { shared } from '../shared.ts'

const folder = shared('hostile/')
const isThere = existsSync(`${folder}expected.json`)

interface Expected {
  readonly file: string
  readonly verdict: string
  readonly accepted?: number
  readonly rejected?: number
  readonly errors?: readonly { row: number; code: string; column?: string; line?: number }[]
  readonly warnings?: readonly string[]
  readonly checks?: Readonly<Record<string, unknown>>
}

const expected: Expected[] = isThere
  ? (JSON.parse(readFileSync(`${folder}expected.json`, 'utf8')) as Expected[])
  : []
const named = new Map(expected.map((entry) => [entry.file, entry]))

/** Columns of the template, by their French names. */
const english: Record<string, string> = {
  id_affaire: 'deal_id',
  intitule: 'title',
  montant: 'amount',
  devise: 'currency',
  etape: 'stage',
  commercial: 'owner_email',
  cree_le: 'created_at',
  cloture_le: 'closed_at',
  statut: 'status',
}

interface Read {
  readonly tables: { readonly table: Table; readonly rows: RawRecord[] }[]
  readonly refused: FileFault | null
}

async function read(name: string): Promise<Read> {
  const tables: Read['tables'] = []
  try {
    const opened = await openFile({ name, path: `${folder}${name}` })
    try {
      for await (const table of opened.tables()) {
        const rows: RawRecord[] = []
        for await (const batch of table.records()) rows.push(...batch.rows)
        tables.push({ table, rows })
      }
    } finally {
      await opened.close()
    }
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error
    return { tables, refused: error.fault }
  }
  return { tables, refused: null }
}

/** Codes that the shape of the file or of a row decides. */
const shapeCodes = new Set(['ROW_FIELD_COUNT', 'ROW_BAD_QUOTE', 'TEXT_NUL', 'CELL_ERROR'])
/** Files refused for what their columns mean, which the recogniser and staging decide. */
const decidedLater = new Set(['19-deals-header-missing.csv', '23-deals-mostly-bad.csv'])
const isTable = (name: string): boolean => /\.(?:csv|xlsx|zip|gz)$/.test(name) && !decidedLater.has(name)

const refusedFiles = expected.filter(({ file, verdict }) => isTable(file) && verdict === 'reject')
const readFiles = expected.filter(({ file, verdict }) => isTable(file) && verdict !== 'reject')
const otherFiles = ['40-deals-cut.parquet', '90-logo-script.svg', '91-page-named.pdf', '92-pixel-flood.png']

describe.skipIf(!isThere)('hostile files', () => {
  it.each([...refusedFiles.map(({ file }) => file), ...otherFiles])('%s is refused', async (file) => {
    const { refused } = await read(file)
    const error = named.get(file)?.errors?.[0]
    expect(refused).toMatchObject({ ...error })
    if (refused === null) return
    expect(faultSentence(refused, 'fr')).not.toBe(faultSentence(refused, 'en'))
    if (refused.code === 'ENCODING_MIXED') expect(refused.detail['byteOffset']).toBe(158)
  })

  it.each(readFiles.map(({ file }) => file))('%s is read, and its misshapen rows are named', async (file) => {
    const { tables, refused } = await read(file)
    const entry = named.get(file)
    expect(refused).toBeNull()
    expect(tables.length).toBe(1)
    const [{ table, rows }] = tables as [Read['tables'][number]]
    expect(rows.length).toBe((entry?.accepted ?? 0) + (entry?.rejected ?? 0) + duplicatesOf(file))
    const shapes = (entry?.errors ?? []).filter(({ code }) => shapeCodes.has(code))
    expect(rows.flatMap(({ faults = [] }) => faults.map(placeOf))).toEqual(shapes)
    const isAssumed = entry?.warnings?.includes('ENCODING_ASSUMED') === true
    expect(table.warnings.map(({ code }) => code)).toEqual(isAssumed ? ['ENCODING_ASSUMED'] : [])
  })

  const deals = readFiles.filter(({ checks }) => checks?.['sum_amount'] !== undefined).map(({ file }) => file)
  it.each(deals)('%s: amounts, days and currencies are read as expected', async (file) => {
    const { tables } = await read(file)
    const [{ table, rows }] = tables as [Read['tables'][number]]
    const converted = convertDeals(table, rows)
    const entry = named.get(file)
    const valueCodes = /^(?:NUMBER|CURRENCY|DATE|VALUE)_/
    const wanted = (entry?.errors ?? []).filter(
      ({ code }) => valueCodes.test(code) && code !== 'REFERENCE_UNKNOWN',
    )
    expect(converted.faults).toEqual(wanted)
    const refused = new Set((entry?.errors ?? []).map(({ row }) => row))
    const seen = new Set<string>()
    let sum = 0n
    for (const { row, id, amount } of converted.deals) {
      if (refused.has(row) || amount === null || seen.has(id)) continue
      seen.add(id)
      sum += amount
    }
    expect(`${sum / 100n}.${String(sum % 100n).padStart(2, '0')}`).toBe(entry?.checks?.['sum_amount'])
  })

  it('08-deals-invalid-dates.csv: each wrong date is named, none is moved', async () => {
    const { tables } = await read('08-deals-invalid-dates.csv')
    const [{ table, rows }] = tables as [Read['tables'][number]]
    const { faults } = convertDeals(table, rows)
    const wanted = named
      .get('08-deals-invalid-dates.csv')
      ?.errors?.filter(({ code }) => code === 'DATE_INVALID')
    expect(faults).toEqual(wanted)
  })

  it('23-deals-mostly-bad.csv: 120 of its 200 dates cannot be read', async () => {
    const { tables } = await read('23-deals-mostly-bad.csv')
    const [{ table, rows }] = tables as [Read['tables'][number]]
    expect(convertDeals(table, rows).faults.filter(({ code }) => code === 'DATE_INVALID')).toHaveLength(120)
  })

  it('01-deals-cp1252-semicolon.csv: characters and the day come out right', async () => {
    const { tables } = await read('01-deals-cp1252-semicolon.csv')
    const [{ table, rows }] = tables as [Read['tables'][number]]
    const checks = named.get('01-deals-cp1252-semicolon.csv')?.checks
    expect(rows.find(({ cells }) => cells[0] === 'D-1003')?.cells[1]).toBe(checks?.['title_D-1003'])
    expect(convertDeals(table, rows).deals[0]?.created).toBe(checks?.['created_D-1001'])
  })

  it('30-deals-valid.xlsx: the date serial is a day', async () => {
    const { tables } = await read('30-deals-valid.xlsx')
    const [{ table, rows }] = tables as [Read['tables'][number]]
    const { deals: found } = convertDeals(table, rows)
    expect(found[1]?.created).toBe(named.get('30-deals-valid.xlsx')?.checks?.['created_D-3002'])
  })

  it.each(['09-time-mixed-time-zones.csv', '10-time-dst-paris.csv'])(
    '%s: times in their zones',
    async (file) => {
      const { tables } = await read(file)
      const [{ table, rows }] = tables as [Read['tables'][number]]
      const { minutes, faults, ambiguous } = convertTimes(table, rows)
      const entry = named.get(file)
      expect(faults).toEqual((entry?.errors ?? []).filter(({ code }) => code !== 'RANGE_INVERTED'))
      expect(minutes).toMatchObject(entry?.checks?.['minutes'] as object)
      expect(ambiguous.map((id) => `TIME_AMBIGUOUS on ${id}`)).toEqual(entry?.warnings ?? [])
    },
  )
})

/** Rows that only repeat another one: counted apart from accepted and rejected. */
function duplicatesOf(file: string): number {
  return (named.get(file) as { duplicates?: number } | undefined)?.duplicates ?? 0
}

function placeOf({ row, line, code, column }: RowFault): object {
  return column === undefined ? { row, code, line } : { row, code, column, line }
}

function convertDeals(table: Table, rows: readonly RawRecord[]) {
  const names = table.header.map((name) => english[name] ?? name)
  const evidence = names.map(createEvidence)
  for (const { cells, kinds } of rows)
    for (const [index, one] of evidence.entries()) observe(one, cells[index] ?? '', kinds?.[index])
  const styles = evidence.map((one) => settleStyle(one))
  const zone = createZone('Europe/Paris')
  const faults: { row: number; code: string; column: string; line: number }[] = []
  const deals: { row: number; id: string; amount: bigint | null; created: string | null }[] = []
  for (const { row, line, cells, kinds, faults: shape } of rows) {
    if (shape !== undefined) continue
    const take = <Kind extends 'money' | 'day' | 'currency'>(name: string, kind: Kind, currency: string) => {
      const index = names.indexOf(name)
      const style = styles[index]
      if (style === undefined) throw new Error(`no column ${name}`)
      const context: ConversionContext = { zone, calendar: table.calendar, currency }
      const value = convert(cells[index] ?? '', kind, style, context, kinds?.[index])
      if (value === null && name !== 'closed_at')
        faults.push({ row, code: 'VALUE_REQUIRED', column: name, line })
      if (!isFault(value)) return value
      faults.push({ row, code: value.fault, column: name, line })
      return null
    }
    const currency = take('currency', 'currency', 'EUR')
    const amount = take('amount', 'money', currency ?? 'EUR')
    const created = take('created_at', 'day', 'EUR')
    take('closed_at', 'day', 'EUR')
    deals.push({ row, id: cells[0] ?? '', amount, created })
  }
  return { deals, faults }
}

function convertTimes(table: Table, rows: readonly RawRecord[]) {
  const style = settleStyle(createEvidence())
  const minutes: Record<string, number> = {}
  const faults: object[] = []
  const ambiguous: string[] = []
  for (const { row, line, cells } of rows) {
    const id = cells[0] ?? ''
    const note = (): void => {
      if (!ambiguous.includes(id)) ambiguous.push(id)
    }
    const context = {
      zone: createZone('Europe/Paris'),
      calendar: table.calendar,
      currency: 'EUR',
      onAmbiguous: note,
    }
    const [start, end] = [3, 4].map((index) => convert(cells[index] ?? '', 'instant', style, context))
    if (isFault(start)) faults.push({ row, code: start.fault, column: 'started_at', line })
    else if (typeof start === 'number' && typeof end === 'number') minutes[id] = (end - start) / 60_000
  }
  return { minutes, faults, ambiguous }
}
