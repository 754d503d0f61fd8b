// The form around the fields of a new connection, the fields that all kinds share, and what is told once it is made.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent, ReactNode } from 'react'
import { call } from '../../client.ts'
import { useSpeech } from '../../language.tsx'
import { CopyText } from '../../parts/CopyText.tsx'
import { SelectField } from '../../parts/SelectField.tsx'
import { InputField } from '../../parts/InputField.tsx'
import { Refusal } from '../../parts/Refusal.tsx'
import { connectionsQuery } from '../../queries.ts'
import type { AddedConnectionJson, NewConnectionJson } from '../../shapes.ts'

interface TextFieldProps {
  readonly value: string
  readonly onChange: (value: string) => void
}

export function NameField({ value, onChange }: TextFieldProps) {
  const { text } = useSpeech()
  return (
    <InputField
      label={text.sources.name}
      value={value}
      required
      maxLength={60}
      autoComplete="off"
      onChange={onChange}
    />
  )
}

export function SourceField({ value, onChange }: TextFieldProps) {
  const { text } = useSpeech()
  return (
    <InputField
      label={text.sources.source}
      help={text.sources.sourceHelp}
      value={value}
      required
      maxLength={60}
      autoComplete="off"
      onChange={onChange}
    />
  )
}

export function ScheduleField({ value, onChange }: TextFieldProps) {
  const words = useSpeech().text.sources
  return (
    <SelectField label={words.schedule} value={value} onChange={onChange}>
      {Object.entries(words.schedules).map(([cron, label]) => (
        <option key={cron} value={cron}>
          {label}
        </option>
      ))}
    </SelectField>
  )
}

interface AddingProps {
  readonly asked: NewConnectionJson
  readonly onDone: () => void
  /** What is told while it is tried. */
  readonly pending?: string
  readonly children: ReactNode
}

/** The form around the fields, and in its place, once it is sent, where to send or put things. */
export function Adding({ asked, onDone, pending, children }: AddingProps) {
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
        <span role="status">{add.isPending ? (pending ?? '') : ''}</span>
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
  if (added.folder === null) return <p>{text.mailbox.added}</p>
  return (
    <>
      <p>{words.folderPlace}</p>
      <CopyText label={words.folderName} value={added.folder} />
    </>
  )
}
