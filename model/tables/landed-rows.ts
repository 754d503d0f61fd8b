// landed_rows: one row per record of a stream, as it was last delivered. Other tables are made from them; they go when their time is over.
import { landed } from '../care.ts'
import { day, defineTable, digest, flag, id, json } from '../table.ts'

export const landedRows = defineTable({
  name: 'landed_rows',
  title: { fr: 'Enregistrements reçus', en: 'Landed records' },
  grain: { fr: 'un enregistrement d’un flux', en: 'record of one stream' },
  placement: 'local',
  key: ['stream_id', 'row_number'],
  columns: {
    stream_id: id(landed),
    /** Counted up within the stream; other tables name it as their source row. */
    row_number: id(landed),
    /** Digest of the values of the key; null for a stream without one. */
    key_digest: digest(landed).orNull,
    data: json<unknown>(landed),
    /** Version of the table that the record belongs to, where the sender counts them. */
    version: id(landed).orNull,
    /** The run that delivered it last, and the one that changed it last. */
    run_id: id(landed),
    changed_run: id(landed),
    is_deleted: flag(landed),
    /** It names something that had not arrived: tried again with the next run. */
    is_waiting: flag(landed),
    landed_on: day(landed),
  },
})
