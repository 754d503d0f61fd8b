// activity_days: a rollup. One row per person, day and basis of her activities: what figures about time read instead of
// millions of pieces. Made by model/rollups and by nothing else. Time of her own ('not-measured') is never in it.
import { key, time } from '../care.ts'
import { day, defineTable, id, text } from '../table.ts'

export const activityDays = defineTable({
  name: 'activity_days',
  title: { fr: 'Temps par jour', en: 'Time by day' },
  grain: {
    fr: 'un jour d’une personne, mesuré ou déclaré : des totaux par catégorie',
    en: 'person, day and basis of activities',
  },
  placement: { by: 'rep_id' },
  key: ['rep_id', 'day', 'basis'],
  columns: {
    rep_id: id(key),
    day: day(time),
    basis: text<'declared' | 'captured'>(time),
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
