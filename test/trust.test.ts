// docs/trust.md names what exists: every file and every test it rests on, each rule once, and every requirement it took on.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '..')
const text = readFileSync(path.join(root, 'docs/trust.md'), 'utf8')
const rows = text
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (rule|requirement|---)/.test(line))
  .map((line) => line.slice(2, -2).split(' | '))

test('every row says whether it stands and by what', () => {
  for (const [rule = '', stands, by, ...rest] of rows) {
    expect(rest, rule).toEqual([])
    expect(['yes', 'partly', 'no', 'not yet', 'n/a'], rule).toContain(stands)
    expect(by, rule).toMatch(/\S/)
  }
})

test('every file exists, and every test named is in it', () => {
  for (const [rule = '', , by = ''] of rows)
    for (const [, file = '', words] of by.matchAll(/`([\w./-]+)`(?: "([^"]+)")?/g)) {
      if (!file.includes('/') && !file.includes('.')) continue
      expect(existsSync(path.join(root, file)), `${rule}: ${file}`).toBe(true)
      if (words !== undefined)
        expect(readFileSync(path.join(root, file), 'utf8').replaceAll("\\'", "'"), rule).toContain(words)
    }
})

test('rules 1 to 46 each have their row', () => {
  const numbers = rows.flatMap(([rule = '']) => {
    const found = /^(\d+)(?:–(\d+))?\. /.exec(rule)
    if (found === null) return []
    const first = Number(found[1])
    return Array.from({ length: Number(found[2] ?? first) - first + 1 }, (_, i) => first + i)
  })
  expect(numbers).toEqual(Array.from({ length: 46 }, (_, i) => i + 1))
})

/** Requirements of higher levels that Douze took on. */
const chosen = [
  '1.2.10',
  '1.3.12',
  '5.2.4',
  '5.2.6',
  '5.3.3',
  '8.3.2',
  '14.2.6',
  '14.2.7',
  '14.2.8',
  '16.3.2',
]

test('every requirement of level 1 has its row, and so have those chosen beyond it; no other is there', () => {
  const { requirements } = JSON.parse(
    readFileSync(path.join(root, 'docs/asvs-5.0.0-level-1.json'), 'utf8'),
  ) as { requirements: string[] }
  expect(requirements).toHaveLength(70)
  const found = rows.flatMap(([rule = '']) => rule.match(/\b\d{1,2}\.\d\.\d{1,2}\b/g) ?? [])
  expect(found.toSorted()).toEqual([...requirements, ...chosen].toSorted())
})

test('what does not stand says what is missing', () => {
  for (const [rule = '', stands = '', by = ''] of rows)
    if (stands === 'partly' || stands === 'no')
      expect(by.replaceAll(/`[^`]+`|"[^"]+"/g, ''), rule).toMatch(/[a-z]{4}/)
})
