// The product's own estimators find what was planted in the simulated company, and do not find what was not.
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { kpis } from '../kpis/index.ts'
import type { Answer } from '../metric/measurement.ts'
import { parsePeriod } from '../metric/period.ts'
import { breakDown, measure, measureAll, rows, trend } from '../metric/runner/runner.ts'
import { organisation, type Scope } from '../metric/scope.ts'
import { housekeeper, owner } from '../model/reader.ts'
import { outcomes } from '../outcomes/index.ts'
import { freshDatabase } from '../test/database.ts'
import { idOf } from '../test/fill.ts'
import { dayText } from './calendar.ts'
import { loadDemonstration } from './index.ts'
import { praiseTexts, remarks } from './texts.ts'
import {
  churningSegment,
  flatteringSource,
  helpfulContent,
  intake,
  monthlyChurn,
  placebo,
  ridingContent,
  slowTeam,
  workshop,
} from './truths.ts'

const database = await freshDatabase()

beforeAll(async () => {
  const client = await database.connect(housekeeper)
  try {
    await loadDemonstration(client, new Date('2026-11-23T09:00:00Z'))
  } finally {
    client.release()
  }
}, 120_000)

const metrics = [...outcomes, ...kpis]
const metric = (id: string) => metrics.find((one) => one.id === id)!
const view = (period: string, scope: Scope = organisation) => ({
  scope,
  period: parsePeriod(period)!,
  onFault: (error: unknown) => {
    throw error
  },
})
const answerOf = (answers: readonly Answer[], id: string) => answers.find((one) => one.id === id)!
const detail = (answer: Answer, name: string) =>
  Number(answer.details.find((one) => one.name.en.startsWith(name))!.value)

async function lines(id: string, answer: string, dimension: string, period: string) {
  const found = await breakDown(database, owner, metric(id), { ...view(period), answer, dimension })
  return (label: string) => found.lines.find((line) => line.label.startsWith(label))!
}

test('the workshop given by lot: its points are in the interval, and it is better', async () => {
  const of = await lines('training-and-coaching', 'workshop-effect', 'workshop', '2025')
  const { answer } = of(workshop.name)
  expect(answer.interval!.low).toBeLessThan(workshop.points)
  expect(answer.interval!.high).toBeGreaterThan(workshop.points)
  expect(answer.note!.en).toContain('Wave drawn by lot')
  expect(answer.comparisons).toMatchObject([{ against: 'no-effect', verdict: 'better' }])
  // Nothing was planted in how many opportunities they open, nor in their cycle.
  const { answers } = await measure(database, owner, metric('training-and-coaching'), view('2025-Q2'))
  for (const id of ['workshop-opportunities', 'workshop-cycle'])
    expect(answerOf(answers, id).comparisons[0]!.verdict, id).toBe('no-clear-change')
})

test('the placebo: those chosen for a bad half-year rise by themselves, and no effect is claimed', async () => {
  for (const outcome of ['workshop-effect', 'workshop-opportunities', 'workshop-cycle']) {
    const of = await lines('training-and-coaching', outcome, 'workshop', '2025')
    const verdicts = of(placebo.name).answer.comparisons.map((one) => one.verdict)
    expect(verdicts, outcome).not.toContain('better')
  }
  const of = await lines('training-and-coaching', 'workshop-effect', 'workshop', '2025')
  const { answer } = of(placebo.name)
  // Before and after alone would have claimed twenty points; chance alone explains most of them.
  const rise = detail(answer, 'Invited, after') - detail(answer, 'Invited, before')
  expect(rise).toBeGreaterThan(0.15)
  expect(detail(answer, 'Change expected from chance alone')).toBeGreaterThan(rise / 2)
  expect(answer.value).toBeNull()
  expect(answer.note!.en).toMatch(/^Cannot tell/)
})

test('the content that helps is found at its stage, and the one that only rides along is not', async () => {
  const { rows: items } = await rows(database, owner, metric('content-utilisation'), {
    ...view('all'),
    answer: 'stage-lift',
    offset: 0,
    limit: 500,
  })
  const of = (title: string, stage: string) =>
    items.find((row) => row['content'] === title && row['stage'] === stage)!
  expect(of(helpfulContent.title, helpfulContent.stage)).toMatchObject({ reading: 'more' })
  const riding = of(ridingContent.title, 'Découverte')
  expect(Number(riding['stays'])).toBeGreaterThan(100)
  expect(riding['reading']).toBe('unclear')
  // Large deals move on more often, so it looks good until segments are compared with themselves.
  expect(Number(riding['rate_with'])).toBeGreaterThan(Number(riding['rate_without']))
  expect(items.filter((row) => row['reading'] === 'more')).toHaveLength(1)
})

test('the flattering source loses its lead once segments are equal', async () => {
  const crude = await lines('lead-quality', 'conversion', 'lead-source', 'all')
  const equal = await lines('lead-quality', 'conversion-same-segment', 'lead-source', 'all')
  const site = 'Site web'
  expect(crude(flatteringSource).verdict).toBe('better')
  expect(Number(crude(flatteringSource).answer.value) / Number(crude(site).answer.value)).toBeGreaterThan(1.4)
  const [own, plain] = [equal(flatteringSource).answer, equal(site).answer]
  expect(own.interval!.low).toBeLessThan(plain.interval!.high)
  expect(plain.interval!.low).toBeLessThan(own.interval!.high)
})

test('the team whose cycle lengthens gives a signal on the right side from then on, and no other does', async () => {
  const teams = await database.read(housekeeper, (query) =>
    query.selectFrom('teams').select(['team_id', 'name']).execute(),
  )
  const from = dayText(slowTeam.from)
  for (const { team_id, name } of teams) {
    const found = await trend(database, owner, metric('sales-cycle'), {
      ...view('2026-Q2', { kind: 'team', id: team_id }),
      answer: 'mean',
      grain: 'month',
      points: 24,
    })
    const slow = found.points.filter(
      (point) =>
        point.signal !== null && Number(point.value) > found.limits!.centre && point.period.end > from,
    )
    if (name === slowTeam.name) {
      expect(slow.length, name).toBeGreaterThan(0)
      expect(found.verdict).toBe('worse')
    } else expect(slow, name).toEqual([])
  }
})

test('the segment that churns is found, and only it', async () => {
  const of = await lines('customer-churn', 'logo-churn', 'segment', '2025-Q4')
  const worst = of(churningSegment)
  expect(worst.verdict).toBe('worse')
  const planted = 1 - (1 - monthlyChurn[churningSegment]) ** 3
  expect(worst.answer.interval!.low).toBeLessThan(planted)
  expect(worst.answer.interval!.high).toBeGreaterThan(planted)
  for (const segment of ['PME', 'ETI', 'Grand compte']) expect(of(segment).verdict, segment).not.toBe('worse')
})

test('an intake: how newcomers begin can be told of the last quarter, and no difference is claimed of so few', async () => {
  const { answers } = await measure(database, owner, metric('rep-onboarding'), view('2026-Q2'))
  const sale = answerOf(answers, 'first-sale')
  expect(sale.n).toBeGreaterThan(intake.many)
  expect(sale.value).toBeGreaterThan(30)
  expect(sale.value).toBeLessThan(91)
  for (const id of ['first-sale', 'cost-per-rep', 'first-sale-cost'])
    for (const { verdict } of answerOf(answers, id).comparisons) expect(verdict, id).toBe('too-few')
  // An intake brings hands, not leads: how many come is as before.
  const { answers: found } = await measure(database, owner, metric('conversion-rate'), view('2026-Q2'))
  const [previous] = answerOf(found, 'leads-created').comparisons
  expect(previous).toMatchObject({ against: 'previous', verdict: 'no-clear-change' })
})

test('several leads of one company decide as one: fewer accounts buy than if each decided alone', async () => {
  const { answers } = await measure(database, owner, metric('lead-quality'), view('2025'))
  const accounts = answerOf(answers, 'account-conversion')
  expect(accounts.interval!.high).toBeLessThan(detail(accounts, 'Expected if each lead decided alone'))
  const of = await lines('lead-quality', 'account-conversion', 'account-leads', '2025')
  for (const label of ['1', '2', '3+']) expect(of(label).answer.n, label).toBeGreaterThan(100)
})

test('the tone of the voices that nobody noted: the estimate covers what their sentences say', async () => {
  const { answers } = await measure(database, owner, metric('voice-of-customer'), view('2026-Q2'))
  const unnoted = await database.read(housekeeper, (query) =>
    sql<{ comment: string }>`
      select comment from feedback
      where sentiment is null and received_on between '2026-04-01' and '2026-06-30'
      union all
      select comment from survey_answers
      where comment is not null and answered_on between '2026-04-01' and '2026-06-30'`.execute(query),
  )
  const tones = new Map(
    Object.values(remarks)
      .flat()
      .map(({ text, tone }) => [text, tone]),
  )
  const isPositive = (text: string) => praiseTexts.includes(text) || tones.get(text) === 'positive'
  const positive = unnoted.rows.filter(({ comment }) => isPositive(comment)).length / unnoted.rows.length
  const { value, interval, n } = answerOf(answers, 'estimated-tone')
  expect(n).toBe(unnoted.rows.length)
  expect(value).not.toBe(positive)
  expect(interval!.low).toBeLessThan(positive)
  expect(interval!.high).toBeGreaterThan(positive)
})

test('all fifteen are measured in the last quarter, each with what it rests on', async () => {
  const found = await measureAll(database, owner, metrics, view('2026-Q2'))
  expect(found).toHaveLength(15)
  for (const { metric: id, state, answers, coverage } of found) {
    expect(state, id).toBe('measured')
    expect(coverage.lastDay, id).toBe('2026-06-30')
    for (const answer of answers) {
      expect(answer.state, `${id} ${answer.id}`).not.toBe('not-connected')
      if (answer.value === null) expect(answer.note, `${id} ${answer.id}`).not.toBeNull()
    }
  }
})

test('its clock stands still at its last day', async () => {
  const team = await idOf(database, 'teams', 'Paris')
  const found = await measure(
    database,
    owner,
    metric('sales-cycle'),
    view('2026-Q2', { kind: 'team', id: team }),
  )
  expect(found.asOf).toBe('2026-06-30')
})
