// deal_events: one row per event that a CRM sent about a deal: it is at this stage since this moment. Visits and stages follow from all
// events of a deal together, so the order in which they arrive makes no difference.
import { result, trace } from '../care.ts'
import { defineTable, digest, id, instant, text } from '../table.ts'

export const dealEvents = defineTable({
  name: 'deal_events',
  title: { fr: 'Événements d’affaires', en: 'Events of deals' },
  grain: { fr: 'un événement reçu d’un CRM', en: 'event' },
  placement: 'local',
  key: ['event_id', 'source'],
  columns: {
    source: text(trace),
    event_id: text(trace),
    /** The deal's id at the source. */
    external_id: text(trace),
    stage: text(result),
    /** Counted by the source; 0 where it does not count. */
    version: id(trace),
    occurred_at: instant(result),
    content_hash: digest(trace),
    created_import_id: id(trace),
  },
})
