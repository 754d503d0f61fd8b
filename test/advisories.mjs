// `npm run advisories`: what is known against the runtime packages, on which day it was asked, and plainly when nobody answered. Ends
// with 0 when there is nothing, 1 when there is something, 2 when it was not checked.
import { spawn } from 'node:child_process'
import process from 'node:process'
import { pathToFileURL } from 'node:url'

/**
 * What an answer of `npm audit --json` says.
 * @param {string} text
 * @param {string} day 'YYYY-MM-DD', of the question
 * @returns {{ code: 0 | 1 | 2, lines: string[] }}
 */
export function verdictOf(text, day) {
  const answer = parsed(text)
  const total = answer?.metadata?.vulnerabilities?.total
  if (typeof total !== 'number')
    return { code: 2, lines: [`${day}: not checked. ${answer?.message ?? 'npm gave no answer.'}`] }
  if (total === 0) return { code: 0, lines: [`${day}: none known against the runtime packages.`] }
  const found = Object.values(answer.vulnerabilities ?? {}).map(({ name, severity, via }) => {
    const titles = (via ?? []).map((one) =>
      typeof one === 'string' ? `by ${one}` : `${one.title} ${one.url}`,
    )
    return `  ${severity} ${name}: ${titles.join('; ')}`
  })
  return {
    code: 1,
    lines: [`${day}: ${total} known. Mend each within the days of docs/packages.md.`, ...found],
  }
}

function parsed(text) {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const child = spawn('npm', ['audit', '--omit=dev', '--json'], {
    stdio: ['ignore', 'pipe', 'ignore'],
    shell: process.platform === 'win32',
  })
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (piece) => (text += piece))
  child.on('error', () => {})
  child.on('close', () => {
    const { code, lines } = verdictOf(text, new Date().toISOString().slice(0, 10))
    console.log(lines.join('\n'))
    process.exitCode = code
  })
}
