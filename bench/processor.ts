// Processor time: what a piece of work takes of a machine, however many others want it. Of Node itself, DuckDB included, and of
// the server's process that answers; Linux tells both.
import { existsSync, readFileSync } from 'node:fs'
import { sql } from 'kysely'
import type { Query } from '../model/database.ts'

/** Milliseconds that Node and what runs in it spend on a piece of work; the least of three. */
export async function ownProcessor(work: () => Promise<unknown>): Promise<number> {
  let least = Infinity
  for (let time = 0; time < 3; time++) {
    const before = process.cpuUsage()
    await work()
    const { user, system } = process.cpuUsage(before)
    least = Math.min(least, (user + system) / 1000)
  }
  return least
}

/**
 * The same with what the server spends on the statements that `work` sends over `query`, in its transaction; without helpers, whose
 * time nobody adds up. Null where the system does not tell.
 */
export async function bothProcessors(query: Query, work: () => Promise<unknown>): Promise<number | null> {
  await sql`set local max_parallel_workers_per_gather = 0`.execute(query)
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(query)
  const file = `/proc/${rows[0]!.pid}/schedstat`
  if (!existsSync(file)) return null
  const spent = () => Number(readFileSync(file, 'utf8').split(' ')[0]) / 1_000_000
  let least = Infinity
  for (let time = 0; time < 3; time++) {
    const before = spent()
    const own = process.cpuUsage()
    await work()
    const { user, system } = process.cpuUsage(own)
    least = Math.min(least, spent() - before + (user + system) / 1000)
  }
  return least
}
