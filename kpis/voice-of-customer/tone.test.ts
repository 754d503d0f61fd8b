// The tone estimated where nobody noted it: when it is told, what it is worth, and what is said when it is not. Worked out by hand.
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { parsePeriod } from '../../metric/period.ts'
import { breakDown, measure, rows } from '../../metric/runner/runner.ts'
import { organisation } from '../../metric/scope.ts'
import { housekeeper, owner } from '../../model/reader.ts'
import { freshDatabase } from '../../test/database.ts'
import { fill, idOf } from '../../test/fill.ts'
import { tell } from '../../test/story.ts'
import { voiceOfCustomer } from './definition.ts'

const database = await freshDatabase()
const view = { scope: organisation, period: parsePeriod('2026-Q2')!, asOf: '2026-06-30' }
const praise = 'Le service est excellent et très rapide'
const blame = 'Le service est décevant, c’est une arnaque'
const english = { praise: 'The service is great and we love it', blame: 'The support was bad and it is slow' }
let acme = 0
let ada = 0

beforeAll(async () => {
  await tell(database, { people: { Ada: 'North' }, accounts: { Acme: { segment: 'Big' } } })
  acme = await idOf(database, 'accounts', 'Acme')
  ada = await idOf(database, 'people', 'Ada')
})
beforeEach(() => database.write(housekeeper, (query) => query.deleteFrom('feedback').execute()))

const voices = (many: number, comment: string, sentiment: string | null, receivedOn: string) =>
  fill(
    database,
    'feedback',
    Array.from({ length: many }, () => ({
      account_id: acme,
      received_on: receivedOn,
      channel: 'ticket',
      comment,
      sentiment,
      rep_id: ada,
    })),
  )

/** Noted voices: half of them positive, of which some read otherwise, half negative, of which some read as praise. */
async function noted(many: number, wrong: readonly [positive: number, negative: number], on = '2026-02-01') {
  const half = Math.floor(many / 2)
  await voices(half - wrong[0], praise, 'positive', on)
  await voices(wrong[0], blame, 'positive', on)
  await voices(many - half - wrong[1], blame, 'negative', on)
  await voices(wrong[1], praise, 'negative', on)
}

/** Forty voices of the quarter that nobody noted, of which thirty read as praise. */
async function unnoted(words = { praise, blame }) {
  await voices(30, words.praise, null, '2026-05-01')
  await voices(10, words.blame, null, '2026-05-02')
}

const tone = async (asked: object = {}) => {
  const found = await measure(database, owner, voiceOfCustomer, { ...view, ...asked })
  return found.answers.find(({ id }) => id === 'estimated-tone')!
}

// 45 of 50 positive ones read so, 48 of 50 others: (0.75 + 0.96 - 1) / (0.9 + 0.96 - 1) = 0.71 / 0.86 = 0.825581.
// Its variance: (0.75 x 0.25 / 40 + 0.825581^2 x 0.9 x 0.1 / 50 + 0.174419^2 x 0.96 x 0.04 / 50) / 0.86^2 = 0.00802826.
test('is put right for the errors on a hundred noted voices, and says how right it is', async () => {
  await noted(100, [5, 2])
  await unnoted()
  const found = await tone()
  expect(found.value).toBeCloseTo(0.825581, 6)
  expect(found.n).toBe(40)
  expect(Number(found.interval?.low)).toBeCloseTo(0.825581 - 1.959964 * Math.sqrt(0.00802826), 4)
  expect(found.interval?.high).toBe(1)
  expect(found.details).toMatchObject([
    { name: { en: 'Proven right in French, on 100 noted voices' }, value: 0.93 },
  ])
  expect(found.note?.en).toContain('Estimate by word lists, noted by nobody')
  expect(found.note?.en).toContain('93% of the noted voices (between 86.3% and 96.6%)')
  expect(found.note?.en).toContain('never about a person')
  expect(found.comparisons).toEqual([])
})

test('is not told on 99 noted voices, however right', async () => {
  await noted(99, [0, 0])
  await unnoted()
  expect(await tone()).toMatchObject({ state: 'no-data', value: null, n: null, interval: null })
  expect((await tone()).note?.en).toContain('In French, 99 of 100 noted')
  await voices(1, praise, 'positive', '2026-02-01')
  expect(await tone()).toMatchObject({ state: 'measured', value: 0.75 })
})

// Wilson of 70 of 100 is 60.4 to 78.1 %, of 83 is 74.5 to 89.1 %, of 84 is 75.6 to 89.9 %.
test.each([
  [70, null, 'right on 70 of the 100 noted, hence between 60.4% and 78.1%: that is no proof'],
  [83, null, 'right on 83 of the 100 noted, hence between 74.5% and 89.1%'],
  [84, 'measured', 'right in French on 84%'],
] as const)('with %i of 100 right, state %s', async (right, state, said) => {
  const wrong = 100 - right
  await noted(100, [Math.floor(wrong / 2), wrong - Math.floor(wrong / 2)])
  await unnoted()
  const found = await tone()
  expect(found.state).toBe(state ?? 'no-data')
  expect(found.note?.en).toContain(said)
})

test('always to say "positive" proves nothing where nearly all are', async () => {
  await voices(120, praise, 'positive', '2026-02-01')
  await voices(9, blame, 'neutral', '2026-02-01')
  await unnoted()
  expect((await tone()).note?.en).toContain('120 noted positive and 9 otherwise: 10 of each are needed')
  // Ten otherwise, and all of them read as praise: right on 120 of 130, and blind.
  await voices(1, praise, 'negative', '2026-02-01')
  await database.write(housekeeper, (query) =>
    query.updateTable('feedback').set({ comment: praise }).where('sentiment', '=', 'neutral').execute(),
  )
  expect((await tone()).state).toBe('no-data')
})

test('a proof in one language is none in another, and what is not read is counted', async () => {
  await noted(100, [0, 0])
  await unnoted(english)
  expect((await tone()).note?.en).toMatch(/In French, right.*|in English, 0 of 100 noted/)
  expect((await tone()).value).toBeNull()
  await unnoted()
  await voices(3, 'Excellent !', null, '2026-05-03')
  const found = await tone()
  expect(found).toMatchObject({ value: 0.75, n: 40 })
  expect(found.details[1]).toMatchObject({ value: 43 })
  const page = await rows(database, owner, voiceOfCustomer, {
    ...view,
    answer: 'estimated-tone',
    offset: 0,
    limit: 500,
  })
  expect(page.total).toBe(40)
  expect(page.rows[0]).not.toHaveProperty('rep')
  expect(page.rows[0]).not.toHaveProperty('sentiment')
})

test('notes of more than a year ago prove nothing of today', async () => {
  await noted(100, [0, 0], '2025-06-30')
  await unnoted()
  expect((await tone()).note?.en).toContain('In French, 0 of 100 noted')
})

test('is told of no team and no person', async () => {
  await noted(100, [0, 0])
  await unnoted()
  for (const scope of [
    { kind: 'rep', id: ada },
    { kind: 'team', id: await idOf(database, 'teams', 'North') },
  ])
    expect(await tone({ scope })).toMatchObject({
      value: null,
      note: { en: 'An estimate is shown of the whole organisation only, never of a team or a person.' },
    })
  await expect(
    breakDown(database, owner, voiceOfCustomer, { ...view, answer: 'estimated-tone', dimension: 'rep' }),
  ).rejects.toThrow()
  const lines = await breakDown(database, owner, voiceOfCustomer, {
    ...view,
    answer: 'estimated-tone',
    dimension: 'segment',
  })
  expect(lines.lines.map(({ key, answer }) => [key, answer.value, answer.n])).toEqual([['Big', 0.75, 40]])
})

test('what it reads is kept nowhere', async () => {
  await noted(100, [0, 0])
  await unnoted()
  const before = await database.read(housekeeper, (query) =>
    query.selectFrom('feedback').selectAll().orderBy('feedback_id').execute(),
  )
  await tone()
  const after = await database.read(housekeeper, (query) =>
    query.selectFrom('feedback').selectAll().orderBy('feedback_id').execute(),
  )
  expect(after).toEqual(before)
})
