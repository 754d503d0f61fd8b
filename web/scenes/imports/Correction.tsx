// A person knows better: what the file is, what a column becomes; the delivery is then read again.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSpeech } from '../../language.tsx'
import { MappingForm } from '../../parts/MappingForm.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { importEntitiesQuery } from '../../queries.ts'
import type { FileReportJson, ImportReportJson } from '../../shapes.ts'
import { columnTitle } from './column-title.ts'
import { useRestage } from './restage.ts'

interface Props {
  readonly file: FileReportJson
  readonly report: ImportReportJson
}

export function Correction({ file, report }: Props) {
  const { text } = useSpeech()
  // Of columns without titles nothing is known before a person says it: that is what to do next.
  const [isOpen, setOpen] = useState(file.entity === null && file.firstLine?.value === 'data')
  return (
    <details className="as-table" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {text.imports.correct}
        <span className="unseen"> ({file.name})</span>
      </summary>
      {isOpen ? <Form file={file} report={report} /> : null}
    </details>
  )
}

function Form({ file, report }: Props) {
  const { text } = useSpeech()
  const entities = useQuery(importEntitiesQuery)
  const [entity, setEntity] = useState(file.entity ?? '')
  const [fields, setFields] = useState<Readonly<Record<string, string | null>>>(() =>
    Object.fromEntries(file.columns.map(({ column, field }) => [column, field])),
  )
  const [allowed, setAllowed] = useState(file.allowed)
  const restage = useRestage(report)
  const submit = () =>
    restage.mutate({
      mappings: {
        [file.name]: {
          entity: entity === '' ? null : entity,
          columns: fields,
          allowed,
          ...(file.firstLine?.by === 'option' ? { firstLine: file.firstLine.value } : {}),
        },
      },
    })
  if (entities.isError) return <Problem error={entities.error} onRetry={() => void entities.refetch()} />
  return (
    <MappingForm
      lead={text.imports.correctLead}
      question={text.imports.entity}
      entities={entities.data ?? []}
      entity={entity}
      columns={file.columns}
      titleOf={(column) => columnTitle(file, column, text)}
      fields={fields}
      onEntity={setEntity}
      onField={(column, field) => setFields((now) => ({ ...now, [column]: field }))}
      onSubmit={submit}
      action={text.imports.restage}
      isPending={restage.isPending}
    >
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
    </MappingForm>
  )
}
