// The notes on one deal or lead of the rows, beside the page: read, answered, written.
import { useQuery } from '@tanstack/react-query'
import { formatNumber } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { NoteForm } from '../../parts/NoteForm.tsx'
import { NoteList } from '../../parts/NoteList.tsx'
import { NoteReply } from '../../parts/NoteReply.tsx'
import { Panel } from '../../parts/Panel.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { recordNotesQuery } from '../../queries.ts'
import type { RowPageJson } from '../../shapes.ts'

export type RowRecord = RowPageJson['records'][number]

interface ButtonProps {
  readonly record: RowRecord
  /** What the row is called: the source's id of it. */
  readonly name: string
  readonly onOpen: () => void
}

export function RowNotesButton({ record, name, onOpen }: ButtonProps) {
  const { language, text } = useSpeech()
  const count = formatNumber(record.notes, language)
  return (
    <button
      type="button"
      className="row-note"
      data-noted={record.notes > 0 || undefined}
      title={record.notes === 0 ? text.notes.write : text.notes.count(count, record.notes)}
      onClick={onOpen}
    >
      <Icon name="note" size={13} />
      {record.notes === 0 ? null : <span aria-hidden="true">{count}</span>}
      <span className="unseen">
        {record.notes === 0 ? text.notes.write : text.notes.count(count, record.notes)} ({name})
      </span>
    </button>
  )
}

interface PanelProps {
  readonly record: RowRecord
  readonly name: string
  readonly timeZone: string
  readonly onClose: () => void
}

export function RowNotesPanel({ record, name, timeZone, onClose }: PanelProps) {
  const { text } = useSpeech()
  const notes = useQuery(recordNotesQuery(record.kind, record.id))
  return (
    <Panel title={`${text.notes.records[record.kind]} ${name}`} onClose={onClose}>
      {notes.isError ? <Problem error={notes.error} onRetry={() => void notes.refetch()} /> : null}
      {notes.data?.length === 0 ? <p className="note">{text.notes.noneOnRow}</p> : null}
      <NoteList notes={notes.data ?? []} timeZone={timeZone} After={NoteReply} />
      <NoteForm subject={{ kind: 'record', recordKind: record.kind, recordId: record.id }} />
    </Panel>
  )
}
