// Reads of somebody's figures and rows from the command line are written to the access journal like those of the page.
import { journalReads } from '../api/journal-reads.ts'
import type { EndpointName } from '../api/contract/endpoints.ts'
import { formatScope, type Scope } from '../metric/scope.ts'
import type { Database } from '../model/database.ts'
import { owner } from '../model/reader.ts'
import type { Surroundings } from './command.ts'

/** Writes down whose data an answer holds, before it is printed. `name` is the route that answers the same. */
export function journalled(
  around: Surroundings,
  database: Database,
  name: EndpointName,
  scope: Scope,
  answer: unknown,
  metric?: string,
): Promise<void> {
  return journalReads(
    { database, clock: around.clock },
    name,
    {
      reader: owner,
      requestId: 'command line',
      path: metric === undefined ? undefined : { metric },
      query: { scope: formatScope(scope) },
    },
    answer,
  )
}
