// A file dropped a moment before `douze connections run`: not read, and said so.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { settlingFiles } from './drop-folder.ts'

test('a file is settling for five seconds after it was touched; empty, hidden and partial ones are none', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'douze-settling-'))
  try {
    for (const name of ['b.csv', 'a.csv', '.hidden.csv', 'c.csv.part'])
      writeFileSync(path.join(folder, name), 'x')
    writeFileSync(path.join(folder, 'empty.csv'), '')
    const now = new Date()
    const found = await settlingFiles(folder, now)
    expect(found.map(({ name }) => name)).toEqual(['a.csv', 'b.csv'])
    for (const { completeAt } of found) {
      expect(completeAt.getTime()).toBeGreaterThan(now.getTime())
      expect(completeAt.getTime()).toBeLessThanOrEqual(now.getTime() + 6_000)
    }
    expect(await settlingFiles(folder, new Date(now.getTime() + 10_000))).toEqual([])
  } finally {
    rmSync(folder, { recursive: true })
  }
})
