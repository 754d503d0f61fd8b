// A thousand customers of random data sets placed in the growth matrix, one by one: what each said, what is still to be won there, hence
// what to do first; computed again without SQL.
import { beforeAll, expect, test } from 'vitest'
import { crossSellUpsell } from '../../kpis/cross-sell-upsell/definition.ts'
import { rows } from '../../metric/runner/runner.ts'
import { organisation } from '../../metric/scope.ts'
import { owner } from '../../model/reader.ts'
import { asOf, closingOf, type DataSet, drawn, period, segmentOf, sets, tellSets } from './customer-sets.ts'
import { buyersOf, isDecided, kindOf, markUntil } from './customers-again.ts'
import { freshDatabase } from '../database.ts'
import { linesAlone } from './lines-alone.ts'
import { dayNumber, naiveQuantile } from '../naive.ts'
import { dayOf } from '../story-of-many.ts'

const database = await freshDatabase()
beforeAll(() => tellSets(database), 180_000)

/** Amounts won from customers in the year that ends on the as-of day. */
function wonIn(set: DataSet): number[] {
  return set.sales.flatMap((one) => {
    const ago = dayNumber(asOf) - dayNumber(closingOf(one))
    const isSale = isDecided(one) && one.fate === 'won' && ago < 365 && kindOf(set, one) !== null
    return isSale && one.amount !== null && one.amount > 0 ? [one.amount] : []
  })
}

const fewestSales = 5
const usual = naiveQuantile(drawn.flatMap(wonIn), 0.5)!

/** Its open deals; else what a sale in its segment is worth, or one anywhere. */
function potentialOf(set: DataSet, name: string): number {
  const open = set.sales.filter(
    (one) =>
      one.account === name &&
      !one.isDeleted &&
      !isDecided(one) &&
      (one.opened === null || dayOf(one.opened) <= asOf),
  )
  const amounts = open.flatMap((one) => one.amount ?? [])
  if (amounts.length > 0) return amounts.reduce((sum, one) => sum + one, 0)
  const own = wonIn(set)
  return own.length >= fewestSales ? naiveQuantile(own, 0.5)! : usual
}

const placed = drawn.flatMap((set, i) =>
  buyersOf(set).map((name) => ({
    account: `${segmentOf(i)} ${name}`,
    segment: segmentOf(i),
    mark: markUntil(set, name, asOf),
    potential: potentialOf(set, name),
  })),
)
const half = naiveQuantile(
  placed.map((one) => one.potential),
  0.5,
)!

function actionOf({ mark, potential }: (typeof placed)[number]): string {
  // More than what half of all reach; where nobody has more than that, that.
  const isHigh = placed.some((one) => one.potential > half) ? potential > half : potential >= half
  if (mark === 1) return isHigh ? 'expand' : 'advocate'
  if (mark === 0) return isHigh ? 'nurture' : 'monitor'
  if (mark === -1) return isHigh ? 'recover_first' : 'fix_or_let_go'
  return isHigh ? 'survey_first' : 'monitor'
}

const view = { scope: organisation, period, asOf, answer: 'growth-matrix' }

test('growth matrix: every customer in its cell, with what is to be won there', async () => {
  const found = new Map<string, Readonly<Record<string, unknown>>>()
  for (let offset = 0; offset < placed.length + 200; offset += 200) {
    const page = await rows(database, owner, crossSellUpsell, { ...view, offset, limit: 200 })
    expect(page.total).toBe(placed.length)
    for (const row of page.rows) found.set(String(row['account']), row)
  }
  for (const one of placed) {
    const row = found.get(one.account)
    expect([row?.['action'], Number(row?.['potential'])], JSON.stringify(one)).toEqual([
      actionOf(one),
      one.potential,
    ])
  }
  const cells = new Set(placed.map(actionOf))
  expect([placed.length > sets / 2, cells.size]).toEqual([true, 7])
})

test('growth matrix: its cells counted, and the customers of each segment', async () => {
  const cells = await linesAlone(database, crossSellUpsell, { ...view, dimension: 'action' })
  const many = (is: (one: (typeof placed)[number]) => boolean) => placed.filter(is).length
  expect([...cells.values()].map((answer) => answer.value).toSorted((a, b) => Number(a) - Number(b))).toEqual(
    [...new Set(placed.map(actionOf))]
      .map((action) => many((one) => actionOf(one) === action))
      .toSorted((a, b) => a - b),
  )
  const segments = await linesAlone(database, crossSellUpsell, { ...view, dimension: 'segment' })
  for (const [i] of drawn.entries()) {
    const own = many((one) => one.segment === segmentOf(i))
    expect(segments.get(segmentOf(i))?.value ?? null, segmentOf(i)).toBe(own === 0 ? null : own)
  }
})
