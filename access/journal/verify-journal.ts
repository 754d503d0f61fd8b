// Checks the access journal entry by entry: a changed, removed or inserted entry breaks the chain, and is named.
import type { Database } from '../../model/database.ts'
import type { Reader } from '../../model/reader.ts'
import { hashOf } from './chain.ts'

export interface JournalFault {
  /** 'changed': its content no longer gives its hash. 'removed': its number is missing. 'inserted': it does not follow
   * from the entry before it. 'anchor': the hash that somebody kept is not the one of that entry. */
  readonly kind: 'changed' | 'removed' | 'inserted' | 'anchor'
  readonly entry: number
  readonly sentence: { readonly fr: string; readonly en: string }
}

export interface Verification {
  readonly checked: number
  /** The first fault of each kind of place, oldest first; at most `faultLimit`. */
  readonly faults: readonly JournalFault[]
  /** The newest entry and its hash: print them and keep them elsewhere. Entry 0 when there is none. */
  readonly last: Anchor
}

/** A hash kept outside of the database, which no one who can write to the database can change. */
export interface Anchor {
  readonly entry: number
  readonly hash: string
}

const faultLimit = 100
const pageRows = 5_000

/** Reads the whole journal in one snapshot; memory stays flat. `anchor` is compared when it is given. */
export async function verifyJournal(
  database: Database,
  reader: Reader,
  anchor?: Anchor,
): Promise<Verification> {
  return database.read(reader, async (query) => {
    const heads = await query.selectFrom('journal_heads').select(['head', 'entry', 'hash']).execute()
    const head = (name: 'first' | 'last') => heads.find((row) => row.head === name)
    const first = head('first') ?? { entry: 0, hash: '' }
    const last = head('last') ?? { entry: 0, hash: '' }
    const faults: JournalFault[] = []
    const fault = (kind: JournalFault['kind'], entry: number) => {
      if (faults.length < faultLimit) faults.push({ kind, entry, sentence: sentences[kind](entry) })
    }
    let { entry: at, hash } = first
    let checked = 0
    let isAnchorSeen = anchor === undefined || (anchor.entry === first.entry && anchor.hash === first.hash)
    // From the very start, so that an entry slipped in before the first head is found too.
    for (let from = -1; ;) {
      const rows = await query
        .selectFrom('access_journal')
        .selectAll()
        .where('entry', '>', from)
        .orderBy('entry')
        .limit(pageRows)
        .execute()
      for (const row of rows) {
        checked++
        if (row.entry <= first.entry || row.entry > last.entry) {
          fault('inserted', row.entry)
          continue
        }
        for (let missing = at + 1; missing < row.entry && faults.length < faultLimit; missing++)
          fault('removed', missing)
        const isNext = row.entry === at + 1
        const expected = hashOf(row.previous_hash, {
          entry: row.entry,
          at: row.at,
          readerId: row.reader_id,
          readerRoles: row.reader_roles,
          personId: row.person_id,
          dataKind: row.data_kind,
          purpose: row.purpose,
          requestId: row.request_id,
        })
        if (expected !== row.hash) fault('changed', row.entry)
        else if (isNext && row.previous_hash !== hash) fault('inserted', row.entry)
        if (anchor?.entry === row.entry) {
          isAnchorSeen = true
          if (anchor.hash !== row.hash) fault('anchor', row.entry)
        }
        at = row.entry
        hash = row.hash
      }
      from = rows.at(-1)?.entry ?? from
      if (rows.length < pageRows) break
    }
    for (let missing = at + 1; missing <= last.entry && faults.length < faultLimit; missing++)
      fault('removed', missing)
    // Nothing is missing, and yet the end is another one: the newest entry was written over.
    if (at === last.entry && hash !== last.hash && !faults.some(({ entry }) => entry === at))
      fault('changed', at)
    if (!isAnchorSeen && anchor !== undefined && anchor.entry > first.entry) fault('anchor', anchor.entry)
    return { checked, faults, last: { entry: last.entry, hash: last.hash } }
  })
}

const sentences: Readonly<Record<JournalFault['kind'], (entry: number) => JournalFault['sentence']>> = {
  changed: (entry) => ({
    fr: `L’entrée ${entry} a été modifiée : son contenu ne donne plus son empreinte.`,
    en: `Entry ${entry} was changed: its content no longer gives its hash.`,
  }),
  removed: (entry) => ({
    fr: `L’entrée ${entry} a été retirée.`,
    en: `Entry ${entry} was removed.`,
  }),
  inserted: (entry) => ({
    fr: `L’entrée ${entry} a été insérée : elle ne suit pas de celle qui la précède.`,
    en: `Entry ${entry} was inserted: it does not follow from the one before it.`,
  }),
  anchor: (entry) => ({
    fr: `L’empreinte gardée de l’entrée ${entry} n’est pas celle du journal : il a été réécrit.`,
    en: `The hash kept of entry ${entry} is not the journal’s: it was written anew.`,
  }),
}
