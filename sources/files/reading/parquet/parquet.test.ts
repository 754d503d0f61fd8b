// Files written by DuckDB, an independent writer, read back; and what is made of broken ones.
import { DuckDBInstance } from '@duckdb/node-api'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeZip } from '../../../../test/write-zip.ts'
import { FileRefused } from '../fault.ts'
import { openFile } from '../open.ts'
import { cellKind, type RawRecord, type Table } from '../shapes.ts'
import type { ReadingOptions } from '../options.ts'

let folder = ''
let database: DuckDBInstance
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parquet-test-'))
  database = await DuckDBInstance.create(':memory:')
})
afterAll(async () => {
  database.closeSync()
  await rm(folder, { recursive: true })
})

async function write(query: string, options = ''): Promise<Buffer> {
  const path = join(folder, 'written.parquet')
  const connection = await database.connect()
  try {
    await connection.run("set timezone = 'UTC'")
    await connection.run(`copy (${query}) to '${path}' (format parquet${options})`)
  } finally {
    connection.closeSync()
  }
  return readFile(path)
}

async function read(
  content: Buffer,
  name = 'deals.parquet',
  options: ReadingOptions = {},
): Promise<{ table: Table; rows: RawRecord[]; records: number }> {
  const path = join(folder, 'upload')
  await writeFile(path, content)
  const opened = await openFile({ name, path }, { workFolder: folder, ...options })
  try {
    for await (const table of opened.tables()) {
      const rows: RawRecord[] = []
      let records = -1
      for await (const batch of table.records()) {
        rows.push(...batch.rows)
        records = batch.end?.records ?? records
      }
      return { table, rows, records }
    }
    throw new Error('no table')
  } finally {
    await opened.close()
  }
}

async function codeOf(content: Buffer, name?: string): Promise<string> {
  try {
    await read(content, name)
  } catch (error) {
    if (error instanceof FileRefused) return error.fault.code
    throw error
  }
  return 'read'
}

const everything = `select 'D-1' as id, 12345678901234.56::decimal(18,2) as amount, -0.05::decimal(4,2) as small,
  99999999999999999999999.125::decimal(38,3) as wide, date '2026-03-31' as day,
  timestamp '2026-03-31 23:30:00' as local, timestamptz '2026-03-31 23:30:00+02' as instant, true as won,
  9007199254740993::bigint as big, 0.1::float as f, 0.1::double as d, 'nan'::double as nothing, null::varchar as empty,
  {'name': 'Ana', 'team': {'id': 7}} as owner, ['a', 'b'] as tags, map {'k': 1} as m, 18446744073709551615::ubigint as u,
  timestamp_ns '2026-01-02 03:04:05.123456789' as ns, '\\xC3\\xA9'::blob as b`

describe('a Parquet file', () => {
  it.each(['uncompressed', 'snappy', 'gzip', 'zstd', 'brotli', 'lz4_raw'])(
    'is read exactly, under %s',
    async (codec) => {
      const { table, rows, records } = await read(await write(everything, `, compression ${codec}`))
      const [first] = rows
      const cells = Object.fromEntries(table.header.map((name, at) => [name, first?.cells[at]]))
      expect(cells).toEqual({
        id: 'D-1',
        amount: '12345678901234.56',
        small: '-0.05',
        wide: '99999999999999999999999.125',
        day: '2026-03-31',
        local: '2026-03-31 23:30:00',
        instant: '2026-03-31T21:30:00.000Z',
        won: 'true',
        big: '9007199254740993',
        f: '0.1',
        d: '0.1',
        nothing: '',
        empty: '',
        'owner.name': 'Ana',
        'owner.team.id': '7',
        tags: 'a; b',
        u: '18446744073709551615',
        ns: '2026-01-02 03:04:05',
        b: 'é',
      })
      expect(first?.kinds?.[table.header.indexOf('amount')]).toBe(cellKind.exact)
      expect(table.remarks?.[0]?.sentence.en).toContain(': m.')
      expect(records).toBe(1)
    },
  )

  it('is read in windows over its groups, in order', async () => {
    const content = await write(
      "select i as id, 'x' || (i % 7) as name from range(100000) as r(i)",
      ', row_group_size 61440',
    )
    const { rows, records } = await read(content)
    expect(records).toBe(100_000)
    const wrong = rows.filter(
      ({ row, cells }, at) => row !== at + 1 || cells[0] !== `${at}` || cells[1] !== `x${at % 7}`,
    )
    expect(wrong).toEqual([])
  })

  it('leaves out what loaders add', async () => {
    const { table } = await read(await write("select 1 as id, 'x' as _dlt_id, 'y' as _airbyte_raw_id"))
    expect(table.header).toEqual(['id'])
    expect(table.remarks?.[0]?.sentence.fr).toContain('_dlt_id, _airbyte_raw_id')
  })

  it('is read under gzip and in an archive', async () => {
    const content = await write('select 1 as id')
    expect((await read(gzipSync(content), 'deals.parquet.gz')).rows[0]?.cells).toEqual(['1'])
    const zip = writeZip([{ name: 'in/deals.parquet', data: content }])
    expect(await read(zip, 'all.zip')).toMatchObject({
      table: { name: 'in/deals.parquet' },
      rows: [{ cells: ['1'] }],
    })
  })

  it('of few bytes that a dictionary makes huge is refused while it is read', async () => {
    const content = await write("select repeat('y', 9000) as title, i % 3 as id from range(100000) as r(i)")
    expect(content.length).toBeLessThan(100_000)
    expect(await codeOf(content)).toBe('ARCHIVE_TOO_LARGE')
  })

  it('with no rows has none', async () => {
    expect(await read(await write('select 1 as id where false'))).toMatchObject({ rows: [], records: 0 })
  })

  it('is refused when anything of it is cut or changed beyond reading, and never otherwise fails', async () => {
    const content = await write(
      "select i as id, 'name ' || i as name from range(2000) as r(i)",
      ', compression zstd',
    )
    expect(await codeOf(content.subarray(0, content.length - 1))).toBe('PARQUET_CORRUPT')
    expect(await codeOf(content.subarray(0, 9))).toBe('PARQUET_CORRUPT')
    // A part of the middle is missing: the footer fits, what it tells of does not.
    const holed = Buffer.concat([content.subarray(0, 100), content.subarray(400)])
    expect(await codeOf(holed)).toBe('PARQUET_CORRUPT')
    for (let at = 4; at < content.length; at += 37) {
      const changed = Buffer.from(content)
      changed[at] = (changed[at] ?? 0) ^ 0xff
      expect(['read', 'PARQUET_CORRUPT', 'ARCHIVE_TOO_LARGE', 'FILE_TYPE_REFUSED']).toContain(
        await codeOf(changed),
      )
    }
  })
})
