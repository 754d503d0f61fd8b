// imports: one row per delivery: one file, a folder of files or a zip, taken or refused as one.
import { delivered, running } from '../care.ts'
import { day, defineTable, id, instant, json, text } from '../table.ts'

export type ImportState =
  | 'reading' // being staged; a crash leaves it here and the next start marks it interrupted
  | 'staged' // the report stands and waits for a confirmation
  | 'visible'
  | 'refused'
  | 'discarded'
  | 'undone'
  | 'interrupted'

export const imports = defineTable({
  name: 'imports',
  title: { fr: 'Imports', en: 'Imports' },
  grain: { fr: 'une livraison', en: 'delivery' },
  placement: 'local',
  key: ['import_id'],
  columns: {
    import_id: id(running),
    state: text<ImportState>(running),
    source: text(running),
    /** Which connection brought it; null for files that somebody sent. */
    connection_id: id(running).orNull,
    options: json<unknown>(running),
    report: json<unknown>(delivered).orNull,
    /** The day that the delivery describes: asked, or its last event; what is open is censored there. */
    as_of: day(running).orNull,
    started_at: instant(running),
    staged_at: instant(running).orNull,
    visible_at: instant(running).orNull,
    ended_at: instant(running).orNull,
  },
})
