// Starts the page: theme before the first drawing, then language, cache and routes.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '@fontsource-variable/inter/opsz.css'
import { RequestError } from './client.ts'
import { SpeechProvider } from './language.tsx'
import { makeRouter } from './router.tsx'
import './style/tokens.css'
import './style/base.css'
import './style/frame.css'
import './style/parts.css'
import './style/charts.css'
import './style/scenes.css'
import './style/metric.css'
import './style/data.css'
import './style/print.css'
import { startThinSpace } from './style/thin-space.ts'
import { startTheme } from './theme.ts'

startTheme()
startThinSpace()

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
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
