// Answers by day and by the day of the next one, while answers and surveys come, change, lose their person and go by
// chance: always what a second computation, written without SQL, makes of them.
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { seededRandom } from '../../statistics/random.ts'
import { freshDatabase } from '../../test/database.ts'
import { fill } from '../../test/fill.ts'
import type { Query } from '../database.ts'
import { housekeeper } from '../reader.ts'
import { rebuildRollups, refreshRollups, touchRows, within } from './index.ts'

interface Given {
  readonly survey_answer_id: number
  readonly survey_id: number
  readonly respondent: string | null
  readonly answered_on: string | null
  readonly score: number | null
  readonly next_on: string | null
}

const markOf = (score: number) => (score >= 9 ? 1 : score >= 7 ? 0 : -1)

async function naive(query: Query): Promise<readonly string[]> {
  const surveys = await query.selectFrom('surveys').selectAll().execute()
  const valid = ((await query.selectFrom('survey_answers').selectAll().execute()) as readonly Given[])
    .filter((one) => surveys.some((other) => other.survey_id === one.survey_id && other.kind === 'nps'))
    .filter((one) => one.answered_on !== null && one.score !== null && one.score >= 0 && one.score <= 10)
    .toSorted(
      (a, b) => a.answered_on!.localeCompare(b.answered_on!) || a.survey_answer_id - b.survey_answer_id,
    )
  const many = new Map<string, number>()
  for (const [at, one] of valid.entries()) {
    const next = valid
      .slice(at + 1)
      .find((other) => one.respondent !== null && other.respondent === one.respondent)
    const days = [next?.answered_on, one.next_on].flatMap((day) => day ?? []).toSorted()
    const key = `${one.answered_on} ${markOf(one.score!)} ${days[0] ?? 'infinity'}`
    many.set(key, (many.get(key) ?? 0) + 1)
  }
  return [...many].map(([key, answers]) => `${key} ${answers}`).toSorted()
}

async function kept(query: Query): Promise<readonly string[]> {
  const rows = await query.selectFrom('nps_days').selectAll().execute()
  return rows.map((row) => `${row.day} ${row.mark} ${row.next_on} ${row.answers}`).toSorted()
}

const surveys = [
  { survey_id: 1, name: 'NPS', name_key: 'nps', kind: 'nps' },
  { survey_id: 2, name: 'Training', name_key: 'training', kind: 'questionnaire' },
]

test('one who answers three times, one without a name, a score out of range and another kind of survey', async () => {
  const database = await freshDatabase()
  await fill(database, 'surveys', surveys)
  const said = (respondent: string | null, answered_on: string | null, score: number | null, more = {}) => ({
    survey_id: 1,
    account_id: 1,
    respondent,
    answered_on,
    score,
    ...more,
  })
  await fill(database, 'survey_answers', [
    said('a', '2026-01-10', 10),
    said('a', '2026-02-10', 7),
    said('a', '2026-02-20', 11),
    said('a', '2026-03-10', 6),
    said('b', '2026-01-10', 9),
    said(null, '2026-01-10', 9),
    said(null, '2026-01-10', 0, { next_on: '2026-02-01' }),
    said('c', null, null),
    said('b', '2026-01-20', 3, { survey_id: 2 }),
  ])
  expect(await database.read(housekeeper, kept)).toEqual([
    '2026-01-10 -1 2026-02-01 1',
    '2026-01-10 1 2026-02-10 1',
    '2026-01-10 1 infinity 2',
    '2026-02-10 0 2026-03-10 1',
    '2026-03-10 -1 infinity 1',
  ])
})

test('after every change they hold what the rows say, and are made anew to the same bytes', async () => {
  const database = await freshDatabase()
  const random = seededRandom('nps days')
  const below = (many: number) => Math.floor(random() * many)
  const oneOf = <Value>(values: readonly Value[]): Value => values[below(values.length)]!
  const day = () => `2026-01-${String(1 + below(9)).padStart(2, '0')}`
  await fill(database, 'surveys', [...surveys, { survey_id: 3, name: 'x', name_key: 'x', kind: 'nps' }])
  const seen = new Set<string>()
  for (let round = 0; round < 60; round++) {
    if (round % 2 === 0)
      await fill(
        database,
        'survey_answers',
        Array.from({ length: 1 + below(5) }, () => ({
          survey_id: oneOf([1, 1, 2, 3]),
          account_id: 1 + below(3),
          respondent: oneOf([null, 'a', 'b', 'c', 'd']),
          answered_on: oneOf([null, day(), day(), day()]),
          score: oneOf([null, 11, 10, 9, 8, 7, 6, 0]),
        })),
      )
    await database.write(housekeeper, async (query) => {
      const client = within(query)
      const change = async (table: 'survey_answers' | 'surveys', those: string, text: string) => {
        await touchRows(client, table, `row.${those}`)
        await sql`${sql.raw(text)} where ${sql.raw(those)}`.execute(query)
        await touchRows(client, table, `row.${those}`)
      }
      const some = `survey_answer_id % 5 = ${below(5)}`
      switch (below(5)) {
        case 0:
          await change('survey_answers', some, 'delete from survey_answers')
          break
        case 1:
          await change(
            'survey_answers',
            some,
            `update survey_answers set answered_on = '${day()}', score = ${below(13) - 1}, respondent = '${oneOf(['a', 'b'])}'`,
          )
          break
        case 2:
          await change(
            'survey_answers',
            some,
            `update survey_answers set respondent = null, next_on = answered_on + ${below(4)}`,
          )
          break
        default:
          await change(
            'surveys',
            'survey_id = 3',
            "update surveys set kind = case when kind = 'nps' then 'questionnaire' else 'nps' end",
          )
      }
      await refreshRollups(client)
    })
    await database.read(housekeeper, async (query) => {
      const held = await kept(query)
      expect(held, `round ${round}`).toEqual(await naive(query))
      for (const row of held) seen.add(row)
    })
  }
  expect(seen.size).toBeGreaterThan(60)
  expect([...seen].some((row) => Number(row.split(' ')[3]) > 2)).toBe(true)
  const before = await database.read(housekeeper, kept)
  const found = await database.write(housekeeper, (query) => rebuildRollups(within(query)))
  expect(found.filter((one) => one.wrong !== 0)).toEqual([])
  expect(await database.read(housekeeper, kept)).toEqual(before)
})
