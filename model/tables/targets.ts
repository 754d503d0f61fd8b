// targets: one row per target or standard value that the organisation sets for one answer of a metric.
import { running, trace } from '../care.ts'
import { day, decimal, defineTable, digest, id, text } from '../table.ts'

export const targets = defineTable({
  name: 'targets',
  title: { fr: 'Objectifs', en: 'Targets' },
  grain: {
    fr: 'un objectif ou une référence d’une réponse',
    en: 'target or standard of one answer, scope and start',
  },
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
    /** Who set it: a page, the demonstration, a file. */
    origin: text(running),
    /** Where it came from; nulls for what was set on a page. */
    source: text(trace).orNull,
    external_id: text(trace).orNull,
    created_import_id: id(trace).orNull,
    import_id: id(trace).orNull,
    import_file_id: id(trace).orNull,
    source_row: id(trace).orNull,
    content_hash: digest(trace).orNull,
  },
})
