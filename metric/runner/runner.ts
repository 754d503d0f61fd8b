// Runs metrics: checks what each needs, measures, compares, and says in which state the answer is. Web, API,
// command line, exports and alerts all read figures through these functions and nothing else. A scope out of the
// reader's sight is RequestError 'unknown-scope' everywhere.
import type { Database, Query } from '../../model/database.ts'
import type { Reader } from '../../model/reader.ts'
import { atOnce } from './at-once.ts'
import { breakDownIn } from './break-down.ts'
import type { MetricDefinition, RowPage } from '../definition.ts'
import { type Facts, readFacts } from '../facts.ts'
import { headlines, type Headline } from '../compare/headlines.ts'
import { type Home, readHome } from './home.ts'
import type { Breakdown, Measurement, Trend } from '../measurement.ts'
import { joinByHash } from './join-by-hash.ts'
import { rowsIn } from './list-rows.ts'
import { inTurn } from '../in-turn.ts'
import { measureIn } from './measure-one.ts'
import { type Question, remembered } from './remember.ts'
import { requireScope } from '../groups/permits.ts'
import type { Scope } from '../scope.ts'
import { amongAnswers, amongTiles } from '../compare/tiles.ts'
import { trendIn } from './trend.ts'
import type { BreakdownRequest, RowsRequest, TrendRequest, View } from '../view.ts'

/** The whole health page, from one snapshot. */
export interface Health {
  readonly headlines: readonly Headline[]
  /** In the order of the definitions; `trend` is that of the headline, null where there is none to show. */
  readonly metrics: readonly { readonly measurement: Measurement; readonly trend: Trend | null }[]
}

/** Measures one metric with all its answers. Never throws for a fault of the metric: its state is then 'failed'. */
export function measure(
  database: Database,
  reader: Reader,
  definition: MetricDefinition,
  view: View,
): Promise<Measurement> {
  return once(
    database,
    reader,
    { kind: 'measure', definitions: [definition], view: { ...view } },
    (query, facts, asked) => measureIn(query, facts, definition, asked),
  )
}

/**
 * Measures several metrics in one snapshot, in the order given. Their verdicts are judged together, over what is `shown`: the
 * headline of each, or every answer.
 */
export async function measureAll(
  database: Database,
  reader: Reader,
  definitions: readonly MetricDefinition[],
  view: View,
  shown: 'headlines' | 'answers' = 'answers',
): Promise<readonly Measurement[]> {
  const measured = await once(
    database,
    reader,
    { kind: 'measure-all', definitions, view: { ...view } },
    (query, facts, asked) => inTurn(definitions, (definition) => measureIn(query, facts, definition, asked)),
  )
  return shown === 'headlines' ? amongTiles(measured, definitions) : amongAnswers(measured, definitions)
}

/** All metrics, without their detail answers, with the trends of their headlines and what really moved. */
export function health(
  database: Database,
  reader: Reader,
  definitions: readonly MetricDefinition[],
  view: View,
): Promise<Health> {
  return once(
    database,
    reader,
    { kind: 'health', definitions, view: { ...view } },
    async (query, facts, asked) => {
      const tile = async (on: Query, definition: MetricDefinition) => {
        if (on !== query) await joinByHash(on)
        const measurement = await measureIn(on, facts, definition, asked, 'overview')
        const answer = measurement.headline
        const hasTrend = measurement.state === 'measured' || measurement.state === 'no-data'
        return {
          measurement,
          trend: hasTrend ? await trendIn(on, facts, definition, { ...asked, answer }) : null,
        }
      }
      const metrics =
        database.readBeside === undefined
          ? await inTurn(definitions, (definition) => tile(query, definition))
          : await database.readBeside(reader, query, definitions, tile)
      const judged = amongTiles(
        metrics.map((one) => one.measurement),
        definitions,
      )
      return {
        headlines: headlines(
          judged,
          definitions,
          new Map(
            metrics.flatMap(({ measurement, trend: one }) =>
              one === null ? [] : [[measurement.metric, one]],
            ),
          ),
        ),
        metrics: metrics.map((one, i) => ({ ...one, measurement: judged[i] ?? one.measurement })),
      }
    },
  )
}

/**
 * One answer over successive periods with its control limits.
 * @throws RequestError 'unknown-answer'
 */
export function trend(
  database: Database,
  reader: Reader,
  definition: MetricDefinition,
  request: TrendRequest,
): Promise<Trend> {
  return once(
    database,
    reader,
    { kind: 'trend', definitions: [definition], view: { ...request } },
    (query, facts, asked) => trendIn(query, facts, definition, { ...request, ...asked }),
  )
}

/**
 * One answer split by a dimension, each line compared with the rest.
 * @throws RequestError 'unknown-answer' or 'unknown-dimension'
 */
export function breakDown(
  database: Database,
  reader: Reader,
  definition: MetricDefinition,
  request: BreakdownRequest,
): Promise<Breakdown> {
  return once(
    database,
    reader,
    { kind: 'break-down', definitions: [definition], view: { ...request } },
    (query, facts, asked) => breakDownIn(query, facts, definition, { ...request, ...asked }),
  )
}

/**
 * The rows behind an answer, or those left out of it. Cells by column id: money bigint with `currency` beside
 * it, days 'YYYY-MM-DD', unknown null.
 * Rows of people out of the reader's sight are not listed: `hidden` counts them.
 * @throws RequestError 'unknown-answer', 'unknown-column' (sort) or 'unknown-exclusion'
 */
export function rows(
  database: Database,
  reader: Reader,
  definition: MetricDefinition,
  request: RowsRequest,
): Promise<RowPage> {
  return atOnce(database, () =>
    within(database, reader, request, (query, facts) => rowsIn(query, facts, definition, request)),
  )
}

/** What the first screen needs: as-of day, periods with data, teams and people. */
export function home(database: Database, reader: Reader): Promise<Home> {
  return within(database, reader, {}, readHome)
}

// The one way to a figure or a row: whose they may be is worked out here, in the same snapshot.
function within<Result>(
  database: Database,
  reader: Reader,
  view: { readonly asOf?: string; readonly scope?: Scope },
  work: (query: Query, facts: Facts) => Promise<Result>,
): Promise<Result> {
  return database.read(reader, async (query) => {
    const facts = await readFacts(query, reader, view.asOf, database)
    if (view.scope !== undefined) requireScope(facts, view.scope)
    return work(query, facts)
  })
}

// A figure, from this snapshot or remembered from an equal one.
function once<Result>(
  database: Database,
  reader: Reader,
  question: Question,
  work: (query: Query, facts: Facts, view: View) => Promise<Result>,
): Promise<Result> {
  return atOnce(database, () =>
    within(database, reader, question.view, (query, facts) =>
      remembered(database, facts, question, async (view) => {
        await joinByHash(query)
        return work(query, { ...facts, isByHash: true }, view)
      }),
    ),
  )
}
