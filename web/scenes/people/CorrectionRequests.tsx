// What people asked to be put right about themselves: answered here once it was done, or with the reason why not.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../client.ts'
import { useSpeech } from '../../language.tsx'
import { Field } from '../../parts/Field.tsx'
import { NoteList } from '../../parts/NoteList.tsx'
import { Refusal } from '../../parts/Refusal.tsx'
import { correctionRequestsQuery, homeQuery } from '../../queries.ts'
import type { NoteJson } from '../../shapes.ts'

export function CorrectionRequests() {
  const { text } = useSpeech()
  const requests = useQuery(correctionRequestsQuery)
  const home = useQuery(homeQuery)
  if (requests.data === undefined || requests.data.length === 0) return null
  return (
    <section className="card card-body" id="requests" aria-labelledby="requests-title">
      <div className="card-head">
        <div>
          <h2 id="requests-title">{text.people.requests}</h2>
          <p className="card-note">{text.people.requestsLead}</p>
        </div>
      </div>
      <NoteList notes={requests.data} timeZone={home.data?.organisation.timeZone ?? 'UTC'} After={Reply} />
    </section>
  )
}

function Reply({ note }: { readonly note: NoteJson }) {
  const { text } = useSpeech()
  const queryClient = useQueryClient()
  const [reply, setReply] = useState('')
  const answer = useMutation({
    mutationFn: () => call('replyToNote', { path: { noteId: note.noteId }, body: { reply } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: correctionRequestsQuery.queryKey }),
  })
  return (
    <form
      className="reply"
      onSubmit={(event) => {
        event.preventDefault()
        answer.mutate()
      }}
    >
      <Field label={text.people.answer}>
        {(id) => (
          <input
            id={id}
            value={reply}
            required
            maxLength={2000}
            autoComplete="off"
            onChange={(event) => setReply(event.target.value)}
          />
        )}
      </Field>
      <button type="submit" className="button" disabled={answer.isPending || reply.trim() === ''}>
        {text.me.send}
      </button>
      {answer.isError ? <Refusal error={answer.error} /> : null}
    </form>
  )
}
