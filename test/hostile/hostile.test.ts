// Every people and deals file (text, workbook, JSON, Parquet) of the hostile set, through staging and merge: verdict, counts, rows, codes, columns,
// warnings and sums as the set lists them. The set lies beside the repository; without it this is skipped.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { owner } from '../../model/reader.ts'
import { makeVisible, openImport, stageImport, toPlainAnswers } from '../../sources/ingest/index.ts'
import { freshDatabase } from '../database.ts'
import { ownSeconds } from '../own-seconds.ts'
import { tablesWith } from '../tables-with.ts'
import { checked } from './checks.ts'
import { shared } from '../shared.ts'

interface Expected {
  readonly file: string
  readonly kind: string
  readonly verdict: 'accept' | 'partial' | 'reject'
  readonly accepted: number
  readonly rejected?: number
  readonly duplicates?: number
  readonly errors?: readonly { row: number; code: string; column?: string; line?: number }[]
  readonly warnings?: readonly string[]
  readonly checks?: Readonly<Record<string, unknown>>
  readonly limits?: { readonly seconds: number; readonly extra_rss_mb: number }
}

const folder = shared('hostile')
const isThere = existsSync(join(folder, 'expected.json'))
const expected: Expected[] = isThere ? JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) : []
const mine = expected.filter(({ kind }) =>
  [
    'people',
    'deals',
    'archive',
    'deals-json',
    'parquet',
    'time',
    'feedback',
    'privacy',
    'fec',
    'mail',
  ].includes(kind),
)
/** What a reader sees of groups is checked below. */
const elsewhere = new Set([
  'canaries_absent',
  'group_minimum',
  'people',
  'hidden_teams',
  'shown_teams',
  'org_total_shown',
])
/** These bring people of their own. */
const bringsItsPeople = new Set(['99-small-groups.csv'])
const now = () => new Date('2026-11-22T12:00:00Z')

describe.skipIf(!isThere)('hostile files', async () => {
  const database = await freshDatabase()

  async function load(file: string) {
    const unknownPeople = bringsItsPeople.has(file) ? 'keep' : 'refuse'
    const { importId } = await openImport(database, owner, { now, unknownPeople })
    const report = await stageImport(database, owner, importId, [{ name: file, path: join(folder, file) }], {
      now,
    })
    const answers = toPlainAnswers(report)
    if (report.state !== 'staged') return { report, answers }
    return { report: await makeVisible(database, owner, importId, { now }), answers }
  }

  beforeAll(async () => {
    const { report } = await load('00-people.csv')
    expect(report.state).toBe('visible')
  })

  for (const wanted of mine.filter(({ file }) => file !== '00-people.csv'))
    test(wanted.file, async () => {
      const seconds = ownSeconds()
      const { answers } = await load(wanted.file)
      const taken = seconds()
      expect(answers).toHaveLength(1)
      const [answer] = answers
      expect({ verdict: answer?.verdict, accepted: answer?.accepted }).toEqual({
        verdict: wanted.verdict,
        accepted: wanted.accepted,
      })
      if (wanted.rejected !== undefined) expect(answer?.rejected).toBe(wanted.rejected)
      expect(answer?.duplicates).toBe(wanted.duplicates ?? 0)
      expect(answer?.errors.map((error) => pick(error, wanted, error.row))).toEqual(wanted.errors ?? [])
      expect(answer?.warnings).toEqual(wanted.warnings ?? [])
      for (const [check, value] of Object.entries(wanted.checks ?? {}))
        if (!elsewhere.has(check)) {
          const found = await checked(database, answer, check)
          if (typeof value === 'object') expect(found, check).toMatchObject(value as object)
          else expect(found, check).toBe(value)
        }
      for (const canary of (wanted.checks?.['canaries_absent'] ?? []) as readonly string[])
        expect(await tablesWith(database, canary)).toEqual([])
      if (wanted.limits !== undefined) expect(taken).toBeLessThan(wanted.limits.seconds)
    })

  test('the same files again change nothing', async () => {
    for (const file of [
      '00-people.csv',
      '01-deals-cp1252-semicolon.csv',
      '11-deals-duplicate-ids.csv',
      '30-deals-valid.xlsx',
    ]) {
      const { report } = await load(file)
      const [only] = report.files
      expect({ added: only?.added, changed: only?.changed, unchanged: only?.unchanged }, file).toEqual({
        added: 0,
        changed: 0,
        unchanged: only?.accepted,
      })
    }
  })

  test('an empty delivery removes nothing', async () => {
    const count = async () =>
      (
        await database.read(owner, (query) =>
          query
            .selectFrom('opportunities')
            .select(sql<number>`count(*)`.as('n'))
            .execute(),
        )
      )[0]?.n
    const before = await count()
    await load('21-deals-header-only.csv')
    expect(await count()).toBe(before)
  })
})

/** The parts of an error that the set lists; a line or column that it leaves out is not compared. */
function pick(
  error: { row: number; code: string; column?: string; line?: number },
  wanted: Expected,
  row: number,
) {
  const listed = wanted.errors?.find((one) => one.row === row && one.code === error.code)
  return {
    row: error.row,
    code: error.code,
    ...(listed === undefined || listed.column !== undefined ? { column: error.column } : {}),
    ...(listed === undefined || listed.line !== undefined ? { line: error.line } : {}),
  }
}
