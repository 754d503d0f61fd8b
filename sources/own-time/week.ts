// The weekly card: hours per category of one week, as the person says. A day is the smallest piece that figures know, so the
// hours are spread over the working days of the week, Monday to Friday; what she says again replaces what she said.
import { type ActivityCategory, activityCategories } from '../../model/codes.ts'
import type { Query } from '../../model/database.ts'
import { noteChoice } from './choices.ts'
import { addDays, mondayOf } from './days.ts'
import { type Kept, type OwnRow, replaceOwnTime } from './keep.ts'
import { expectDay, TotalsRefused } from './tracker.ts'

export interface CardLine {
  readonly category: ActivityCategory
  readonly minutes: number
}

const workingDays = 5
const mostMinutes = 7 * 24 * 60

/** Keeps a card. `monday` begins the week; an empty card takes the week away. @throws TotalsRefused */
export async function declareWeek(
  query: Query,
  personId: number,
  { monday, lines }: { readonly monday: string; readonly lines: readonly CardLine[] },
  { today, now }: { readonly today: string; readonly now: Date },
): Promise<Kept> {
  if (mondayOf(monday) !== monday)
    throw new TotalsRefused('Une semaine commence un lundi.', 'A week begins on a Monday.')
  expectDay(monday, today)
  if (lines.reduce((sum, { minutes }) => sum + minutes, 0) > mostMinutes)
    throw new TotalsRefused('Une semaine a 168 heures.', 'A week has 168 hours.')
  await noteChoice(query, personId, 'card', now)
  return replaceOwnTime(
    query,
    {
      personId,
      source: 'own card',
      basis: 'declared',
      tool: null,
      days: { from: monday, to: addDays(monday, 7) },
    },
    spread(monday, lines),
  )
}

/** Whole minutes: the first days take what does not divide by five. */
function spread(monday: string, lines: readonly CardLine[]): OwnRow[] {
  const minutes = new Map<ActivityCategory, number>()
  for (const line of lines) minutes.set(line.category, (minutes.get(line.category) ?? 0) + line.minutes)
  const rows: OwnRow[] = []
  for (const category of activityCategories) {
    const all = minutes.get(category) ?? 0
    for (let index = 0; index < workingDays; index++) {
      const share = Math.floor(all / workingDays) + (index < all % workingDays ? 1 : 0)
      const day = addDays(monday, index)
      if (share > 0)
        rows.push({ id: `${day} ${category}`, day, category, seconds: share * 60, start: null, end: null })
    }
  }
  return rows
}

/** What a week's card says now. */
export async function readWeek(query: Query, personId: number, monday: string): Promise<CardLine[]> {
  const rows = await query
    .selectFrom('activities')
    .select(['category', (of) => of.fn.sum<number>('seconds').as('seconds')])
    .where('rep_id', '=', personId)
    .where('source', '=', 'own card')
    .where('day', '>=', monday)
    .where('day', '<', addDays(monday, 7))
    .groupBy('category')
    .orderBy('category')
    .execute()
  return rows.map(({ category, seconds }) => ({ category, minutes: Math.round(seconds / 60) }))
}
