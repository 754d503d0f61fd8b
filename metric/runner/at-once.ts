// How many figures are worked out at once. Each holds a connection for as long as that takes, ten seconds and more after a change of
// much data, and who signs in, delivers or opens a page meanwhile needs one too: a pool that has lent all of its connections turns
// them away after a while. Whoever waits here waits without a connection, and for as long as it takes.
import type { Database } from '../../model/database.ts'

/** Of the eight connections of a pool (model/database.ts). */
export const mostAtOnce = 5

interface Places {
  free: number
  readonly waiting: (() => void)[]
  /** Who waits until nothing is worked out. */
  readonly last: (() => void)[]
}

const places = new WeakMap<Database, Places>()

/** Does the work once one of the places of this database is free, in the order in which it was asked for. */
export async function atOnce<Result>(database: Database, work: () => Promise<Result>): Promise<Result> {
  const own = placesOf(database)
  if (own.free > 0) own.free -= 1
  else await new Promise<void>((resolve) => own.waiting.push(resolve))
  try {
    return await work()
  } finally {
    const next = own.waiting.shift()
    if (next === undefined) own.free += 1
    else next()
    if (own.free === mostAtOnce) for (const resolve of own.last.splice(0)) resolve()
  }
}

/** Ends once no figure of this database is worked out: what nobody waits for comes after what somebody does. */
export async function whenNobodyAsks(database: Database): Promise<void> {
  const own = placesOf(database)
  if (own.free < mostAtOnce) await new Promise<void>((resolve) => own.last.push(resolve))
}

function placesOf(database: Database): Places {
  const own = places.get(database) ?? { free: mostAtOnce, waiting: [], last: [] }
  places.set(database, own)
  return own
}
