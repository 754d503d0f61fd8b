// Where the link of an invitation or a reset leads: a password is chosen. The link's token stands behind the #, which
// no server, log or Referer ever gets to see.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useRouterState } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../../client.ts'
import { useSpeech } from '../../language.tsx'
import { InputField } from '../../parts/InputField.tsx'
import { PasswordField } from '../../parts/PasswordField.tsx'
import { Refusal } from '../../parts/Refusal.tsx'
import { useTitle } from '../../parts/title.ts'
import { sessionQuery, takeSession } from '../../session.ts'

export function InvitationScene() {
  return <LinkScene kind="invitation" />
}

export function ResetScene() {
  return <LinkScene kind="reset" />
}

function LinkScene({ kind }: { readonly kind: 'invitation' | 'reset' }) {
  const { text } = useSpeech()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const account = useQuery(sessionQuery).data?.account ?? null
  const carried = useRouterState({ select: (state) => state.location.hash })
  const [typed, setTyped] = useState('')
  const [password, setPassword] = useState('')
  const token = carried === '' ? typed.trim() : carried
  const accept = useMutation({
    mutationFn: () =>
      call(kind === 'invitation' ? 'acceptInvitation' : 'acceptReset', { body: { token, password } }),
    onSuccess: async (state) => {
      takeSession(queryClient, state)
      // The used link leaves the history.
      await navigate({ to: '/', hash: '', replace: true })
    },
  })
  const title = kind === 'invitation' ? text.access.invitationTitle : text.access.resetTitle
  useTitle(title)
  return (
    <div className="door">
      <section className="card door-card" aria-labelledby="door-title">
        <h1 id="door-title">{title}</h1>
        <p className="page-lead">
          {kind === 'invitation' ? text.access.invitationLead : text.access.resetLead}
        </p>
        {account === null ? null : <p className="note">{text.access.replaces(account.displayName)}</p>}
        <form
          className="door-form"
          onSubmit={(event) => {
            event.preventDefault()
            accept.mutate()
          }}
        >
          {carried === '' ? (
            <InputField
              label={text.access.linkCode}
              help={text.access.linkCodeHelp}
              value={typed}
              required
              maxLength={200}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              onChange={setTyped}
            />
          ) : null}
          <PasswordField
            isNew
            label={text.access.newPassword}
            help={text.access.newPasswordHelp}
            value={password}
            onChange={setPassword}
          />
          {accept.isError ? <Refusal error={accept.error} /> : null}
          <button type="submit" className="button primary" disabled={accept.isPending}>
            {kind === 'invitation' ? text.access.openAccount : text.access.setPassword}
          </button>
        </form>
      </section>
    </div>
  )
}
