// A password with its own switch to read what was typed: long passwords are typed right more often when they can be seen.
import { useState } from 'react'
import { useSpeech } from '../language.tsx'
import { Field } from './Field.tsx'

interface Props {
  readonly label: string
  readonly help?: string | undefined
  readonly value: string
  readonly isNew?: boolean
  /** Of another service: what a browser keeps for this page is not the one. */
  readonly isElsewhere?: boolean
  readonly onChange: (value: string) => void
}

export function PasswordField({ label, help, value, isNew = false, isElsewhere = false, onChange }: Props) {
  const { text } = useSpeech()
  const [isSeen, setSeen] = useState(false)
  return (
    <Field label={label} help={help}>
      {(id, describedBy) => (
        <span className="password">
          <input
            id={id}
            type={isSeen ? 'text' : 'password'}
            value={value}
            required
            maxLength={1000}
            spellCheck={false}
            autoCapitalize="none"
            autoComplete={isElsewhere ? 'off' : isNew ? 'new-password' : 'current-password'}
            aria-describedby={describedBy}
            onChange={(event) => onChange(event.target.value)}
          />
          <button
            type="button"
            className="password-switch"
            aria-pressed={isSeen}
            onClick={() => setSeen(!isSeen)}
          >
            {isSeen ? text.access.hidePassword : text.access.showPassword}
            <span className="unseen"> ({label})</span>
          </button>
        </span>
      )}
    </Field>
  )
}
