// Where a word is kept: every table of the house, staging included, searched as text. For canaries.
import type { Database } from '../model/database.ts'
import { rowsOf } from './deliver.ts'

/** Names of the tables of which some row holds the word, in any letter case. */
export async function tablesWith(database: Database, word: string): Promise<string[]> {
  const tables = await rowsOf(
    database,
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'staging')`,
  )
  const found: string[] = []
  for (const { name } of tables) {
    const [row] = await rowsOf(
      database,
      `select count(*) as n from ${name} as t where t::text ilike '%${word.replaceAll("'", "''")}%'`,
    )
    if (Number(row?.['n']) > 0) found.push(String(name))
  }
  return found
}
