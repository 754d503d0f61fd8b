// Notes on figures and records, as they were written: annotation or contest, by whom, when, and the answer to it.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { formatInstant, formatNumber, formatPeriod } from '../format.ts'
import { useSpeech } from '../language.tsx'
import { definitionsQuery, homeQuery } from '../queries.ts'
import type { NoteJson } from '../shapes.ts'

interface Props {
  readonly notes: readonly NoteJson[]
  readonly timeZone: string
  /** Says what each note is about: needed where notes on several things stand together. */
  readonly namesSubject?: boolean
  /** What may be done with a note, below it. */
  readonly After?: ComponentType<{ readonly note: NoteJson }> | undefined
}

export function NoteList({ notes, timeZone, namesSubject = false, After }: Props) {
  const { language, text } = useSpeech()
  if (notes.length === 0) return null
  return (
    <ul className="notes">
      {notes.map((note) => (
        <li key={note.noteId} data-kind={note.kind}>
          <p className="note-head">
            <span className="chip">{text.notes.kinds[note.kind]}</span>
            {namesSubject ? <Subject note={note} /> : null}
          </p>
          <p className="note-body">
            <bdi>{note.body}</bdi>
          </p>
          <p className="note">
            <bdi>{note.authorName ?? text.notes.noAuthor}</bdi> ·{' '}
            {formatInstant(note.writtenAt, timeZone, language)}
          </p>
          {note.reply === null ? null : (
            <div className="note-reply">
              <p className="note-body">
                <bdi>{note.reply}</bdi>
              </p>
              <p className="note">
                {text.notes.answered}
                {note.repliedAt === null ? '' : ` · ${formatInstant(note.repliedAt, timeZone, language)}`}
              </p>
            </div>
          )}
          {After === undefined ? null : <After note={note} />}
        </li>
      ))}
    </ul>
  )
}

function Subject({ note }: { readonly note: NoteJson }) {
  const { language, text, say } = useSpeech()
  const definitions = useQuery(definitionsQuery)
  const home = useQuery(homeQuery)
  const { subject } = note
  if (subject.kind === 'record') {
    const name = text.notes.records[subject.recordKind]
    if (subject.recordKind === 'person') return <span>{name}</span>
    return (
      <span>
        {name} {text.notes.number(formatNumber(subject.recordId, language))}
      </span>
    )
  }
  const period = home.data?.periods.find((one) => one.id === subject.period)
  const definition = definitions.data?.find((one) => one.id === subject.metric)
  const answer = definition?.answers.find((one) => one.id === subject.answer)
  const name = definition === undefined ? subject.metric : say(definition.name)
  return (
    <Link
      to="/metrics/$metric"
      params={{ metric: subject.metric }}
      search={{
        scope: subject.scope,
        period: subject.period,
        ...(subject.answer === null ? {} : { answer: subject.answer }),
      }}
    >
      {answer === undefined ? name : `${name}, ${say(answer.name)}`} ·{' '}
      {period === undefined ? subject.period : formatPeriod(period, language)}
    </Link>
  )
}
