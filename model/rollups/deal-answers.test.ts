// What accounts had said before their deals, while deals, answers and surveys come, change, move and go by chance: always what a second
// computation, written without SQL, makes of the rows.
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { seededRandom } from '../../statistics/random.ts'
import { freshDatabase } from '../../test/database.ts'
import { fill } from '../../test/fill.ts'
import type { Query } from '../database.ts'
import { housekeeper } from '../reader.ts'
import { type AddedUp, rebuildRollups, refreshRollups, touchRows, within } from './index.ts'

interface Deal {
  readonly account_id: number
  readonly opportunity_id: number
  readonly outcome: string
  readonly opened_on: string | null
  readonly closed_on: string | null
}
interface Answer {
  readonly account_id: number
  readonly survey_answer_id: number
  readonly survey_id: number
  readonly answered_on: string | null
  readonly score: number | null
}

const yearBefore = (day: string) => new Date(Date.parse(day) - 365 * 86_400_000).toISOString().slice(0, 10)

async function naive(query: Query): Promise<readonly string[]> {
  const deals = (await query.selectFrom('opportunities').selectAll().execute()) as readonly Deal[]
  const surveys = await query.selectFrom('surveys').selectAll().execute()
  const answers = (await query.selectFrom('survey_answers').selectAll().execute()) as readonly Answer[]
  const isNps = (id: number) => surveys.some((one) => one.survey_id === id && one.kind === 'nps')
  return deals
    .filter(({ outcome, closed_on: closed }) => outcome !== 'open' && closed !== null)
    .flatMap((deal) => {
      const started = deal.opened_on ?? deal.closed_on!
      const last = answers
        .filter((one) => one.account_id === deal.account_id && isNps(one.survey_id))
        .filter(({ score, answered_on: on }) => on !== null && score !== null && score >= 0 && score <= 10)
        .filter(({ answered_on: on }) => on! < started && on! >= yearBefore(started))
        .toSorted(
          (a, b) => a.answered_on!.localeCompare(b.answered_on!) || a.survey_answer_id - b.survey_answer_id,
        )
        .at(-1)
      if (last === undefined) return []
      const mark = last.score! >= 9 ? 1 : last.score! >= 7 ? 0 : -1
      return [`${deal.account_id} ${deal.opportunity_id} ${deal.closed_on} ${mark}`]
    })
    .toSorted()
}

async function kept(query: Query): Promise<readonly string[]> {
  const rows = await query.selectFrom('deal_answers').selectAll().execute()
  return rows.map((row) => `${row.account_id} ${row.opportunity_id} ${row.closed_on} ${row.mark}`).toSorted()
}

const surveys = [
  { survey_id: 1, name: 'NPS', name_key: 'nps', kind: 'nps' },
  { survey_id: 2, name: 'Training', name_key: 'training', kind: 'questionnaire' },
  { survey_id: 3, name: 'x', name_key: 'x', kind: 'nps' },
]
const deal = { account_id: 1, outcome: 'won', outcome_basis: 'stated', is_deleted: false }

test('a few deals by hand: the last answer before each counts, if it is no older than a year', async () => {
  const database = await freshDatabase()
  await fill(database, 'surveys', surveys)
  const said = (answered_on: string, score: number, more = {}) => ({
    account_id: 1,
    survey_id: 1,
    answered_on,
    score,
    ...more,
  })
  await fill(database, 'survey_answers', [
    said('2025-01-10', 10),
    said('2025-06-10', 8),
    said('2025-06-20', 3, { survey_id: 2 }),
    said('2025-06-20', 11),
    said('2025-07-01', 2),
    said('2025-01-10', 9, { account_id: 2 }),
  ])
  await fill(database, 'opportunities', [
    { ...deal, opportunity_id: 1, opened_on: '2025-01-10', closed_on: '2025-08-01' },
    { ...deal, opportunity_id: 2, opened_on: '2025-06-10', closed_on: '2025-08-02' },
    { ...deal, opportunity_id: 3, opened_on: '2025-07-01', closed_on: '2025-08-03', outcome: 'lost' },
    { ...deal, opportunity_id: 4, opened_on: null, closed_on: '2025-07-02' },
    { ...deal, opportunity_id: 5, opened_on: '2025-07-02', outcome: 'open' },
    { ...deal, opportunity_id: 6, account_id: 2, opened_on: '2026-01-10', closed_on: '2026-01-11' },
    { ...deal, opportunity_id: 7, account_id: 2, opened_on: '2026-01-11', closed_on: '2026-01-11' },
  ])
  expect(await database.read(housekeeper, kept)).toEqual([
    '1 2 2025-08-02 1',
    '1 3 2025-08-03 0',
    '1 4 2025-07-02 -1',
    '2 6 2026-01-11 1',
  ])
})

test('after every change they hold what the rows say, and are made anew to the same bytes', async () => {
  const database = await freshDatabase()
  const random = seededRandom('deal answers')
  const below = (many: number) => Math.floor(random() * many)
  const oneOf = <Value>(values: readonly Value[]): Value => values[below(values.length)]!
  const day = () => `202${5 + below(2)}-0${1 + below(9)}-1${below(9)}`
  await fill(database, 'surveys', surveys)
  const seen = new Set<string>()
  for (let round = 0; round < 80; round++) {
    if (round % 2 === 0) {
      await fill(
        database,
        'survey_answers',
        Array.from({ length: 1 + below(4) }, () => ({
          account_id: 1 + below(3),
          survey_id: oneOf([1, 1, 2, 3]),
          answered_on: oneOf([null, day(), day(), day()]),
          score: oneOf([null, 11, 10, 9, 8, 7, 6, 0]),
        })),
      )
      await fill(
        database,
        'opportunities',
        Array.from({ length: 1 + below(3) }, (_, i) => ({
          ...deal,
          account_id: 1 + below(3),
          opportunity_id: round * 10 + i + 1,
          outcome: oneOf(['won', 'lost', 'open']),
          opened_on: oneOf([null, day(), day()]),
          closed_on: oneOf([null, day(), day()]),
        })),
      )
    }
    await database.write(housekeeper, async (query) => {
      const client = within(query)
      const change = async (table: AddedUp, those: string, text: string) => {
        await touchRows(client, table, `row.${those}`)
        await sql`${sql.raw(text)} where ${sql.raw(those)}`.execute(query)
        await touchRows(client, table, `row.${those}`)
      }
      const answers = `survey_answer_id % 5 = ${below(5)}`
      const deals = `opportunity_id % 7 = ${below(7)}`
      switch (below(6)) {
        case 0:
          await change('survey_answers', answers, 'delete from survey_answers')
          break
        case 1:
          await change(
            'survey_answers',
            answers,
            `update survey_answers set answered_on = '${day()}', score = ${below(13) - 1}`,
          )
          break
        case 2:
          await change('survey_answers', answers, `update survey_answers set account_id = ${1 + below(3)}`)
          break
        case 3:
          await change('opportunities', deals, 'delete from opportunities')
          break
        case 4:
          await change(
            'opportunities',
            deals,
            `update opportunities set outcome = '${oneOf(['won', 'open'])}', opened_on = '${day()}', closed_on = '${day()}'`,
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
  expect(seen.size).toBeGreaterThan(50)
  const before = await database.read(housekeeper, kept)
  const found = await database.write(housekeeper, (query) => rebuildRollups(within(query)))
  expect(found.filter((one) => one.wrong !== 0)).toEqual([])
  expect(await database.read(housekeeper, kept)).toEqual(before)
})
