// What customers pay, by contract and by invoice, and what selling costs: campaigns, content, newcomers, an hour of work.
import { newItemOn } from './content.ts'
import { chance, dayAt, daysIn, importOf, type Part, type Shape, traced, tracedColumns } from './shape.ts'
import { somebody, staffOf } from './staff.ts'

function* subscriptions(shape: Shape): Generator<string> {
  for (let row = 1; row <= shape.accounts / 2; row++) {
    const start = chance(row, 26, daysIn(shape))
    const ends = start + 90 + chance(row, 27, 900)
    const isOver = ends < daysIn(shape)
    yield `${row}\t${row}\tC${row}\t${dayAt(shape, start)}\t${isOver ? dayAt(shape, ends) : '\\N'}\t${5_000 + chance(row, 28, 90_000)}\tEUR\t${1 + chance(row, 29, 30)}\t${somebody(shape, row, 30, isOver ? ends : daysIn(shape))}\t${isOver ? 'price' : '\\N'}\t${traced(row, importOf(shape, start))}`
  }
}

/** Customers order at rates of their own, amounts of their own, and leave for good at some time. */
function* revenue(shape: Shape): Generator<string> {
  const many = shape.accounts * 6
  for (let row = 1; row <= many; row++) {
    const day = Math.floor(((row - 1) * daysIn(shape)) / many)
    const account = 1 + Math.floor(shape.accounts * (chance(row, 31, 10_000) / 10_000) ** 2)
    const first = chance(account, 36, Math.floor(daysIn(shape) * 0.8))
    if (day < first || day > first + 30 + chance(account, 37, 1_200)) continue
    const amount = (1 + chance(account, 38, 40)) * (5_000 + chance(row, 32, 10_000))
    yield `${account}\t${row}\t${dayAt(shape, day)}\t${amount}\tEUR\t${1 + chance(row, 33, 30)}\t${traced(row, importOf(shape, day))}`
  }
}

function* costs(shape: Shape): Generator<string> {
  const many = Math.max(100, Math.round(shape.accounts / 5))
  for (let row = 1; row <= many; row++) {
    const day = Math.floor(((row - 1) * daysIn(shape)) / many)
    yield `${row}\t${dayAt(shape, day)}\t${10_000 + chance(row, 34, 900_000)}\tEUR\t${['advertising', 'salary', 'events', 'content'][row % 4]}\t${['sales', 'marketing'][row % 2]}\t\\N\t${row % 4 === 3 ? newItemOn(row, 35, day) : '\\N'}\t${traced(row, importOf(shape, day))}`
  }
  yield* costsOfNewcomers(shape, many)
}

/** Days after the hire, what for, and how much in minor units: until she is settled her salary stands under her own name. */
const spent = [
  [0, 'recruiting', 5_500_00],
  [20, 'training', 1_900_00],
  ...[27, 57, 88, 118, 149].map((day) => [day, 'salary', 4_300_00] as const),
] as const

function* costsOfNewcomers(shape: Shape, before: number): Generator<string> {
  let row = before
  for (const { number, hired, left } of staffOf(shape).people) {
    if (hired < 0) continue
    for (const [after, category, minor] of spent) {
      const day = hired + after
      if (day >= Math.min(left ?? Infinity, daysIn(shape))) break
      row += 1
      yield `${row}\t${dayAt(shape, day)}\t${minor + chance(row, 151, 20_000)}\tEUR\t${category}\tsales\t${number}\t\\N\t${traced(row, importOf(shape, day))}`
    }
  }
}

export const moneyParts: readonly Part[] = [
  {
    table: 'subscriptions',
    columns: [
      'account_id',
      'subscription_id',
      'contract',
      'starts_on',
      'ends_on',
      'monthly_minor',
      'currency',
      'product_id',
      'owner_id',
      'end_reason',
      ...tracedColumns,
    ],
    lines: subscriptions,
  },
  {
    table: 'revenue',
    columns: ['account_id', 'revenue_id', 'day', 'amount_minor', 'currency', 'product_id', ...tracedColumns],
    lines: revenue,
  },
  {
    table: 'costs',
    columns: [
      'cost_id',
      'day',
      'amount_minor',
      'currency',
      'category',
      'department',
      'person_id',
      'content_item_id',
      ...tracedColumns,
    ],
    lines: costs,
  },
  {
    table: 'targets',
    columns: ['target_id', 'metric', 'answer', 'kind', 'valid_from', 'value', 'origin'],
    lines: function* (shape) {
      yield `1\tcontent-creation-time\thourly-rate\tstandard\t${dayAt(shape, 0)}\t4500\tbench`
    },
  },
]
