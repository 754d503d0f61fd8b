// leads: one row per lead. Neither name nor address of the person is kept: no figure needs them.
import { key, lead, trace } from '../care.ts'
import { day, decimal, defineTable, digest, flag, id, instant, text } from '../table.ts'

export const leads = defineTable({
  name: 'leads',
  title: { fr: 'Leads', en: 'Leads' },
  grain: { fr: 'un lead', en: 'lead' },
  placement: { by: 'account_id' },
  key: ['account_id', 'lead_id'],
  columns: {
    account_id: id(key),
    lead_id: id(key),
    source: text(trace),
    external_id: text(trace),
    owner_id: id(key).orNull,
    lead_source: text(lead).orNull,
    status: text(lead).orNull,
    score: decimal(lead).orNull,
    created_on: day(lead).orNull,
    created_at: instant(lead).orNull,
    /** Null when the source does not say. */
    is_qualified: flag(lead).orNull,
    is_converted: flag(lead).orNull,
    converted_on: day(lead).orNull,
    opportunity_id: id(key).orNull,
    is_deleted: flag(lead),
    created_import_id: id(trace),
    import_id: id(trace),
    import_file_id: id(trace),
    source_row: id(trace),
    content_hash: digest(trace),
  },
})
