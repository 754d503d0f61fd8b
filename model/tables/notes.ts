// notes: one row per annotation or contest of a record or a figure. It stands wherever that record or figure stands.
import { beside } from '../care.ts'
import { defineTable, id, instant, text } from '../table.ts'

export const notes = defineTable({
  name: 'notes',
  title: { fr: 'Notes et contestations', en: 'Notes and contests' },
  grain: { fr: 'une note sur un enregistrement ou un chiffre', en: 'note on one record or figure' },
  placement: 'local',
  key: ['note_id'],
  columns: {
    note_id: id(beside),
    kind: text<'annotation' | 'contest'>(beside),
    /** About whom; null when the figure is of a team or of all. */
    person_id: id(beside).orNull,
    /** The figure: metric, answer, scope and period as in the address of its page. */
    metric: text(beside).orNull,
    answer: text(beside).orNull,
    scope: text(beside).orNull,
    period: text(beside).orNull,
    /** The record and its number: a deal, a lead, or the person's own entry. */
    record_kind: text<'opportunity' | 'lead' | 'person'>(beside).orNull,
    record_id: id(beside).orNull,
    body: text(beside),
    author_id: id(beside).orNull,
    written_at: instant(beside),
    reply: text(beside).orNull,
    replied_by: id(beside).orNull,
    replied_at: instant(beside).orNull,
  },
})
