// The currency of amounts and of totals, from the export alone.
import { describe, expect, test } from 'vitest'
import { owner } from '../../model/reader.ts'
import { changeSettings, readSettings } from '../../model/settings.ts'
import { undoImport } from '../../sources/ingest/index.ts'
import { freshDatabase } from '../database.ts'
import { clock, deliver, rowsOf } from '../deliver.ts'
import { american, englishAmount, expectTheFigures, figuresOf, plain, tenDeals } from './ten-deals.ts'

const state = { won: 'Won', lost: 'Lost', open: 'Open' } as const

function american10(sign: (id: number) => string): string {
  const header = 'Deal #,Company,Rep,Deal Size,Status,Date Opened,Date Closed\n'
  return (
    header +
    tenDeals
      .map(({ id, account, rep, cents, outcome, opened, closed }) => {
        const amount = `"${sign(id)}${englishAmount(cents)}"`
        const end = outcome === 'open' ? '' : `${american(closed)} 4:05 PM`
        return `${1000 + id},${account},${rep},${amount},${state[outcome]},${american(opened)} 9:30 AM,${end}\n`
      })
      .join('')
  )
}

describe('amounts with a dollar sign and no column of currency', async () => {
  const database = await freshDatabase()

  test('are US dollars, and the totals too', async () => {
    const report = await deliver(database, { 'Q1 pipeline.csv': american10(() => '$') })
    expect(report.files.map(({ verdict, accepted }) => [verdict, accepted])).toEqual([['accept', 10]])
    expect(report.files[0]?.warnings.map(({ code }) => code)).toContain('currency-in-each-value')
    expect(report.findings.map(({ code }) => code)).toContain('CURRENCY_OF_TOTALS')
    await expectTheFigures(database, 'USD')
  })

  test('the totals are in the usual currency again when the import is undone', async () => {
    await undoImport(database, owner, 1, { now: clock })
    expect((await database.read(owner, readSettings)).currency).toBe('EUR')
    expect(await rowsOf(database, "select key from settings where key like 'currency%'")).toEqual([])
  })
})

describe('the dollar of the organisation', async () => {
  const database = await freshDatabase()
  await database.write(owner, (query) => changeSettings(query, { currency: 'CAD' }, clock()))

  test('is what a dollar sign means', async () => {
    await deliver(database, { 'deals.csv': american10(() => '$') })
    await expectTheFigures(database, 'CAD')
  })
})

describe('a sign in each amount, not always the same', async () => {
  const database = await freshDatabase()

  test('keeps each amount in its own, and adds nothing up', async () => {
    const report = await deliver(database, {
      'deals.csv': american10((id) => (id % 3 === 0 ? '£' : id % 3 === 1 ? '€' : '$')),
    })
    expect(report.files[0]?.accepted).toBe(10)
    expect(report.files[0]?.checks.map(({ name, value }) => `${name.en} ${value}`)).toEqual([
      'Sum of amounts (EUR) 19850.75',
      'Sum of amounts (GBP) 24000.00',
      'Sum of amounts (USD) 23950.00',
    ])
    expect(report.findings.map(({ code }) => code)).toContain('SEVERAL_CURRENCIES')
    const figures = await figuresOf(database)
    expect(figures).toMatchObject({ won: 4, decided: 7, value: undefined })
  })
})

describe('a column of one currency that is not the usual one', async () => {
  const database = await freshDatabase()
  const rows = tenDeals.map(
    ({ id, name, account, rep, cents, outcome, opened, closed }) =>
      `OP-${id},${name},${state[outcome]},${plain(cents)},CHF,${rep},${account},${opened},${outcome === 'open' ? '' : closed}\n`,
  )
  const header =
    'Opportunity ID,Opportunity Name,Stage,Amount,Amount Currency,Opportunity Owner,Account Name,Created Date,Close Date\n'

  test('gives the totals their currency', async () => {
    await deliver(database, { 'report.csv': header + rows.join('') })
    await expectTheFigures(database, 'CHF')
  })

  test('which a later choice of the administrator replaces, for good', async () => {
    await database.write(owner, (query) =>
      changeSettings(query, { currency: 'EUR' }, new Date('2026-07-01T00:00:00Z')),
    )
    expect((await figuresOf(database)).value).toBeUndefined()
    await undoImport(database, owner, 1, { now: clock })
    expect(await rowsOf(database, "select value from settings where key = 'currency'")).toEqual([
      { value: 'EUR' },
    ])
  })
})

describe('invoices of Stripe', async () => {
  const database = await freshDatabase()
  const amounts = () =>
    rowsOf(
      database,
      'select external_id as id, amount_minor::text as minor, currency from revenue order by external_id',
    )

  test('given by its API count cents, and the report says so', async () => {
    const report = await deliver(database, {
      'stripe_invoices.csv': `id,object,livemode,customer_id,customer_name,invoice_date,currency,amount,amount_due,billing_reason
in_1,invoice,true,cus_1,Acme,2026-01-05,eur,1050,1050,subscription_cycle
in_2,invoice,true,cus_1,Acme,2026-02-05,jpy,1050,1050,subscription_cycle
in_3,invoice,true,cus_2,Borea,2026-02-06,isk,105000,105000,subscription_cycle
in_4,invoice,true,cus_2,Borea,2026-02-07,eur,10.5,1050,subscription_cycle
`,
    })
    expect(report.files[0]).toMatchObject({ entity: 'revenue', accepted: 3, rejected: 1 })
    expect(report.files[0]?.errors).toMatchObject([{ row: 5, code: 'NUMBER_INVALID', column: 'amount' }])
    expect(report.files[0]?.warnings.map(({ code }) => code)).toContain('minor-amounts')
    expect(await amounts()).toEqual([
      { id: 'in_1', minor: '1050', currency: 'EUR' },
      { id: 'in_2', minor: '1050', currency: 'JPY' },
      { id: 'in_3', minor: '1050', currency: 'ISK' },
    ])
  })

  test('exported from its dashboard have decimals', async () => {
    const report = await deliver(database, {
      'invoices.csv': `Invoice ID,Customer ID,Customer Name,Invoice Date,Currency,Subtotal,Total,Amount Due,Amount Paid,Status
in_8,cus_1,Acme,2026-03-05,eur,10.50,12.60,12.60,0.00,open
in_9,cus_1,Acme,2026-03-06,eur,1050.00,1260.00,1260.00,1260.00,paid
`,
    })
    expect(report.files[0]?.warnings.map(({ code }) => code)).not.toContain('minor-amounts')
    expect((await amounts()).slice(3)).toEqual([
      { id: 'in_8', minor: '1050', currency: 'EUR' },
      { id: 'in_9', minor: '105000', currency: 'EUR' },
    ])
  })
})
