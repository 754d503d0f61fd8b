// The first step: address and password, or the organisation's own sign-in.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../client.ts'
import { useSpeech } from '../../language.tsx'
import { InputField } from '../../parts/InputField.tsx'
import { PasswordField } from '../../parts/PasswordField.tsx'
import { Refusal } from '../../parts/Refusal.tsx'
import { takeSession } from '../../session.ts'
import { keepFlow } from './provider-flow.ts'

export function PasswordStep({ provider }: { readonly provider: string | null }) {
  const { text } = useSpeech()
  const queryClient = useQueryClient()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const signIn = useMutation({
    mutationFn: () => call('signIn', { body: { email: email.trim(), password } }),
    onSuccess: (state) => takeSession(queryClient, state),
  })
  return (
    <>
      <form
        className="door-form"
        onSubmit={(event) => {
          event.preventDefault()
          signIn.mutate()
        }}
      >
        <InputField
          label={text.access.email}
          type="email"
          value={email}
          required
          minLength={3}
          maxLength={254}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          onChange={setEmail}
        />
        <PasswordField label={text.access.password} value={password} onChange={setPassword} />
        {signIn.isError ? <Refusal error={signIn.error} /> : null}
        <button type="submit" className="button primary" disabled={signIn.isPending}>
          {text.access.signIn}
        </button>
      </form>
      {provider === null ? null : <ProviderButton name={provider} />}
    </>
  )
}

function ProviderButton({ name }: { readonly name: string }) {
  const { text } = useSpeech()
  const begin = useMutation({
    mutationFn: () => call('beginProviderSignIn', { body: { origin: window.location.origin } }),
    onSuccess: ({ address, flow }) => {
      const { pathname, search, hash } = window.location
      keepFlow({ flow, to: `${pathname}${search}${hash}` })
      window.location.assign(address)
    },
  })
  return (
    <div className="door-other">
      <p className="door-or">{text.access.or}</p>
      <button
        type="button"
        className="button"
        disabled={begin.isPending || begin.isSuccess}
        onClick={() => begin.mutate()}
      >
        {text.access.signInWith(name)}
      </button>
      {begin.isError ? <Refusal error={begin.error} /> : null}
    </div>
  )
}
