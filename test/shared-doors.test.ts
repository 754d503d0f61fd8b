// Public data sets that lie beside the project, each through the door that a user takes: sent to the page's API, mapped where it must be,
// confirmed. What ends in the tables equals what a few lines of another program read out of the same file.
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { parsePeriod } from '../metric/period.ts'
import { measure } from '../metric/runner/runner.ts'
import { organisation } from '../metric/scope.ts'
import { owner } from '../model/reader.ts'
import { lifetimeValue } from '../outcomes/lifetime-value/definition.ts'
import { bgNbdExpectedOf } from '../statistics/bg-nbd.ts'
import { purchaseHistories } from '../statistics/purchase-history.ts'
import { rowsOf } from './deliver.ts'
import { house, isHere, raw, read } from './page-door.ts'

/** '2022-Sep' of '21-Sep-22'. */
function monthOf(day: string): string {
  const [, month = '', year = ''] = day.split('-')
  return `20${year}-${month}`
}

const sumOf = (amounts: readonly number[]) => amounts.reduce((sum, one) => sum + one, 0)

describe.skipIf(!isHere)('public data sets through the page', () => {
  test('hr-training: days such as 21-Sep-22, once a person says that they are of this century', async () => {
    const { send, database } = await house()
    const [people, training] = ['employee_data.csv', 'training_and_development_data.csv']
    const delivery = await send({
      [people]: raw(`hr-training/${people}`),
      [training]: raw(`hr-training/${training}`),
    })
    expect(delivery.first.state).toBe('refused')
    expect(delivery.first.files[0]?.errors.at(-1)?.sentence.en).toContain('--allow short-years')
    const staged = await delivery.again({
      [people]: { entity: 'people', columns: {}, allowed: ['short-years'] },
      [training]: { entity: 'training-results', columns: {}, allowed: ['short-years'] },
    })
    expect(staged.files.map(({ accepted, rejected }) => accepted + rejected)).toEqual([3000, 3000])
    expect(staged.files[1]).toMatchObject({ accepted: 3000, rejected: 0 })
    expect((await delivery.confirm()).state).toBe('visible')
    const months = new Map<string, number>()
    for (const { 'Training Date': day = '' } of read(raw(`hr-training/${training}`))) {
      const month = monthOf(day)
      months.set(month, (months.get(month) ?? 0) + 1)
    }
    const found = await rowsOf(
      database,
      `select to_char(completed_on, 'YYYY-Mon') as month, count(*)::int as n from training_results
       where completed_on is not null group by 1`,
    )
    const incomplete = read(raw(`hr-training/${training}`)).filter(
      (row) => row['Training Outcome'] === 'Incomplete',
    )
    expect(sumOf(found.map(({ n }) => Number(n)))).toBe(3000 - incomplete.length)
    for (const { month, n } of found) {
      const left = incomplete.filter(({ 'Training Date': day = '' }) => monthOf(day) === month)
      expect(n, String(month)).toBe((months.get(String(month)) ?? 0) - left.length)
    }
  }, 120_000)

  test('sip-time-tracking: tasks with the day of their end, in the template of time spent', async () => {
    const { send, database } = await house()
    const ends = new Map(
      read(raw('sip-time-tracking/est-act-dates.csv')).map((row) => [row['TaskNumber'], row['CompletedOn']]),
    )
    // The person's own hours; a task of over a day is no interval.
    const tasks = read(raw('sip-time-tracking/Sip-task-info.csv'), 'latin1')
      .map((row, at) => ({
        ...row,
        at,
        day: ends.get(row['TaskNumber']) ?? '',
        hours: Number(row['DeveloperHoursActual']),
      }))
      .filter(({ day, hours }) => /-\d\d$/.test(day) && hours > 0 && hours <= 24)
    expect(tasks.length).toBeGreaterThan(5_000)
    const lines = tasks.map((row) => {
      const own = row as unknown as Record<string, string>
      return [
        row.at,
        `dev-${own['DeveloperID']}`,
        own['SubCategory'] === 'Training' ? 'training' : 'other',
        row.day,
        row.hours,
      ].join(',')
    })
    const delivery = await send({
      'time.csv': ['event_id,rep_email,activity,day,hours', ...lines, ''].join('\n'),
    })
    const staged = await delivery.again({
      'time.csv': { entity: 'activities', columns: {}, allowed: ['short-years'] },
    })
    expect(staged.files[0]).toMatchObject({ accepted: tasks.length, rejected: 0 })
    await delivery.confirm()
    const [training] = await rowsOf(
      database,
      "select round(sum(seconds) / 36.0)::int as hundredths from activities where category = 'training'",
    )
    const wanted = sumOf(
      tasks
        .filter((row) => (row as unknown as Record<string, string>)['SubCategory'] === 'Training')
        .map(({ hours }) => hours),
    )
    expect(Number(training?.['hundredths']) / 100).toBeCloseTo(wanted, 1)
  }, 120_000)

  test('adventureworks: amounts of four decimals, rounded where a person allows it, and the difference said', async () => {
    const { send, database } = await house()
    const delivery = await send({ 'FactSales.csv': raw('adventureworks-reps/FactSales.csv') })
    const columns = { ResellerKey: 'accountId', OrderDate: 'day', SalesAmount: 'amount' }
    const refused = await delivery.again({ 'FactSales.csv': { entity: 'revenue', columns } })
    expect(refused.state).toBe('refused')
    expect(refused.files[0]?.errors.at(-1)?.sentence.en).toContain('--allow round-amounts')
    const staged = await delivery.again({
      'FactSales.csv': { entity: 'revenue', columns, allowed: ['round-amounts'] },
    })
    expect(staged.files[0]).toMatchObject({ accepted: 1000, rejected: 0 })
    // 1,806,402.6261 in the file.
    expect(staged.files[0]?.warnings.find(({ code }) => code === 'AMOUNTS_ROUNDED')?.sentence.en).toBe(
      'Amounts rounded to the nearest (half to even), as you allowed: 929. Their sum changes by 0.0639 EUR.',
    )
    await delivery.confirm()
    expect(
      await rowsOf(
        database,
        'select sum(amount_minor)::int as minor, count(distinct account_id)::int as customers from revenue',
      ),
    ).toEqual([{ minor: 180_640_269, customers: 102 }])
  }, 120_000)

  test('bank-marketing has no days, and the refusal says so', async () => {
    const { send } = await house()
    const { first } = await send({ 'bank-additional.csv': raw('bank-marketing/bank-additional.csv') })
    expect(first).toMatchObject({ state: 'refused', files: [{ entity: null }] })
    expect(first.refusal?.en).toContain('No column of it is a date')
    expect(first.refusal?.fr).toContain('Aucune colonne n’y est une date')
  }, 60_000)

  test('telco-churn has no days either: with tenure and who has left it is a list of contracts', async () => {
    const { send } = await house()
    const name = 'Telco-Customer-Churn.csv'
    const { first } = await send({ [name]: raw(`telco-churn/${name}`) })
    expect(first).toMatchObject({ state: 'staged', files: [{ entity: 'subscriptions', rejected: 0 }] })
    expect(first.files[0]?.accepted).toBe(read(raw(`telco-churn/${name}`)).length)
  }, 60_000)

  test('insurance-reviews-fr, kag-facebook-ads: a voice for each review, the spending to the cent', async () => {
    const { send, database } = await house()
    const delivery = await send({
      'avis_1_traduit.xlsx': raw('insurance-reviews-fr/avis_1_traduit.xlsx'),
      'KAG_conversion_data.csv': raw('kag-facebook-ads/KAG_conversion_data.csv'),
    })
    expect(delivery.first.files.map(({ entity, accepted }) => [entity, accepted])).toEqual([
      ['feedback', 1000],
      ['costs', 1143],
    ])
    await delivery.confirm()
    const spent = read(raw('kag-facebook-ads/KAG_conversion_data.csv')).map(({ Spent }) =>
      Math.round(Number(Spent) * 100),
    )
    expect(await rowsOf(database, 'select sum(amount_minor)::int as minor from costs')).toEqual([
      { minor: sumOf(spent) },
    ])
    expect(
      await rowsOf(
        database,
        'select count(*)::int as n, min(received_on) as first, max(received_on) as last from feedback',
      ),
    ).toEqual([
      { n: 1000, first: expect.stringMatching(/^201[67]/), last: expect.stringMatching(/^202[01]/) },
    ])
  }, 120_000)

  test('nps-timeseries: the score of each quarter', async () => {
    const { send, api } = await house()
    const delivery = await send({ 'NPS_timeseries_data.csv': raw('nps-timeseries/NPS_timeseries_data.csv') })
    expect(delivery.first.files[0]).toMatchObject({ entity: 'survey-answers', accepted: 5000 })
    await delivery.confirm()
    const all = read(raw('nps-timeseries/NPS_timeseries_data.csv'))
    for (const quarter of [1, 2, 3, 4]) {
      const scores = all
        .filter(({ 'Survey date': day = '' }) => Math.ceil(Number(day.slice(3, 5)) / 3) === quarter)
        .map(({ NPS }) => Number(NPS))
      const promoters = scores.filter((score) => score >= 9).length
      const detractors = scores.filter((score) => score <= 6).length
      const { answers } = await api.json<{
        answers: { value: number | null; n: number | null; state: string }[]
      }>('GET', `/api/metrics/net-promoter-score?period=2021-Q${quarter}`)
      expect(answers[0]?.n, `Q${quarter}`).toBe(scores.length)
      expect(answers[0]?.value).toBeCloseTo((promoters - detractors) / scores.length, 9)
    }
  }, 120_000)

  test('cdnow: text in columns of blanks, without titles in the sample, as it is', async () => {
    const { send, database } = await house()
    const name = 'CDNOW_sample.txt'
    const bytes = raw(`cdnow/${name}`)
    const lines = bytes
      .toString('latin1')
      .split(/\r?\n/)
      .map((line) => line.trim().split(/\s+/))
      .filter((cells) => cells.length === 5)
    expect(lines).toHaveLength(6919)
    const delivery = await send({ [name]: bytes })
    expect(delivery.first).toMatchObject({ state: 'refused', files: [{ name, delimiter: ' ' }] })
    expect(delivery.first.files[0]?.warnings.map(({ code }) => code)).toContain('NO_TITLES')
    const columns = { 'Column 1': null, 'Column 2': 'account', 'Column 3': 'day', 'Column 5': 'amount' }
    const staged = await delivery.again({ [name]: { entity: 'revenue', columns } })
    expect(staged.files[0]).toMatchObject({ accepted: 6919, rejected: 0 })
    await delivery.confirm()
    const [found] = await rowsOf(
      database,
      'select count(distinct account_id)::int as customers, count(*)::int as orders, sum(amount_minor)::int as minor from revenue',
    )
    expect(found).toEqual({
      customers: 2357,
      orders: 6919,
      minor: sumOf(lines.map((cells) => Math.round(Number(cells[4]) * 100))),
    })

    // Fader, Hardie and Lee 2005, of these 39 weeks: 1.444 orders in a year are expected of a new customer.
    const measured = (asOf: string, quarter: string) =>
      measure(database, owner, lifetimeValue, { scope: organisation, asOf, period: parsePeriod(quarter)! })
    const orders = (await measured('1997-09-30', '1997-Q3')).answers.find(({ id }) => id === 'orders-12')!
    const published = { r: 0.2426, alpha: 4.4135, a: 0.7929, b: 2.4258 }
    const histories = purchaseHistories(
      lines
        .filter(([, , , , amount]) => Number(amount) > 0)
        .map(([, customer = '', day = '']) => ({
          customer: Number(customer),
          day: `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`,
        })),
      '1997-09-30',
    )
    expect(orders.n).toBe(histories.length)
    expect(Number(orders.details[0]?.value)).toBeCloseTo(
      sumOf(histories.map((one) => bgNbdExpectedOf(one, 52, published))) / histories.length,
      2,
    )
    // The same export a month later needs no word.
    const again = await send({ 'CDNOW_sample_2.txt': bytes })
    expect(again.first.files[0]).toMatchObject({ entity: 'revenue', accepted: 6919, unchanged: 6919 })
  }, 240_000)

  test('cdnow: the whole, with titles that do not stand above their columns', async () => {
    const { send, database } = await house()
    const name = 'CDNOW_master.txt.gz'
    const purchases = gunzipSync(raw(`cdnow/${name}`))
      .toString('latin1')
      .split(/\r?\n/)
      .map((line) => line.trim().split(/\s+/))
      .filter((cells) => cells.length === 4 && /^\d{8}$/.test(cells[1] ?? ''))
    expect(purchases).toHaveLength(69_659)
    const delivery = await send({ [name]: raw(`cdnow/${name}`) })
    const columns = { customer_id: 'account', date: 'day', dollar_value: 'amount', number_of_cds: null }
    const staged = await delivery.again({ [name]: { entity: 'revenue', columns } })
    expect(staged.files[0]).toMatchObject({ entity: 'revenue', accepted: 69_659, rejected: 0 })
    await delivery.confirm()
    expect(
      await rowsOf(
        database,
        'select count(distinct account_id)::int as customers, sum(amount_minor)::int as minor from revenue',
      ),
    ).toEqual([
      {
        customers: new Set(purchases.map(([customer]) => customer)).size,
        minor: sumOf(purchases.map(([, , , amount]) => Math.round(Number(amount) * 100))),
      },
    ])
    // BG/NBD and gamma-gamma on the same orders written into the tables directly give 35.21 for the next twelve months.
    const { answers } = await measure(database, owner, lifetimeValue, {
      scope: organisation,
      asOf: '1998-06-30',
      period: parsePeriod('1998-Q2')!,
    })
    expect(answers.find(({ id }) => id === 'orders-12')).toMatchObject({ value: 35_21n, n: 23_502 })
  }, 240_000)
})
