// Starts the page: theme before the first drawing, then language, cache and routes.
import {
  MutationCache,
  type Query,
  QueryCache,
  QueryClient,
  QueryClientProvider,
} from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '@fontsource-variable/inter/opsz.css'
import { RequestError } from './client.ts'
import { SpeechProvider } from './language.tsx'
import { makeRouter } from './router.tsx'
import { asksToSignIn, sessionQuery } from './session.ts'
import './style/tokens.css'
import './style/base.css'
import './style/frame.css'
import './style/parts.css'
import './style/charts.css'
import './style/scenes.css'
import './style/metric.css'
import './style/data.css'
import './style/people.css'
import './style/time.css'
import './style/demonstration.css'
import './style/print.css'
import { startThinSpace } from './style/thin-space.ts'
import { startTheme } from './theme.ts'

startTheme()
startThinSpace()

/** Any answer may say that the session is over: the frame then asks for a sign-in in place of the page. */
function onError(error: unknown): void {
  if (asksToSignIn(error)) void queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey })
}

/** What she is refused now she no longer sees, though it was hers to see when it was asked before. */
function onRefusal(error: Error, query: Query<unknown, unknown, unknown>): void {
  if (error instanceof RequestError && (error.status === 403 || error.status === 404))
    query.setState({ data: undefined })
  onError(error)
}

const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: onRefusal }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      // Rights may have been withdrawn since: a page that opens asks again, and what two parts of it ask is asked once.
      staleTime: 1_000,
      refetchOnWindowFocus: (query) => Date.now() - query.state.dataUpdatedAt > 30_000,
      // A refusal will not change by asking again; a silence may.
      retry: (failures, error) =>
        failures < 1 && error instanceof RequestError && (error.kind === 'offline' || error.status === 503),
      retryDelay: 700,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
})
const router = makeRouter(queryClient)

const place = document.getElementById('page')
if (place !== null) {
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <SpeechProvider>
          <RouterProvider router={router} />
        </SpeechProvider>
      </QueryClientProvider>
    </StrictMode>,
  )
}
