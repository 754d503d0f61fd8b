// teams: one row per sales team, office or region that people belong to.
import { key, label, trace } from '../care.ts'
import { defineTable, digest, id, text } from '../table.ts'

export const teams = defineTable({
  name: 'teams',
  title: { fr: 'Équipes', en: 'Teams' },
  grain: { fr: 'une équipe', en: 'team' },
  placement: 'reference',
  key: ['team_id'],
  columns: {
    team_id: id(key),
    name: text(label),
    name_key: text(label),
    region: text(label).orNull,
    manager_id: id(key).orNull,
    created_import_id: id(trace).orNull,
    import_id: id(trace).orNull,
    content_hash: digest(trace).orNull,
  },
})
