// One small company's quarter, told once: what every tap's records are made of, so that each must come out as the same figures.

export interface TapDeal {
  readonly id: number
  readonly account: number
  readonly owner: number
  readonly amount: number
  readonly openedAt: string
  /** When it moved out of the first stage into the second; null where it never did. */
  readonly offeredAt: string | null
  readonly closedAt: string | null
  readonly outcome: 'open' | 'won' | 'lost'
}

export const reps = [
  { id: 71, email: 'ana@example.com', first: 'Ana', last: 'Ruiz' },
  { id: 72, email: 'bea@example.com', first: 'Bea', last: 'Kohl' },
] as const
export const accounts = [
  { id: 501, name: 'Acme' },
  { id: 502, name: 'Bolt' },
  { id: 503, name: 'Core' },
] as const

/** In the order of the pipeline. */
export const stages = [
  { id: 1, key: 'contactmade', name: 'Contact', probability: 10, outcome: 'open' },
  { id: 2, key: 'offersent', name: 'Offer', probability: 50, outcome: 'open' },
  { id: 3, key: 'closedwon', name: 'Won', probability: 100, outcome: 'won' },
  { id: 4, key: 'closedlost', name: 'Lost', probability: 0, outcome: 'lost' },
] as const

/**
 * First quarter of 2026 in Paris: 1 and 6 are won, 2 and 4 lost. The third is won on the evening of 31 March by UTC, and in Paris on
 * 1 April: it is no deal of the quarter. The fifth is open.
 */
export const deals: readonly TapDeal[] = [
  deal(1, 501, 71, 12_000.5, '2026-01-05T09:00:00', '2026-01-15T09:00:00', '2026-02-04T09:00:00', 'won'),
  deal(2, 502, 72, 8_000, '2026-01-10T10:00:00', '2026-01-20T10:00:00', '2026-02-09T10:00:00', 'lost'),
  deal(3, 503, 71, 5_000, '2026-01-31T23:30:00', '2026-02-11T23:30:00', '2026-03-31T22:30:00', 'won'),
  deal(4, 501, 72, 3_000, '2026-02-01T08:00:00', null, '2026-02-11T08:00:00', 'lost'),
  deal(5, 502, 71, 7_000, '2026-02-20T08:00:00', '2026-03-01T08:00:00', null, 'open'),
  deal(6, 503, 72, 1_000, '2026-03-10T08:00:00', '2026-03-15T08:00:00', '2026-03-20T08:00:00', 'won'),
]

function deal(
  id: number,
  account: number,
  owner: number,
  amount: number,
  openedAt: string,
  offeredAt: string | null,
  closedAt: string | null,
  outcome: TapDeal['outcome'],
): TapDeal {
  return { id, account, owner, amount, openedAt, offeredAt, closedAt, outcome }
}

/** Where a deal stands. */
export function stageOf({ outcome, offeredAt }: TapDeal): (typeof stages)[number] {
  if (outcome === 'won') return stages[2]
  if (outcome === 'lost') return stages[3]
  return offeredAt === null ? stages[0] : stages[1]
}

/** The stages that a deal entered, with when (UTC, without saying so). */
export function entries(
  one: TapDeal,
): readonly { readonly stage: (typeof stages)[number]; readonly at: string }[] {
  return [
    { stage: stages[0], at: one.openedAt },
    ...(one.offeredAt === null ? [] : [{ stage: stages[1], at: one.offeredAt }]),
    ...(one.closedAt === null ? [] : [{ stage: stageOf(one), at: one.closedAt }]),
  ]
}
