// The French accounting file: a small year worked out by hand, its spellings, its faults.
import { describe, expect, it } from 'vitest'
import { checksOf, type Draft, fec, readFec, remarksOf } from '../../test/fec-drafts.ts'
import { FileRefused } from '../files/reading/index.ts'

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
  const found = await readFec(fec(year))

  it('gives the revenue of each customer', () => {
    expect(found.revenue).toEqual([
      ['VE:1:2026-01-10:ACME', 'Acme', '2026-01-10', '1000.00', 'EUR'],
      ['VE:2:2026-02-15:ACME', 'Acme', '2026-02-15', '66.67', 'EUR'],
      ['VE:2:2026-02-15:BORE', 'Borea', '2026-02-15', '33.33', 'EUR'],
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
    expect(remarksOf(found)).toEqual([
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
    expect(checksOf(found)).toEqual({ debit: '19070.00', credit: '19070.00' })
  })

  it('follows the plan of the organisation', async () => {
    const own = await readFec(fec(year), [
      { accounts: '6132', category: 'events', department: null, share: 0.5 },
    ])
    expect(own.costs).toEqual([
      ['AC:3:2026-02-10:613200', '2026-02-10', '350.00', 'EUR', 'events', '', '613200'],
    ])
    expect(remarksOf(own).slice(0, 2)).toEqual(['FEC_PLAN', 'FEC_SHARE'])
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
    ['UTF-16, the other way round', Buffer.from(`\ufeff${fec(sale)}`, 'utf16le').swap16()],
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
    const found = await readFec(content)
    expect(found.faults).toEqual([])
    expect(found.revenue).toEqual(wanted)
  })

  it('one way of writing for a file: what most of it does is its way, and the others are faults', async () => {
    const entry = (number: number, draft: Partial<Draft>): Draft[] => [
      { journal: 'AC', entry: number, account: '623100', debit: '10,50', ...draft },
      { journal: 'AC', entry: number, account: '401000', credit: '10,50' },
    ]
    const found = await readFec(
      fec([
        ...entry(1, {}),
        ...entry(2, { debit: '10.50' }),
        ...entry(3, { date: '15/01/2026' }),
        ...entry(4, { date: '2026-01-15' }),
        ...entry(5, {}),
      ]),
    )
    expect(found.faults).toEqual([
      [4, 'NUMBER_INVALID'],
      [5, 'ENTRY_INCOMPLETE'],
      [6, 'DATE_INVALID'],
      [7, 'ENTRY_INCOMPLETE'],
      [8, 'DATE_INVALID'],
      [9, 'ENTRY_INCOMPLETE'],
    ])
  })

  it('a name twice in the header refuses the file', async () => {
    await expect(readFec(fec(sale).replace('CompAuxLib', 'CompteNum'))).rejects.toMatchObject({
      fault: { code: 'HEADER_DUPLICATE', row: 1, column: 'CompteNum' },
    })
  })

  it('Windows-1252 is read, and said', async () => {
    const bytes = Buffer.from(fec(sale).replaceAll('Œ', '\u008c'), 'latin1')
    const found = await readFec(bytes)
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
    expect((await readFec(lines)).revenue).toEqual(wanted)
  })

  it('a customer numbered as an account, without an auxiliary', async () => {
    const found = await readFec(
      fec([
        { journal: 'VE', entry: 1, account: '411DURAND', accountName: 'Durand SARL', debit: '12,00' },
        { journal: 'VE', entry: 1, account: '706', credit: '12,00' },
        { journal: 'VE', entry: 2, account: '4110000', accountName: 'Clients', debit: '5,00' },
        { journal: 'VE', entry: 2, account: '706', credit: '5,00' },
      ]),
    )
    expect(found.revenue.map((cells) => [cells[1], cells[3]])).toEqual([['Durand SARL', '12.00']])
    expect(remarksOf(found)).toEqual(['FEC_WITHOUT_CUSTOMER'])
  })

  it('an invoice paid in its own entry, and two entries that share a number in two months', async () => {
    const found = await readFec(
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
    const found = await readFec(
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
    const found = await readFec(
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
    expect(checksOf(found)).toEqual({ debit: '20.00', credit: '20.00' })
    expect(found.refused[1]?.fault).toMatchObject({ column: 'EcritureDate', value: '20260231', line: 4 })
  })

  it('of the staff’s accounts show no name', async () => {
    const found = await readFec(
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
        await readFec(content)
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
    // Without any amount it is still such a file, not an unknown table.
    expect(await refused(lines.replace('\tDebit\tCredit\t', '\tX\tY\t'))).toMatchObject({
      code: 'HEADER_MISSING',
      detail: { missing: 'Debit, Credit' },
    })
    expect(await refused(lines.slice(0, -25))).toMatchObject({ code: 'FILE_TRUNCATED', row: 2 })
  })
})

describe('entries that lie scattered', () => {
  // Sorted by account, as some software writes its file: no two lines of an entry stand together.
  const drafts: Draft[] = Array.from({ length: 40 }, (_, at) => at + 1).flatMap((entry): Draft[] => [
    { journal: 'AC', entry, account: '623100', debit: `${entry},50` },
    { journal: 'AC', entry, account: '401000', credit: entry % 10 === 0 ? '1,00' : `${entry},50` },
    { journal: 'VE', entry, account: '411000', aux: `C${entry % 7}`, debit: '12,00' },
    { journal: 'VE', entry, account: '706000', credit: '12,00' },
  ])
  const byAccount = drafts.toSorted((one, other) =>
    one.account < other.account ? -1 : one.account > other.account ? 1 : 0,
  )

  it('become what they become when they stand together', async () => {
    const together = await readFec(fec(drafts))
    const scattered = await readFec(fec(byAccount))
    const sorted = (rows: readonly string[][]) => rows.map((cells) => cells.join(' ')).toSorted()
    // Of forty purchases four do not balance; all forty sales do.
    expect(scattered.costs).toHaveLength(36)
    expect(scattered.revenue).toHaveLength(40)
    expect(sorted(scattered.costs)).toEqual(sorted(together.costs))
    expect(sorted(scattered.revenue)).toEqual(sorted(together.revenue))
    expect(checksOf(scattered)).toEqual(checksOf(together))
    expect(scattered.faults).toEqual(
      [...byAccount.entries()]
        .filter(([, { journal, entry }]) => journal === 'AC' && Number(entry) % 10 === 0)
        .map(([at]) => [at + 2, 'ENTRY_UNBALANCED']),
    )
  })
})
