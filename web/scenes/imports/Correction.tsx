// A person knows better: what the file is, what a column becomes; the delivery is then read again.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { call } from '../../client.ts'
import { useSpeech } from '../../language.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { importEntitiesQuery, importReportQuery } from '../../queries.ts'
import type { FileReportJson, ImportReportJson } from '../../shapes.ts'

interface Props {
  readonly file: FileReportJson
  readonly report: ImportReportJson
}

export function Correction({ file, report }: Props) {
  const { text } = useSpeech()
  const [isOpen, setOpen] = useState(false)
  return (
    <details className="as-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {text.imports.correct}
        <span className="unseen"> ({file.name})</span>
      </summary>
      {isOpen ? <Form file={file} report={report} /> : null}
    </details>
  )
}

function Form({ file, report }: Props) {
  const { text, say } = useSpeech()
  const queryClient = useQueryClient()
  const entities = useQuery(importEntitiesQuery)
  const [entity, setEntity] = useState(file.entity ?? '')
  const [columns, setColumns] = useState<Readonly<Record<string, string | null>>>(() =>
    Object.fromEntries(file.columns.map(({ column, field }) => [column, field])),
  )
  const [allowed, setAllowed] = useState(file.allowed)
  const entityId = useId()
  const restage = useMutation({
    mutationFn: () =>
      call('stageImport', {
        path: { importId: report.importId },
        body: { mappings: { [file.name]: { entity: entity === '' ? null : entity, columns, allowed } } },
      }),
    onSuccess: (after) => {
      queryClient.setQueryData(importReportQuery(report.importId).queryKey, after)
      void queryClient.invalidateQueries({ queryKey: importReportQuery(report.importId).queryKey })
    },
  })
  const fields = entities.data?.find((one) => one.id === entity)?.fields ?? []
  if (entities.isError) return <Problem error={entities.error} onRetry={() => void entities.refetch()} />
  return (
    <form
      className="correction"
      onSubmit={(event) => {
        event.preventDefault()
        restage.mutate()
      }}
    >
      <p className="note">{text.imports.correctLead}</p>
      <div className="field">
        <label htmlFor={entityId}>{text.imports.entity}</label>
        <select id={entityId} value={entity} onChange={(event) => setEntity(event.target.value)}>
          <option value="">{text.imports.leaveOut}</option>
          {(entities.data ?? []).map((one) => (
            <option key={one.id} value={one.id}>
              {say(one.name)} ({say(one.grain)})
            </option>
          ))}
        </select>
      </div>
      {entity === '' ? null : (
        <ul className="correction-columns">
          {file.columns.map(({ column, samples }) => (
            <li key={column}>
              <label>
                <span className="correction-name">
                  <bdi>{column}</bdi> <bdi className="note">{samples.slice(0, 2).join(' · ')}</bdi>
                </span>
                <select
                  value={fields.some((field) => field.id === columns[column]) ? (columns[column] ?? '') : ''}
                  onChange={(event) =>
                    setColumns((now) => ({
                      ...now,
                      [column]: event.target.value === '' ? null : event.target.value,
                    }))
                  }
                >
                  <option value="">{text.imports.unused}</option>
                  {fields.map((field) => (
                    <option key={field.id} value={field.id}>
                      {say(field.name)}
                    </option>
                  ))}
                </select>
              </label>
            </li>
          ))}
        </ul>
      )}
      {entity === '' ? null : (
        <fieldset className="ticks">
          <legend>{text.imports.allow}</legend>
          {(['short-years', 'round-amounts'] as const).map((one) => (
            <label key={one} className="tick">
              <input
                type="checkbox"
                checked={allowed.includes(one)}
                onChange={({ target }) =>
                  setAllowed((now) => (target.checked ? [...now, one] : now.filter((other) => other !== one)))
                }
              />
              <span>{text.imports.allowances[one]}</span>
            </label>
          ))}
        </fieldset>
      )}
      {restage.isError ? <Problem error={restage.error} /> : null}
      <p>
        <button type="submit" className="button primary" disabled={restage.isPending}>
          {text.imports.restage}
        </button>
      </p>
    </form>
  )
}
