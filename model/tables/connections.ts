// connections: one row per source that delivers by itself: a webhook, a watched folder, a calendar, a mailbox.
import { delivered, key, running, runningSecret } from '../care.ts'
import { defineTable, flag, id, instant, json, text } from '../table.ts'

export const connectionKinds = ['webhook', 'folder', 'mail', 'calendar'] as const
export type ConnectionKind = (typeof connectionKinds)[number]

/** What the columns of its deliveries are, as a person settled it once: an entity, and a field by column. */
export interface ConnectionMapping {
  readonly entity: string
  readonly columns: Readonly<Record<string, string | null>>
}

/** Why its last run brought nothing. */
export interface ConnectionFault {
  readonly fr: string
  readonly en: string
}

export const connections = defineTable({
  name: 'connections',
  title: { fr: 'Connexions', en: 'Connections' },
  grain: { fr: 'une source qui livre d’elle-même', en: 'source that delivers by itself' },
  placement: 'local',
  key: ['connection_id'],
  columns: {
    connection_id: id(key),
    kind: text<ConnectionKind>(running),
    name: text(running),
    /** Whose ids its records carry: see source_identities. */
    source: text(running),
    /** Whose calendar or mailbox it is; null for a source of the organisation. */
    person_id: id(key).orNull,
    /** What is no secret: a folder's path, a host, how a sender signs. */
    settings: json<Readonly<Record<string, string>>>(running),
    /** Sealed (access/secrets.ts); null where nothing is secret. */
    secret: text(runningSecret).orNull,
    /** Digest of the reference in a webhook's address. */
    address_hash: text(runningSecret).orNull,
    /** Five fields of cron, in the organisation's zone; null for what is sent to us. */
    schedule: text(running).orNull,
    is_paused: flag(running),
    /** A person confirmed a delivery of it: the next ones become visible by themselves while they raise no question. */
    is_trusted: flag(running),
    mapping: json<ConnectionMapping>(running).orNull,
    /** Where the next run goes on: an ETag, the last message read. */
    bookmark: json<Readonly<Record<string, string>>>(running).orNull,
    created_at: instant(running),
    next_run_at: instant(running).orNull,
    last_run_at: instant(running).orNull,
    last_ok_at: instant(running).orNull,
    last_fault: json<ConnectionFault>(delivered).orNull,
  },
})
