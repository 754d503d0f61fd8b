// The same quarter through every tap of a CRM: the figures at the end are those worked out by hand, whatever the tap calls things.
import { describe, expect, test } from 'vitest'
import { conversionRate } from '../../../kpis/conversion-rate/definition.ts'
import { measure, organisation, parsePeriod } from '../../../metric/index.ts'
import { changeSettings } from '../../../model/settings.ts'
import { owner } from '../../../model/reader.ts'
import { salesCycle } from '../../../outcomes/sales-cycle/definition.ts'
import { freshDatabase } from '../../database.ts'
import { rowsOf } from '../../deliver.ts'
import { lines, send } from '../send.ts'
import { hubspotOfAirbyte, hubspotOfMeltano, hubspotOfSinger } from './as-hubspot.ts'
import { pipedrive } from './as-pipedrive.ts'
import { salesforce } from './as-salesforce.ts'

const view = { scope: organisation, period: parsePeriod('2026-Q1')!, asOf: '2026-04-20' }

/** The days that each deal stayed in the stages that it left. */
const stays = `select o.external_id as id, k.name as stage, v.entered_on, v.left_on from stage_visits as v
  join stages as k using (stage_id) join opportunities as o on o.account_id = v.account_id and o.opportunity_id = v.opportunity_id
  where v.left_on is not null order by right(o.external_id, 7), v.visit`

describe.each([
  ['HubSpot by singer-io', hubspotOfSinger, true],
  ['HubSpot by Meltano', hubspotOfMeltano, true],
  ['HubSpot by Airbyte', hubspotOfAirbyte, true],
  ['Pipedrive, first version', () => pipedrive(1), false],
  ['Pipedrive, second version', () => pipedrive(2), false],
  ['Salesforce, every save', () => salesforce('OpportunityHistory'), true],
  ['Salesforce, every field', () => salesforce('OpportunityFieldHistory'), true],
])('%s', (_name, messages, closesInStages) => {
  test('win rate, won value, cycle and stages are those of the quarter', async () => {
    const database = await freshDatabase()
    const { reports, fault } = await send(database, lines(...messages()))
    expect(fault).toBeNull()
    expect(
      reports.flatMap(({ files }) => files.flatMap(({ name, errors }) => errors.map((one) => [name, one]))),
    ).toEqual([])
    const figures = async (metric: typeof conversionRate) => {
      const { answers } = await measure(database, owner, metric, view)
      return Object.fromEntries(
        answers.map(({ id, numerator, denominator, value }) => [id, { numerator, denominator, value }]),
      )
    }
    const conversion = await figures(conversionRate)
    // Two of the four that closed, and 13,000.50 of 24,000.50.
    expect(conversion['win-rate']).toMatchObject({ numerator: 2, denominator: 4, value: 0.5 })
    expect(conversion['win-rate-amount']?.value).toBeCloseTo(13_000.5 / 24_000.5, 10)
    expect(conversion['won-value']?.value).toBe(1_300_050n)
    // 30 days and 10.
    const cycle = await figures(salesCycle)
    expect([cycle['mean']?.value, cycle['median']?.value]).toEqual([20, 20])
    const first = ['2026-01-05', '2026-01-10', '2026-02-01', '2026-02-01', '2026-02-20', '2026-03-10']
    const second = ['2026-01-15', '2026-01-20', '2026-02-12', null, '2026-03-01', '2026-03-15']
    const found = await rowsOf(database, stays)
    expect(
      found
        .filter(({ stage }) => stage === 'Contact')
        .map(({ entered_on, left_on }) => [entered_on, left_on]),
    ).toEqual(
      first.flatMap((day, place) => {
        const left = second[place] ?? (closesInStages ? '2026-02-11' : null)
        return left === null ? [] : [[day, left]]
      }),
    )
  })
})

test('a day of Salesforce is that day also west of Greenwich, where midnight of UTC is the evening before', async () => {
  const database = await freshDatabase()
  await database.write(owner, (query) => changeSettings(query, { timeZone: 'America/New_York' }, new Date()))
  await send(database, lines(...salesforce('OpportunityHistory', 'America/New_York')))
  // The third was won at half past six in the evening of 31 March there.
  expect(
    await rowsOf(
      database,
      `select right(external_id, 4) as id, closed_on from opportunities where outcome = 'won' order by 1`,
    ),
  ).toEqual([
    { id: '1AAA', closed_on: '2026-02-04' },
    { id: '3AAA', closed_on: '2026-03-31' },
    { id: '6AAA', closed_on: '2026-03-20' },
  ])
})
