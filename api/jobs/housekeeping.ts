// What a running server does by itself once a day: the purge, what has ended of sign-ins, and erasures of people whom a
// restore or a delivery brought back. An hourly look at the organisation's calendar decides, so that days on which the
// clock changes, restarts and sleeping machines neither skip nor repeat a day.
import { forgetWhatEnded } from '../../access/index.ts'
import { type ErasureOptions, purge, purgeDay, replayErasures, ruleIds } from '../../access/privacy/index.ts'
import type { Database } from '../../model/database.ts'
import { housekeeper } from '../../model/reader.ts'
import { recogniseWaiting } from '../../sources/xapi/index.ts'
import { keepErasure, readErasures } from './erasure-file.ts'
import { isDatabaseUnreachable } from '../errors/errors.ts'
import { keeping } from './keeping.ts'
import type { Log } from '../log.ts'

export interface HousekeepingOptions {
  readonly database: Database
  readonly clock: () => Date
  readonly random: ErasureOptions['random']
  readonly keys: () => Promise<ErasureOptions['keys']>
  /** The data folder, with the ledger of erasures. */
  readonly folder: string
  readonly log: Log
}

const minute = 60_000

/** Starts to look every hour, first after five minutes: a trial that ends sooner is left alone. @returns how to stop */
export function keepHouse(options: HousekeepingOptions): () => void {
  const look = (): void => {
    tidy(options).catch((error: unknown) => {
      if (!isDatabaseUnreachable(error)) options.log.error({ error }, 'housekeeping-failed')
    })
  }
  const first = setTimeout(look, 5 * minute)
  const hourly = setInterval(look, 60 * minute)
  // A process that has nothing else to do may end.
  first.unref()
  hourly.unref()
  return () => {
    clearTimeout(first)
    clearInterval(hourly)
  }
}

/** Does the day's work unless it was done. @returns whether it was due */
export async function tidy({
  database,
  clock,
  random,
  keys,
  folder,
  log,
}: HousekeepingOptions): Promise<boolean> {
  const now = clock()
  const { today, isDone } = await database.read(housekeeper, async (query) => {
    const day = await purgeDay(query, now)
    const runs = await query
      .selectFrom('purge_runs')
      .select('rule')
      .where('today', '=', day)
      .distinct()
      .execute()
    // A purge that was cut short is taken up where it ended: what is done twice finds nothing.
    return { today: day, isDone: ruleIds.every((rule) => runs.some((run) => run.rule === rule)) }
  })
  const ledger = await readErasures(folder)
  if (ledger.length > 0) {
    const again = await replayErasures(database, housekeeper, ledger, { now, random, keys: await keys() })
    for (const erasure of again) await keepErasure(folder, erasure)
    if (again.length > 0) log.warn({ people: again.length }, 'erasures-replayed')
  }
  // Whoever became known by another way than an import.
  await recogniseWaiting(database)
  if (isDone) return false
  const purged = await purge(database, housekeeper, { today, now, keeping })
  await forgetWhatEnded(database, now)
  log.info(
    { today, removed: Object.fromEntries(purged.map(({ rule, removed }) => [rule, removed])) },
    'purged',
  )
  return true
}
