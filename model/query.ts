// What queries are built on.
import type { Transaction } from 'kysely'
import type { Schema } from './schema.ts'

/** The schema, inside one transaction, for one reader. */
export type Query = Transaction<Schema>
