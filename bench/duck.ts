// DuckDB over the same rows, in tables of its own beside the set; made once.
import { createWriteStream, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { DuckDBInstance } from '@duckdb/node-api'
import { to as copyTo } from 'pg-copy-streams'
import type { House } from '../api/house.ts'
import { housekeeper } from '../model/reader.ts'
import { read } from './yardsticks.ts'

/** What answers a statement with rows. */
export interface Answering {
  rows(text: string): Promise<readonly Readonly<Record<string, unknown>>[]>
  close(): void
}

/** Opens DuckDB's copy of the set in `folder`, made on the first call, on two threads. */
export async function openDuck(
  folder: string,
  house: House,
  say: (line: string) => void,
): Promise<Answering> {
  const file = path.join(folder, 'duck.db')
  const isThere = existsSync(file)
  const making = `${file}.making`
  if (!isThere) for (const left of [making, `${making}.wal`]) rmSync(left, { force: true })
  const instance = await DuckDBInstance.create(isThere ? file : making, { threads: '2' })
  const connection = await instance.connect()
  if (!isThere) {
    const started = performance.now()
    mkdirSync(path.join(folder, 'csv'), { recursive: true })
    for (const [table, columns] of Object.entries(read)) {
      const csv = path.join(folder, 'csv', `${table}.csv`)
      await exported(house, table, columns, csv)
      const types = columns.flatMap((column) => {
        const type = typeOf(column)
        return type === null ? [] : [`'${column}': '${type}'`]
      })
      await connection.run(
        `create table ${table} as from read_csv('${csv}', header = true, nullstr = '', types = {${types.join(', ')}})`,
      )
      rmSync(csv)
    }
    await connection.run('checkpoint')
    connection.closeSync()
    instance.closeSync()
    renameSync(making, file)
    say(`  DuckDB: the same rows in ${((performance.now() - started) / 1000).toFixed(1)} s`)
    return openDuck(folder, house, say)
  }
  return {
    rows: async (text) => (await connection.runAndReadAll(text)).getRowObjects(),
    close: () => {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

/** By its name; null: as DuckDB finds. */
function typeOf(column: string): string | null {
  if (column === 'day' || column.endsWith('_on') || column.endsWith('_until')) return 'DATE'
  if (column.endsWith('_at')) return 'TIMESTAMP'
  if (column === 'external_id') return 'VARCHAR'
  return column.startsWith('is_') ? 'BOOLEAN' : column.endsWith('_id') ? 'BIGINT' : null
}

async function exported(
  house: House,
  table: string,
  columns: readonly string[],
  file: string,
): Promise<void> {
  const client = await house.database.connect(housekeeper)
  try {
    const cells = columns.map((column) =>
      column.endsWith('_at') ? `${column}::timestamp as ${column}` : column,
    )
    const out = client.query(
      copyTo(`copy (select ${cells.join(', ')} from ${table}) to stdout with (format csv, header)`),
    )
    await pipeline(out, createWriteStream(file))
  } finally {
    client.release()
  }
}
