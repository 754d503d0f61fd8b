// notes: one row per annotation or contest of a record or a figure. It stands wherever that record or figure stands.
import { right } from '../care.ts'
import { defineTable, id, instant, text } from '../table.ts'

export const notes = defineTable({
  name: 'notes',
  grain: 'one row per note on one record or figure',
  placement: 'local',
  key: ['note_id'],
  columns: {
    note_id: id(right),
    kind: text<'annotation' | 'contest'>(right),
    /** About whom; null when the figure is of a team or of all. */
    person_id: id(right).orNull,
    /** The figure: metric, answer, scope and period as in the address of its page. */
    metric: text(right).orNull,
    answer: text(right).orNull,
    scope: text(right).orNull,
    period: text(right).orNull,
    /** The record and its number: a deal, a lead, or the person's own entry. */
    record_kind: text<'opportunity' | 'lead' | 'person'>(right).orNull,
    record_id: id(right).orNull,
    body: text(right),
    author_id: id(right).orNull,
    written_at: instant(right),
    reply: text(right).orNull,
    replied_by: id(right).orNull,
    replied_at: instant(right).orNull,
  },
})
