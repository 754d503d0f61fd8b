// The voice of a few customers, worked out by hand.
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { tooFewFollowed } from '../../metric/answers/duration-answers.ts'
import type { Answer, Measurement } from '../../metric/measurement.ts'
import { parsePeriod } from '../../metric/period.ts'
import { breakDown, measure, rows } from '../../metric/runner/runner.ts'
import { organisation } from '../../metric/scope.ts'
import { owner } from '../../model/reader.ts'
import { readThemes, themeOfWords } from '../../model/voices.ts'
import { matchThemes } from '../../statistics/themes.ts'
import { freshDatabase } from '../../test/database.ts'
import { fill, idOf } from '../../test/fill.ts'
import { tell } from '../../test/story.ts'
import { voiceOfCustomer } from './definition.ts'

const database = await freshDatabase()
const view = { scope: organisation, period: parsePeriod('2026-Q2')!, asOf: '2026-06-30' }

beforeAll(async () => {
  await tell(database, { people: { Ada: 'North', Mia: 'Marketing' }, accounts: { Acme: {}, Bolt: {} } })
  const acme = await idOf(database, 'accounts', 'Acme')
  const bolt = await idOf(database, 'accounts', 'Bolt')
  const ada = await idOf(database, 'people', 'Ada')
  const mia = await idOf(database, 'people', 'Mia')
  await fill(database, 'themes', [
    { theme_id: 1, name: 'Délais', name_key: 'delais', keywords: 'délai*, en retard' },
    { theme_id: 2, name: 'Prix', name_key: 'prix', keywords: 'prix; trop cher' },
  ])
  const voice = (external_id: string, received_on: string, more: object) => ({
    account_id: acme,
    external_id,
    received_on,
    channel: 'ticket',
    comment: null,
    rep_id: ada,
    ...more,
  })
  await fill(database, 'feedback', [
    // Judged in the second quarter: received from 2 March to 31 May.
    voice('v1', '2026-03-02', { comment: 'Les DELAIS sont longs' }),
    voice('v2', '2026-04-10', { comment: 'Livré en   retard', sentiment: 'negative' }),
    voice('v3', '2026-04-20', { comment: 'Prix élevé', sentiment: 'positive' }),
    voice('v4', '2026-05-01', { theme: 'Prix', comment: 'Des délais' }),
    voice('v5', '2026-05-31', { comment: 'Rien à dire', account_id: bolt, rep_id: null }),
    // Received in the quarter, judged in July.
    voice('v6', '2026-06-10', { comment: 'Trop cher', sentiment: 'negative' }),
    // Before.
    voice('v7', '2026-03-01', {}),
  ])
  await fill(database, 'surveys', [{ survey_id: 1, name: 'NPS', name_key: 'nps', kind: 'nps' }])
  await fill(database, 'survey_answers', [
    {
      account_id: bolt,
      survey_id: 1,
      answered_on: '2026-04-15',
      score: 9,
      comment: 'Au juste prix',
      external_id: 's1',
    },
    { account_id: bolt, survey_id: 1, answered_on: '2026-04-15', score: 9, comment: null },
  ])
  await fill(database, 'content_items', [
    { content_item_id: 1, title: 'Guide', title_key: 'guide', is_template: false },
  ])
  await fill(database, 'feedback_actions', [
    // v1 after 29 days, v2 after 31, v3 twice, v5 after the last day.
    { feedback_ref: 'v1', kind: 'reply', acted_on: '2026-03-31', owner_id: mia },
    { feedback_ref: 'v2', kind: 'reply', acted_on: '2026-05-11', owner_id: mia },
    { feedback_ref: 'v3', kind: 'product', acted_on: '2026-05-30', owner_id: mia },
    { feedback_ref: 'v3', kind: 'content', acted_on: '2026-04-25', owner_id: mia, content_item_id: 1 },
    { feedback_ref: 'v5', kind: 'reply', acted_on: '2026-07-02', owner_id: mia },
    // All that was said of prices until 20 May: v4 after 19 days; v3 was acted upon before; s1 after 35 days.
    { theme_id: 2, kind: 'training', acted_on: '2026-05-20', owner_id: mia },
  ])
  await fill(database, 'content_events', [
    { rep_id: ada, kind: 'open', content_item_id: 1, day: '2026-04-26' },
    { rep_id: ada, kind: 'open', content_item_id: 1, day: '2026-04-27' },
    { rep_id: mia, kind: 'open', content_item_id: 1, day: '2026-04-20' },
  ])
})

const answerOf = (measurement: Measurement, id: string): Answer =>
  measurement.answers.find((answer) => answer.id === id)!

// Judged: v1 yes, v2 no (31 days), v3 yes, v4 yes by its theme, v5 no, s1 no (35 days).
test('half were acted upon within thirty days', async () => {
  const found = await measure(database, owner, voiceOfCustomer, view)
  expect(answerOf(found, 'acted-share')).toMatchObject({ value: 0.5, numerator: 3, denominator: 6 })
})

// Received in the quarter: v2 31, v3 5, v4 19, s1 35; still open: v5 30, v6 20. At 5: 6 at risk, survival 5/6; at 19: 5, 4/6;
// at 20 v6 and at 30 v5 leave; at 31: 2 at risk, 2/6, too few to say.
test('half had an answer after 31 days, which two voices are too few to say', async () => {
  const found = await measure(database, owner, voiceOfCustomer, view)
  expect(answerOf(found, 'action-days')).toMatchObject({ value: null, n: 6, note: tooFewFollowed })
  expect(answerOf(found, 'action-days').details.map((detail) => detail.value)).toEqual([4, 2])
  // v5 of 31 May and v6 of 10 June: 30 and 20 days before the last one.
  expect(answerOf(found, 'voices')).toMatchObject({
    value: 6,
    note: { en: '2 of 6 voices have no action; the oldest has waited since 31 May 2026, 30 days.' },
  })
})

test('the theme is the one stated, else the one whose words occur', async () => {
  const found = await breakDown(database, owner, voiceOfCustomer, {
    ...view,
    answer: 'voices',
    dimension: 'theme',
  })
  expect(Object.fromEntries(found.lines.map((line) => [line.label, line.answer.value]))).toEqual({
    Délais: 1,
    Prix: 4,
    '–': 1,
  })
})

test('tone is what people noted', async () => {
  const found = await measure(database, owner, voiceOfCustomer, view)
  expect(answerOf(found, 'sentiment')).toMatchObject({ n: 3, numerator: -1 })
})

test('what changed, and who has seen it since', async () => {
  const found = await measure(database, owner, voiceOfCustomer, view)
  expect(answerOf(found, 'changes')).toMatchObject({ value: 2 })
  const page = { offset: 0, limit: 20, answer: 'changes' }
  const list = await rows(database, owner, voiceOfCustomer, { ...view, ...page })
  expect(list.rows).toMatchObject([
    { day: '2026-05-20', kind: 'training', theme: 'Prix', seen: null },
    { day: '2026-04-25', kind: 'content', content: 'Guide', seen: 1 },
  ])
})

test('the rows are the voices counted', async () => {
  const page = { offset: 0, limit: 20 }
  const list = await rows(database, owner, voiceOfCustomer, { ...view, ...page })
  expect(list.total).toBe(6)
  expect(list.rows.map((row) => [row['day'], row['theme'], row['acted'], row['days']])).toEqual([
    ['2026-05-31', null, null, null],
    ['2026-05-01', 'Prix', '2026-05-20', 19],
    ['2026-04-20', 'Prix', '2026-04-25', 5],
    ['2026-04-15', 'Prix', '2026-05-20', 35],
    ['2026-04-10', 'Délais', '2026-05-11', 31],
    ['2026-03-02', 'Délais', '2026-03-31', 29],
  ])
})

// Of the six received in the quarter, v5 of 31 May and v6 of 10 June wait; v7 of March waits too, and is not of the quarter.
test('what waits for an action, the longest first', async () => {
  const page = { offset: 0, limit: 20, answer: 'unanswered' }
  const list = await rows(database, owner, voiceOfCustomer, { ...view, ...page })
  expect(list.rows).toMatchObject([
    { day: '2026-05-31', comment: 'Rien à dire', waits: 30 },
    { day: '2026-06-10', comment: 'Trop cher', theme: 'Prix', waits: 20 },
  ])
  const found = await breakDown(database, owner, voiceOfCustomer, {
    ...view,
    answer: 'unanswered',
    dimension: 'theme',
  })
  expect(found.lines.map((line) => [line.label, line.answer.value])).toEqual([
    ['Prix', 1],
    ['–', 1],
  ])
  expect(found.total).toMatchObject({ value: 2, denominator: null })
})

test('words are matched in the database as in statistics, and are no patterns there', async () => {
  const rules = [
    { theme: 'A', keywords: ['délai*', 'en retard', '.*', '(x', 'c++'] },
    { theme: 'B', keywords: ['prix', 'Trop Cher'] },
  ]
  const texts = [
    'Un DÉLAI',
    'delais',
    'deretard',
    'en  retard!',
    'au prix',
    'prixe',
    'trop, cher',
    '(x',
    'c',
    'ÉTÉ',
    '',
  ]
  const other = await freshDatabase()
  await fill(
    other,
    'themes',
    rules.map(({ theme, keywords }, at) => ({
      theme_id: at + 1,
      name: theme,
      name_key: theme,
      keywords: keywords.join(' ; '),
    })),
  )
  const found = await other.read(owner, async (query) => {
    const patterns = await readThemes(query)
    const values = sql.join(texts.map((text, i) => sql`(${i}::integer, ${text}::text)`))
    const { rows: listed } = await sql<{ theme: string | null }>`
      select ${themeOfWords('said.text', patterns)} as theme
      from (values ${values}) as said (position, text) order by said.position`.execute(query)
    return listed.map((row) => row.theme)
  })
  expect(found).toEqual(texts.map((text) => matchThemes(text, rules)[0] ?? null))
})
