// The same organisation without its older history: its last months, and what figures of them look back at. Who was a customer stays
// one, what is open stays open, and of the year before there is what a figure of a year ago reads: contracts, leads, answers, costs,
// certificates, quotas. Everybody who ever worked there stays known, and so do courses and workshops.
import { dayAt, daysIn, type Shape } from './shape.ts'
import { dealOf } from './selling.ts'

/** Day of a row that must not lie before the months that are kept. */
const oftenest: Readonly<Record<string, string>> = {
  activities: 'day',
  content_events: 'day',
  feedback: 'received_on',
  feedback_actions: 'acted_on',
}
/** The same of the months and the year before; a contract without an end runs, and so does an item that is in force. */
const lookedBackAt: Readonly<Record<string, string>> = {
  coaching_sessions: 'held_on',
  content_items: 'archived_on',
  content_versions: 'published_on',
  content_work: 'day',
  costs: 'day',
  leads: 'created_on',
  lead_scores: 'scored_on',
  onboarding_milestones: 'due_on',
  quotas: 'ends_on',
  revenue: 'day',
  subscriptions: 'ends_on',
  survey_answers: 'invited_on',
  training_results: 'due_on',
}
const ofDeals = ['opportunities', 'stage_visits', 'opportunity_lines', 'opportunity_owners']

/** Tells of a line of a table, as COPY reads it, whether it is kept; null where all are. */
export function keeping(
  shape: Shape,
  table: string,
  columns: readonly string[],
): ((line: string) => boolean) | null {
  if (shape.kept === undefined) return null
  const at = (column: string) => columns.indexOf(column)
  const cut = firstKept(shape, shape.kept)
  if (ofDeals.includes(table)) {
    const deals = keptDeals(shape, cut - 365)
    return (line) => deals.has(Number(line.split('\t')[at('opportunity_id')]))
  }
  const column = oftenest[table] ?? lookedBackAt[table]
  if (column === undefined) return null
  const first = dayAt(shape, table in oftenest ? cut : cut - 365)
  return (line) => {
    const day = line.split('\t')[at(column)]!
    return day === '\\N' || day >= first
  }
}

/** The first day of the months that are kept, counted from the first of the set. */
function firstKept(shape: Shape, months: number): number {
  return daysIn(shape) - daysIn({ ...shape, months })
}

const known = new WeakMap<Shape, ReadonlySet<number>>()

/** Deals that are open, that were decided since a day, or by which their account became a customer. */
function keptDeals(shape: Shape, since: number): ReadonlySet<number> {
  const found = known.get(shape)
  if (found !== undefined) return found
  const kept = new Set<number>()
  const first = new Map<number, { readonly deal: number; readonly closed: number }>()
  for (let deal = 1; deal <= shape.opportunities; deal++) {
    const { account, closed, outcome } = dealOf(shape, deal)
    if (closed === null || closed >= since) kept.add(deal)
    if (outcome !== 'won') continue
    const earlier = first.get(account)
    if (earlier === undefined || closed! < earlier.closed) first.set(account, { deal, closed: closed! })
  }
  for (const { deal } of first.values()) kept.add(deal)
  known.set(shape, kept)
  return kept
}
