// How many figures are worked out at once. Each holds a connection for as long as that takes, ten seconds and more after a change of
// much data, and who signs in, delivers or opens a page meanwhile needs one too: a pool that has lent all of its connections turns
// them away after a while. Whoever waits here waits without a connection, and for as long as it takes.
import type { Database } from '../model/database.ts'

/** Of the eight connections of a pool (model/database.ts). */
export const mostAtOnce = 5

interface Places {
  free: number
  readonly waiting: (() => void)[]
}

const places = new WeakMap<Database, Places>()

/** Does the work once one of the places of this database is free, in the order in which it was asked for. */
export async function atOnce<Result>(database: Database, work: () => Promise<Result>): Promise<Result> {
  const own = places.get(database) ?? { free: mostAtOnce, waiting: [] }
  places.set(database, own)
  if (own.free > 0) own.free -= 1
  else await new Promise<void>((resolve) => own.waiting.push(resolve))
  try {
    return await work()
  } finally {
    const next = own.waiting.shift()
    if (next === undefined) own.free += 1
    else next()
  }
}
