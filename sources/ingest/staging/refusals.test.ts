// Refused rows wait to be written together, but never too much of them at once.
import { expect, test } from 'vitest'
import type { Client } from '../sql.ts'
import { Refusals } from './refusals.ts'

const refusal = (cell: string) => ({
  fileId: 1,
  row: 2,
  line: 2,
  column: 'title',
  code: 'TEXT_TOO_LONG' as const,
  value: null,
  detail: {},
  cells: [cell],
})

test('long rows are written sooner than short ones', async () => {
  const client = { query: () => Promise.resolve({ rows: [] }) } as unknown as Client
  const added = (cell: string) => {
    let count = 1
    while (!refusals.add(refusal(cell))) count++
    return count
  }
  const refusals = new Refusals(client, 1)
  expect(added('short')).toBe(1_000)
  await refusals.flush()
  expect(added('x'.repeat(100_000))).toBe(40)
  await refusals.flush()
  expect(added('short')).toBe(1_000)
})
