// rollups: one row per rollup, by which definition its totals were made and from which day on the rows behind them are all
// kept: earlier totals can no longer be made anew, and stay as they are.
import { running } from '../care.ts'
import { count, day, defineTable, text } from '../table.ts'

export const rollups = defineTable({
  name: 'rollups',
  grain: 'one row per rollup',
  placement: 'local',
  key: ['rollup'],
  columns: {
    /** Name of its table. */
    rollup: text(running),
    version: count(running),
    /** Null: from the first day on. */
    rows_from: day(running).orNull,
  },
})
