// Lists of customers that say how long each has been one and who has left, and give no days: counted back from the day of the list.
import { expect, test } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import { clock, deliver, restageTexts, rowsOf, stageTexts } from '../../test/deliver.ts'
import { owner } from '../../model/reader.ts'
import { makeVisible } from './index.ts'

const contracts = `select a.name, s.starts_on::text as starts, s.ends_on::text as ends, s.described_on::text as described
   from subscriptions as s join accounts as a using (account_id) order by a.name`
const list = (...lines: string[]) => ['Customer,Tenure,Churn,MonthlyCharges', ...lines].join('\n')

test('starts and departures are counted back from the day that is stated; the next list moves them', async () => {
  const database = await freshDatabase()
  const report = await deliver(
    database,
    { 'customers.csv': list('Acme,12,No,10', 'Bolt,1,Yes,20', 'Core,0,No,30', 'Dyna,1.5,No,30') },
    { asOf: '2026-03-31' },
  )
  expect(report.files[0]).toMatchObject({ entity: 'subscriptions', accepted: 4, rejected: 0 })
  expect(report.files[0]?.warnings.map(({ code }) => code)).toEqual(['DAY_OF_LIST'])
  expect(await rowsOf(database, contracts)).toEqual([
    { name: 'Acme', starts: '2025-03-31', ends: null, described: '2026-03-31' },
    { name: 'Bolt', starts: '2026-02-28', ends: '2026-03-31', described: '2026-03-31' },
    { name: 'Core', starts: '2026-03-31', ends: null, described: '2026-03-31' },
    // A month, and fifteen days.
    { name: 'Dyna', starts: '2026-02-13', ends: null, described: '2026-03-31' },
  ])
  const again = await deliver(
    database,
    { 'customers.csv': list('Acme,13,No,10', 'Bolt,1,Yes,20', 'Core,1,Yes,30', 'Dyna,2,No,30') },
    { asOf: '2026-04-30' },
  )
  expect(again.files[0]).toMatchObject({ added: 0, changed: 4 })
  expect(await rowsOf(database, `${contracts} limit 1`)).toEqual([
    { name: 'Acme', starts: '2025-03-30', ends: null, described: '2026-04-30' },
  ])
})

test('without a stated day the list is read as of today, and says so', async () => {
  const database = await freshDatabase()
  const report = await deliver(database, { 'customers.csv': list('Acme,12,No,10', 'Bolt,1,Yes,20') })
  expect(report.files[0]?.warnings).toMatchObject([{ code: 'DAY_OF_LIST_ASSUMED' }])
  expect(report.files[0]?.warnings[0]?.sentence.en).toContain('30 June 2026')
  expect(await rowsOf(database, 'select distinct described_on::text as day from subscriptions')).toEqual([
    { day: '2026-06-30' },
  ])
})

test('its day can be said once the report has asked, and still holds when the list is read once more', async () => {
  const database = await freshDatabase()
  const files = { 'customers.csv': list('Acme,12,No,10', 'Bolt,1,Yes,20') }
  const { importId, files: first } = await stageTexts(database, files)
  expect(first[0]?.warnings.map(({ code }) => code)).toEqual(['DAY_OF_LIST_ASSUMED'])
  const said = await restageTexts(database, importId, files, { asOf: '2026-03-31' })
  expect(said.files[0]?.warnings.map(({ code }) => code)).toEqual(['DAY_OF_LIST'])
  const again = await restageTexts(database, importId, files)
  expect(again.files[0]?.warnings.map(({ code }) => code)).toEqual(['DAY_OF_LIST'])
  await makeVisible(database, owner, importId, { now: clock })
  expect(await rowsOf(database, `${contracts} limit 1`)).toEqual([
    { name: 'Acme', starts: '2025-03-31', ends: null, described: '2026-03-31' },
  ])
})

test('in French, in weeks, with the day in a column; a day of the source is kept', async () => {
  const database = await freshDatabase()
  const report = await deliver(database, {
    'abonnés.csv': [
      'Client;Ancienneté (semaines);Début du contrat;Résilié;Mensualité;Situation au',
      'Acmé;10;;oui;10,50;31/03/2026',
      'Boulon;;01/02/2026;non;20;31/03/2026',
      'Cœur;;01/02/2026;oui;20;31/03/2026',
    ].join('\n'),
  })
  expect(report.files[0]).toMatchObject({ entity: 'subscriptions', accepted: 3, rejected: 0, warnings: [] })
  expect(await rowsOf(database, contracts)).toEqual([
    { name: 'Acmé', starts: '2026-01-20', ends: '2026-03-31', described: '2026-03-31' },
    { name: 'Boulon', starts: '2026-02-01', ends: null, described: null },
    { name: 'Cœur', starts: '2026-02-01', ends: '2026-03-31', described: '2026-03-31' },
  ])
})

test.each([
  ['Days as Customer', '2026-03-19'],
  ['Years as Customer', '2014-03-31'],
  ['tenure_months', '2025-03-31'],
  ['anciennete_mois', '2025-03-31'],
])('a column %s says its unit', async (header, starts) => {
  const database = await freshDatabase()
  await deliver(
    database,
    { 'customers.csv': `Customer,${header},Churned,MRR\nAcme,12,0,10\nBolt,12,1,20\n` },
    { asOf: '2026-03-31' },
  )
  expect(await rowsOf(database, 'select distinct starts_on::text as starts from subscriptions')).toEqual([
    { starts },
  ])
})

test('a length of time that cannot be is refused', async () => {
  const database = await freshDatabase()
  const report = await deliver(database, {
    'customers.csv': list('Acme,12,No,10', 'Bolt,-1,Yes,20', 'Core,5,No,1', 'Dyna,,No,30'),
  })
  expect(report.files[0]).toMatchObject({ accepted: 2, rejected: 2 })
  expect(report.files[0]?.errors.map(({ row, code }) => [row, code])).toEqual([
    [3, 'NUMBER_OUT_OF_RANGE'],
    [5, 'VALUE_REQUIRED'],
  ])
})

test('a customer said twice is one; of contracts with days two alike are two', async () => {
  const database = await freshDatabase()
  const report = await deliver(
    database,
    { 'customers.csv': list('Acme,12,No,10', 'Bolt,1,Yes,20', 'Acme,12,No,10') },
    { asOf: '2026-03-31' },
  )
  expect(report.files[0]).toMatchObject({ accepted: 2, duplicates: 1, added: 2 })
  const dated = 'account,first_day,monthly_amount\nCore,2026-01-01,10\nCore,2026-01-01,10\n'
  expect((await deliver(database, { 'contracts.csv': dated })).files[0]).toMatchObject({ added: 2 })
})
