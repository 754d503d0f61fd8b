// A fresh, migrated database for one test file or one test, dropped when that is done.
import { afterAll, inject, onTestFinished } from 'vitest'
import { getCurrentTest } from 'vitest/suite'
import { type Connection, type Database, openDatabase } from '../model/database.ts'
import { clientFor, dropDatabase, makeDatabase } from './databases.ts'

export interface TestDatabase extends Database {
  readonly connection: Connection
}

/** Makes a database of its own for the calling test file, or for the test in which it is called, and removes it afterwards. */
export async function freshDatabase(): Promise<TestDatabase> {
  const opened = openedHere()
  const server = inject('postgres')
  const connection = await makeDatabase(server, inject('migrated'))
  opened(() => dropDatabase(server, connection))
  const database = openDatabase(connection)
  opened(() => database.close())
  return { ...database, connection }
}

/**
 * Many files share one process and one server: what a test opened is closed with it, or connections run out. Whose it is is seen
 * when it is asked for, not when it is there: a file may go on to its first test meanwhile.
 * @returns takes how each thing is closed, the last one first
 */
function openedHere(): (close: () => Promise<void>) => void {
  const closings: (() => Promise<void>)[] = []
  const closeAll = async (): Promise<void> => {
    for (const close of closings.toReversed()) await close()
  }
  if (getCurrentTest() === undefined) afterAll(closeAll)
  else onTestFinished(closeAll)
  return (close) => void closings.push(close)
}

/** A database that can be made as new again, for tests that try many worlds: far quicker than another one. */
export interface TestWorld extends TestDatabase {
  /** Puts back what stood after the migrations: every row that was written goes, and numbers count from one again. */
  empty(): Promise<void>
}

/** Makes such a database, as {@link freshDatabase} does. */
export async function freshWorld(): Promise<TestWorld> {
  const making = freshDatabase()
  // What is asked for last is closed first: the client leaves before its database goes.
  const opened = openedHere()
  const database = await making
  const client = clientFor(database.connection)
  await client.connect()
  opened(() => client.end())
  const names = async (schema: string): Promise<string[]> => {
    const { rows } = await client.query<{ name: string }>(
      'select quote_ident(tablename) as name from pg_tables where schemaname = $1 order by 1',
      [schema],
    )
    return rows.map(({ name }) => name)
  }
  const tables = await names('public')
  const filled = async (): Promise<string[]> => {
    const asked = tables.map((name) => `select '${name}' as name where exists (select 1 from ${name})`)
    const { rows } = await client.query<{ name: string }>(asked.join(' union all '))
    return rows.map(({ name }) => name)
  }
  const seeded = await filled()
  await client.query('create schema as_new')
  for (const name of seeded) await client.query(`create table as_new.${name} as table ${name}`)
  // Those that no column owns; the others begin anew with their table.
  const { rows: free } = await client.query<{ name: string }>(
    `select quote_ident(c.relname) as name from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
     where c.relkind = 'S' and n.nspname = 'public'
       and not exists (select 1 from pg_depend as d where d.objid = c.oid and d.deptype in ('a', 'i'))`,
  )
  const sequences = free.map(({ name }) => `alter sequence ${name} restart;`).join(' ')
  return {
    ...database,
    empty: async () => {
      const written = new Set([...(await filled()), ...seeded])
      const staging = (await names('staging')).map((name) => `drop table staging.${name};`)
      const back = seeded.map((name) => `insert into ${name} overriding system value table as_new.${name};`)
      await client.query(
        `begin; truncate ${[...written].join(', ')} restart identity; ${staging.join(' ')} ${back.join(' ')} ${sequences} commit`,
      )
    },
  }
}
