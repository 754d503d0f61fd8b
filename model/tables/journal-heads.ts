// journal_heads: where the chain of the access journal starts and ends. Written under the lock of its one 'last' row;
// 'first' moves when the purge removes the oldest entries, so that the rest can still be verified.
import { proof } from '../care.ts'
import { defineTable, id, text } from '../table.ts'

export const journalHeads = defineTable({
  name: 'journal_heads',
  title: { fr: 'Extrémités du journal', en: 'Ends of the journal' },
  grain: { fr: 'une extrémité du journal des accès', en: 'end of the access journal: first and last' },
  placement: 'local',
  key: ['head'],
  columns: {
    head: text<'first' | 'last'>(proof),
    /** 'last': the newest entry. 'first': the newest entry that was purged; 0 before any. */
    entry: id(proof),
    hash: text(proof),
  },
})
