// Five hundred random teams with quotas of months, quarters, years and odd days: what they sold of them, measured together and computed
// again quota by quota without SQL.
import { beforeAll, expect, test } from 'vitest'
import { repOnboarding } from '../../kpis/rep-onboarding/definition.ts'
import { parsePeriod, type Period } from '../../metric/period.ts'
import { organisation } from '../../metric/scope.ts'
import fc from '../chance.ts'
import { freshDatabase } from '../database.ts'
import { fill } from '../fill.ts'
import { dayOf } from '../story-of-many.ts'
import { type Again, expectAgreement } from './agree.ts'
import { knownAccount, knownPerson } from './known-rows.ts'
import { linesAlone } from './lines-alone.ts'

const seed = 20261129
const sets = 500
const asOf = '2025-10-15'
/** Days of 2025, counted from 0. */
const anyDay = fc.integer({ min: -40, max: 330 })
const oneIn = (many: number) => fc.integer({ min: 1, max: many }).map((number) => number === 1)
const anyCurrency = fc.constantFrom(null, 'EUR', 'EUR', 'USD')

const member = fc.record({
  job: fc.constantFrom('rep', 'rep', 'rep', 'rep', null, 'manager'),
  left: anyDay,
  leaves: oneIn(6),
  changesTeam: fc.option(anyDay, { freq: 3, nil: null }),
  deals: fc.array(
    fc.record({
      opened: anyDay,
      closed: fc.integer({ min: 0, max: 60 }),
      fate: fc.constantFrom('won', 'won', 'won', 'lost', 'open'),
      minor: fc.option(fc.integer({ min: 0, max: 900_000 }), { freq: 9, nil: null }),
      currency: anyCurrency,
      isDeleted: oneIn(12),
    }),
    { maxLength: 12, size: 'max' },
  ),
  quotas: fc.array(
    fc.record({
      month: fc.integer({ min: -2, max: 11 }),
      shape: fc.constantFrom('month', 'month', 'month', 'quarter', 'quarter', 'year', 'odd'),
      counts: fc.constantFrom('amount', 'amount', 'deals'),
      much: fc.integer({ min: 0, max: 12 }),
      currency: anyCurrency,
    }),
    { maxLength: 4 },
  ),
})
const drawn = fc.sample(fc.array(member, { minLength: 1, maxLength: 7, size: 'max' }), {
  numRuns: sets,
  seed,
})
type Member = (typeof drawn)[number][number]
type Quota = Member['quotas'][number]

const monthStart = (month: number) => new Date(Date.UTC(2025, month, 1)).toISOString().slice(0, 10)

function daysOf({ shape, month }: Quota): { from: string; until: string } {
  if (shape === 'odd') return { from: dayOf(month * 30 + 7), until: dayOf(month * 30 + 31) }
  if (shape === 'year') return { from: monthStart(0), until: monthStart(12) }
  const first = shape === 'month' ? month : Math.floor(month / 3) * 3
  return { from: monthStart(first), until: monthStart(first + (shape === 'month' ? 1 : 3)) }
}

/** What the organisation's currency costs on a day. */
const rates = [
  { from: '2024-01-01', rate: 0.9 },
  { from: '2025-03-15', rate: 0.5 },
  { from: '2025-07-01', rate: 0.75 },
]
const inEuros = (minor: number, currency: string | null, day: string) =>
  currency === 'USD' ? Math.round(minor * rates.filter(({ from }) => from <= day).at(-1)!.rate) : minor

const leftOf = (one: Member) => (one.leaves ? dayOf(one.left) : null)
const teamOf = (i: number) => `Team ${String(i).padStart(3, '0')}`

const everyDeal = drawn.flat().flatMap((one) => one.deals)
const firstKnown = everyDeal.map(({ opened }) => dayOf(opened)).toSorted()[0]!
const lastKnown = everyDeal
  .flatMap(({ opened, closed, fate }) => [
    dayOf(opened),
    ...(fate === 'open' ? [] : [dayOf(opened + closed)]),
  ])
  .filter((day) => day <= asOf)
  .toSorted()
  .at(-1)!

const database = await freshDatabase()
beforeAll(async () => {
  const members = drawn
    .flatMap((own, i) => own.map((one) => ({ one, team: i + 1 })))
    .map((row, at) => ({ ...row, id: at + 1 }))
  await fill(database, 'teams', drawn.map((_own, i) => ({ team_id: i + 1, name: teamOf(i), name_key: teamOf(i).toLowerCase() }))) // prettier-ignore
  await fill(
    database,
    'people',
    members.map(({ one, id }) => ({ ...knownPerson(id, `Person ${id}`, one.job), hired_on: null, left_on: leftOf(one) })), // prettier-ignore
  )
  await fill(
    database,
    'memberships',
    members.flatMap(({ one, team, id }) => {
      const until = one.changesTeam === null ? null : dayOf(one.changesTeam)
      const first = { person_id: id, team_id: team, starts_on: null, ends_on: until }
      return until === null
        ? [first]
        : [first, { person_id: id, team_id: (team % sets) + 1, starts_on: until, ends_on: null }]
    }),
  )
  await fill(database, 'accounts', [knownAccount(1, 'Acme')])
  await fill(
    database,
    'currency_rates',
    rates.map(({ from, rate }) => ({ currency: 'USD', valid_from: from, rate, origin: 'story' })),
  )
  await fill(
    database,
    'opportunities',
    members.flatMap(({ one, id }) =>
      one.deals.map((deal) => ({
        account_id: 1,
        owner_id: id,
        outcome: deal.fate,
        outcome_basis: 'stated',
        opened_on: dayOf(deal.opened),
        closed_on: deal.fate === 'open' ? null : dayOf(deal.opened + deal.closed),
        amount_minor: deal.minor === null ? null : BigInt(deal.minor),
        currency: deal.currency,
        is_deleted: deal.isDeleted,
      })),
    ),
  )
  await fill(
    database,
    'quotas',
    members.flatMap(({ one, id }) =>
      one.quotas.map((quota) => {
        const { from, until } = daysOf(quota)
        const isAmount = quota.counts === 'amount'
        return {
          person_id: id,
          starts_on: from,
          ends_on: until,
          counts: quota.counts,
          amount_minor: isAmount ? BigInt(quota.much * 100_000) : null,
          currency: isAmount ? quota.currency : null,
          deals: isAmount ? null : quota.much,
        }
      }),
    ),
  )
}, 240_000)

interface Sold {
  readonly rep: Member
  readonly counts: Quota['counts']
  readonly sold: number
  readonly quota: number
}

/** The quotas that count in a period, one by one, of those who are of the team on their last day. */
function counted(own: readonly { one: Member; isFirst: boolean }[], period: Period): Sold[] {
  return own.flatMap(({ one, isFirst }) =>
    one.quotas.flatMap((quota): Sold[] => {
      const { from, until } = daysOf(quota)
      const last = dayBefore(until)
      const left = leftOf(one)
      const moved = one.changesTeam === null ? null : dayOf(one.changesTeam)
      const inFirst = moved === null || last < moved
      if (one.job === 'manager' || quota.much === 0 || inFirst !== isFirst) return []
      if (from < period.start || until > period.end) return []
      if (from < firstKnown || last > lastKnown || (left !== null && left <= last)) return []
      const won = one.deals.filter(({ fate, isDeleted, opened, closed }) => {
        const day = dayOf(opened + closed)
        return fate === 'won' && !isDeleted && day >= from && day <= last
      })
      const amount = won.reduce((sum, deal) => sum + inEuros(deal.minor ?? 0, deal.currency, from), 0)
      return quota.counts === 'deals'
        ? [{ rep: one, counts: 'deals', sold: won.length, quota: quota.much }]
        : [{ rep: one, counts: 'amount', sold: amount, quota: inEuros(quota.much * 100_000, quota.currency, from) }] // prettier-ignore
    }),
  )
}

const dayBefore = (day: string) =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)

const total = (rows: readonly Sold[], of: 'sold' | 'quota') => rows.reduce((sum, row) => sum + row[of], 0)

const attained =
  (counts: Quota['counts']) =>
  (rows: readonly Sold[]): Again => {
    const own = rows.filter((row) => row.counts === counts)
    const n = new Set(own.map(({ rep }) => rep)).size
    return { value: n === 0 ? null : total(own, 'sold') / total(own, 'quota'), n }
  }

const atQuota = (rows: readonly Sold[]): Again => {
  const reps = [...new Set(rows.map(({ rep }) => rep))]
  const reached = reps.filter((rep) =>
    (['amount', 'deals'] as const).every((counts) => {
      const own = rows.filter((row) => row.rep === rep && row.counts === counts)
      return total(own, 'sold') >= total(own, 'quota')
    }),
  )
  return { value: reps.length === 0 ? null : reached.length / reps.length, n: reps.length }
}

test.each(
  ['2025', '2025-Q2', '2025-07'].flatMap((id) =>
    (
      [
        ['quota-attainment', attained('amount')],
        ['quota-attainment-deals', attained('deals')],
        ['reps-at-quota', atQuota],
      ] as const
    ).map(([answer, again]) => [answer, id, again] as const),
  ),
)('quotas: %s of %s', async (answer, id, again) => {
  const period = parsePeriod(id)!
  const lines = await linesAlone(database, repOnboarding, { scope: organisation, period, asOf, answer, dimension: 'team' }) // prettier-ignore
  expectAgreement({
    answer: `${answer} of ${id}`,
    seed,
    lines,
    sets: drawn.map((own, i) => {
      // Whoever changes goes to the next team.
      const before = drawn[(i + sets - 1) % sets]!
      return [
        teamOf(i),
        [
          ...own.map((one) => ({ one, isFirst: true })),
          ...before.filter((one) => one.changesTeam !== null).map((one) => ({ one, isFirst: false })),
        ],
      ] as const
    }),
    again: (own) => again(counted(own, period)),
    fewest: id === '2025-07' ? 30 : 80,
  })
})

test('whoever is left out is drawn too', () => {
  expect(lastKnown > '2025-09-30').toBe(true)
  expect(drawn.flat().filter((one) => leftOf(one) !== null).length).toBeGreaterThan(50)
})
