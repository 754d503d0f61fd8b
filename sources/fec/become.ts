// What sound entries become: costs, by account and day, and revenue, by customer.
import type { GivenRow } from '../files/reading/index.ts'
import { writeCents } from './cells.ts'
import { type Entry, groupsOf, type Part } from './entries.ts'
import type { PlanLine } from './plan.ts'

export const costsHeader = [
  'cost_id',
  'cost_day',
  'amount',
  'currency',
  'cost_category',
  'department',
  'label',
]
export const revenueHeader = ['invoice_id', 'account', 'invoiced_on', 'amount', 'currency']
export const toCosts = 0
export const toRevenue = 1

/** The accounts of a file are kept in euros. */
const currency = 'EUR'

/** What a whole file gave, for its report. Cents. */
export interface Sums {
  /** Whole amount and the part counted, by line of the plan. */
  readonly costs: Map<PlanLine, { whole: bigint; counted: bigint }>
  revenue: bigint
  /** Sales without a known customer: over the counter, or not invoiced yet. */
  withoutCustomer: bigint
}

export interface Chart {
  readonly lineOf: (account: string) => PlanLine | null
  readonly accountName: (account: string) => string
  readonly customerName: (customer: string) => string
}

export const newSums = (): Sums => ({ costs: new Map(), revenue: 0n, withoutCustomer: 0n })

/** The rows of one entry; what they add up to goes into the sums. */
export function rowsOf(key: string, entry: Entry, chart: Chart, sums: Sums): GivenRow[] {
  const id = key.replace('\u0000', ':')
  return groupsOf(entry).flatMap((parts) => [
    ...costsOf(id, parts, chart, sums),
    ...revenueOf(id, parts, chart, sums),
  ])
}

function costsOf(id: string, parts: readonly Part[], chart: Chart, sums: Sums) {
  const byAccount = new Map<string, { part: Part; line: PlanLine; cents: bigint }>()
  for (const part of parts) {
    const line = chart.lineOf(part.account)
    if (line === null) continue
    const place = `${part.day}:${part.account}`
    const known = byAccount.get(place)
    if (known === undefined) byAccount.set(place, { part, line, cents: part.net })
    else known.cents += part.net
  }
  const rows: GivenRow[] = []
  for (const [place, { part, line, cents }] of byAccount) {
    const counted = shareOf(cents, line.share)
    const sum = sums.costs.get(line) ?? { whole: 0n, counted: 0n }
    sum.whole += cents
    sum.counted += counted
    sums.costs.set(line, sum)
    if (cents === 0n) continue
    const label = `${part.account} ${chart.accountName(part.account)}`.trim()
    rows.push({
      to: toCosts,
      cells: [
        `${id}:${place}`,
        part.day,
        writeCents(counted),
        currency,
        line.category ?? '',
        line.department ?? '',
        label,
      ],
    })
  }
  return rows
}

/** Half a cent goes away from zero. */
function shareOf(cents: bigint, share: number): bigint {
  if (share === 1) return cents
  const parts = BigInt(Math.round(share * 1_000_000))
  const product = (cents < 0n ? -cents : cents) * parts
  const rounded = (product + 500_000n) / 1_000_000n
  return cents < 0n ? -rounded : rounded
}

const isSale = (account: string): boolean => account.startsWith('70')

/**
 * The sales of an entry, by the customers whose lines take them: each gets its part, and the last cents go where the rounding took
 * most. A credit note has its customer on the other side, and is negative.
 */
function revenueOf(id: string, parts: readonly Part[], chart: Chart, sums: Sums) {
  const sales = parts.filter(({ account }) => isSale(account))
  if (sales.length === 0) return []
  const total = -sales.reduce((sum, { net }) => sum + net, 0n)
  if (total === 0n) return []
  const day = sales.reduce((first, part) => (part.day < first ? part.day : first), sales[0]?.day ?? '')
  const weights = weightsOf(parts, total > 0n)
  if (weights.size === 0) {
    sums.withoutCustomer += total
    return []
  }
  sums.revenue += total
  const amounts = divide(total, weights)
  return [...weights]
    .map(([customer], at) => ({ customer, cents: amounts[at] ?? 0n }))
    .filter(({ cents }) => cents !== 0n)
    .map(({ customer, cents }) => ({
      to: toRevenue,
      cells: [`${id}:${day}:${customer}`, chart.customerName(customer), day, writeCents(cents), currency],
    }))
}

/** What each customer's lines take on the side of the invoice, in the order of their names; nobody when none is known. */
function weightsOf(parts: readonly Part[], isInvoice: boolean): Map<string, bigint> {
  const nets = new Map<string, bigint>()
  const sides = new Map<string, bigint>()
  for (const { customer, net } of parts) {
    if (customer === '') continue
    const taken = isInvoice ? net : -net
    nets.set(customer, (nets.get(customer) ?? 0n) + taken)
    // Paid in the same entry: the invoice is on one side, the payment on the other.
    if (taken > 0n) sides.set(customer, (sides.get(customer) ?? 0n) + taken)
  }
  const positive = [...nets].filter(([, weight]) => weight > 0n)
  const found = positive.length > 0 ? positive : [...sides]
  return new Map(found.toSorted(([one], [other]) => (one < other ? -1 : 1)))
}

/** Divides cents by weights; what rounding leaves goes, cent by cent, to the largest remainders. */
function divide(total: bigint, weights: ReadonlyMap<string, bigint>): bigint[] {
  const sign = total < 0n ? -1n : 1n
  const cents = total * sign
  const all = [...weights.values()]
  const sum = all.reduce((one, other) => one + other, 0n)
  const amounts = all.map((weight) => (cents * weight) / sum)
  let left = cents - amounts.reduce((one, other) => one + other, 0n)
  const byRemainder = [...all.keys()].toSorted((one, other) => {
    const [first, second] = [(cents * (all[one] ?? 0n)) % sum, (cents * (all[other] ?? 0n)) % sum]
    return first === second ? one - other : first > second ? -1 : 1
  })
  for (const at of byRemainder) {
    if (left === 0n) break
    amounts[at] = (amounts[at] ?? 0n) + 1n
    left--
  }
  return amounts.map((amount) => amount * sign)
}
