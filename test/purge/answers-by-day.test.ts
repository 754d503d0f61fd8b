// Answers kept by day through the real doors: a file that is taken back, the purge of old answers, and an erasure. Always what the
// rows say, and what it was where only persons and words go.
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { erasePerson, purge } from '../../access/privacy/index.ts'
import { parseKeys } from '../../access/secrets.ts'
import { keeping } from '../../api/jobs/keeping.ts'
import type { Query } from '../../model/database.ts'
import { housekeeper, owner } from '../../model/reader.ts'
import { checkRollups, refreshRollups, touchRows, within } from '../../model/rollups/index.ts'
import { undoImport } from '../../sources/ingest/index.ts'
import { freshDatabase } from '../database.ts'
import { clock, deliver } from '../deliver.ts'
import { idOf } from '../fill.ts'

async function kept(query: Query): Promise<readonly string[]> {
  const rows = await query.selectFrom('nps_days').selectAll().execute()
  return rows.map((row) => `${row.day} ${row.mark} ${row.next_on} ${row.answers}`).toSorted()
}

test('a file with a later answer, taken back; then the purge and an erasure: always what the rows say', async () => {
  const database = await freshDatabase()
  const file = (lines: string) => ({
    'answers.csv': `answer_id,account,respondent,survey,kind,invited_on,answered_at,score,comment,rep_email\n${lines}`,
  })
  const asOf = '2026-06-19'
  await deliver(
    database,
    {
      'people.csv': 'person_email,display_name,role,team\nada@example.com,Ada Roy,rep,North\n',
      ...file(
        [
          'A1,Acme,bob@acme.example,Wave,nps,2024-01-05,2024-01-10,10,Good,ada@example.com',
          'A2,Acme,bob@acme.example,Wave,nps,2024-02-05,2024-02-10,4,Bad,ada@example.com',
          'A3,Bolt,eve@bolt.example,Wave,nps,2026-05-05,2026-05-10,9,,ada@example.com',
        ].join('\n'),
      ),
    },
    { asOf },
  )
  const first = ['2024-01-10 1 2024-02-10 1', '2024-02-10 -1 infinity 1', '2026-05-10 1 infinity 1']
  const holds = async (expected: readonly string[]) => {
    expect(await database.read(housekeeper, kept)).toEqual(expected)
    const found = await database.read(owner, (query) => checkRollups(within(query)))
    expect(found.find((one) => one.rollup === 'nps_days')?.wrong).toBe(0)
  }
  await holds(first)
  const { importId } = await deliver(
    database,
    file('A4,Bolt,eve@bolt.example,Wave,nps,2026-06-01,2026-06-02,7,,ada@example.com'),
    { asOf },
  )
  await holds([...first.slice(0, 2), '2026-05-10 1 2026-06-02 1', '2026-06-02 0 infinity 1'])
  await undoImport(database, owner, importId, { now: clock })
  await holds(first)
  // A next answer that was noted while it was there, and has gone since: the purge notes what is there now.
  await database.write(housekeeper, async (query) => {
    await sql`update survey_answers set next_on = '2024-01-20' where external_id = 'A1'`.execute(query)
    await touchRows(within(query), 'survey_answers', "row.external_id = 'A1'")
    await refreshRollups(within(query))
  })
  await holds(['2024-01-10 1 2024-01-20 1', ...first.slice(1)])
  await purge(database, housekeeper, { today: '2026-06-20', now: new Date('2026-06-20T03:00:00Z'), keeping })
  const nobodies = await database.read(housekeeper, (query) =>
    query.selectFrom('survey_answers').selectAll().where('respondent', 'is', null).execute(),
  )
  expect(nobodies).toHaveLength(2)
  await holds(first)
  await erasePerson(database, owner, await idOf(database, 'people', 'Ada Roy'), {
    now: new Date('2026-06-21T03:00:00Z'),
    random: randomBytes,
    keys: parseKeys(randomBytes(32).toString('hex')),
  })
  await holds(first)
})
