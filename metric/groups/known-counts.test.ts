// Who stands behind figures is counted once for a state of the data, whoever asks, and what each reader is told follows her own line.
import { beforeAll, expect, test } from 'vitest'
import { conversionRate } from '../../kpis/conversion-rate/definition.ts'
import type { Reader } from '../../model/reader.ts'
import { freshDatabase } from '../../test/database.ts'
import { fill, idOf } from '../../test/fill.ts'
import { tell } from '../../test/story.ts'
import type { CountedByPerson } from './people-of-periods.ts'
import type { MetricDefinition, Split } from '../definition.ts'
import { knownCounts } from './known-counts.ts'
import { parsePeriod } from '../period.ts'
import { measure } from '../runner/runner.ts'
import { organisation } from '../scope.ts'

const database = await freshDatabase()
const outsider: Reader = { personId: null, roles: ['marketing'] }
const names = Array.from({ length: 8 }, (_, i) => `Rep ${i}`)

// Six have an open deal in January, two more in February.
beforeAll(() =>
  tell(database, {
    people: Object.fromEntries(names.map((name) => [name, 'North'])),
    accounts: { Client: {} },
    deals: names.map((owner, i) => ({
      id: `open ${owner}`,
      owner,
      opened: i < 6 ? '2026-01-10' : '2026-02-10',
    })),
  }),
)

const asked: Split[] = []
const watched: MetricDefinition = {
  ...conversionRate,
  count: (context, split) => {
    asked.push(split)
    return conversionRate.count!(context, split)
  },
}
/** How often who has open deals was counted over the months of the data. */
const byPerson = (): number =>
  asked.filter(
    ({ dimension, answers, periods }) =>
      dimension === 'rep' && answers.includes('open-deals') && periods.some(({ id }) => id === '2026-01'),
  ).length
async function openDeals(reader: Reader, month: string): Promise<unknown> {
  const view = { scope: organisation, period: parsePeriod(month)!, asOf: '2026-02-28' }
  const { answers } = await measure(database, reader, watched, view)
  return answers.find(({ id }) => id === 'open-deals')!.value
}

test('is counted once, for whoever asks and whatever period, until rows change', async () => {
  expect([await openDeals(outsider, '2026-01'), await openDeals(outsider, '2026-02')]).toEqual([6, null])
  const once = byPerson()
  expect(once).toBeGreaterThan(0)
  // Of others than herself five have a deal in January; the one that came in February beside her is somebody.
  const rep: Reader = { personId: await idOf(database, 'people', 'Rep 6'), roles: ['rep'] }
  expect([await openDeals(rep, '2026-01'), await openDeals(rep, '2026-02')]).toEqual([6, null])
  expect([await openDeals({ personId: null, roles: ['administrator'] }, '2026-01')]).toEqual([null])
  expect(byPerson()).toBe(once)
  // Who manages them all is told what the others are not.
  const manager = await idOf(database, 'people', 'Rep 7')
  const { team_id: north } = await database.read(outsider, (query) =>
    query.selectFrom('teams').select('team_id').executeTakeFirstOrThrow(),
  )
  await database.write(outsider, (query) =>
    query.updateTable('teams').set({ manager_id: manager }).where('team_id', '=', north).execute(),
  )
  await database.write(outsider, (query) =>
    query.updateTable('people').set({ manager_id: manager }).where('person_id', '!=', manager).execute(),
  )
  expect(await openDeals({ personId: manager, roles: ['manager'] }, '2026-02')).toBe(8)
  expect(await openDeals(outsider, '2026-02')).toBeNull()
  const twice = byPerson()
  expect(twice).toBeGreaterThan(once)
  await fill(database, 'products', [{ product_id: 1, name: 'Lathe', name_key: 'lathe' }])
  await openDeals(outsider, '2026-02')
  expect(byPerson()).toBeGreaterThan(twice)
})

test('is kept within bounds: what was asked for longest ago leaves first', () => {
  const worked = new Map<string, Promise<unknown>>()
  const kept = knownCounts({ worked }, watched, 100)
  const counted = (id: string, bytes: number): CountedByPerson => ({
    id,
    isFlow: true,
    undated: new Set(),
    of: () => undefined,
    bytes,
  })
  kept.set('a', counted('a', 40))
  kept.set('b', counted('b', 40))
  expect(kept.get('a')?.id).toBe('a')
  kept.set('c', counted('c', 40))
  expect(['a', 'b', 'c'].map((key) => kept.get(key)?.id)).toEqual(['a', undefined, 'c'])
  kept.set('d', counted('d', 101))
  expect(['a', 'c', 'd'].map((key) => kept.get(key))).toEqual([undefined, undefined, undefined])
  // Another way of counting, and another state of the data, know nothing of it.
  kept.set('e', counted('e', 1))
  expect(knownCounts({ worked }, conversionRate).get('e')).toBeUndefined()
  expect(knownCounts({ worked: new Map() }, watched).get('e')).toBeUndefined()
  expect(knownCounts({ worked }, watched).get('e')?.id).toBe('e')
})
