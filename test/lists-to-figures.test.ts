// Public lists that lie beside the project, mapped by a person and taken to the figure, against a computation from the raw file that knows
// nothing of the product. Without them this is skipped.
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { conversionRate } from '../kpis/conversion-rate/definition.ts'
import { customerChurn } from '../kpis/customer-churn/definition.ts'
import { repOnboarding } from '../kpis/rep-onboarding/definition.ts'
import { trainingAndCoaching } from '../kpis/training-and-coaching/definition.ts'
import { parsePeriod, wholeData } from '../metric/period.ts'
import { breakDown } from '../metric/runner/runner.ts'
import { organisation } from '../metric/scope.ts'
import { owner } from '../model/reader.ts'
import { acquisitionCost } from '../outcomes/acquisition-cost/definition.ts'
import { answersOf } from './answers-of.ts'
import { freshDatabase } from './database.ts'
import { deliver, rowsOf } from './deliver.ts'
import { isHere, raw, read } from './page-door.ts'

const dayMilliseconds = 86_400_000
/** '29/12/2010' as a number of days. */
const dayOf = (written: string): number => {
  const [day = 0, month = 0, year = 0] = written.split('/').map(Number)
  return Date.UTC(year, month - 1, day) / dayMilliseconds
}

describe.skipIf(!isHere)('public lists, to the figure', () => {
  test('adventureworks-reps: from the day of hire to the first order', async () => {
    const database = await freshDatabase()
    const [people, orders] = ['DimEmployee.csv', 'FactSales.csv']
    const report = await deliver(
      database,
      { [people]: raw(`adventureworks-reps/${people}`), [orders]: raw(`adventureworks-reps/${orders}`) },
      {
        corrections: {
          [orders]: {
            entity: 'revenue',
            columns: {
              ResellerKey: 'accountId',
              EmployeeKey: 'owner',
              OrderDate: 'day',
              SalesAmount: 'amount',
            },
            allowed: ['round-amounts'],
          },
        },
      },
    )
    expect(report.files.map(({ accepted, rejected }) => [accepted, rejected])).toEqual([
      [296, 0],
      [1000, 0],
    ])
    const sellers = read(raw(`adventureworks-reps/${people}`)).filter(
      ({ Title }) => Title === 'Sales Representative',
    )
    const sales = read(raw(`adventureworks-reps/${orders}`))
    const days = sales.map(({ OrderDate = '' }) => dayOf(OrderDate))
    const [first, last] = [Math.min(...days), Math.max(...days)]
    const firstOf = (key: string | undefined) =>
      Math.min(
        ...sales
          .filter(({ EmployeeKey }) => EmployeeKey === key)
          .map(({ OrderDate = '' }) => dayOf(OrderDate)),
      )
    // Those hired while orders are known: nobody before them, and not those who came after the extract ends.
    const hires = sellers
      .map(({ EmployeeKey, HireDate = '' }) => ({ hired: dayOf(HireDate), sold: firstOf(EmployeeKey) }))
      .filter(({ hired }) => hired >= first && hired <= last)
    const waits = hires.map(({ hired, sold }) => ({
      days: Math.min(sold, last) - hired,
      hasSold: sold <= last,
    }))
    const answer = await answersOf(database, repOnboarding)
    expect(answer('first-sale')).toMatchObject({ state: 'measured', value: medianOf(waits), n: waits.length })
    expect(waits).toHaveLength(9)
    expect(answer('first-sale').note?.en).toContain('No deal is known')
    expect(answer('first-sale').details[0]?.value).toBe(waits.filter(({ hasSold }) => hasSold).length)
    // All have sold on their first day. Nobody is here for a year: there is no ramp, and it says so.
    expect(answer('days-without-sale').value).toBe(0)
    expect(answer('ramp').note?.en).toContain('Nobody has been here for a year')
    // Sales of each rep, to the cent: lines rounded one by one, half to even.
    const sold = await rowsOf(
      database,
      `select identity.value as key, sum(amount_minor)::int as minor from revenue
       join person_identities as identity on identity.person_id = owner_id and identity.kind = 'external-id'
       where identity.value in ('281', '285') group by 1 order by 1`,
    )
    for (const { key, minor } of sold) {
      const exact = sales
        .filter(({ EmployeeKey }) => EmployeeKey === key)
        .reduce((sum, { SalesAmount }) => sum + Number(SalesAmount), 0)
      expect(Math.abs(Number(minor) / 100 - exact), String(key)).toBeLessThan(0.05)
    }
    expect(sold).toHaveLength(2)
  }, 120_000)

  test('hr-training: who of the sales department was trained, how far, how well and for how long', async () => {
    const database = await freshDatabase()
    const [people, training] = ['employee_data.csv', 'training_and_development_data.csv']
    const texts = { [people]: raw(`hr-training/${people}`), [training]: raw(`hr-training/${training}`) }
    // By their titles nobody sells: managers, technicians, assistants. The report says so, and what to do.
    const asItIs = await deliver(await freshDatabase(), texts, { allowed: ['short-years'] })
    expect(asItIs.findings.find(({ code }) => code === 'NOBODY_SELLS')?.sentence.en).toContain(
      'such as the department',
    )
    const only = asItIs.findings.find(({ code }) => code === 'ONLY_NAMED_AS_MANAGERS')?.sentence.en
    const staffNames = new Set(
      read(texts[people]!).map((row) => `${row['FirstName']} ${row['LastName']}`.toLowerCase()),
    )
    const supervisors = new Set(
      read(texts[people]!).map((row) => (row['Supervisor'] ?? '').trim().toLowerCase()),
    )
    const named = [...supervisors].filter((name) => name !== '' && !staffNames.has(name))
    expect(only).toMatch(
      new RegExp(`^${named.length.toLocaleString('en')} people are named only as managers`),
    )
    const report = await deliver(database, texts, {
      allowed: ['short-years'],
      corrections: { [people]: { columns: { DepartmentType: 'job' } } },
    })
    expect(report.files.map(({ accepted, rejected }) => [accepted, rejected])).toEqual([
      [3000, 0],
      [3000, 0],
    ])
    expect(report.files[0]?.warnings.find(({ code }) => code === 'EMAILS_LEFT_OUT')?.sentence.en).toContain(
      ': 18.',
    )
    expect(report.findings.find(({ code }) => code === 'IDS_SHARE_EMAIL')?.sentence.en).toContain(
      '(2401, 2631)',
    )

    // One of an e-mail, the first row of it; today is the last day of a finished training.
    const staff = new Map<string, Record<string, string>>()
    for (const row of read(texts[people]!)) {
      const email = row['ADEmail'] ?? ''
      if (!staff.has(email)) staff.set(email, row)
    }
    const sales = [...staff.values()].filter((row) => row['DepartmentType']?.trim() === 'Sales')
    const results = read(texts[training]!).map((row) => ({
      id: row['Employee ID'],
      course: row['Training Program Name'],
      outcome: row['Training Outcome'],
      day: shortDay(row['Training Date']),
      days: Number(row['Training Duration(Days)']),
    }))
    const today = Math.max(...results.filter(({ outcome }) => outcome !== 'Incomplete').map(({ day }) => day))
    const there = new Set(
      sales
        .filter((row) => shortDay(row['StartDate']) <= today && !(shortDay(row['ExitDate']) <= today))
        .map((row) => row['EmpID']),
    )
    const ids = new Set(sales.map((row) => row['EmpID']))
    const theirs = results.filter(({ id, day }) => ids.has(id) && day <= today)
    const over = theirs.filter(({ outcome }) => outcome !== 'Incomplete')
    const judged = over.filter(({ outcome }) => outcome !== 'Completed')
    const passed = judged.filter(({ outcome }) => outcome === 'Passed')

    const answer = await answersOf(database, trainingAndCoaching)
    expect(answer('completion')).toMatchObject({ value: over.length / theirs.length, n: theirs.length })
    expect(answer('pass-rate')).toMatchObject({ value: passed.length / judged.length, n: judged.length })
    expect(answer('pass-rate').interval?.method).toBe('Wilson')
    const trained = new Set(over.filter(({ id }) => there.has(id)).map(({ id }) => id))
    expect(answer('trained')).toMatchObject({ value: trained.size / there.size, n: there.size })
    const hours = over.filter(({ id }) => there.has(id)).reduce((sum, { days }) => sum + days * 7, 0)
    expect(answer('training-hours').value).toBeCloseTo(hours / there.size, 9)
    const by = await breakDown(database, owner, trainingAndCoaching, {
      scope: organisation,
      period: wholeData,
      answer: 'pass-rate',
      dimension: 'course',
    })
    expect(by.lines).toHaveLength(5)
    for (const { label, answer: found } of by.lines) {
      const own = judged.filter(({ course }) => course === label)
      expect(found.value, label).toBe(own.filter(({ outcome }) => outcome === 'Passed').length / own.length)
    }
    // What it changed in sales cannot be told, and is not.
    expect(answer('workshop-effect')).toMatchObject({ state: 'not-connected', value: null })

    // A week of 39 hours in five days: brought first, it makes a day of 7.8 hours of the same file.
    await deliver(database, { 'work-schedules.csv': 'hours_per_week,days_per_week\n39,5\n' })
    await deliver(database, { [training]: texts[training]! }, { allowed: ['short-years'] })
    const longer = await answersOf(database, trainingAndCoaching)
    expect(longer('training-hours').value).toBeCloseTo(((hours / 7) * 7.8) / there.size, 9)
  }, 240_000)

  test('hr-training: what was spent on those who came, read in the list of trainings', async () => {
    const database = await freshDatabase()
    const [people, trainings] = ['employee_data.csv', 'training_and_development_data.csv']
    const training = raw(`hr-training/${trainings}`)
    const report = await deliver(
      database,
      { [people]: raw(`hr-training/${people}`), [trainings]: training },
      { allowed: ['short-years'], corrections: { [people]: { columns: { DepartmentType: 'job' } } } },
    )
    expect(report.files[1]).toMatchObject({ entity: 'training-results', accepted: 3000, rejected: 0 })
    expect(report.files[1]?.columns.find(({ column }) => column === 'Training Cost')).toMatchObject({
      field: 'costs:amount',
      fieldName: { en: 'Costs: Amount', fr: 'Coûts : Montant' },
    })
    expect(report.files[1]?.warnings.map(({ code }) => code)).toContain('COSTS_BESIDE')
    expect(await rowsOf(database, 'select distinct category from costs')).toEqual([{ category: 'training' }])
    // Again, it is the same costs.
    await deliver(database, { [trainings]: training }, { allowed: ['short-years'] })
    const list = read(training)
    expect(await rowsOf(database, 'select sum(amount_minor)::int as minor from costs')).toEqual([
      { minor: list.reduce((sum, row) => sum + Math.round(Number(row['Training Cost']) * 100), 0) },
    ])
    const spent = new Map(
      list.map((row) => [
        row['Employee ID'],
        { day: shortDay(row['Training Date']), minor: Math.round(Number(row['Training Cost']) * 100) },
      ]),
    )
    const hires = read(raw(`hr-training/${people}`)).filter(
      (row) => row['DepartmentType']?.trim() === 'Sales' && row['EmpID'] !== '2631',
    )
    const year = parsePeriod('2022')!
    const of2022 = hires.filter((row) => row['StartDate']?.endsWith('-22'))
    const around = of2022.map((row) => {
      const cost = spent.get(row['EmpID'])!
      return Math.abs(cost.day - shortDay(row['StartDate'])) <= 180 ? cost.minor : 0
    })
    const answer = await answersOf(database, repOnboarding, undefined, year)
    const total = around.reduce((sum, one) => sum + one, 0)
    expect(answer('onboarding-cost')).toMatchObject({ value: BigInt(total), n: of2022.length })
    expect(answer('cost-per-rep')).toMatchObject({
      value: BigInt(Math.round(total / of2022.length)),
      n: of2022.length,
    })
    expect(answer('first-sale')).toMatchObject({ state: 'not-connected', value: null })
  }, 120_000)

  test('bank-marketing: of 41,188 leads without days, those who said yes', async () => {
    const database = await freshDatabase()
    const name = 'bank-additional-full.csv.gz'
    const bytes = raw(`bank-marketing/${name}`)
    const report = await deliver(
      database,
      { [name]: bytes },
      { corrections: { [name]: { entity: 'leads', columns: { y: 'isConverted', contact: 'leadSource' } } } },
    )
    const lines = gunzipSync(bytes).toString().trim().split('\n').slice(1)
    expect(report.files[0]).toMatchObject({ accepted: lines.length, rejected: 0 })
    const yes = lines.filter((line) => line.trim().endsWith(';"yes"')).length
    expect([yes, lines.length]).toEqual([4640, 41_188])
    const answer = await answersOf(database, conversionRate)
    expect(answer('undated-leads')).toMatchObject({
      state: 'measured',
      value: yes / lines.length,
      n: lines.length,
    })
    expect(answer('cohort')).toMatchObject({ state: 'no-data', value: null })
  }, 120_000)

  test('telco-churn with duplicates: each customer once', async () => {
    const database = await freshDatabase()
    const name = 'Telco-Customer-Churn.csv'
    const bytes = raw(`telco-churn/with-duplicates/${name}`)
    const report = await deliver(database, { [name]: bytes }, { asOf: '2026-05-31' })
    const rows = read(bytes)
    // Two are said twice. One has been a customer for less than nothing, -10 months: refused, and said.
    const once = new Map(
      rows.filter(({ tenure }) => Number(tenure) >= 0).map((row) => [row['customerID'], row]),
    )
    expect([rows.length, once.size]).toEqual([7045, 7042])
    expect(report.files[0]).toMatchObject({
      entity: 'subscriptions',
      rejected: 1,
      duplicates: 2,
      added: 7042,
    })
    expect(report.files[0]?.errors[0]?.value).toBe('-10')
    const paid = [...once.values()].reduce(
      (sum, row) => sum + Math.round(Number(row['MonthlyCharges']) * 100),
      0,
    )
    expect(await rowsOf(database, 'select sum(monthly_minor)::int as minor from subscriptions')).toEqual([
      { minor: paid },
    ])
    const left = [...once.values()].filter(({ Churn }) => Churn === 'Yes').length
    const answer = await answersOf(database, customerChurn, '2026-05-31', parsePeriod('2026-05')!)
    expect(answer('left-by-list')).toMatchObject({ value: left / once.size, n: once.size })
    expect(left).toBe(1868)
    const without = await answersOf(database, acquisitionCost, '2026-05-31')
    expect(without('full-cost')).toMatchObject({ state: 'not-connected' })
    // With a cost there is one, and it says that the customers of a month are reckoned.
    await deliver(database, { 'costs.csv': 'cost_day,amount,cost_category\n2026-05-02,1000,advertising\n' })
    const cost = await answersOf(database, acquisitionCost, '2026-05-31')
    expect(cost('full-cost')).toMatchObject({ state: 'measured' })
    expect(cost('full-cost').note?.en).toContain('a list without days')
    expect(cost('new-customers').note?.en).toContain('a list without days')
  }, 120_000)
})

/** '21-Sep-22' of this century; NaN of an empty cell. */
function shortDay(written = ''): number {
  const [day, month, year] = written.split('-')
  return written === '' ? NaN : Date.parse(`${day} ${month} 20${year} UTC`) / dayMilliseconds
}

/** The first day by which half have sold, those without a sale counted while they are followed. */
function medianOf(waits: readonly { readonly days: number; readonly hasSold: boolean }[]): number | null {
  let share = 1
  for (const day of [...new Set(waits.map(({ days }) => days))].toSorted((a, b) => a - b)) {
    const there = waits.filter(({ days }) => days >= day).length
    share *= 1 - waits.filter(({ days, hasSold }) => days === day && hasSold).length / there
    if (share <= 0.5) return day
  }
  return null
}
