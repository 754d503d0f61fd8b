// Lists that other people published, through the door and against sums made without it. They lie beside the repository; without them
// this is skipped.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { customerChurn } from '../kpis/customer-churn/definition.ts'
import { parsePeriod } from '../metric/period.ts'
import { measure } from '../metric/runner/runner.ts'
import { organisation } from '../metric/scope.ts'
import { owner } from '../model/reader.ts'
import { acquisitionCost } from '../outcomes/acquisition-cost/definition.ts'
import { freshDatabase } from './database.ts'
import { deliver, rowsOf } from './deliver.ts'
import { shared } from './shared.ts'

const folder = shared('data')
const bytes = (path: string) => readFileSync(join(folder, path))
/** Cells of a file without quotes. */
const cells = (path: string) =>
  bytes(path)
    .toString('utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','))

describe.skipIf(!existsSync(join(folder, 'README.md')))('public lists', async () => {
  const database = await freshDatabase()

  test('spend on advertisements, written by a program that counts in 32 bits', async () => {
    const path = 'kag-facebook-ads/KAG_conversion_data.csv'
    const report = await deliver(database, { 'KAG_conversion_data.csv': bytes(path) })
    expect(report.files[0]).toMatchObject({ entity: 'costs', accepted: 1143, rejected: 0 })
    const spent = cells(path).reduce((sum, row) => sum + Math.round(Number(row[9]) * 100), 0)
    expect(
      await rowsOf(database, 'select sum(amount_minor) as spent, min(category) as category from costs'),
    ).toEqual([{ spent, category: 'advertising' }])
    // What the platform says was bought after an advertisement was seen: the last column.
    const bought = cells(path).reduce((sum, row) => sum + Number(row[11]), 0)
    const found = await measure(database, owner, acquisitionCost, {
      scope: organisation,
      period: parsePeriod('2023-08')!,
      asOf: '2023-08-31',
    })
    expect(found.headline).toBe('platform-cost')
    expect(found.answers.find(({ id }) => id === 'platform-cost')).toMatchObject({
      value: BigInt(Math.round(spent / bought)),
      n: bought,
    })
    expect(found.answers.find(({ id }) => id === 'full-cost')).toMatchObject({ state: 'not-connected' })
  })

  test('answers to whether one would recommend, quarter by quarter', async () => {
    const path = 'nps-timeseries/NPS_timeseries_data.csv'
    const report = await deliver(database, { 'NPS_timeseries_data.csv': bytes(path) })
    expect(report.files[0]).toMatchObject({ entity: 'survey-answers', accepted: 5000, rejected: 0 })
    const quarters = new Map<number, number>()
    for (const row of cells(path)) {
      const quarter = Math.ceil(Number(row[2]?.split('/')[1]) / 3)
      const score = Number(row[6])
      quarters.set(quarter, (quarters.get(quarter) ?? 0) + (score >= 9 ? 1 : score <= 6 ? -1 : 0))
    }
    expect(
      await rowsOf(
        database,
        `select extract(quarter from answered_on)::integer as quarter,
           count(*) filter (where score >= 9) - count(*) filter (where score <= 6) as balance
         from survey_answers group by 1 order by 1`,
      ),
    ).toEqual([...quarters].toSorted(([a], [b]) => a - b).map(([quarter, balance]) => ({ quarter, balance })))
  })

  test('reviews of insurers and tickets of a help desk are voices', async () => {
    const report = await deliver(database, {
      'avis.xlsx': bytes('insurance-reviews-fr/avis_1_traduit.xlsx'),
      'hubspot_tickets.csv': bytes('hubspot-export-synthetic/hubspot_tickets.csv'),
    })
    expect(report.files.map(({ entity, accepted, rejected }) => [entity, accepted, rejected])).toEqual([
      ['feedback', 1000, 0],
      ['feedback', 300, 0],
    ])
    // Stars are what the customers noted; the sort of the file's maker is no theme.
    const noted = await rowsOf(
      database,
      `select count(*) filter (where sentiment = 'positive') as positive, count(*) filter (where sentiment = 'negative') as negative,
         count(sentiment) as noted, count(theme) as themed
       from feedback where import_id = ${report.importId} and product_id is not null`,
    )
    expect(noted).toEqual([{ positive: 399, negative: 472, noted: 1000, themed: 0 }])
    // Without an id, reviews are known by day, product and text.
    const again = await deliver(database, { 'avis.xlsx': bytes('insurance-reviews-fr/avis_1_traduit.xlsx') })
    expect(again.files[0]).toMatchObject({ added: 0, changed: 0, unchanged: 1000 })
  })

  test('a snapshot of customers without days: who left, and how long they stayed', async () => {
    const path = 'telco-churn/Telco-Customer-Churn.csv'
    const apart = await freshDatabase()
    const report = await deliver(apart, { 'Telco-Customer-Churn.csv': bytes(path) }, { asOf: '2026-05-31' })
    expect(report.files[0]).toMatchObject({ entity: 'subscriptions', accepted: 7043, rejected: 0 })
    const found = await measure(apart, owner, customerChurn, {
      scope: organisation,
      period: parsePeriod('2026-05')!,
      asOf: '2026-05-31',
    })
    const answerOf = (id: string) => found.answers.find((answer) => answer.id === id)
    const kept = answerOf('kept-by-age')
    const rows = cells(path).map((row) => ({ tenure: Number(row[5]), hasLeft: row[20] === 'Yes' }))
    expect(answerOf('left-by-list')?.value).toBe(rows.filter((row) => row.hasLeft).length / 7043)
    const after = (months: number) => {
      let share = 1
      for (let month = 0; month <= months; month++) {
        const there = rows.filter(({ tenure }) => tenure >= month).length
        share *= 1 - rows.filter(({ tenure, hasLeft }) => tenure === month && hasLeft).length / there
      }
      return share
    }
    expect(kept?.value).toBeCloseTo(after(12), 12)
    expect(kept?.value).toBeCloseTo(0.8432, 4)
    expect(Number(kept?.details.at(-1)?.value)).toBeCloseTo(after(72), 12)
    expect(after(72)).toBeCloseTo(0.5928, 4)
    expect(answerOf('logo-churn')).toMatchObject({ state: 'no-data', value: null })
    expect(found.headline).toBe('left-by-list')
  })
})
