// What is measured: definitions, measurements, trends, breakdowns, the rows behind a number.
import { Readable } from 'node:stream'
import {
  breakDown,
  health,
  home,
  isMeasurable,
  measure,
  type MetricDefinition,
  organisation,
  parsePeriod,
  parseScope,
  RequestError,
  rows,
  type Scope,
  trend,
  type View,
} from '../../metric/index.ts'
import { openAllRows } from '../downloads/all-rows.ts'
import { csvLines } from '../downloads/csv.ts'
import { isDemonstration } from '../../model/settings.ts'
import { Refusal } from '../errors/errors.ts'
import { FileAnswer, type Handler, type Place } from '../handler.ts'
import type { Reader } from '../../model/reader.ts'
import { fileName } from '../file-name.ts'
import { metricOf, metrics } from '../register.ts'
import { recordsOf } from '../row-records.ts'
import { cellsOf, columnsOf, headerOf } from '../downloads/rows-table.ts'
import { countOpenDecisions } from './decisions.ts'
import { xlsxBytes, xlsxRowLimit } from '../downloads/xlsx.ts'

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const homeHandler: Handler<'home'> = async ({ database, version }, { reader }) => {
  const known = await home(database, reader)
  return {
    ...known,
    openDecisions: await countOpenDecisions(database, reader),
    isDemonstration: await database.read(reader, isDemonstration),
    version,
  }
}

const definitions: Handler<'definitions'> = async () => metrics.map(describe)

const healthHandler: Handler<'health'> = async (place, { reader, query }) =>
  asked(health(place.database, reader, metrics, await viewOf(place, reader, query)))

const measurement: Handler<'measurement'> = async (place, { reader, path, query }) =>
  asked(measure(place.database, reader, metricNamed(path.metric), await viewOf(place, reader, query)))

const trendHandler: Handler<'trend'> = async (place, { reader, path, query: { answer, grain, ...view } }) =>
  asked(
    trend(place.database, reader, metricNamed(path.metric), {
      ...(await viewOf(place, reader, view)),
      ...(answer === undefined ? {} : { answer }),
      ...(grain === undefined ? {} : { grain }),
    }),
  )

const breakdown: Handler<'breakdown'> = async (place, { reader, path, query: { by, answer, ...view } }) =>
  asked(
    breakDown(place.database, reader, metricNamed(path.metric), {
      ...(await viewOf(place, reader, view)),
      dimension: by,
      ...(answer === undefined ? {} : { answer }),
    }),
  )

const rowsHandler: Handler<'rows'> = async (place, { reader, path, query }) => {
  const { answer, excluded, sort, order, offset, limit } = query
  const page = await asked(
    rows(place.database, reader, metricNamed(path.metric), {
      ...(await viewOf(place, reader, query)),
      ...(answer === undefined ? {} : { answer }),
      ...(excluded === undefined ? {} : { excluded }),
      ...(sort === undefined ? {} : { sort: { column: sort, descending: order === 'descending' } }),
      offset,
      limit,
    }),
  )
  const records = await place.database.read(reader, (read) => recordsOf(read, reader, page.rows))
  return { ...page, records }
}

const rowsFile: Handler<'rowsFile'> = async (place, { reader, path, query }) => {
  const { answer, excluded, format, language } = query
  const definition = metricNamed(path.metric)
  if (definition.rows === undefined) throw new Refusal('not-measurable')
  const view = await viewOf(place, reader, query)
  const answerId = answer ?? definition.headline
  const all = await asked(
    openAllRows(place.database, reader, definition, {
      ...view,
      answer: answerId,
      ...(excluded === undefined ? {} : { excluded }),
    }),
  )
  // An empty file would look like zero.
  if (all.total === 0 && all.gone !== undefined) {
    all.close()
    throw new Refusal('rows-gone')
  }
  if (format === 'xlsx' && all.total >= xlsxRowLimit) {
    all.close()
    throw new Refusal('too-many-rows')
  }
  const columns = columnsOf(definition, answerId)
  const header = headerOf(columns, language)
  const name = fileName(definition, answerId, view.period, language)
  const cells = mapped(all.rows, (row) => cellsOf(row, columns, language))
  const answerWith = (ending: string, mediaType: string, pieces: AsyncIterable<unknown>): FileAnswer => {
    const content = Readable.from(pieces, { objectMode: false })
    content.once('close', () => all.close())
    return new FileAnswer(`${name}.${ending}`, mediaType, content)
  }
  if (format === 'xlsx')
    return answerWith('xlsx', xlsxType, xlsxBytes(definition.name[language], header, cells))
  return answerWith('csv', 'text/csv; charset=utf-8', csvLines(header, cells, language))
}

export const metricHandlers = {
  home: homeHandler,
  definitions,
  health: healthHandler,
  measurement,
  trend: trendHandler,
  breakdown,
  rows: rowsHandler,
  rowsFile,
}

/** A definition as the world sees it. */
export function describe(definition: MetricDefinition): object {
  const words = Object.entries(definition).filter(([, part]) => typeof part !== 'function')
  return { ...Object.fromEntries(words), isMeasurable: isMeasurable(definition) }
}

/** @throws Refusal 'not-found' */
export function metricNamed(id: string): MetricDefinition {
  const metric = metricOf(id)
  if (metric === undefined) throw new Refusal('not-found')
  return metric
}

/**
 * The scope and period of a query. A person or team that the reader may not see answers like a missing one. By default the organisation and the last complete quarter with data.
 */
export async function viewOf(
  { database }: Pick<Place, 'database'>,
  reader: Reader,
  query: { readonly scope?: string | undefined; readonly period?: string | undefined },
): Promise<View> {
  const known = await home(database, reader)
  const scope = query.scope === undefined ? organisation : parseScope(query.scope)
  if (scope === null) throw new Refusal('bad-request', { fields: ['query.scope'] })
  if (!isThere(scope, known)) throw new Refusal('not-found')
  const period =
    query.period === undefined
      ? (known.defaultPeriod ?? parsePeriod('all'))
      : parsePeriod(query.period, known.organisation.fiscalStart)
  if (period === null) throw new Refusal('unknown-period', { fields: ['query.period'] })
  return { scope, period }
}

function isThere(scope: Scope, known: Awaited<ReturnType<typeof home>>): boolean {
  if (scope.kind === 'organisation') return true
  return (scope.kind === 'team' ? known.teams : known.people).some((one) => one.id === scope.id)
}

/** Turns a question that a metric cannot be asked into the refusal of a request. */
async function asked<Result>(answer: Promise<Result>): Promise<Result> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof RequestError)
      throw error.code === 'unknown-metric' || error.code === 'unknown-scope'
        ? new Refusal('not-found')
        : new Refusal('unknown-answer')
    throw error
  }
}

async function* mapped<From, To>(
  rowsIn: AsyncGenerator<From>,
  convert: (row: From) => To,
): AsyncGenerator<To> {
  for await (const row of rowsIn) yield convert(row)
}
