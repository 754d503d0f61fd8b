// Breaking the glass: an administrator sees one person's data by name for an hour, gives a reason, and that person reads in
// "who looked" that it was done, by whom and why. The entry of the access journal is the right itself: none without one.
import type { Database, Query } from '../model/database.ts'
import type { Reader } from '../model/reader.ts'
import { writeJournal } from './journal/index.ts'
import { after } from './means.ts'
import { AccessRefused } from './refused.ts'

/** How long the glass stays broken. */
export const glassMinutes = 60
/** A reason is a sentence, not a dot. */
export const shortestReason = 10

const kind = 'break-glass'

/**
 * Opens one person's data to the reader for an hour, and writes that down.
 * @returns when it closes
 * @throws AccessRefused 'not-allowed' for an account that is nobody of the organisation: the person could not be told
 *   who it was; 'not-found' for a person whom there is not
 */
export async function breakGlass(
  database: Database,
  reader: Reader,
  { personId, reason }: { readonly personId: number; readonly reason: string },
  { at, requestId }: { readonly at: Date; readonly requestId: string },
): Promise<Date> {
  if (reader.personId === null || reader.personId === personId) throw new AccessRefused('not-allowed')
  const why = reason.trim()
  if (why.length < shortestReason) throw new RangeError(`A reason has ${shortestReason} characters or more`)
  await database.write(reader, async (query) => {
    const person = await query
      .selectFrom('people')
      .select('person_id')
      .where('person_id', '=', personId)
      .executeTakeFirst()
    if (person === undefined) throw new AccessRefused('not-found')
    await writeJournal(query, reader, [{ personId, dataKind: kind, purpose: why }], { at, requestId })
  })
  return closesAt(at)
}

/** The people whose data is open to a reader of the organisation at an instant. */
export async function openedTo(query: Query, readerId: number, now: Date): Promise<readonly number[]> {
  const entries = await query
    .selectFrom('access_journal')
    .select('person_id')
    .distinct()
    .where('at', '>', after(now, -glassMinutes * 60_000))
    .where('at', '<=', now)
    .where('reader_id', '=', readerId)
    .where('data_kind', '=', kind)
    .orderBy('person_id')
    .execute()
  return entries.map((entry) => entry.person_id)
}

function closesAt(at: Date): Date {
  return after(at, glassMinutes * 60_000)
}
