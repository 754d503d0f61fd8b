// Addresses that commands print lead to where Douze answers.
import { expect, test } from 'vitest'
import { originOf } from './front.ts'

test.each([
  [{}, 'http://127.0.0.1:1212'],
  [{ DOUZE_PORT: '1313' }, 'http://127.0.0.1:1313'],
  [{ DOUZE_PORT: '0' }, 'http://127.0.0.1:1212'],
  [{ DOUZE_PORT: '1313', DOUZE_ADDRESS: 'https://douze.example.com' }, 'https://douze.example.com'],
])('told %j', (environment, origin) => {
  expect(originOf({ environment })).toBe(origin)
})
