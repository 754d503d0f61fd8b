// Rates in the direction in which they are written, and what is said of files that no figure reads.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { deliveredFiles } from '../../cli/delivered-files.ts'
import { freshDatabase } from '../database.ts'
import { deliver, stageTexts } from '../deliver.ts'
import { writeWorkbook } from '../write-zip.ts'
import { figuresOf, plain, quoted, tenDeals } from './ten-deals.ts'

// Won: 12,000.50 and 450.25 in EUR (odd accounts aside), 8,000.00 and 20,000.00 in USD.
const currencyOf = (id: number) => (id === 2 || id === 9 ? 'USD' : 'EUR')
const deals = quoted([
  ['Id', 'Name', 'StageName', 'Amount', 'CloseDate', 'IsClosed', 'IsWon', 'CurrencyIsoCode', 'CreatedDate'],
  ...tenDeals.map((deal) => [
    `0065g00000AbC${String.fromCharCode(97 + deal.id)}E`,
    deal.name,
    { won: 'Closed Won', lost: 'Closed Lost', open: 'Proposal' }[deal.outcome],
    plain(deal.cents),
    deal.closed,
    String(deal.outcome !== 'open'),
    String(deal.outcome === 'won'),
    currencyOf(deal.id),
    deal.openedAt,
  ]),
])

describe('dated rates', async () => {
  const database = await freshDatabase()

  test('of Salesforce say what one unit of ours buys: amounts are divided by them', async () => {
    const report = await deliver(database, {
      'Opportunity.csv': deals,
      'DatedConversionRate.csv': quoted([
        ['Id', 'IsoCode', 'StartDate', 'NextStartDate', 'ConversionRate'],
        ['1', 'EUR', '2020-01-01', '2030-01-01', '1'],
        ['2', 'USD', '2020-01-01', '2030-01-01', '1.25'],
      ]),
    })
    // 12,000.50 + 450.25 + (8,000 + 20,000) / 1.25 = 34,850.75
    expect((await figuresOf(database)).value).toBe('3485075')
    expect(report.findings.find(({ code }) => code === 'RATES_READ')?.sentence).toEqual({
      fr: 'Derniers cours lus : 1 USD = 0,8 EUR. S’ils sont à l’envers, corrigez le fichier et redéposez-le.',
      en: 'Latest rates read: 1 USD = 0.8 EUR. If they are the wrong way round, mend the file and drop it again.',
    })
  })

  test('of our template say what one unit of the currency is worth', async () => {
    await deliver(database, { 'cours.csv': 'devise;a_partir_du;cours\nUSD;01/01/2025;0,9\n' })
    // 12,000.50 + 450.25 + 28,000 × 0.9 = 37,650.75
    expect((await figuresOf(database)).value).toBe('3765075')
  })
})

describe('files that no figure reads', async () => {
  const database = await freshDatabase()

  test('are named for what they are', async () => {
    const report = await stageTexts(database, {
      'contacts.csv': 'First Name,Last Name,Email,Mobile Phone,Contact Owner\nAna,Lee,ana@x.example,1,Bo\n',
      'releve.csv':
        'Relevé de compte\n\nDate;Libellé;Débit;Crédit;Solde\n02/01/2025;Virement;;2 500,00;3 100,00\n',
      'vide.xlsx': writeWorkbook({ sheets: [{ name: 'Feuil1', xml: '<sheetData/>' }] }),
      'brochure.pdf': '%PDF-1.4\n',
      'photo.jpg': Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70, 0]),
      'lisez-moi.txt': 'Bonjour,\nvoici les exports.\n',
    })
    expect(report.state).toBe('refused')
    expect(report.refusal?.en).toBe(
      'None of the 6 files holds what Douze can read. The reason is given for each.',
    )
    const reason = (name: string) => report.files.find((file) => file.name.startsWith(name))?.reason
    expect(reason('contacts')?.fr).toMatch(/^Contacts d’entreprises clientes\. Un contact n’est pas un lead/)
    expect(reason('releve')?.fr).toMatch(/^Relevé de compte bancaire\. /)
    expect(reason('vide')?.fr).toBe('Le fichier ne contient rien.')
    expect(reason('brochure')?.fr).toMatch(/^C’est un PDF/)
    expect(reason('photo')?.en).toMatch(/^It is an image/)
    expect(reason('lisez-moi')?.en).toMatch(/^No known table has these columns/)
  })

  test('one alone gives its own reason', async () => {
    const report = await stageTexts(database, { 'brochure.pdf': '%PDF-1.4\n' })
    expect(report.refusal?.fr).toBe(report.files[0]?.reason.fr)
  })

  test('what systems leave behind is not part of a delivery', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'douze-left-'))
    try {
      for (const name of ['.DS_Store', 'Thumbs.db', 'desktop.ini', '~$affaires.xlsx', 'affaires.csv'])
        await writeFile(join(folder, name), 'x')
      expect((await deliveredFiles([folder], folder)).map(({ name }) => name)).toEqual(['affaires.csv'])
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})

describe('two exports of one CRM in one delivery', async () => {
  const database = await freshDatabase()
  const header = 'Deal ID,Deal Name,Amount,Currency,Stage,Created,Closed\n'

  test('disagree: the row names the other file, and what to do', async () => {
    const report = await deliver(database, {
      'deals-2024.csv': `${header}D1,First,10,EUR,Won,2024-01-10,2024-02-10\nD2,Second,20,EUR,Proposal,2024-11-10,\n`,
      'deals-2025.csv': `${header}D2,Second,20,EUR,Won,2024-11-10,2025-01-10\nD3,Third,30,EUR,Lost,2025-01-10,2025-02-10\n`,
    })
    expect(report.files.map(({ accepted, rejected }) => [accepted, rejected])).toEqual([
      [1, 1],
      [1, 1],
    ])
    expect(report.files.map(({ errors }) => errors[0]?.sentence.en)).toEqual([
      'The same id is also in “deals-2025.csv” (row 2), with different contents. None of the rows is kept: if these are two exports of one CRM, import them one after the other, the older first.',
      'The same id is also in “deals-2024.csv” (row 3), with different contents. None of the rows is kept: if these are two exports of one CRM, import them one after the other, the older first.',
    ])
  })
})
