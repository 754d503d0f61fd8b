// What happened, what is safe, what to do: the same panel for a silent server, a refusal and an unknown address.
import { Link, type ErrorComponentProps } from '@tanstack/react-router'
import { RequestError } from '../client.ts'
import { useSpeech } from '../language.tsx'
import { useTitle } from './title.ts'

interface Props {
  readonly error: unknown
  readonly onRetry?: (() => void) | undefined
  /** It stands in place of the whole page, and is its title. */
  readonly isPage?: boolean
}

export function Problem({ error, onRetry, isPage = false }: Props) {
  const { text, say } = useSpeech()
  const { what, safe } = explain()
  // Asking again does not give rights.
  const isForbidden = error instanceof RequestError && error.status === 403
  const requestId = error instanceof RequestError ? error.requestId : null

  function explain(): { what: string; safe: string | null } {
    if (!(error instanceof RequestError))
      return { what: text.errors.unexpected, safe: text.errors.unexpectedSafe }
    if (error.kind === 'offline') return { what: text.errors.offline, safe: text.errors.offlineSafe }
    const words = error.words === null ? null : say(error.words)
    if (error.status === 503)
      return { what: words ?? text.errors.unavailable, safe: text.errors.unavailableSafe }
    if (error.status !== null && error.status >= 500) {
      return { what: words ?? text.errors.unexpected, safe: text.errors.unexpectedSafe }
    }
    return { what: words ?? text.errors.unexpected, safe: null }
  }

  return (
    <div className="problem" role="alert">
      {isPage ? <h1 className="problem-what">{what}</h1> : <p className="problem-what">{what}</p>}
      {safe === null ? null : <p className="problem-safe">{safe}</p>}
      <p className="problem-foot">
        {onRetry === undefined || isForbidden ? null : (
          <button type="button" className="button" onClick={onRetry}>
            {text.errors.retry}
          </button>
        )}
        {requestId === null ? null : <span className="problem-id">{text.errors.request(requestId)}</span>}
      </p>
    </div>
  )
}

export function NotFound() {
  const { text } = useSpeech()
  useTitle(text.errors.notFound)
  return (
    <div className="empty">
      <h1>{text.errors.notFound}</h1>
      <p>
        <Link to="/">{text.errors.notFoundHome}</Link>
      </p>
    </div>
  )
}

export function PageFailed({ error, reset }: ErrorComponentProps) {
  const { text } = useSpeech()
  useTitle(text.errors.pageFailed)
  return (
    <div className="empty">
      <h1>{text.errors.pageFailed}</h1>
      <Problem error={error} onRetry={reset} />
    </div>
  )
}
