// Files of learning records by the other door: the verdicts of the hostile set, and what the two kinds of files leave.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { owner } from '../../model/reader.ts'
import { freshDatabase } from '../../test/database.ts'
import { rowsOf } from '../../test/deliver.ts'
import { statementOf } from '../../test/xapi-door.ts'
import { isStatementFile, takeStatementFile } from './statement-file.ts'

const database = await freshDatabase()
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'douze-records-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function take(content: string | Buffer, isDryRun = false) {
  const path = join(folder, `${randomUUID()}.json`)
  await writeFile(path, content)
  expect(await isStatementFile(path)).toBe(true)
  const report = await takeStatementFile(database, owner, path, {
    now: new Date('2026-06-01T12:00:00Z'),
    makeId: randomUUID,
    isDryRun,
  })
  return { ...report, errors: report.errors.map(({ row, code }) => `${row}: ${code}`) }
}
const stored = async (): Promise<number> => (await rowsOf(database, 'select 1 from xapi_statements')).length
const array = (...statements: object[]): string => JSON.stringify(statements)

describe('an array is taken whole or not at all', () => {
  it('good ones, twice', async () => {
    const file = array(statementOf(), statementOf())
    expect(await take(file)).toMatchObject({
      verdict: 'accept',
      accepted: 2,
      added: 2,
      unchanged: 0,
      errors: [],
    })
    expect(await take(file)).toMatchObject({ verdict: 'accept', accepted: 2, added: 0, unchanged: 2 })
    expect(await take(gzipSync(file))).toMatchObject({ verdict: 'accept', unchanged: 2 })
  })

  it('every bad one is listed, and the good one is not kept', async () => {
    const before = await stored()
    const file = array(
      statementOf({ actor: undefined }),
      statementOf({ result: { score: { scaled: 1.7 } } }),
      statementOf({ timestamp: '2026-02-30T10:00:00Z' }),
      statementOf(),
    )
    expect(await take(file)).toMatchObject({
      verdict: 'reject',
      accepted: 0,
      rejected: 3,
      errors: ['1: XAPI_INVALID', '2: XAPI_INVALID', '3: XAPI_INVALID'],
    })
    expect(await stored()).toBe(before)
  })

  it('an id twice: the same content is a repetition, other content refuses the file', async () => {
    const [a, b] = [statementOf(), statementOf()]
    expect(await take(array(a, a, b))).toMatchObject({ verdict: 'accept', accepted: 2, duplicates: 1 })
    const other = { ...b, result: { score: { scaled: 0.1 } } }
    expect(await take(array(a, a, b, other))).toMatchObject({
      verdict: 'reject',
      accepted: 0,
      errors: ['4: ID_DUPLICATE_CONFLICT'],
    })
    // Against what is stored as well.
    expect(await take(array(statementOf(), other))).toMatchObject({
      verdict: 'reject',
      errors: ['2: ID_DUPLICATE_CONFLICT'],
    })
  })

  it('too deep, a key twice, prototype keys', async () => {
    const deep = JSON.stringify(statementOf()).replace(
      /\}$/,
      `,"context":${'{"a":'.repeat(500)}1${'}'.repeat(500)}}`,
    )
    expect(await take(`[${deep}]`)).toMatchObject({ verdict: 'reject', errors: ['0: JSON_TOO_DEEP'] })
    const twice = JSON.stringify(statementOf()).replace('{', '{"timestamp":"2026-05-01T10:00:00Z",')
    expect(await take(`[${twice}]`)).toMatchObject({ verdict: 'reject', errors: ['0: JSON_INVALID'] })
    const proto = JSON.stringify(statementOf()).replace('{', '{"__proto__":{"isAdmin":true},')
    expect(await take(`[${proto}]`)).toMatchObject({ verdict: 'reject', errors: ['1: XAPI_INVALID'] })
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
  })

  it('a rehearsal keeps nothing', async () => {
    const before = await stored()
    expect(await take(array(statementOf()), true)).toMatchObject({ verdict: 'accept', accepted: 1 })
    expect(await stored()).toBe(before)
  })
})

it('of lines only the bad ones are left out', async () => {
  const good = [statementOf(), statementOf()].map((one) => JSON.stringify(one))
  const lines = [
    good[0],
    '{"verb":',
    JSON.stringify(statementOf({ verb: { id: 'x' } })),
    '',
    good[1],
    good[1],
  ]
  expect(await take(lines.join('\r\n'))).toMatchObject({
    verdict: 'partial',
    accepted: 2,
    rejected: 2,
    duplicates: 1,
    errors: ['2: JSON_INVALID', '3: XAPI_INVALID'],
  })
})

it('other JSON is none of these', async () => {
  const path = join(folder, 'deals.json')
  for (const text of ['[{"id":1,"amount":"12.50"}]', '{"type":"SCHEMA","stream":"x"}', '', '[1,2]']) {
    await writeFile(path, text)
    expect(await isStatementFile(path), text).toBe(false)
  }
})
