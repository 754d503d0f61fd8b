// What a server puts in order before it listens: imports that a crash cut short, sign-ins
// that have ended, and files that nobody waits for.
import { forgetWhatEnded } from '../../access/index.ts'
import type { Database } from '../../model/database.ts'
import { housekeeper } from '../../model/reader.ts'
import { sweepInterrupted } from '../../sources/ingest/index.ts'
import type { Inbox } from '../uploads/inbox.ts'

export async function startUp(database: Database, inbox: Inbox, now: Date): Promise<void> {
  await sweepInterrupted(database, housekeeper, { now: () => now })
  await forgetWhatEnded(database, now)
  const waiting = await database.read(housekeeper, (query) =>
    query
      .selectFrom('imports')
      .select('import_id')
      .where((eb) =>
        eb.or([
          eb('state', 'in', ['reading', 'staged']),
          // Nobody holds the files of a connection in her hand: they stay until a correction lets them be read.
          eb.and([eb('state', '=', 'refused'), eb('connection_id', 'is not', null)]),
        ]),
      )
      .execute(),
  )
  await inbox.keepOnly(new Set(waiting.map((row) => row.import_id)))
}
