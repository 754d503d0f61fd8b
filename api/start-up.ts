// What a server puts in order before it listens: imports that a crash cut short, sign-ins
// that have ended, and files that nobody waits for.
import { forgetWhatEnded } from '../access/index.ts'
import type { Database } from '../model/database.ts'
import { housekeeper } from '../model/reader.ts'
import { sweepInterrupted } from '../sources/ingest/index.ts'
import type { Inbox } from './inbox.ts'

export async function startUp(database: Database, inbox: Inbox, now: Date): Promise<void> {
  await sweepInterrupted(database, housekeeper, { now: () => now })
  await forgetWhatEnded(database, now)
  const waiting = await database.read(housekeeper, (query) =>
    query.selectFrom('imports').select('import_id').where('state', 'in', ['reading', 'staged']).execute(),
  )
  await inbox.keepOnly(new Set(waiting.map((row) => row.import_id)))
}
