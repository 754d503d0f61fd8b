// Figures read from rollups are those counted from the rows: every scope, reader's line, breakdown and period. And nobody writes rows that a rollup adds up without saying so.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { isMeasurable, type CountedLine, type MetricContext } from '../metric/definition.ts'
import { contextOf } from '../metric/context.ts'
import { readFacts } from '../metric/facts.ts'
import { type Period, parsePeriod, wholeData } from '../metric/period.ts'
import { organisation, type Scope } from '../metric/scope.ts'
import { owner, type Reader } from '../model/reader.ts'
import { checkRollups, within } from '../model/rollups/index.ts'
import { lineFor } from '../model/sight.ts'
import { outcomes } from '../outcomes/index.ts'
import { freshDatabase } from './database.ts'
import { fill } from './fill.ts'
import { register } from './register.ts'
import { fillMany } from './rows-of-many.ts'
import { storyOfMany } from './story-of-many.ts'
import { tell } from './story.ts'

const asOf = '2026-05-17'
const months = ['2025-08', '2025-09', '2025-10', '2025-11', '2026-04', '2026-05'].map((id) =>
  parsePeriod(id)!,
)
const quarters = ['2025-Q4', '2025-Q3', '2024-Q4'].map((id) => parsePeriod(id)!)
const asked: readonly (readonly Period[])[] = [months, quarters, [wholeData]]

/** The metrics whose code knows two ways of counting. */
const readingRollups = register.filter(isMeasurable).filter(({ id }) => {
  const folder = path.resolve(
    import.meta.dirname,
    '..',
    outcomes.some((one) => one.id === id) ? 'outcomes' : 'kpis',
    id,
  )
  return readdirSync(folder).some((file) =>
    /isFromRows|leadsAsOf|isOfAllDeals|firstPurchasesBy|firstWonByPipeline|wonIn|customerStays|lifeTallies/.test(
      readFileSync(path.join(folder, file), 'utf8'),
    ),
  )
})

describe('with many rows', async () => {
  const database = await freshDatabase()
  beforeAll(async () => {
    await tell(database, storyOfMany(4))
    await fillMany(database, 4)
    // Around midnight within a month, at the end of one, of a period asked for, and of the data.
    const use = (day: string, kind: string, at: string) => ({
      rep_id: 1,
      day,
      kind,
      occurred_at: `${day}T${at}Z`,
      seconds: 5,
    })
    await fill(database, 'content_events', [
      use('2025-09-13', 'search', '23:59:40'),
      use('2025-09-14', 'open', '00:00:20'),
      use('2025-09-30', 'search', '23:59:20'),
      use('2025-10-01', 'open', '00:00:10'),
      use('2025-10-31', 'search', '23:59:10'),
      use('2025-11-01', 'download', '00:00:30'),
      use('2026-05-17', 'search', '23:59:50'),
      use('2026-05-18', 'open', '00:00:20'),
    ])
    // One is told in the middle of the data, one only on one day, and one never.
    await fill(database, 'notice_versions', [
      {
        notice_version_id: 1,
        name: 'First',
        text_fr: '.',
        text_en: '.',
        published_at: '2025-01-01T00:00:00Z',
      },
      {
        notice_version_id: 2,
        name: 'Second',
        text_fr: '.',
        text_en: '.',
        published_at: '2025-11-01T00:00:00Z',
      },
    ])
    await fill(database, 'notice_receipts', [
      { person_id: 1, notice_version_id: 1, received_at: '2025-01-05T23:30:00Z', way: 'on paper' },
      { person_id: 1, notice_version_id: 2, received_at: '2025-12-05T10:00:00Z', way: 'on paper' },
      { person_id: 2, notice_version_id: 2, received_at: '2025-10-20T10:00:00Z', way: 'on paper' },
      { person_id: 4, notice_version_id: 1, received_at: '2024-12-01T10:00:00Z', way: 'on paper' },
    ])
  })

  const manager: Reader = { personId: 1, roles: ['manager'] }

  test.each(readingRollups.map((one) => [one.id, one] as const))(
    '%s: from rollups and from rows, the same',
    async (_id, definition) => {
      await database.read(owner, async (query) => {
        const facts = await readFacts(query, owner, asOf)
        const line = lineFor((await readFacts(query, manager, asOf)).sight, 'time')
        const ids = async (table: 'teams' | 'people', key: string) =>
          (await query.selectFrom(table).selectAll().execute()).map((row) => Number(row[key as never]))
        const scopes: readonly Scope[] = [
          organisation,
          { kind: 'organisation', line },
          ...(await ids('teams', 'team_id')).map((id): Scope => ({ kind: 'team', id })),
          ...(await ids('people', 'person_id')).map((id): Scope => ({ kind: 'rep', id })),
          { kind: 'rep', id: 2, line },
        ]
        let counted = 0
        for (const scope of scopes)
          for (const periods of asked) {
            const context = contextOf(query, facts, { scope, period: periods[0]!, asOf })
            const dimensions =
              scope === organisation ? [null, ...definition.dimensions.map((one) => one.id)] : [null, 'rep']
            for (const dimension of dimensions) {
              const answers = definition.answers
                .filter(
                  (one) =>
                    dimension === null ||
                    (one.dimensions ?? definition.dimensions.map(({ id }) => id)).includes(dimension),
                )
                .map((one) => one.id)
              if (answers.length === 0) continue
              const split = { answers, periods, dimension }
              const from = async (of: MetricContext) => inOrder(await definition.count!(of, split))
              // As the runner asks where nobody asks whose the rows are.
              const isBare = definition.ignoresPeople === true && scope === organisation && dimension === null
              const whole = isBare ? await from(context) : undefined
              for (const of of isBare
                ? [context, { ...context, isUnattributed: true as const }]
                : [context]) {
                const rolled = await from(of)
                counted += rolled.length
                if (whole !== undefined) expect(rolled, 'without looking up whose they are').toEqual(whole)
                expect(rolled, `${JSON.stringify(scope)} by ${dimension}`).toEqual(
                  await from({ ...of, isFromRows: true }),
                )
              }
            }
            expect(await definition.exclusions?.(context)).toEqual(
              await definition.exclusions?.({ ...context, isFromRows: true }),
            )
          }
        expect(counted).toBeGreaterThan(0)
      })
    },
  )

  test('some metrics read rollups, and the rollups are what the rows say', async () => {
    const found = await database.read(owner, (query) => checkRollups(within(query)))
    for (const one of found) expect(one).toMatchObject({ wrong: 0 })
    // Months and segments are few, and of all that ever closed there is one row for each pipeline and outcome.
    const fewest = (rollup: string) => ({ customer_months: 3, deal_totals: 2 })[rollup] ?? 20
    for (const one of found) expect(one.totals, one.rollup).toBeGreaterThan(fewest(one.rollup))
    expect(readingRollups.length).toBeGreaterThan(3)
  })
})

// Order within a line's histograms is not part of a figure; sums of floats are the same to the last digit but one.
function inOrder(lines: readonly CountedLine[]): readonly unknown[] {
  const written = (value: unknown): unknown => {
    if (value instanceof Map) return [...value].map(written).toSorted(asText)
    if (Array.isArray(value)) return value.map(written)
    if (typeof value === 'number') return Number(value.toPrecision(12))
    if (typeof value === 'bigint') return String(value)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, written(each)]))
  }
  return lines.map(written).toSorted(asText)
}

function asText(first: unknown, second: unknown): number {
  return JSON.stringify(first) < JSON.stringify(second) ? -1 : 1
}

test('whoever writes rows that a rollup is made of tells the rollups', () => {
  const root = path.resolve(import.meta.dirname, '..')
  const made =
    '(accounts|activities|content_events|feedback|feedback_actions|leads|lead_scores|opportunities|opportunity_lines|products|revenue|stage_visits|stages|subscriptions|survey_answers|surveys|themes)'
  const writes = new RegExp(
    `(insert into|update|delete from|copy)\\s+${made}\\b|(insertInto|updateTable|deleteFrom)\\(\\s*'${made}'`,
    'i',
  )
  const silent = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /^(access|api|cli|demo|enablement|model|sources)\//.test(file) && file.endsWith('.ts'))
    // What the merge of a delivery writes is touched as a whole once it is over.
    .filter((file) => !/\.test\.ts$|^model\/(migrations|rollups)\/|^sources\/ingest\/merge\//.test(file))
    .filter((file) => {
      const text = readFileSync(path.join(root, file), 'utf8')
      return writes.test(text) && !text.includes('model/rollups/index.ts')
    })
  expect(silent).toEqual([])
})
