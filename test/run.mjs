// `npm test`: installs what is missing, then checks types, lint, format and every test, and ends with one line
// `N passed, N failed`. Each of the three checks before the tests counts as one.
//   --golden       renews golden files instead of comparing them
//   --no-browser   leaves the browser part out (it is then reported as skipped)
//   --sql          only the tests that make a database of their own, on DATABASE_URL where it is set, without those that repeat
//                  the same statements for other readers, words or orders
//   --no-sql       all but those, without the three checks
//   other words are handed to vitest (paths)
import { spawn, spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { prepareToInstall, root } from '../launch.mjs'
import { findChromium } from './chromium.mjs'

const asked = new Set(process.argv.slice(2))
const takesOnlySql = asked.delete('--sql')
const leavesOutSql = asked.delete('--no-sql')
const isGolden = asked.delete('--golden')
const hasBrowser = !asked.delete('--no-browser')
const only = [...asked]

await prepareToInstall()
const tally = { passed: 0, failed: 0, skipped: 0 }
if (only.length === 0 && !isGolden && !takesOnlySql && !leavesOutSql) {
  await check('types', 'typescript/bin/tsc', ['-b'])
  await check('lint', 'oxlint/bin/oxlint', ['--deny-warnings'])
  await check('format', 'prettier/bin/prettier.cjs', ['--check', '--log-level=warn', '.'])
}
await runTests()
const { passed, failed, skipped } = tally
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exit(failed > 0 || passed === 0 ? 1 : 0)

async function check(name, program, parameters) {
  const started = performance.now()
  const { code, output } = await run(program, parameters, {}, 'pipe')
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`)
  if (code !== 0) console.log(output.trim())
  tally[code === 0 ? 'passed' : 'failed']++
}

async function runTests() {
  const result = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'douze-test-')), 'tally.json')
  const chromium = hasBrowser ? findChromium() : null
  const { code } = await run(
    'vitest/vitest.mjs',
    ['run', '--reporter=./test/reporter.ts', ...filesToRun()],
    {
      DOUZE_TEST_TALLY: result,
      DOUZE_TEST_GOLDEN: isGolden ? '1' : '',
      DOUZE_TEST_CHROMIUM: chromium ?? '',
    },
    'inherit',
  )
  const counted = fs.existsSync(result) ? JSON.parse(fs.readFileSync(result, 'utf8')) : null
  fs.rmSync(path.dirname(result), { recursive: true, force: true })
  if (counted === null) tally.failed++
  else for (const key of Object.keys(tally)) tally[key] += counted[key]
  // A run that ends badly without a failed test (a crash, an error outside tests) has failed all the same.
  if (code !== 0 && counted !== null && counted.failed === 0) tally.failed++
}

/** All of them, those named, those with golden files, or those that make a database of their own. */
function filesToRun() {
  if (only.length > 0) return only
  if (isGolden) return testFilesWith('DOUZE_TEST_GOLDEN')
  if (takesOnlySql) return testFiles().filter((name) => makesDatabase(name) && !isSameStatements(name))
  if (leavesOutSql) return testFiles().filter((name) => !makesDatabase(name))
  return []
}

function testFilesWith(text) {
  return testFiles().filter((name) => textOf(name).includes(text))
}

function testFiles() {
  return filesAs('*.test.ts')
}

/** By its own words, or by those of a story that it shares with other tests. */
function makesDatabase(name) {
  const makers = filesAs('test/*.ts').filter(
    (one) => !one.endsWith('.test.ts') && one !== 'test/database.ts' && asksForDatabase(one),
  )
  const text = textOf(name)
  return asksForDatabase(name) || makers.some((one) => text.includes(`/${path.basename(one)}'`))
}

/**
 * What sends the same statements over and over, to see who is told what, what is refused and what order of arrival does: no other
 * server answers otherwise.
 */
function isSameStatements(name) {
  return /^test\/(hostile|canary)\/|^test\/pairs-of-figures\.|^metric\/sight\.|\bpropert(y|ies)\.test/.test(
    name,
  )
}

function asksForDatabase(name) {
  return /\bfresh(Database|World)\(/.test(textOf(name))
}

function filesAs(pattern) {
  const listed = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', pattern], {
    cwd: root,
    encoding: 'utf8',
  })
  return listed.stdout.split('\n').filter((name) => name !== '' && fs.existsSync(path.join(root, name)))
}

function textOf(name) {
  return fs.readFileSync(path.join(root, name), 'utf8')
}

function run(program, parameters, variables, output) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(root, 'node_modules', program), ...parameters], {
      cwd: root,
      stdio: ['ignore', output, output],
      env: { ...process.env, ...variables },
    })
    let text = ''
    child.stdout?.on('data', (piece) => (text += piece))
    child.stderr?.on('data', (piece) => (text += piece))
    child.on('close', (code) => resolve({ code, output: text }))
  })
}
