// What may be told of groups rests on counts of all periods of the data (counted-by-person.ts), which take seconds after each change
// of it. They are made before somebody asks, by the same function and into the same place. Nothing is told here: what is not counted
// yet is counted for whoever asks first, and what is being counted she waits for.
import { sql } from 'kysely'
import { dataVersion } from '../../model/data-version.ts'
import type { Database, Query } from '../../model/database.ts'
import { housekeeper } from '../../model/reader.ts'
import type { FigureData } from '../../model/sight.ts'
import { atOnce, whenNobodyAsks } from './at-once.ts'
import { contextOf } from '../context.ts'
import { countedIn } from '../groups/counted-by-person.ts'
import { dataOf, type MetricDefinition } from '../definition.ts'
import { type Facts, readFacts } from '../facts.ts'
import { joinByHash } from './join-by-hash.ts'
import { missingNeeds } from './measure-one.ts'
import { wholeData } from '../period.ts'
import { hasPeople } from '../groups/permits.ts'
import { organisation } from '../scope.ts'

export interface Ahead {
  /** The kinds of data that anybody is told of in groups (`toldInGroups`). */
  readonly kinds: ReadonlySet<FigureData>
  /** Ends the work, the statement that runs included. */
  readonly signal: AbortSignal
  /** Told of a metric that could not be counted; the others are. */
  readonly onFault: (error: unknown, metric: string) => void
}

/**
 * Counts who stands behind the answers of the whole organisation: of the health page first, then of the pages of the metrics. Metric
 * after metric in a snapshot of its own, each once no figure is asked for, so that it holds one connection, never for long, and
 * goes behind all readers.
 * @returns whether all of it is of the data's state `version`: false once the data has changed, and where `signal` ended it
 */
export async function countAhead(
  database: Database,
  definitions: readonly MetricDefinition[],
  version: string,
  { kinds, signal, onFault }: Ahead,
): Promise<boolean> {
  for (const depth of ['overview', 'all'] as const)
    for (const definition of definitions.filter((one) => one.count !== undefined)) {
      await whenNobodyAsks(database)
      if (signal.aborted) return false
      const work = async (query: Query): Promise<boolean> => {
        const facts = await readFacts(query, housekeeper, undefined, database)
        if (facts.version !== version) return false
        const ids = idsIn(definition, facts, kinds, depth)
        if (ids.length === 0) return true
        await joinByHash(query)
        const own: Facts = { ...facts, isByHash: true }
        await countedIn(
          definition,
          contextOf(query, own, { scope: organisation, period: wholeData }),
          own,
          ids,
        )
        return true
      }
      try {
        const isSame = await atOnce(database, () =>
          database.read(housekeeper, (query) => cancellable(database, query, signal, work)),
        )
        if (!isSame) return false
      } catch (error) {
        if (signal.aborted) return false
        onFault(error, definition.id)
      }
    }
  return !signal.aborted
}

/** Which state of the data there is to count. */
export function stateOf(database: Database): Promise<string> {
  return database.read(housekeeper, dataVersion)
}

/** The answers that are told in groups, and rest on who stands behind them in all periods. */
function idsIn(
  definition: MetricDefinition,
  facts: Facts,
  kinds: ReadonlySet<FigureData>,
  depth: 'overview' | 'all',
): readonly string[] {
  const missing = missingNeeds(definition, facts)
  return definition.answers
    .filter(({ id, isTimeless, isDetail }) => {
      const isAsked = depth === 'all' || isDetail !== true
      const isCounted = !missing.has(id) && isTimeless !== true && hasPeople(definition, id)
      return isAsked && isCounted && kinds.has(dataOf(definition, id))
    })
    .map(({ id }) => id)
}

/** Work whose statement ends with the signal. Its connection is handed back once nothing can end what others send over it. */
async function cancellable<Result>(
  database: Database,
  query: Query,
  signal: AbortSignal,
  work: (query: Query) => Promise<Result>,
): Promise<Result> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(query)
  let cancelling: Promise<unknown> = Promise.resolve()
  const cancel = (): void => {
    cancelling = database
      .read(housekeeper, (other) => sql`select pg_cancel_backend(${rows[0]!.pid}::integer)`.execute(other))
      .catch(() => {})
  }
  signal.addEventListener('abort', cancel, { once: true })
  try {
    signal.throwIfAborted()
    return await work(query)
  } finally {
    signal.removeEventListener('abort', cancel)
    await cancelling
  }
}
