// What no source of ours does, whatever it is for: run text as a program, hand text to a shell, put text into a page as HTML, lead to
// an address that is a script, open a WebSocket, hinder a paste. Read off the sources, tests left out.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '..')
const listed = spawnSync('git', ['ls-files', '*.ts', '*.tsx', '*.mjs'], {
  cwd: root,
  encoding: 'utf8',
}).stdout
const sources = listed
  .split('\n')
  // The launcher runs npm with words of its own, which Windows finds by its shell alone.
  .filter((name) => name !== '' && name !== 'launch.mjs' && !/(^|\/)(test|bench)\/|\.test\.tsx?$/.test(name))
  .map((name) => [name, readFileSync(path.join(root, name), 'utf8')] as const)
const places = (pattern: RegExp): string[] =>
  sources.filter(([, text]) => pattern.test(text)).map(([name]) => name)

test('the sources are there', () => {
  expect(sources.length).toBeGreaterThan(400)
})

test.each([
  [
    'text is run as a program',
    /\beval\(|\bnew Function\(|\bFunction\(['"`]|from 'node:vm'|set(?:Timeout|Interval)\(['"`]/,
  ],
  [
    'a shell reads what is run',
    /\bexecSync\(|\bshell: |[^.\w]exec\(|import \{[^}]*\bexec\b[^}]*\} from 'node:child_process'/,
  ],
  [
    'text enters a page as HTML',
    /dangerouslySetInnerHTML|\.innerHTML\b|\.outerHTML\b|insertAdjacentHTML|document\.write|srcDoc/,
  ],
  [
    'an address is a script',
    /(?:href|src|action|location)[^\n]{0,40}['"`]\s*(?:javascript|vbscript|data:text)/i,
  ],
  ['a WebSocket is opened', /\bWebSocket\b/],
  ['a paste is hindered', /onPaste|onDrop=\{[^}]*password/i],
  ['a cookie is read or written by the page', /document\.cookie/],
])('nowhere: %s', (_, pattern) => {
  expect(places(pattern)).toEqual([])
})

test('passwords are masked until their writer wants to see them, and are named to password managers', () => {
  const field = sources.find(([name]) => name === 'web/parts/PasswordField.tsx')?.[1] ?? ''
  expect(field).toContain("type={isSeen ? 'text' : 'password'}")
  expect(field).toContain("autoComplete={isElsewhere ? 'off' : isNew ? 'new-password' : 'current-password'}")
  // No scene has one of its own: what else is of this type is an address that opens something, and no password.
  const others = sources.filter(([name, text]) => name.startsWith('web/') && text.includes('type="password"'))
  for (const [name, text] of others) expect(text.match(/type="password"/g)?.length, name).toBe(1)
  expect(others.map(([name]) => name)).toEqual([
    'web/scenes/sources/AddConnection.tsx',
    'web/scenes/time/Calendars.tsx',
  ])
})

test('no hint and no secret question is asked', () => {
  const words = sources.filter(([name]) => /(^web|^api\/contract|^model\/tables)\//.test(name))
  expect(
    words.filter(([, text]) =>
      /secret.?question|password.?hint|question secrète|indice du mot de passe/i.test(text),
    ),
  ).toEqual([])
})
