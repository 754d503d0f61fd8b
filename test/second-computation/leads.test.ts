// Five hundred random people, each with leads scored by a method of their own or on the lead itself: what the score is worth, measured
// together and computed again one by one without SQL.
import { beforeAll, test } from 'vitest'
import { leadQuality } from '../../kpis/lead-quality/definition.ts'
import { parsePeriod } from '../../metric/period.ts'
import { organisation } from '../../metric/scope.ts'
import { housekeeper } from '../../model/reader.ts'
import fc from '../chance.ts'
import { type Again, expectAgreement } from './agree.ts'
import { freshDatabase } from '../database.ts'
import { fill } from '../fill.ts'
import { linesAlone } from './lines-alone.ts'
import { naiveMean, naiveQuantile } from '../naive.ts'
import { tell } from '../story.ts'
import { dayOf } from '../story-of-many.ts'

const seed = 20261202
const sets = 500
const view = { scope: organisation, period: parsePeriod('2025-Q2')!, asOf: '2025-06-20' }

const anyScore = fc.record({
  after: fc.integer({ min: -5, max: 40 }),
  score: fc.integer({ min: 1, max: 5 }),
  isGood: fc.option(fc.boolean(), { freq: 2, nil: null }),
  // Given on the day on which the lead became a customer.
  isAtEnd: fc.integer({ min: 0, max: 3 }).map((number) => number === 0),
})
const lead = fc
  .record({
    created: fc.integer({ min: 30, max: 180 }),
    delay: fc.integer({ min: -3, max: 60 }),
    fate: fc.constantFrom('waiting', 'dated', 'dated', 'said'),
    scores: fc.array(anyScore, { maxLength: 3, size: 'max' }),
    // On the lead itself, of no day: stands in where no dated one was given.
    own: fc.option(fc.integer({ min: 1, max: 5 }), { freq: 2, nil: null }),
    account: fc.constantFrom('Large', 'Large', 'Small', 'Bare'),
    isDeleted: fc.integer({ min: 0, max: 14 }).map((number) => number === 0),
  })
  .map((one) => ({
    ...one,
    scores: one.scores.map((given) => (given.isAtEnd ? { ...given, after: one.delay } : given)),
  }))
const drawn = fc.sample(fc.array(lead, { maxLength: 12, size: 'max' }), { numRuns: sets, seed })
type Lead = (typeof drawn)[number][number]

const database = await freshDatabase()
const nameOf = (i: number) => `Rep ${String(i).padStart(3, '0')}`
const dayOfScore = (one: Lead, given: Lead['scores'][number]) => dayOf(one.created + given.after)

beforeAll(async () => {
  await tell(database, {
    people: Object.fromEntries(drawn.map((_own, i) => [nameOf(i), 'North'])),
    accounts: Object.fromEntries(
      drawn.flatMap((_own, i) => [
        [`${nameOf(i)} Large`, { segment: 'large' }],
        [`${nameOf(i)} Small`, { segment: 'small' }],
        [`${nameOf(i)} Bare`, {}],
      ]),
    ),
  })
  const { people, accounts } = await database.read(housekeeper, async (query) => ({
    people: await query.selectFrom('people').select(['person_id', 'display_name']).execute(),
    accounts: await query.selectFrom('accounts').select(['account_id', 'name']).execute(),
  }))
  const personOf = new Map(people.map((row) => [row.display_name, row.person_id]))
  const accountOf = new Map(accounts.map((row) => [row.name, row.account_id]))
  const leads = drawn
    .flatMap((own, i) => own.map((one) => ({ one, i })))
    .map((row, at) => ({ ...row, id: at + 1 }))
  await fill(
    database,
    'leads',
    leads.map(({ one, i, id }) => ({
      lead_id: id,
      account_id: accountOf.get(`${nameOf(i)} ${one.account}`),
      owner_id: personOf.get(nameOf(i)),
      created_on: dayOf(one.created),
      is_converted: one.fate !== 'waiting',
      converted_on: one.fate === 'dated' ? dayOf(one.created + one.delay) : null,
      score: one.own,
      is_deleted: one.isDeleted,
    })),
  )
  await fill(
    database,
    'lead_scores',
    leads.flatMap(({ one, i, id }) =>
      one.scores.map((given) => ({
        account_id: accountOf.get(`${nameOf(i)} ${one.account}`),
        lead_id: id,
        scored_on: dayOfScore(one, given),
        score: given.score,
        method: `method ${i}`,
        is_good: given.isGood,
      })),
    ),
  )
}, 180_000)

/** The day on which a lead is known to have become a customer. */
function becameOn(one: Lead): string | null {
  const day = dayOf(one.created + one.delay)
  return one.fate === 'dated' && day <= view.asOf ? day : null
}

const known = (own: readonly Lead[]) => own.filter((one) => !one.isDeleted)

/** Nine dated conversions in ten took so many days or fewer. */
function horizonOf(): number {
  const days = known(drawn.flat()).flatMap((one) =>
    becameOn(one) !== null && one.delay >= 0 ? [one.delay] : [],
  )
  return Math.ceil(naiveQuantile(days, 0.9)!)
}

/** What a score of a method is worth among all that it gave. */
interface Scale {
  /** Lowest score of the best third; null where all are the same. */
  readonly bar: number | null
  /** Share of all scores that are lower, ties by half. */
  readonly standingOf: (score: number) => number
}

function scaleOf(all: readonly number[]): Scale {
  const distinct = [...new Set(all)].toSorted((a, b) => a - b)
  const best = distinct.find((value) => all.filter((other) => other >= value).length * 3 <= all.length)
  const many = (is: (other: number) => boolean) => all.filter(is).length
  return {
    bar: distinct.length < 2 ? null : (best ?? distinct.at(-1)!),
    standingOf: (score) =>
      (many((other) => other < score) + many((other) => other === score) / 2) / all.length,
  }
}

/** A person's method: what it gave to a lead since deleted was given all the same. */
const methodOf = (own: readonly Lead[]) =>
  scaleOf(
    own.flatMap((one) =>
      one.scores.filter((given) => dayOfScore(one, given) <= view.asOf).map((given) => given.score),
    ),
  )

/** The scores that stand on leads: one method for everybody. */
const ownScale = scaleOf(
  known(drawn.flat()).flatMap((one) => (one.scores.length === 0 && one.own !== null ? [one.own] : [])),
)

interface Judgement {
  readonly standing: number
  readonly good: boolean | null
}

function judgedBy({ bar, standingOf }: Scale, score: number, said: boolean | null = null): Judgement {
  return { standing: standingOf(score), good: said ?? (bar === null ? null : score >= bar) }
}

/** The first score that a lead was given before it became a customer, and whether it called the lead good. */
function judgementOf(one: Lead, method: Scale): Judgement | null {
  if (one.scores.length === 0) return one.own === null ? null : judgedBy(ownScale, one.own)
  const became = becameOn(one)
  const [first] = one.scores
    .filter((given) => {
      const day = dayOfScore(one, given)
      return day <= view.asOf && (became === null || day < became || given.after <= 0)
    })
    .toSorted((a, b) => a.after - b.after || a.score - b.score || rankOf(a.isGood) - rankOf(b.isGood))
  return first === undefined ? null : judgedBy(method, first.score, first.isGood)
}
const rankOf = (said: boolean | null) => (said === null ? 2 : Number(said))
const isIn = (day: string) => day >= view.period.start && day < view.period.end && day <= view.asOf

interface Judged {
  readonly good: boolean
  readonly standing: number
  readonly account: Lead['account']
  readonly isInTime: boolean
}

/** The leads that fall in the period, with their first score and what became of them within the time that is given to them. */
function judgedOf(own: readonly Lead[], horizon: number, wait = horizon): Judged[] {
  const method = methodOf(own)
  return known(own).flatMap((one) => {
    const said = judgementOf(one, method)
    const became = becameOn(one)
    if (!isIn(dayOf(one.created + wait)) || said === null || said.good === null) return []
    if (became !== null && one.delay < 0) return []
    const isInTime = became === null ? one.fate === 'said' : one.delay <= horizon
    return [{ ...said, good: said.good, account: one.account, isInTime }]
  })
}

const horizon = horizonOf()

async function agree(
  answer: string,
  again: (own: readonly Lead[]) => Again,
  fewest = sets / 5,
): Promise<void> {
  const lines = await linesAlone(database, leadQuality, { ...view, answer, dimension: 'rep' })
  expectAgreement({
    answer,
    seed,
    lines,
    sets: drawn.map((own, i) => [nameOf(i), own] as const),
    again,
    fewest,
  })
}

const rateOf = (leads: readonly Judged[]) => naiveMean(leads.map((one) => Number(one.isInTime)))

test('lead quality: conversion of those that the score calls good over that of the others', async () => {
  await agree('lift', (own) => {
    const judged = judgedOf(own, horizon)
    const [goods, others] = [true, false].map((good) => rateOf(judged.filter((one) => one.good === good)))
    const value = goods === null || others === null || others === 0 ? null : goods! / others!
    return { value, n: judged.length }
  })
})

// Of all pairs of a lead that became a customer and one that did not: how often the first stood higher, ties by half.
test('lead quality: sorting power, pair by pair', async () => {
  await agree('sorting', (own) => {
    const judged = judgedOf(own, horizon)
    const places = (isInTime: boolean) =>
      judged.filter((one) => one.isInTime === isInTime).map((one) => one.standing)
    const pairs = places(true).flatMap((won) =>
      places(false).map((lost) => (won > lost ? 1 : won === lost ? 0.5 : 0)),
    )
    return { value: naiveMean(pairs), n: null }
  })
})

/** Companies by their best lead: good when one of them is, and a customer when one of them became one in time. */
function accountsOf(own: readonly Lead[]): Judged[] {
  const judged = judgedOf(own, horizon)
  return [...new Set(judged.map((one) => one.account))].map((account) => {
    const leads = judged.filter((one) => one.account === account)
    return {
      account,
      good: leads.some((one) => one.good),
      standing: Math.max(...leads.map((one) => one.standing)),
      isInTime: leads.some((one) => one.isInTime),
    }
  })
}

test('lead quality: accounts by their best lead, account by account', async () => {
  await agree('account-conversion', (own) => ({ value: rateOf(accountsOf(own)), n: accountsOf(own).length }))
  await agree(
    'account-sorting',
    (own) => {
      const places = (isInTime: boolean) =>
        accountsOf(own)
          .filter((one) => one.isInTime === isInTime)
          .map((one) => one.standing)
      const pairs = places(true).flatMap((won) =>
        places(false).map((lost) => (won > lost ? 1 : won === lost ? 0.5 : 0)),
      )
      return { value: naiveMean(pairs), n: null }
    },
    50,
  )
  await agree(
    'account-lift',
    (own) => {
      const [goods, others] = [true, false].map((good) =>
        rateOf(accountsOf(own).filter((one) => one.good === good)),
      )
      const value = goods === null || others === null || others === 0 ? null : goods! / others!
      return { value, n: accountsOf(own).length }
    },
    20,
  )
})

test('lead quality: conversion of scored leads, and how many of those that come are above the bar', async () => {
  await agree('conversion', (own) => {
    const judged = judgedOf(own, horizon)
    return { value: rateOf(judged), n: judged.length }
  })
  // Those created in the quarter, whatever became of them.
  await agree('above-bar', (own) => {
    const created = judgedOf(own, horizon, 0)
    return { value: naiveMean(created.map((one) => Number(one.good))), n: created.length }
  })
})

// One lead of the organisation after the other: what this person would convert of its kind, where she has any of that kind.
test('lead quality: conversion with the segments of the whole organisation', async () => {
  const everybody = drawn.flatMap((own) => judgedOf(own, horizon))
  await agree('conversion-same-segment', (own) => {
    const judged = judgedOf(own, horizon)
    const rates = new Map(
      [...new Set(judged.map((one) => one.account))].map((account) => [
        account,
        rateOf(judged.filter((one) => one.account === account))!,
      ]),
    )
    return { value: naiveMean(everybody.flatMap((one) => rates.get(one.account) ?? [])), n: judged.length }
  })
})
