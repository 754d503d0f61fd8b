// Figures told again: only while nothing changed, only to those who see the same, never a fault.
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { sql } from 'kysely'
import { dataVersion, lockModel } from '../../model/data-version.ts'
import type { Database } from '../../model/database.ts'
import { housekeeper, owner, type Reader } from '../../model/reader.ts'
import { freshDatabase } from '../../test/database.ts'
import { tell } from '../../test/story.ts'
import { countAnswer } from '../answers/answers.ts'
import { mostAtOnce } from './at-once.ts'
import type { MetricDefinition } from '../definition.ts'
import { parsePeriod } from '../period.ts'
import { breakDown, health, measure, measureAll, trend } from './runner.ts'
import { organisation } from '../scope.ts'
import { words } from '../words.ts'

const database = await freshDatabase()
const view = { scope: organisation, period: parsePeriod('2026-01')! }
let counted = 0
let isBroken = false

const metric: MetricDefinition = {
  id: 'lead-quality',
  number: 8,
  imperative: 'B',
  class: 'E',
  name: words('Affaires', 'Deals'),
  question: words('Combien ?', 'How many?'),
  formula: words('nombre', 'count'),
  explanation: words('Un nombre.', 'A count.'),
  answers: [
    {
      id: 'count',
      name: words('Nombre', 'Count'),
      explanation: words('n', 'n'),
      unit: 'count',
      direction: 'higher-is-better',
      isAdditive: true,
    },
  ],
  headline: 'count',
  dimensions: [
    { id: 'rep', name: words('Commercial', 'Rep') },
    { id: 'team', name: words('Équipe', 'Team') },
  ],
  rowColumns: [{ id: 'deal', name: words('Affaire', 'Deal'), kind: 'text' }],
  needs: [],
  history: [{ version: 1, on: '2026-01-01', why: words('Essai.', 'Trial.') }],
  count: async (context, split) => {
    counted += 1
    if (isBroken) await sql`select secret from nowhere`.execute(context.query)
    const { rows } = await sql<{ deals: number }>`select count(*) as deals from opportunities`.execute(
      context.query,
    )
    return split.periods.map((_period, i) => ({
      period: i,
      key: null,
      tallies: { count: { kind: 'count', count: rows[0]!.deals, days: 31 } },
    }))
  },
  finish: (answer, tally, side) => countAnswer(answer, tally, side),
  rows: async () => ({ rows: [], total: 0 }),
}

const version = () => database.read(housekeeper, dataVersion)
const value = async (reader: Reader = owner) =>
  (await measure(database, reader, metric, view)).answers[0]?.value

beforeAll(() => tell(database, { deals: [{ owner: 'Ada', opened: '2026-01-05', won: '2026-01-20' }] }))
beforeEach(() => {
  counted = 0
  isBroken = false
})

test.each([
  ['measure', () => measure(database, owner, metric, view)],
  ['measure-all', () => measureAll(database, owner, [metric], view)],
  ['health', () => health(database, owner, [metric], view)],
  ['trend', () => trend(database, owner, metric, { ...view, points: 3 })],
  ['break-down', () => breakDown(database, owner, metric, { ...view, dimension: 'team' })],
])('%s counts once for two equal questions, also at the same time', async (_kind, ask) => {
  const [first, twin] = await Promise.all([ask(), ask()])
  const once = counted
  const again = await ask()
  expect(once).toBeGreaterThan(0)
  expect(counted).toBe(once)
  expect(twin).toEqual(first)
  expect(again).toEqual(first)
})

test('each part of a question asks for an answer of its own', async () => {
  const asks = [
    { ...view, points: 4 },
    { ...view, points: 5 },
    { ...view, grain: 'quarter', points: 4 },
    { ...view, asOf: '2026-02-01', points: 4 },
    { ...view, period: parsePeriod('2026-02')!, points: 4 },
  ] as const
  for (const [asked, request] of asks.entries()) {
    await trend(database, owner, metric, request)
    expect(counted).toBe(asked + 1)
  }
})

test('anything kept since makes it count anew; what no figure rests on does not', async () => {
  const before = await value()
  await database.writeApart(owner, (query) => sql`select 1`.execute(query))
  await value()
  expect(counted).toBe(0)
  await tell(database, { deals: [{ owner: 'Ada', opened: '2026-01-06', won: '2026-01-21' }] })
  expect(await value()).toBe(Number(before) + 1)
})

test('a write that is not kept leaves the figures as they are', async () => {
  const before = await version()
  await database
    .write(owner, () => Promise.reject(new Error('stopped')))
    .catch((error: Error) => expect(error.message).toBe('stopped'))
  expect(await version()).toBe(before)
})

test('a merge that began first and ends last is noticed', async () => {
  const [early, late] = await Promise.all([database.connect(owner), database.connect(owner)])
  try {
    await early.query('begin')
    await early.query('insert into data_changes default values')
    await late.query('begin')
    await lockModel(late)
    await late.query('commit')
    const between = await version()
    await early.query('commit')
    expect(await version()).not.toBe(between)
  } finally {
    early.release()
    late.release()
  }
})

test('a fault is told each time, and the figure is back as soon as it can be measured', async () => {
  await database.write(owner, () => Promise.resolve())
  isBroken = true
  const faults: unknown[] = []
  const asked = { ...view, onFault: (error: unknown) => void faults.push(error) }
  for (let time = 0; time < 2; time++)
    expect((await measure(database, owner, metric, asked)).state).toBe('failed')
  expect(faults).toHaveLength(2)
  isBroken = false
  expect((await measure(database, owner, metric, asked)).state).toBe('measured')
})

test('nobody is told what was worked out for somebody who sees more', async () => {
  await value(owner)
  counted = 0
  const outsider: Reader = { personId: null, roles: ['administrator'] }
  expect(await value(outsider)).toBeNull()
  const pseudonym = (id: number) => `P${id}`
  const analyst: Reader = { personId: null, roles: ['analyst'], pseudonym }
  await value(analyst)
  const first = counted
  expect(first).toBeGreaterThan(0)
  await value(analyst)
  expect(counted).toBe(2 * first)
})

test('however many ask at once, connections are left for others, and each is answered', async () => {
  const reading = { now: 0, most: 0 }
  const counting: Database = {
    ...database,
    read: async (reader, work) => {
      reading.now += 1
      reading.most = Math.max(reading.most, reading.now)
      try {
        return await database.read(reader, work)
      } finally {
        reading.now -= 1
      }
    },
  }
  const months = Array.from({ length: 12 }, (_, i) => parsePeriod(`2026-${String(i + 1).padStart(2, '0')}`)!)
  const asked = await Promise.all(
    months.map((period) => measure(counting, owner, metric, { ...view, period })),
  )
  expect(asked.map(({ period }) => period.id)).toEqual(months.map(({ id }) => id))
  expect(reading).toEqual({ now: 0, most: mostAtOnce })
  // A fault gives its place back.
  const broken: Database = { ...counting, read: () => Promise.reject(new Error('gone')) }
  for (let time = 0; time <= mostAtOnce; time++)
    await expect(measure(broken, owner, metric, view)).rejects.toThrow('gone')
})
