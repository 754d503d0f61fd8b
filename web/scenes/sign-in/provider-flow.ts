// What the page keeps while the browser is at the organisation's provider: for this tab only, and taken out once.

interface Flow {
  /** Sealed by the server; handed back to it. */
  readonly flow: string
  /** The page that was asked, as a path of ours. */
  readonly to: string
}

const key = 'douze.sign-in'

export function keepFlow(flow: Flow): void {
  sessionStorage.setItem(key, JSON.stringify(flow))
}

/** What was kept; null when nothing was, or when it was taken out before. */
export function takeFlow(): Flow | null {
  const kept = sessionStorage.getItem(key)
  sessionStorage.removeItem(key)
  if (kept === null) return null
  const { flow, to } = JSON.parse(kept) as Flow
  // Only ever a path of this page: '//elsewhere' would be another site's.
  return { flow, to: /^\/(?![/\\])/.test(to) && !to.startsWith('/sign-in') ? to : '/' }
}
