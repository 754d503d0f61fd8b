// What a table is, and which of its columns fills which field: the same choice for a file and for a stream of records.
import { type FormEvent, type ReactNode, useId } from 'react'
import { useSpeech } from '../language.tsx'
import type { ImportEntityJson } from '../shapes.ts'

export interface MappedColumn {
  readonly column: string
  readonly samples: readonly string[]
  /** What it fills as it was read; with a colon: something beside the rows of the table. */
  readonly field?: string | null
  readonly fieldName?: ImportEntityJson['name'] | null
}

const besideOf = (field: string | null | undefined) => (field?.includes(':') === true ? field : null)

interface Props {
  /** What a person should know before she chooses. */
  readonly lead: string
  /** What is asked: what this file, or a record of this stream, is. */
  readonly question: string
  readonly entities: readonly ImportEntityJson[]
  /** Id of the table; '' leaves it out. */
  readonly entity: string
  readonly columns: readonly MappedColumn[]
  /** What a column is called on screen; default: its name. */
  readonly titleOf?: (column: string) => string
  /** Field by column. */
  readonly fields: Readonly<Record<string, string | null>>
  readonly onEntity: (entity: string) => void
  readonly onField: (column: string, field: string | null) => void
  readonly onSubmit: () => void
  readonly action: string
  readonly isPending: boolean
  /** What went wrong, above the button. */
  readonly children?: ReactNode
}

export function MappingForm({
  lead,
  question,
  entities,
  entity,
  columns,
  titleOf = (column) => column,
  fields,
  onEntity,
  onField,
  onSubmit,
  action,
  isPending,
  children,
}: Props) {
  const { text, say } = useSpeech()
  const entityId = useId()
  const known = entities.find((one) => one.id === entity)?.fields ?? []
  const isOffered = (field: string | null | undefined) => known.some((one) => one.id === field)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit()
  }
  return (
    <form className="correction" onSubmit={submit}>
      <p className="note">{lead}</p>
      <div className="field">
        <label htmlFor={entityId}>{question}</label>
        <select id={entityId} value={entity} onChange={(event) => onEntity(event.target.value)}>
          <option value="">{text.imports.leaveOut}</option>
          {entities.map((one) => (
            <option key={one.id} value={one.id}>
              {say(one.name)} ({say(one.grain)})
            </option>
          ))}
        </select>
      </div>
      {entity === '' ? null : (
        <ul className="correction-columns">
          {columns.map(({ column, samples, field, fieldName }) => (
            <li key={column}>
              <label>
                <span className="correction-name">
                  <bdi>{titleOf(column)}</bdi> <bdi className="note">{samples.slice(0, 2).join(' · ')}</bdi>
                </span>
                <select
                  value={
                    isOffered(fields[column]) || fields[column] === besideOf(field)
                      ? (fields[column] ?? '')
                      : ''
                  }
                  onChange={(event) => onField(column, event.target.value === '' ? null : event.target.value)}
                >
                  <option value="">{text.imports.unused}</option>
                  {besideOf(field) === null || !fieldName ? null : (
                    <option value={field ?? ''}>{say(fieldName)}</option>
                  )}
                  {known.map((one) => (
                    <option key={one.id} value={one.id}>
                      {say(one.name)}
                    </option>
                  ))}
                </select>
              </label>
            </li>
          ))}
        </ul>
      )}
      {children}
      <p>
        <button type="submit" className="button primary" disabled={isPending}>
          {action}
        </button>
      </p>
    </form>
  )
}
