// One thing that a file leaves unsaid and a person can say for all of it; the delivery is then read again.
import { useState } from 'react'
import { useSpeech } from '../../language.tsx'
import { InputField } from '../../parts/InputField.tsx'
import { Problem } from '../../parts/Problem.tsx'
import type { ImportReportJson } from '../../shapes.ts'
import { type Said, useRestage } from './restage.ts'

interface Props {
  readonly report: ImportReportJson
  readonly label: string
  readonly help: string
  readonly type: 'date' | 'email'
  /** What is said with it when the delivery is read again. */
  readonly saying: (value: string) => Said
}

export function SayOnce({ report, label, help, type, saying }: Props) {
  const { text } = useSpeech()
  const [value, setValue] = useState('')
  const restage = useRestage(report)
  return (
    <form
      className="file-warnings settings"
      onSubmit={(event) => {
        event.preventDefault()
        restage.mutate(saying(value))
      }}
    >
      <InputField label={label} help={help} type={type} required value={value} onChange={setValue} />
      {restage.isError ? <Problem error={restage.error} /> : null}
      <p className="settings-foot">
        <button type="submit" className="button" disabled={restage.isPending || value === ''}>
          {text.imports.restage}
        </button>
      </p>
    </form>
  )
}
