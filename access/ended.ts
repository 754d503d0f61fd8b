// What has ended and is forgotten: sessions, known browsers, links, counted tries. Called when a server starts and by
// the daily purge.
import type { Database } from '../model/database.ts'
import { housekeeper } from '../model/reader.ts'
import { forgetFirstStarts } from './first-start.ts'
import { forgetEndedLinks } from './invitations.ts'
import { forgetEndedSessions } from './sessions.ts'
import { forgetWholeAllowances } from './throttle.ts'

/** Removes every row of sign-in that has passed its retention. */
export function forgetWhatEnded(database: Database, now: Date): Promise<void> {
  return database.writeApart(housekeeper, async (query) => {
    await forgetEndedSessions(query, now)
    await forgetFirstStarts(query, now)
    await forgetEndedLinks(query, now)
    await forgetWholeAllowances(query, now)
  })
}
