// A short report: one line per test file and under it what failed, at the end the failures again and the skipped by name, and the
// counts for test/run.mjs.
import { writeFileSync } from 'node:fs'
import type { Reporter, SerializedError, TestModule } from 'vitest/node'

export default class ShortReporter implements Reporter {
  onTestModuleEnd(module: TestModule): void {
    const counts = count([module])
    const marks = [
      `${counts.passed} passed`,
      counts.failed > 0 ? `${counts.failed} FAILED` : '',
      counts.skipped > 0 ? `${counts.skipped} skipped` : '',
    ].filter((mark) => mark !== '')
    const seconds = (module.diagnostic().duration / 1000).toFixed(1)
    write(
      `${module.ok() ? 'ok    ' : 'FAILED'} ${module.relativeModuleId}: ${marks.join(', ')} (${seconds} s)`,
    )
    reportFailures(module)
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    for (const module of modules) reportFailures(module)
    for (const error of errors) write(`\nOutside any test: ${error.stack ?? error.message}`)
    const skipped = modules.flatMap((module) => [...module.children.allTests('skipped')])
    if (skipped.length > 0) write('\nSkipped:')
    for (const test of skipped) write(`  ${test.module.relativeModuleId}: ${test.fullName}`)
    const counts = count(modules)
    const place = process.env['DOUZE_TEST_TALLY']
    if (place !== undefined && place !== '')
      writeFileSync(place, JSON.stringify({ ...counts, failed: counts.failed + errors.length }))
  }
}

interface Counts {
  passed: number
  failed: number
  skipped: number
}

/** A file that could not be loaded, or a hook that failed, counts as one failure. */
function count(modules: readonly TestModule[]): Counts {
  const counts = { passed: 0, failed: 0, skipped: 0 }
  for (const module of modules) {
    for (const test of module.children.allTests()) {
      const { state } = test.result()
      if (state === 'passed') counts.passed++
      else if (state === 'skipped') counts.skipped++
      else counts.failed++
    }
    counts.failed += errorsOutsideTests(module).length
  }
  return counts
}

function errorsOutsideTests(module: TestModule): SerializedError[] {
  return [...module.errors(), ...[...module.children.allSuites()].flatMap((suite) => suite.errors())]
}

function reportFailures(module: TestModule): void {
  for (const error of errorsOutsideTests(module))
    write(`\nFAILED ${module.relativeModuleId}\n${error.stack ?? error.message}`)
  for (const test of module.children.allTests('failed')) {
    write(`\nFAILED ${module.relativeModuleId}: ${test.fullName}`)
    for (const error of test.result().errors ?? []) {
      write(error.message)
      if (error.diff !== undefined) write(error.diff)
      for (const frame of error.stacks?.slice(0, 4) ?? [])
        write(`  at ${frame.method} ${frame.file}:${frame.line}:${frame.column}`)
    }
  }
}

function write(line: string): void {
  process.stdout.write(`${line}\n`)
}
