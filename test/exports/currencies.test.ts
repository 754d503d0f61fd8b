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
