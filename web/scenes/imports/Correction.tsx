// A person knows better: what the file is, what a column becomes; the delivery is then read again.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../client.ts'
import { useSpeech } from '../../language.tsx'
import { MappingForm } from '../../parts/MappingForm.tsx'
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
  const { text } = useSpeech()
  const queryClient = useQueryClient()
  const entities = useQuery(importEntitiesQuery)
  const [entity, setEntity] = useState(file.entity ?? '')
  const [fields, setFields] = useState<Readonly<Record<string, string | null>>>(() =>
    Object.fromEntries(file.columns.map(({ column, field }) => [column, field])),
  )
  const [allowed, setAllowed] = useState(file.allowed)
  const restage = useMutation({
    mutationFn: () =>
      call('stageImport', {
        path: { importId: report.importId },
        body: {
          mappings: { [file.name]: { entity: entity === '' ? null : entity, columns: fields, allowed } },
        },
      }),
    onSuccess: (after) => {
      queryClient.setQueryData(importReportQuery(report.importId).queryKey, after)
      void queryClient.invalidateQueries({ queryKey: importReportQuery(report.importId).queryKey })
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
      fields={fields}
      onEntity={setEntity}
      onField={(column, field) => setFields((now) => ({ ...now, [column]: field }))}
      onSubmit={() => restage.mutate()}
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
