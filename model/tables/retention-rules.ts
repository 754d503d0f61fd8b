// retention_rules: one row per rule whose length the organisation set. A rule without a row has its default; defaults
// and ceilings are in access/privacy/retention.ts.
import { proof } from '../care.ts'
import { count, defineTable, id, instant, text } from '../table.ts'

export const retentionRules = defineTable({
  name: 'retention_rules',
  title: { fr: 'Durées de conservation', en: 'Rules of retention' },
  grain: { fr: 'une durée de conservation réglée', en: 'rule of retention that was set' },
  placement: 'local',
  key: ['rule'],
  columns: {
    rule: text(proof),
    length: count(proof),
    unit: text<'days' | 'months'>(proof),
    /** Asked for where the law wants one: a journal kept longer than 12 months. */
    reason: text(proof).orNull,
    changed_by: id(proof).orNull,
    changed_at: instant(proof),
  },
})
