// The second step: the code of the authenticator application, or one of the recovery codes kept for the day it is lost.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../client.ts'
import { useSpeech } from '../../language.tsx'
import { InputField } from '../../parts/InputField.tsx'
import { Refusal } from '../../parts/Refusal.tsx'
import { takeSession } from '../../session.ts'

export function CodeStep() {
  const { text } = useSpeech()
  const queryClient = useQueryClient()
  const [code, setCode] = useState('')
  const [isRecovery, setRecovery] = useState(false)
  const show = useMutation({
    mutationFn: () => call('showSecondFactor', { body: { code: code.trim() } }),
    onSuccess: (state) => takeSession(queryClient, state),
  })
  return (
    <form
      className="door-form"
      onSubmit={(event) => {
        event.preventDefault()
        show.mutate()
      }}
    >
      {/* Another field, not the same one changed: password managers fill each by its own kind. */}
      <InputField
        key={isRecovery ? 'recovery' : 'code'}
        label={isRecovery ? text.access.recoveryCode : text.access.code}
        help={isRecovery ? text.access.recoveryHelp : text.access.codeHelp}
        className="code-input"
        value={code}
        required
        maxLength={40}
        inputMode={isRecovery ? 'text' : 'numeric'}
        autoComplete={isRecovery ? 'off' : 'one-time-code'}
        autoCapitalize="none"
        spellCheck={false}
        onChange={setCode}
      />
      {show.isError ? <Refusal error={show.error} /> : null}
      <button type="submit" className="button primary" disabled={show.isPending}>
        {text.access.continue}
      </button>
      <button
        type="button"
        className="link"
        onClick={() => {
          setRecovery(!isRecovery)
          setCode('')
          show.reset()
        }}
      >
        {isRecovery ? text.access.useCode : text.access.useRecovery}
      </button>
    </form>
  )
}
