// Sets up the authenticator application: its secret as a QR code, a key and a link; the first code; the recovery codes.
import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { call } from '../../client.ts'
import { useSpeech } from '../../language.tsx'
import { CopyText } from '../../parts/CopyText.tsx'
import { InputField } from '../../parts/InputField.tsx'
import { Refusal } from '../../parts/Refusal.tsx'
import type { SessionJson } from '../../shapes.ts'
import { QrCode } from './QrCode.tsx'
import { RecoveryCodes } from './RecoveryCodes.tsx'

interface Props {
  /** Asked again of somebody who is signed in already. */
  readonly password?: string
  readonly onDone: (state: Omit<SessionJson, 'provider'>) => void
  /** The secret could not be made: a wrong password, for one. */
  readonly onRefused?: (error: unknown) => void
}

export function Enrolment({ password, onDone, onRefused }: Props) {
  const { text } = useSpeech()
  const [code, setCode] = useState('')
  const begin = useMutation({
    mutationFn: () => call('beginSecondFactor', { body: password === undefined ? {} : { password } }),
    ...(onRefused === undefined ? {} : { onError: onRefused }),
  })
  const confirm = useMutation({
    mutationFn: () => call('confirmSecondFactor', { body: { code: code.trim() } }),
  })
  const { mutate } = begin
  useEffect(() => mutate(), [mutate])

  if (confirm.data !== undefined) {
    const { recoveryCodes, ...state } = confirm.data
    return <RecoveryCodes codes={recoveryCodes} onKept={() => onDone(state)} />
  }
  if (begin.isError) return onRefused === undefined ? <Refusal error={begin.error} /> : null
  if (begin.data === undefined)
    return (
      <p className="note" role="status">
        {text.loading}
      </p>
    )
  const { secret, uri } = begin.data
  return (
    <form
      className="door-form"
      onSubmit={(event) => {
        event.preventDefault()
        confirm.mutate()
      }}
    >
      <ol className="steps">
        <li>
          <p>{text.access.enrolScan}</p>
          <QrCode value={uri} label={text.access.qrLabel} />
          <p className="note">
            <a href={uri}>{text.access.enrolLink}</a>
          </p>
          <details>
            <summary>{text.access.enrolKey}</summary>
            <CopyText label={text.access.key} value={secret.replace(/(.{4})(?=.)/g, '$1 ')} />
          </details>
        </li>
        <li>
          <InputField
            label={text.access.enrolCode}
            className="code-input"
            value={code}
            required
            maxLength={12}
            inputMode="numeric"
            autoComplete="one-time-code"
            onChange={setCode}
          />
        </li>
      </ol>
      {confirm.isError ? <Refusal error={confirm.error} /> : null}
      <button type="submit" className="button primary" disabled={confirm.isPending}>
        {text.access.confirm}
      </button>
    </form>
  )
}
