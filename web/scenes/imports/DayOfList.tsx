// Which day a list describes whose rows give ages and departures without days; the delivery is then read again.
import { useState } from 'react'
import { useSpeech } from '../../language.tsx'
import { InputField } from '../../parts/InputField.tsx'
import { Problem } from '../../parts/Problem.tsx'
import type { ImportReportJson } from '../../shapes.ts'
import { useRestage } from './restage.ts'

export function DayOfList({ report }: { readonly report: ImportReportJson }) {
  const { text } = useSpeech()
  const [day, setDay] = useState('')
  const restage = useRestage(report)
  return (
    <form
      className="file-warnings settings"
      onSubmit={(event) => {
        event.preventDefault()
        restage.mutate({ asOf: day })
      }}
    >
      <InputField
        label={text.imports.dayOfList}
        help={text.imports.dayOfListHelp}
        type="date"
        required
        value={day}
        onChange={setDay}
      />
      {restage.isError ? <Problem error={restage.error} /> : null}
      <p className="settings-foot">
        <button type="submit" className="button" disabled={restage.isPending || day === ''}>
          {text.imports.restage}
        </button>
      </p>
    </form>
  )
}
