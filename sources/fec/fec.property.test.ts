// French accounting files made at random, against a naive second computation; and files cut anywhere.
import { expect, test } from 'vitest'
import fc from '../../test/chance.ts'
import { checksOf, columns, type Draft, fec, readFec, type ReadFec } from '../../test/fec-drafts.ts'
import type { FileRefused } from '../files/reading/index.ts'

const inOrder = (texts: readonly string[]): string[] =>
  texts.toSorted((one, other) => (one < other ? -1 : one > other ? 1 : 0))

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
      const found = await readFec(fec(entries.flat()))
      const second = naive(entries)
      const some = (sums: Map<string, number>) =>
        inOrder([...sums].filter(([, sum]) => sum !== 0).map(String))
      expect(some(sumBy(found.costs, 4, 2))).toEqual(some(second.costs))
      const customers = sumBy(found.revenue, 1, 3)
      for (const [name, sum] of second.revenue)
        // Each entry rounds to the cent, by at most one.
        expect(Math.abs((customers.get(name) ?? 0) - sum)).toBeLessThanOrEqual(entries.length)
      const whole = [...second.revenue.values()].reduce((sum, one) => sum + one, 0)
      expect([...customers.values()].reduce((sum, one) => sum + one, 0)).toBe(Math.round(whole))
      const shuffled = entries.flat().toSorted((one, other) => mixed(one, seed) - mixed(other, seed))
      const again = await readFec(fec(shuffled))
      expect(inOrder(again.costs.map(String))).toEqual(inOrder(found.costs.map(String)))
      expect(inOrder(again.revenue.map(String))).toEqual(inOrder(found.revenue.map(String)))
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
    let found: ReadFec
    try {
      found = await readFec(text.slice(0, end))
    } catch (error) {
      expect((error as FileRefused).fault.code).toBe('FILE_TRUNCATED')
      continue
    }
    for (const cells of found.costs) expect(['10.00', '20.00']).toContain(cells[2])
    expect(checksOf(found)['debit']).toBe(checksOf(found)['credit'])
  }
})
