// What an answer was counted from, small enough to keep: lines of a breakdown are compared with the rest, and
// periods with each other, from tallies.

import type { RuleProof } from '../../statistics/estimated-share.ts'

export type Tally =
  /** So many successes among so many. */
  | { readonly kind: 'proportion'; readonly successes: number; readonly trials: number }
  /** Moments of a mean. */
  | { readonly kind: 'mean'; readonly n: number; readonly sum: number; readonly sumOfSquares: number }
  /** Histogram of completed durations: days to how many. */
  | { readonly kind: 'days'; readonly counts: ReadonlyMap<number, number> }
  /** Histogram of durations by how they ended; `open` ones are censored. */
  | { readonly kind: 'spells'; readonly counts: ReadonlyMap<number, SpellEnds> }
  /** So many events in so many days; 0 days for a stock, such as what is open on a day. */
  | { readonly kind: 'count'; readonly count: number; readonly days: number }
  | MoneyTally
  | AmountsTally
  /** Answers of a survey by class. */
  | {
      readonly kind: 'nps'
      readonly promoters: number
      readonly passives: number
      readonly detractors: number
    }
  | SumsTally
  | UnitCostTally
  | TwoByTwoTally
  | TablesTally
  | LifeTally
  | OrdersTally
  | ScoresTally
  | StrataTally
  | EffectTally
  | RampTally
  | EstimatedTally
  /** A ratio of two counts of different things: no probability. */
  | { readonly kind: 'ratio'; readonly numerator: number; readonly denominator: number }

export interface SpellEnds {
  readonly won: number
  readonly lost: number
  readonly open: number
}

/** A sum of money in one currency. */
export interface MoneyTally {
  readonly kind: 'money'
  readonly minor: bigint
  readonly n: number
  /** Currencies without a rate on the day needed: the sum is then not known. */
  readonly missingRates: readonly string[]
}

/**
 * A ratio of two sums over `n` units that vary together (people, customers): the moments from which its linearised interval
 * follows. `y` over `x`.
 */
export interface SumsTally {
  readonly kind: 'sums'
  readonly n: number
  readonly y: number
  readonly x: number
  readonly yy: number
  readonly xy: number
  readonly xx: number
  readonly missingRates: readonly string[]
}

/** Money spent for so many of something: a cost per customer. */
export interface UnitCostTally {
  readonly kind: 'unit-cost'
  readonly minor: bigint
  readonly units: number
  readonly missingRates: readonly string[]
}

/** Successes and failures of those that have something, and of those that do not. */
export interface TwoByTwoTally {
  readonly kind: 'two-by-two'
  readonly exposedSuccess: number
  readonly exposedFailure: number
  readonly unexposedSuccess: number
  readonly unexposedFailure: number
}

/** Tables of two by two, one for each stratum. */
export interface TablesTally {
  readonly kind: 'tables'
  readonly strata: ReadonlyMap<string, Omit<TwoByTwoTally, 'kind'>>
}

/** What customers pay in a month, how long they stay month by month of tenure, and what was spent to win new ones. */
export interface LifeTally {
  readonly kind: 'life'
  /** Customers there on the last day, and the moments of what they pay in a month, in minor units. */
  readonly n: number
  readonly sum: number
  readonly sumOfSquares: number
  /** Month of tenure to what was watched of it, weighted by what they pay; `customers`: customer-months without weights. */
  readonly months: ReadonlyMap<
    number,
    {
      readonly exposure: number
      readonly lost: number
      readonly lostSquares: number
      readonly customers: number
    }
  >
  readonly spent: { readonly minor: bigint; readonly won: number; readonly missingRates: readonly string[] }
  /** The same for all groups that are compared. */
  readonly basis: ValueBasis
}

/** What turns revenue into value. */
export interface ValueBasis {
  /** Gross margin as a share of revenue; null when neither invoices nor a standard say it. */
  readonly margin: number | null
  /** Discount of a year. */
  readonly discount: number
}

/** A customer who orders without a contract: orders after the first, weeks until the last of them and until now, their mean value. */
export interface Buyer {
  readonly x: number
  readonly tx: number
  readonly T: number
  /** In minor units; 0 without a second order. */
  readonly meanValue: number
}

export interface OrdersTally {
  readonly kind: 'orders'
  readonly customers: readonly Buyer[]
  /** Some orders are in a currency without a rate. */
  readonly lacksRate: boolean
  readonly basis: ValueBasis
}

/** Successes and failures by score. */
export interface ScoresTally {
  readonly kind: 'scores'
  readonly counts: ReadonlyMap<number, { readonly positives: number; readonly negatives: number }>
}

/** Successes among trials by stratum, to be read with the weights of a common population. */
export interface StrataTally {
  readonly kind: 'strata'
  readonly strata: ReadonlyMap<string, { readonly successes: number; readonly trials: number }>
  /** The same for all groups that are compared. */
  readonly weights: ReadonlyMap<string, number>
}

/** People before and after an event, invited to it or not, by outcome; `outcome` is the one that is asked for. */
export interface EffectTally {
  readonly kind: 'effect'
  readonly outcome: string
  readonly samples: Readonly<Record<string, readonly ObservedPerson[]>>
}

/** One person around one event. */
export interface ObservedPerson {
  /** The event. */
  readonly group: string
  readonly heldOn: string
  readonly isRandomised: boolean
  readonly isInvited: boolean
  /** Null when nobody wrote it down. */
  readonly hasAttended: boolean | null
  /** Only people of the same one are matched. */
  readonly stratum: string
  /** The outcome in the first and the second half of the time before; null where a half has too little. */
  readonly early: number | null
  readonly late: number | null
  readonly before: number
  readonly after: number
}

/** What new people won, month of tenure by month of tenure, whole months only; and what a tenured person wins in as many days. */
export interface RampTally {
  readonly kind: 'ramp'
  readonly people: readonly (readonly number[])[]
  /** The same for all groups that are compared; null without anybody tenured. */
  readonly tenured: number | null
}

/** What a rule called positive, by kind of case, with how it did on cases of that kind which people judged. */
export interface EstimatedTally {
  readonly kind: 'estimated'
  readonly called: ReadonlyMap<string, { readonly positives: number; readonly n: number }>
  /** The same for all groups that are compared; only kinds on which the rule is proven. */
  readonly proofs: ReadonlyMap<string, RuleProof>
}

/** Amounts of decided deals, won and lost, with what the interval of their ratio needs. */
export interface AmountsTally {
  readonly kind: 'amounts'
  readonly won: bigint
  readonly lost: bigint
  readonly wonDeals: number
  readonly lostDeals: number
  /** Deals among them whose amount is known and above 0. */
  readonly wonPriced: number
  readonly lostPriced: number
  /** Sums of squared amounts, in major-unit-free floating point: only their ratio is used. */
  readonly wonSquares: number
  readonly lostSquares: number
  readonly missingRates: readonly string[]
}

/** How many rows a tally was counted from; 0 for none. */
export function sizeOf(tally: Tally): number {
  switch (tally.kind) {
    case 'proportion':
      return tally.trials
    case 'mean':
    case 'money':
    case 'sums':
    case 'life':
      return tally.n
    case 'days':
      return added(tally.counts.values())
    case 'spells':
      return added([...tally.counts.values()].map((ends) => ends.won + ends.lost + ends.open))
    case 'count':
      return tally.count
    case 'amounts':
      return tally.wonDeals + tally.lostDeals
    case 'ratio':
      return Math.abs(tally.numerator) + Math.abs(tally.denominator)
    case 'nps':
      return tally.promoters + tally.passives + tally.detractors
    case 'orders':
      return tally.customers.length
    case 'effect':
      return tally.samples[tally.outcome]?.length ?? 0
    case 'ramp':
      return tally.people.length
    case 'estimated':
      return added([...tally.called.values()].map((one) => one.n))
    case 'tables':
      return added([...tally.strata.values()].map(sizeOfTable))
    case 'two-by-two':
      return sizeOfTable(tally)
    case 'scores':
      return added([...tally.counts.values()].map((one) => one.positives + one.negatives))
    case 'strata':
      return added([...tally.strata.values()].map((one) => one.trials))
    case 'unit-cost':
      return Math.abs(tally.units) + (tally.minor === 0n ? 0 : 1)
  }
}

function sizeOfTable(table: Omit<TwoByTwoTally, 'kind'>): number {
  return table.exposedSuccess + table.exposedFailure + table.unexposedSuccess + table.unexposedFailure
}

function added(numbers: Iterable<number>): number {
  let total = 0
  for (const number of numbers) total += number
  return total
}
