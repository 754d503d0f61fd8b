// What was put right about the reader, and asking for the next correction.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../client.ts'
import { formatInstant } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import { TextAreaField } from '../../parts/TextAreaField.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { Refusal } from '../../parts/Refusal.tsx'
import { correctionsQuery, notesAboutQuery } from '../../queries.ts'
import type { PersonProps } from './person-props.ts'

export function Corrections({ personId, timeZone }: PersonProps) {
  const { language, text } = useSpeech()
  const corrections = useQuery(correctionsQuery(personId))
  const columnNames: Readonly<Record<string, string>> = text.columns
  return (
    <section className="card card-body" id="corrections" aria-labelledby="corrections-title">
      <h2 id="corrections-title" className="panel-title">
        {text.me.corrections}
      </h2>
      <p className="note">{text.me.correctionsLead}</p>
      {corrections.isError ? (
        <Problem error={corrections.error} onRetry={() => void corrections.refetch()} />
      ) : null}
      <ul className="list-rows">
        {(corrections.data ?? []).map((one) => (
          <li key={one.correctionId}>
            <div>
              <p className="list-title">{columnNames[one.column] ?? one.column}</p>
              <p>
                <bdi>{one.earlier ?? text.metric.unknown}</bdi> →{' '}
                <bdi>{one.later ?? text.metric.unknown}</bdi>
              </p>
              <p className="note">
                {one.why === '' ? null : <bdi>{`${one.why} · `}</bdi>}
                {formatInstant(one.correctedAt, timeZone, language)}
              </p>
            </div>
          </li>
        ))}
      </ul>
      <AskCorrection personId={personId} />
    </section>
  )
}

function AskCorrection({ personId }: { readonly personId: number }) {
  const { text } = useSpeech()
  const queryClient = useQueryClient()
  const [body, setBody] = useState('')
  const ask = useMutation({
    mutationFn: () =>
      call('writeNote', {
        body: {
          kind: 'contest',
          subject: { kind: 'record', recordKind: 'person', recordId: personId },
          body,
        },
      }),
    onSuccess: () => {
      setBody('')
      return queryClient.invalidateQueries({ queryKey: notesAboutQuery(personId).queryKey })
    },
  })
  return (
    <form
      className="note-form"
      onSubmit={(event) => {
        event.preventDefault()
        ask.mutate()
      }}
    >
      <TextAreaField
        label={text.me.askCorrection}
        help={text.me.askCorrectionHelp}
        rows={3}
        value={body}
        required
        maxLength={2000}
        onChange={(written) => {
          setBody(written)
          if (!ask.isIdle) ask.reset()
        }}
      />
      {ask.isError ? <Refusal error={ask.error} /> : null}
      <p className="settings-foot">
        <button type="submit" className="button" disabled={ask.isPending || body.trim() === ''}>
          {text.me.send}
        </button>
        <span role="status">{ask.isSuccess ? text.me.sent : ''}</span>
      </p>
    </form>
  )
}
