// access_journal: one row per read of one person's data by somebody else. Append-only and hash-chained: `hash` is
// the SHA-256 over `previous_hash` and the canonical text of the entry. Holds who, whom and what kind, never a value.
import { looked } from '../care.ts'
import { defineTable, id, instant, text } from '../table.ts'

export const accessJournal = defineTable({
  name: 'access_journal',
  title: { fr: 'Journal des accès', en: 'Access journal' },
  grain: {
    fr: 'une lecture des données d’une personne par un lecteur',
    en: 'read of one person by one reader',
  },
  placement: 'local',
  key: ['entry'],
  columns: {
    /** 1, 2, 3 ... without gaps. */
    entry: id(looked),
    at: instant(looked),
    /** Null for the owner of the machine, who is nobody of the organisation. */
    reader_id: id(looked).orNull,
    /** In which roles the reader read: 'leader', 'manager,rep'. */
    reader_roles: text(looked),
    person_id: id(looked),
    /** 'results', 'time', 'feedback' ...: a kind, never a value. */
    data_kind: text(looked),
    purpose: text(looked),
    request_id: text(looked),
    previous_hash: text(looked),
    hash: text(looked),
  },
})
