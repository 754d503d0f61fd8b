// What stands around every page: skip link, header with navigation, language and theme, the main landmark.
import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useSpeech } from '../language.tsx'
import { changeTheme, useTheme } from '../theme.ts'
import { Icon } from './Icon.tsx'

export function Frame() {
  const { language, text, changeLanguage } = useSpeech()
  const theme = useTheme()
  const main = useRef<HTMLElement>(null)
  const path = useRouterState({ select: (state) => state.location.pathname })
  const firstPath = useRef(path)

  // A new page is read from its start; a change of period or sort keeps the reader's place.
  useEffect(() => {
    if (path === firstPath.current) return
    firstPath.current = path
    main.current?.focus({ preventScroll: true })
  }, [path])

  const isDark = theme === 'dark'
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
        <nav aria-label={text.nav.label}>
          <Link to="/" activeOptions={{ exact: true, includeSearch: false }}>
            {text.nav.health}
          </Link>
          <Link to="/metrics">{text.nav.metrics}</Link>
          <Link to="/data">{text.nav.data}</Link>
          <Link to="/settings">{text.nav.settings}</Link>
        </nav>
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
        </div>
      </header>
      <main id="content" ref={main} tabIndex={-1}>
        <Outlet />
      </main>
    </>
  )
}
