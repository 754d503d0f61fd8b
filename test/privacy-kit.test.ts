// The drafts of the privacy kit say what the program does: lengths, commands and routes named there are those of the code,
// and French and English say the same.
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { retentionRules } from '../access/privacy/index.ts'
import { endpoints } from '../api/contract/endpoints.ts'
import { commands } from '../cli/commands.ts'

const names = ['dpia', 'notice', 'works-council'] as const
const textOf = (language: string, name: string) =>
  readFileSync(fileURLToPath(new URL(`../docs/privacy/${language}/${name}.md`, import.meta.url)), 'utf8')

describe.each(['fr', 'en'] as const)('in %s', (language) => {
  it.each(names)('%s names only commands, options, routes and files that exist', (name) => {
    const text = textOf(language, name)
    const known = new Set(commands.map((command) => command.name))
    const said = [...text.matchAll(/`douze ([a-z]+)([^`]*)`/g)]
    for (const [whole, command = '', rest = ''] of said) {
      expect(known, whole).toContain(command)
      const options = Object.keys(commands.find((one) => one.name === command)?.options ?? {})
      for (const [, option = ''] of rest.matchAll(/--([a-z-]+)/g))
        expect([...options, 'lang'], whole).toContain(option)
    }
    for (const [whole, method, path] of text.matchAll(/`(GET|POST|PUT) (\/api\/[^`]+)`/g))
      expect(
        Object.values(endpoints).some(
          (row) => row.method === method && row.path.replace(/:\w+/g, 'N') === path,
        ),
        whole,
      ).toBe(true)
    for (const [, file = ''] of text.matchAll(/`(docs\/[^`]+)`/g))
      expect(existsSync(fileURLToPath(new URL(`../${file}`, import.meta.url))), file).toBe(true)
  })

  it('the impact assessment has the default and the ceiling of every rule', () => {
    const rows = textOf(language, 'dpia').split('\n')
    const units = { fr: { days: 'jours', months: 'mois' }, en: { days: 'days', months: 'months' } }[language]
    for (const rule of retentionRules) {
      const [start, end] = [rule.default, rule.ceiling].map(({ length, unit }) => `${length} ${units[unit]}`)
      expect(
        rows.some((row) => row.includes(`| ${start} | ${end}`)),
        `${rule.id}: ${start}, ${end}`,
      ).toBe(true)
    }
  })
})

it.each(names)('%s has the same sections, tables and blanks to fill in both languages', (name) => {
  const shape = (language: string) =>
    textOf(language, name)
      .split('\n')
      .map((line) => /^(#+ |\||- |$)/.exec(line)?.[1] ?? 'text')
  expect(shape('fr')).toEqual(shape('en'))
})
