// People's rights from the command line, on a house of its own: what is printed, written, refused and forgotten.
import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { douze, folderOf, newFolder } from '../test/processes.ts'

const data = newFolder()
const env = { DOUZE_DATA: data, DOUZE_LANG: 'en' }
const files = folderOf({
  'people.csv': `person_email,display_name,role,team
lea.martin@example.com,Léa Martin,rep,Nord
tom.durand@example.com,Tom Durand,rep,Sud
`,
  'deals.csv': `deal_id,title,amount,currency,stage,owner_email,created_at,closed_at,status
D-1,Visit by Lea Martin,100.00,EUR,Won,lea.martin@example.com,2025-01-10,2025-02-10,won
D-2,Deux,200.50,EUR,Won,tom.durand@example.com,2025-01-15,2025-02-24,won
`,
  'notice.fr.md': 'Vos données.',
  'notice.en.md': 'Your data.',
})
const run = async (...words: string[]) => {
  const { code, out, err } = await douze(words, env, files)
  expect(code, err).toBe(0)
  return out
}

let imported = ''
beforeAll(async () => {
  imported = await run('import', path.join(files, 'people.csv'), path.join(files, 'deals.csv'))
})

test('the register is printed without any data, in either language', async () => {
  const empty = newFolder()
  const { code, out } = await douze(['register', '--lang', 'fr'], { DOUZE_DATA: path.join(empty, 'none') })
  expect(code).toBe(0)
  expect(out).toMatch(/^# Registre des traitements/)
  expect(existsSync(path.join(empty, 'none'))).toBe(false)
  expect(await run('register')).toContain('| `email` | match records between sources | legitimate interest |')
})

test('the report of an import reminds of the notice; it is published, given, and no longer due', async () => {
  expect(imported).toContain('2 people have not yet been given the notice')
  await run('notice', 'publish', '2026-03', '--fr', 'notice.fr.md', '--en', 'notice.en.md')
  expect(await run('notice', 'given', '2026-03', '--to', 'all', '--way', 'on paper')).toContain('2.')
  const { people } = JSON.parse(await run('notice', '--json')) as { people: { version: string }[] }
  expect(people.map(({ version }) => version)).toEqual(['2026-03', '2026-03'])
  const again = await douze(
    ['notice', 'publish', '2026-03', '--fr', 'notice.fr.md', '--en', 'notice.en.md'],
    env,
    files,
  )
  expect(again.code).toBe(1)
  expect(again.err).toContain('already has that name')
})

test('a dry purge counts and deletes nothing', async () => {
  const { purged, isDryRun } = JSON.parse(await run('purge', '--dry-run', '--json')) as {
    purged: { rule: string; removed: number }[]
    isDryRun: boolean
  }
  expect(isDryRun).toBe(true)
  expect(purged.map(({ rule }) => rule)).toEqual([
    'leads',
    'recorded-hours',
    'daily-totals',
    'content-uses',
    'answers',
    'unknown-learners',
    'refused-rows',
    'landed-records',
    'import-reports',
    'access-journal',
  ])
  expect((await douze(['purge', '--set', 'leads=40months'], env)).err).toContain('ceiling')
  expect((await douze(['purge', '--set', 'leads'], env)).code).toBe(2)
})

test('a person is exported, the export is written down, and the journal verifies with the hash that was kept', async () => {
  await run('person', 'export', 'lea.martin@example.com', '--to', 'lea.zip')
  const file = path.join(files, 'lea.zip')
  expect(readFileSync(file).subarray(0, 2).toString()).toBe('PK')
  expect(statSync(file).mode & 0o077).toBe(0)
  expect((await douze(['person', 'export', 'Léa Martin', '--to', 'lea.zip'], env, files)).code).toBe(1)
  const looks = JSON.parse(await run('person', 'looks', 'Lea MARTIN', '--json')) as { dataKind: string }[]
  expect(looks.map(({ dataKind }) => dataKind)).toEqual(['export'])
  await run('measure', 'conversion-rate', '--period', '2025', '--by', 'rep')
  const { last } = JSON.parse(await run('verify', '--json')) as { last: { entry: number; hash: string } }
  // The export, and a line for each of the two.
  expect(last.entry).toBe(3)
  expect(await run('verify', '--anchor', `${last.entry}:${last.hash}`)).toContain('The chain is whole.')
  const wrong = await douze(['verify', '--anchor', `${last.entry}:${'0'.repeat(64)}`], env)
  expect(wrong.code).toBe(1)
  expect(wrong.out).toContain('written anew')
})

test('erasing asks first, keeps the figures, and a delivery that names her again is met by the replay', async () => {
  const figures = async () =>
    JSON.stringify(
      (
        JSON.parse(await run('measure', 'conversion-rate', '--period', '2025', '--json')) as {
          answers?: unknown
        }
      ).answers,
    )
  const before = await figures()
  const asked = await douze(['person', 'erase', 'lea.martin@example.com'], env)
  expect(asked.code).toBe(1)
  expect(asked.err).toContain('cannot be undone')
  const { pseudonym } = JSON.parse(
    await run('person', 'erase', 'lea.martin@example.com', '--yes', '--json'),
  ) as {
    pseudonym: string
  }
  expect(await figures()).toBe(before)
  expect(await run('rows', 'conversion-rate', '--period', '2025')).not.toMatch(/martin/i)
  expect(await run('imports', '--json')).not.toMatch(/martin/i)
  expect(readFileSync(path.join(data, 'erasures.jsonl'), 'utf8')).not.toMatch(/martin/i)
  expect((await douze(['person', 'export', 'lea.martin@example.com'], env, files)).code).toBe(1)
  // The CRM still has her.
  await run('import', path.join(files, 'people.csv'), path.join(files, 'deals.csv'))
  expect(await run('person', 'replay')).toContain('People erased again: 1.')
  expect(await run('person', 'replay')).toContain('People erased again: 0.')
  expect(pseudonym).toMatch(/^Anonyme /)
}, 180_000)
