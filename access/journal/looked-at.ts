// What a person reads about her own data: who looked, at what kind, when and why.
import type { Query } from '../../model/database.ts'

export interface LookedAt {
  readonly entry: number
  readonly at: Date
  /** Null for the owner of the machine, who is nobody of the organisation. */
  readonly readerId: number | null
  readonly readerName: string | null
  readonly readerRoles: readonly string[]
  readonly dataKind: string
  readonly purpose: string
  readonly requestId: string
}

/** Who looked at a person's data, newest first. `before` continues an earlier page: its last entry. */
export async function lookedAt(
  query: Query,
  personId: number,
  { limit = 100, before }: { readonly limit?: number; readonly before?: number } = {},
): Promise<readonly LookedAt[]> {
  const rows = await query
    .selectFrom('access_journal as j')
    .leftJoin('people as p', 'p.person_id', 'j.reader_id')
    .select([
      'j.entry',
      'j.at',
      'j.reader_id',
      'p.display_name',
      'j.reader_roles',
      'j.data_kind',
      'j.purpose',
      'j.request_id',
    ])
    .where('j.person_id', '=', personId)
    .where('j.entry', '<', before ?? Number.MAX_SAFE_INTEGER)
    .orderBy('j.entry', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    entry: row.entry,
    at: row.at,
    readerId: row.reader_id,
    readerName: row.display_name,
    readerRoles: row.reader_roles === '' ? [] : row.reader_roles.split(','),
    dataKind: row.data_kind,
    purpose: row.purpose,
    requestId: row.request_id,
  }))
}
