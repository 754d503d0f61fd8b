// Five hundred random data sets about customers, measured together and computed again one by one without SQL.
import { beforeAll, test } from 'vitest'
import { crossSellUpsell } from '../../kpis/cross-sell-upsell/definition.ts'
import { customerChurn } from '../../kpis/customer-churn/definition.ts'
import { netPromoterScore } from '../../kpis/net-promoter-score/definition.ts'
import type { MetricDefinition } from '../../metric/definition.ts'
import { breakDown } from '../../metric/runner/runner.ts'
import { organisation } from '../../metric/scope.ts'
import { owner } from '../../model/reader.ts'
import {
  buyersOf,
  closedOn,
  isDecided,
  isWon,
  kindOf,
  markUntil,
  type Said,
  saidIn,
} from './customers-again.ts'
import {
  asOf,
  at,
  type Contract,
  type DataSet,
  drawn,
  endOf,
  industryOf,
  period,
  seed,
  segmentOf,
  sets,
  tellSets,
} from './customer-sets.ts'
import { type Again, expectAgreement } from './agree.ts'
import { freshDatabase } from '../database.ts'
import { dayNumber, naiveMean } from '../naive.ts'
import { dayOf } from '../story-of-many.ts'

const database = await freshDatabase()
beforeAll(() => tellSets(database), 180_000)

/** Holds each line of the dimension against what `again` makes of the data sets behind it. */
async function agreeBy(
  dimension: 'segment' | 'industry',
  definition: MetricDefinition,
  id: string,
  again: (own: readonly DataSet[]) => Again,
  fewest: number,
): Promise<void> {
  const found = await breakDown(database, owner, definition, {
    scope: organisation,
    period,
    asOf,
    answer: id,
    dimension,
  })
  const lines = new Map(found.lines.map((line) => [line.label, line.answer]))
  const labelOf = dimension === 'segment' ? segmentOf : industryOf
  expectAgreement({
    answer: id,
    seed,
    lines,
    sets: [...new Set(drawn.map((_set, i) => labelOf(i)))].map(
      (label) => [label, drawn.filter((_set, i) => labelOf(i) === label)] as const,
    ),
    again,
    fewest,
  })
}

const agree = (
  definition: MetricDefinition,
  id: string,
  again: (set: DataSet) => Again,
  fewest = sets / 10,
): Promise<void> => agreeBy('segment', definition, id, ([set]) => again(set!), fewest)

const share = (part: number, all: number): Again => ({ value: all === 0 ? null : part / all, n: all })
const inPeriod = (day: string | null): day is string =>
  day !== null && day >= period.start && day < period.end && day <= asOf
/** Each person's last answer of the quarter; those without a name are each a person. */
function lastOf(set: DataSet): Said[] {
  const own = saidIn(set).filter((one) => inPeriod(one.day))
  return own.filter(
    (one, i) => one.person === null || !own.slice(i + 1).some((later) => later.person === one.person),
  )
}

test('NPS: score, by account, response rate, and the change of those who answered twice', async () => {
  await agree(netPromoterScore, 'nps', (set) => {
    const marks = lastOf(set).map((one) => one.mark)
    return { value: naiveMean(marks), n: marks.length }
  })
  await agree(netPromoterScore, 'by-account', (set) => {
    const last = lastOf(set)
    const names = [...new Set(last.map((one) => one.account))]
    const means = names.map((name) =>
      naiveMean(last.filter((one) => one.account === name).map((one) => one.mark))!,
    )
    return { value: naiveMean(means), n: means.length }
  })
  await agree(netPromoterScore, 'response-rate', (set) => {
    const invited = set.answers.filter((one) => one.isNps && inPeriod(at(one.invited)))
    return share(
      invited.filter((one) => one.answered !== null && dayOf(one.answered) <= asOf).length,
      invited.length,
    )
  })
  await agree(
    netPromoterScore,
    'same-people',
    (set) => {
      const changes = lastOf(set).flatMap((one) => {
        const earlier = saidIn(set)
          .filter((other) => other.person === one.person && one.person !== null && other.day < period.start)
          .filter((other) => dayNumber(period.start) - dayNumber(other.day) <= 365)
          .at(-1)
        return earlier === undefined ? [] : [one.mark - earlier.mark]
      })
      return { value: naiveMean(changes), n: changes.length }
    },
    sets / 20,
  )
})

const grace = 30

interface Customer {
  readonly isLost: boolean
  readonly start: number | null
  readonly end: number
}

/** The customer that an account is at the start of the quarter, day by day of its contracts; null when it is none. */
function customerOf(set: DataSet, name: string): Customer | null {
  const known = set.contracts
    .filter((one) => one.account === name && dayOf(one.starts) <= asOf)
    .toSorted((a, b) => a.starts - b.starts)
  const stays: Contract[][] = []
  for (const one of known) {
    const last = stays.at(-1)
    const until = last?.map((other) => (other.lasts === null ? Infinity : other.starts + other.lasts)) ?? []
    if (last !== undefined && one.starts <= Math.max(...until) + grace) last.push(one)
    else stays.push([one])
  }
  for (const stay of stays) {
    if (dayOf(stay[0]!.starts) >= period.start) continue
    const { lost, isLate } = fateOf(set.contracts.filter((one) => stay.includes(one)))
    if (lost !== null && lost < period.start) continue
    const isLost = lost !== null && lost <= asOf
    const start = sumOf(
      known.filter((one) => dayOf(one.starts) < period.start && (endOf(one) ?? '9999') >= period.start),
    )
    const end = sumOf(known.filter((one) => dayOf(one.starts) <= asOf && (endOf(one) ?? '9999') > asOf))
    return { isLost, start, end: isLost ? 0 : isLate ? (start ?? 0) : (end ?? 0) }
  }
  return null
}

/** When a stay was lost, or that it waits for its renewal; contracts in the order in which they were written. */
function fateOf(stay: readonly Contract[]): { readonly lost: string | null; readonly isLate: boolean } {
  const ends = stay.map((one) => endOf(one) ?? '9999')
  const ended = ends.toSorted().at(-1)!
  if (ended > asOf) return { lost: null, isLate: false }
  // Of contracts that end on one day, the one written last.
  const reason = stay.findLast((one) => endOf(one) === ended)!.reason
  const isOver = reason !== null || dayNumber(ended) + grace <= dayNumber(asOf)
  return isOver ? { lost: ended, isLate: false } : { lost: null, isLate: true }
}

function sumOf(contracts: readonly Contract[]): number | null {
  const amounts = contracts.flatMap((one) => (one.monthly === null ? [] : [one.monthly]))
  return amounts.length === 0 ? null : amounts.reduce((sum, one) => sum + one, 0)
}

const customersOf = (set: DataSet) =>
  ['a', 'b'].map((name) => customerOf(set, name)).filter((one) => one !== null)

test('turnover: customers lost, revenue kept without and with rises', async () => {
  await agree(customerChurn, 'logo-churn', (set) => {
    const all = customersOf(set)
    return share(all.filter((one) => one.isLost).length, all.length)
  })
  const kept = (set: DataSet, of: (start: number, end: number) => number): Again => {
    const paying = customersOf(set).flatMap((one) =>
      one.start !== null && one.start > 0 ? [{ ...one, start: one.start }] : [],
    )
    const before = paying.reduce((sum, one) => sum + one.start, 0)
    const after = paying.reduce((sum, one) => sum + of(one.start, one.end), 0)
    return { value: paying.length === 0 ? null : after / before, n: paying.length }
  }
  await agree(customerChurn, 'gross-retention', (set) => kept(set, Math.min))
  await agree(customerChurn, 'net-retention', (set) => kept(set, (_start, end) => end))
  await agree(customerChurn, 'lost-customers', (set) => {
    const lost = customersOf(set).filter((one) => one.isLost).length
    return { value: lost === 0 ? null : lost, n: lost }
  })
})

test('turnover: renewals that fall due in the ninety days to come, without a decision', async () => {
  const [today, ahead] = [dayNumber(asOf), 90]
  const dueOf = (set: DataSet) =>
    set.renewals.filter((one) => {
      const due = dayNumber(dayOf(one.due))
      const isSettled = one.decided !== null && dayNumber(dayOf(one.decided)) <= today
      return due > today && due <= today + ahead && !isSettled
    })
  await agree(customerChurn, 'at-risk', (set) => {
    const many = dueOf(set).length
    return { value: many === 0 ? null : many, n: many }
  })
})

test('cross-sell and upsell: success of each kind and of both, and customers who were sold more', async () => {
  const decided = (set: DataSet, kinds: readonly string[]) => {
    const own = set.sales.filter(
      (one) => isDecided(one) && inPeriod(closedOn(one)) && kinds.includes(kindOf(set, one) ?? ''),
    )
    return share(own.filter((one) => one.fate === 'won').length, own.length)
  }
  await agree(crossSellUpsell, 'expansion', (set) => decided(set, ['cross-sell', 'upsell', 'unknown']))
  await agree(crossSellUpsell, 'cross-sell', (set) => decided(set, ['cross-sell']))
  await agree(crossSellUpsell, 'upsell', (set) => decided(set, ['upsell']), 30)
  await agree(crossSellUpsell, 'attach-rate', (set) => {
    const all = buyersOf(set)
    return share(all.filter((name) => isSoldMore(set, name)).length, all.length)
  })
})

const isSoldMore = (set: DataSet, name: string) =>
  set.sales.some(
    (one) => one.account === name && isWon(one) && inPeriod(closedOn(one)) && kindOf(set, one) !== null,
  )

test('promoters: without an open deal, and whether they were sold more than others', async () => {
  await agree(
    crossSellUpsell,
    'promoters-without-offer',
    (set) => {
      const many = buyersOf(set).filter(
        (name) =>
          markUntil(set, name, asOf) === 1 &&
          !set.sales.some(
            (one) =>
              one.account === name &&
              !one.isDeleted &&
              !isDecided(one) &&
              (one.opened === null || dayOf(one.opened) <= asOf),
          ),
      ).length
      return { value: many === 0 ? null : many, n: many }
    },
    20,
  )
  // Two customers are too few to have both sides.
  await agreeBy(
    'industry',
    crossSellUpsell,
    'promoters-buy-more',
    (own) => {
      const known = own.flatMap((set) =>
        buyersOf(set).map((name) => ({
          mark: markUntil(set, name, '2025-03-31'),
          more: isSoldMore(set, name),
        })),
      )
      const side = (isPromoter: boolean) =>
        known
          .filter((one) => one.mark !== null && (one.mark === 1) === isPromoter)
          .map((one) => Number(one.more))
      const [one, other] = [naiveMean(side(true)), naiveMean(side(false))]
      const value = one === null || other === null || other === 0 ? null : one / other
      return { value, n: side(true).length + side(false).length }
    },
    8,
  )
})
