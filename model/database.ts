// The door to PostgreSQL: one pool, and queries that always say for whom they run.
import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { noteChange } from './data-version.ts'
import { decoding, typeParsers } from './decode.ts'
import type { Query } from './query.ts'
import type { Reader } from './reader.ts'
import type { Schema } from './schema.ts'

export type { Query }

export interface Connection {
  readonly host?: string
  readonly port?: number
  readonly user?: string
  readonly password?: string
  readonly database?: string
  /** A whole address, as in DATABASE_URL; wins over the parts. */
  readonly url?: string
}

export interface Database {
  /** Runs queries in one read-only snapshot, so that a number and its rows agree. */
  read<Result>(reader: Reader, work: (query: Query) => Promise<Result>): Promise<Result>
  /**
   * Works through items in the snapshot of `query`, an open `read`: on its connection, and side by side on another where one is
   * free. Results are in the order of the items.
   */
  readBeside?<Item, Result>(
    reader: Reader,
    query: Query,
    items: readonly Item[],
    work: (query: Query, item: Item) => Promise<Result>,
  ): Promise<readonly Result[]>
  /** Runs queries in one transaction that is kept whole or not at all. Figures remembered from before are measured anew. */
  write<Result>(reader: Reader, work: (query: Query) => Promise<Result>): Promise<Result>
  /** Like `write`, for what no figure rests on: sessions, attempts to sign in, the journal. */
  writeApart<Result>(reader: Reader, work: (query: Query) => Promise<Result>): Promise<Result>
  /** A raw connection for COPY and migrations; the caller releases it. */
  connect(reader: Reader): Promise<pg.PoolClient>
  close(): Promise<void>
}

export interface DatabaseOptions {
  /** Connections kept at most; the page and an import need a few each. */
  readonly most?: number
  /** Told when an idle connection breaks (the database went away); the pool replaces it. */
  readonly onLostConnection?: (error: Error) => void
}

/** Opens a pool. No connection is made before the first query. */
export function openDatabase(connection: Connection, options: DatabaseOptions = {}): Database {
  const pool = new pg.Pool({
    ...(connection.url === undefined ? connection : { connectionString: connection.url }),
    max: options.most ?? 8,
    types: typeParsers,
    application_name: 'douze',
    connectionTimeoutMillis: 10_000,
    options:
      '-c timezone=UTC -c datestyle=ISO,YMD -c intervalstyle=iso_8601 -c extra_float_digits=1 -c jit=off',
  })
  pool.on('error', (error) => options.onLostConnection?.(error))
  // A connection that breaks while it is lent out tells its query and, without this, the whole process.
  pool.on('connect', (client) => client.on('error', () => {}))
  const kysely = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }), plugins: [decoding] })
  return {
    read: (reader, work) =>
      kysely
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute((query) => as(reader, query, work)),
    readBeside: (reader, query, items, work) => besides({ pool, kysely, reader, query }, items, work),
    write: (reader, work) =>
      kysely.transaction().execute(async (query) => {
        const result = await as(reader, query, work)
        await noteChange(query)
        return result
      }),
    writeApart: (reader, work) => kysely.transaction().execute((query) => as(reader, query, work)),
    connect: () => pool.connect(),
    close: () => kysely.destroy(),
  }
}

/** The one place below all queries that knows the reader. Row scope is applied here. */
async function as<Result>(
  _reader: Reader,
  query: Query,
  work: (query: Query) => Promise<Result>,
): Promise<Result> {
  return work(query)
}

interface Beside {
  readonly pool: pg.Pool
  readonly kysely: Kysely<Schema>
  readonly reader: Reader
  readonly query: Query
}

/** Connections that one reading takes at most, its own included: others read too. */
const lanes = 2

/** Connections that are left to others before one reading takes a second. */
const spare = 2

async function besides<Item, Result>(
  { pool, kysely, reader, query }: Beside,
  items: readonly Item[],
  work: (query: Query, item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = []
  const waiting = [...items.keys()]
  const lane = async (on: Query): Promise<void> => {
    for (let at = waiting.shift(); at !== undefined; at = waiting.shift())
      results[at] = await work(on, items[at]!)
  }
  // Never waits for a connection: whoever holds one and waits for another may wait for ever.
  const free = pool.idleCount + pool.options.max - pool.totalCount
  const hasRoom = pool.waitingCount === 0 && free > spare
  if (!hasRoom || items.length < lanes) {
    await lane(query)
    return results
  }
  const { rows } = await sql<{ snapshot: string }>`select pg_export_snapshot() as snapshot`.execute(query)
  const second = kysely
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (other) => {
      await sql.raw(`set transaction snapshot '${rows[0]!.snapshot}'`).execute(other)
      await as(reader, other, lane)
    })
  // Both end before anything is said: no query may run on in a transaction that is over.
  const [first, beside] = await Promise.allSettled([lane(query), second])
  if (first.status === 'rejected') throw first.reason
  if (beside.status === 'rejected') throw beside.reason
  return results
}
