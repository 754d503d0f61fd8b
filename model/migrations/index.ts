// Every change of the schema, in order. A released migration is never edited; a change is a new one.
import { sql as firstTables } from './0001-first-tables.ts'

export interface Migration {
  readonly version: number
  readonly name: string
  readonly sql: string
}

export const migrations: readonly Migration[] = [{ version: 1, name: 'first tables', sql: firstTables }]
