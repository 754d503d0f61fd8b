// Tallies of disjoint groups add up.
import type { SpellEnds, Tally, TwoByTwoTally } from './tally.ts'

/** @throws TypeError for tallies of two kinds */
export function addTallies(first: Tally, second: Tally): Tally {
  if (first.kind === 'proportion' && second.kind === 'proportion')
    return {
      kind: 'proportion',
      successes: first.successes + second.successes,
      trials: first.trials + second.trials,
    }
  if (first.kind === 'mean' && second.kind === 'mean')
    return {
      kind: 'mean',
      n: first.n + second.n,
      sum: first.sum + second.sum,
      sumOfSquares: first.sumOfSquares + second.sumOfSquares,
    }
  if (first.kind === 'days' && second.kind === 'days')
    return { kind: 'days', counts: merged(first.counts, second.counts, (a, b) => a + b) }
  if (first.kind === 'spells' && second.kind === 'spells')
    return { kind: 'spells', counts: merged(first.counts, second.counts, addEnds) }
  if (first.kind === 'count' && second.kind === 'count')
    return { kind: 'count', count: first.count + second.count, days: first.days }
  if (first.kind === 'money' && second.kind === 'money')
    return {
      kind: 'money',
      minor: first.minor + second.minor,
      n: first.n + second.n,
      missingRates: union(first.missingRates, second.missingRates),
    }
  if (first.kind === 'amounts' && second.kind === 'amounts')
    return {
      kind: 'amounts',
      won: first.won + second.won,
      lost: first.lost + second.lost,
      wonDeals: first.wonDeals + second.wonDeals,
      lostDeals: first.lostDeals + second.lostDeals,
      wonPriced: first.wonPriced + second.wonPriced,
      lostPriced: first.lostPriced + second.lostPriced,
      wonSquares: first.wonSquares + second.wonSquares,
      lostSquares: first.lostSquares + second.lostSquares,
      missingRates: union(first.missingRates, second.missingRates),
    }
  if (first.kind === 'nps' && second.kind === 'nps')
    return {
      kind: 'nps',
      promoters: first.promoters + second.promoters,
      passives: first.passives + second.passives,
      detractors: first.detractors + second.detractors,
    }
  if (first.kind === 'estimated' && second.kind === 'estimated')
    return {
      kind: 'estimated',
      called: merged(first.called, second.called, (a, b) => ({
        positives: a.positives + b.positives,
        n: a.n + b.n,
      })),
      proofs: first.proofs,
    }
  if (first.kind === 'sums' && second.kind === 'sums')
    return {
      kind: 'sums',
      n: first.n + second.n,
      y: first.y + second.y,
      x: first.x + second.x,
      yy: first.yy + second.yy,
      xy: first.xy + second.xy,
      xx: first.xx + second.xx,
      missingRates: union(first.missingRates, second.missingRates),
    }
  if (first.kind === 'unit-cost' && second.kind === 'unit-cost')
    return {
      kind: 'unit-cost',
      minor: first.minor + second.minor,
      units: first.units + second.units,
      missingRates: union(first.missingRates, second.missingRates),
    }
  if (first.kind === 'ratio' && second.kind === 'ratio')
    return {
      kind: 'ratio',
      numerator: first.numerator + second.numerator,
      denominator: first.denominator + second.denominator,
    }
  if (first.kind === 'two-by-two' && second.kind === 'two-by-two')
    return { kind: 'two-by-two', ...addTables(first, second) }
  if (first.kind === 'life' && second.kind === 'life')
    return {
      kind: 'life',
      n: first.n + second.n,
      sum: first.sum + second.sum,
      sumOfSquares: first.sumOfSquares + second.sumOfSquares,
      months: merged(first.months, second.months, (a, b) => ({
        exposure: a.exposure + b.exposure,
        lost: a.lost + b.lost,
        lostSquares: a.lostSquares + b.lostSquares,
        customers: a.customers + b.customers,
      })),
      spent: {
        minor: first.spent.minor + second.spent.minor,
        won: first.spent.won + second.spent.won,
        missingRates: union(first.spent.missingRates, second.spent.missingRates),
      },
      basis: first.basis,
    }
  if (first.kind === 'orders' && second.kind === 'orders')
    return {
      kind: 'orders',
      customers: [...first.customers, ...second.customers],
      lacksRate: first.lacksRate || second.lacksRate,
      basis: first.basis,
    }
  if (first.kind === 'effect' && second.kind === 'effect' && first.outcome === second.outcome)
    return {
      ...first,
      samples: Object.fromEntries(
        Object.entries(first.samples).map(([outcome, people]) => [
          outcome,
          [...people, ...(second.samples[outcome] ?? [])],
        ]),
      ),
    }
  if (first.kind === 'ramp' && second.kind === 'ramp')
    return { ...first, people: [...first.people, ...second.people] }
  if (first.kind === 'tables' && second.kind === 'tables')
    return { kind: 'tables', strata: merged(first.strata, second.strata, addTables) }
  if (first.kind === 'scores' && second.kind === 'scores')
    return {
      kind: 'scores',
      counts: merged(first.counts, second.counts, (a, b) => ({
        positives: a.positives + b.positives,
        negatives: a.negatives + b.negatives,
      })),
    }
  if (first.kind === 'strata' && second.kind === 'strata')
    return {
      kind: 'strata',
      strata: merged(first.strata, second.strata, (a, b) => ({
        successes: a.successes + b.successes,
        trials: a.trials + b.trials,
      })),
      weights: first.weights,
    }
  throw new TypeError(`Cannot add a tally of ${second.kind} to one of ${first.kind}`)
}

function addEnds(a: SpellEnds, b: SpellEnds): SpellEnds {
  return { won: a.won + b.won, lost: a.lost + b.lost, open: a.open + b.open }
}

function merged<Key, Value>(
  first: ReadonlyMap<Key, Value>,
  second: ReadonlyMap<Key, Value>,
  add: (a: Value, b: Value) => Value,
): ReadonlyMap<Key, Value> {
  const sum = new Map(first)
  for (const [key, value] of second) {
    const there = sum.get(key)
    sum.set(key, there === undefined ? value : add(there, value))
  }
  return sum
}

function union(first: readonly string[], second: readonly string[]): readonly string[] {
  return [...new Set([...first, ...second])].toSorted()
}

function addTables(
  first: Omit<TwoByTwoTally, 'kind'>,
  second: Omit<TwoByTwoTally, 'kind'>,
): Omit<TwoByTwoTally, 'kind'> {
  return {
    exposedSuccess: first.exposedSuccess + second.exposedSuccess,
    exposedFailure: first.exposedFailure + second.exposedFailure,
    unexposedSuccess: first.unexposedSuccess + second.unexposedSuccess,
    unexposedFailure: first.unexposedFailure + second.unexposedFailure,
  }
}
