// What happened, what is safe, what to do: the same panel for a silent server, a refusal and an unknown address.
import { Link, type ErrorComponentProps } from '@tanstack/react-router'
import { RequestError } from '../client.ts'
import { useSpeech } from '../language.tsx'
import { reloadOnceAnswering } from '../lazy-scene.ts'
import { useTitle } from './title.ts'

interface Props {
  readonly error: unknown
  readonly onRetry?: (() => void) | undefined
  /** It stands in place of the whole page, and is its title. */
  readonly isPage?: boolean
  /** The team or the person that was asked for: what is not found is then that one. */
  readonly scope?: string | undefined
}

export function Problem({ error, onRetry, isPage = false, scope }: Props) {
  const { text, say } = useSpeech()
  const status = error instanceof RequestError ? error.status : null
  const hasNoScope = status === 404 && scope !== undefined && scope !== 'organisation'
  const requestId = error instanceof RequestError ? error.requestId : null

  const { what, safe } = explain()

  function explain(): { what: string; safe: string | null } {
    if (!(error instanceof RequestError))
      return { what: text.errors.unexpected, safe: text.errors.unexpectedSafe }
    if (error.kind === 'offline') return { what: text.errors.offline, safe: text.errors.offlineSafe }
    if (hasNoScope) return { what: text.errors.noScope, safe: null }
    const words = error.words === null ? null : say(error.words)
    if (error.status === 503)
      return { what: words ?? text.errors.unavailable, safe: text.errors.unavailableSafe }
    if (error.status !== null && error.status >= 500) {
      return { what: words ?? text.errors.unexpected, safe: text.errors.unexpectedSafe }
    }
    return { what: words ?? text.errors.unexpected, safe: null }
  }

  function wayOn() {
    if (hasNoScope)
      return (
        <Link to="." search={(now) => ({ ...now, scope: undefined }) as never} className="button">
          {text.errors.wholeOrganisation}
        </Link>
      )
    if (status === 404 && isPage)
      return (
        <Link to="/" className="button">
          {text.errors.notFoundHome}
        </Link>
      )
    // Asking again neither gives rights nor makes what is not there.
    if (onRetry === undefined || status === 403 || status === 404) return null
    return (
      <button type="button" className="button" onClick={onRetry}>
        {text.errors.retry}
      </button>
    )
  }

  return (
    <div className="problem" role="alert">
      {isPage ? <h1 className="problem-what">{what}</h1> : <p className="problem-what">{what}</p>}
      {safe === null ? null : <p className="problem-safe">{safe}</p>}
      <p className="problem-foot">
        {wayOn()}
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
  if (error instanceof RequestError && error.kind === 'offline')
    return <Problem isPage error={error} onRetry={() => void reloadOnceAnswering()} />
  return (
    <div className="empty">
      <h1>{text.errors.pageFailed}</h1>
      <Problem error={error} onRetry={reset} />
    </div>
  )
}
