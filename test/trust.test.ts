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

test('the requirements of level 1 and those chosen beyond it are all there', () => {
  const found = rows.flatMap(([rule = '']) => rule.match(/\b\d{1,2}\.\d\.\d{1,2}\b/g) ?? [])
  expect(new Set(found).size).toBe(found.length)
  expect(found).toHaveLength(80)
})
