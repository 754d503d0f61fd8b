// Which deals and leads the rows of a page are, and how many notes stand on each: so that a note shows wherever its record
// does. Found by the id that the source gave; an id that two sources share names no record.
import { countNotesOn, peopleOfNotes } from '../access/privacy/index.ts'
import type { Query } from '../model/database.ts'
import type { Reader } from '../model/reader.ts'

export interface RowRecord {
  /** Place of the row on its page, from 0. */
  readonly row: number
  readonly kind: 'opportunity' | 'lead'
  readonly id: number
  readonly notes: number
}

type Cells = Readonly<Record<string, unknown>>

/** Columns of a drill-down that hold the source's own id of a record. */
const kinds = { deal: 'opportunity', lead: 'lead' } as const

/** The records of a page about which the reader may read and write notes, in the order of the rows. */
export async function recordsOf(
  query: Query,
  reader: Reader,
  rows: readonly Cells[],
): Promise<readonly RowRecord[]> {
  const people = await peopleOfNotes(query, reader)
  const found: RowRecord[] = []
  for (const [column, kind] of Object.entries(kinds)) {
    const ids = rows.flatMap((row) => (typeof row[column] === 'string' ? [row[column]] : []))
    if (ids.length === 0) continue
    const byId = await recordsNamed(query, kind, [...new Set(ids)])
    const notes = await countNotesOn(
      query,
      kind,
      [...byId.values()].map(({ id }) => id),
    )
    for (const [row, cells] of rows.entries()) {
      const record = byId.get(String(cells[column]))
      if (record === undefined) continue
      const isSeen = people === 'everybody' || (record.ownerId !== null && people.includes(record.ownerId))
      if (isSeen) found.push({ row, kind, id: record.id, notes: notes.get(record.id) ?? 0 })
    }
  }
  return found.toSorted((a, b) => a.row - b.row)
}

interface Named {
  readonly id: number
  readonly ownerId: number | null
}

async function recordsNamed(
  query: Query,
  kind: 'opportunity' | 'lead',
  ids: readonly string[],
): Promise<ReadonlyMap<string, Named>> {
  const identities = query
    .selectFrom('source_identities as identity')
    .where('identity.kind', '=', kind)
    .where('identity.external_id', 'in', [...ids])
  const rows =
    kind === 'opportunity'
      ? await identities
          .innerJoin('opportunities as record', (join) =>
            join
              .onRef('record.account_id', '=', 'identity.account_id')
              .onRef('record.opportunity_id', '=', 'identity.record_id'),
          )
          .select(['identity.external_id', 'record.opportunity_id as id', 'record.owner_id'])
          .execute()
      : await identities
          .innerJoin('leads as record', (join) =>
            join
              .onRef('record.account_id', '=', 'identity.account_id')
              .onRef('record.lead_id', '=', 'identity.record_id'),
          )
          .select(['identity.external_id', 'record.lead_id as id', 'record.owner_id'])
          .execute()
  const found = new Map<string, Named>()
  const shared = new Set<string>()
  for (const { external_id, id, owner_id } of rows) {
    if (found.has(external_id) && found.get(external_id)?.id !== id) shared.add(external_id)
    found.set(external_id, { id, ownerId: owner_id })
  }
  for (const id of shared) found.delete(id)
  return found
}
