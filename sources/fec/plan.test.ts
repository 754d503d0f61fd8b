import { describe, expect, it, test } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import { owner } from '../../model/reader.ts'
import { changePlan, checkPlan, defaultPlan, lineFinder, PlanRefused, readPlan } from './plan.ts'

test('the longest line that an account begins with decides', () => {
  const lineOf = lineFinder(defaultPlan)
  const category = (account: string) => lineOf(account)?.category ?? null
  expect(
    ['623100', '623300', '6233', '62', '625100', '625500', '641', '706000', '622600', '622100'].map(category),
  ).toEqual(['advertising', 'events', 'events', null, 'travel', null, 'salary', null, 'agency', null])
})

test('the default plan is one that a person may write', () => {
  expect(checkPlan(JSON.parse(JSON.stringify(defaultPlan)))).toEqual(defaultPlan)
})

describe('a plan written by a person', () => {
  it.each([
    [{}, 0, 'not-a-list'],
    [[5], 1, 'not-a-list'],
    [[{ accounts: '6' }, { accounts: '7061' }], 2, 'accounts'],
    [[{ accounts: '623' }, { accounts: '623' }], 2, 'twice'],
    [[{ accounts: '623', category: 'publicity' }], 1, 'category'],
    [[{ accounts: '623', department: 'it' }], 1, 'department'],
    [[{ accounts: '623', share: 1.5 }], 1, 'share'],
    [[{ accounts: '623', share: 0 }], 1, 'share'],
    [[{ accounts: '623', shares: 1 }], 1, 'unknown-key'],
  ])('%j is refused, with its place and reason', (plan, place, reason) => {
    let refused: unknown
    try {
      checkPlan(plan)
    } catch (error) {
      refused = error
    }
    expect(refused).toBeInstanceOf(PlanRefused)
    expect(refused).toMatchObject({ place, reason })
  })

  it('holds until it is taken back', async () => {
    const database = await freshDatabase()
    const now = new Date('2026-06-30T10:00:00Z')
    expect(await database.read(owner, readPlan)).toEqual({ lines: defaultPlan, isOwn: false })
    await database.write(owner, (query) => changePlan(query, [{ accounts: '623', category: 'events' }], now))
    expect(await database.read(owner, readPlan)).toEqual({
      lines: [{ accounts: '623', category: 'events', department: null, share: 1 }],
      isOwn: true,
    })
    await database.write(owner, (query) => changePlan(query, null, now))
    expect((await database.read(owner, readPlan)).isOwn).toBe(false)
  })
})
