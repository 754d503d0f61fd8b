// What is told to readers of groups of a ratio over people: the ratio and how sure it is. How many people there are differs by one or
// two from month to month, which would tell of them; and so would the two sums, period after period.
import type { Counted } from './compare.ts'
import type { AnswerDefinition } from '../definition.ts'
import type { Interval } from '../measurement.ts'
import type { Value } from '../unit.ts'
import { joined, type Words, words } from '../words.ts'

/** As many digits as screens show, and no more: all digits of a ratio of whole seconds give its two sums away. */
const digits = 4

/**
 * A ratio over people without how many they are and without its sums, rounded to four digits, its interval as well; any other answer
 * as it is. What verdicts rest on is kept beside it. `since`: what is said of rows that are gone, beside a small sample too.
 */
export function withoutSums({ isOverPeople }: AnswerDefinition, counted: Counted, since?: Words): Counted {
  const { answer } = counted
  if (isOverPeople !== true || answer.n === null) return counted
  return {
    ...counted,
    answer: {
      ...answer,
      value: answer.value === null ? null : rounded(answer.value),
      interval: answer.interval === null ? null : roundedInterval(answer.interval),
      n: null,
      numerator: null,
      denominator: null,
      partsUnit: null,
      note: answer.isFragile ? joined(since, fewPeople) : answer.note,
    },
    basis: answer.n,
  }
}

function rounded(value: Value): Value {
  return typeof value === 'bigint' ? value : Number(value.toPrecision(digits))
}

function roundedInterval({ low, high, ...interval }: Interval): Interval {
  return { ...interval, low: rounded(low), high: rounded(high) }
}

const fewPeople = words('Petit échantillon.', 'Small sample.')
