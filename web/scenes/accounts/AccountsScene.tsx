// Who can sign in, as what, and for whom: invited, changed, let in again, closed.
import { useQuery } from '@tanstack/react-query'
import { formatNumber } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import { FirstAccount } from '../../parts/FirstAccount.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { SettingsTabs } from '../../parts/SettingsTabs.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { useTitle } from '../../parts/title.ts'
import { peopleQuery, usersQuery } from '../../queries.ts'
import { sessionQuery } from '../../session.ts'
import { Invite } from './Invite.tsx'
import { UserLine } from './UserLine.tsx'

export function AccountsScene() {
  const { text } = useSpeech()
  const isOwners = useQuery(sessionQuery).data?.state === 'owner'
  useTitle(text.accounts.title)
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{text.accounts.title}</h1>
          <p className="page-lead">{isOwners ? text.account.nobody : text.accounts.lead}</p>
        </div>
      </div>
      <SettingsTabs />
      <div className="stack">{isOwners ? <FirstAccount /> : <Accounts />}</div>
    </>
  )
}

function Accounts() {
  const { language, text } = useSpeech()
  const users = useQuery(usersQuery)
  const people = useQuery(peopleQuery)
  if (users.data === undefined)
    return users.isError ? (
      <Problem error={users.error} onRetry={() => void users.refetch()} />
    ) : (
      <Skeleton cards={[240, 200]} />
    )
  return (
    <>
      <Invite people={people.data?.people ?? []} />
      <section className="card card-body" aria-labelledby="users-title">
        <div className="card-head">
          <h2 id="users-title">
            {text.accounts.count(formatNumber(users.data.length, language), users.data.length)}
          </h2>
        </div>
        <ul className="held">
          {users.data.map((user) => (
            <UserLine key={user.userId} user={user} people={people.data?.people ?? []} />
          ))}
        </ul>
      </section>
    </>
  )
}
