// connection_items: one row per thing that a connection brought: an event of a webhook, a file of a folder. What an event said is
// let go of once it was taken; its id stays for a while, so that a repeated one is known.
import { event, key } from '../care.ts'
import { defineTable, digest, id, instant, text } from '../table.ts'

export const connectionItems = defineTable({
  name: 'connection_items',
  title: { fr: 'Événements et fichiers des connexions', en: 'Events and files of connections' },
  grain: {
    fr: 'un événement ou un fichier qu’une connexion a apporté',
    en: 'event or file that a connection brought',
  },
  placement: 'local',
  key: ['connection_id', 'item_id'],
  columns: {
    connection_id: id(key),
    /** The sender's own id of an event, or a digest of its content; of a file always the digest. */
    item_id: text(event),
    /** In the order of arrival. */
    arrival: id(event),
    /** When it came; of a file, when it last lay in its folder. */
    seen_at: instant(event),
    /** When it happened, as the sender says; the arrival where it does not. */
    occurred_at: instant(event),
    content_hash: digest(event),
    /** What an event is about, where the sender names it: of several, the latest counts. */
    record_key: text(event).orNull,
    /** JSON of an event; null once it was taken, and for a file. */
    payload: text(event).orNull,
    /** Overtaken: a later event about the same record came first. Set aside: its delivery was discarded. */
    state: text<'waiting' | 'delivered' | 'taken' | 'overtaken' | 'set-aside'>(event),
    import_id: id(key).orNull,
  },
})
