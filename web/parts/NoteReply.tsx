// Answers a note, once: for those who answer for the figures and the data.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../client.ts'
import { useSpeech } from '../language.tsx'
import { forgetNotes } from '../queries.ts'
import { useAccount, useRoles } from '../session.ts'
import type { NoteJson } from '../shapes.ts'
import { InputField } from './InputField.tsx'
import { Refusal } from './Refusal.tsx'

export function NoteReply({ note }: { readonly note: NoteJson }) {
  const { text } = useSpeech()
  const queryClient = useQueryClient()
  const roles = useRoles()
  const personId = useAccount()?.personId ?? null
  const [reply, setReply] = useState('')
  const answer = useMutation({
    mutationFn: () => call('replyToNote', { path: { noteId: note.noteId }, body: { reply } }),
    onSuccess: () => forgetNotes(queryClient),
  })
  const mayAnswer = roles.has('owner') || roles.has('leader') || roles.has('administrator')
  // One's own note is not one's own to answer.
  if (!mayAnswer || note.reply !== null || (personId !== null && note.authorId === personId)) return null
  return (
    <form
      className="reply no-print"
      onSubmit={(event) => {
        event.preventDefault()
        answer.mutate()
      }}
    >
      <InputField
        label={text.people.answer}
        value={reply}
        required
        maxLength={2000}
        autoComplete="off"
        onChange={setReply}
      />
      <button type="submit" className="button" disabled={answer.isPending || reply.trim() === ''}>
        {text.me.send}
      </button>
      {answer.isError ? <Refusal error={answer.error} /> : null}
    </form>
  )
}
