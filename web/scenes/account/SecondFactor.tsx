// The authenticator application of one's own account: set up, or put another one in its place.
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useSpeech } from '../../language.tsx'
import { PasswordField } from '../../parts/PasswordField.tsx'
import { Refusal } from '../../parts/Refusal.tsx'
import { takeSession } from '../../session.ts'
import type { AccountJson } from '../../shapes.ts'
import { Enrolment } from '../sign-in/Enrolment.tsx'

export function SecondFactor({ account }: { readonly account: AccountJson }) {
  const { text } = useSpeech()
  const queryClient = useQueryClient()
  const [password, setPassword] = useState('')
  const [step, setStep] = useState<'closed' | 'password' | 'enrolment'>('closed')
  const [refusal, setRefusal] = useState<unknown>(null)
  const { hasSecondFactor } = account
  return (
    <section className="card card-body settings" aria-labelledby="factor-title">
      <h2 id="factor-title">{text.account.secondFactor}</h2>
      <p className="note">{hasSecondFactor ? text.account.factorOn : text.account.factorOff}</p>
      {step === 'closed' ? (
        <p className="settings-foot">
          <button type="button" className="button" onClick={() => setStep('password')}>
            {hasSecondFactor ? text.account.replaceFactor : text.account.setUpFactor}
          </button>
        </p>
      ) : step === 'password' ? (
        <form
          className="settings"
          onSubmit={(event) => {
            event.preventDefault()
            setRefusal(null)
            setStep('enrolment')
          }}
        >
          <PasswordField
            label={text.account.currentPassword}
            help={text.account.factorPassword}
            value={password}
            onChange={setPassword}
          />
          {refusal === null ? null : <Refusal error={refusal} />}
          <p className="settings-foot">
            <button type="submit" className="button">
              {text.access.continue}
            </button>
            <button type="button" className="button" onClick={() => setStep('closed')}>
              {text.account.cancel}
            </button>
          </p>
        </form>
      ) : (
        <Enrolment
          password={password}
          onRefused={(error) => {
            setRefusal(error)
            setStep('password')
          }}
          onDone={(state) => {
            setPassword('')
            setStep('closed')
            takeSession(queryClient, state)
          }}
        />
      )}
    </section>
  )
}
