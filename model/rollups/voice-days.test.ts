// Voices by day while feedback, answers, actions and themes come, change, lose their words and go by chance: always what a second
// computation, written without SQL, makes of them.
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { seededRandom } from '../../statistics/random.ts'
import { matchThemes } from '../../statistics/themes.ts'
import { freshDatabase } from '../../test/database.ts'
import { fill } from '../../test/fill.ts'
import type { Query } from '../database.ts'
import { housekeeper } from '../reader.ts'
import { type AddedUp, rebuildRollups, refreshRollups, touchRows, within } from './index.ts'

const surveys = [{ survey_id: 1, name: 'NPS', name_key: 'nps', kind: 'nps' }]

async function naive(query: Query): Promise<readonly string[]> {
  const all = (table: 'feedback' | 'survey_answers' | 'feedback_actions' | 'themes') =>
    query.selectFrom(table).selectAll().execute()
  const feedback = (await all('feedback')) as readonly Said[]
  const answers = (await all('survey_answers')) as readonly Said[]
  const actions = (await all('feedback_actions')) as readonly Done[]
  const themes = ((await all('themes')) as readonly Theme[]).toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const rules = themes.map(({ name, keywords }) => ({
    theme: name,
    keywords: (keywords ?? '').split(',').map((keyword) => keyword.trim()),
  }))
  const voices = [
    ...feedback.map((one) => ({ ...one, day: one.received_on! })),
    ...answers
      .filter(({ comment, had_comment: had, answered_on: on }) => (comment !== null || had) && on !== null)
      .filter((one) => !feedback.some((other) => other.survey_answer_id === one.survey_answer_id))
      .map((one) => ({ ...one, day: one.answered_on!, theme: null, sentiment: null })),
  ]
  const many = new Map<string, number>()
  for (const { day, theme: stated, comment, kept_theme: formerly, external_id: id, sentiment } of voices) {
    const theme = stated ?? matchThemes(comment ?? '', rules)[0] ?? formerly
    const own = actions
      .filter((one) => one.feedback_ref === id)
      .map((one) => (one.acted_on < day ? day : one.acted_on))
    const named = themes.find((one) => one.name.toLowerCase() === theme?.toLowerCase())
    const whole = actions
      .filter((one) => one.theme_id !== null && one.theme_id === named?.theme_id && one.acted_on >= day)
      .map((one) => one.acted_on)
    const [first] = [...own, ...whole].toSorted()
    const key = `${day} ${theme ?? '-'} ${first ?? 'infinity'} ${sentiment ?? '-'}`
    many.set(key, (many.get(key) ?? 0) + 1)
  }
  return [...many].map(([key, number]) => `${key} ${number}`).toSorted()
}

interface Said {
  readonly survey_answer_id: number | null
  readonly external_id: string
  readonly received_on?: string
  readonly answered_on?: string | null
  readonly had_comment?: boolean | null
  readonly comment: string | null
  readonly theme: string | null
  readonly kept_theme: string | null
  readonly sentiment: string | null
}
interface Done {
  readonly feedback_ref: string | null
  readonly theme_id: number | null
  readonly acted_on: string
}
interface Theme {
  readonly theme_id: number
  readonly name: string
  readonly keywords: string | null
}

async function kept(query: Query): Promise<readonly string[]> {
  const rows = await query.selectFrom('voice_days').selectAll().execute()
  return rows
    .map((row) => `${row.day} ${row.theme || '-'} ${row.acted_on} ${row.sentiment || '-'} ${row.voices}`)
    .toSorted()
}

test('a few voices by hand: a reply before its day, an action on a theme that came first or too early, a comment said twice', async () => {
  const database = await freshDatabase()
  await fill(database, 'surveys', surveys)
  await fill(database, 'themes', [
    { theme_id: 1, name: 'Délais', name_key: 'delais', keywords: 'délai*, en retard' },
    { theme_id: 2, name: 'Prix', name_key: 'prix', keywords: 'trop cher' },
  ])
  const voice = (external_id: string, received_on: string, more: object) => ({
    account_id: 1,
    external_id,
    received_on,
    channel: 'ticket',
    ...more,
  })
  await fill(database, 'feedback', [
    voice('v1', '2026-03-02', { comment: 'Les DELAIS sont longs' }),
    voice('v2', '2026-03-02', { comment: 'Livré en   retard' }),
    voice('v3', '2026-03-02', { comment: 'Trop cher', sentiment: 'negative' }),
    voice('v4', '2026-03-09', { theme: 'prix', comment: 'Des délais' }),
    voice('v5', '2026-03-09', { comment: null, kept_theme: 'Délais' }),
    voice('v6', '2026-03-09', { comment: 'Bien', survey_answer_id: 1 }),
  ])
  const answer = (survey_answer_id: number, comment: string | null, more = {}) => ({
    account_id: 1,
    survey_id: 1,
    survey_answer_id,
    answered_on: '2026-03-10',
    comment,
    ...more,
  })
  await fill(database, 'survey_answers', [
    answer(1, 'Bien'),
    answer(2, 'Du retard, et trop cher'),
    answer(3, null),
    answer(4, null, { had_comment: true, kept_theme: 'Prix' }),
    answer(5, 'Sans jour', { answered_on: null }),
  ])
  await fill(database, 'feedback_actions', [
    // v1 on the day it came; v3 after its theme.
    { feedback_ref: 'v1', kind: 'reply', acted_on: '2026-02-27' },
    { feedback_ref: 'v3', kind: 'reply', acted_on: '2026-03-12' },
    { feedback_ref: 'v6', kind: 'reply', acted_on: '2026-04-30' },
    // Of what came until 8 March: v3, and of nothing said later.
    { theme_id: 2, kind: 'product', acted_on: '2026-03-08' },
  ])
  const before = [
    '2026-03-02 Délais 2026-03-02 - 1',
    '2026-03-02 Délais infinity - 1',
    '2026-03-02 Prix 2026-03-08 negative 1',
    '2026-03-09 - 2026-04-30 - 1',
    '2026-03-09 Délais infinity - 1',
    '2026-03-09 prix infinity - 1',
    '2026-03-10 Prix infinity - 2',
  ]
  expect(await database.read(housekeeper, kept)).toEqual(before)
  // Later, and on all prices: what was said of them by then has been acted upon, the voice that had its answer keeps the first day.
  await fill(database, 'feedback_actions', [{ theme_id: 2, kind: 'training', acted_on: '2026-03-20' }])
  expect(await database.read(housekeeper, kept)).toEqual([
    ...before.slice(0, 5),
    '2026-03-09 prix 2026-03-20 - 1',
    '2026-03-10 Prix 2026-03-20 - 2',
  ])
})

test('after every change they hold what the rows say, and are made anew to the same bytes', async () => {
  const database = await freshDatabase()
  const random = seededRandom('voice days')
  const below = (many: number) => Math.floor(random() * many)
  const oneOf = <Value>(values: readonly Value[]): Value => values[below(values.length)]!
  const day = () => `2026-01-${String(1 + below(9)).padStart(2, '0')}`
  const words = () => oneOf([null, 'Un délai', 'Trop cher', 'Un délai trop cher', 'Rien', 'Lent'])
  const keywords = () => oneOf([null, 'délai', 'cher', 'lent, délai*'])
  const references = Array.from({ length: 40 }, (_, at) => `ref ${at}`)
  await fill(database, 'surveys', surveys)
  await fill(
    database,
    'themes',
    ['A', 'B', 'c'].map((name, at) => ({ theme_id: at + 1, name, name_key: name, keywords: keywords() })),
  )
  const seen = new Set<string>()
  for (let round = 0; round < 200; round++) {
    await database.write(housekeeper, async (query) => {
      const client = within(query)
      const change = async (table: AddedUp, those: string, text: string) => {
        await touchRows(client, table, `row.${those}`)
        await sql`${sql.raw(text)} where ${sql.raw(those)}`.execute(query)
        await touchRows(client, table, `row.${those}`)
      }
      const add = async (table: 'feedback' | 'survey_answers' | 'feedback_actions', row: object) => {
        const traced = {
          source: 'chance',
          created_import_id: round + 1,
          import_id: round + 1,
          import_file_id: 1,
          source_row: 1,
          content_hash: '00000000-0000-0000-0000-000000000000',
        }
        await query
          .insertInto(table as 'feedback')
          .values({ external_id: `${table} ${round}`, ...traced, ...row } as never)
          .execute()
        await touchRows(client, table, `row.created_import_id = ${round + 1}`)
      }
      const some = (key: string) => `${key} % 6 = ${below(6)}`
      const said = { account_id: 1, comment: words() }
      switch (below(12)) {
        case 0:
        case 1:
        case 2:
          await add('feedback', {
            ...said,
            received_on: day(),
            channel: 'ticket',
            theme: oneOf([null, null, 'a', 'B', 'D']),
            sentiment: oneOf([null, 'positive', 'negative']),
            survey_answer_id: oneOf([null, 1 + below(20)]),
            external_id: references[round % 40],
          })
          break
        case 3:
        case 4:
          await add('survey_answers', {
            ...said,
            survey_id: 1,
            answered_on: oneOf([null, day(), day()]),
            external_id: references[(round * 7) % 40],
          })
          break
        case 5:
        case 6:
          await add('feedback_actions', {
            ...(random() < 0.5 ? { feedback_ref: oneOf(references) } : { theme_id: 1 + below(3) }),
            kind: 'reply',
            acted_on: day(),
          })
          break
        case 7:
          await change(
            'feedback_actions',
            some('feedback_action_id'),
            oneOf([
              'delete from feedback_actions',
              `update feedback_actions set acted_on = '${day()}'`,
              `update feedback_actions set feedback_ref = '${oneOf(references)}', theme_id = null`,
              `update feedback_actions set feedback_ref = null, theme_id = ${1 + below(3)}`,
            ]),
          )
          break
        case 8:
          await change(
            'themes',
            `theme_id = ${1 + below(3)}`,
            oneOf([
              `update themes set keywords = '${keywords() ?? ''}'`,
              'update themes set keywords = null',
              "update themes set name = case name when 'A' then 'D' when 'D' then 'A' when 'B' then 'E' when 'E' then 'B' else name end",
            ]),
          )
          break
        case 9:
          await change(
            'feedback',
            some('feedback_id'),
            oneOf([
              'delete from feedback',
              `update feedback set received_on = '${day()}'`,
              "update feedback set comment = null, is_trimmed = true, kept_theme = 'A'",
              'update feedback set survey_answer_id = null, theme = null',
            ]),
          )
          break
        default:
          await change(
            'survey_answers',
            some('survey_answer_id'),
            oneOf([
              'delete from survey_answers',
              `update survey_answers set comment = null, answered_on = '${day()}'`,
              "update survey_answers set had_comment = comment is not null, comment = null, kept_theme = 'B'",
            ]),
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
  expect([...seen].filter((row) => !row.includes('infinity')).length).toBeGreaterThan(20)
  const before = await database.read(housekeeper, kept)
  const found = await database.write(housekeeper, (query) => rebuildRollups(within(query)))
  expect(found.filter((one) => one.wrong !== 0)).toEqual([])
  expect(await database.read(housekeeper, kept)).toEqual(before)
})
