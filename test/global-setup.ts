// One PostgreSQL for the whole test run: the one that DATABASE_URL names, else a throwaway cluster of our own.
import type { TestProject } from 'vitest/node'
import { startThrowawayPostgres } from '../embedded/throwaway.ts'
import type { Connection } from '../model/database.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: Connection
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const url = process.env['DATABASE_URL']
  if (url !== undefined && url !== '') {
    project.provide('postgres', { url })
    return async () => {}
  }
  const cluster = await startThrowawayPostgres()
  project.provide('postgres', cluster.connection)
  return () => cluster.stop()
}
