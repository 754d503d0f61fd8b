// A fresh, migrated database for one test file, dropped when the file is done.
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { type Connection, type Database, openDatabase } from '../model/database.ts'
import { migrate } from '../model/migrate.ts'

export interface TestDatabase extends Database {
  readonly connection: Connection
}

/** Makes a database of its own for the calling test file and removes it afterwards. */
export async function freshDatabase(): Promise<TestDatabase> {
  const server = inject('postgres')
  const name = `douze_test_${randomBytes(6).toString('hex')}`
  await administer(server, `create database ${name} template template0 encoding 'UTF8'`)
  const connection = onDatabase(server, name)
  const client = clientFor(connection)
  await client.connect()
  await migrate(client)
  await client.end()
  const database = openDatabase(connection)
  afterAll(async () => {
    await database.close()
    await administer(server, `drop database if exists ${name} with (force)`)
  })
  return { ...database, connection }
}

async function administer(server: Connection, statement: string): Promise<void> {
  const client = clientFor(server)
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

function clientFor(connection: Connection): pg.Client {
  return new pg.Client(connection.url === undefined ? connection : { connectionString: connection.url })
}

function onDatabase(server: Connection, name: string): Connection {
  if (server.url === undefined) return { ...server, database: name }
  const url = new URL(server.url)
  url.pathname = `/${name}`
  return { url: url.href }
}
