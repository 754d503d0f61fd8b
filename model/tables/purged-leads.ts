// purged_leads: one row per lead whose row was purged and whose count is in lead_days. A source that delivers it again
// must not count it twice. Only the number: what it was called, and by whom, is gone.
import { key } from '../care.ts'
import { defineTable, id } from '../table.ts'

export const purgedLeads = defineTable({
  name: 'purged_leads',
  title: { fr: 'Leads purgés', en: 'Purged leads' },
  grain: { fr: 'un lead purgé', en: 'purged lead' },
  placement: 'reference',
  key: ['lead_id'],
  columns: { lead_id: id(key) },
})
