// Sales read on invoices, in an organisation that brings no deals: worked out by hand.
import { beforeAll, expect, test } from 'vitest'
import { parsePeriod } from '../../metric/period.ts'
import { measure, rows } from '../../metric/runner/runner.ts'
import { organisation } from '../../metric/scope.ts'
import { housekeeper, owner } from '../../model/reader.ts'
import { freshDatabase } from '../../test/database.ts'
import { fill, idOf } from '../../test/fill.ts'
import { tell } from '../../test/story.ts'
import { repOnboarding } from './definition.ts'
import { saidByInvoice } from './sold.ts'

const database = await freshDatabase()
const view = { scope: organisation, period: parsePeriod('2025')!, asOf: '2025-12-31' }

beforeAll(async () => {
  const hired = {
    Ann: '2025-01-01',
    Bob: '2025-02-01',
    Cat: '2025-03-01',
    Dan: '2025-04-01',
    Eli: '2025-05-01',
  }
  const old = { Fox: '2024-01-01' }
  await tell(database, {
    people: {
      Ann: 'North',
      Bob: 'North',
      Cat: 'North',
      Dan: 'South',
      Eli: 'South',
      Fox: 'South',
      Gus: 'South',
    },
    deals: [],
  })
  for (const [name, day] of Object.entries({ ...hired, ...old }))
    await database.write(housekeeper, (query) =>
      query.updateTable('people').set({ hired_on: day }).where('display_name', '=', name).execute(),
    )
  await fill(database, 'accounts', [
    { account_id: 1000, name: 'Acme', name_key: 'acme', is_identified: true },
  ])
  const line = async (name: string | null, day: string, euros: bigint) => ({
    account_id: 1000,
    day,
    amount_minor: euros * 100n,
    owner_id: name === null ? null : await idOf(database, 'people', name),
  })
  await fill(database, 'revenue', [
    // The first sale known is nobody's of 2025: Fox came before it.
    await line('Gus', '2024-12-01', 10n),
    // Nobody sold it.
    await line(null, '2023-01-01', 10n),
    // Two lines of one order, forty days after she came.
    await line('Ann', '2025-02-10', 10n),
    await line('Ann', '2025-02-10', 5n),
    // Taken back on the day: no sale. The next one is, 59 days after he came.
    await line('Bob', '2025-02-02', 10n),
    await line('Bob', '2025-02-02', -10n),
    await line('Bob', '2025-04-01', 10n),
    // On the first day.
    await line('Cat', '2025-03-01', 10n),
    // Dan sold somewhere before he came here; his first sale here is in 61 days.
    await line('Dan', '2025-03-15', 10n),
    await line('Dan', '2025-06-01', 10n),
    // Eli has sold nothing up to the end: 244 days.
    await line('Eli', '2026-01-05', 10n),
  ])
})

const firstSale = async () => {
  const found = await measure(database, owner, repOnboarding, view)
  return { answer: found.answers.find(({ id }) => id === 'first-sale')!, exclusions: found.exclusions }
}

test('half of five hires have sold after 59 days; one still waits', async () => {
  const { answer, exclusions } = await firstSale()
  // 0, 40, 59, 61 and one who waits: by day 59 three of five. Fewer than five are followed then, so that no figure is shown ...
  expect(answer).toMatchObject({ state: 'no-data', value: null, n: 5 })
  expect(answer.details.map(({ value }) => value)).toEqual([4, 1, 0, (0 + 40 + 59 + 61) / 4])
  expect(exclusions).toEqual([])
  const page = await rows(database, owner, repOnboarding, {
    ...view,
    answer: 'first-sale',
    offset: 0,
    limit: 9,
  })
  expect(page.rows.map((row) => [row['hired'], row['first_sale'], row['days']])).toEqual([
    ['2025-05-01', null, 244],
    ['2025-04-01', '2025-06-01', 61],
    ['2025-03-01', '2025-03-01', 0],
    ['2025-02-01', '2025-04-01', 59],
    ['2025-01-01', '2025-02-10', 40],
  ])
  // ... but the days without a sale among the first 180 are: everybody counts.
  const without = (await measure(database, owner, repOnboarding, view)).answers.find(
    ({ id }) => id === 'days-without-sale',
  )!
  expect(without.value).toBeCloseTo((0 + 40 + 59 + 61 + 180) / 5, 9)
  expect(without.note?.en).toContain(saidByInvoice.en)
})

test('with one deal, deals alone speak', async () => {
  await tell(database, { people: {}, deals: [{ owner: 'Gus', opened: '2024-06-01', won: '2024-07-01' }] })
  const { answer } = await firstSale()
  expect(answer).toMatchObject({ state: 'no-data', n: 5 })
  expect(answer.details[0]?.value).toBe(0)
})
