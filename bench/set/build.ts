// Builds a set in a data folder of its own, by COPY, rollups included; a folder that holds it already is opened as it is.
import { chmod, mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type House, openHouse } from '../../api/house.ts'
import { housekeeper } from '../../model/reader.ts'
import { makeMissingRollups } from '../../model/rollups/index.ts'
import { CopyRows } from '../../sources/ingest/staging/copy-rows.ts'
import { contentParts } from './content.ts'
import { learningParts } from './learning.ts'
import { moneyParts } from './money.ts'
import { peopleParts } from './people.ts'
import { quotaParts } from './quotas.ts'
import { keeping } from './recent.ts'
import { sellingParts } from './selling.ts'
import type { Part, Shape } from './shape.ts'
import { voiceParts } from './voices.ts'
import { workParts } from './work.ts'

/** Goes up when what is made up changes: a set that was built before is another one. */
const edition = 2

const parts: readonly Part[] = [
  ...peopleParts,
  ...sellingParts,
  ...moneyParts,
  ...contentParts,
  ...workParts,
  ...learningParts,
  ...quotaParts,
  ...voiceParts,
]

/** Where sets are kept: DOUZE_BENCH_FOLDER, else a folder of temporary files. */
export function benchFolder(): string {
  return process.env['DOUZE_BENCH_FOLDER'] ?? path.join(tmpdir(), 'douze-bench')
}

/** Opens the set; builds it first when it is not there. Tells how long that took. */
export async function openSet(shape: Shape, say: (line: string) => void): Promise<House> {
  const folder = path.join(benchFolder(), shape.name)
  await mkdir(folder, { recursive: true })
  await chmod(folder, 0o755)
  const made = JSON.stringify({ ...shape, edition })
  const house = await openHouse({ folder, url: undefined, language: 'en' })
  try {
    const client = await house.database.connect(housekeeper)
    try {
      const { rows } = await client.query<{ is_same: boolean }>(
        "select value = $1::jsonb as is_same from settings where key = 'bench'",
        [made],
      )
      if (rows[0]?.is_same === true) return house
      if (rows.length > 0) throw new Error(`${folder} holds another set: remove it first`)
      await build(client, shape, made, say)
      return house
    } finally {
      client.release()
    }
  } catch (error) {
    await house.close()
    throw error
  }
}

type Client = Awaited<ReturnType<House['database']['connect']>>

async function build(client: Client, shape: Shape, made: string, say: (line: string) => void): Promise<void> {
  const started = performance.now()
  // A table made in the transaction that fills it needs no log; a load of data that can be made again can do without a sync.
  await client.query('set synchronous_commit = off')
  await client.query('begin')
  for (const part of parts) {
    await client.query(`truncate ${part.table}`)
    const before = performance.now()
    const rows = await copy(client, shape, part)
    if (rows > 100_000) say(`  ${part.table}: ${rows.toLocaleString('en')} rows in ${seconds(before)} s`)
  }
  for (const { table } of parts) await moveNumbers(client, table)
  await client.query('commit')
  for (const { table } of parts) await client.query(`vacuum (analyze) ${table}`)
  const before = performance.now()
  await client.query('delete from rollups')
  await makeMissingRollups(client)
  await client.query('begin')
  await client.query('insert into data_changes default values')
  await client.query("insert into settings (key, value, changed_at) values ('bench', $1, now())", [made])
  await client.query('commit')
  await client.query('vacuum (analyze)')
  say(`  rollups: ${seconds(before)} s; the set was built in ${seconds(started)} s`)
}

async function copy(client: Client, shape: Shape, { table, columns, lines }: Part): Promise<number> {
  const out = new CopyRows(client, table, columns)
  const isKept = keeping(shape, table, columns)
  let rows = 0
  for (const line of lines(shape)) {
    if (isKept !== null && !isKept(line)) continue
    rows += 1
    if (out.add(line)) await out.flush()
  }
  await out.end()
  return rows
}

/** What arrives later takes numbers after those that were given here. */
async function moveNumbers(client: Client, table: string): Promise<void> {
  const { rows } = await client.query<{ column: string }>(
    `select column_name as column from information_schema.columns
     where table_schema = 'public' and table_name = $1 and is_identity = 'YES'`,
    [table],
  )
  for (const { column } of rows)
    await client.query(
      `select setval(pg_get_serial_sequence('${table}', '${column}'), (select coalesce(max(${column}), 1) from ${table}))`,
    )
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1)
}
