// Public lists of quotas that lie beside the project, mapped by a person and taken to the figure, against sums of the raw files that know
// nothing of the product. Without them this is skipped.
import { describe, expect, test } from 'vitest'
import { repOnboarding } from '../kpis/rep-onboarding/definition.ts'
import { parsePeriod, wholeData } from '../metric/period.ts'
import { measure } from '../metric/runner/runner.ts'
import { organisation } from '../metric/scope.ts'
import { owner } from '../model/reader.ts'
import { answersOf } from './answers-of.ts'
import { freshDatabase } from './database.ts'
import { deliver, rowsOf } from './deliver.ts'
import { isHere, raw, read } from './page-door.ts'

describe.skipIf(!isHere)('public lists of quotas, to the figure', () => {
  test('adventureworks-reps: quotas by quarter, and what was sold of them', async () => {
    const database = await freshDatabase()
    const [people, orders, quotas] = ['DimEmployee.csv', 'FactSales.csv', 'FactSalesQuota.csv']
    const sales = {
      entity: 'revenue',
      columns: { ResellerKey: 'accountId', EmployeeKey: 'owner', OrderDate: 'day', SalesAmount: 'amount' },
      allowed: ['round-amounts' as const],
    }
    const report = await deliver(
      database,
      {
        [people]: raw(`adventureworks-reps/${people}`),
        [orders]: raw(`adventureworks-reps/${orders}`),
        [quotas]: raw(`adventureworks-reps/${quotas}`),
      },
      {
        corrections: {
          [orders]: sales,
          // A file without titles: key, seller, day as a number, year, quarter, quota, day.
          [quotas]: {
            entity: 'quotas',
            columns: {
              'Column 2': 'person',
              'Column 4': 'year',
              'Column 5': 'quarter',
              'Column 6': 'amount',
            },
          },
        },
      },
    )
    expect(report.files.find(({ name }) => name === quotas)).toMatchObject({ accepted: 163, rejected: 0 })
    const reps = new Set(
      read(raw(`adventureworks-reps/${people}`))
        .filter(({ Title }) => Title === 'Sales Representative')
        .map(({ EmployeeKey }) => EmployeeKey),
    )
    const asked = raw(`adventureworks-reps/${quotas}`)
      .toString()
      .trim()
      .split(/\r?\n/)
      .map((line) => line.split('|'))
      .map(([, rep, , year, quarter, amount]) => ({
        rep,
        period: `${year}-Q${quarter}`,
        amount: Number(amount),
      }))
    const ofReps = asked.filter(({ rep }) => reps.has(rep))

    // Orders are known from 29 December 2010 to 29 January 2011: no quarter lies in those days. Nothing is measured, and nothing is zero.
    const nothing = await answersOf(database, repOnboarding)
    expect(nothing('quota-attainment')).toMatchObject({ state: 'no-data', value: null })
    expect(nothing('quota-attainment').note?.en).toContain('among the days of which sales are known')
    expect(nothing('reps-at-quota')).toMatchObject({ state: 'no-data', value: null })
    const { exclusions } = await measure(database, owner, repOnboarding, {
      scope: organisation,
      period: wholeData,
    })
    const left = (code: string) => exclusions.find((one) => one.code === code)?.count
    expect(left('quota-before-sales')).toBe(ofReps.filter(({ period }) => period === '2010-Q4').length)
    expect(left('quota-not-over')).toBe(ofReps.filter(({ period }) => period !== '2010-Q4').length)
    expect(left('quota-of-others')).toBe(asked.length - ofReps.length)

    // The same seller's orders of a whole year: a few a month, of amounts that follow from the day.
    const sellers = [...new Set(ofReps.map(({ rep }) => rep))]
    const year = sellers.flatMap((rep, at) =>
      Array.from({ length: 12 }, (_, month) => ({
        rep,
        day: `${String(1 + ((at * 7 + month * 3) % 28)).padStart(2, '0')}/${String(month + 1).padStart(2, '0')}/2011`,
        quarter: `2011-Q${1 + Math.floor(month / 3)}`,
        amount: 60_000 + 20_000 * ((at + month) % 7),
      })),
    )
    const lines = year.map(({ rep, day, amount }, k) => `${k % 40},${rep},${day},${amount}`)
    await deliver(
      database,
      {
        'year.csv': `ResellerKey,EmployeeKey,OrderDate,SalesAmount\n${lines.join('\n')}\n9,281,31/12/2011,1\n`,
      },
      { corrections: { 'year.csv': sales } },
    )
    const known = new Map<string, number>()
    const add = (rep: string | undefined, quarter: string, amount: number) =>
      known.set(`${rep} ${quarter}`, (known.get(`${rep} ${quarter}`) ?? 0) + Math.round(amount * 100))
    for (const { rep, quarter, amount } of year) add(rep, quarter, amount)
    add('281', '2011-Q4', 1)
    for (const { EmployeeKey, OrderDate, SalesAmount } of read(raw(`adventureworks-reps/${orders}`)))
      if (OrderDate?.endsWith('/2011') === true) add(EmployeeKey, '2011-Q1', Number(SalesAmount))
    const within = ofReps.filter(({ period }) => period.startsWith('2011-'))
    const total = within.reduce((sum, { amount }) => sum + amount * 100, 0)
    // The file names one quarter of 2011 twice and another not at all: each row counts with the sales of the quarter that it names.
    const sold = within.reduce((sum, { rep, period }) => sum + (known.get(`${rep} ${period}`) ?? 0), 0)
    const answer = await answersOf(database, repOnboarding, '2011-12-31', parsePeriod('2011')!)
    expect(answer('quota-attainment').n).toBe(new Set(within.map(({ rep }) => rep)).size)
    // Lines of orders are rounded one by one.
    expect(answer('quota-attainment').value).toBeCloseTo(sold / total, 6)
    expect(answer('quota-attainment').denominator).toBe(BigInt(total))
    const reached = sellers.filter((rep) => {
      const own = within.filter((one) => one.rep === rep)
      const hers = own.reduce((sum, { period }) => sum + (known.get(`${rep} ${period}`) ?? 0), 0)
      return own.length > 0 && hers >= own.reduce((sum, { amount }) => sum + amount * 100, 0)
    })
    expect(answer('reps-at-quota').numerator).toBe(reached.length)
    expect(reached.length).toBeGreaterThan(0)
    expect(reached.length).toBeLessThan(answer('reps-at-quota').n!)
  }, 120_000)

  test('adventureworks-reps: targets by month, across, in UTF-16 and by another number of the same people', async () => {
    const database = await freshDatabase()
    const [people, targets] = ['DimEmployee.csv', 'ResellerSalesTargets.csv']
    // Once by the number that orders have, once by the national one: the address says that they are the same people.
    for (const id of ['EmployeeKey', 'EmployeeNationalIDAlternateKey'])
      await deliver(
        database,
        { [people]: raw(`adventureworks-reps/${people}`) },
        {
          corrections: {
            [people]: {
              columns: { EmployeeKey: null, EmployeeNationalIDAlternateKey: null, [id]: 'externalId' },
            },
          },
        },
      )
    const report = await deliver(database, { [targets]: raw(`adventureworks-reps/${targets}`) })
    expect(report.files[0]).toMatchObject({ entity: 'quotas', accepted: 81, rejected: 0 })
    expect(report.provisionalPeople).toEqual([])
    const months = read(
      Buffer.from(
        raw(`adventureworks-reps/${targets}`)
          .toString('utf16le')
          .replace(/^\ufeff/, ''),
      ),
    ).flatMap(({ Year, EmployeeID, ...cells }) =>
      Object.entries(cells).flatMap(([month, cell]) =>
        cell === '-'
          ? []
          : [{ id: EmployeeID, first: `${Year}-${month.slice(1)}-01`, minor: Number(cell) * 100 }],
      ),
    )
    const [stored] = await rowsOf(
      database,
      `select count(*)::int as quotas, sum(amount_minor)::int as minor, count(distinct person_id)::int as people,
         count(distinct (person_id, starts_on))::int as apart, min(starts_on) as first, max(ends_on) as last from quotas`,
    )
    expect(stored).toEqual({
      quotas: months.length,
      minor: months.reduce((sum, { minor }) => sum + minor, 0),
      people: new Set(months.map(({ id }) => id)).size,
      apart: months.length,
      first: months.map(({ first }) => first).toSorted()[0],
      last:
        '2021-12-01' <
        months
          .map(({ first }) => first)
          .toSorted()
          .at(-1)!
          ? '2022-01-01'
          : expect.any(String),
    })
  }, 120_000)
})
