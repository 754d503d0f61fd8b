// Stands in place of whatever page was asked until the reader has shown who she is; then that page opens.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../client.ts'
import { useSpeech } from '../../language.tsx'
import { useTitle } from '../../parts/title.ts'
import { sessionQuery, takeSession } from '../../session.ts'
import { CodeStep } from './CodeStep.tsx'
import { Enrolment } from './Enrolment.tsx'
import { FirstStart } from './FirstStart.tsx'
import { PasswordStep } from './PasswordStep.tsx'

export function SignInScene() {
  const { text } = useSpeech()
  const queryClient = useQueryClient()
  const session = useQuery(sessionQuery).data
  const state = session?.state
  const title =
    state === 'second-factor'
      ? text.access.codeTitle
      : state === 'enrolment'
        ? text.access.enrolTitle
        : state === 'first-start'
          ? text.access.firstStartTitle
          : text.access.signInTitle
  useTitle(title)
  const leave = async () => takeSession(queryClient, await call('signOut', {}))
  return (
    <div className="door">
      <section className="card door-card" aria-labelledby="door-title">
        <h1 id="door-title">{title}</h1>
        {state === 'second-factor' ? (
          <CodeStep />
        ) : state === 'enrolment' ? (
          <>
            <p className="page-lead">{text.access.enrolWhy}</p>
            <Enrolment onDone={(next) => takeSession(queryClient, next)} />
          </>
        ) : state === 'first-start' ? (
          <FirstStart />
        ) : (
          <PasswordStep provider={session?.provider ?? null} />
        )}
      </section>
      {state === 'second-factor' || state === 'enrolment' ? (
        <p className="door-foot">
          <button type="button" className="link" onClick={() => void leave()}>
            {text.access.startOver}
          </button>
        </p>
      ) : state === 'first-start' ? null : (
        <Forgotten />
      )}
    </div>
  )
}

/** A password is set anew by a link of an administrator; mails are not sent. */
function Forgotten() {
  const { text } = useSpeech()
  return (
    <details className="door-foot">
      <summary>{text.access.forgotten}</summary>
      <p>{text.access.forgottenAsk}</p>
      <p>
        {text.access.forgottenHere} <code>douze users reset E-MAIL</code>
      </p>
    </details>
  )
}
