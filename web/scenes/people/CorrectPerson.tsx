// Puts a value about a person right, with its reason; the earlier value stays readable, for her too.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../client.ts'
import { useSpeech } from '../../language.tsx'
import { Field } from '../../parts/Field.tsx'
import { SelectField } from '../../parts/SelectField.tsx'
import { InputField } from '../../parts/InputField.tsx'
import { Refusal } from '../../parts/Refusal.tsx'
import { forgetFigures } from '../../queries.ts'
import type { PersonJson } from '../../shapes.ts'

const columns = ['display_name', 'email', 'job', 'hired_on', 'left_on'] as const
type ColumnName = (typeof columns)[number]

export function CorrectPerson({ person }: { readonly person: PersonJson }) {
  const { text } = useSpeech()
  const queryClient = useQueryClient()
  const now: Record<ColumnName, string> = {
    display_name: person.name,
    email: person.email ?? '',
    job: person.job ?? '',
    hired_on: person.hiredOn ?? '',
    left_on: person.leftOn ?? '',
  }
  const [column, setColumn] = useState<ColumnName>('display_name')
  const [value, setValue] = useState(person.name)
  const [why, setWhy] = useState('')
  const correct = useMutation({
    mutationFn: () =>
      call('correctPerson', {
        path: { personId: person.personId },
        body: { column, value: value === '' ? null : value, why },
      }),
    onSuccess: () => {
      setWhy('')
      forgetFigures(queryClient)
    },
  })
  const choose = (chosen: ColumnName) => {
    setColumn(chosen)
    setValue(now[chosen])
    correct.reset()
  }
  return (
    <details>
      <summary>{text.people.correct}</summary>
      <p className="note">{text.people.correctLead}</p>
      <form
        className="settings"
        onSubmit={(event) => {
          event.preventDefault()
          correct.mutate()
        }}
      >
        <SelectField
          label={text.people.what}
          value={column}
          onChange={(chosen) => choose(columns.find((one) => one === chosen) ?? 'display_name')}
        >
          {columns.map((one) => (
            <option key={one} value={one}>
              {text.columns[one]}
            </option>
          ))}
        </SelectField>
        <Field label={text.people.rightValue}>
          {(id) =>
            column === 'job' ? (
              <select id={id} value={value} onChange={(event) => setValue(event.target.value)}>
                <option value="">{text.metric.unknown}</option>
                {Object.entries(text.codes.job).map(([code, name]) => (
                  <option key={code} value={code}>
                    {name}
                  </option>
                ))}
              </select>
            ) : (
              <input
                id={id}
                type={column === 'email' ? 'email' : column === 'display_name' ? 'text' : 'date'}
                value={value}
                required={column === 'display_name'}
                maxLength={200}
                autoComplete="off"
                onChange={(event) => setValue(event.target.value)}
              />
            )
          }
        </Field>
        <InputField
          label={text.people.reason}
          help={text.people.reasonHelp}
          value={why}
          required
          maxLength={1000}
          autoComplete="off"
          onChange={setWhy}
        />
        {correct.isError ? <Refusal error={correct.error} /> : null}
        <p className="settings-foot">
          <button type="submit" className="button" disabled={correct.isPending || value === now[column]}>
            {text.people.correctDo}
          </button>
          <span role="status">{correct.isSuccess ? text.settings.saved : ''}</span>
        </p>
      </form>
    </details>
  )
}
