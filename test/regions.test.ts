// A list of reps with their managers and offices, and their deals: figures split by region, worked out by hand.
import { expect, test } from 'vitest'
import { conversionRate } from '../kpis/conversion-rate/definition.ts'
import { breakDown, organisation, parsePeriod } from '../metric/index.ts'
import { owner } from '../model/reader.ts'
import { freshDatabase } from './database.ts'
import { deliver } from './deliver.ts'

const reps = `sales_agent,manager,regional_office
Ana Ruiz,Mona Hart,East
Bea Kohl,Mona Hart,East
Cem Aydin,Noel Petit,West
`
const deals = `opportunity_id,sales_agent,deal_stage,engage_date,close_date,close_value
A1,Ana Ruiz,Won,2026-01-05,2026-02-05,100
A2,Ana Ruiz,Lost,2026-01-06,2026-02-06,0
B1,Bea Kohl,Won,2026-01-07,2026-02-07,300
C1,Cem Aydin,Lost,2026-01-08,2026-02-08,0
X1,Dov Levi,Won,2026-01-09,2026-02-09,50
`

test('regions are those of the team of the moment; who has none is said', async () => {
  const database = await freshDatabase()
  await deliver(database, { 'reps.csv': reps, 'pipeline.csv': deals })
  const { lines, total } = await breakDown(database, owner, conversionRate, {
    scope: organisation,
    period: parsePeriod('2026-Q1')!,
    dimension: 'region',
    answer: 'win-rate',
  })
  // East: Ana 1 of 2, Bea 1 of 1. West: Cem 0 of 1. Dov is in no list, so in no team.
  expect(
    Object.fromEntries(lines.map((line) => [line.label, [line.answer.numerator, line.answer.denominator]])),
  ).toEqual({ East: [2, 3], West: [0, 1], '–': [1, 1] })
  expect([total.numerator, total.denominator]).toEqual([3, 5])
  expect(lines.find((line) => line.label === '–')?.note?.en).toContain('no team')
})
