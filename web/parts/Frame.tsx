// What stands around every page: skip link, header with navigation, language and theme, the main landmark. The landmark
// holds the sign-in instead of the page until the reader is known.
import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef } from 'react'
import { useSpeech } from '../language.tsx'
import { isIn, sessionQuery, useIsAdministrator } from '../session.ts'
import { changeTheme, useTheme } from '../theme.ts'
import { DemonstrationBand } from './DemonstrationBand.tsx'
import { Icon } from './Icon.tsx'
import { Problem } from './Problem.tsx'
import { Skeleton } from './Skeleton.tsx'

const SignInScene = lazy(async () => ({
  default: (await import('../scenes/sign-in/SignInScene.tsx')).SignInScene,
}))

/** Pages that lead to a sign-in themselves. */
const openPaths: ReadonlySet<string> = new Set(['/first-start', '/invitation', '/reset', '/sign-in/callback'])

export function Frame() {
  const { text } = useSpeech()
  const main = useRef<HTMLElement>(null)
  const path = useRouterState({ select: (state) => state.location.pathname })
  const session = useQuery(sessionQuery)
  // A page, or one of the steps before it; null until it is known which.
  const place =
    session.data === undefined ? null : isIn(session.data) ? path : `${path} ${session.data.state}`
  const before = useRef(place)

  // A new page is read from its start; a change of period or sort keeps the reader's place.
  useEffect(() => {
    if (place === before.current) return
    const isFirst = before.current === null
    before.current = place
    if (!isFirst) main.current?.focus({ preventScroll: true })
  }, [place])

  return (
    <>
      <a className="skip" href="#content">
        {text.skip}
      </a>
      <header className="frame-header">
        <Link to="/" className="brand" aria-label={text.brand}>
          {text.brand}
          <span aria-hidden="true">.</span>
        </Link>
        {isIn(session.data) ? <Pages /> : null}
        <Tools />
      </header>
      {isIn(session.data) ? <DemonstrationBand /> : null}
      <main id="content" ref={main} tabIndex={-1}>
        <Gate path={path} />
      </main>
    </>
  )
}

/** The page, the sign-in, or why neither can be shown. */
function Gate({ path }: { readonly path: string }) {
  const session = useQuery(sessionQuery)
  if (openPaths.has(path) || isIn(session.data)) return <Outlet />
  if (session.data !== undefined)
    return (
      <Suspense fallback={<Skeleton cards={[320]} />}>
        <SignInScene />
      </Suspense>
    )
  if (session.isError) return <Problem isPage error={session.error} onRetry={() => void session.refetch()} />
  return <Skeleton cards={[320]} />
}

function Pages() {
  const { text } = useSpeech()
  const isAdministrator = useIsAdministrator()
  return (
    <nav aria-label={text.nav.label}>
      <Link to="/" activeOptions={{ exact: true, includeSearch: false }}>
        {text.nav.health}
      </Link>
      <Link to="/metrics">{text.nav.metrics}</Link>
      {isAdministrator ? <Link to="/data">{text.nav.data}</Link> : null}
      <Link to="/settings">{text.nav.settings}</Link>
    </nav>
  )
}

function Tools() {
  const { language, text, changeLanguage } = useSpeech()
  const account = useQuery(sessionQuery).data?.account ?? null
  const theme = useTheme()
  const isDark = theme === 'dark'
  return (
    <div className="frame-tools">
      <button
        type="button"
        className="button tool"
        aria-label={isDark ? text.nav.lightTheme : text.nav.darkTheme}
        title={isDark ? text.nav.lightTheme : text.nav.darkTheme}
        onClick={() => changeTheme(isDark ? 'light' : 'dark')}
      >
        <Icon name={isDark ? 'sun' : 'moon'} size={15} />
      </button>
      <button
        type="button"
        className="button tool"
        title={text.nav.language}
        lang={language === 'fr' ? 'en' : 'fr'}
        onClick={() => changeLanguage(language === 'fr' ? 'en' : 'fr')}
      >
        <span aria-hidden="true" className="language-code">
          {text.nav.languageShort}
        </span>
        <span className="unseen">{text.nav.language}</span>
      </button>
      {account === null ? null : (
        <Link to="/me" className="button tool frame-account" title={account.displayName}>
          <Icon name="person" size={14} />
          <span className="frame-name">{account.displayName}</span>
        </Link>
      )}
    </div>
  )
}
