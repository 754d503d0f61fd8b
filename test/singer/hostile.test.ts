// The Singer files of the hostile set, sent to `target-douze` as a process: exit code, the state on its output and nothing else, the rows kept;
// and the same files through `douze import --json`. The set lies beside the repository; without it this is skipped.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { freshDatabase } from '../database.ts'
import { douze } from '../processes.ts'
import { landed } from './send.ts'
import { addressOf, runTarget } from './target.ts'
import { shared } from '../shared.ts'

interface Expected {
  readonly file: string
  readonly kind: string
  readonly verdict: 'accept' | 'partial' | 'reject'
  readonly accepted: number
  readonly errors?: readonly object[]
  readonly checks?: { readonly sum_amount?: string; readonly state?: unknown }
}

const folder = shared('hostile')
const isThere = existsSync(join(folder, 'expected.json'))
const expected: Expected[] = isThere ? JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) : []
const mine = expected.filter(({ kind }) => kind === 'singer')

function onlyState(file: string): unknown {
  const states = readFileSync(join(folder, file), 'utf8')
    .split('\n')
    .filter((line) => line.includes('"STATE"'))
  expect(states).toHaveLength(1)
  return (JSON.parse(states[0] ?? '') as { value: unknown }).value
}

describe.skipIf(!isThere)('hostile Singer files', () => {
  for (const wanted of mine)
    test(wanted.file, { timeout: 60_000 }, async () => {
      const database = await freshDatabase()
      const { code, out, err } = await runTarget(
        database.connection,
        readFileSync(join(folder, wanted.file), 'utf8'),
      )
      expect(code, err).toBe(wanted.verdict === 'accept' ? 0 : 1)
      const states = out.split('\n').filter((line) => line !== '')
      // A state that the set does not list is that of its only STATE line.
      const state = wanted.checks?.state ?? (wanted.verdict === 'reject' ? undefined : onlyState(wanted.file))
      expect(states.map((line) => JSON.parse(line) as unknown)).toEqual(state === undefined ? [] : [state])
      expect((await landed(database))['deals'] ?? []).toHaveLength(wanted.accepted)

      const other = await freshDatabase()
      const report = await douze(['import', '--json', join(folder, wanted.file)], {
        DATABASE_URL: addressOf(other.connection),
      })
      const { verdict, accepted, errors, checks } = JSON.parse(report.out) as Expected
      expect({ verdict, accepted, checks }).toMatchObject({
        verdict: wanted.verdict,
        accepted: wanted.accepted,
        checks: wanted.checks ?? {},
      })
      expect(errors).toMatchObject(wanted.errors ?? [])
      expect(errors).toHaveLength(wanted.errors?.length ?? 0)
    })

  for (const wanted of expected.filter(({ kind }) => kind === 'events'))
    test(wanted.file, { timeout: 60_000 }, async () => {
      const database = await freshDatabase()
      const { out, err } = await douze(['import', '--json', join(folder, wanted.file)], {
        DATABASE_URL: addressOf(database.connection),
      })
      const { verdict, accepted, errors, checks } = JSON.parse(out === '' ? `"${err}"` : out) as Expected
      expect({ verdict, accepted, checks }).toMatchObject({
        verdict: wanted.verdict,
        accepted: wanted.accepted,
        checks: wanted.checks,
      })
      expect(errors).toMatchObject(wanted.errors ?? [])
    })

  test('a corrected second run ends with three deals and none twice', { timeout: 60_000 }, async () => {
    const database = await freshDatabase()
    const broken = readFileSync(join(folder, '71-singer-broken-line.jsonl'), 'utf8')
    await runTarget(database.connection, broken)
    const corrected = broken.split('\n').filter((line) => !line.startsWith('INFO'))
    const { code, out } = await runTarget(database.connection, corrected.join('\n'))
    expect(code).toBe(0)
    expect(out.trim().split('\n').at(-1)).toBe('{"deals":"2026-01-03T00:00:00Z"}')
    expect((await landed(database))['deals']).toHaveLength(3)
  })
})
