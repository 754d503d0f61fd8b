// Processor time: what a piece of work takes of a machine, however many others want it. Of Node itself, DuckDB included, and of
// the server's process that answers; Linux tells both.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { sql } from 'kysely'
import type { Database, Query } from '../model/database.ts'
import { owner } from '../model/reader.ts'

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

/** Milliseconds between the ticks by which Linux counts the time of processes that have ended. */
const tick = 10

/**
 * Tells how many milliseconds this process and all those of the server behind `database` have worked so far, helpers that have
 * ended included, which are known to the hundredth of a second. Null where the system does not tell.
 */
export async function workedSoFar(database: Database): Promise<(() => number) | null> {
  const { rows } = await database.read(owner, (query) =>
    sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(query),
  )
  if (!existsSync(`/proc/${rows[0]!.pid}/schedstat`)) return null
  const server = statOf(String(rows[0]!.pid))![parentAt]!
  // Of each process by how much its own time exceeds its ticks, of which alone its parent keeps the sum once it has ended.
  const beyond = new Map<string, number>()
  return () => {
    const { user, system } = process.cpuUsage()
    // A process that ends while the others are read is among neither: then all are read again.
    for (;;) {
      const before = ticksIn(statOf(server)!, endedAt)
      let spent = (user + system) / 1000 + before
      const there = new Set<string>()
      for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
        const stat = statOf(pid)
        if (stat?.[parentAt] !== server) continue
        const own = Number(read(`/proc/${pid}/schedstat`)?.split(' ')[0] ?? 0) / 1_000_000
        spent += own
        there.add(pid)
        beyond.set(pid, own - ticksIn(stat, ownAt))
      }
      for (const [pid, more] of beyond) if (!there.has(pid)) spent += more
      if (ticksIn(statOf(server)!, endedAt) === before) return spent
    }
  }
}

// Places in what follows the name of the program: its parent, its own time, and that of its children that have ended.
const parentAt = 1
const ownAt = 11
const endedAt = 13

function ticksIn(stat: readonly string[], at: number): number {
  return tick * (Number(stat[at]) + Number(stat[at + 1]))
}

function statOf(pid: string): readonly string[] | null {
  const text = read(`/proc/${pid}/stat`)
  return text === null ? null : text.slice(text.lastIndexOf(')') + 2).split(' ')
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    // A process that ended meanwhile.
    return null
  }
}
