// purge_runs: one row per rule and run of the daily purge, with what it removed. A run is there whole or not at all.
import { proof } from '../care.ts'
import { day, defineTable, id, instant, text } from '../table.ts'

export const purgeRuns = defineTable({
  name: 'purge_runs',
  title: { fr: 'Passages de la purge', en: 'Runs of the purge' },
  grain: { fr: 'une règle et un passage de la purge', en: 'rule and run of the purge' },
  placement: 'local',
  key: ['purge_run_id'],
  columns: {
    purge_run_id: id(proof),
    rule: text(proof),
    /** The organisation's day for which the run was made. */
    today: day(proof),
    /** What ended before this day was removed. */
    before: day(proof),
    removed: id(proof),
    ended_at: instant(proof),
  },
})
