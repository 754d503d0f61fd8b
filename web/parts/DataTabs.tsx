// The pages of the data, side by side: what was delivered, by whom, and what lacks.
import { Link } from '@tanstack/react-router'
import { useSpeech } from '../language.tsx'
import { useIsAdministrator } from '../session.ts'

export function DataTabs() {
  const { text } = useSpeech()
  const isAdministrator = useIsAdministrator()
  return (
    <nav className="tabs no-print" aria-label={text.data.title}>
      {isAdministrator ? (
        <>
          <Link to="/data" activeOptions={{ exact: true, includeSearch: false }}>
            {text.sources.deliveries}
          </Link>
          <Link to="/data/sources">{text.sources.title}</Link>
          <Link to="/data/streams">{text.streams.title}</Link>
        </>
      ) : null}
      <Link to="/data/health">{text.sources.health}</Link>
    </nav>
  )
}
