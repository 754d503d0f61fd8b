// An activity tracker's export, read in memory for the person whose computer it is; and the totals that she confirmed.
import { type ActivityCategory, activityCategories } from '../../model/codes.ts'
import type { Query } from '../../model/database.ts'
import { readExport, type TrackerFault } from '../activitywatch/export-file.ts'
import { salesRules } from '../activitywatch/preset.ts'
import { readRules, type Rules } from '../activitywatch/rules.ts'
import { type DayTotal, summarise } from '../activitywatch/summarise.ts'
import type { Interval } from '../activitywatch/interval.ts'
import { noteChoice } from './choices.ts'
import { addDays, daysBack } from './days.ts'
import { type Kept, type OwnRow, replaceOwnTime } from './keep.ts'

/** What she is shown before anything is kept. */
export interface TrackerReading {
  readonly totals: readonly DayTotal[]
  readonly faults: readonly TrackerFault[]
  readonly events: number
  /** Kinds of records that were passed over unread, with how many. */
  readonly passedOver: readonly { readonly kind: string; readonly events: number }[]
  readonly refusedRules: Rules['refused']
}

export interface ReadingTracker {
  readonly timeZone: string
  readonly now: number
  /** Categories in ActivityWatch's format, as text; null for Douze's own. */
  readonly rules: string | null
  /** Her time that is known with hours already: it counts there. */
  readonly known: readonly Interval[]
}

/**
 * Reads an export. Nothing of it outlives the call but what is returned.
 * @throws NoTrackerExport, RulesRefused
 */
export function readTracker(text: string, { timeZone, now, rules, known }: ReadingTracker): TrackerReading {
  const used = rules === null ? salesRules : readRules(parsed(rules))
  const file = readExport(text, now)
  return {
    totals: summarise(file, used, { timeZone, known }),
    faults: file.faults,
    events: file.events,
    passedOver: [...file.passedOver].map(([kind, events]) => ({ kind: namedKind(kind), events })),
    refusedRules: used.refused,
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** A kind is a word of a program's; whatever else stands there is not repeated. */
function namedKind(kind: string): string {
  return /^[a-z][a-z0-9.-]{0,39}$/.test(kind) ? kind : 'other'
}

export interface ConfirmedTotal {
  readonly day: string
  readonly category: ActivityCategory
  readonly minutes: number
}

/** A total cannot be kept; said to the person. */
export class TotalsRefused extends Error {
  readonly words: { readonly fr: string; readonly en: string }
  constructor(fr: string, en: string) {
    super(en)
    this.words = { fr, en }
  }
}

/** Keeps what she confirmed; the days that it names lose what an earlier export said of them. @throws TotalsRefused */
export async function keepTracker(
  query: Query,
  personId: number,
  totals: readonly ConfirmedTotal[],
  { today, now }: { readonly today: string; readonly now: Date },
): Promise<Kept> {
  const byDay = new Map<string, Map<ActivityCategory, number>>()
  for (const { day, category, minutes } of totals) {
    expectDay(day, today)
    const known = byDay.get(day) ?? new Map<ActivityCategory, number>()
    byDay.set(day, known.set(category, (known.get(category) ?? 0) + minutes))
  }
  const rows: OwnRow[] = []
  for (const [day, categories] of byDay) {
    const all = [...categories.values()].reduce((sum, minutes) => sum + minutes, 0)
    if (all > 25 * 60)
      throw new TotalsRefused(
        `Le ${day} compte plus d’heures qu’un jour.`,
        `${day} has more hours than a day.`,
      )
    for (const category of activityCategories) {
      const minutes = categories.get(category) ?? 0
      if (minutes > 0)
        rows.push({ id: `${day} ${category}`, day, category, seconds: minutes * 60, start: null, end: null })
    }
  }
  await noteChoice(query, personId, 'tracker', now)
  return replaceOwnTime(
    query,
    { personId, source: 'own tracker', basis: 'captured', tool: null, days: 'of the rows' },
    rows,
  )
}

/** @throws TotalsRefused for a day to come or too long ago */
export function expectDay(day: string, today: string): void {
  if (day > today) throw new TotalsRefused('Ce jour n’est pas encore passé.', 'This day has not passed yet.')
  if (day < addDays(today, -daysBack))
    throw new TotalsRefused(
      'Ce jour est trop ancien : rien n’est gardé d’une personne jour par jour au-delà de 24 mois.',
      'This day is too long ago: nothing is kept of a person by the day beyond 24 months.',
    )
}
