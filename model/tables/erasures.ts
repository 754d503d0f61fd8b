// erasures: one row per person erased: the ledger that a restore replays. It knows her by her number and by keyed hashes
// of how she was written; the key is not in the database.
import { proof } from '../care.ts'
import { defineTable, id, instant, json, text } from '../table.ts'

export const erasures = defineTable({
  name: 'erasures',
  title: { fr: 'Effacements', en: 'Erasures' },
  grain: { fr: 'une personne effacée', en: 'person erased' },
  placement: 'local',
  key: ['erasure_id'],
  columns: {
    erasure_id: id(proof),
    person_id: id(proof),
    /** HMAC-SHA-256 of each address and id of a source, and of the person's number with each name. */
    hashes: json<string[]>(proof),
    pseudonym: text(proof),
    /** Rows touched, by table. */
    counts: json<Record<string, number>>(proof),
    erased_at: instant(proof),
  },
})
