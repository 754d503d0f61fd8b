// Every level is an address. Scope, period and comparison stay in the query string from page to page.
import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  Navigate,
  retainSearchParams,
} from '@tanstack/react-router'
import { Frame } from './parts/Frame.tsx'
import { lazyScene } from './lazy-scene.ts'
import { NotFound, PageFailed } from './parts/Problem.tsx'
import { definitionsQuery, homeQuery } from './queries.ts'
import { FirstStartScene } from './scenes/sign-in/FirstStart.tsx'
import { isIn, sessionQuery } from './session.ts'
import type { Against } from './shapes.ts'

export interface ViewSearch {
  readonly scope?: string
  readonly period?: string
  readonly against?: Against
}
export interface MetricSearch {
  readonly answer?: string
  readonly by?: string
  readonly grain?: 'month' | 'quarter' | 'half-year' | 'year'
  readonly excluded?: string
  readonly sort?: string
  readonly order?: 'ascending' | 'descending'
  readonly offset?: number
}

type Raw = Readonly<Record<string, unknown>>
const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' && value.length <= 80 ? value : undefined
function oneOf<const Choice extends string>(value: unknown, choices: readonly Choice[]): Choice | undefined {
  return choices.find((choice) => choice === value)
}
/** Leaves out what is not set, so that addresses stay short. */
function clean<Part extends object>(part: Part): Part {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)) as Part
}

function readView(raw: Raw): ViewSearch {
  return clean({
    scope: textOf(raw['scope']),
    period: textOf(raw['period']),
    against: oneOf(raw['against'], ['previous', 'year-ago', 'target', 'standard']),
  }) as ViewSearch
}
function readMetric(raw: Raw): MetricSearch {
  const offset = Number(raw['offset'])
  return clean({
    answer: textOf(raw['answer']),
    by: textOf(raw['by']),
    grain: oneOf(raw['grain'], ['month', 'quarter', 'half-year', 'year']),
    excluded: textOf(raw['excluded']),
    sort: textOf(raw['sort']),
    order: oneOf(raw['order'], ['ascending', 'descending']),
    offset: Number.isSafeInteger(offset) && offset > 0 ? offset : undefined,
  }) as MetricSearch
}

const root = createRootRouteWithContext<{ readonly queryClient: QueryClient }>()({
  validateSearch: readView,
  search: { middlewares: [retainSearchParams(['scope', 'period', 'against'])] },
  loader: ({ context: { queryClient } }) => {
    // Begun here, waited for by the frame; what every page needs follows once it will be answered.
    void queryClient.ensureQueryData(sessionQuery).then(
      (session) => {
        if (!isIn(session)) return
        void queryClient.prefetchQuery(homeQuery)
        void queryClient.prefetchQuery(definitionsQuery)
      },
      () => {},
    )
  },
  component: Frame,
  notFoundComponent: NotFound,
})
const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyScene(() => import('./scenes/health/HomeScene.tsx'), 'HomeScene'),
})
const metrics = createRoute({
  getParentRoute: () => root,
  path: '/metrics',
  component: lazyScene(() => import('./scenes/metrics/MetricsScene.tsx'), 'MetricsScene'),
})
const metric = createRoute({
  getParentRoute: () => root,
  path: '/metrics/$metric',
  validateSearch: readMetric,
  component: lazyScene(() => import('./scenes/metric/MetricScene.tsx'), 'MetricScene'),
})
const data = createRoute({
  getParentRoute: () => root,
  path: '/data',
  component: lazyScene(() => import('./scenes/data/DataScene.tsx'), 'DataScene'),
})
const addData = createRoute({
  getParentRoute: () => root,
  path: '/data/add',
  component: lazyScene(() => import('./scenes/welcome/AddScene.tsx'), 'AddScene'),
})
const importReport = createRoute({
  getParentRoute: () => root,
  path: '/data/imports/$importId',
  component: lazyScene(() => import('./scenes/imports/ImportScene.tsx'), 'ImportScene'),
})
const sources = createRoute({
  getParentRoute: () => root,
  path: '/data/sources',
  component: lazyScene(() => import('./scenes/sources/SourcesScene.tsx'), 'SourcesScene'),
})
const streams = createRoute({
  getParentRoute: () => root,
  path: '/data/streams',
  component: lazyScene(() => import('./scenes/streams/StreamsScene.tsx'), 'StreamsScene'),
})
const stream = createRoute({
  getParentRoute: () => root,
  path: '/data/streams/$streamId',
  component: lazyScene(() => import('./scenes/streams/StreamScene.tsx'), 'StreamScene'),
})
const dataHealth = createRoute({
  getParentRoute: () => root,
  path: '/data/health',
  component: lazyScene(() => import('./scenes/data-health/DataHealthScene.tsx'), 'DataHealthScene'),
})
const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyScene(() => import('./scenes/settings/SettingsScene.tsx'), 'SettingsScene'),
})

const people = createRoute({
  getParentRoute: () => root,
  path: '/settings/people',
  component: lazyScene(() => import('./scenes/people/PeopleScene.tsx'), 'PeopleScene'),
})
const accounts = createRoute({
  getParentRoute: () => root,
  path: '/settings/accounts',
  component: lazyScene(() => import('./scenes/accounts/AccountsScene.tsx'), 'AccountsScene'),
})
const privacy = createRoute({
  getParentRoute: () => root,
  path: '/settings/privacy',
  component: lazyScene(() => import('./scenes/privacy/PrivacyScene.tsx'), 'PrivacyScene'),
})
const me = createRoute({
  getParentRoute: () => root,
  path: '/me',
  component: lazyScene(() => import('./scenes/me/MeScene.tsx'), 'MeScene'),
})
const myTime = createRoute({
  getParentRoute: () => root,
  path: '/me/time',
  component: lazyScene(() => import('./scenes/time/MyTimeScene.tsx'), 'MyTimeScene'),
})
const courses = createRoute({
  getParentRoute: () => root,
  path: '/me/courses',
  component: lazyScene(() => import('./scenes/courses/CoursesScene.tsx'), 'CoursesScene'),
})
const account = createRoute({
  getParentRoute: () => root,
  path: '/account',
  component: lazyScene(() => import('./scenes/account/AccountScene.tsx'), 'AccountScene'),
})
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: SignedIn,
})
const callback = createRoute({
  getParentRoute: () => root,
  path: '/sign-in/callback',
  // What the provider sends along stays in the address until the page has handed it on.
  validateSearch: (raw: Raw) => raw as ViewSearch,
  component: lazyScene(() => import('./scenes/sign-in/CallbackScene.tsx'), 'CallbackScene'),
})
const firstStart = createRoute({
  getParentRoute: () => root,
  path: '/first-start',
  // Not fetched apart: its code must not stand in the address bar for the time of a request.
  component: FirstStartScene,
})
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  component: lazyScene(() => import('./scenes/sign-in/LinkScene.tsx'), 'InvitationScene'),
})
const reset = createRoute({
  getParentRoute: () => root,
  path: '/reset',
  component: lazyScene(() => import('./scenes/sign-in/LinkScene.tsx'), 'ResetScene'),
})

/** The sign-in stands in place of any page; at its own address it leads on to the first one. */
function SignedIn() {
  return <Navigate to="/" replace />
}

/** Plain query strings: `?period=2017&scope=team:3`, every value a text. */
function readQuery(query: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(query))
}
function writeQuery(search: Raw): string {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(search)) {
    if (typeof value === 'string' || typeof value === 'number') query.set(key, String(value))
  }
  const text = query.toString().replaceAll('%3A', ':')
  return text === '' ? '' : `?${text}`
}

export function makeRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree: root.addChildren([
      home,
      metrics,
      metric,
      data,
      addData,
      importReport,
      sources,
      streams,
      stream,
      dataHealth,
      settings,
      people,
      accounts,
      privacy,
      me,
      myTime,
      courses,
      account,
      signIn,
      callback,
      firstStart,
      invitation,
      reset,
    ]),
    context: { queryClient },
    parseSearch: readQuery,
    stringifySearch: writeQuery,
    defaultPreload: 'intent',
    defaultErrorComponent: PageFailed,
    scrollRestoration: true,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
