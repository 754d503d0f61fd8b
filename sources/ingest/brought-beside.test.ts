// Tables that bring a second kind of rows: trainings with what each cost, deals with dates of stages. A person who corrects one keeps both.
import { expect, test } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import { deliver, rowsOf } from '../../test/deliver.ts'

const list = `E-mail;Formation;Date de formation;Résultat;Coût (€)
ana@example.com;Vente complexe;03/03/2026;80;450,00
bo@example.com;Vente complexe;04/03/2026;60;-
bo@example.com;Prospection;05/03/26;70;120,50
`
const both = async (options = {}) => {
  const database = await freshDatabase()
  const report = await deliver(database, { 'formations.csv': list }, options)
  const costs = await rowsOf(
    database,
    `select p.display_name as who, c.day, c.amount_minor::int as minor, c.currency, c.category, c.department, c.label
     from costs as c join people as p using (person_id) order by c.day`,
  )
  const results = await rowsOf(database, 'select count(*)::int as n from training_results')
  return { database, file: report.files[0]!, costs, results: results[0]!['n'] }
}

test('costs stand under the name of the person, on the day of the training', async () => {
  const { file, costs, results } = await both({ allowed: ['short-years'] })
  expect(file).toMatchObject({ entity: 'training-results', accepted: 3, rejected: 0 })
  expect(results).toBe(3)
  const shared = { currency: 'EUR', category: 'training', department: 'sales' }
  expect(costs).toEqual([
    {
      who: expect.stringContaining('ana'),
      day: '2026-03-03',
      minor: 45_000,
      label: 'Vente complexe',
      ...shared,
    },
    { who: expect.stringContaining('bo'), day: '2026-03-05', minor: 12_050, label: 'Prospection', ...shared },
  ])
})

test('what the page sends back of the columns keeps them, and what is allowed is allowed in both', async () => {
  const { file } = await both({ allowed: ['short-years'] })
  const columns = Object.fromEntries(file.columns.map(({ column, field }) => [column, field]))
  const corrections = {
    'formations.csv': { entity: 'training-results', columns, allowed: ['short-years' as const] },
  }
  const again = await both({ corrections })
  expect([again.file.rejected, again.results, again.costs.length]).toEqual([0, 3, 2])
})

test('left out, the column brings no costs', async () => {
  const corrections = {
    'formations.csv': { columns: { 'Coût (€)': null }, allowed: ['short-years' as const] },
  }
  const { results, costs } = await both({ corrections })
  expect([results, costs]).toEqual([3, []])
})

test('deals with dates of stages, sent back as they are shown, keep their history', async () => {
  const deals = `Record ID,Deal Name,Deal Stage,Pipeline,Amount,Close Date,Create Date,Deal owner,Date entered "Qualified To Buy (Sales Pipeline)",Date entered "Closed Won (Sales Pipeline)"
501,Roof,Closed Won,Sales Pipeline,10.00,2026-02-01,2026-01-01,Ana Ruiz,2026-01-11 09:00,2026-02-01 10:30
`
  const visits = async (corrections = {}) => {
    const database = await freshDatabase()
    const report = await deliver(database, { 'hubspot-deals.csv': deals }, { corrections })
    const columns = Object.fromEntries(report.files[0]!.columns.map(({ column, field }) => [column, field]))
    return { columns, rows: await rowsOf(database, 'select entered_on as day from stage_visits order by 1') }
  }
  const first = await visits()
  expect(Object.values(first.columns).filter((field) => field?.startsWith('stage:'))).toHaveLength(2)
  const { columns } = first
  const again = await visits({ 'hubspot-deals.csv': { entity: 'opportunities', columns } })
  expect(again.rows).toEqual(first.rows)
  expect(again.rows).toHaveLength(2)
})
