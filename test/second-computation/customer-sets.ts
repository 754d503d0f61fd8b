// Five hundred random data sets, each a segment with two customers: what they answered, their contracts and the sales to them.
import { parsePeriod } from '../../metric/period.ts'
import type { Database } from '../../model/database.ts'
import { housekeeper } from '../../model/reader.ts'
import fc from '../chance.ts'
import { fill } from '../fill.ts'
import { type StoryDeal, tell } from '../story.ts'
import { dayOf } from '../story-of-many.ts'

export const seed = 20261129
export const sets = 500
export const period = parsePeriod('2025-Q2')!
// Within the quarter, so that what comes later must not be known.
export const asOf = '2025-06-20'
const account = fc.constantFrom('a', 'b')
const mostly = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { freq: 5, nil: null })

const answer = fc.record({
  account,
  person: mostly(fc.constantFrom('x', 'y', 'z')),
  invited: mostly(fc.integer({ min: 60, max: 190 })),
  answered: mostly(
    fc.oneof(
      fc.integer({ min: 60, max: 185 }),
      fc.integer({ min: -320, max: 185 }),
      // Around a year before the quarter.
      fc.constantFrom(-276, -275, -274),
    ),
  ),
  score: mostly(fc.oneof(fc.integer({ min: -1, max: 11 }), fc.constantFrom(6, 7, 9, 10))),
  isNps: fc.integer({ min: 0, max: 6 }).map((number) => number > 0),
})
const contract = fc.record({
  account,
  starts: fc.integer({ min: -60, max: 180 }),
  lasts: fc.option(fc.integer({ min: 1, max: 200 }), { freq: 3, nil: null }),
  monthly: mostly(fc.integer({ min: 0, max: 900 })),
  reason: fc.option(fc.constantFrom('price', 'quality'), { freq: 2, nil: null }),
})
const sale = fc.record({
  account,
  opened: mostly(fc.integer({ min: -100, max: 170 })),
  lasts: fc.integer({ min: 0, max: 90 }),
  fate: fc.constantFrom('won', 'won', 'won', 'lost', 'open'),
  type: fc.constantFrom(
    undefined,
    undefined,
    undefined,
    undefined,
    'cross-sell',
    'upsell',
    'renewal',
    'new-business',
    'existing-business',
  ),
  // Even numbers of cents: half of two of them is a whole number.
  amount: fc.option(
    fc.integer({ min: 0, max: 4_000 }).map((number) => number * 200),
    { freq: 6, nil: null },
  ),
  products: fc.subarray(['Lathe', 'Drill', 'Training', 'Odd'], { maxLength: 2 }),
  isDeleted: fc.integer({ min: 0, max: 14 }).map((number) => number === 0),
})
// Due around the ninety days that follow the as-of day, day 170 of the year; some decided, then or later.
const renewal = fc.record({
  account,
  due: fc.oneof(fc.integer({ min: 150, max: 280 }), fc.constantFrom(170, 171, 260, 261)),
  decided: fc.option(fc.oneof(fc.integer({ min: 120, max: 200 }), fc.constantFrom(170, 171)), {
    freq: 2,
    nil: null,
  }),
  isAtRisk: fc.constantFrom(true, false, null),
})
const dataSet = fc.record({
  answers: fc.array(answer, { maxLength: 7 }),
  contracts: fc.array(contract, { maxLength: 5 }),
  sales: fc.array(sale, { maxLength: 6 }),
  renewals: fc.array(renewal, { maxLength: 5 }),
})
export type DataSet = typeof dataSet extends fc.Arbitrary<infer Value> ? Value : never
export const families: Readonly<Record<string, string>> = {
  Lathe: 'machines',
  Drill: 'machines',
  Training: 'services',
  Odd: 'itself',
}

export const drawn: readonly DataSet[] = fc.sample(dataSet, { numRuns: sets, seed })
export const segmentOf = (i: number) => `Set ${String(i).padStart(3, '0')}`
/** Industries gather twenty-five data sets each, where one is too small. */
export const industryOf = (i: number) => `Industry ${String(Math.floor(i / 25)).padStart(2, '0')}`
export const at = (day: number | null) => (day === null ? null : dayOf(day))

/** A sale that has no opening day closes on a day of its own. */
export function closingOf(one: DataSet['sales'][number]): string {
  return dayOf((one.opened ?? 60) + one.lasts)
}

function asDeal(one: DataSet['sales'][number]): StoryDeal {
  return {
    opened: at(one.opened),
    ...(one.fate === 'won' ? { won: closingOf(one) } : one.fate === 'lost' ? { lost: closingOf(one) } : {}),
    ...(one.type !== undefined && { type: one.type }),
    amount: one.amount === null ? null : BigInt(one.amount),
    products: one.products,
    isDeleted: one.isDeleted,
  }
}

/** Tells all data sets to one database, in the order of their rows. */
export async function tellSets(database: Database): Promise<void> {
  const named = (i: number, name: string) => `${segmentOf(i)} ${name}`
  await tell(database, {
    people: { Ada: 'North' },
    products: { Lathe: 'machines', Drill: 'machines', Training: 'services', Odd: null },
    accounts: Object.fromEntries(
      drawn.flatMap((_set, i) =>
        ['a', 'b'].map((name) => [named(i, name), { segment: segmentOf(i), industry: industryOf(i) }]),
      ),
    ),
    deals: drawn.flatMap((set, i) =>
      set.sales.map((one, k) => ({
        ...asDeal(one),
        id: `${i}-${k}`,
        owner: 'Ada',
        account: named(i, one.account),
      })),
    ),
  })
  const ids = await database.read(housekeeper, async (query) => {
    const found = await query.selectFrom('accounts').select(['account_id', 'name']).execute()
    return new Map(found.map((row) => [row.name, row.account_id]))
  })
  await fill(database, 'surveys', [
    { survey_id: 1, name: 'NPS', name_key: 'nps', kind: 'nps' },
    { survey_id: 2, name: 'Form', name_key: 'form', kind: 'form' },
  ])
  await fill(
    database,
    'survey_answers',
    drawn.flatMap((set, i) =>
      set.answers.map((one) => ({
        survey_id: one.isNps ? 1 : 2,
        account_id: ids.get(named(i, one.account)),
        respondent: one.person === null ? null : named(i, one.person),
        invited_on: at(one.invited),
        answered_on: at(one.answered),
        score: one.score,
      })),
    ),
  )
  await fill(
    database,
    'subscriptions',
    drawn.flatMap((set, i) =>
      set.contracts.map((one) => ({
        account_id: ids.get(named(i, one.account)),
        starts_on: dayOf(one.starts),
        ends_on: endOf(one),
        monthly_minor: one.monthly === null ? null : BigInt(one.monthly),
        end_reason: one.reason,
      })),
    ),
  )
  await fill(
    database,
    'renewals',
    drawn.flatMap((set, i) =>
      set.renewals.map((one) => ({
        account_id: ids.get(named(i, one.account)),
        due_on: dayOf(one.due),
        decided_on: at(one.decided),
        outcome: one.decided === null ? 'pending' : 'renewed',
        is_at_risk: one.isAtRisk,
      })),
    ),
  )
}

export type Contract = DataSet['contracts'][number]
/** First day without the contract; null while it runs. */
export function endOf(one: Contract): string | null {
  return one.lasts === null ? null : dayOf(one.starts + one.lasts)
}
