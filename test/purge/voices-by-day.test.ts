// Voices kept by day through the real doors: an action that comes after the voice, taken back; keywords that change; the purge of old
// words; and an erasure of somebody whose name a keyword was part of. Always what the rows say.
import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { erasePerson, purge } from '../../access/privacy/index.ts'
import { parseKeys } from '../../access/secrets.ts'
import { keeping } from '../../api/jobs/keeping.ts'
import type { Query } from '../../model/database.ts'
import { housekeeper, owner } from '../../model/reader.ts'
import { checkRollups, within } from '../../model/rollups/index.ts'
import { undoImport } from '../../sources/ingest/index.ts'
import { freshDatabase } from '../database.ts'
import { clock, deliver } from '../deliver.ts'
import { idOf } from '../fill.ts'

async function kept(query: Query): Promise<readonly string[]> {
  const rows = await query.selectFrom('voice_days').selectAll().execute()
  return rows.map((row) => `${row.day} ${row.theme || '-'} ${row.acted_on} ${row.voices}`).toSorted()
}

const database = await freshDatabase()
const asOf = '2026-06-19'
const bring = (files: Record<string, string>) => deliver(database, files, { asOf })
const holds = async (expected: readonly string[]) => {
  expect(await database.read(housekeeper, kept)).toEqual(expected)
  const found = await database.read(owner, (query) => checkRollups(within(query)))
  expect(found.filter(({ wrong }) => wrong > 0)).toEqual([])
}

test('actions and themes that come later, taken back; then the purge and an erasure', async () => {
  await bring({
    'people.csv': 'person_email,display_name,role,team\nada@example.com,Ada Roybon,rep,North\n',
    'feedback.csv': `feedback_id,account,received_on,feedback_channel,comment,rep_email
F1,Acme,2023-01-10,ticket,Delivered late,ada@example.com
F2,Acme,2026-05-10,ticket,Delivered late,ada@example.com
F3,Bolt,2026-05-10,ticket,Ask Ada Roybon,ada@example.com
`,
  })
  const first = ['2023-01-10 - infinity 1', '2026-05-10 - infinity 2']
  await holds(first)

  const themes = await bring({ 'themes.csv': 'theme_name,keywords\nDelays,late\nOurs,ask ada\n' })
  const themed = [
    '2023-01-10 Delays infinity 1',
    '2026-05-10 Delays infinity 1',
    '2026-05-10 Ours infinity 1',
  ]
  await holds(themed)
  await undoImport(database, owner, themes.importId, { now: clock })
  await holds(first)
  await bring({ 'themes.csv': 'theme_name,keywords\nDelays,late\nOurs,ask ada\n' })

  const header = 'action_id,feedback_id,theme,action_kind,acted_on\n'
  const { importId } = await bring({
    'feedback-actions.csv': `${header}D1,F3,,reply,2026-05-12\nD2,,Delays,product,2026-06-01\n`,
  })
  const acted = [
    '2023-01-10 Delays 2026-06-01 1',
    '2026-05-10 Delays 2026-06-01 1',
    '2026-05-10 Ours 2026-05-12 1',
  ]
  await holds(acted)
  await undoImport(database, owner, importId, { now: clock })
  await holds(themed)

  // Words of more than two years ago go, their theme stays.
  await purge(database, housekeeper, { today: '2026-06-20', now: new Date('2026-06-20T03:00:00Z'), keeping })
  const left = await database.read(housekeeper, (query) =>
    query.selectFrom('feedback').selectAll().where('comment', 'is', null).execute(),
  )
  expect(left).toHaveLength(1)
  await holds(themed)
  // Whatever its words were, nobody can hear other keywords in them.
  await bring({ 'themes.csv': 'theme_name,keywords\nDelays,slow\nOurs,ask ada\n' })
  await holds(['2023-01-10 Delays infinity 1', '2026-05-10 - infinity 1', '2026-05-10 Ours infinity 1'])

  // Her name goes out of the comment, and with it what made it one of a theme.
  await erasePerson(database, owner, await idOf(database, 'people', 'Ada Roybon'), {
    now: new Date('2026-06-21T03:00:00Z'),
    random: randomBytes,
    keys: parseKeys(randomBytes(32).toString('hex')),
  })
  await holds(['2023-01-10 Delays infinity 1', '2026-05-10 - infinity 2'])
})
