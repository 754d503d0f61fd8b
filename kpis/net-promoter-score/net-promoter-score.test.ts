// The Net Promoter Score of a few answers, worked out by hand.
import { beforeAll, expect, test } from 'vitest'
import type { Answer, Measurement } from '../../metric/measurement.ts'
import { parsePeriod } from '../../metric/period.ts'
import { breakDown, measure, rows } from '../../metric/runner/runner.ts'
import { organisation } from '../../metric/scope.ts'
import { owner } from '../../model/reader.ts'
import { freshDatabase } from '../../test/database.ts'
import { fill, idOf } from '../../test/fill.ts'
import { tell } from '../../test/story.ts'
import { netPromoterScore } from './definition.ts'

const database = await freshDatabase()
const view = { scope: organisation, period: parsePeriod('2026-Q2')!, asOf: '2026-06-30' }

beforeAll(async () => {
  await tell(database, {
    people: { Ada: 'North', Grace: 'South' },
    accounts: { Acme: { segment: 'large' }, Bolt: { segment: 'small' }, Core: { segment: 'small' } },
  })
  const account = async (name: string) => idOf(database, 'accounts', name)
  const [acme, bolt, core] = [await account('Acme'), await account('Bolt'), await account('Core')]
  const ada = await idOf(database, 'people', 'Ada')
  const grace = await idOf(database, 'people', 'Grace')
  await fill(database, 'surveys', [
    { survey_id: 1, name: 'NPS', name_key: 'nps', kind: 'nps' },
    { survey_id: 2, name: 'Training', name_key: 'training', kind: 'questionnaire' },
  ])
  const given = (
    account_id: number,
    respondent: string | null,
    answered_on: string | null,
    score: number | null,
    more = {},
  ) => ({
    survey_id: 1,
    account_id,
    respondent,
    invited_on: '2026-04-01',
    answered_on,
    score,
    rep_id: ada,
    ...more,
  })
  await fill(database, 'survey_answers', [
    given(acme, 'a', '2026-04-03', 10),
    given(acme, 'b', '2026-04-04', 9),
    // Twice: a detractor in April, a passive in May, who counts.
    given(acme, 'c', '2026-04-05', 2),
    given(acme, 'c', '2026-05-05', 7, { invited_on: null }),
    given(bolt, 'd', '2026-04-06', 6, { rep_id: grace }),
    given(bolt, 'e', '2026-04-07', 0, { rep_id: grace }),
    given(bolt, null, '2026-04-08', 9, { rep_id: null }),
    given(core, 'f', '2026-04-09', 11),
    given(core, 'g', '2026-04-09', null),
    given(core, 'h', null, null),
    // Another kind of survey, and answers of before: a was passive, d a promoter, e a detractor; b's is too old.
    given(core, 'a', '2026-04-02', 0, { survey_id: 2 }),
    given(acme, 'a', '2026-02-02', 8, { invited_on: null }),
    given(bolt, 'd', '2025-12-02', 10, { invited_on: null }),
    given(bolt, 'e', '2026-01-02', 5, { invited_on: null }),
    given(acme, 'b', '2025-03-02', 0, { invited_on: null }),
  ])
})

const answerOf = (measurement: Measurement, id: string): Answer =>
  measurement.answers.find((answer) => answer.id === id)!

// Counted: a 10, b 9, c 7, d 6, e 0, and 9 without a name: three promoters, one passive, two detractors.
test('promoters minus detractors, each person once', async () => {
  const found = await measure(database, owner, netPromoterScore, view)
  const nps = answerOf(found, 'nps')
  expect(nps).toMatchObject({ state: 'measured', n: 6, numerator: 1, denominator: 6, isFragile: true })
  expect(nps.value).toBeCloseTo(1 / 6, 12)
  expect(nps.details.map((detail) => detail.value)).toEqual([3 / 6, 1 / 6, 2 / 6])
})

// Acme: (1 + 1 + 0) / 3. Bolt: (-1 - 1 + 1) / 3.
test('an account weighs once', async () => {
  const found = await measure(database, owner, netPromoterScore, view)
  expect(answerOf(found, 'by-account')).toMatchObject({ n: 2 })
  expect(answerOf(found, 'by-account').value).toBeCloseTo((2 / 3 - 1 / 3) / 2, 12)
})

// Nine were asked on 1 April; h never answered. A score out of range and an empty one are answers all the same.
test('the response rate counts those who were asked', async () => {
  const found = await measure(database, owner, netPromoterScore, view)
  expect(answerOf(found, 'response-rate')).toMatchObject({ numerator: 8, denominator: 9 })
})

// a: from passive to promoter, 1. d: from promoter to detractor, -2. e: 0. b's last answer is over a year before April.
test('the same people are compared with themselves', async () => {
  const found = await measure(database, owner, netPromoterScore, view)
  expect(answerOf(found, 'same-people')).toMatchObject({ n: 3 })
  expect(answerOf(found, 'same-people').value).toBeCloseTo(-1 / 3, 12)
  // A change is held against none, and three people are too few to tell.
  expect(answerOf(found, 'same-people').comparisons).toMatchObject([
    { against: 'no-effect', value: 0, verdict: 'too-few' },
  ])
})

test('what is left out is counted, and listed', async () => {
  const found = await measure(database, owner, netPromoterScore, view)
  expect(found.exclusions.map((one) => [one.code, one.count])).toEqual([
    ['invalid-score', 2],
    ['answered-again', 1],
  ])
  const page = { offset: 0, limit: 20 }
  const again = await rows(database, owner, netPromoterScore, {
    ...view,
    ...page,
    excluded: 'answered-again',
  })
  expect(again.rows).toMatchObject([{ day: '2026-04-05', score: 2, class: 'detractor' }])
  const counted = await rows(database, owner, netPromoterScore, { ...view, ...page })
  expect(counted.rows.map((row) => row['score'])).toEqual([7, 9, 0, 6, 9, 10])
})

test('by team, with those that are about nobody apart', async () => {
  const found = await breakDown(database, owner, netPromoterScore, { ...view, dimension: 'team' })
  expect(Object.fromEntries(found.lines.map((line) => [line.label, line.answer.n]))).toEqual({
    North: 3,
    South: 2,
    '–': 1,
  })
})

test('what was said of a rep before she had the notice is not hers', async () => {
  const ada = await idOf(database, 'people', 'Ada')
  await fill(database, 'notice_versions', [
    { name: 'v1', text_fr: 'x', text_en: 'x', published_at: new Date('2026-01-01T08:00:00Z') },
  ])
  await fill(database, 'notice_receipts', [
    { notice_version_id: 1, person_id: ada, received_at: new Date('2026-04-04T08:00:00Z'), way: 'on paper' },
  ])
  const found = await breakDown(database, owner, netPromoterScore, { ...view, dimension: 'team' })
  expect(Object.fromEntries(found.lines.map((line) => [line.label, line.answer.n]))).toEqual({
    North: 2,
    '–': 4,
  })
  expect((await measure(database, owner, netPromoterScore, view)).answers[0]).toMatchObject({ n: 6 })
})
