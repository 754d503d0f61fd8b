// activities: one row per piece of time of one person in one category on one day, declared by her or captured.
// An interval over midnight is two rows with one external id. Hours are kept for a short while only: see retention.
import { key, time } from '../care.ts'
import type { ActivityCategory } from '../codes.ts'
import { count, day, defineTable, id, instant, text } from '../table.ts'
import { traced } from '../traced.ts'

export const activities = defineTable({
  name: 'activities',
  title: { fr: 'Temps', en: 'Time' },
  grain: {
    fr: 'un temps d’une personne, par catégorie et par jour',
    en: 'piece of time of one person, category and day',
  },
  placement: { by: 'rep_id' },
  key: ['rep_id', 'activity_id'],
  columns: {
    rep_id: id(key),
    activity_id: id(key),
    day: day(time),
    category: text<ActivityCategory>(time),
    /** Declared in a diary or an interview, or captured from a calendar, a timer or a tool. */
    basis: text<'declared' | 'captured'>(time),
    /** Elapsed time on that day; intervals of one person may overlap: figures take their union. */
    seconds: count(time),
    started_at: instant(time).orNull,
    ended_at: instant(time).orNull,
    /** Where it happened: 'mailbox', 'CRM', 'content portal'; as written. */
    tool: text(time).orNull,
    account_id: id(key).orNull,
    opportunity_id: id(key).orNull,
    ...traced,
  },
})
