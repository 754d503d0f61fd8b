// What must hold of every metric of the register, the next one included: its words, and the agreement of the number,
// its rows, its breakdowns and its periods.
import { beforeAll, describe, expect, test } from 'vitest'
import { isMeasurable, type MetricDefinition } from '../metric/definition.ts'
import { kpiIds, outcomeIds } from '../metric/definition.ts'
import type { Answer, Measurement } from '../metric/measurement.ts'
import { parsePeriod, wholeData } from '../metric/period.ts'
import { breakDown, health, home, measure, rows, trend } from '../metric/runner/runner.ts'
import { organisation } from '../metric/scope.ts'
import type { Value } from '../metric/unit.ts'
import type { Words } from '../metric/words.ts'
import { openDatabase } from '../model/database.ts'
import { owner } from '../model/reader.ts'
import { freshDatabase } from './database.ts'
import { register } from './register.ts'
import { tell } from './story.ts'
import { fillMany } from './rows-of-many.ts'
import { dayOf, storyOfMany } from './story-of-many.ts'

const period = parsePeriod('2025-Q3')!
const asOf = '2026-06-30'
const view = { scope: organisation, period, asOf }
const measurable = register.filter(isMeasurable)

test('the register holds the three outcomes and the twelve KPIs in the order of the e-book', () => {
  expect(register.map((definition) => definition.id)).toEqual([...outcomeIds, ...kpiIds])
  expect(register.map((definition) => definition.number)).toEqual([
    'A',
    'B',
    'C',
    ...Array.from({ length: 12 }, (_, i) => i + 1),
  ])
})

describe.each(register.map((definition) => [definition.id, definition] as const))('%s', (_id, definition) => {
  test('says everything in both languages', () => {
    for (const words of sentencesOf(definition)) {
      expect(words.fr.trim(), words.en).not.toBe('')
      expect(words.en.trim(), words.fr).not.toBe('')
      expect(words.fr).not.toMatch(/'| [;:!?%»]|« |\.\.\./)
      expect(words.en).not.toMatch(/'|«|»|\.\.\./)
    }
    for (const one of [definition.question, definition.formula, definition.explanation])
      expect(one.fr).not.toBe(one.en)
    expect(definition.question.fr).toMatch(/\u202f\?$/)
    expect(definition.explanation.fr).toContain('e-book')
  })

  test('explains its class, and what it cannot say', () => {
    if (definition.class !== null) {
      expect(definition.explanation.fr).toMatch(new RegExp(`^Classe ${definition.class}\u202f: `))
      expect(definition.explanation.en).toMatch(new RegExp(`^Class ${definition.class}: `))
    }
    expect(definition.explanation.fr).toMatch(/ne dit pas|ne disent pas/)
    expect(definition.explanation.en).toContain('cannot say')
  })

  test('names only what it has', () => {
    const answers = definition.answers.map((answer) => answer.id)
    expect(new Set(answers).size).toBe(answers.length)
    expect(answers).toContain(definition.headline)
    expect(definition.needs.length).toBeGreaterThan(0)
    expect(definition.history.length).toBeGreaterThan(0)
    const dimensions = definition.dimensions.map((dimension) => dimension.id)
    const columns = definition.rowColumns.map((column) => column.id)
    expect(new Set(columns).size).toBe(columns.length)
    for (const answer of definition.answers) {
      for (const dimension of answer.dimensions ?? []) expect(dimensions).toContain(dimension)
      for (const column of answer.rowColumns ?? []) expect(columns).toContain(column)
    }
    for (const need of definition.needs)
      for (const answer of need.answers ?? []) expect(answers).toContain(answer)
  })
})

describe('with nothing in', async () => {
  const database = await freshDatabase()
  test('every metric says what to bring, and none has a value', async () => {
    const found = await health(database, owner, register, { scope: organisation, period })
    for (const { measurement } of found.metrics) {
      expect(measurement.state, measurement.metric).toBe('not-connected')
      expect(measurement.reason!.fr).toMatch(/Apportez|Exportez|apporté/)
      for (const answer of measurement.answers) expect(answer.value).toBeNull()
    }
    const first = await home(database, owner)
    expect(first).toMatchObject({ hasData: false, asOf: null, defaultPeriod: null, periods: [] })
  })
})

describe('with many deals and leads', async () => {
  const database = await freshDatabase()
  beforeAll(async () => {
    await tell(database, storyOfMany(1))
    await fillMany(database, 1)
  })

  test.each(measurable.map((definition) => [definition.id, definition] as const))(
    '%s: as many rows as were counted, and as many left out as said',
    async (_id, definition) => {
      for (const one of [period, wholeData]) {
        const found = await measure(database, owner, definition, { ...view, period: one, onFault: fail })
        // What is counted from the start of a period has no start in all of the data.
        expect(found.state).toBe(found.state === 'no-data' && one.kind === 'all' ? 'no-data' : 'measured')
        const finer = definition.answers.filter((each) => each.rowsAreFiner === true).map((each) => each.id)
        for (const answer of found.answers.filter((each) => each.n !== null && !finer.includes(each.id))) {
          const page = await rows(database, owner, definition, {
            ...view,
            period: one,
            answer: answer.id,
            offset: 0,
            limit: 500,
          })
          expect(page.total, `${one.id} ${answer.id}`).toBe(answer.n)
          expect(page.rows).toHaveLength(answer.n!)
        }
        for (const exclusion of found.exclusions) {
          const page = await rows(database, owner, definition, {
            ...view,
            period: one,
            excluded: exclusion.code,
            offset: 0,
            limit: 500,
          })
          expect(page.total, exclusion.code).toBe(exclusion.count)
        }
      }
    },
  )

  test.each(measurable.map((definition) => [definition.id, definition] as const))(
    '%s: lines count what the total counts, and sums add up',
    async (_id, definition) => {
      for (const answer of definition.answers)
        for (const dimension of answer.dimensions ?? definition.dimensions.map((one) => one.id)) {
          const found = await breakDown(database, owner, definition, {
            ...view,
            answer: answer.id,
            dimension,
          })
          const where = `${answer.id} by ${dimension}`
          if (found.total.n === null) continue
          const counts = found.lines.map((line) => line.answer.n ?? 0)
          expect(sum(counts), where).toBe(found.total.n)
          if (!answer.isAdditive || found.total.value === null) continue
          const values = found.lines.map((line) => line.answer.value ?? 0)
          expect(
            values.map(Number).reduce((a, b) => a + b, 0),
            where,
          ).toBe(Number(found.total.value))
        }
    },
  )

  test.each(measurable.map((definition) => [definition.id, definition] as const))(
    '%s: measured with other periods or alone, the same',
    async (_id, definition) => {
      for (const answer of definition.answers.filter((one) => one.isTimeless !== true)) {
        const found = await trend(database, owner, definition, { ...view, answer: answer.id, points: 4 })
        for (const point of found.points) {
          const alone = await measure(database, owner, definition, { ...view, period: point.period })
          const same = alone.answers.find((one) => one.id === answer.id)!
          expect([point.value, point.n], `${answer.id} ${point.period.id}`).toEqual([same.value, same.n])
        }
      }
    },
  )

  // PostgreSQL may join and sort in another way tomorrow: the rows then come in another order, and nothing else changes.
  test('another plan of the database gives the same figures, to the last digit', async () => {
    const client = await database.connect(owner)
    for (const way of ['enable_nestloop', 'enable_sort'])
      await client.query(
        `do $$ begin execute format('alter database %I set ${way} to off', current_database()); end $$`,
      )
    client.release()
    const otherwise = openDatabase(database.connection)
    const exact = ({ answers }: Measurement) =>
      answers.map(({ id, value, n, interval }) => [id, value, n, interval])
    for (const definition of measurable)
      for (const one of [period, wholeData]) {
        const asked = { ...view, period: one }
        const found = exact(await measure(otherwise, owner, definition, asked))
        expect(found, definition.id).toEqual(exact(await measure(database, owner, definition, asked)))
      }
    await otherwise.close()
  })

  test('teams and reps have the figures of their lines', async () => {
    for (const definition of measurable)
      for (const dimension of ['team', 'rep']) {
        const found = await breakDown(database, owner, definition, { ...view, dimension })
        for (const line of found.lines.filter((one) => one.scope !== null)) {
          const own = await measure(database, owner, definition, {
            ...view,
            scope: line.scope!,
            onFault: fail,
          })
          const same = own.answers.find((answer) => answer.id === found.answer)!
          expect([same.value, same.n], `${definition.id} ${line.label}`).toEqual([
            line.answer.value,
            line.answer.n,
          ])
        }
      }
  })
})

describe('the order of rows, and rows of other periods', async () => {
  const story = storyOfMany(2)
  const [usual, reversed, more] = [await freshDatabase(), await freshDatabase(), await freshDatabase()]
  beforeAll(async () => {
    await tell(usual, story)
    // Leads name deals by id: deals are told first, each list in the other order.
    await tell(reversed, { ...story, deals: story.deals!.toReversed(), leads: story.leads!.toReversed() })
    await tell(more, {
      ...story,
      deals: [
        ...story.deals!,
        {
          id: 'later won',
          owner: 'Ada',
          account: 'Zeta',
          opened: dayOf(290),
          won: dayOf(300),
          amount: 1_000_00n,
        },
        { id: 'later lost', owner: 'Ada', account: 'Zeta', opened: dayOf(291), lost: dayOf(301) },
        { id: 'after', owner: 'Ada', account: 'Zeta', opened: '2026-07-01', won: '2026-07-02' },
      ],
      leads: [...story.leads!, { id: 'later', owner: 'Ada', created: dayOf(299) }],
    })
  })

  test.each(measurable.map((definition) => [definition.id, definition] as const))(
    '%s: change nothing',
    async (_id, definition) => {
      const expected = figures(await measure(usual, owner, definition, view))
      expect(figures(await measure(reversed, owner, definition, view))).toEqual(expected)
      expect(figures(await measure(more, owner, definition, view))).toEqual(expected)
    },
  )
})

function figures(measurement: Measurement): unknown {
  return {
    state: measurement.state,
    exclusions: measurement.exclusions,
    answers: measurement.answers.map(({ id, state, value, n, interval }: Answer) => ({
      id,
      state,
      value: rounded(value),
      n,
      low: rounded(interval?.low ?? null),
    })),
  }
}

// Sums of floats depend on their order in the last digit.
function rounded(value: Value | null): Value | null {
  return typeof value === 'number' ? Number(value.toPrecision(12)) : value
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0)
}

function fail(error: unknown): never {
  throw error
}

function sentencesOf(definition: MetricDefinition): readonly Words[] {
  return [
    definition.name,
    definition.question,
    definition.formula,
    definition.explanation,
    ...definition.answers.flatMap((answer) => [answer.name, answer.explanation]),
    ...definition.dimensions.map((dimension) => dimension.name),
    ...definition.rowColumns.flatMap((column) => [column.name, ...Object.values(column.values ?? {})]),
    ...definition.needs.map((need) => need.bring),
    ...definition.history.map((change) => change.why),
  ]
}
