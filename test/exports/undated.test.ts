// A list that only dates what was signed: the lost deals count over all data, and no period passes them over in silence.
import { describe, expect, test } from 'vitest'
import { parsePeriod } from '../../metric/period.ts'
import { measure } from '../../metric/runner/runner.ts'
import { organisation } from '../../metric/scope.ts'
import { owner } from '../../model/reader.ts'
import { freshDatabase } from '../database.ts'
import { deliver } from '../deliver.ts'
import { register } from '../register.ts'
import { figuresOf, french, frenchAmount, tenDeals } from './ten-deals.ts'

describe('lost deals without a closing day', async () => {
  const database = await freshDatabase()
  const stage = { won: 'Gagné', lost: 'Perdu', open: 'En cours' } as const
  const rows = tenDeals.map(
    ({ id, account, rep, cents, outcome, opened, closed }) =>
      `AF-${id};${account};${rep};${frenchAmount(cents)} €;${stage[outcome]};${french(opened)};${outcome === 'won' ? french(closed) : ''}\r\n`,
  )
  const report = await deliver(database, {
    'suivi.csv': `N° affaire;Client;Commercial;Montant HT;Étape;Créée le;Signée le\r\n${rows.join('')}`,
  })

  test('are said', () => {
    expect(report.findings.find(({ code }) => code === 'CLOSED_WITHOUT_DATE')?.sentence.fr).toMatch(
      /^Gagnées ou perdues sans date de clôture : 3 affaires\./,
    )
  })

  test('count over all data', async () => {
    expect(await figuresOf(database)).toMatchObject({
      won: 4,
      decided: 7,
      byRep: { 'Inès Benali': '3/4', 'Hugo Lefèvre': '1/3' },
    })
  })

  test('leave the win rate of a quarter without a value, not at 100 %', async () => {
    const conversion = register.find(({ id }) => id === 'conversion-rate')!
    const found = await measure(database, owner, conversion, {
      scope: organisation,
      period: parsePeriod('2025-Q1')!,
    })
    const rate = found.answers.find(({ id }) => id === 'win-rate')
    expect(rate).toMatchObject({ value: null, state: 'no-data' })
    expect(rate?.note?.fr).toMatch(/^Sans date de clôture\s: 3 affaires perdues et 0 gagnées\./)
    expect(found.answers.find(({ id }) => id === 'won-deals')?.value).toBe(4)
  })
})

describe('an export that leaves the lost deals out', async () => {
  const database = await freshDatabase()
  const won = Array.from(
    { length: 12 },
    (_, i) => `${i + 1},Deal ${i + 1},Won,100.00,2025-01-${10 + i},2025-03-0${1 + (i % 9)},Bo\n`,
  )
  const report = await deliver(database, {
    'crm.lead.csv': `External ID,Opportunity,Stage,Expected Revenue,Created on,Closed Date,Salesperson\n${won.join('')}13,Deal 13,New,5.00,2025-03-01,,Bo\n`,
  })

  test('has no win rate, not one of 100 %', async () => {
    expect(report.findings.map(({ code }) => code)).toContain('NO_LOST_DEALS')
    const conversion = register.find(({ id }) => id === 'conversion-rate')!
    for (const period of ['all', '2025-Q1']) {
      const found = await measure(database, owner, conversion, {
        scope: organisation,
        period: parsePeriod(period)!,
      })
      expect(found.answers.find(({ id }) => id === 'win-rate')).toMatchObject({
        value: null,
        state: 'no-data',
      })
      expect(found.answers.find(({ id }) => id === 'won-deals')?.value).toBe(12)
    }
  })
})
