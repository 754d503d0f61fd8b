// The learning records of the hostile set by both doors, file and endpoint. The set lies beside the repository; without it this
// is skipped.
import { existsSync, readFileSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { owner } from '../../model/reader.ts'
import { takeStatementFile } from '../../sources/xapi/index.ts'
import { testApi } from '../api.ts'
import { freshDatabase } from '../database.ts'
import { ownSeconds } from '../own-seconds.ts'
import { programAt } from '../xapi-door.ts'
import { shared } from '../shared.ts'

interface Expected {
  readonly file: string
  readonly kind: string
  readonly verdict: string
  readonly accepted: number
  readonly rejected?: number
  readonly errors?: readonly { row: number; code: string }[]
  readonly limits?: { readonly seconds: number }
}

const folder = shared('hostile')
const isThere = existsSync(join(folder, 'expected.json'))
const all: Expected[] = isThere
  ? (JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Expected[])
  : []
const mine = all.filter(({ kind }) => kind === 'xapi')
const now = new Date('2026-11-22T12:00:00Z')

describe.skipIf(!isThere)('hostile learning records', async () => {
  const database = await freshDatabase()
  const api = testApi(database, { now })

  test.each(mine.map((one) => [one.file, one] as const))('%s as a file', async (file, wanted) => {
    const seconds = ownSeconds()
    const report = await takeStatementFile(database, owner, join(folder, file), {
      now,
      makeId: randomUUID,
      isDryRun: true,
    })
    expect([report.verdict, report.accepted]).toEqual([wanted.verdict, wanted.accepted])
    if (wanted.rejected !== undefined) expect(report.rejected).toBe(wanted.rejected)
    expect(report.errors.map(({ row, code }) => ({ row, code }))).toEqual(wanted.errors ?? [])
    if (wanted.limits !== undefined) expect(seconds()).toBeLessThan(wanted.limits.seconds)
  })

  test.each(mine.map((one) => [one.file, one] as const))('%s as a request', async (file, wanted) => {
    const lms = await programAt(api, database)
    const response = await lms.send('POST', 'statements', {
      bytes: readFileSync(join(folder, file)),
      headers: { 'content-type': 'application/json' },
    })
    expect(response.status).toBe(wanted.verdict === 'accept' ? 200 : 400)
    const answer = (await response.json()) as {
      error?: { code: string; statements?: { index: number; code: string }[] }
    }
    const errors =
      answer.error?.statements?.map(({ index, code }) => ({ row: index, code })) ??
      (answer.error === undefined ? [] : [{ row: 0, code: answer.error.code }])
    // The answer lists every fault; the set, each statement.
    const each = errors.filter(({ row }, index) => errors.findIndex((one) => one.row === row) === index)
    expect(each).toEqual(wanted.errors ?? [])
    const { statements } = await lms.json<{ statements: unknown[] }>('GET', 'statements')
    expect(statements.length).toBe(wanted.accepted)
  })
})
