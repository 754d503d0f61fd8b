// Whose notes a reader may read and write: a note stands where its figure or record stands, so whoever sees a person's
// results by name sees the notes about her.
import type { Query } from '../../model/database.ts'
import type { Reader } from '../../model/reader.ts'
import { lineFor, readSight } from '../../model/sight.ts'

/**
 * The people about whom a reader may see notes. Those who see rows under pseudonyms see their own only: what a note
 * says may name somebody.
 */
export async function peopleOfNotes(query: Query, reader: Reader): Promise<'everybody' | readonly number[]> {
  const sight = await readSight(query, reader)
  const { rows } = sight.of.results
  if (rows === 'all') return 'everybody'
  const { people } = lineFor(sight, 'results')
  return reader.personId === null || people.includes(reader.personId) ? people : [...people, reader.personId]
}
