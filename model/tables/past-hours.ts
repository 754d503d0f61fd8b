// past_hours: one row per person, day, basis and whose pieces of time they were, of those whose hours are no longer kept: what they
// came to. Part of the totals of activity_days; filled by model/rollups/past-hours.ts and by nothing else.
import { key, time } from '../care.ts'
import { day, defineTable, flag, id, text } from '../table.ts'

export const pastHours = defineTable({
  name: 'past_hours',
  title: {
    fr: 'Temps passé dont les heures ne sont plus conservées',
    en: 'Time whose hours are no longer kept',
  },
  grain: {
    fr: 'une personne, un jour, une façon de le savoir et une origine',
    en: 'person, day, basis and origin of time whose hours are no longer kept',
  },
  placement: { by: 'rep_id' },
  key: ['rep_id', 'day', 'basis', 'is_own'],
  columns: {
    rep_id: id(key),
    day: day(time),
    basis: text<'declared' | 'captured'>(time),
    /** What her own calendars add to what the organisation's sources know: goes when she takes it back. */
    is_own: flag(time),
    /** Pieces of time. */
    activities: id(time),
    /** Microseconds with customers and in all: what overlaps counts once, totals without hours are added. */
    selling_micros: id(time),
    tracked_micros: id(time),
    /** Seconds of each category as noted, overlaps and all; null where nothing was noted. */
    buyer_facing_seconds: id(time).orNull,
    prospecting_seconds: id(time).orNull,
    preparation_seconds: id(time).orNull,
    email_seconds: id(time).orNull,
    crm_seconds: id(time).orNull,
    content_seconds: id(time).orNull,
    internal_seconds: id(time).orNull,
    training_seconds: id(time).orNull,
    admin_seconds: id(time).orNull,
    travel_seconds: id(time).orNull,
    other_seconds: id(time).orNull,
  },
})
