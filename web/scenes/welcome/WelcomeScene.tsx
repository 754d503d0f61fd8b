// First visit: one thing to do. Where to click in each CRM is there for whoever needs it.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useSpeech } from '../../language.tsx'
import { useTitle } from '../../parts/title.ts'
import { importsQuery } from '../../queries.ts'
import type { HomeJson } from '../../shapes.ts'
import { Delivery } from './Delivery.tsx'
import { OfferDemonstration } from './OfferDemonstration.tsx'
import { WhereToClick } from './WhereToClick.tsx'

export function WelcomeScene({ home }: { readonly home: HomeJson }) {
  const { text } = useSpeech()
  const imports = useQuery({ ...importsQuery, enabled: !home.hasData })
  const waiting = imports.data?.find((report) => report.state === 'staged')
  useTitle(text.welcome.title)
  return (
    <div className="welcome">
      <Delivery title={text.welcome.title} lead={text.welcome.lead} isFirst />
      {waiting === undefined ? null : (
        <p className="welcome-waiting">
          <Link to="/data/imports/$importId" params={{ importId: String(waiting.importId) }}>
            {text.imports.one(String(waiting.importId))}
          </Link>
          {' · '}
          {text.imports.states.staged}
        </p>
      )}
      <OfferDemonstration />
      <WhereToClick />
    </div>
  )
}
