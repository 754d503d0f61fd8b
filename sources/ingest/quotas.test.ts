// Quotas as people keep them: by period, by year and quarter, across with a column for each month, without titles.
import { expect, test } from 'vitest'
import { readStretch } from './staging/quota-periods.ts'
import { owner } from '../../model/reader.ts'
import { freshDatabase } from '../../test/database.ts'
import { clock, deliver, rowsOf, stageTexts } from '../../test/deliver.ts'
import { undoImport } from './index.ts'

const people =
  'person_id,person_email,display_name,role\n7,ana@example.com,Ana Silva,rep\n8,bo@example.com,Bo Lind,rep\n'

async function house(files: Readonly<Record<string, string>>, options = {}) {
  const database = await freshDatabase()
  await deliver(database, { 'people.csv': people })
  const report = await deliver(database, files, options)
  const quotas = () =>
    rowsOf(
      database,
      `select display_name as who, starts_on as since, ends_on as until, counts, amount_minor::int as minor, currency, deals
       from quotas join people using (person_id) order by 1, 2, 4`,
    )
  return { database, report, quotas }
}
const amount = { counts: 'amount', currency: 'EUR', deals: null }

test('a month, a quarter, a year and days of one’s own; an amount, a number of deals, or both', async () => {
  const { report, quotas } = await house({
    'quotas.csv': `person,quota_period,first_day,last_day,quota_amount,currency,quota_deals
ana@example.com,2026-02,,,1000.00,EUR,
ana@example.com,2026-Q2,,,3000.00,EUR,4
bo@example.com,2026,,,,,12
bo@example.com,,2026-03-15,2026-04-14,500.00,USD,
bo@example.com,,2026-05-01,,500.00,EUR,
bo@example.com,next spring,,,500.00,EUR,
bo@example.com,2026-07,,,-500.00,EUR,
bo@example.com,2026-08,,,,,
`,
  })
  expect(report.files[0]?.errors.map(({ row, column, code }) => [row, column, code])).toEqual([
    [6, 'last_day', 'VALUE_REQUIRED'],
    [7, 'quota_period', 'DATE_INVALID'],
    [8, 'quota_amount', 'NUMBER_OUT_OF_RANGE'],
    [9, 'quota_amount', 'VALUE_REQUIRED'],
  ])
  expect(await quotas()).toEqual([
    { who: 'Ana Silva', since: '2026-02-01', until: '2026-03-01', minor: 100_000, ...amount },
    { who: 'Ana Silva', since: '2026-04-01', until: '2026-07-01', minor: 300_000, ...amount },
    { who: 'Ana Silva', since: '2026-04-01', until: '2026-07-01', counts: 'deals', minor: null, currency: null, deals: 4 },
    { who: 'Bo Lind', since: '2026-01-01', until: '2027-01-01', counts: 'deals', minor: null, currency: null, deals: 12 },
    { who: 'Bo Lind', since: '2026-03-15', until: '2026-04-15', minor: 50_000, ...amount, currency: 'USD' },
  ]) // prettier-ignore
})

test('a list across has a quota for each month that is filled; brought again with another amount, only that month changes', async () => {
  const across = (march: string) =>
    `Année;Commercial;janv.;févr.;mars;avr.;mai;juin;juil.;août;sept.;oct.;nov.;déc.;Total
2026;Ana Silva;100;-;${march};;;;;;;;;200;600
2026;Bo Lind;-;-;-;-;-;-;-;-;-;-;-;50;50
`
  const { database, report, quotas } = await house({ 'Objectifs 2026.csv': across('300') })
  expect(report.files[0]).toMatchObject({ entity: 'quotas', accepted: 2, rejected: 0, added: 2 })
  const ana = (since: string, until: string, minor: number) => ({ who: 'Ana Silva', since, until, minor, ...amount, currency: null }) // prettier-ignore
  const rest = { who: 'Bo Lind', since: '2026-12-01', until: '2027-01-01', minor: 5_000, ...amount, currency: null } // prettier-ignore
  const before = [
    ana('2026-01-01', '2026-02-01', 10_000),
    ana('2026-03-01', '2026-04-01', 30_000),
    ana('2026-12-01', '2027-01-01', 20_000),
    rest,
  ]
  expect(await quotas()).toEqual(before)
  const ids = () => rowsOf(database, 'select quota_id::int as id from quotas order by 1')
  const were = await ids()
  const again = await deliver(database, { 'Objectifs 2026.csv': across('350') })
  expect(again.files[0]).toMatchObject({ changed: 1, unchanged: 1 })
  expect((await quotas())[1]).toEqual(ana('2026-03-01', '2026-04-01', 35_000))
  expect(await ids()).toEqual(were)
  await undoImport(database, owner, again.importId, { now: clock })
  expect(await quotas()).toEqual(before)
})

test.each([
  ['quotas.csv', 'Commercial;Mois;Objectif CA;Devise\nAna Silva;mars 2026;1 200,00;EUR\n'],
  ['2026.csv', 'Sales Rep,Start Date,End Date,Quota,Currency\nAna Silva,2026-03-01,2026-03-31,1200.00,EUR\n'],
  ['q.csv', 'Rep Email,Year,Month Number,Sales Quota,Currency\nana@example.com,2026,3,1200.00,EUR\n'],
  ['quotas.csv', 'Commercial;Période;Objectif;Devise\nAna Silva;01/03/2026;1200;EUR\n'],
])('%s is taken for quotas by its columns', async (name, text) => {
  const { report, quotas } = await house({ [name]: text })
  expect(report.files[0]).toMatchObject({ entity: 'quotas', accepted: 1, rejected: 0 })
  expect(await quotas()).toEqual([
    { who: 'Ana Silva', since: '2026-03-01', until: '2026-04-01', minor: 120_000, ...amount },
  ])
})

test('a list without titles, mapped once: by year and quarter', async () => {
  const file = '1|7|20260329|2026|1|28000.0000|2026-03-29\n2|8|20260329|2026|1|7000.0000|2026-03-29\n'
  const columns = { 'Column 2': 'person', 'Column 4': 'year', 'Column 5': 'quarter', 'Column 6': 'amount' }
  const { database, quotas } = await house(
    { 'FactSalesQuota.csv': file },
    { corrections: { 'FactSalesQuota.csv': { entity: 'quotas', columns } } },
  )
  expect(await quotas()).toMatchObject([
    { who: 'Ana Silva', since: '2026-01-01', until: '2026-04-01', minor: 2_800_000 },
    { who: 'Bo Lind', since: '2026-01-01', until: '2026-04-01', minor: 700_000 },
  ])
  const next = await stageTexts(database, { 'FactSalesQuota.csv': file.replaceAll('|1|', '|2|') })
  expect(next.files[0]).toMatchObject({ entity: 'quotas', accepted: 2, rejected: 0 })
})

test('targets and quotas are told apart', async () => {
  const { report } = await house({
    'objectifs.csv':
      'indicateur;reponse_indicateur;a_partir_du;valeur_objectif\ntaux de conversion;win-rate;2026-01-01;25 %\n',
  })
  expect(report.files[0]?.entity).toBe('targets')
})

test('periods as people write them', () => {
  const days = (written: string) => {
    const found = readStretch(written)
    return found && [found.startsOn, found.lastDay]
  }
  expect(days('2026')).toEqual(['2026-01-01', '2026-12-31'])
  expect(days('Q3 2026')).toEqual(['2026-07-01', '2026-09-30'])
  expect(days('2026-T4')).toEqual(['2026-10-01', '2026-12-31'])
  expect(days('02/2028')).toEqual(['2028-02-01', '2028-02-29'])
  expect(days('juil. 2026')).toEqual(['2026-07-01', '2026-07-31'])
  expect(days('2026-11-01')).toEqual(['2026-11-01', '2026-11-30'])
  expect(days('01/11/2026')).toEqual(['2026-11-01', '2026-11-30'])
  for (const no of ['', 'Q3', '2026-13', '2026-11-02', 'Q5 2026', '26-11', '2026-Q1-Q2'])
    expect(days(no), no).toBeNull()
})
