// Time spent selling of two people in one week, worked out by hand.
import { beforeAll, expect, test } from 'vitest'
import type { Answer, Measurement } from '../../metric/measurement.ts'
import { parsePeriod } from '../../metric/period.ts'
import { breakDown, measure, rows } from '../../metric/runner/runner.ts'
import { organisation } from '../../metric/scope.ts'
import { housekeeper, owner } from '../../model/reader.ts'
import { freshDatabase } from '../../test/database.ts'
import { fill, idOf } from '../../test/fill.ts'
import { tell } from '../../test/story.ts'
import { timeSpentSelling } from './definition.ts'

const database = await freshDatabase()
// Monday 2 to Friday 6 March 2026: five working days are known.
const view = { scope: organisation, period: parsePeriod('2026-03')!, asOf: '2026-03-06' }
const hour = 3600

// Ada: four days of 2 h with customers and 4 h of CRM; on Friday 9 to 11 with a customer while the mail is open from 10 to 12:
// three hours, two of them selling. Tracked 27, selling 10. Grace: five days of 1 h and 6 h. Tracked 35, selling 5.
beforeAll(async () => {
  await tell(database, { people: { Ada: 'North', Grace: 'South' } })
  const ada = await idOf(database, 'people', 'Ada')
  const grace = await idOf(database, 'people', 'Grace')
  const total = (rep_id: number, day: number, category: string, hours: number, basis = 'captured') => ({
    rep_id,
    day: `2026-03-0${day}`,
    category,
    basis,
    seconds: hours * hour,
  })
  await fill(database, 'activities', [
    ...[2, 3, 4, 5].flatMap((day) => [total(ada, day, 'buyer-facing', 2), total(ada, day, 'crm', 4)]),
    {
      ...total(ada, 6, 'buyer-facing', 2),
      started_at: '2026-03-06T09:00:00Z',
      ended_at: '2026-03-06T11:00:00Z',
    },
    { ...total(ada, 6, 'email', 2), started_at: '2026-03-06T10:00:00Z', ended_at: '2026-03-06T12:00:00Z' },
    total(ada, 6, 'not-measured', 4),
    ...[2, 3, 4, 5, 6].flatMap((day) => [
      total(grace, day, 'buyer-facing', 1),
      total(grace, day, 'email', 6),
    ]),
    total(ada, 2, 'buyer-facing', 3, 'declared'),
    total(ada, 2, 'crm', 4, 'declared'),
  ])
})

function answerOf(measurement: Measurement, id: string): Answer {
  return measurement.answers.find((answer) => answer.id === id)!
}

// 15 of 62 tracked hours. Due: 2 people x 5 days x 7 h = 70. At least 15 / 70, at most (15 + 8) / 70.
test('a minute counts once, and the rest of the working time is between bounds', async () => {
  const found = await measure(database, owner, timeSpentSelling, view)
  expect(found.state).toBe('measured')
  const share = answerOf(found, 'selling-share')
  expect(share.value).toBeCloseTo(15 / 62, 12)
  expect(share).toMatchObject({
    n: 2,
    numerator: 15,
    denominator: 62,
    partsUnit: { kind: 'hours' },
    isFragile: true,
  })
  // Then where it goes: 63 hours are noted, the one noted twice being in both. E-mail 2 + 30, CRM 16, customers 15.
  expect(share.details.map((detail) => [detail.name.en, Number(detail.value).toFixed(6)])).toEqual(
    (
      [
        ['Tracked, of the working time due', 62 / 70],
        ['At least', 15 / 70],
        ['At most', 23 / 70],
        ['e-mail', 32 / 63],
        ['CRM entry', 16 / 63],
        ['with customers', 15 / 63],
      ] as const
    ).map(([name, value]) => [name, value.toFixed(6)]),
  )
})

test('what people say stands beside what was captured', async () => {
  const found = await measure(database, owner, timeSpentSelling, view)
  const declared = answerOf(found, 'declared-share')
  expect(declared.value).toBeCloseTo(3 / 7, 12)
  expect(declared.details).toMatchObject([
    { name: { en: 'CRM entry' }, value: 4 / 7 },
    { name: { en: 'with customers' }, value: 3 / 7 },
  ])
})

test('two people are too few to say what a task may take', async () => {
  const found = await measure(database, owner, timeSpentSelling, view)
  expect(answerOf(found, 'recoverable-hours')).toMatchObject({ state: 'no-data', value: null })
})

// E-mail in a week of five days: 1, 2, 3, 4 h, and Eve 1 h on the only day that she tracks, 5 h a week. A quarter spend 2 h or less.
// Beyond it: 0, 0, 1, 2, 3 h a week, 1.2 each; over what they worked 1 + 2 + 3 x 1/5 = 3.6 h, at 40 euros 144. CRM: 2 h, all alike.
test('the largest loss is said in hours, and in money once an hour has a price', async () => {
  const team = await freshDatabase()
  const names = ['Ann', 'Ben', 'Cid', 'Dan', 'Eve']
  await tell(team, { people: Object.fromEntries(names.map((name) => [name, 'North'])) })
  const loss = async () => answerOf(await measure(team, owner, timeSpentSelling, view), 'recoverable-hours')
  for (const [i, name] of names.entries()) {
    const rep_id = await idOf(team, 'people', name)
    const on = (day: number, category: string, hours: number) => ({
      rep_id,
      day: `2026-03-0${day}`,
      category,
      basis: 'captured',
      seconds: hours * hour,
    })
    const worked = name === 'Eve' ? [2] : [2, 3, 4, 5, 6]
    await fill(team, 'activities', [
      ...worked.map((day) => on(day, 'buyer-facing', 1)),
      on(2, 'email', name === 'Eve' ? 1 : i + 1),
      on(2, 'crm', name === 'Eve' ? 0.4 : 2),
    ])
  }
  const before = await loss()
  expect(before.value).toBeCloseTo(1.2, 9)
  expect(before.note!.en).toMatch(
    /Largest recoverable loss: e-mail, 1\.2 h a week for each rep, that is 3\.6 h over the period for all\. Its cost is not known/,
  )
  await fill(team, 'targets', [
    {
      metric: 'content-creation-time',
      answer: 'hourly-rate',
      kind: 'standard',
      valid_from: '2026-01-01',
      value: 4_000,
      origin: 'page',
    },
  ])
  expect((await loss()).note!.en).toContain('that is 3.6 h over the period for all, €144 at the standard')
})

test('teams have the time of their people, in the order of names', async () => {
  const found = await breakDown(database, owner, timeSpentSelling, { ...view, dimension: 'rep' })
  expect(found.lines.map((line) => [line.label, Number(line.answer.value).toFixed(6)])).toEqual([
    ['Ada', (10 / 27).toFixed(6)],
    ['Grace', (5 / 35).toFixed(6)],
  ])
})

test('the rows are the days', async () => {
  const page = await rows(database, owner, timeSpentSelling, { ...view, offset: 0, limit: 20 })
  expect(page.total).toBe(10)
  expect(page.rows[0]).toMatchObject({
    rep: 'Ada',
    team: 'North',
    day: '2026-03-06',
    selling: 120,
    minutes: 180,
  })
})

test('less than six tenths of the time tracked gives bounds only; leave and holidays are not due', async () => {
  const little = await freshDatabase()
  await tell(little, { people: { Ada: 'North' } })
  const ada = await idOf(little, 'people', 'Ada')
  await fill(little, 'activities', [
    { rep_id: ada, day: '2026-03-02', category: 'buyer-facing', basis: 'captured', seconds: 7 * hour },
  ])
  const one = { ...view, scope: organisation }
  const bounded = answerOf(await measure(little, owner, timeSpentSelling, one), 'selling-share')
  expect(bounded).toMatchObject({ state: 'no-data', value: null })
  expect(bounded.note!.en).toBe(
    'Only 20% of the working time is tracked: the share sold lies between 20 and 100%.',
  )
  // Away from Tuesday to Thursday, Friday a holiday: Monday alone was due, and it is tracked whole.
  await fill(little, 'absences', [
    { person_id: ada, starts_on: '2026-03-03', ends_on: '2026-03-06', share: 1 },
  ])
  await fill(little, 'holidays', [{ day: '2026-03-06', name: 'Saint' }])
  expect(answerOf(await measure(little, owner, timeSpentSelling, one), 'selling-share').value).toBe(1)
})

test('time from before the notice is not used, and counted', async () => {
  const told = await freshDatabase()
  await tell(told, { people: { Ada: 'North' } })
  const ada = await idOf(told, 'people', 'Ada')
  await fill(told, 'activities', [
    { rep_id: ada, day: '2026-03-02', category: 'crm', basis: 'captured', seconds: 7 * hour },
    ...[3, 4, 5, 6].map((day) => ({
      rep_id: ada,
      day: `2026-03-0${day}`,
      category: 'buyer-facing',
      basis: 'captured',
      seconds: 7 * hour,
    })),
  ])
  await told.write(housekeeper, async (query) => {
    const version = await query
      .insertInto('notice_versions')
      .values({
        name: 'v1',
        text_fr: 'x',
        text_en: 'x',
        published_at: new Date('2026-03-01T08:00:00Z'),
      } as never)
      .returning('notice_version_id')
      .executeTakeFirstOrThrow()
    await query
      .insertInto('notice_receipts')
      .values({
        person_id: ada,
        notice_version_id: version.notice_version_id,
        received_at: new Date('2026-03-03T08:00:00Z'),
        way: 'on paper',
      })
      .execute()
  })
  const found = await measure(told, owner, timeSpentSelling, view)
  expect(answerOf(found, 'selling-share').value).toBe(1)
  expect(found.exclusions).toMatchObject([{ code: 'before-notice', count: 1 }])
})
