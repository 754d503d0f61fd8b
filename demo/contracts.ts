// What becomes of those who bought: contracts that grow, shrink and end, invoices, renewals, and offers made to customers.
import { type Random } from '../statistics/random.ts'
import { dayOf, dayText, lastDay, months, workdayFrom } from './calendar.ts'
import { type Account, drawProduct, makeAccount } from './customers.ts'
import { pick, pickWeighted } from './draw.ts'
import { type Rep, successor } from './people.ts'
import type { Rows } from './rows.ts'
import { type Deal, type Market, sell } from './selling.ts'
import { monthlyChurn, type Segment } from './truths.ts'

export interface Customer {
  readonly account: Account
  readonly since: number
  /** First day no longer a customer; null while she is. */
  readonly until: number | null
  readonly rep: Rep
}

interface Stretch {
  readonly from: number
  readonly monthly: bigint
}

const before: Readonly<Record<Segment, number>> = { TPE: 150, PME: 190, ETI: 70, 'Grand compte': 20 }
const monthlyMedian: Readonly<Record<Segment, number>> = {
  TPE: 90,
  PME: 340,
  ETI: 1_200,
  'Grand compte': 3_600,
}
const reasons = {
  dissatisfaction: 0.24,
  price: 0.22,
  competitor: 0.2,
  quality: 0.12,
  'natural-end': 0.14,
  marketing: 0.03,
  other: 0.05,
} as const

/** The customers of the years before, and those whom the deals of the simulation win. */
export function makeCustomers(
  rows: Rows,
  random: Random,
  market: Market,
  deals: readonly Deal[],
): readonly Customer[] {
  const customers: Customer[] = []
  const oldReps = market.staff.reps.filter((rep) => rep.hired < 0)
  for (const [segment, many] of Object.entries(before) as [Segment, number][])
    for (let i = 0; i < many; i++) {
      const since = -30 - Math.floor(random() * 900)
      const account = makeAccount(rows, random, segment, since)
      const monthly = BigInt(Math.round(monthlyMedian[segment] * (0.5 + random()))) * 100n
      customers.push(follow(rows, random, market, { account, since, rep: pick(random, oldReps) }, monthly))
    }
  for (const deal of deals)
    if (deal.outcome === 'won')
      customers.push(
        follow(
          rows,
          random,
          market,
          { account: deal.account, since: deal.closed!, rep: deal.rep },
          deal.amount / 24n,
        ),
      )
  return customers
}

/** One customer from the first day of the contract to its end, or to the last day. */
function follow(
  rows: Rows,
  random: Random,
  market: Market,
  { account, since, rep }: Pick<Customer, 'account' | 'since' | 'rep'>,
  monthly: bigint,
): Customer {
  const contract = `C-${String(account.id).padStart(5, '0')}`
  const stretches: Stretch[] = [{ from: since, monthly }]
  let until: number | null = null
  // Old customers are those that are still there: what they did before the first day is not followed.
  const first = Math.max(since, 0)
  for (let month = first + 30; month <= lastDay && until === null; month += 30.44) {
    const day = Math.floor(month)
    const amount = stretches.at(-1)!.monthly
    if (random() < monthlyChurn[account.segment] * (1 - 0.5 * account.mood)) until = day
    else if (random() < 0.022) offerMore(rows, random, market, { account, rep, day }, stretches)
    else if (random() < 0.004 && day > stretches.at(-1)!.from)
      stretches.push({ from: day, monthly: (amount * 8n) / 10n })
  }
  write(rows, random, market, { account, rep, contract, stretches, until })
  return { account, since, until, rep }
}

/** An offer to a customer; taken, it raises the amount from its closing day on. */
function offerMore(
  rows: Rows,
  random: Random,
  market: Market,
  { account, rep, day }: { readonly account: Account; readonly rep: Rep; readonly day: number },
  stretches: Stretch[],
): void {
  const seller = successor(market.staff, rep, day)
  const isCross = random() < 0.55
  const deal = sell(rows, random, market, {
    account,
    rep: seller,
    opened: workdayFrom(day),
    leadSource: null,
    isNew: false,
    type: isCross ? 'cross-sell' : 'upsell',
    // Happy customers buy more, here as the book says.
    promise: account.mood * 2,
    product: drawProduct(random, market.products, account.segment),
  })
  const last = stretches.at(-1)!
  if (deal.outcome === 'won' && deal.closed! > last.from)
    stretches.push({ from: deal.closed!, monthly: last.monthly + deal.amount / 24n })
}

function write(
  rows: Rows,
  random: Random,
  market: Market,
  {
    account,
    rep,
    contract,
    stretches,
    until,
  }: {
    readonly account: Account
    readonly rep: Rep
    readonly contract: string
    readonly stretches: readonly Stretch[]
    readonly until: number | null
  },
): void {
  const product = drawProduct(random, market.products, account.segment).id
  const reason = until === null ? null : pickWeighted(random, reasons)
  const valid = stretches.filter((stretch) => until === null || stretch.from < until)
  for (const [i, { from, monthly }] of valid.entries()) {
    const to = valid[i + 1]?.from ?? until
    rows.add('subscriptions', {
      account_id: account.id,
      contract,
      starts_on: dayText(from),
      ends_on: to === null ? null : dayText(to),
      monthly_minor: monthly,
      currency: 'EUR',
      product_id: product,
      owner_id: successor(market.staff, rep, Math.min(to ?? lastDay, lastDay)).id,
      end_reason: to === until ? reason : null,
      end_reason_written: null,
    })
  }
  const since = valid[0]!.from
  for (const month of months) {
    if (month < since || (until !== null && month >= until)) continue
    const { monthly } = valid.findLast((stretch) => stretch.from <= month)!
    rows.add('revenue', {
      account_id: account.id,
      day: dayText(month),
      amount_minor: monthly,
      currency: 'EUR',
      margin_minor: (monthly * 72n) / 100n,
      product_id: product,
      owner_id: rep.id,
    })
  }
  renew(rows, random, {
    account,
    rep: successor(market.staff, rep, lastDay),
    contract,
    since,
    until,
    monthly: valid.at(-1)!.monthly,
  })
}

/** Once a year a contract falls due: decided in the past, waiting in the year to come. */
function renew(
  rows: Rows,
  random: Random,
  {
    account,
    rep,
    contract,
    since,
    until,
    monthly,
  }: {
    readonly account: Account
    readonly rep: Rep
    readonly contract: string
    readonly since: number
    readonly until: number | null
    readonly monthly: bigint
  },
): void {
  for (let due = since + 365; due < lastDay + 365; due += 365) {
    if (due < dayOf('2024-01-01')) continue
    const isLost = until !== null && until <= due
    const isDecided = isLost || due <= lastDay
    rows.add('renewals', {
      account_id: account.id,
      contract,
      due_on: dayText(due),
      decided_on: isDecided ? dayText(Math.min(isLost ? until : due - 5, lastDay)) : null,
      outcome: isLost ? 'lost' : isDecided ? 'renewed' : 'pending',
      amount_minor: monthly * 12n,
      currency: 'EUR',
      owner_id: rep.id,
      is_at_risk: isDecided ? null : account.mood < -0.4 || random() < 0.05,
    })
    if (isLost) break
  }
}
