// landed_streams: one row per stream of one source, as its records arrive: what it is called, its key, its properties, up to where its
// records have been brought into the other tables, and what a person said that it is.
import { running } from '../care.ts'
import { defineTable, id, instant, json, text } from '../table.ts'

export interface StreamMapping {
  /** An entity of sources/entities.ts; null leaves the stream out. */
  readonly entity: string | null
  /** Field by property. */
  readonly columns: Readonly<Record<string, string | null>>
}

export const landedStreams = defineTable({
  name: 'landed_streams',
  title: { fr: 'Flux reçus', en: 'Landed streams' },
  grain: { fr: 'un flux d’une source', en: 'stream of one source' },
  placement: 'local',
  key: ['stream_id'],
  columns: {
    stream_id: id(running),
    source: text(running),
    name: text(running),
    key_properties: json<string[]>(running),
    /** Paths of the properties that were declared or seen. */
    properties: json<string[]>(running),
    /** The tap whose stream it is, where a file of sources/singer/catalogue knows it. */
    tap: text(running).orNull,
    mapping: json<StreamMapping>(running).orNull,
    /** Number of the newest record. */
    last_row: id(running),
    /** The run up to which records have been brought into the other tables. */
    applied_run: id(running),
    first_landed_at: instant(running),
    last_landed_at: instant(running),
  },
})
