// Routes that answer the person herself and nobody else: neither her manager nor an administrator nor the owner of the machine.
import type { Reader } from '../model/reader.ts'
import { readSettings } from '../model/settings.ts'
import { createZone } from '../sources/files/values/index.ts'
import { Refusal } from './errors/errors.ts'
import type { Place } from './handler.ts'

/** A stranger's number answers like one that nobody has. @throws Refusal 'not-found' */
export function expectHerself(reader: Reader, personId: number): void {
  if (reader.personId !== personId) throw new Refusal('not-found')
}

/** The clock, and the day that it is where the organisation is. */
export async function momentOf({ database, clock }: Place, reader: Reader) {
  const { timeZone } = await database.read(reader, readSettings)
  const now = clock()
  return { timeZone, now, today: createZone(timeZone).dayOf(now.getTime()) }
}
