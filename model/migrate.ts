// Brings a database to the newest schema. Each migration is one transaction; two servers that start together
// agree through an advisory lock; a program older than its data stops before touching anything. Rollups are made last.
import type pg from 'pg'
import { type Migration, migrations as all } from './migrations/index.ts'
import { makeMissingRollups } from './rollups/index.ts'

/** The database was written by a newer Douze than this one. */
export class NewerDataError extends Error {
  readonly words: { fr: string; en: string }
  constructor(found: number, known: number) {
    super(`The data is at schema ${found}, this Douze knows ${known}.`)
    this.words = {
      fr: `Ces données ont été écrites par une version plus récente de Douze (schéma ${found} ; celle-ci connaît le ${known}). Rien n’a été touché : mettez Douze à jour, puis relancez.`,
      en: `This data was written by a newer version of Douze (schema ${found}; this one knows ${known}). Nothing was touched: update Douze, then start again.`,
    }
  }
}

/** Any number will do, as long as every Douze uses the same. */
const migrationLock = 121212

/**
 * Applies the migrations that are missing, in order.
 * @returns the versions applied now; empty when the schema was up to date
 * @throws NewerDataError when the database knows a migration that this program does not
 */
export async function migrate(
  client: pg.ClientBase,
  migrations: readonly Migration[] = all,
): Promise<number[]> {
  await client.query('select pg_advisory_lock($1)', [migrationLock])
  try {
    await client.query(
      'create table if not exists schema_migrations (version integer primary key, name text not null, applied_at timestamptz not null)',
    )
    const { rows } = await client.query<{ version: number }>('select version from schema_migrations')
    const applied = new Set(rows.map((row) => row.version))
    const newest = Math.max(0, ...migrations.map((migration) => migration.version))
    const found = Math.max(0, ...applied)
    if (found > newest) throw new NewerDataError(found, newest)
    const missing = migrations.filter((migration) => !applied.has(migration.version))
    for (const migration of missing) await apply(client, migration)
    if (migrations === all) await makeMissingRollups(client)
    return missing.map((migration) => migration.version)
  } finally {
    await client.query('select pg_advisory_unlock($1)', [migrationLock])
  }
}

async function apply(client: pg.ClientBase, migration: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(migration.sql)
    await client.query('insert into schema_migrations values ($1, $2, now())', [
      migration.version,
      migration.name,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}
