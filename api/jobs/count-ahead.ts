// A running server counts what may be told of groups before anybody asks (metric/runner/count-ahead.ts): a while after each change of the
// data, where somebody is told figures of groups at all.
import { countAhead, stateOf } from '../../metric/index.ts'
import type { Database } from '../../model/database.ts'
import { housekeeper } from '../../model/reader.ts'
import { toldInGroups } from '../../model/sight.ts'
import { isDatabaseUnreachable } from '../errors/errors.ts'
import type { Log } from '../log.ts'
import { metrics } from '../register.ts'

export interface CountingOptions {
  readonly database: Database
  readonly log: Log
  /** Milliseconds between two looks. */
  readonly rhythm?: number
}

/** So many times as long as a count took, none begins after it: data that changes all the time takes a quarter of one core. */
const rests = 3

/**
 * Starts to look every few seconds. A count begins once the data was the same at two looks, so that a delivery of many files is counted
 * once; one at a time, and anew after a restart, since counts are kept in memory alone.
 * @returns how to stop: resolves when nothing runs any more
 */
export function keepCounting({ database, log, rhythm = 3_000 }: CountingOptions): () => Promise<void> {
  const leaving = new AbortController()
  let running: Promise<void> | null = null
  let seen: string | null = null
  let counted: string | null = null
  let restsUntil = 0
  const look = async (): Promise<void> => {
    const version = await stateOf(database)
    const kinds = await database.read(housekeeper, toldInGroups)
    const state = `${version} ${[...kinds].join(' ')}`
    const isQuiet = state === seen
    seen = state
    if (!isQuiet || state === counted || kinds.size === 0 || performance.now() < restsUntil) return
    const begun = performance.now()
    const isWhole = await countAhead(database, metrics, version, {
      kinds,
      signal: leaving.signal,
      onFault: (error, metric) => {
        if (isDatabaseUnreachable(error)) throw error
        log.error({ error, metric }, 'count-ahead-failed')
      },
    })
    const took = performance.now() - begun
    restsUntil = begun + took * (1 + rests)
    if (!isWhole) return
    counted = state
    log.debug({ milliseconds: Math.round(took) }, 'counted-ahead')
  }
  const timer = setInterval(() => {
    if (running !== null || leaving.signal.aborted) return
    running = look()
      .catch((error: unknown) => {
        if (!isDatabaseUnreachable(error) && !leaving.signal.aborted)
          log.error({ error }, 'count-ahead-failed')
      })
      .finally(() => (running = null))
  }, rhythm)
  timer.unref()
  return async () => {
    clearInterval(timer)
    leaving.abort()
    await running
  }
}
