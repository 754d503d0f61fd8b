// Who stands behind figures is counted before anybody asks, by the same function: the first reader waits for nothing of it, and is told
// what she would have been told.
import { beforeAll, expect, test } from 'vitest'
import { conversionRate } from '../../kpis/conversion-rate/definition.ts'
import { timeSpentSelling } from '../../kpis/time-spent-selling/definition.ts'
import type { Reader } from '../../model/reader.ts'
import type { FigureData } from '../../model/sight.ts'
import { freshDatabase } from '../../test/database.ts'
import { fill } from '../../test/fill.ts'
import { tell } from '../../test/story.ts'
import { atOnce, mostAtOnce, whenNobodyAsks } from './at-once.ts'
import { countAhead, stateOf } from './count-ahead.ts'
import type { MetricDefinition, Split } from '../definition.ts'
import { parsePeriod } from '../period.ts'
import { health, measure } from './runner.ts'
import { organisation } from '../scope.ts'

const database = await freshDatabase()
const outsider: Reader = { personId: null, roles: ['marketing'] }
const names = Array.from({ length: 8 }, (_, i) => `Rep ${i}`)
const view = { scope: organisation, period: parsePeriod('2026-01')! }

beforeAll(async () => {
  await tell(database, {
    people: Object.fromEntries(names.map((name) => [name, 'North'])),
    accounts: { Client: {} },
    leads: names.map((owner) => ({ owner, created: '2026-01-05' })),
    deals: names.map((owner, i) => ({
      id: `deal of ${owner}`,
      owner,
      opened: i < 6 ? '2026-01-10' : '2026-02-10',
      ...(i < 5 && { closed: '2026-02-20', outcome: 'won' as const }),
    })),
  })
})

let asked: Split[] = []
/** Waits before each count by person where a test says so. */
let gate: Promise<void> = Promise.resolve()
const watched: MetricDefinition = {
  ...conversionRate,
  count: async (context, split) => {
    asked.push(split)
    if (split.dimension === 'rep') await gate
    return conversionRate.count!(context, split)
  },
}
/** Which answers were counted by person, in which layer of the data's periods; February is in each of them. */
const layers = ['2026-02', '2026-Q1', '2026-H1', '2026', 'all']
const byPerson = (): readonly string[] =>
  asked
    .filter(({ dimension }) => dimension === 'rep')
    .flatMap(({ answers, periods }) =>
      periods
        .filter(({ id }) => layers.includes(id))
        .flatMap(({ id }) => answers.map((answer) => `${answer} ${id}`)),
    )
    .toSorted()

/** Any write makes another state of the data, of which nothing is known. */
async function change(): Promise<void> {
  await database.write(outsider, () => Promise.resolve())
  asked = []
}

const options = {
  kinds: new Set<FigureData>(['results']),
  signal: new AbortController().signal,
  onFault: (error: unknown, _metric: string): void => {
    throw error
  },
}
const ahead = async (more: Partial<typeof options> = {}, definitions = [watched]): Promise<boolean> =>
  countAhead(database, definitions, await stateOf(database), { ...options, ...more })

test('the first reader finds it counted, and is told the same as one who had to wait', async () => {
  await change()
  const waited = [
    await health(database, outsider, [watched], view),
    await measure(database, outsider, watched, view),
  ]
  const whole = byPerson()
  expect(whole).toContain('open-deals 2026-02')
  await change()
  expect(await ahead()).toBe(true)
  expect(byPerson()).toEqual(whole)
  expect([
    await health(database, outsider, [watched], view),
    await measure(database, outsider, watched, view),
  ]).toEqual(waited)
  expect(byPerson()).toEqual(whole)
})

test('of kinds of data that nobody is told of in groups nothing is counted', async () => {
  await change()
  expect(await ahead({ kinds: new Set(['time', 'training', 'feedback']) })).toBe(true)
  expect(byPerson()).toEqual([])
})

test('two who ask at once have it counted once, and a fault of one is not the other’s', async () => {
  await change()
  await measure(database, outsider, watched, view)
  const alone = byPerson()
  await change()
  const rep: Reader = { personId: 1, roles: ['rep'] }
  const [one, other] = await Promise.all([
    measure(database, outsider, watched, view),
    measure(database, rep, watched, view),
    ahead(),
  ])
  expect(byPerson()).toEqual(alone)
  await change()
  // The first count of the two breaks, whosever it is; the other makes its own.
  let hasFailed = false
  const open = watched.count!
  const breaking: MetricDefinition = {
    ...watched,
    count: async (context, split) => {
      const isFirst = split.dimension === 'rep' && !hasFailed
      hasFailed ||= isFirst
      const lines = await open(context, split)
      if (isFirst) throw new Error('as if the connection were lost')
      return lines
    },
  }
  const faults: unknown[] = []
  const both = await Promise.all([
    measure(database, rep, breaking, { ...view, onFault: (error) => void faults.push(error) }),
    measure(database, outsider, breaking, { ...view, onFault: (error) => void faults.push(error) }),
  ])
  expect(faults).toHaveLength(1)
  expect(both.map(({ state }) => state).toSorted()).toEqual(['failed', 'measured'])
  expect(both.filter(({ state }) => state === 'measured')).toEqual([
    both[0].state === 'measured' ? other : one,
  ])
})

test('it ends where the data changes under it, and with the signal, in the middle of a statement', async () => {
  await change()
  const version = await stateOf(database)
  await fill(database, 'products', [{ product_id: 1, name: 'Lathe', name_key: 'lathe' }])
  expect(await countAhead(database, [watched], version, options)).toBe(false)
  expect(byPerson()).toEqual([])
  const leaving = new AbortController()
  const slow: MetricDefinition = {
    ...conversionRate,
    count: async ({ query }) => {
      setTimeout(() => leaving.abort(), 20)
      await query.selectNoFrom((eb) => eb.fn('pg_sleep', [eb.val(60)]).as('slept')).execute()
      return []
    },
  }
  const begun = performance.now()
  expect(await ahead({ signal: leaving.signal }, [slow, watched])).toBe(false)
  expect(performance.now() - begun).toBeLessThan(30_000)
  expect(byPerson()).toEqual([])
  // Its connection is as good as before.
  expect((await measure(database, outsider, watched, view)).state).toBe('measured')
})

test('a metric that cannot be counted is told of, and the others are counted', async () => {
  await change()
  const broken: MetricDefinition = { ...conversionRate, count: () => Promise.reject(new Error('broken')) }
  const faults: string[] = []
  const onFault = (_: unknown, metric: string): void => void faults.push(metric)
  expect(await ahead({ onFault }, [broken, timeSpentSelling, watched])).toBe(true)
  expect(faults).toEqual(['conversion-rate', 'conversion-rate'])
  expect(byPerson()).toContain('open-deals 2026-02')
})

test('it begins once no figure is asked for', async () => {
  await change()
  let open = (): void => {}
  gate = new Promise((resolve) => (open = resolve))
  const reading = measure(database, outsider, watched, view)
  const order: string[] = []
  const waiting = [...Array.from({ length: mostAtOnce }).keys()].map((i) =>
    atOnce(database, () => Promise.resolve(order.push(`reader ${i}`))),
  )
  const last = whenNobodyAsks(database).then(() => order.push('ahead'))
  open()
  await Promise.all([reading.then(() => order.push('reading')), ...waiting, last])
  expect(order.at(-1)).toBe('ahead')
  expect(order).toHaveLength(mostAtOnce + 2)
})
