// Where a mailbox is, by which name and password it opens, and which folders of it are read.
import { useSpeech } from '../language.tsx'
import type { MailboxJson } from '../shapes.ts'
import { Field } from './Field.tsx'
import { PasswordField } from './PasswordField.tsx'

export const emptyMailbox: MailboxJson = {
  host: '',
  port: 993,
  security: 'tls',
  user: '',
  password: '',
  folders: '',
}

/** The ports that servers answer at when nobody says another. */
const usualPorts = { tls: 993, starttls: 143, none: 143 } as const

interface Props {
  readonly value: MailboxJson
  readonly onChange: (value: MailboxJson) => void
}

export function MailboxFields({ value, onChange }: Props) {
  const words = useSpeech().text.mailbox
  const change = (part: Partial<MailboxJson>) => onChange({ ...value, ...part })
  return (
    <>
      <Field label={words.host} help={words.hostHelp}>
        {(id, describedBy) => (
          <input
            id={id}
            value={value.host}
            required
            maxLength={253}
            autoComplete="off"
            spellCheck={false}
            aria-describedby={describedBy}
            onChange={(event) => change({ host: event.target.value })}
          />
        )}
      </Field>
      <Field label={words.security}>
        {(id) => (
          <select
            id={id}
            value={value.security}
            onChange={(event) => {
              const security = event.target.value as MailboxJson['security']
              change({ security, port: usualPorts[security] })
            }}
          >
            {Object.entries(words.securities).map(([one, label]) => (
              <option key={one} value={one}>
                {label}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={words.port}>
        {(id) => (
          <input
            id={id}
            type="number"
            min={1}
            max={65_535}
            required
            value={Number.isNaN(value.port) ? '' : value.port}
            onChange={(event) => change({ port: event.target.valueAsNumber })}
          />
        )}
      </Field>
      <Field label={words.user}>
        {(id) => (
          <input
            id={id}
            value={value.user}
            required
            maxLength={254}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => change({ user: event.target.value })}
          />
        )}
      </Field>
      <PasswordField
        label={words.password}
        help={words.passwordHelp}
        value={value.password}
        isElsewhere
        onChange={(password) => change({ password })}
      />
      <Field label={words.folders} help={words.foldersHelp}>
        {(id, describedBy) => (
          <input
            id={id}
            value={value.folders ?? ''}
            maxLength={2000}
            autoComplete="off"
            aria-describedby={describedBy}
            onChange={(event) => change({ folders: event.target.value })}
          />
        )}
      </Field>
    </>
  )
}
