// What is held about the reader, who looked at it, what she was told, and what she says about it.
import { useQuery } from '@tanstack/react-query'
import { addressOf } from '../../client.ts'
import { useSpeech } from '../../language.tsx'
import { PersonTabs } from '../../parts/PersonTabs.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { useTitle } from '../../parts/title.ts'
import { homeQuery } from '../../queries.ts'
import { useAccount } from '../../session.ts'
import { Corrections } from './Corrections.tsx'
import { Held } from './Held.tsx'
import { Looks } from './Looks.tsx'
import { Notices } from './Notices.tsx'
import { OwnCalendar } from './OwnCalendar.tsx'
import { OwnNotes } from './OwnNotes.tsx'
import type { PersonProps } from './person-props.ts'

export function MeScene() {
  const { language, text } = useSpeech()
  const account = useAccount()
  const home = useQuery(homeQuery)
  useTitle(text.me.title)
  const personId = account?.personId ?? null
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{text.me.title}</h1>
          <p className="page-lead">{text.me.lead}</p>
        </div>
        {personId === null ? null : (
          <a
            className="button primary no-print"
            href={addressOf('personData', { path: { personId }, query: { language } })}
            download
          >
            {text.me.download}
          </a>
        )}
      </div>
      <PersonTabs />
      {personId === null ? (
        <section className="card card-body">
          <p>{account === null ? text.me.noAccount : text.me.noPerson}</p>
        </section>
      ) : home.data === undefined && !home.isError ? (
        <Skeleton cards={[360, 240]} />
      ) : (
        <Blocks personId={personId} timeZone={home.data?.organisation.timeZone ?? 'UTC'} />
      )}
    </>
  )
}

function Blocks(person: PersonProps) {
  return (
    <div className="metric-grid">
      <div className="stack">
        <Held {...person} />
        <Looks {...person} />
      </div>
      <div className="stack">
        <Notices {...person} />
        <OwnCalendar {...person} />
        <OwnNotes {...person} />
        <Corrections {...person} />
      </div>
    </div>
  )
}
