// Connects a source: a webhook, whose address is shown this once, a watched folder, or a shared mailbox.
import { useState } from 'react'
import { useSpeech } from '../../language.tsx'
import { SelectField } from '../../parts/SelectField.tsx'
import { InputField } from '../../parts/InputField.tsx'
import type { NewConnectionJson } from '../../shapes.ts'
import { Adding, NameField, ScheduleField, SourceField } from './Adding.tsx'
import { AddMailbox } from './AddMailbox.tsx'

export function AddConnection() {
  const { text } = useSpeech()
  const words = text.sources
  return (
    <section className="card card-body settings" aria-labelledby="add-source">
      <h2 id="add-source">{words.add}</h2>
      <details className="disclose">
        <summary>{words.addWebhook}</summary>
        <p className="note">{words.addWebhookLead}</p>
        <AddWebhook />
      </details>
      <details className="disclose">
        <summary>{words.addFolder}</summary>
        <p className="note">{words.addFolderLead}</p>
        <AddFolder />
      </details>
      <details className="disclose">
        <summary>{text.mailbox.add}</summary>
        <p className="note">{text.mailbox.addLead}</p>
        <AddMailbox />
      </details>
    </section>
  )
}

type Sender = Extract<NewConnectionJson, { kind: 'webhook' }>['sender']
/** Known by the address alone. */
const unsigned: Sender = 'plain'

function AddWebhook() {
  const { text } = useSpeech()
  const words = text.sources
  const [name, setName] = useState('')
  const [sender, setSender] = useState<Sender>('formbricks')
  const [secret, setSecret] = useState('')
  const [source, setSource] = useState('crm')
  const signs = sender !== unsigned
  return (
    <Adding
      asked={{ kind: 'webhook', name, source, sender, ...(signs && secret !== '' ? { secret } : {}) }}
      onDone={() => {
        setName('')
        setSecret('')
      }}
    >
      <NameField value={name} onChange={setName} />
      <SelectField label={words.sender} value={sender} onChange={(chosen) => setSender(chosen as Sender)}>
        {Object.entries(words.senders).map(([one, label]) => (
          <option key={one} value={one}>
            {label}
          </option>
        ))}
      </SelectField>
      {signs ? (
        <InputField
          label={words.secret}
          help={words.secretHelp}
          type="password"
          value={secret}
          required
          minLength={8}
          maxLength={200}
          autoComplete="off"
          onChange={setSecret}
        />
      ) : null}
      <SourceField value={source} onChange={setSource} />
    </Adding>
  )
}

function AddFolder() {
  const [name, setName] = useState('')
  const [schedule, setSchedule] = useState('0 6 * * *')
  const [source, setSource] = useState('crm')
  return (
    <Adding asked={{ kind: 'folder', name, source, schedule }} onDone={() => setName('')}>
      <NameField value={name} onChange={setName} />
      <ScheduleField value={schedule} onChange={setSchedule} />
      <SourceField value={source} onChange={setSource} />
    </Adding>
  )
}
