// Connects a source: a webhook, whose address is shown this once, or a watched folder.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { call } from '../../client.ts'
import { useSpeech } from '../../language.tsx'
import { CopyText } from '../../parts/CopyText.tsx'
import { Field } from '../../parts/Field.tsx'
import { Refusal } from '../../parts/Refusal.tsx'
import { connectionsQuery } from '../../queries.ts'
import type { AddedConnectionJson, NewConnectionJson } from '../../shapes.ts'

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
      <Field label={words.sender}>
        {(id) => (
          <select id={id} value={sender} onChange={(event) => setSender(event.target.value as Sender)}>
            {Object.entries(words.senders).map(([one, label]) => (
              <option key={one} value={one}>
                {label}
              </option>
            ))}
          </select>
        )}
      </Field>
      {signs ? (
        <Field label={words.secret} help={words.secretHelp}>
          {(id, describedBy) => (
            <input
              id={id}
              type="password"
              value={secret}
              required
              minLength={8}
              maxLength={200}
              autoComplete="off"
              aria-describedby={describedBy}
              onChange={(event) => setSecret(event.target.value)}
            />
          )}
        </Field>
      ) : null}
      <SourceField value={source} onChange={setSource} />
    </Adding>
  )
}

function AddFolder() {
  const { text } = useSpeech()
  const words = text.sources
  const [name, setName] = useState('')
  const [schedule, setSchedule] = useState('0 6 * * *')
  const [source, setSource] = useState('crm')
  return (
    <Adding asked={{ kind: 'folder', name, source, schedule }} onDone={() => setName('')}>
      <NameField value={name} onChange={setName} />
      <Field label={words.schedule}>
        {(id) => (
          <select id={id} value={schedule} onChange={(event) => setSchedule(event.target.value)}>
            {Object.entries(words.schedules).map(([cron, label]) => (
              <option key={cron} value={cron}>
                {label}
              </option>
            ))}
          </select>
        )}
      </Field>
      <SourceField value={source} onChange={setSource} />
    </Adding>
  )
}

interface TextFieldProps {
  readonly value: string
  readonly onChange: (value: string) => void
}

function NameField({ value, onChange }: TextFieldProps) {
  const { text } = useSpeech()
  return (
    <Field label={text.sources.name}>
      {(id) => (
        <input
          id={id}
          value={value}
          required
          maxLength={60}
          autoComplete="off"
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

function SourceField({ value, onChange }: TextFieldProps) {
  const { text } = useSpeech()
  return (
    <Field label={text.sources.source} help={text.sources.sourceHelp}>
      {(id, describedBy) => (
        <input
          id={id}
          value={value}
          required
          maxLength={60}
          autoComplete="off"
          aria-describedby={describedBy}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

interface AddingProps {
  readonly asked: NewConnectionJson
  readonly onDone: () => void
  readonly children: ReactNode
}

/** The form around the fields, and in its place, once it is sent, where to send or put things. */
function Adding({ asked, onDone, children }: AddingProps) {
  const { text } = useSpeech()
  const words = text.sources
  const queryClient = useQueryClient()
  const add = useMutation({
    mutationFn: () => call('addConnection', { body: asked }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: connectionsQuery.queryKey }),
  })
  const send = (event: FormEvent) => {
    event.preventDefault()
    add.mutate()
  }
  if (add.data !== undefined)
    return (
      <div className="settings">
        <Added added={add.data} />
        <p className="settings-foot">
          <button
            type="button"
            className="button"
            onClick={() => {
              add.reset()
              onDone()
            }}
          >
            {words.done}
          </button>
        </p>
      </div>
    )
  return (
    <form className="settings" onSubmit={send}>
      {children}
      {add.isError ? <Refusal error={add.error} /> : null}
      <p className="settings-foot">
        <button type="submit" className="button" disabled={add.isPending}>
          {words.connect}
        </button>
      </p>
    </form>
  )
}

function Added({ added }: { readonly added: AddedConnectionJson }) {
  const { text } = useSpeech()
  const words = text.sources
  if (added.address !== null)
    return (
      <>
        <p>{words.addressOnce}</p>
        <CopyText label={words.addressName} value={`${window.location.origin}${added.address}`} />
      </>
    )
  return (
    <>
      <p>{words.folderPlace}</p>
      <CopyText label={words.folderName} value={added.folder ?? ''} />
    </>
  )
}
