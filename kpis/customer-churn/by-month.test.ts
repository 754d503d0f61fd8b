// Who was there and who left, told by months, and who is still there at which age, is what is told stay by stay: of random contracts with gaps, ends in the future and ends
// before starts, of lists without days and of an unknown customer, on days in the midst of the data, over periods that are not over.
import { beforeAll, expect, test } from 'vitest'
import { contextOf } from '../../metric/context.ts'
import type { CountedLine, MetricContext } from '../../metric/definition.ts'
import { readFacts } from '../../metric/facts.ts'
import { type Period, periodOf, shiftPeriod, wholeData } from '../../metric/period.ts'
import { organisation } from '../../metric/scope.ts'
import type { Query } from '../../model/database.ts'
import { owner } from '../../model/reader.ts'
import { refreshRollups, touchRows, within } from '../../model/rollups/index.ts'
import fc from '../../test/chance.ts'
import { freshDatabase } from '../../test/database.ts'
import { fill } from '../../test/fill.ts'
import { tell } from '../../test/story.ts'
import { putBack } from '../../test/put-back.ts'
import { traced } from '../../test/traced.ts'
import { customerChurn } from './definition.ts'
import { countAges } from './retention.ts'

const database = await freshDatabase()
const answers = ['logo-churn', 'lost-customers']
const accounts = 9

beforeAll(async () => {
  await tell(database, {
    accounts: { Acme: {}, Bolt: {}, Core: {}, Dyna: {}, Echo: {}, Fox: {}, Gull: {}, Hart: {} },
  })
  await fill(database, 'accounts', [
    { account_id: accounts, name: null, name_key: null, is_identified: false },
  ])
})

// Day 0 is 1 January 2025. Half of them lie around the ends of months, and 30 days from there, where something is decided.
const dayOf = (number: number) => new Date(Date.UTC(2025, 0, 1 + number)).toISOString().slice(0, 10)
const day = fc.oneof(
  fc.integer({ min: -90, max: 480 }),
  fc
    .tuple(fc.integer({ min: -3, max: 15 }), fc.constantFrom(-31, -30, -29, -1, 0, 1))
    .map(([month, near]) => (Date.UTC(2025, month, 1) - Date.UTC(2025, 0, 1)) / 86_400_000 + near),
)
const listedOn = 365
const contract = fc.record({
  account: fc.integer({ min: 1, max: accounts }),
  starts: day,
  lasts: fc.option(fc.oneof(fc.integer({ min: 0, max: 250 }), fc.constantFrom(-20, 0, 1, 30)), {
    freq: 3,
    nil: null,
  }),
  reason: fc.constantFrom('price', null, null),
  isListed: fc.integer({ min: 0, max: 4 }).map((number) => number === 0),
})
const dataSet = fc.record({
  contracts: fc.array(contract, { minLength: 2, maxLength: 12 }),
  /** The day on which somebody asks, what begins later is not known; or so many days after the first contract ends. */
  asked: day,
  after: fc.option(fc.integer({ min: -3, max: 33 }), { freq: 2, nil: null }),
  kind: fc.constantFrom('quarter', 'half-year', 'year', 'all'),
})
type DataSet = typeof dataSet extends fc.Arbitrary<infer Value> ? Value : never

function asOfDay({ contracts: [first], asked, after }: DataSet): string {
  return dayOf(after === null || first!.lasts === null ? asked : first!.starts + first!.lasts + after)
}

async function put(query: Query, { contracts }: DataSet): Promise<void> {
  await query
    .insertInto('subscriptions')
    .values(
      contracts.map((one, i) => ({
        account_id: one.account,
        subscription_id: i + 1,
        starts_on: dayOf(one.starts),
        ends_on: one.lasts === null ? null : dayOf(one.isListed ? listedOn : one.starts + one.lasts),
        end_reason: one.isListed ? null : one.reason,
        described_on: one.isListed ? dayOf(listedOn) : null,
        ...traced,
        external_id: `c${i}`,
      })),
    )
    .execute()
  await touchRows(within(query), 'subscriptions', 'true')
  await refreshRollups(within(query))
}

/** Thirteen months up to the day; and the longer periods around it, the next one included, or all data. */
function periodsAt(asOf: string, kind: Period['kind']): readonly (readonly Period[])[] {
  const back = (period: Period, many: number) =>
    Array.from({ length: many }, (_, i) => shiftPeriod(period, -i, 2)!)
  const longer = kind === 'all' ? [wholeData] : back(shiftPeriod(periodOf(asOf, kind, 2), 1, 2)!, 4)
  return [back(periodOf(asOf, 'month'), 13), longer]
}

test('of five hundred random organisations, by month and stay by stay', async () => {
  const seen = { lost: 0, late: 0, reckoned: 0 }
  const check = async (query: Query, set: DataSet): Promise<void> => {
    await put(query, set)
    const asOf = asOfDay(set)
    const facts = await readFacts(query, owner, asOf)
    for (const periods of periodsAt(asOf, set.kind)) {
      const context = contextOf(query, facts, { scope: organisation, period: periods[0]!, asOf })
      const told = async (more: Partial<MetricContext>): Promise<readonly CountedLine[]> => {
        const found = await customerChurn.count!(
          { ...context, ...more },
          { answers, periods, dimension: null },
        )
        return found.toSorted((a, b) => a.period - b.period)
      }
      const ages = (more: Partial<MetricContext>) => countAges({ ...context, ...more }, 'all', null)
      expect(await ages({ isUnattributed: true }), `ages as of ${asOf}`).toEqual(
        await ages({ isFromRows: true }),
      )
      const rows = await told({ isFromRows: true })
      expect(await told({ isUnattributed: true }), `as of ${asOf}`).toEqual(rows)
      for (const { tallies, sides } of rows) {
        const tally = tallies['logo-churn']
        const side = sides?.['logo-churn']
        if (tally?.kind === 'proportion') seen.lost += tally.successes
        seen.late += Number(side?.details?.[0]?.value ?? 0)
        if (side?.note !== undefined || side?.unknown !== undefined) seen.reckoned += 1
      }
    }
  }
  const apart = (set: DataSet) => putBack(database, (query) => check(query, set))
  await fc.assert(fc.asyncProperty(dataSet, apart), { numRuns: 500 })
  for (const [what, many] of Object.entries(seen)) expect(many, what).toBeGreaterThan(150)
}, 300_000)
