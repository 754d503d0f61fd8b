// Deals, their way through the stages, leads and what became of them, contracts, invoices and costs.
import { stageNames } from './people.ts'
import { chance, dayAt, daysIn, importOf, type Part, type Shape, traced, tracedColumns } from './shape.ts'

export interface Deal {
  readonly account: number
  readonly rep: number
  readonly opened: number
  /** Day it was won or lost; null while open. */
  readonly closed: number | null
  readonly outcome: 'won' | 'lost' | 'open'
}

/** A deal by its number from 1 on: numbers follow the days on which deals were opened. */
export function dealOf(shape: Shape, deal: number): Deal {
  const opened = Math.floor(((deal - 1) * daysIn(shape)) / shape.opportunities)
  const closing = opened + 5 + Math.floor((chance(deal, 11, 1000) / 1000) ** 2 * 150)
  const fate = chance(deal, 12, 100)
  const isOpen = closing >= daysIn(shape) || fate >= 97
  return {
    account: 1 + chance(deal, 13, shape.accounts),
    rep: 1 + chance(deal, 14, shape.reps),
    opened,
    closed: isOpen ? null : closing,
    outcome: isOpen ? 'open' : fate < 40 ? 'won' : 'lost',
  }
}

function* opportunities(shape: Shape): Generator<string> {
  for (let deal = 1; deal <= shape.opportunities; deal++) {
    const { account, rep, opened, closed, outcome } = dealOf(shape, deal)
    const day = dayAt(shape, opened)
    const end = closed === null ? '\\N' : dayAt(shape, closed)
    const type = chance(deal, 15, 5) === 0 ? 'renewal' : '\\N'
    const month = importOf(shape, opened)
    yield `${account}\t${deal}\tDeal ${deal}\t${rep}\t1\t${1 + chance(deal, 16, 7)}\t${outcome}\tstated\t${day}\t${end}\t${1000_00 + chance(deal, 17, 5_000_000)}\tEUR\tstated\t${type}\t${['Web', 'Fair', 'Partner'][deal % 3]}\tfalse\t${traced(deal, month)}`
  }
}

function* visits(shape: Shape): Generator<string> {
  for (let deal = 1; deal <= shape.opportunities; deal++) {
    const { account, opened, closed, outcome } = dealOf(shape, deal)
    const stays = outcome === 'won' ? stageNames.length : 4 + chance(deal, 18, 3)
    const length = (closed ?? daysIn(shape) - 1) - opened
    const month = importOf(shape, opened)
    for (let visit = 1; visit <= stays; visit++) {
      const from = dayAt(shape, opened + Math.floor((length * (visit - 1)) / stays))
      const isLast = visit === stays
      const until =
        isLast && closed === null ? null : dayAt(shape, opened + Math.floor((length * visit) / stays))
      yield `${account}\t${deal}\t${visit}\t${visit}\t${from} ${9 + visit}:00:00+00\t${until === null ? '\\N' : `${until} ${10 + visit}:00:00+00`}\t${from}\t${until ?? '\\N'}\thistory\t${month}`
    }
  }
}

function* lines(shape: Shape): Generator<string> {
  for (let deal = 1; deal <= shape.opportunities; deal++) {
    const { account, opened } = dealOf(shape, deal)
    const month = importOf(shape, opened)
    yield `${account}\t${deal}\t${deal}\t${1 + chance(deal, 19, 30)}\t${1000_00 + chance(deal, 17, 5_000_000)}\tEUR\t${month}\t${month}\t00000000-0000-4000-8000-000000000012`
  }
}

/** One deal in twenty changed hands. */
function* owners(shape: Shape): Generator<string> {
  for (let deal = 1; deal <= shape.opportunities; deal++) {
    if (chance(deal, 20, 20) !== 0) continue
    const { account, rep, opened } = dealOf(shape, deal)
    const month = importOf(shape, opened)
    const change = dayAt(shape, opened + 3)
    yield `${account}\t${deal}\t1\t${1 + (rep % shape.reps)}\t\\N\t${change}\thistory\t${month}`
    yield `${account}\t${deal}\t2\t${rep}\t${change}\t\\N\thistory\t${month}`
  }
}

/** The deal that came of a lead; null for four in five. */
export function dealOfLead(shape: Shape, lead: number): number | null {
  const deal = 1 + Math.floor(((lead - 1) * shape.opportunities) / shape.leads)
  return lead % 5 === 0 && deal <= shape.opportunities ? deal : null
}

function createdOn(shape: Shape, lead: number): number {
  const deal = dealOfLead(shape, lead)
  if (deal !== null) return Math.max(0, dealOf(shape, deal).opened - chance(lead, 21, 30))
  return Math.floor(((lead - 1) * daysIn(shape)) / shape.leads)
}

function* leads(shape: Shape): Generator<string> {
  for (let lead = 1; lead <= shape.leads; lead++) {
    const number = dealOfLead(shape, lead)
    const deal = number === null ? null : dealOf(shape, number)
    const created = createdOn(shape, lead)
    const day = dayAt(shape, created)
    yield `${deal?.account ?? 1 + chance(lead, 22, shape.accounts)}\t${lead}\t${deal?.rep ?? 1 + chance(lead, 23, shape.reps)}\t${['Web', 'Fair', 'Partner'][lead % 3]}\tworking\t${day}\t${chance(lead, 24, 3) === 0}\t${number !== null}\t${number ?? '\\N'}\tfalse\t${traced(lead, importOf(shape, created))}`
  }
}

function* scores(shape: Shape): Generator<string> {
  for (let lead = 1; lead <= shape.leads; lead++) {
    const number = dealOfLead(shape, lead)
    const created = createdOn(shape, lead)
    const account = number === null ? 1 + chance(lead, 22, shape.accounts) : dealOf(shape, number).account
    yield `${account}\t${lead}\t${lead}\t${dayAt(shape, created)}\t${5 * chance(lead, 25, number === null ? 16 : 21)}\t${traced(lead, importOf(shape, created))}`
  }
}

function* subscriptions(shape: Shape): Generator<string> {
  for (let row = 1; row <= shape.accounts / 2; row++) {
    const start = chance(row, 26, daysIn(shape))
    const ends = start + 90 + chance(row, 27, 900)
    const isOver = ends < daysIn(shape)
    yield `${row}\t${row}\tC${row}\t${dayAt(shape, start)}\t${isOver ? dayAt(shape, ends) : '\\N'}\t${5_000 + chance(row, 28, 90_000)}\tEUR\t${1 + chance(row, 29, 30)}\t${1 + chance(row, 30, shape.reps)}\t${isOver ? 'price' : '\\N'}\t${traced(row, importOf(shape, start))}`
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
    yield `${row}\t${dayAt(shape, day)}\t${10_000 + chance(row, 34, 900_000)}\tEUR\t${['advertising', 'salary', 'events', 'content'][row % 4]}\t${['sales', 'marketing'][row % 2]}\t${row % 4 === 3 ? 1 + chance(row, 35, 600) : '\\N'}\t${traced(row, importOf(shape, day))}`
  }
}

export const sellingParts: readonly Part[] = [
  {
    table: 'opportunities',
    columns: [
      'account_id',
      'opportunity_id',
      'name',
      'owner_id',
      'pipeline_id',
      'stage_id',
      'outcome',
      'outcome_basis',
      'opened_on',
      'closed_on',
      'amount_minor',
      'currency',
      'currency_basis',
      'type',
      'lead_source',
      'is_deleted',
      ...tracedColumns,
    ],
    lines: opportunities,
  },
  {
    table: 'stage_visits',
    columns: [
      'account_id',
      'opportunity_id',
      'visit',
      'stage_id',
      'entered_at',
      'left_at',
      'entered_on',
      'left_on',
      'provenance',
      'created_import_id',
    ],
    lines: visits,
  },
  {
    table: 'opportunity_lines',
    columns: [
      'account_id',
      'opportunity_id',
      'line_id',
      'product_id',
      'amount_minor',
      'currency',
      'created_import_id',
      'import_id',
      'content_hash',
    ],
    lines,
  },
  {
    table: 'opportunity_owners',
    columns: [
      'account_id',
      'opportunity_id',
      'stay',
      'owner_id',
      'starts_on',
      'ends_on',
      'provenance',
      'created_import_id',
    ],
    lines: owners,
  },
  {
    table: 'leads',
    columns: [
      'account_id',
      'lead_id',
      'owner_id',
      'lead_source',
      'status',
      'created_on',
      'is_qualified',
      'is_converted',
      'opportunity_id',
      'is_deleted',
      ...tracedColumns,
    ],
    lines: leads,
  },
  {
    table: 'lead_scores',
    columns: ['account_id', 'lead_score_id', 'lead_id', 'scored_on', 'score', ...tracedColumns],
    lines: scores,
  },
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
      'content_item_id',
      ...tracedColumns,
    ],
    lines: costs,
  },
]
