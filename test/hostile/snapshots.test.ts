// Exports of all deals that arrive in another order than they were made.
import { expect, test } from 'vitest'
import { freshDatabase } from '../database.ts'
import { deliver, rowsOf } from '../deliver.ts'

const people = 'email,name,team\nana@example.com,Ana,North\n'
const deals = (...rows: readonly (readonly [string, string, string, string])[]) =>
  `deal_id,amount,currency,stage,owner_email,created_at,closed_at\n${rows
    .map(
      ([id, stage, amount, closed]) => `${id},${amount},EUR,${stage},ana@example.com,2026-01-05,${closed}\n`,
    )
    .join('')}`
const january = deals(['D-1', 'Proposal', '10', ''], ['D-2', 'Proposal', '20', ''])
const march = deals(
  ['D-1', 'Negotiation', '15', ''],
  ['D-2', 'Won', '20', '2026-03-10'],
  ['D-3', 'Proposal', '30', ''],
)
const known = `select o.external_id as id, k.name as stage, o.amount_minor as minor, o.outcome from opportunities as o
  join stages as k using (stage_id) order by 1`
const visits = `select o.external_id as id, k.name as stage, v.entered_on, v.left_on from stage_visits as v join stages as k using (stage_id)
  join opportunities as o on o.account_id = v.account_id and o.opportunity_id = v.opportunity_id order by 1, v.visit`

test('an export that describes an earlier day than what is known says so before it is kept', async () => {
  const database = await freshDatabase()
  await deliver(database, { 'people.csv': people, 'deals.csv': march }, { asOf: '2026-03-15' })
  const report = await deliver(database, { 'deals.csv': january }, { asOf: '2026-01-31' })
  const older = report.findings.find(({ code }) => code === 'OLDER_THAN_KNOWN')
  // Two of its deals are known as of 15 March, and are otherwise here.
  expect(older?.sentence.en).toMatch(/2 .*31 January 2026.*15 March 2026/)
  // Nothing is lost: the third deal, of which it does not speak, stays.
  expect((await rowsOf(database, known)).map(({ id }) => id)).toEqual(['D-1', 'D-2', 'D-3'])
  // Nobody left a stage before entering it.
  for (const { entered_on, left_on } of await rowsOf(database, visits))
    expect((left_on ?? '9999') >= (entered_on ?? '')).toBe(true)
  // Sent again, the later one puts everything right, and no longer is there anything older to say.
  const again = await deliver(database, { 'deals.csv': march }, { asOf: '2026-03-15' })
  expect(again.findings.map(({ code }) => code)).not.toContain('OLDER_THAN_KNOWN')
  expect(await rowsOf(database, known)).toEqual([
    { id: 'D-1', stage: 'Negotiation', minor: 1500, outcome: 'open' },
    { id: 'D-2', stage: 'Won', minor: 2000, outcome: 'won' },
    { id: 'D-3', stage: 'Proposal', minor: 3000, outcome: 'open' },
  ])
})

test('in the order in which they were made, and the same twice, there is nothing to say', async () => {
  const database = await freshDatabase()
  for (const [text, asOf] of [
    [january, '2026-01-31'],
    [march, '2026-03-15'],
    [march, '2026-03-15'],
  ] as const) {
    const { findings } = await deliver(database, { 'people.csv': people, 'deals.csv': text }, { asOf })
    expect(findings.map(({ code }) => code)).not.toContain('OLDER_THAN_KNOWN')
  }
  expect(await rowsOf(database, visits)).toEqual([
    { id: 'D-1', stage: 'Proposal', entered_on: '2026-01-31', left_on: '2026-03-15' },
    { id: 'D-1', stage: 'Negotiation', entered_on: '2026-03-15', left_on: null },
    // A deal that was closed left its stage on that day.
    { id: 'D-2', stage: 'Proposal', entered_on: '2026-01-31', left_on: '2026-03-10' },
    { id: 'D-2', stage: 'Won', entered_on: '2026-03-10', left_on: null },
  ])
})
