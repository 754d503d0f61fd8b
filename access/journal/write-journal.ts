// Writes the access journal: who looked at whose data, when and why, never what was seen.
import type { Query } from '../../model/database.ts'
import type { Reader } from '../../model/reader.ts'
import { hashOf } from './chain.ts'

/** What was looked at; the words of each kind are in `dataKindWords`. */
export type DataKind =
  'results' | 'rows' | 'time' | 'training' | 'feedback' | 'export' | 'correction' | 'notes' | 'break-glass'

export const dataKindWords: Readonly<Record<DataKind, { readonly fr: string; readonly en: string }>> = {
  results: { fr: 'résultats', en: 'results' },
  rows: { fr: 'lignes derrière un chiffre', en: 'rows behind a figure' },
  time: { fr: 'temps déclaré', en: 'declared time' },
  training: { fr: 'formation', en: 'training' },
  feedback: { fr: 'avis', en: 'feedback' },
  export: { fr: 'export de toutes ses données', en: 'export of all her data' },
  correction: { fr: 'rectification', en: 'correction' },
  notes: { fr: 'notes', en: 'notes' },
  'break-glass': { fr: 'accès exceptionnel pendant 60 minutes', en: 'exceptional access for 60 minutes' },
}

export interface Look {
  /** Whose data was read. */
  readonly personId: number
  readonly dataKind: DataKind
  /** Why: the name of the route or command, or the reason given for breaking the glass. No values. */
  readonly purpose: string
}

export interface LookedWhen {
  readonly at: Date
  readonly requestId: string
}

/**
 * Appends one entry per look, inside the caller's transaction; looking at one's own data is no entry. Two writers
 * wait for each other on the last head's row, so the chain has no gap and no fork.
 * @returns the number of the last entry and its hash, unchanged when there was nothing to write
 */
export async function writeJournal(
  query: Query,
  reader: Reader,
  looks: readonly Look[],
  { at, requestId }: LookedWhen,
): Promise<{ readonly entry: number; readonly hash: string }> {
  const others = looks.filter(({ personId }) => personId !== reader.personId)
  const last = await query
    .selectFrom('journal_heads')
    .select(['entry', 'hash'])
    .where('head', '=', 'last')
    .forUpdate()
    .executeTakeFirstOrThrow()
  let { entry, hash } = last
  const rows = others.map(({ personId, dataKind, purpose }) => {
    const chained = {
      entry: (entry += 1),
      at,
      readerId: reader.personId,
      readerRoles: reader.roles.join(','),
      personId,
      dataKind,
      purpose,
      requestId,
    }
    const previous = hash
    hash = hashOf(previous, chained)
    return {
      entry,
      at,
      reader_id: chained.readerId,
      reader_roles: chained.readerRoles,
      person_id: personId,
      data_kind: dataKind,
      purpose,
      request_id: requestId,
      previous_hash: previous,
      hash,
    }
  })
  if (rows.length === 0) return last
  for (let start = 0; start < rows.length; start += 1_000)
    await query
      .insertInto('access_journal')
      .values(rows.slice(start, start + 1_000))
      .execute()
  await query.updateTable('journal_heads').set({ entry, hash }).where('head', '=', 'last').execute()
  return { entry, hash }
}
