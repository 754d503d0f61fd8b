// How customers under contract become an expected value, alone and for the cost of winning them; and those who order without one.
import { sql } from 'kysely'
import { acquisitionOf, acquisitionSplit, wonIn } from '../../metric/rows/acquisition.ts'
import { answer, silent } from '../../metric/answers/answers.ts'
import { lifeTallies, livesBy, valueBasis } from '../../metric/rows/customer-value.ts'
import type { CountedLine, MetricContext, Side, Split } from '../../metric/definition.ts'
import { splittingBy } from '../../metric/rows/dimensions.ts'
import { countedByReason } from '../../metric/rows/exclusions.ts'
import { withoutPeople } from '../../metric/rows/in-sight.ts'
import { grouped, linesOf } from '../../metric/tallies/lines.ts'
import { hasLists } from '../../metric/rows/lists-without-days.ts'
import type { Answer, Detail, Interval } from '../../metric/measurement.ts'
import { normalCritical } from '../../statistics/distributions.ts'
import { inTurns } from '../../statistics/pieces.ts'
import type { Buyer, OrdersTally, Tally } from '../../metric/tallies/tally.ts'
import { type Words, words } from '../../metric/words.ts'
import { nextTurn } from '../../metric/runner/turns.ts'
import { valueAnswer, valueToCostAnswer } from '../../metric/answers/value-answers.ts'
import { type ExpectedOrders, expectedOrders, forecastingOrders, prepareOrders } from './orders.ts'
import { buyers, setAside } from './rows.ts'

const contracted = ['value-12', 'value-24', 'value-to-cost']

export async function count(context: MetricContext, split: Split): Promise<readonly CountedLine[]> {
  const lines = linesOf()
  const answers = contracted.filter((id) => split.answers.includes(id))
  if (answers.length > 0) {
    const isByList = await hasLists(context)
    const by = acquisitionSplit(split.dimension)
    const spent =
      by !== null && answers.includes('value-to-cost')
        ? await acquisitionOf(context, split.periods, by, await wonIn(context, split.periods, by))
        : []
    for (const { period, key, tally } of await lifeTallies(
      context,
      split.periods,
      split.dimension === null ? null : splitting(split.dimension),
    )) {
      const own = spent.find((one) => one.period === period && one.key === key)
      for (const id of answers)
        if (id !== 'value-to-cost') lines.add(period, key, id, tally, isByList ? { note: byList } : {})
        else
          lines.add(
            period,
            key,
            id,
            own === undefined
              ? tally
              : { ...tally, spent: { minor: own.minor, won: own.won, missingRates: own.missingRates } },
            by === null ? { unknown: notSplit } : {},
          )
    }
  }
  const orders = ['orders-12', 'orders-24'].filter((id) => split.answers.includes(id))
  if (orders.length > 0) await countOrders(context, split, orders, lines)
  return lines.all()
}

const byList = words(
  'Une liste sans dates en est : la fidélité de ses clients est lue sur toute leur ancienneté, en mois entiers, et non sur les douze derniers mois.',
  'A list without days is among them: how long its customers stay is read over all their age, in whole months, and not over the last twelve months.',
)

const notSplit = words(
  'Les dépenses d’acquisition ne sont pas ventilées ainsi.',
  'Acquisition spending is not split in this way.',
)

function splitting(dimension: string): Parameters<typeof lifeTallies>[2] {
  switch (dimension) {
    case 'product':
      return { key: sql`row.product_id::text`, join: sql`` }
    case 'month-of-start':
      return { key: sql`to_char(row.started_on, 'YYYY-MM')`, join: sql`` }
    default:
      return livesBy(dimension)
  }
}

async function countOrders(
  context: MetricContext,
  split: Split,
  answers: readonly string[],
  lines: ReturnType<typeof linesOf>,
): Promise<void> {
  const { key, join } = splittingBy(split.dimension, 'row', sql`row.first_on`)
  const { rows } = await sql<{
    key: string | null
    orders: number
    last_week: number
    weeks: number
    mean_order: number | null
    lacks_rate: boolean
  }>`
    select ${key} as key, row.orders, row.last_week, row.weeks, row.mean_order, row.lacks_rate
    from ${buyers(context)} as row ${join} order by row.account_id`.execute(context.query)
  const basis = await valueBasis(context)
  const check = split.dimension === null ? await checkOrders(context) : []
  for (const group of grouped(rows.map((row) => ({ ...row, period: 0 })))) {
    const tally: OrdersTally = {
      kind: 'orders',
      customers: group.rows.map(asBuyer),
      lacksRate: group.rows.some((row) => row.lacks_rate),
      basis,
    }
    await prepareOrders(tally.customers, context.pause ?? nextTurn)
    // A line beside all others together would take a fit of its own for them, and has no interval to be judged by.
    const side = split.dimension === null ? { details: check } : { isComparable: false as const }
    for (const id of answers) lines.add(0, group.key, id, tally, side)
  }
}

interface BuyerRow {
  readonly orders: number
  readonly last_week: number
  readonly weeks: number
  readonly mean_order: number | null
}

function asBuyer(row: BuyerRow): Buyer {
  return {
    x: row.orders,
    tx: row.orders === 0 ? 0 : row.last_week,
    T: row.weeks,
    meanValue: row.mean_order ?? 0,
  }
}

/** Weeks hidden from the model when it is held against what happened. */
const hidden = 26

// The model as it would have stood half a year ago, and the orders that then came.
async function checkOrders(context: MetricContext): Promise<readonly Detail[]> {
  const before = daysBefore(context.asOf, hidden * 7)
  const { rows } = await sql<BuyerRow & { now: number }>`
    select earlier.orders, earlier.last_week, earlier.weeks, earlier.mean_order, present.orders as now
    from ${buyers({ ...context, asOf: before })} as earlier
    join ${buyers(context)} as present on present.account_id = earlier.account_id
    order by earlier.account_id`.execute(context.query)
  const actual = rows.reduce((all, row) => all + row.now - row.orders, 0)
  const forecast =
    rows.length === 0
      ? null
      : await inTurns(forecastingOrders(rows.map(asBuyer), hidden), context.pause ?? nextTurn)
  if (forecast === null || actual === 0) return []
  return [
    {
      name: words(
        'Contrôle : commandes prévues ÷ venues, six derniers mois cachés au modèle',
        'Check: orders forecast ÷ come, last six months hidden from the model',
      ),
      value: forecast / actual,
      unit: { kind: 'times' },
    },
  ]
}

function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10)
}

export function finish(id: string, tally: Tally | null, side: Side, { settings }: MetricContext): Answer {
  const { currency } = settings
  if (id.startsWith('orders-')) return finishOrders(id, tally, side, currency)
  const months = id === 'value-12' ? 12 : 24
  return id === 'value-to-cost'
    ? valueToCostAnswer(id, tally, side, { months, currency })
    : valueAnswer(id, tally, side, { months, currency })
}

function finishOrders(id: string, tally: Tally | null, side: Side, currency: string): Answer {
  const unit = { kind: 'money', currency } as const
  if (tally?.kind !== 'orders' || tally.customers.length === 0)
    return silent(id, unit, 'no-data', side.unknown ?? noOrders, side)
  const n = tally.customers.length
  const { margin } = tally.basis
  const found = tally.lacksRate ? null : expectedOrders(tally.customers, id === 'orders-12' ? 52 : 104)
  if (found === null) return { ...silent(id, unit, 'no-data', noModel, side), n }
  return answer(
    id,
    {
      value: BigInt(Math.round(found.value * (margin ?? 1))),
      unit,
      n,
      interval: intervalOf(found, margin ?? 1),
      details: [
        {
          name: words('Commandes attendues', 'Expected orders'),
          value: found.orders,
          unit: { kind: 'times' },
        },
        {
          name: words('Valeur attendue d’une commande', 'Expected value of an order'),
          value: BigInt(Math.round(found.orderValue)),
          unit,
        },
      ],
      note: noteOf(margin, found),
    },
    side,
  )
}

/** What the parameters of both models leave open, on the scale of ratios: a value is never below 0. */
function intervalOf({ value, logError }: ExpectedOrders, margin: number): Interval | null {
  if (logError === null) return null
  const ratio = Math.exp(normalCritical(0.95) * logError)
  const rounded = (bound: number) => BigInt(Math.round(bound * margin))
  return { low: rounded(value / ratio), high: rounded(value * ratio), level: 0.95, method: 'delta' }
}

const limits = {
  'nobody-leaves': words(
    'Rien dans ces commandes ne dit qu’un client parte : le modèle est à sa limite, la prévision suppose qu’ils restent.',
    'Nothing in these orders says that any customer leaves: the model is at its limit, the forecast takes it that they stay.',
  ),
  'all-order-alike': words(
    'Ces clients commandent tous au même rythme : le modèle est à sa limite, et n’en distingue aucun.',
    'These customers all order at the same rate: the model is at its limit, and tells none from another.',
  ),
}

function noteOf(margin: number | null, { limit }: ExpectedOrders): Words | null {
  const notes = [
    ...(margin === null ? [words('Chiffre d’affaires, et non marge.', 'Revenue, not margin.')] : []),
    ...(limit === null ? [] : [limits[limit]]),
  ]
  if (notes.length === 0) return null
  return { fr: notes.map((one) => one.fr).join(' '), en: notes.map((one) => one.en).join(' ') }
}

const noOrders = words('Personne ne commande sans contrat.', 'Nobody orders without a contract.')
const noModel = words(
  'Aucun modèle ne s’ajuste à ces commandes : il faut des clients qui recommandent, et des taux pour toutes les devises.',
  'No model fits these orders: customers who order again are needed, and rates for all currencies.',
)

const reasons = {
  'no-amount': words(
    'Clients sous contrat sans montant connu.',
    'Customers under contract without a known amount.',
  ),
}

export function exclusions(context: MetricContext) {
  return countedByReason(context, setAside(withoutPeople(context)), reasons)
}
