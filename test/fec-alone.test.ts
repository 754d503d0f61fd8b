// What a company that brings nothing but its French accounting file can read: the cost of winning a customer, what customers who order
// without a contract bring, and who fell silent.
import { beforeAll, expect, test } from 'vitest'
import { customerChurn } from '../kpis/customer-churn/definition.ts'
import { measure } from '../metric/runner/runner.ts'
import { parsePeriod } from '../metric/period.ts'
import { organisation } from '../metric/scope.ts'
import { owner } from '../model/reader.ts'
import { acquisitionCost } from '../outcomes/acquisition-cost/definition.ts'
import { lifetimeValue } from '../outcomes/lifetime-value/definition.ts'
import { freshDatabase } from './database.ts'
import { deliver } from './deliver.ts'
import { type Draft, fec } from './fec-drafts.ts'

const database = await freshDatabase()
const view = { scope: organisation, period: parsePeriod('2026-Q2')!, asOf: '2026-06-30' }

// Each quarter from 2025 on, one customer more begins to be invoiced 100 a month, for as many months as it stays; 600 of advertising
// in each quarter, and salaries of 2,000 of which a quarter sells: 600 + 500 = 1,100 a quarter.
const months = Array.from(
  { length: 18 },
  (_, at) => `${2025 + Math.floor(at / 12)}${String((at % 12) + 1).padStart(2, '0')}`,
)
const stays = [
  { name: 'Acme', from: 0, to: 18, every: 1 },
  { name: 'Bolt', from: 1, to: 7, every: 2 },
  { name: 'Core', from: 3, to: 18, every: 3 },
  { name: 'Dyna', from: 6, to: 12, every: 1 },
  { name: 'Echo', from: 9, to: 18, every: 2 },
  { name: 'Faro', from: 12, to: 18, every: 1 },
  { name: 'Gala', from: 15, to: 18, every: 1 },
  { name: 'Hugo', from: 16, to: 17, every: 1 },
]

function year(): Draft[] {
  const drafts: Draft[] = []
  let entry = 0
  for (const [at, month] of months.entries()) {
    for (const { name, from, to, every } of stays)
      if (at >= from && at < to && (at - from) % every === 0) {
        const of = { journal: 'VE', journalName: 'Ventes', entry: ++entry, date: `${month}10` }
        drafts.push(
          { ...of, account: '411000', aux: name, auxName: name, debit: '120,00' },
          { ...of, account: '706000', credit: '100,00' },
          { ...of, account: '445710', credit: '20,00' },
        )
      }
    if (at % 3 === 0) {
      const of = { journal: 'AC', journalName: 'Achats', entry: ++entry, date: `${month}20` }
      drafts.push(
        { ...of, account: '623100', debit: '600,00' },
        { ...of, account: '641000', debit: '2000,00' },
        { ...of, account: '401000', credit: '2600,00' },
      )
    }
  }
  return drafts
}

beforeAll(async () => {
  const report = await deliver(database, { '123456789FEC20260630.txt': fec(year()) })
  expect(report.files[0]).toMatchObject({ verdict: 'accept' })
})

test('the cost of winning a customer is measured from the accounting file alone', async () => {
  const measured = await measure(database, owner, acquisitionCost, view)
  const answer = (id: string) => measured.answers.find((one) => one.id === id)
  expect(measured.state).toBe('measured')
  // Gala and Hugo are invoiced for the first time in the quarter: 1,100 / 2.
  expect(answer('new-customers')).toMatchObject({ state: 'measured', value: 2 })
  expect(answer('full-cost')).toMatchObject({ state: 'measured', value: 55_000n })
  // 600 of advertising / 2.
  expect(answer('paid-cost')).toMatchObject({ state: 'measured', value: 30_000n })
  // Nobody knows the length of a sale without deals.
  expect(answer('lagged-cost')?.state).toBe('no-data')
})

test('the value of customers who order without a contract asks for nothing else', async () => {
  const measured = await measure(database, owner, lifetimeValue, view)
  const orders = measured.answers.find(({ id }) => id === 'orders-24')
  expect(orders?.state).not.toBe('not-connected')
  const contracts = measured.answers.find(({ id }) => id === 'value-24')
  expect(contracts?.state).toBe('not-connected')
})

test('turnover is told by long silences, under a rule that the page says', async () => {
  // Monthly, Dyna was last invoiced on 10 December 2025: three times 31 days later is 13 March 2026. Bolt fell silent before, Gala and
  // Hugo came later: Acme, Core, Dyna and Echo were there on the first day of the year.
  const measured = await measure(database, owner, customerChurn, { ...view, period: parsePeriod('2026-Q1')! })
  const answer = (id: string) => measured.answers.find((one) => one.id === id)
  expect(measured).toMatchObject({ state: 'measured', headline: 'silent-customers' })
  expect(answer('silent-customers')).toMatchObject({ state: 'measured', value: 0.25, n: 4 })
  expect(answer('silent-customers')?.note?.fr).toMatch(/Règle supposée.*3 fois son intervalle habituel/s)
  // In 2025 they were invoiced 1,200, 300, 600 and 200; by the month 100, 25, 50 and 16.67.
  expect(answer('silent-revenue')?.value).toBeCloseTo(50 / (100 + 25 + 50 + 16.67), 6)
  expect(answer('logo-churn')?.state).toBe('not-connected')
})

test('a customer who is invoiced again after a silence has come back', async () => {
  const second = await measure(database, owner, customerChurn, view)
  // Acme, Core, Echo and Faro were there on 1 April 2026, and all were invoiced since within their habit.
  expect(second.answers.find(({ id }) => id === 'silent-customers')).toMatchObject({ value: 0, n: 4 })
  const before = await measure(database, owner, customerChurn, { ...view, period: parsePeriod('2025-Q4')! })
  // Bolt's two months between invoices make it lost on 7 December 2025; Acme, Bolt, Core and Dyna were there on 1 October.
  expect(before.answers.find(({ id }) => id === 'silent-customers')).toMatchObject({ value: 0.25, n: 4 })
})
