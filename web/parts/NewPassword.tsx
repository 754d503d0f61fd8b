// Another password for a mailbox whose old one no longer opens it.
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useSpeech } from '../language.tsx'
import { PasswordField } from './PasswordField.tsx'
import { Refusal } from './Refusal.tsx'

interface Props {
  /** What the mailbox is called, for who does not see where the field stands. */
  readonly of: string
  readonly onSend: (password: string) => Promise<unknown>
}

export function NewPassword({ of, onSend }: Props) {
  const words = useSpeech().text.mailbox
  const [password, setPassword] = useState('')
  const send = useMutation({ mutationFn: () => onSend(password), onSuccess: () => setPassword('') })
  return (
    <details className="disclose">
      <summary>
        {words.newPassword}
        <span className="unseen"> ({of})</span>
      </summary>
      <form
        className="settings"
        onSubmit={(event) => {
          event.preventDefault()
          send.mutate()
        }}
      >
        <PasswordField
          label={words.passwordOf(of)}
          help={words.passwordHelp}
          value={password}
          isElsewhere
          onChange={(typed) => {
            setPassword(typed)
            if (!send.isIdle) send.reset()
          }}
        />
        {send.isError ? <Refusal error={send.error} /> : null}
        <p className="settings-foot">
          <button type="submit" className="button" disabled={send.isPending || password === ''}>
            {words.changePassword}
          </button>
          <span role="status">
            {send.isPending ? words.trying : send.isSuccess ? words.passwordChanged : ''}
          </span>
        </p>
      </form>
    </details>
  )
}
