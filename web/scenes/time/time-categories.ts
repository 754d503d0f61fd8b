// The categories in the order in which a card asks for them; a category that is missing does not compile.
import type { TimeCategory } from '../../shapes.ts'

const order = {
  'buyer-facing': 1,
  prospecting: 2,
  preparation: 3,
  email: 4,
  crm: 5,
  content: 6,
  internal: 7,
  training: 8,
  admin: 9,
  travel: 10,
  other: 11,
  'not-measured': 12,
} as const satisfies Readonly<Record<TimeCategory, number>>

export const categoriesInOrder = Object.keys(order) as TimeCategory[]
