// The calendars and the tracker's export of the hostile set, delivered as the command line does: verdict, counts, rows, codes,
// minutes. The set lies beside the repository; without it this is skipped.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { housekeeper, owner } from '../../model/reader.ts'
import { makeVisible, openImport, stageImport, toPlainAnswers } from '../../sources/ingest/index.ts'
import { placesOf } from '../canary/rows.ts'
import { freshDatabase } from '../database.ts'
import { ownSeconds } from '../own-seconds.ts'
import { shared } from '../shared.ts'

interface Expected {
  readonly file: string
  readonly kind: string
  readonly verdict: string
  readonly accepted: number | null
  readonly rejected?: number
  readonly duplicates?: number
  readonly errors?: readonly { row: number; code: string }[]
  readonly checks?: { readonly minutes?: object; readonly canaries_absent?: readonly string[] }
  readonly limits?: { readonly seconds: number }
}

const folder = shared('hostile')
const isThere = existsSync(join(folder, 'expected.json'))
const expected = (
  isThere ? (JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Expected[]) : []
).filter(({ kind }) => kind === 'calendar' || kind === 'tracker')
const now = () => new Date('2026-11-22T12:00:00Z')

describe.skipIf(!isThere)('hostile calendars and tracker', async () => {
  const database = await freshDatabase()

  async function load(file: string, person: string | null | undefined) {
    const options = { now, unknownPeople: 'refuse', ...(person === undefined ? {} : { person }) } as const
    const { importId } = await openImport(database, owner, options)
    const report = await stageImport(database, owner, importId, [{ name: file, path: join(folder, file) }], {
      now,
    })
    const [answer] = toPlainAnswers(report)
    if (report.state === 'staged') await makeVisible(database, owner, importId, { now })
    return answer!
  }

  const minutes = async () => {
    const { rows } = await database.read(owner, (query) =>
      sql<{ id: string; minutes: number }>`select external_id as id, sum(seconds)::integer / 60 as minutes
        from activities group by 1`.execute(query),
    )
    return Object.fromEntries(rows.map((row) => [row.id, row.minutes]))
  }

  beforeAll(async () => {
    await load('00-people.csv', undefined)
  })

  for (const wanted of expected)
    test(wanted.file, async () => {
      const seconds = ownSeconds()
      const answer = await load(wanted.file, null)
      expect(seconds()).toBeLessThan(wanted.limits?.seconds ?? 10)
      expect(answer.verdict).toBe(wanted.verdict)
      if (wanted.accepted !== null) expect(answer.accepted).toBe(wanted.accepted)
      if (wanted.rejected !== undefined) expect(answer.rejected).toBe(wanted.rejected)
      expect(answer.duplicates).toBe(wanted.duplicates ?? 0)
      expect(answer.errors.map(({ row, code }) => ({ row, code }))).toEqual(wanted.errors ?? [])
      if (wanted.checks?.minutes !== undefined) {
        expect(await minutes()).toMatchObject(wanted.checks.minutes)
        expect(answer.checks['minutes']).toEqual(wanted.checks.minutes)
      }
    })

  test('the tracker is kept for whom it is said to be, as minutes; elsewhere it is refused unread', async () => {
    const people = await database.read(owner, (query) => query.selectFrom('people').select('email').execute())
    const email = people.find((person) => person.email !== null)!.email!
    expect(await load('43-tracker-export.json', email)).toMatchObject({ verdict: 'partial', rejected: 2 })
    const rows = await database.read(owner, (query) =>
      query
        .selectFrom('activities')
        .select(['day', 'category', 'seconds', 'started_at'])
        .where('external_id', 'like', 'tracker %')
        .execute(),
    )
    expect(rows).toEqual([{ day: '2026-05-04', category: 'email', seconds: 1800, started_at: null }])
    expect(await load('43-tracker-export.json', undefined)).toMatchObject({
      verdict: 'reject',
      errors: [{ row: 0, code: 'FILE_TYPE_REFUSED' }],
    })
    const client = await database.connect(housekeeper)
    try {
      for (const word of expected.find(({ kind }) => kind === 'tracker')?.checks?.canaries_absent ?? [])
        expect(await placesOf(client, word), word).toEqual([])
    } finally {
      client.release()
    }
  })

  test('a calendar again changes nothing, and one person’s is not another’s', async () => {
    const first = await load('50-calendar-valid.ics', 'ana@exemple.fr')
    // Nobody of that name, and unknown people are refused.
    expect(first).toMatchObject({ verdict: 'partial', accepted: 0, rejected: 2 })
    const people = await database.read(owner, (query) =>
      query.selectFrom('people').select('email').where('email', 'is not', null).execute(),
    )
    const [one = '', other = ''] = people.map((person) => person.email ?? '')
    for (const person of [one, other, one]) await load('50-calendar-valid.ics', person)
    expect(await load('50-calendar-valid.ics', one)).toMatchObject({ accepted: 2, unchanged: 2 })
    const found = Object.entries(await minutes()).filter(([id]) => id.startsWith('e1@example.com '))
    expect(found).toEqual(
      [one, other].toSorted((a, b) => (a < b ? -1 : 1)).map((person) => [`e1@example.com ${person}`, 60]),
    )
  })
})
