// The notes on figures and records about the reader: hers, and those that others wrote.
import { useQuery } from '@tanstack/react-query'
import { useSpeech } from '../../language.tsx'
import { NoteList } from '../../parts/NoteList.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { notesAboutQuery } from '../../queries.ts'
import type { PersonProps } from './person-props.ts'

export function OwnNotes({ personId, timeZone }: PersonProps) {
  const { text } = useSpeech()
  const notes = useQuery(notesAboutQuery(personId))
  return (
    <section className="card card-body" id="notes" aria-labelledby="notes-title">
      <h2 id="notes-title" className="panel-title">
        {text.notes.title}
      </h2>
      {notes.isError ? <Problem error={notes.error} onRetry={() => void notes.refetch()} /> : null}
      {notes.data?.length === 0 ? <p className="note">{text.me.notesNone}</p> : null}
      <NoteList notes={notes.data ?? []} timeZone={timeZone} namesSubject />
    </section>
  )
}
