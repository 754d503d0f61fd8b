// Deals, their way through the stages and from hand to hand, leads and what became of them.
import { stageNames } from './people.ts'
import { chance, dayAt, daysIn, importOf, type Part, type Shape, traced, tracedColumns } from './shape.ts'
import { somebody, staffOf } from './staff.ts'

export interface Deal {
  readonly account: number
  /** Seat of who opened it; whoever sits there later goes on with it. */
  readonly seat: number
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
    seat: seatOf(shape, deal, opened),
    opened,
    closed: isOpen ? null : closing,
    outcome: isOpen ? 'open' : fate < 40 ? 'won' : 'lost',
  }
}

/** Days after which somebody new is given as much as others. */
const settledAfter = 150

/** Deals go to those who are new now and then, to begin with. */
function seatOf(shape: Shape, deal: number, opened: number): number {
  const staff = staffOf(shape)
  let seat = 1 + chance(deal, 14, shape.reps)
  for (let time = 0; time < 4; time++) {
    const here = opened - staff.at(seat, opened).hired
    if (here >= settledAfter || chance(deal, 114 + time, settledAfter) < 20 + here) break
    seat = 1 + (seat % shape.reps)
  }
  return seat
}

interface Owner {
  readonly person: number
  readonly from: number | null
  readonly until: number | null
}

/** Who owned a deal: one in twenty changed hands after three days, others when their owner left. */
function ownersOf(shape: Shape, deal: number): readonly Owner[] {
  const { seat, opened, closed } = dealOf(shape, deal)
  const staff = staffOf(shape)
  const hands: { person: number; from: number | null; until: number | null }[] = []
  const next = (person: number, from: number) => {
    const before = hands.at(-1)
    if (before?.person === person) return
    if (before !== undefined) before.until = from
    hands.push({ person, from: before === undefined ? null : from, until: null })
  }
  const isHandedOver = chance(deal, 20, 20) === 0
  if (isHandedOver) next(staff.at(1 + (seat % shape.reps), opened).number, opened)
  const last = closed ?? daysIn(shape) - 1
  let day = isHandedOver ? opened + 3 : opened
  for (;;) {
    const { number, left } = staff.at(seat, day)
    next(number, day)
    if (left === null || left > last) return hands
    day = left
  }
}

function* opportunities(shape: Shape): Generator<string> {
  for (let deal = 1; deal <= shape.opportunities; deal++) {
    const { account, opened, closed, outcome } = dealOf(shape, deal)
    const owner = ownersOf(shape, deal).at(-1)!.person
    const day = dayAt(shape, opened)
    const end = closed === null ? '\\N' : dayAt(shape, closed)
    const type = chance(deal, 15, 5) === 0 ? 'renewal' : '\\N'
    const month = importOf(shape, opened)
    yield `${account}\t${deal}\tDeal ${deal}\t${owner}\t1\t${1 + chance(deal, 16, 7)}\t${outcome}\tstated\t${day}\t${end}\t${1000_00 + chance(deal, 17, 5_000_000)}\tEUR\tstated\t${type}\t${['Web', 'Fair', 'Partner'][deal % 3]}\tfalse\t${traced(deal, month)}`
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

function* owners(shape: Shape): Generator<string> {
  for (let deal = 1; deal <= shape.opportunities; deal++) {
    const hands = ownersOf(shape, deal)
    if (hands.length === 1) continue
    const { account, opened } = dealOf(shape, deal)
    for (const [at, { person, from, until }] of hands.entries())
      yield `${account}\t${deal}\t${at + 1}\t${person}\t${from === null ? '\\N' : dayAt(shape, from)}\t${until === null ? '\\N' : dayAt(shape, until)}\thistory\t${importOf(shape, opened)}`
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
    yield `${deal?.account ?? 1 + chance(lead, 22, shape.accounts)}\t${lead}\t${deal === null ? somebody(shape, lead, 23, created) : staffOf(shape).at(deal.seat, created).number}\t${['Web', 'Fair', 'Partner'][lead % 3]}\tworking\t${day}\t${chance(lead, 24, 3) === 0}\t${number !== null}\t${number ?? '\\N'}\tfalse\t${traced(lead, importOf(shape, created))}`
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
]
