// What each is to sell in a quarter: some nine tenths of what is usual, or a little more, half of it while she is new.
import {
  chance,
  dayAt,
  importOf,
  dayOfMonth,
  type Part,
  type Shape,
  startOf,
  traced,
  tracedColumns,
} from './shape.ts'
import { staffOf, teamOf } from './staff.ts'

/** Of deals opened so many are won, and are worth so much on the average, in minor units: see `dealOf`. */
const wonShare = 0.4
const meanAmount = 2_600_000

/** First months of whole quarters of the calendar, counted from the first of the set. */
function quarters(shape: Shape): readonly number[] {
  const first = new Date(startOf(shape)).getUTCMonth()
  return Array.from({ length: shape.months }, (_, month) => month).filter(
    (month) => (first + month) % 3 === 0 && month + 3 <= shape.months,
  )
}

function* quotas(shape: Shape): Generator<string> {
  const usual = (shape.opportunities * wonShare * 3) / shape.months / shape.reps
  let row = 0
  for (const month of quarters(shape)) {
    const [start, end] = [dayOfMonth(shape, month), dayOfMonth(shape, month + 3)]
    const days = `${dayAt(shape, start)}\t${dayAt(shape, end)}`
    for (let seat = 1; seat <= shape.reps; seat++) {
      const { number, hired } = staffOf(shape).at(seat, start)
      const share = ((90 + chance(month * 10_000 + seat, 152, 25)) / 100) * (start - hired < 90 ? 0.5 : 1)
      const amount = Math.round((usual * meanAmount * share) / 100_000) * 100_000
      yield `${++row}\t${number}\t${days}\tamount\t${amount}\tEUR\t\\N\t${traced(row, importOf(shape, start))}`
      // One team in five counts deals as well.
      if (teamOf(shape, seat) % 5 === 0)
        yield `${++row}\t${number}\t${days}\tdeals\t\\N\t\\N\t${Math.max(1, Math.round(usual * share))}\t${traced(row, importOf(shape, start))}`
    }
  }
}

export const quotaParts: readonly Part[] = [
  {
    table: 'quotas',
    columns: [
      'quota_id',
      'person_id',
      'starts_on',
      'ends_on',
      'counts',
      'amount_minor',
      'currency',
      'deals',
      ...tracedColumns,
    ],
    lines: quotas,
  },
]
