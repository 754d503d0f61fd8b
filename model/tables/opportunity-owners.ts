// opportunity_owners: one row per stay of one opportunity with one owner, only for opportunities that changed
// hands. Days are half-open; null means "from the start" and "until now". Attribution reads it first.
import { attribution, key, trace } from '../care.ts'
import { day, defineTable, id, text } from '../table.ts'

export const opportunityOwners = defineTable({
  name: 'opportunity_owners',
  title: { fr: 'Responsables successifs des affaires', en: 'Owners of opportunities over time' },
  grain: { fr: 'un séjour d’une affaire chez un responsable', en: 'stay of one opportunity with one owner' },
  placement: { by: 'account_id' },
  key: ['account_id', 'opportunity_id', 'stay'],
  columns: {
    account_id: id(key),
    opportunity_id: id(key),
    stay: id(key),
    owner_id: id(attribution),
    starts_on: day(attribution).orNull,
    ends_on: day(attribution).orNull,
    /** 'history' when the source recorded the change, 'snapshot' when two exports differ. */
    provenance: text<'history' | 'snapshot'>(trace),
    created_import_id: id(trace),
  },
})
