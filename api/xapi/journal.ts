// A program that reads back what is about a person of the organisation leaves an entry in the access journal, as any reader does.
import { writeJournal } from '../../access/journal/index.ts'
import type { Reader } from '../../model/reader.ts'
import type { XapiCall } from './call.ts'

/** Programs have no number of a person, and the one right that their credential gives. */
const program: Reader = { personId: null, roles: ['administrator'] }

export async function journalPeople(
  { place, requestId }: XapiCall,
  people: readonly (number | null)[],
): Promise<void> {
  const named = [...new Set(people.filter((personId) => personId !== null))]
  if (named.length === 0) return
  await place.database.writeApart(program, (query) =>
    writeJournal(
      query,
      program,
      named.map((personId) => ({ personId, dataKind: 'training' as const, purpose: 'xapi' })),
      { at: place.clock(), requestId },
    ),
  )
}
