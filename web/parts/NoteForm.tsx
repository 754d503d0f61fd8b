// Writes a note on a figure or a record: a remark, or that it is wrong.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, type Asked } from '../client.ts'
import { useSpeech } from '../language.tsx'
import { forgetNotes } from '../queries.ts'
import type { NoteJson } from '../shapes.ts'
import { TextAreaField } from './TextAreaField.tsx'
import { Refusal } from './Refusal.tsx'

export type NoteSubject = Asked<'writeNote'>['body']['subject']

export function NoteForm({ subject }: { readonly subject: NoteSubject }) {
  const { text } = useSpeech()
  const queryClient = useQueryClient()
  const [kind, setKind] = useState<NoteJson['kind']>('annotation')
  const [body, setBody] = useState('')
  const write = useMutation({
    mutationFn: () => call('writeNote', { body: { kind, subject, body } }),
    onSuccess: () => {
      setBody('')
      forgetNotes(queryClient)
    },
  })
  return (
    <form
      className="note-form no-print"
      onSubmit={(event) => {
        event.preventDefault()
        write.mutate()
      }}
    >
      <fieldset className="kinds">
        <legend className="unseen">{text.notes.kind}</legend>
        {(['annotation', 'contest'] as const).map((one) => (
          <label key={one} className="tick">
            <input type="radio" name="kind" checked={kind === one} onChange={() => setKind(one)} />
            {text.notes.intents[one]}
          </label>
        ))}
      </fieldset>
      <TextAreaField
        label={text.notes.body}
        help={text.notes.bodyHelp}
        rows={3}
        value={body}
        required
        maxLength={2000}
        onChange={(written) => {
          setBody(written)
          if (!write.isIdle) write.reset()
        }}
      />
      {write.isError ? <Refusal error={write.error} /> : null}
      <p className="settings-foot">
        <button type="submit" className="button" disabled={write.isPending || body.trim() === ''}>
          {text.notes.write}
        </button>
        <span role="status">{write.isSuccess ? text.settings.saved : ''}</span>
      </p>
    </form>
  )
}
