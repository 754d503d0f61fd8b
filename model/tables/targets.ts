// targets: one row per target or standard value that the organisation sets for one answer of a metric.
import { running } from '../care.ts'
import { day, decimal, defineTable, id, text } from '../table.ts'

export const targets = defineTable({
  name: 'targets',
  grain: 'one row per target or standard of one answer, scope and start',
  placement: 'local',
  key: ['target_id'],
  columns: {
    target_id: id(running),
    metric: text(running),
    answer: text(running),
    kind: text<'target' | 'standard'>(running),
    team_id: id(running).orNull,
    valid_from: day(running),
    value: decimal(running),
    origin: text(running),
  },
})
