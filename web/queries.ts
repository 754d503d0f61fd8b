// What the screens ask the API, with the keys under which answers are kept.
import { infiniteQueryOptions, keepPreviousData, queryOptions, type QueryClient } from '@tanstack/react-query'
import { call } from './client.ts'
import type { ImportReportJson, OwnTimeJson } from './shapes.ts'

export interface View {
  readonly scope?: string | undefined
  readonly period?: string | undefined
}
type Grain = 'month' | 'quarter' | 'half-year' | 'year'

/** Only what is set: the API knows the defaults. */
function set<Part extends object>(part: Part): { [Key in keyof Part]: Exclude<Part[Key], undefined> } {
  return Object.fromEntries(
    Object.entries(part).filter(([, value]) => value !== undefined && value !== ''),
  ) as {
    [Key in keyof Part]: Exclude<Part[Key], undefined>
  }
}

/** Whether a question whose key ends with its view asked of the same scope. */
function isOfScope(key: readonly unknown[] | undefined, { scope }: View): boolean {
  return key !== undefined && (key.at(-1) as View).scope === scope
}

export const homeQuery = queryOptions({
  queryKey: ['home'],
  queryFn: ({ signal }) => call('home', {}, signal),
  // Whether there is data decides which page is shown: asked again whenever a page opens.
  staleTime: 2_000,
})
export const definitionsQuery = queryOptions({
  queryKey: ['definitions'],
  queryFn: ({ signal }) => call('definitions', {}, signal),
  staleTime: Number.POSITIVE_INFINITY,
})
export const healthQuery = (view: View) =>
  queryOptions({
    queryKey: ['figures', 'health', view],
    queryFn: ({ signal }) => call('health', { query: set(view) }, signal),
    // Never one scope's figures under the name of another, however grey.
    placeholderData: (previous, query) => (isOfScope(query?.queryKey, view) ? previous : undefined),
  })
export const measurementQuery = (metric: string, view: View) =>
  queryOptions({
    queryKey: ['figures', 'measurement', metric, view],
    queryFn: ({ signal }) => call('measurement', { path: { metric }, query: set(view) }, signal),
    // Another period of the same metric keeps the page in place; another metric or scope starts afresh.
    placeholderData: (previous, query) =>
      query?.queryKey[2] === metric && isOfScope(query.queryKey, view) ? previous : undefined,
  })
export const trendQuery = (metric: string, view: View, answer: string, grain: Grain) =>
  queryOptions({
    queryKey: ['figures', 'trend', metric, view, answer, grain],
    queryFn: ({ signal }) =>
      call('trend', { path: { metric }, query: { ...set(view), answer, grain } }, signal),
    placeholderData: keepPreviousData,
  })
export const breakdownQuery = (metric: string, view: View, answer: string, by: string) =>
  queryOptions({
    queryKey: ['figures', 'breakdown', metric, view, answer, by],
    queryFn: ({ signal }) =>
      call('breakdown', { path: { metric }, query: { ...set(view), answer, by } }, signal),
    placeholderData: keepPreviousData,
  })

export interface RowsAsked extends View {
  readonly answer: string
  readonly excluded?: string | undefined
  readonly sort?: string | undefined
  readonly order?: 'ascending' | 'descending' | undefined
  readonly offset: number
  readonly limit: number
}
export const rowsQuery = (metric: string, asked: RowsAsked) =>
  queryOptions({
    queryKey: ['figures', 'rows', metric, asked],
    queryFn: ({ signal }) => call('rows', { path: { metric }, query: set(asked) }, signal),
    placeholderData: keepPreviousData,
  })

export const connectionsQuery = queryOptions({
  queryKey: ['connections'],
  queryFn: ({ signal }) => call('connections', {}, signal),
  // Runs happen by themselves: what the page shows follows.
  refetchInterval: ({ state }) =>
    state.data?.connections.some(({ running }) => running !== null) === true ? 2_000 : 10_000,
})
export const dataHealthQuery = queryOptions({
  queryKey: ['figures', 'data-health'],
  queryFn: ({ signal }) => call('dataHealth', {}, signal),
})
export const importsQuery = queryOptions({
  queryKey: ['imports'],
  queryFn: ({ signal }) => call('imports', {}, signal),
})
export const importReportQuery = (importId: number) =>
  queryOptions({
    queryKey: ['imports', importId],
    queryFn: ({ signal }) => call('importReport', { path: { importId } }, signal),
    refetchInterval: (query) => (isUnderWay(query.state.data) ? 600 : false),
  })
export const importEntitiesQuery = queryOptions({
  queryKey: ['import-entities'],
  queryFn: ({ signal }) => call('importEntities', {}, signal),
  staleTime: Number.POSITIVE_INFINITY,
})
export const coursesQuery = queryOptions({
  queryKey: ['courses'],
  queryFn: ({ signal }) => call('launchableCourses', {}, signal),
})
export const streamsQuery = queryOptions({
  queryKey: ['streams'],
  queryFn: ({ signal }) => call('streams', {}, signal),
})
/** A stream as it is read, or as a table would have it. */
export const streamQuery = (streamId: number, entity?: string) =>
  queryOptions({
    queryKey: ['streams', streamId, entity],
    queryFn: ({ signal }) => call('stream', { path: { streamId }, query: set({ entity }) }, signal),
  })
export const ownNamesQuery = queryOptions({
  queryKey: ['own-names'],
  queryFn: ({ signal }) => call('ownNames', {}, signal),
})
export const timeWordsQuery = queryOptions({
  queryKey: ['time-words'],
  queryFn: ({ signal }) => call('timeWords', {}, signal),
})
export const templatesQuery = queryOptions({
  queryKey: ['templates'],
  queryFn: ({ signal }) => call('templates', {}, signal),
  staleTime: Number.POSITIVE_INFINITY,
})
export const decisionsQuery = queryOptions({
  queryKey: ['decisions'],
  queryFn: ({ signal }) => call('decisions', {}, signal),
})
export const targetsQuery = queryOptions({
  queryKey: ['targets'],
  queryFn: ({ signal }) => call('targets', {}, signal),
})
export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: ({ signal }) => call('tokens', {}, signal),
})

export const peopleQuery = queryOptions({
  queryKey: ['people'],
  queryFn: ({ signal }) => call('people', {}, signal),
})
export const workingTimeQuery = queryOptions({
  queryKey: ['working-time'],
  queryFn: ({ signal }) => call('workingTime', {}, signal),
})
export const calendarQuery = (personId: number) =>
  queryOptions({
    queryKey: ['calendar', personId],
    queryFn: ({ signal }) => call('personCalendar', { path: { personId } }, signal),
  })
export const usersQuery = queryOptions({
  queryKey: ['users'],
  queryFn: ({ signal }) => call('users', {}, signal),
})
export const retentionQuery = queryOptions({
  queryKey: ['retention'],
  queryFn: ({ signal }) => call('retention', {}, signal),
})
export const correctionRequestsQuery = queryOptions({
  queryKey: ['correction-requests'],
  queryFn: ({ signal }) => call('correctionRequests', {}, signal),
})
export const heldQuery = (personId: number) =>
  queryOptions({
    queryKey: ['person', personId, 'held'],
    queryFn: ({ signal }) => call('heldData', { path: { personId } }, signal),
  })
export const ownNoticesQuery = (personId: number) =>
  queryOptions({
    queryKey: ['person', personId, 'notices'],
    queryFn: ({ signal }) => call('ownNotices', { path: { personId } }, signal),
  })
/** How many looks are asked at a time. */
export const looksAtOnce = 20
const firstPage: { readonly before?: number } = {}
export const looksQuery = (personId: number) =>
  infiniteQueryOptions({
    queryKey: ['person', personId, 'looks'],
    queryFn: ({ signal, pageParam }) =>
      call('looks', { path: { personId }, query: { limit: looksAtOnce, ...pageParam } }, signal),
    initialPageParam: firstPage,
    getNextPageParam: (page) => {
      const last = page.at(-1)
      return page.length < looksAtOnce || last === undefined ? undefined : { before: last.entry }
    },
  })
/** Notes on all figures of a period that the reader may see; asked once for every page that shows figures of it. */
export const figureNotesQuery = (period: string) =>
  queryOptions({
    queryKey: ['notes', 'figures', period],
    queryFn: ({ signal }) => call('figureNotes', { query: { period } }, signal),
  })
export const recordNotesQuery = (recordKind: 'opportunity' | 'lead', recordId: number) =>
  queryOptions({
    queryKey: ['notes', recordKind, recordId],
    queryFn: ({ signal }) => call('notes', { query: { recordKind, recordId } }, signal),
  })
export const notesAboutQuery = (personId: number) =>
  queryOptions({
    queryKey: ['person', personId, 'notes'],
    queryFn: ({ signal }) => call('notesAbout', { path: { personId } }, signal),
  })
export const correctionsQuery = (personId: number) =>
  queryOptions({
    queryKey: ['person', personId, 'corrections'],
    queryFn: ({ signal }) => call('corrections', { path: { personId } }, signal),
  })

/** True while the server works on a delivery: its report changes by itself. */
export function isUnderWay(report: ImportReportJson | undefined): boolean {
  return report !== undefined && (report.state === 'reading' || report.progress !== null)
}

/** After data or decisions changed: no figure kept in memory is trusted, everything else is asked again. */
export function forgetFigures(queryClient: QueryClient): void {
  queryClient.removeQueries({ queryKey: ['figures'] })
  void queryClient.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'definitions' })
}

/** After a note was written or answered: it is asked again wherever it stands. */
export function forgetNotes(queryClient: QueryClient): void {
  void queryClient.invalidateQueries({
    predicate: ({ queryKey }) =>
      ['notes', 'person', 'correction-requests'].includes(String(queryKey[0])) || queryKey[1] === 'rows',
  })
}

/** A mailbox that is being read, or is about to be. */
const isBeingRead = ({ running, nextRunAt }: OwnTimeJson['mailboxes'][number]): boolean =>
  running !== null || (nextRunAt !== null && Date.parse(nextRunAt) <= Date.now())

/** What is kept of the reader's own time. */
export const ownTimeQuery = (personId: number) =>
  queryOptions({
    queryKey: ['own-time', personId, 'kept'],
    queryFn: ({ signal }) => call('ownTime', { path: { personId }, query: {} }, signal),
    // A mailbox is read by itself: what the page shows follows.
    refetchInterval: ({ state }) => (state.data?.mailboxes.some(isBeingRead) === true ? 3_000 : false),
  })
/** A week of the reader's card; without a day, this week's. */
export const ownWeekQuery = (personId: number, monday: string | undefined) =>
  queryOptions({
    queryKey: ['own-time', personId, 'week', monday],
    queryFn: ({ signal }) =>
      call('ownWeek', { path: { personId }, query: monday === undefined ? {} : { monday } }, signal),
    placeholderData: keepPreviousData,
  })
