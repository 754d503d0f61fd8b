// The rows behind an answer as the reader may see them: those of people out of her sight are counted and not shown,
// and people whose names are not hers to know go under pseudonyms or without a name.
import { type FigureData, listedFor } from '../../model/sight.ts'
import type { Query } from '../../model/database.ts'
import { dataOf, type MetricContext, type MetricDefinition, type RowPage } from '../definition.ts'
import type { Facts } from '../facts.ts'
import { cutOf, goneBefore, hoursGone, wordsGone } from '../kept/kept-figures.ts'
import type { Gone } from '../gone.ts'
import { contextOf, narrowedContext } from '../context.ts'
import { mayTell } from '../groups/people-behind.ts'
import { personLabel } from '../groups/permits.ts'
import { RequestError } from '../request-error.ts'
import type { RowsRequest } from '../view.ts'

/** @throws RequestError 'unknown-answer', 'unknown-column' (sort) or 'unknown-exclusion' */
export async function rowsIn(
  query: Query,
  facts: Facts,
  definition: MetricDefinition,
  request: RowsRequest,
): Promise<RowPage> {
  if (definition.rows === undefined || facts.asOf === null) return { rows: [], total: 0 }
  const answer = request.answer ?? definition.headline
  if (!definition.answers.some((one) => one.id === answer)) throw new RequestError('unknown-answer', answer)
  const data = dataOf(definition, answer)
  if (request.sort !== undefined && !mayBeSorted(definition, request.sort.column, facts, data))
    throw new RequestError('unknown-column', request.sort.column)
  const everybody = contextOf(query, facts, request)
  const gone = goneFrom(definition, facts, everybody, { ...request, answer })
  // Nothing of the period is left: that is no empty list.
  if (gone !== null && request.period.end <= gone.before && gone.what === 'rows')
    return { rows: [], total: 0, gone: gone.said }
  const seen = listedFor(facts.sight, data)
  const context = { ...narrowedContext(everybody, facts, data), seen }
  // Whoever sees nobody by name lists nothing, also where a definition forgot `inSight`.
  const isEmpty = seen !== 'everybody' && seen.people.length === 0
  const page = isEmpty ? { rows: [], total: 0 } : await definition.rows(context, { ...request, answer })
  const named = {
    ...(await withNamesInSight(query, facts, definition, data, page)),
    ...(gone !== null && { gone: gone.said }),
  }
  if (seen === 'everybody') return named
  const all = await definition.rows(everybody, { ...request, answer, offset: 0, limit: 0 })
  const hidden = all.total - page.total
  return { ...named, hidden: await told(definition, everybody, facts, request, answer, hidden) }
}

/** What the list of a request no longer has, all in all or of the words of its rows. */
function goneFrom(
  definition: MetricDefinition,
  { hoursFrom, wordsFrom }: Facts,
  context: MetricContext,
  { period, answer, excluded }: RowsRequest & { readonly answer: string },
): { readonly before: string; readonly what: 'rows' | 'parts'; readonly said: Gone } | null {
  const isExclusion = excluded !== undefined
  const rests = definition.restsOn
  const cut =
    isExclusion && rests?.exclusions === true
      ? (context.cuts?.get(rests.table) ?? null)
      : cutOf(definition, answer, context)
  if (rests !== undefined && cut !== null && period.start < cut)
    return { before: cut, what: 'rows', said: goneBefore(rests.table, cut) }
  if (isExclusion && rests?.table === 'activities' && hoursFrom !== null && period.start < hoursFrom)
    return { before: hoursFrom, what: 'parts', said: hoursGone(hoursFrom) }
  if (definition.showsWords === true && wordsFrom !== null && period.start < wordsFrom)
    return { before: wordsFrom, what: 'parts', said: wordsGone(wordsFrom) }
  return null
}

// In the order of names, pseudonyms would tell who comes before whom.
function mayBeSorted(
  definition: MetricDefinition,
  column: string,
  { sight }: Facts,
  data: FigureData,
): boolean {
  const found = definition.rowColumns.find((one) => one.id === column)
  return found !== undefined && (found.kind !== 'person' || sight.of[data].rows !== 'pseudonyms')
}

/** How many rows are hidden, when as many people as a group stand behind them; null when it may not be told. */
async function told(
  definition: MetricDefinition,
  context: MetricContext,
  facts: Facts,
  request: RowsRequest,
  answer: string,
  hidden: number,
): Promise<number | null> {
  if (hidden <= 0) return 0
  if (hidden < facts.sight.group || request.excluded !== undefined) return null
  if (context.scope.kind !== 'organisation' || definition.count === undefined) return null
  const may = await mayTell(definition, context, facts, [request.period], [answer])
  return may(answer, request.period) ? hidden : null
}

async function withNamesInSight(
  query: Query,
  { sight }: Facts,
  definition: MetricDefinition,
  data: FigureData,
  page: RowPage,
): Promise<RowPage> {
  const { rows: kind } = sight.of[data]
  const columns = definition.rowColumns.filter((column) => column.kind === 'person').map((one) => one.id)
  if (kind === 'all' || columns.length === 0 || page.rows.length === 0) return page
  const names = new Set(
    page.rows
      .flatMap((row) => columns.map((column) => row[column]))
      .filter((name) => typeof name === 'string'),
  )
  const people =
    names.size === 0
      ? []
      : await query
          .selectFrom('people')
          .select(['person_id', 'display_name'])
          .where('display_name', 'in', [...names])
          .orderBy('person_id', 'desc')
          .execute()
  const shown = new Map<string, string | null>()
  for (const { person_id, display_name } of people) {
    const { label, isNamed } = personLabel(sight, data, person_id, display_name)
    // Of two people of one name, one of whom is in sight, the name is known.
    if (shown.get(display_name) !== display_name)
      shown.set(display_name, isNamed || kind === 'pseudonyms' ? label : null)
  }
  const forgotten = page.rows.some(({ rep }) => typeof rep === 'string' && shown.get(rep) === null)
  if (forgotten) throw new Error(`${definition.id} lists rows of people out of sight: inSight is missing`)
  const cellOf = (value: unknown): unknown => (typeof value === 'string' ? (shown.get(value) ?? null) : value)
  return {
    ...page,
    rows: page.rows.map((row) => ({
      ...row,
      ...Object.fromEntries(columns.flatMap((id) => (id in row ? [[id, cellOf(row[id])]] : []))),
    })),
  }
}
