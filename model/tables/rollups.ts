// rollups: one row per rollup, by which definition its totals were made and from which day on the rows behind them are all
// kept: earlier totals can no longer be made anew.
import { running } from '../care.ts'
import { count, day, defineTable, text } from '../table.ts'

export const rollups = defineTable({
  name: 'rollups',
  title: { fr: 'Totaux tenus à jour', en: 'Totals kept up to date' },
  grain: { fr: 'un jeu de totaux', en: 'rollup' },
  placement: 'local',
  key: ['rollup'],
  columns: {
    /** Name of its table. */
    rollup: text(running),
    version: count(running),
    /** Null: from the first day on. */
    rows_from: day(running).orNull,
    /** Pieces of time with their hours are kept from this day on; earlier ones are in past_hours. Null: from the first day on. */
    hours_from: day(running).orNull,
    /** First and last day of which rows were removed. */
    first_day: day(running).orNull,
    last_day: day(running).orNull,
  },
})
