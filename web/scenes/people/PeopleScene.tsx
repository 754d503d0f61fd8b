// People and teams: who is who, who is in which team from when to when, and what people asked to be put right.
import { useQuery } from '@tanstack/react-query'
import { useSpeech } from '../../language.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { SettingsTabs } from '../../parts/SettingsTabs.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { useTitle } from '../../parts/title.ts'
import { peopleQuery } from '../../queries.ts'
import { CorrectionRequests } from './CorrectionRequests.tsx'
import { KnownPeople } from './KnownPeople.tsx'
import { ProvisionalPeople } from './ProvisionalPeople.tsx'
import { Teams } from './Teams.tsx'
import { WorkingTime } from './WorkingTime.tsx'

export function PeopleScene() {
  const { text } = useSpeech()
  const people = useQuery(peopleQuery)
  useTitle(text.people.title)
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{text.people.title}</h1>
          <p className="page-lead">{text.people.lead}</p>
        </div>
      </div>
      <SettingsTabs />
      {people.data === undefined ? (
        people.isError ? (
          <Problem error={people.error} onRetry={() => void people.refetch()} />
        ) : (
          <Skeleton cards={[160, 480]} />
        )
      ) : (
        <div className="stack">
          <CorrectionRequests />
          <ProvisionalPeople organisation={people.data} />
          <KnownPeople organisation={people.data} />
          <Teams organisation={people.data} />
          <WorkingTime />
        </div>
      )}
    </>
  )
}
