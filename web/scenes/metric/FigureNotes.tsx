// The notes on the metric's figures of this scope and period, and writing one: for the people whom the figure is about and
// for those who answer for it.
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useSpeech } from '../../language.tsx'
import { NoteForm } from '../../parts/NoteForm.tsx'
import { NoteList } from '../../parts/NoteList.tsx'
import { NoteReply } from '../../parts/NoteReply.tsx'
import { figureNotesQuery } from '../../queries.ts'
import { answerName } from '../../reading.ts'
import { useAccount, useRoles } from '../../session.ts'
import type { BlockProps } from './block-props.ts'

export function FigureNotes({ home, definition, measurement, answer }: BlockProps) {
  const { text, say } = useSpeech()
  const { scope = 'organisation' } = useSearch({ from: '__root__' })
  const roles = useRoles()
  const personId = useAccount()?.personId ?? null
  const period = measurement.period.id
  const notes = useQuery(figureNotesQuery(period))
  const here = (notes.data ?? []).filter(
    ({ subject }) =>
      subject.kind === 'figure' && subject.metric === measurement.metric && subject.scope === scope,
  )
  const mayWrite = roles.has('owner') || roles.has('leader') || scope === `rep:${personId}`
  if (here.length === 0 && !mayWrite) return null
  return (
    <section className="card card-body" id="notes" aria-labelledby="notes-title">
      <div className="card-head">
        <div>
          <h2 id="notes-title">{text.notes.title}</h2>
          <p className="card-note">{here.length === 0 ? text.notes.none : text.notes.lead}</p>
        </div>
      </div>
      <NoteList notes={here} timeZone={home.organisation.timeZone} namesSubject After={NoteReply} />
      {mayWrite ? (
        <details className="disclose">
          <summary>{text.notes.writeOn(say(answerName(definition, answer.id)))}</summary>
          <NoteForm
            subject={{ kind: 'figure', metric: measurement.metric, answer: answer.id, scope, period }}
          />
        </details>
      ) : null}
    </section>
  )
}
