// A running server counts ahead where somebody is told of groups, once for each state of the data.
import pino from 'pino'
import { afterAll, expect, test, vi } from 'vitest'
import { owner } from '../../model/reader.ts'
import { freshDatabase } from '../../test/database.ts'
import { tell } from '../../test/story.ts'
import { keepCounting } from './count-ahead.ts'

const database = await freshDatabase()
await tell(database, {
  people: { Ada: 'North', Bob: 'North' },
  accounts: { Client: {} },
  deals: [{ id: 'one', owner: 'Ada', opened: '2026-01-10' }],
})

const lines: string[] = []
const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) })
const stop = keepCounting({ database, log, rhythm: 20 })
afterAll(stop)
const counted = (): number => lines.filter((line) => line.includes('counted-ahead')).length

/** Longer than many looks. */
const aWhile = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 400))

async function account(email: string, roles: string[]): Promise<void> {
  await database.writeApart(owner, (query) =>
    query
      .insertInto('users')
      .values({
        person_id: null,
        email,
        email_key: email,
        display_name: email,
        roles: JSON.stringify(roles),
        state: 'active',
        password_hash: null,
        password_set_at: null,
        second_factor: 'none',
        totp_secret: null,
        totp_pending: null,
        totp_step: null,
        created_at: new Date('2026-02-01T00:00:00Z'),
      } as never)
      .execute(),
  )
}

test('nothing while nobody is told of groups, then once, again after each change, and not after it was stopped', async () => {
  await aWhile()
  await account('admin@example.com', ['administrator'])
  await aWhile()
  expect(counted()).toBe(0)
  await account('campaigns@example.com', ['marketing'])
  await vi.waitFor(() => expect(counted()).toBe(1), { timeout: 60_000, interval: 20 })
  await aWhile()
  expect(counted()).toBe(1)
  await database.write(owner, () => Promise.resolve())
  await vi.waitFor(() => expect(counted()).toBe(2), { timeout: 60_000, interval: 20 })
  await stop()
  await database.write(owner, () => Promise.resolve())
  await aWhile()
  expect(counted()).toBe(2)
  expect(lines.filter((line) => line.includes('count-ahead-failed'))).toEqual([])
})
