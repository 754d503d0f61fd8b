// The French accounting file: a small year worked out by hand, its spellings, and a naive second computation over files made at random.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { FileRefused, openFile, type RowFault, type TableEnd } from '../files/reading/index.ts'
import { defaultPlan, type PlanLine } from './plan.ts'
import { fecTranslator } from './translator.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fec-test-'))
})
afterAll(() => rm(folder, { recursive: true }))

const columns =
  'JournalCode JournalLib EcritureNum EcritureDate CompteNum CompteLib CompAuxNum CompAuxLib PieceRef PieceDate EcritureLib Debit Credit EcritureLet DateLet ValidDate Montantdevise Idevise'.split(
    ' ',
  )

interface Draft {
  readonly journal?: string
  readonly journalName?: string
  readonly entry: number | string
  readonly date?: string
  readonly account: string
  readonly accountName?: string
  readonly aux?: string
  readonly auxName?: string
  readonly label?: string
  readonly debit?: string
  readonly credit?: string
}

function cellsOf(draft: Draft): string[] {
  const {
    journal = 'OD',
    journalName = 'Journal',
    entry,
    date = '20260115',
    account,
    accountName = '',
  } = draft
  const { aux = '', auxName = '', label = 'Libellé', debit = '0,00', credit = '0,00' } = draft
  const known = [journal, journalName, String(entry), date, account, accountName, aux, auxName]
  return [...known, 'P', date, label, debit, credit, '', '', date, '', '']
}

function fec(drafts: readonly Draft[], separator = '\t', end = '\r\n'): string {
  return [columns, ...drafts.map(cellsOf)].map((cells) => cells.join(separator) + end).join('')
}

interface Read {
  readonly costs: string[][]
  readonly revenue: string[][]
  readonly faults: (readonly [number, string])[]
  readonly refused: { readonly fault: RowFault; readonly cells: readonly string[] }[]
  readonly end: TableEnd
  readonly warnings: string[]
}

async function read(
  content: string | Buffer,
  plan: readonly PlanLine[] = defaultPlan,
  name = '123456789FEC20261231.txt',
): Promise<Read> {
  const path = join(folder, 'upload')
  await writeFile(path, content)
  const translators = [fecTranslator(() => Promise.resolve({ lines: plan, isOwn: plan !== defaultPlan }))]
  const opened = await openFile({ name, path }, { translators })
  try {
    for await (const table of opened.tables()) {
      const given: [string[][], string[][]] = [[], []]
      const refused: Read['refused'] = []
      let end: TableEnd | undefined
      for await (const batch of table.records()) {
        for (const { faults, given: rows = [], cells } of batch.rows) {
          for (const { to, cells: made } of rows) given[to as 0 | 1].push([...made])
          for (const fault of faults ?? []) refused.push({ fault, cells })
        }
        end ??= batch.end
      }
      if (end === undefined) throw new Error('no end')
      const faults = refused.map(({ fault }) => [fault.row, fault.code] as const)
      const warnings = table.warnings.map(({ code }) => code)
      return { costs: given[0], revenue: given[1], faults, refused, end, warnings }
    }
    throw new Error('no table')
  } finally {
    await opened.close()
  }
}

const checks = ({ end }: Read): Record<string, string> =>
  Object.fromEntries((end.checks ?? []).map(({ code, value }) => [code, value]))
const remarks = ({ end }: Read): string[] => (end.remarks ?? []).map(({ code }) => code)

describe('a small year, by hand', async () => {
  const year: Draft[] = [
    // Opening balances: a customer owes 600 from last year. No revenue of this one.
    {
      journal: 'AN',
      journalName: 'À nouveaux',
      entry: 1,
      date: '20260101',
      account: '411000',
      aux: 'ACME',
      auxName: 'Acme',
      debit: '600,00',
    },
    {
      journal: 'AN',
      journalName: 'À nouveaux',
      entry: 1,
      date: '20260101',
      account: '512000',
      credit: '600,00',
    },
    // An invoice of 1,000 before tax: 800 of one sort, 200 of another, VAT aside.
    {
      journal: 'VE',
      entry: 1,
      date: '20260110',
      account: '411000',
      aux: 'ACME',
      auxName: 'Acme',
      debit: '1200,00',
    },
    { journal: 'VE', entry: 1, date: '20260110', account: '706000', credit: '800,00' },
    { journal: 'VE', entry: 1, date: '20260110', account: '707000', credit: '200,00' },
    { journal: 'VE', entry: 1, date: '20260110', account: '445710', credit: '200,00' },
    // Two customers in one entry, one third and two thirds of 100: 33.33 and 66.67.
    {
      journal: 'VE',
      entry: 2,
      date: '20260215',
      account: '411000',
      aux: 'BORE',
      auxName: 'Borea',
      debit: '40,00',
    },
    {
      journal: 'VE',
      entry: 2,
      date: '20260215',
      account: '411000',
      aux: 'ACME',
      auxName: 'Acme',
      debit: '80,00',
    },
    { journal: 'VE', entry: 2, date: '20260215', account: '706000', credit: '100,00' },
    { journal: 'VE', entry: 2, date: '20260215', account: '445710', credit: '20,00' },
    // A credit note of 50, and a rebate of 10 by the account 709.
    {
      journal: 'VE',
      entry: 3,
      date: '20260301',
      account: '411000',
      aux: 'ACME',
      auxName: 'Acme',
      credit: '60,00',
    },
    { journal: 'VE', entry: 3, date: '20260301', account: '706000', debit: '50,00' },
    { journal: 'VE', entry: 3, date: '20260301', account: '445710', debit: '10,00' },
    {
      journal: 'VE',
      entry: 4,
      date: '20260302',
      account: '411000',
      aux: 'BORE',
      auxName: 'Borea',
      credit: '10,00',
    },
    { journal: 'VE', entry: 4, date: '20260302', account: '709000', debit: '10,00' },
    // Over the counter: 30 without a customer.
    { journal: 'CA', entry: 1, date: '20260305', account: '530000', debit: '30,00' },
    { journal: 'CA', entry: 1, date: '20260305', account: '707000', credit: '30,00' },
    // Advertising of 500 with a credit note of 100; a trade fair; fees; rent, which sells nothing.
    {
      journal: 'AC',
      entry: 1,
      date: '20260120',
      account: '623100',
      accountName: 'Annonces',
      debit: '500,00',
    },
    { journal: 'AC', entry: 1, date: '20260120', account: '401000', credit: '500,00' },
    {
      journal: 'AC',
      entry: 2,
      date: '20260125',
      account: '623100',
      accountName: 'Annonces',
      debit: '-100,00',
    },
    { journal: 'AC', entry: 2, date: '20260125', account: '401000', credit: '-100,00' },
    { journal: 'AC', entry: 3, date: '20260210', account: '623300', accountName: 'Foires', debit: '900,00' },
    { journal: 'AC', entry: 3, date: '20260210', account: '613200', debit: '700,00' },
    { journal: 'AC', entry: 3, date: '20260210', account: '401000', credit: '1600,00' },
    // Salaries of 10,000 with 4,000 of charges: a quarter is assumed to sell.
    {
      journal: 'PA',
      entry: 1,
      date: '20260131',
      account: '641100',
      accountName: 'Salaires',
      debit: '10000,00',
    },
    {
      journal: 'PA',
      entry: 1,
      date: '20260131',
      account: '645000',
      accountName: 'Charges',
      debit: '4000,00',
    },
    { journal: 'PA', entry: 1, date: '20260131', account: '421000', credit: '14000,00' },
    // The closing of the year's accounts would take everything back.
    { journal: 'CL', entry: 1, date: '20261231', account: '120000', debit: '1050,00' },
    { journal: 'CL', entry: 1, date: '20261231', account: '706000', debit: '0,00', credit: '-450,00' },
    { journal: 'CL', entry: 1, date: '20261231', account: '623100', credit: '1500,00' },
  ]
  folder ||= await mkdtemp(join(tmpdir(), 'fec-test-'))
  const found = await read(fec(year))

  it('gives the revenue of each customer', () => {
    expect(found.revenue).toEqual([
      ['VE:1:2026-01-10:ACME', 'Acme', '2026-01-10', '1000.00', 'EUR'],
      ['VE:2:2026-02-15:BORE', 'Borea', '2026-02-15', '33.33', 'EUR'],
      ['VE:2:2026-02-15:ACME', 'Acme', '2026-02-15', '66.67', 'EUR'],
      ['VE:3:2026-03-01:ACME', 'Acme', '2026-03-01', '-50.00', 'EUR'],
      ['VE:4:2026-03-02:BORE', 'Borea', '2026-03-02', '-10.00', 'EUR'],
    ])
  })

  it('gives the costs of selling, credit notes taken off, salaries by the share assumed', () => {
    expect(found.costs).toEqual([
      [
        'AC:1:2026-01-20:623100',
        '2026-01-20',
        '500.00',
        'EUR',
        'advertising',
        'marketing',
        '623100 Annonces',
      ],
      [
        'AC:2:2026-01-25:623100',
        '2026-01-25',
        '-100.00',
        'EUR',
        'advertising',
        'marketing',
        '623100 Annonces',
      ],
      ['AC:3:2026-02-10:623300', '2026-02-10', '900.00', 'EUR', 'events', 'marketing', '623300 Foires'],
      ['PA:1:2026-01-31:641100', '2026-01-31', '2500.00', 'EUR', 'salary', 'sales', '641100 Salaires'],
      ['PA:1:2026-01-31:645000', '2026-01-31', '1000.00', 'EUR', 'salary', 'sales', '645000 Charges'],
    ])
  })

  it('says what was assumed and what was left out', () => {
    expect(found.faults).toEqual([])
    expect(found.end.records).toBe(year.length)
    expect(remarks(found)).toEqual([
      'FEC_PLAN_ASSUMED',
      'FEC_SHARE_ASSUMED',
      'FEC_OPENINGS',
      'FEC_CLOSINGS',
      'FEC_WITHOUT_CUSTOMER',
    ])
    const [plan, share, , , counter] = found.end.remarks ?? []
    expect(plan?.sentence.en).toContain('623 advertising €400.00, 6233 events €900.00, 641 salary €2,500.00')
    expect(share?.sentence.fr).toMatch(/641 : 25 % de 10\s000,00 €, 645 : 25 % de 4\s000,00 €/)
    expect(counter?.sentence.en).toContain('€30.00')
    expect(checks(found)).toEqual({ debit: '19070.00', credit: '19070.00' })
  })

  it('follows the plan of the organisation', async () => {
    const own = await read(fec(year), [
      { accounts: '6132', category: 'events', department: null, share: 0.5 },
    ])
    expect(own.costs).toEqual([
      ['AC:3:2026-02-10:613200', '2026-02-10', '350.00', 'EUR', 'events', '', '613200'],
    ])
    expect(remarks(own).slice(0, 2)).toEqual(['FEC_PLAN', 'FEC_SHARE'])
  })
})

describe('spellings', () => {
  const sale: Draft[] = [
    {
      journal: 'VE',
      entry: 'A1',
      account: '411000',
      aux: 'C1',
      auxName: 'Société Œuvre',
      debit: ' 000000001437,12',
    },
    { journal: 'VE', entry: 'A1', account: '706000', credit: ' 000000001437,12' },
  ]
  const wanted = [['VE:A1:2026-01-15:C1', 'Société Œuvre', '2026-01-15', '1437.12', 'EUR']]

  it.each([
    ['tab and CRLF', fec(sale)],
    ['bar and LF', fec(sale, '|', '\n')],
    ['a mark of UTF-8', `\ufeff${fec(sale)}`],
    ['UTF-16', Buffer.from(`\ufeff${fec(sale)}`, 'utf16le')],
    ['semicolons of a spreadsheet', fec(sale, ';', '\r\n')],
    ['CR alone', fec(sale, '\t', '\r')],
    ['no last line end', fec(sale).replace(/\r\n$/, '')],
    ['other days', fec(sale.map((draft) => ({ ...draft, date: '15/01/2026' })))],
    ['decimal points', fec(sale).replaceAll(' 000000001437,12', '1437.12')],
    ['a space in thousands', fec(sale).replaceAll(' 000000001437,12', '1 437,12')],
    [
      'loose names and columns after the eighteenth',
      fec(sale)
        .replace('EcritureLet', 'EcrtureLet')
        .replace('JournalCode', 'journal_code')
        .replace('EcritureNum', 'Écriture Num')
        .replace('Idevise', 'CodeDevise\tAnalytique\tNote')
        .replaceAll(/\t\t\r\n/g, '\t\t\tx\ty\r\n'),
    ],
  ])('%s', async (_name, content) => {
    const found = await read(content)
    expect(found.faults).toEqual([])
    expect(found.revenue).toEqual(wanted)
  })

  it('Windows-1252 is read, and said', async () => {
    const bytes = Buffer.from(fec(sale).replaceAll('Œ', '\u008c'), 'latin1')
    const found = await read(bytes)
    expect([found.revenue, found.warnings]).toEqual([wanted, ['ENCODING_ASSUMED']])
  })

  it.each([
    ['D', 'C'],
    ['+1', '-1'],
    ['1', '-1'],
    ['Débit', 'Crédit'],
  ])('amount and side, %s and %s', async (debit, credit) => {
    const lines = fec(sale)
      .replace('Debit\tCredit', 'Montant\tSens')
      .replace(' 000000001437,12\t0,00', `1437,12\t${debit}`)
      .replace('0,00\t 000000001437,12', `1437,12\t${credit}`)
    expect((await read(lines)).revenue).toEqual(wanted)
  })

  it('a customer numbered as an account, without an auxiliary', async () => {
    const found = await read(
      fec([
        { journal: 'VE', entry: 1, account: '411DURAND', accountName: 'Durand SARL', debit: '12,00' },
        { journal: 'VE', entry: 1, account: '706', credit: '12,00' },
        { journal: 'VE', entry: 2, account: '4110000', accountName: 'Clients', debit: '5,00' },
        { journal: 'VE', entry: 2, account: '706', credit: '5,00' },
      ]),
    )
    expect(found.revenue.map((cells) => [cells[1], cells[3]])).toEqual([['Durand SARL', '12.00']])
    expect(remarks(found)).toEqual(['FEC_WITHOUT_CUSTOMER'])
  })

  it('an invoice paid in its own entry, and two entries that share a number in two months', async () => {
    const found = await read(
      fec([
        { journal: 'VE', entry: 1, account: '411', aux: 'A', auxName: 'A', debit: '120,00' },
        { journal: 'VE', entry: 1, account: '706', credit: '100,00' },
        { journal: 'VE', entry: 1, account: '4457', credit: '20,00' },
        { journal: 'VE', entry: 1, account: '512', debit: '120,00' },
        { journal: 'VE', entry: 1, account: '411', aux: 'A', auxName: 'A', credit: '120,00' },
        { journal: 'VE', entry: 1, date: '20260215', account: '411', aux: 'B', auxName: 'B', debit: '7,00' },
        { journal: 'VE', entry: 1, date: '20260215', account: '706', credit: '7,00' },
      ]),
    )
    expect(found.revenue.map((cells) => cells.slice(0, 4))).toEqual([
      ['VE:1:2026-01-15:A', 'A', '2026-01-15', '100.00'],
      ['VE:1:2026-02-15:B', 'B', '2026-02-15', '7.00'],
    ])
  })

  it('a journal AN that is none of opening balances counts', async () => {
    const found = await read(
      fec([
        { journal: 'AN', journalName: 'Achats nationaux', entry: 1, account: '623', debit: '5,00' },
        { journal: 'AN', journalName: 'Achats nationaux', entry: 1, account: '401', credit: '5,00' },
      ]),
    )
    expect(found.costs).toHaveLength(1)
  })
})

describe('faults', () => {
  it('take the whole entry with them, wherever its lines are', async () => {
    const found = await read(
      fec([
        { journal: 'AC', entry: 1, account: '623', debit: '10,00' },
        { journal: 'AC', entry: 2, account: '623', debit: '20,00' },
        { journal: 'AC', entry: 1, date: '20260231', account: '401', credit: '10,00' },
        { journal: 'AC', entry: 2, account: '401', credit: '20,00' },
        { journal: 'AC', entry: 3, account: '623', debit: 'cent' },
        { journal: 'AC', entry: 3, account: '401', credit: '100,00' },
        { journal: 'AC', entry: 4, account: '623', debit: '100,00' },
        { journal: 'AC', entry: 4, account: '401', credit: '90,00' },
        { journal: 'AC', entry: 5, account: '', debit: '1,00' },
        { journal: 'AC', entry: 6, account: '623', debit: '1,005' },
        { journal: '', entry: 7, account: '623', debit: '1,00' },
      ]),
    )
    expect(found.faults).toEqual([
      [2, 'ENTRY_INCOMPLETE'],
      [4, 'DATE_INVALID'],
      [6, 'NUMBER_INVALID'],
      [7, 'ENTRY_INCOMPLETE'],
      [8, 'ENTRY_UNBALANCED'],
      [9, 'ENTRY_UNBALANCED'],
      [10, 'VALUE_REQUIRED'],
      [11, 'NUMBER_INVALID'],
      [12, 'VALUE_REQUIRED'],
    ])
    expect(found.costs.map(([id]) => id)).toEqual(['AC:2:2026-01-15:623'])
    expect(checks(found)).toEqual({ debit: '20.00', credit: '20.00' })
    expect(found.refused[1]?.fault).toMatchObject({ column: 'EcritureDate', value: '20260231', line: 4 })
  })

  it('of the staff’s accounts show no name', async () => {
    const found = await read(
      fec([
        {
          journal: 'PA',
          entry: 1,
          account: '421',
          aux: 'DUPONT',
          auxName: 'Canary',
          label: 'Canary',
          debit: '1,00',
        },
      ]),
    )
    expect(found.faults).toEqual([[2, 'ENTRY_UNBALANCED']])
    expect(JSON.stringify(found.refused)).not.toMatch(/canary|dupont/i)
  })

  it('of the file: columns missing, or cut in its last line', async () => {
    const refused = async (content: string): Promise<unknown> => {
      try {
        await read(content)
      } catch (error) {
        return error instanceof FileRefused ? error.fault : error
      }
      return null
    }
    const lines = fec([{ entry: 1, account: '623', debit: '1,00' }])
    expect(await refused(lines.replace('\tCredit\t', '\tX\t'))).toMatchObject({
      code: 'HEADER_MISSING',
      detail: { missing: 'Credit' },
    })
    expect(await refused(lines.slice(0, -25))).toMatchObject({ code: 'FILE_TRUNCATED', row: 2 })
  })
})

/** Sums by a program of a few lines that knows nothing of the other: entries as lists, amounts as numbers of cents. */
function naive(entries: readonly Draft[][]): {
  costs: Map<string, number>
  revenue: Map<string, number>
  unknown: number
} {
  const cents = (text = '0'): number => Math.round(Number(text.replace(',', '.')) * 100)
  const costs = new Map<string, number>()
  const revenue = new Map<string, number>()
  let unknown = 0
  for (const lines of entries) {
    const net = lines.map(({ debit, credit }) => cents(debit) - cents(credit))
    if (net.reduce((sum, one) => sum + one, 0) !== 0 || lines[0]?.journal === 'AN') continue
    let sales = 0
    const owed = new Map<string, number>()
    for (const [at, { account, aux }] of lines.entries()) {
      const amount = net[at] ?? 0
      if (account.startsWith('623')) costs.set('advertising', (costs.get('advertising') ?? 0) + amount)
      if (account.startsWith('625')) costs.set('travel', (costs.get('travel') ?? 0) + amount)
      if (account.startsWith('70')) sales -= amount
      if (account.startsWith('411') && aux !== undefined) owed.set(aux, (owed.get(aux) ?? 0) + amount)
    }
    const all = [...owed.values()].reduce((sum, one) => sum + one, 0)
    if (owed.size === 0) unknown += sales
    else for (const [aux, amount] of owed) revenue.set(aux, (revenue.get(aux) ?? 0) + (sales * amount) / all)
  }
  return { costs, revenue, unknown }
}

const money = fc
  .integer({ min: 1, max: 900_000 })
  .map((cents) => `${Math.floor(cents / 100)},${String(cents % 100).padStart(2, '0')}`)
const cents = (text: string): number => Number(text.replace(',', ''))
const written = (amount: number): string =>
  `${Math.floor(amount / 100)},${String(amount % 100).padStart(2, '0')}`
const purchase = fc
  .tuple(fc.constantFrom('623100', '625100', '606000'), money)
  .map(([account, amount]): Omit<Draft, 'entry'>[] => [
    { journal: 'AC', account, debit: amount },
    { journal: 'AC', account: '401000', credit: amount },
  ])
const sale = fc
  .tuple(
    fc.array(fc.tuple(fc.constantFrom('A', 'B', 'C'), money), { minLength: 1, maxLength: 4 }),
    fc.boolean(),
  )
  .map(([customers, isCredit]): Omit<Draft, 'entry'>[] => {
    const total = customers.reduce((sum, [, amount]) => sum + cents(amount), 0)
    const vat = Math.floor(total / 6)
    const [owed, sold] = isCredit ? (['credit', 'debit'] as const) : (['debit', 'credit'] as const)
    return [
      ...customers.map(([aux, amount]) => ({
        journal: 'VE',
        account: '411000',
        aux,
        auxName: aux,
        [owed]: amount,
      })),
      { journal: 'VE', account: '706000', [sold]: written(total - vat) },
      { journal: 'VE', account: '445710', [sold]: written(vat) },
    ]
  })
const counter = money.map((amount): Omit<Draft, 'entry'>[] => [
  { journal: 'VE', account: '530000', debit: amount },
  { journal: 'VE', account: '707000', credit: amount },
])
const opening = money.map((amount): Omit<Draft, 'entry'>[] => [
  { journal: 'AN', journalName: 'A nouveaux', account: '411000', aux: 'A', auxName: 'A', debit: amount },
  { journal: 'AN', journalName: 'A nouveaux', account: '120000', credit: amount },
])
const unbalanced = money.map((amount): Omit<Draft, 'entry'>[] => [
  { journal: 'AC', account: '623100', debit: amount },
])
const year = fc
  .array(fc.oneof(purchase, sale, counter, opening, unbalanced), { minLength: 1, maxLength: 25 })
  .map((entries) => entries.map((lines, at) => lines.map((line): Draft => ({ ...line, entry: at + 1 }))))

const sumBy = (rows: readonly string[][], key: number, amount: number): Map<string, number> => {
  const sums = new Map<string, number>()
  for (const cells of rows)
    sums.set(cells[key] ?? '', (sums.get(cells[key] ?? '') ?? 0) + Math.round(Number(cells[amount]) * 100))
  return sums
}

test('every total is that of a second, naive computation; the order of lines and entries changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(year, fc.integer(), async (entries, seed) => {
      const found = await read(fec(entries.flat()))
      const second = naive(entries)
      const some = (sums: Map<string, number>) => [...sums].filter(([, sum]) => sum !== 0).toSorted()
      expect(some(sumBy(found.costs, 4, 2))).toEqual(some(second.costs))
      const customers = sumBy(found.revenue, 1, 3)
      for (const [name, sum] of second.revenue)
        // Each entry rounds to the cent, by at most one.
        expect(Math.abs((customers.get(name) ?? 0) - sum)).toBeLessThanOrEqual(entries.length)
      const whole = [...second.revenue.values()].reduce((sum, one) => sum + one, 0)
      expect([...customers.values()].reduce((sum, one) => sum + one, 0)).toBe(Math.round(whole))
      const shuffled = entries.flat().toSorted((one, other) => mixed(one, seed) - mixed(other, seed))
      const again = await read(fec(shuffled))
      expect(again.costs.toSorted()).toEqual(found.costs.toSorted())
      expect(again.revenue.toSorted()).toEqual(found.revenue.toSorted())
      expect(again.end.checks).toEqual(found.end.checks)
    }),
    { numRuns: 60, seed: 20260115 },
  )
})

/** A number that scatters drafts. */
function mixed(draft: Draft, seed: number): number {
  let value = seed | 0
  for (const letter of JSON.stringify(draft)) value = Math.imul(value ^ letter.charCodeAt(0), 0x01000193)
  return value
}

test('a file cut anywhere is refused or keeps whole entries only', async () => {
  const text = fec([
    { journal: 'AC', entry: 1, account: '623', debit: '10,00' },
    { journal: 'AC', entry: 1, account: '401', credit: '10,00' },
    { journal: 'AC', entry: 2, account: '625', debit: '20,00' },
    { journal: 'AC', entry: 2, account: '401', credit: '20,00' },
  ])
  const header = columns.join('\t').length + 2
  for (let end = header; end <= text.length; end++) {
    let found: Read
    try {
      found = await read(text.slice(0, end))
    } catch (error) {
      expect((error as FileRefused).fault.code).toBe('FILE_TRUNCATED')
      continue
    }
    for (const cells of found.costs) expect(['10.00', '20.00']).toContain(cells[2])
    expect(checks(found)['debit']).toBe(checks(found)['credit'])
  }
})
