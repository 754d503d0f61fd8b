// The server's list of page addresses and the page's own list are one list written twice: they must agree.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { isPageRoute } from './page-routes.ts'

const examples: Record<string, string> = { $metric: 'sales-cycle', $importId: '12', $streamId: '3' }

const paths = [
  ...readFileSync(new URL('../web/router.tsx', import.meta.url), 'utf8').matchAll(/^ {2}path: '([^']+)'/gm),
].map((found) => found[1] ?? '')

test('every address of the page is answered with the page', () => {
  expect(paths).toContain('/metrics/$metric')
  for (const path of paths) {
    const address = path.replaceAll(/\$\w+/g, (name) => examples[name] ?? name)
    expect(isPageRoute(address), address).toBe(true)
  }
})

test('an address that names nothing is not', () => {
  for (const address of [
    '/metrics/nothing',
    '/data/imports/0',
    '/data/imports/x',
    '/settings/x',
    '/api',
    '/x',
  ])
    expect(isPageRoute(address), address).toBe(false)
})
