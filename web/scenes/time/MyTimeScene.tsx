// The reader's own time: declare a week, send a tracker's export or a calendar and see it first, and what is kept of it.
import { useQuery } from '@tanstack/react-query'
import { useSpeech } from '../../language.tsx'
import { PersonTabs } from '../../parts/PersonTabs.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { useTitle } from '../../parts/title.ts'
import { ownTimeQuery } from '../../queries.ts'
import { useAccount } from '../../session.ts'
import { Calendars } from './Calendars.tsx'
import { KeptTime } from './KeptTime.tsx'
import { Mailboxes } from './Mailboxes.tsx'
import { SendTime } from './SendTime.tsx'
import { WeekCard } from './WeekCard.tsx'

export function MyTimeScene() {
  const { text } = useSpeech()
  const account = useAccount()
  useTitle(text.time.title)
  const personId = account?.personId ?? null
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{text.time.title}</h1>
          <p className="page-lead">{text.time.lead}</p>
        </div>
      </div>
      <PersonTabs />
      {personId === null ? (
        <section className="card card-body">
          <p>{account === null ? text.me.noAccount : text.me.noPerson}</p>
        </section>
      ) : (
        <Blocks personId={personId} />
      )}
    </>
  )
}

function Blocks({ personId }: { readonly personId: number }) {
  const time = useQuery(ownTimeQuery(personId))
  if (time.isError) return <Problem error={time.error} onRetry={() => void time.refetch()} />
  if (time.data === undefined) return <Skeleton cards={[360, 240]} />
  return (
    <div className="metric-grid">
      <div className="stack">
        <SendTime personId={personId} />
        <KeptTime personId={personId} time={time.data} />
      </div>
      <div className="stack">
        <WeekCard personId={personId} />
        <Calendars personId={personId} calendars={time.data.calendars} />
        <Mailboxes personId={personId} mailboxes={time.data.mailboxes} />
      </div>
    </div>
  )
}
