// The first account of a machine that has none: from then on every page asks for a sign-in.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../client.ts'
import { useSpeech } from '../language.tsx'
import { InputField } from './InputField.tsx'
import { PasswordField } from './PasswordField.tsx'
import { Refusal } from './Refusal.tsx'
import { takeSession } from '../session.ts'

export function FirstAccount() {
  const { text } = useSpeech()
  const queryClient = useQueryClient()
  const [displayName, setName] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const setUp = useMutation({
    mutationFn: () => call('setUp', { body: { displayName, email: email.trim(), password } }),
    onSuccess: (state) => takeSession(queryClient, state),
  })
  return (
    <form
      className="card card-body settings"
      aria-labelledby="first-title"
      onSubmit={(event) => {
        event.preventDefault()
        setUp.mutate()
      }}
    >
      <h2 id="first-title">{text.account.firstTitle}</h2>
      <p className="note">{text.account.firstLead}</p>
      <InputField
        label={text.access.name}
        value={displayName}
        required
        maxLength={120}
        autoComplete="name"
        onChange={setName}
      />
      <InputField
        label={text.access.email}
        type="email"
        value={email}
        required
        maxLength={254}
        autoComplete="username"
        onChange={setEmail}
      />
      <PasswordField
        isNew
        label={text.access.newPassword}
        help={text.access.newPasswordHelp}
        value={password}
        onChange={setPassword}
      />
      {setUp.isError ? <Refusal error={setUp.error} /> : null}
      <p className="settings-foot">
        <button type="submit" className="button" disabled={setUp.isPending}>
          {text.account.firstOpen}
        </button>
      </p>
    </form>
  )
}
