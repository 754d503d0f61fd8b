// Where a mailbox is, by which name and password it opens, and which folders of it are read.
import { useSpeech } from '../language.tsx'
import type { MailboxJson } from '../shapes.ts'
import { SelectField } from './SelectField.tsx'
import { InputField } from './InputField.tsx'
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
      <InputField
        label={words.host}
        help={words.hostHelp}
        value={value.host}
        required
        maxLength={253}
        autoComplete="off"
        spellCheck={false}
        onChange={(host) => change({ host })}
      />
      <SelectField
        label={words.security}
        value={value.security}
        onChange={(chosen) => {
          const security = chosen as MailboxJson['security']
          change({ security, port: usualPorts[security] })
        }}
      >
        {Object.entries(words.securities).map(([one, label]) => (
          <option key={one} value={one}>
            {label}
          </option>
        ))}
      </SelectField>
      <InputField
        label={words.port}
        type="number"
        min={1}
        max={65_535}
        required
        value={Number.isNaN(value.port) ? '' : value.port}
        onChange={(written) => change({ port: written === '' ? NaN : Number(written) })}
      />
      <InputField
        label={words.user}
        value={value.user}
        required
        maxLength={254}
        autoComplete="off"
        spellCheck={false}
        onChange={(user) => change({ user })}
      />
      <PasswordField
        label={words.password}
        help={words.passwordHelp}
        value={value.password}
        isElsewhere
        onChange={(password) => change({ password })}
      />
      <InputField
        label={words.folders}
        help={words.foldersHelp}
        value={value.folders ?? ''}
        maxLength={2000}
        autoComplete="off"
        onChange={(folders) => change({ folders })}
      />
    </>
  )
}
