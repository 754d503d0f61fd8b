// Databases of a test server: what makes one, what drops it, and how one is reached.
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import type { Connection } from '../model/database.ts'

/**
 * Makes a database on the server, as new or as a copy of another that nobody is in, and says how it is reached.
 * Copied as files, with the server's default it would take as long as the migrations.
 */
export async function makeDatabase(server: Connection, template?: string): Promise<Connection> {
  const name = `douze_test_${randomBytes(6).toString('hex')}`
  const model = template === undefined ? `template0 encoding 'UTF8'` : `${template} strategy file_copy`
  await administer(server, `create database ${name} template ${model}`)
  return onDatabase(server, name)
}

/** Drops a database made by `makeDatabase`, whoever is still in it. */
export async function dropDatabase(server: Connection, database: Connection): Promise<void> {
  await administer(server, `drop database if exists ${nameOf(database)} with (force)`)
}

/** The name of the database that a connection leads to. */
export function nameOf(connection: Connection): string {
  return connection.url === undefined
    ? (connection.database ?? 'postgres')
    : new URL(connection.url).pathname.slice(1)
}

/** A client of the given database, not yet connected. */
export function clientFor(connection: Connection): pg.Client {
  return new pg.Client(connection.url === undefined ? connection : { connectionString: connection.url })
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

function onDatabase(server: Connection, name: string): Connection {
  if (server.url === undefined) return { ...server, database: name }
  const url = new URL(server.url)
  url.pathname = `/${name}`
  return { url: url.href }
}
