// On which quarter the page opens, with data of one kind alone: the last complete one that has any of it.
import { beforeEach, expect, test } from 'vitest'
import { owner } from '../../model/reader.ts'
import type { TableName } from '../../model/schema.ts'
import { freshWorld } from '../../test/database.ts'
import { fill, idOf } from '../../test/fill.ts'
import { tell } from '../../test/story.ts'
import { home } from './runner.ts'

const database = await freshWorld()
const opensOn = async () => (await home(database, owner)).defaultPeriod?.id

let ana: number
beforeEach(async () => {
  await database.empty()
  await tell(database, { people: { Ana: 'North' } })
  ana = await idOf(database, 'people', 'Ana')
})

interface Kind {
  readonly name: string
  readonly table: TableName
  readonly on: (day: string) => Readonly<Record<string, unknown>>
}

const kinds: readonly Kind[] = [
  {
    name: 'surveys',
    table: 'survey_answers',
    on: (day) => ({ account_id: 1, survey_id: 1, answered_on: day, score: 9 }),
  },
  { name: 'reviews', table: 'feedback', on: (day) => ({ account_id: 1, received_on: day, channel: 'form' }) },
  {
    name: 'costs',
    table: 'costs',
    on: (day) => ({
      day,
      category: 'advertising',
      department: 'marketing',
      amount_minor: 10_000n,
      currency: 'EUR',
    }),
  },
  {
    name: 'time',
    table: 'activities',
    on: (day) => ({ rep_id: ana, day, category: 'crm', basis: 'declared', seconds: 3600 }),
  },
  { name: 'uses of content', table: 'content_events', on: (day) => ({ rep_id: ana, day, kind: 'search' }) },
  {
    name: 'training',
    table: 'training_results',
    on: (day) => ({ person_id: ana, course_id: 1, completed_on: day }),
  },
  { name: 'leads', table: 'leads', on: (day) => ({ account_id: 1, created_on: day, is_deleted: false }) },
]

// The data ends in May 2026, a quarter that still runs; before it there is something in August 2025, and nothing since.
test.each(kinds)('of $name alone', async ({ table, on }) => {
  await fill(database, table, [on('2025-08-20'), on('2026-05-12')])
  expect(await opensOn()).toBe('2025-Q3')
})

// The second quarter has a deal that was opened in it: it is still open, and no figure of that quarter counts it.
test('a quarter in which deals were opened alone is not the one', async () => {
  await tell(database, {
    deals: [
      { id: 'won', owner: 'Ana', opened: '2025-01-05', won: '2025-02-05' },
      { id: 'open', owner: 'Ana', opened: '2025-05-01' },
    ],
  })
  await fill(database, 'survey_answers', [
    { account_id: 1, survey_id: 1, answered_on: '2025-07-02', score: 9 },
  ])
  expect(await opensOn()).toBe('2025-Q1')
})
