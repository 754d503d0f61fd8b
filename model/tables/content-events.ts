// content_events: one row per thing done with content: a rep searches, opens, downloads, customises, sends, shares; a buyer views
// or downloads.
// The words searched for are not kept.
import { contentUse, key } from '../care.ts'
import type { ContentEventKind } from '../codes.ts'
import { count, day, defineTable, flag, id, instant, text } from '../table.ts'
import { traced } from '../traced.ts'

export const contentEvents = defineTable({
  name: 'content_events',
  title: { fr: 'Usages des contenus', en: 'Uses of content' },
  grain: { fr: 'un usage d’un contenu', en: 'event of content' },
  placement: { by: 'rep_id' },
  key: ['rep_id', 'content_event_id'],
  columns: {
    /** Who did it; of what a buyer did, who had shared it. 0: nobody is known to have. Who the buyer was is not kept. */
    rep_id: id(key),
    content_event_id: id(key),
    kind: text<ContentEventKind>(contentUse),
    /** Null for a search. */
    content_item_id: id(key).orNull,
    occurred_at: instant(contentUse).orNull,
    day: day(contentUse),
    /** Of a search. */
    has_result: flag(contentUse).orNull,
    /** Time it took, or time of reading. */
    seconds: count(contentUse).orNull,
    /** 'portal', 'mailbox', 'CRM'; as written. */
    tool: text(contentUse).orNull,
    account_id: id(key).orNull,
    opportunity_id: id(key).orNull,
    ...traced,
  },
})
