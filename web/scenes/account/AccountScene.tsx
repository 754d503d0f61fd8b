// One's own account: who is signed in, password, second factor, sessions, API tokens.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../client.ts'
import { useSpeech } from '../../language.tsx'
import { PasswordField } from '../../parts/PasswordField.tsx'
import { PersonTabs } from '../../parts/PersonTabs.tsx'
import { Refusal } from '../../parts/Refusal.tsx'
import { useTitle } from '../../parts/title.ts'
import { sessionQuery, takeSession } from '../../session.ts'
import { FirstAccount } from '../../parts/FirstAccount.tsx'
import { SecondFactor } from './SecondFactor.tsx'
import { Tokens } from './Tokens.tsx'

export function AccountScene() {
  const { text } = useSpeech()
  const account = useQuery(sessionQuery).data?.account ?? null
  useTitle(text.account.title)
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{text.account.title}</h1>
          <p className="page-lead">
            {account === null ? (
              text.account.nobody
            ) : (
              <>
                <bdi>{account.displayName}</bdi> · <bdi>{account.email}</bdi> ·{' '}
                {account.roles.map((role) => text.access.roles[role]).join(', ')}
              </>
            )}
          </p>
        </div>
      </div>
      <PersonTabs />
      {account === null ? (
        <div className="stack">
          <FirstAccount />
        </div>
      ) : (
        <div className="account-grid">
          <div className="stack">
            <Password />
            <Sessions />
          </div>
          <div className="stack">
            <SecondFactor account={account} />
            <Tokens account={account} />
          </div>
        </div>
      )}
    </>
  )
}

function Password() {
  const { text } = useSpeech()
  const queryClient = useQueryClient()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const change = useMutation({
    mutationFn: () => call('changePassword', { body: { current, next } }),
    onSuccess: (state) => {
      setCurrent('')
      setNext('')
      // Somebody who must have a second factor and lost it in the meantime is asked for it here.
      if (state.state !== 'signed-in') takeSession(queryClient, state)
    },
  })
  const edit = (set: (value: string) => void) => (value: string) => {
    set(value)
    if (!change.isIdle) change.reset()
  }
  return (
    <form
      className="card card-body settings"
      aria-labelledby="password-title"
      onSubmit={(event) => {
        event.preventDefault()
        change.mutate()
      }}
    >
      <h2 id="password-title">{text.access.password}</h2>
      <p className="note">{text.account.passwordLead}</p>
      <PasswordField label={text.account.currentPassword} value={current} onChange={edit(setCurrent)} />
      <PasswordField
        isNew
        label={text.access.newPassword}
        help={text.access.newPasswordHelp}
        value={next}
        onChange={edit(setNext)}
      />
      {change.isError ? <Refusal error={change.error} /> : null}
      <p className="settings-foot">
        <button type="submit" className="button" disabled={change.isPending}>
          {text.account.changePassword}
        </button>
        <span role="status">{change.isSuccess ? text.account.passwordChanged : ''}</span>
      </p>
    </form>
  )
}

function Sessions() {
  const { text } = useSpeech()
  const queryClient = useQueryClient()
  const leave = useMutation({
    mutationFn: (isEverywhere: boolean) => call(isEverywhere ? 'signOutEverywhere' : 'signOut', {}),
    onSuccess: (state) => takeSession(queryClient, state),
  })
  return (
    <section className="card card-body settings" aria-labelledby="sessions-title">
      <h2 id="sessions-title">{text.account.sessions}</h2>
      <p className="note">{text.account.sessionsLead}</p>
      {leave.isError ? <Refusal error={leave.error} /> : null}
      <p className="settings-foot">
        <button
          type="button"
          className="button"
          disabled={leave.isPending}
          onClick={() => leave.mutate(false)}
        >
          {text.account.signOut}
        </button>
        <button
          type="button"
          className="button"
          disabled={leave.isPending}
          onClick={() => leave.mutate(true)}
        >
          {text.account.signOutEverywhere}
        </button>
      </p>
    </section>
  )
}
