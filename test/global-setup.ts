// One PostgreSQL for the whole test run: the one that DATABASE_URL names, else a throwaway cluster of our own. In it, one
// migrated database that those of the test files are copied from.
import type { TestProject } from 'vitest/node'
import { startThrowawayPostgres } from '../embedded/throwaway.ts'
import type { Connection } from '../model/database.ts'
import { migrate } from '../model/migrate.ts'
import { clientFor, dropDatabase, makeDatabase, nameOf } from './databases.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: Connection
    /** The name of the migrated database. */
    migrated: string
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { server, stop } = await findServer()
  const migrated = await makeDatabase(server)
  const client = clientFor(migrated)
  await client.connect()
  await migrate(client)
  await client.end()
  project.provide('postgres', server)
  project.provide('migrated', nameOf(migrated))
  return async () => {
    await dropDatabase(server, migrated)
    await stop()
  }
}

async function findServer(): Promise<{ readonly server: Connection; readonly stop: () => Promise<void> }> {
  const url = process.env['DATABASE_URL']
  if (url !== undefined && url !== '') return { server: { url }, stop: async () => {} }
  const cluster = await startThrowawayPostgres()
  return { server: cluster.connection, stop: () => cluster.stop() }
}
