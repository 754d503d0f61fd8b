// States and faults: what the runner says when a metric cannot answer.
import { beforeAll, expect, test } from 'vitest'
import { sql } from 'kysely'
import { owner } from '../../model/reader.ts'
import { freshDatabase } from '../../test/database.ts'
import { tell } from '../../test/story.ts'
import { countAnswer } from '../answers/answers.ts'
import type { MetricDefinition } from '../definition.ts'
import { parsePeriod } from '../period.ts'
import { breakDown, home, measure, measureAll, rows, trend } from './runner.ts'
import { organisation } from '../scope.ts'
import { words } from '../words.ts'

const database = await freshDatabase()
const view = { scope: organisation, period: parsePeriod('2026-01')! }

const sound: MetricDefinition = {
  id: 'lead-quality',
  number: 8,
  imperative: 'B',
  class: 'E',
  name: words('Affaires', 'Deals'),
  question: words('Combien ?', 'How many?'),
  formula: words('nombre', 'count'),
  explanation: words('Un nombre.', 'A count.'),
  answers: [
    {
      id: 'count',
      name: words('Nombre', 'Count'),
      explanation: words('n', 'n'),
      unit: 'count',
      direction: 'higher-is-better',
      isAdditive: true,
    },
    {
      id: 'leads',
      name: words('Leads', 'Leads'),
      explanation: words('n', 'n'),
      unit: 'count',
      direction: 'higher-is-better',
      isAdditive: true,
    },
  ],
  headline: 'leads',
  dimensions: [{ id: 'team', name: words('Équipe', 'Team') }],
  rowColumns: [{ id: 'deal', name: words('Affaire', 'Deal'), kind: 'text' }],
  needs: [{ table: 'leads', bring: words('Apportez vos leads.', 'Bring your leads.'), answers: ['leads'] }],
  history: [{ version: 3, on: '2026-01-01', why: words('Essai.', 'Trial.') }],
  count: async (_context, split) =>
    split.periods.map((_period, i) => ({
      period: i,
      key: null,
      tallies: { count: { kind: 'count', count: 5, days: 31 } },
    })),
  finish: (answer, tally, side) => countAnswer(answer, tally, side),
  rows: async () => ({ rows: [], total: 0 }),
}
const broken: MetricDefinition = {
  ...sound,
  id: 'customer-churn',
  needs: [],
  count: async (context) => {
    await sql`select secret from nowhere`.execute(context.query)
    return []
  },
}

beforeAll(() => tell(database, { deals: [{ owner: 'Ada', opened: '2026-01-05', won: '2026-01-20' }] }))

test('a fault of one metric is told to the log, not to the screen, and spares the others', async () => {
  const faults: unknown[] = []
  const found = await measureAll(database, owner, [broken, sound], {
    ...view,
    onFault: (error) => faults.push(error),
  })
  expect(found.map((one) => one.state)).toEqual(['failed', 'measured'])
  expect(faults).toHaveLength(1)
  expect(JSON.stringify(found[0])).not.toContain('nowhere')
  expect(found[0]!.reason!.en).toContain('the fault is in Douze')
})

test('an answer without its source is not connected; another stands for it and says so', async () => {
  const found = await measure(database, owner, sound, view)
  expect(found).toMatchObject({ state: 'measured', headline: 'count', definitionVersion: 3 })
  expect(found.answers[1]).toMatchObject({
    state: 'not-connected',
    value: null,
    note: { en: 'Bring your leads.' },
  })
  expect(found.answers[0]!.note!.en).toBe(
    'Shown in place of “Leads”, which waits for data that is not connected.',
  )
})

test('coverage says when the data stops before the period ends', async () => {
  const found = await measure(database, owner, sound, view)
  expect(found.coverage).toMatchObject({ firstDay: '2026-01-05', lastDay: '2026-01-20', people: 1 })
  expect(found.coverage.note!.fr).toBe(
    'Les données s’arrêtent le 20 janvier 2026\u202f; la période finit le 31 janvier 2026.',
  )
  const outside = await measure(database, owner, sound, { ...view, period: parsePeriod('2020')! })
  expect(outside.coverage.note!.en).toContain('this period is not in it')
})

test('a target is compared with what was measured', async () => {
  await database.write(owner, async (query) => {
    const target = {
      metric: 'lead-quality',
      answer: 'count',
      kind: 'target' as const,
      team_id: null,
      origin: 'plan',
    }
    await query
      .insertInto('targets')
      .values([
        { ...target, valid_from: '2025-01-01', value: 90 },
        { ...target, valid_from: '2026-01-01', value: 50 },
      ] as never)
      .execute()
  })
  const found = await measure(database, owner, sound, view)
  const [last] = found.answers[0]!.comparisons.slice(-1)
  expect(last).toMatchObject({ against: 'target', value: 50, difference: -45 })
})

test('questions that a metric cannot be asked are refused by name', async () => {
  await expect(trend(database, owner, sound, { ...view, answer: 'none' })).rejects.toMatchObject({
    code: 'unknown-answer',
    asked: 'none',
  })
  await expect(breakDown(database, owner, sound, { ...view, dimension: 'moon' })).rejects.toMatchObject({
    code: 'unknown-dimension',
  })
  const sort = { column: 'moon', descending: true }
  await expect(rows(database, owner, sound, { ...view, sort, offset: 0, limit: 1 })).rejects.toMatchObject({
    code: 'unknown-column',
  })
})

// Deals closed on 20 January only: the quarter is not complete, and is all there is.
test('the first screen opens on the last complete quarter in which a deal closed, else on what there is', async () => {
  expect(await home(database, owner)).toMatchObject({
    hasData: true,
    asOf: '2026-01-20',
    defaultPeriod: { id: '2026-Q1' },
  })
  await tell(database, { deals: [{ id: 'old', owner: 'Ada', opened: '2025-05-01', lost: '2025-06-02' }] })
  expect((await home(database, owner)).defaultPeriod!.id).toBe('2025-Q2')
})
